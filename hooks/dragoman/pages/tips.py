"""The tips on a page's links: one for each entry or homonym that they lead to, however often they do."""

from __future__ import annotations

from dragoman.glossary import Entry
from dragoman.linking import Manuscript
from dragoman.pages.layout import ROOT, Layout
from dragoman.routes import path_of, tip_id


def tips(layout: Layout, page: Manuscript) -> str:
    """All tips of a page, as HTML; empty where it has no links to entries."""
    if not page.linked:
        return ""
    found = "".join(_tip(layout, readings) for readings in page.linked)
    root = layout.linker.routes.to_root(page.path)
    return f'<aside class="tips" aria-label="Definitions">\n{found.replace(ROOT, root)}</aside>\n'


def _tip(layout: Layout, readings: tuple[Entry, ...]) -> str:
    known = layout.tips.get(readings)
    if known is None:
        linker = layout.linker
        urls = [layout.url_from_root(entry) for entry in readings]
        known = layout.tips[readings] = layout.render(
            "",
            "tip",
            id=tip_id(path_of(readings, linker.glossary, linker.homonym_paths)),
            readings=list(zip(readings, urls, strict=True)),
            term=readings[0].term,
        )
    return known
