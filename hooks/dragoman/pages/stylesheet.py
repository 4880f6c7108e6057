"""The style sheet that follows from the departments: their colours in both schemes."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.glossary import SHARED_BY_ALL, Department
from dragoman.marks import COLOURS


def stylesheet(departments: Iterable[Department]) -> str:
    """`.of-<department>` with its ink and tint, for light and dark; paper is always light."""
    return "".join(_rules(department) for department in (*departments, SHARED_BY_ALL))


def _rules(department: Department) -> str:
    colour = COLOURS[department.colour]
    return (
        f".of-{department.id} {{ --ink: {colour.light}; --tint: {colour.light_tint}; }}\n"
        f'@media screen {{ [data-md-color-scheme="slate"] .of-{department.id} '
        f"{{ --ink: {colour.dark}; --tint: {colour.dark_tint}; }} }}\n"
        # A tip shows the view of the reader's own side.
        f'[data-side="{department.id}"] .tip__view[data-department="{department.id}"] {{ display: block; }}\n'
    )
