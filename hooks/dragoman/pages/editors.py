"""The editors' report as a page."""

from __future__ import annotations

from dragoman.pages.layout import Layout
from dragoman.pages.page import Page
from dragoman.report import Report
from dragoman.routes import EDITORS_JSON, EDITORS_REPORT

_TITLE = "Editors’ report"
_DESCRIPTION = "What in the glossary and the pages waits for somebody to look at it."


def editors_page() -> Page:
    """The page before it is known what it says: the pages are read first."""
    return Page(EDITORS_REPORT, _TITLE, _DESCRIPTION, f'<h1 id="top">{_TITLE}</h1>')


def editors_html(layout: Layout, report: Report) -> str:
    """What the page says once all pages are read."""
    values = {"title": _TITLE, "description": _DESCRIPTION, "json": EDITORS_JSON}
    return layout.render(EDITORS_REPORT, "editors", report=report, **values)
