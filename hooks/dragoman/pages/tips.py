"""The tips on a page's links: one for each entry or homonym that they lead to, however often they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.glossary import Entry
from dragoman.linking import Manuscript
from dragoman.pages.layout import END, ROOT, Layout
from dragoman.routes import path_of, tip_id


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip's id, and the readings that it shows, each with the URL of its entry."""

    id: str
    readings: tuple[tuple[Entry, str], ...]


def tips(layout: Layout, page: Manuscript) -> str:
    """All tips of a page, as HTML; empty where it has no links to entries."""
    if not page.linked:
        return ""
    make_tips(layout, page.linked)
    root = layout.linker.routes.to_root(page.path)
    found = "".join(layout.tips[readings] for readings in page.linked)
    return f'<aside class="tips" aria-label="Definitions">\n{found.replace(ROOT, root)}</aside>\n'


def make_tips(layout: Layout, linked: Iterable[tuple[Entry, ...]]) -> None:
    """Make the tips that are not there yet, all at once: a template's own beginning costs more than a tip."""
    missing = [readings for readings in dict.fromkeys(linked) if readings not in layout.tips]
    if missing:
        filled = layout.render("", "tips", tips=list(_tips(layout, missing)), end=END)
        layout.tips.update(zip(missing, filled.split(END)[:-1], strict=True))


def _tips(layout: Layout, linked: list[tuple[Entry, ...]]) -> Iterator[Tip]:
    linker = layout.linker
    for readings in linked:
        id = tip_id(path_of(readings, linker.glossary, linker.homonym_paths))
        yield Tip(id, tuple((entry, layout.url_from_root(entry)) for entry in readings))
