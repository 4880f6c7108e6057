"""One word, two pictures: every entry that departments see in their own way, side by side."""

from __future__ import annotations

from functools import partial

from markupsafe import escape

from dragoman.glossary import Entry
from dragoman.pages.layout import Layout, view_title
from dragoman.pages.page import Page
from dragoman.pages.prose import escaped, prose
from dragoman.routes import INDEX, TWO_PICTURES


def two_pictures_page(layout: Layout) -> Page:
    """The page of all entries with more than one view."""
    entries = [entry for entry in layout.glossary.entries if entry.has_two_pictures]
    description = f"{len(entries)} words that the departments see in their own way, side by side."
    return Page(TWO_PICTURES, "One word, two pictures", description, late=partial(_html, layout, entries))


def _html(layout: Layout, entries: list[Entry]) -> str:
    found = [
        (
            escape(entry.id),
            escape(layout.linker.routes.between(TWO_PICTURES, *layout.linker.place_of((entry,)))),
            escaped(entry.department),
            escaped(entry.title),
            escaped(entry.expansion),
            escaped(entry.qualifier),
            [
                (escaped(department.id), view_title(department), prose(text))
                for department, text in layout.glossary.each_with(entry.views)
            ],
        )
        for entry in entries
    ]
    return layout.render(TWO_PICTURES, "two_pictures", found=found, index=INDEX)
