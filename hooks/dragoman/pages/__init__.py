"""Glossary -> every page that is made from it, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.pages.department import department_page
from dragoman.pages.editors import editors_page
from dragoman.pages.entry import entry_page
from dragoman.pages.form import form_page
from dragoman.pages.homonym import homonym_page
from dragoman.pages.index import index_page
from dragoman.pages.layout import Layout
from dragoman.pages.moved import moved_pages
from dragoman.pages.page import Moved, Page
from dragoman.pages.quiz import board_page, questions_page, quiz_page
from dragoman.pages.two_pictures import two_pictures_page
from dragoman.quiz import Quiz
from dragoman.report import Report

__all__ = ["Layout", "Moved", "Page", "all_pages", "moved_pages"]


def all_pages(layout: Layout, quiz: Quiz | None, report: Callable[[], Report]) -> Iterator[Page]:
    """Every generated page, in a fixed order; `report` gives what waits for the editors, once all pages are read."""
    yield index_page(layout)
    yield two_pictures_page(layout)
    yield editors_page(layout, report)
    if quiz:
        yield quiz_page(layout, quiz)
        yield questions_page(layout, quiz)
        yield board_page(layout)
    yield form_page(layout)
    for department in layout.glossary.departments:
        yield department_page(layout, department)
    for homonym, path in layout.linker.homonym_paths.items():
        yield homonym_page(layout, homonym, path)
    if layout.linker.entry_pages:
        for entry in layout.glossary.entries:
            yield entry_page(layout, entry)
