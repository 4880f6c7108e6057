"""Pages at the addresses that entries had under an earlier id."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.pages.layout import Layout
from dragoman.pages.page import Moved
from dragoman.routes import entry_path


def moved_pages(layout: Layout) -> Iterator[Moved]:
    """A page for each id in `was`, leading to the entry as it is called now."""
    for entry in layout.glossary.entries:
        for id in entry.was:
            old, (new, anchor) = entry_path(id), layout.linker.place_of((entry,))
            url = layout.linker.routes.between(old, new, anchor)
            yield Moved(old, new, layout.render(old, "moved", it=entry, url=url))
