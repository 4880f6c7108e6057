"""The page of a homonym: "CI: which one?"."""

from __future__ import annotations

from dragoman.glossary import Homonym
from dragoman.inline import plain
from dragoman.pages.layout import Layout
from dragoman.pages.page import Page


def homonym_page(layout: Layout, homonym: Homonym, path: str) -> Page:
    """The page of all readings of one designation."""
    readings = [(entry, layout.glossary.department(entry.department)) for entry in homonym.readings]
    return layout.page(
        path,
        f"{homonym.surface}: which one?",
        " / ".join(entry.expansion or plain(entry.definition) for entry in homonym.readings),
        "homonym",
        surface=homonym.surface,
        readings=readings,
    )
