"""Diagrams as values: boxes and lines with their places, drawn from the same fields as the pages that they stand in.

Places and sizes are in the drawing's own units, at 16 to a line of text. Templates turn them into SVG.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.glossary import SHARED_BY_ALL, Glossary
from dragoman.inline import plain
from dragoman.sheets import Point, Role

COLUMN, GAP = 230, 50
LINE = 18
PADDING = 12
# Letters of the drawing's type are 7.4 units wide on average, at 15 units' size.
LETTERS = (COLUMN - 2 * PADDING) * 10 // 74


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


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram: `lines` as SVG paths, `arrows` too but with a head, and `texts` as its alternative in words."""

    title: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    texts: tuple[str, ...]
    lines: tuple[str, ...] = ()
    arrows: tuple[str, ...] = ()


def lanes(title: str, points: Sequence[Point], glossary: Glossary) -> Drawing:
    """Steps from top to bottom, each in the lane of whoever does it: a department, what is shared, or another name."""
    owners = _lanes(points, glossary)
    steps: list[Box] = []
    y = 56
    for number, point in enumerate(points, 1):
        lines = _wrapped(f"{number}. {plain(point.text)}")
        steps.append(_step(owners.index(point.at), y, lines, point.at))
        y += steps[-1].height + 26
    titles = tuple(
        Box(_x(column), 0, COLUMN, 36, (_name(owner, glossary),), owner, True) for column, owner in enumerate(owners)
    )
    texts = tuple(f"{_name(point.at, glossary)}: {plain(point.text)}" for point in points)
    arrows = tuple(_arrow(one, other) for one, other in itertools.pairwise(steps))
    return Drawing(title, _x(len(owners)) - GAP, y, (*titles, *steps), texts, arrows=arrows)


def timeline(title: str, points: Sequence[Point]) -> Drawing:
    """Points from left to right, each with its time above and what happens below."""
    boxes: list[Box] = []
    for number, point in enumerate(points):
        lines = _wrapped(plain(point.text))
        boxes.append(Box(_x(number), 0, COLUMN, 30, (point.at,), is_title=True))
        boxes.append(Box(_x(number), 60, COLUMN, len(lines) * LINE + 2 * PADDING, lines))
    height = max(box.y + box.height for box in boxes)
    # Boxes of one row are equally high.
    level = [Box(box.x, box.y, box.width, height - 60, box.lines) if box.y else box for box in boxes]
    arrows = tuple(f"M{_x(number) - GAP} 45H{_x(number) - 4}" for number in range(1, len(points)))
    ticks = tuple(f"M{_x(number)} 45h{COLUMN}" for number in range(len(points)))
    texts = tuple(f"{point.at}: {plain(point.text)}" for point in points)
    return Drawing(title, _x(len(points)) - GAP, height, tuple(level), texts, lines=ticks, arrows=arrows)


def talks(title: str, roles: Sequence[Role], glossary: Glossary) -> Drawing:
    """Who talks to whom: a column for each department, what is shared between them, and a line for each pair."""
    ids = [department.id for department in glossary.departments]
    owners = [id for id in (*ids[:1], SHARED_BY_ALL.id, *ids[1:]) if any(role.department == id for role in roles)]
    boxes: dict[str, Box] = {}
    for column, owner in enumerate(owners):
        y = 56
        for role in (role for role in roles if role.department == owner):
            boxes[role.id] = _step(column, y, _wrapped(role.title), owner)
            y += boxes[role.id].height + 16
    titles = tuple(
        Box(_x(column), 0, COLUMN, 36, (_name(owner, glossary),), owner, True) for column, owner in enumerate(owners)
    )
    pairs = {tuple(sorted((role.id, other))) for role in roles for other in role.talks_to if other in boxes}
    lines = tuple(_between(boxes[one], boxes[other]) for one, other in sorted(pairs))
    names = {role.id: role.title for role in roles}
    texts = tuple(
        f"{role.title} talks to {', '.join(names[id] for id in role.talks_to if id in names)}"
        for role in roles
        if any(id in names for id in role.talks_to)
    )
    height = max(box.y + box.height for box in boxes.values()) if boxes else 36
    return Drawing(title, _x(len(owners)) - GAP, height, (*titles, *boxes.values()), texts, lines=lines)


def _lanes(points: Iterable[Point], glossary: Glossary) -> list[str]:
    """The lanes that occur: departments in their order, then the others as they come."""
    named = list(dict.fromkeys(point.at for point in points))
    departments = [department.id for department in glossary.departments if department.id in named]
    return departments + [name for name in named if name not in departments]


def _name(owner: str, glossary: Glossary) -> str:
    department = glossary.department(owner)
    return department.name if department.id == owner else owner


def _x(column: int) -> int:
    return column * (COLUMN + GAP)


def _wrapped(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, LETTERS))


def _step(column: int, y: int, lines: tuple[str, ...], owner: str) -> Box:
    return Box(_x(column), y, COLUMN, len(lines) * LINE + 2 * PADDING, lines, owner)


def _arrow(one: Box, other: Box) -> str:
    """A path from under one step to the top of the next."""
    x, y = one.middle[0], one.y + one.height
    to_x, to_y = other.middle[0], other.y - 3
    bend = (y + to_y) // 2
    return f"M{x} {y}V{to_y}" if x == to_x else f"M{x} {y}V{bend}H{to_x}V{to_y}"


def _between(one: Box, other: Box) -> str:
    """A curve between two boxes; within a column it swings out to the right."""
    left, right = sorted((one, other), key=lambda box: box.x)
    if left.x == right.x:
        x, bulge = left.x + left.width, left.x + left.width + GAP - 8
        return f"M{x} {left.middle[1]}C{bulge} {left.middle[1]} {bulge} {right.middle[1]} {x} {right.middle[1]}"
    start, end = left.x + left.width, right.x
    half = (start + end) // 2
    return f"M{start} {left.middle[1]}C{half} {left.middle[1]} {half} {right.middle[1]} {end} {right.middle[1]}"
