"""The editors' report as a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dragoman.pages.layout import Layout
from dragoman.pages.page import Page
from dragoman.report import Report
from dragoman.routes import EDITORS_JSON, EDITORS_REPORT

_TITLE = "Editors’ report"
_DESCRIPTION = "What in the glossary and the pages waits for somebody to look at it."


def editors_page(layout: Layout, report: Callable[[], Report]) -> Page:
    """The page of the report, which is asked for once all pages are read."""
    return Page(EDITORS_REPORT, _TITLE, _DESCRIPTION, late=partial(_html, layout, report))


def _html(layout: Layout, report: Callable[[], Report]) -> str:
    values = {"title": _TITLE, "description": _DESCRIPTION, "json": EDITORS_JSON}
    return layout.render(EDITORS_REPORT, "editors", report=report(), **values)
