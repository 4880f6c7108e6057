"""Diagrams as values: boxes and lines with their places, drawn from the same fields as the pages that they stand in.

Places and sizes are in the drawing's own units: `WIDTH` of them are as wide as a page's text. Templates make SVG of it.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.glossary import Glossary
from dragoman.inline import plain
from dragoman.sheets import Point

WIDTH = 690
LINE = 18
# Above and below a text, and to its left and right.
PADDING, INSET = 10, 12
# On average, in type of 15 units; wide letters need a little more than half their size.
LETTER = 7.3


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines of text; `owner` is the department whose colour it has, or empty."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    owner: str = ""
    is_title: bool = False

    @property
    def baselines(self) -> list[tuple[int, str]]:
        """Each line with its baseline, so that the lines stand in the box's middle."""
        top = self.y + (self.height - len(self.lines) * LINE) // 2 + LINE - 4
        return [(top + number * LINE, line) for number, line in enumerate(self.lines)]

    @property
    def middle(self) -> tuple[int, int]:
        """The point in the box's middle."""
        return self.x + self.width // 2, self.y + self.height // 2


class Drawing(NamedTuple):
    """A diagram: `lines` as SVG paths, `arrows` too but with a head, and `texts` as its alternative in words."""

    title: str
    height: int
    boxes: tuple[Box, ...]
    texts: tuple[str, ...]
    lines: tuple[str, ...] = ()
    arrows: tuple[str, ...] = ()
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Columns:
    """So many columns side by side; `gap` leaves room for lines between two of them."""

    count: int
    gap: int

    @property
    def width(self) -> int:
        """Of one column."""
        return (WIDTH - (self.count - 1) * self.gap) // max(self.count, 1)

    def x(self, column: int) -> int:
        """Where a column begins, counted from 0."""
        return column * (self.width + self.gap)

    def box(self, column: int, y: int, text: str, owner: str = "") -> Box:
        """A box in that column, as high as its text needs."""
        lines = tuple(textwrap.wrap(text, int((self.width - 2 * INSET) / LETTER)))
        return Box(self.x(column), y, self.width, len(lines) * LINE + 2 * PADDING, lines, owner)

    def title(self, column: int, text: str, owner: str = "") -> Box:
        """The heading of that column."""
        return Box(self.x(column), 0, self.width, 36, (text,), owner, is_title=True)


def lanes(title: str, points: Sequence[Point], glossary: Glossary) -> Drawing:
    """Steps from top to bottom, each in the lane of whoever does it: a department, what is shared, or another name."""
    owners = _lanes(points, glossary)
    columns = _columns(len(owners))
    steps: list[Box] = []
    y = 52
    for number, point in enumerate(points, 1):
        steps.append(columns.box(owners.index(point.at), y, f"{number}. {plain(point.text)}", point.at))
        y += steps[-1].height + 26
    texts = tuple(f"{_name(point.at, glossary)}: {plain(point.text)}" for point in points)
    arrows = tuple(_arrow(one, other) for one, other in itertools.pairwise(steps))
    return Drawing(title, y - 26, (*column_titles(owners, columns, glossary), *steps), texts, arrows=arrows)


def timeline(title: str, points: Sequence[Point]) -> Drawing:
    """Points from left to right, each with its time above and what happens below."""
    columns = _columns(len(points))
    titles = [columns.title(number, point.at) for number, point in enumerate(points)]
    boxes = [columns.box(number, 60, plain(point.text)) for number, point in enumerate(points)]
    height = max((box.height for box in boxes), default=0)
    ticks = tuple(f"M{box.x} 44h{box.width}" for box in boxes)
    arrows = tuple(f"M{box.x - columns.gap} 44h{columns.gap - 3}" for box in boxes[1:])
    texts = tuple(f"{point.at}: {plain(point.text)}" for point in points)
    level = [replace(box, height=height) for box in boxes]
    return Drawing(title, 60 + height, (*titles, *level), texts, lines=ticks, arrows=arrows)


def _columns(count: int) -> Columns:
    return Columns(count, 56 if count < 4 else 24)


def column_titles(owners: Sequence[str], columns: Columns, glossary: Glossary) -> Iterator[Box]:
    """The headings of columns: the departments' names, or what else the owners are called."""
    return (columns.title(column, _name(owner, glossary), owner) for column, owner in enumerate(owners))


def _lanes(points: Iterable[Point], glossary: Glossary) -> list[str]:
    """The lanes that occur: departments in their order, then the others as they come."""
    named = list(dict.fromkeys(point.at for point in points))
    departments = [department.id for department in glossary.departments if department.id in named]
    return departments + [name for name in named if name not in departments]


def _name(owner: str, glossary: Glossary) -> str:
    department = glossary.department(owner)
    return department.name if department.id == owner else owner


def _arrow(one: Box, other: Box) -> str:
    """A path from under one step to the top of the next."""
    x, y = one.middle[0], one.y + one.height
    to_x, to_y = other.middle[0], other.y - 3
    bend = (y + to_y) // 2
    return f"M{x} {y}V{to_y}" if x == to_x else f"M{x} {y}V{bend}H{to_x}V{to_y}"
