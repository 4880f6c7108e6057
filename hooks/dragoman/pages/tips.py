"""The tips on a page's links: one for each entry or homonym that they lead to, however often they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup, escape

from dragoman.glossary import Entry
from dragoman.inline import plain
from dragoman.linking import Manuscript
from dragoman.pages.layout import END, KEPT, ROOT, Layout, make_room
from dragoman.pages.prose import escaped
from dragoman.routes import path_of, tip_id


class Reading(NamedTuple):
    """An entry as a tip shows it, as HTML; `views` are each department's id, name and view."""

    url: Markup
    title: Markup
    expansion: Markup
    qualifier: Markup
    department: Markup
    definition: Markup
    views: list[tuple[Markup, Markup, Markup]]


class Tip(NamedTuple):
    """A tip's id, the term, how many meanings it has, and the entry of each."""

    id: Markup
    term: Markup
    meanings: int
    readings: list[Reading]


def tips(layout: Layout, page: Manuscript, next_pages: Iterable[Manuscript] = ()) -> str:
    """All tips of a page, as HTML; empty where it has no links to entries. Those of the next pages may be made too."""
    linked = page.linked
    if not linked:
        return ""
    make_room(layout.tips)
    if not layout.tips:
        _make(layout, islice((readings for one in next_pages for readings in one.linked), KEPT))
    _make(layout, linked)
    root = layout.linker.routes.to_root(page.path)
    found = "".join([layout.tips[readings] for readings in linked])
    return f'<aside class="tips" aria-label="Definitions">\n{found.replace(ROOT, root)}</aside>\n'


def _make(layout: Layout, linked: Iterable[tuple[Entry, ...]]) -> None:
    """Make the tips that are not there yet, all at once: a template's own beginning costs more than a tip."""
    missing = [readings for readings in dict.fromkeys(linked) if readings not in layout.tips]
    if missing:
        filled = layout.render("", "tips", tips=list(_tips(layout, missing)), end=END)
        layout.tips.update(zip(missing, filled.split(END)[:-1], strict=True))


def _tips(layout: Layout, linked: list[tuple[Entry, ...]]) -> Iterator[Tip]:
    linker = layout.linker
    for readings in linked:
        id = tip_id(path_of(readings, linker.glossary, linker.homonym_paths))
        yield Tip(escape(id), escaped(readings[0].term), len(readings), [_reading(layout, entry) for entry in readings])


def _reading(layout: Layout, entry: Entry) -> Reading:
    return Reading(
        escape(layout.url_from_root(entry)),
        escaped(entry.title),
        escaped(entry.expansion),
        escaped(entry.qualifier),
        escaped(entry.department),
        escaped(plain(entry.definition)),
        [
            (escaped(one.id), escaped(one.name), escaped(plain(text)))
            for one, text in layout.glossary.each_with(entry.views)
        ],
    )
