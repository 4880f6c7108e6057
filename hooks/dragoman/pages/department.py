"""A department's page: the words that it brings along."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from dragoman.glossary import SHARED, Department, Entry
from dragoman.pages.index import rows
from dragoman.pages.layout import Layout
from dragoman.pages.page import Page
from dragoman.routes import INDEX, TWO_PICTURES, department_path


def department_page(layout: Layout, department: Department) -> Page:
    """The page of the words that `department` owns, by kind."""
    own = [entry for entry in layout.glossary.entries if entry.department == department.id]
    description = f"The {len(own)} words that {department.name} brings along, explained for everybody else."
    late = partial(_html, layout, department, own)
    return Page(department_path(department), f"{department.name}’s words", description, late=late)


def _html(layout: Layout, department: Department, own: list[Entry]) -> str:
    glossary = layout.glossary
    path = department_path(department)
    by_kind = groupby(sorted(own, key=lambda entry: entry.kind), key=lambda entry: entry.kind)
    kinds = [(kind, rows(layout, path, tuple(entries))) for kind, entries in by_kind]
    return layout.render(
        path,
        "department",
        department=department,
        others=[other for other in glossary.departments if other != department],
        kinds=kinds,
        count=len(own),
        shared=sum(entry.department == SHARED for entry in glossary.entries),
        index=INDEX,
        two_pictures=TWO_PICTURES,
        department_path=department_path,
    )
