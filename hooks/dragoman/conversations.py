"""Who talks to whom, as a drawing: roles in columns, and a line for each pair that works across departments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.diagrams import Box, Columns, Drawing, column_titles
from dragoman.glossary import SHARED, SHARED_BY_ALL, Glossary
from dragoman.sheets import Role

# In the drawing's units: between columns, least between two boxes of one, and above the first box.
GAP, LEAST, TOP = 104, 16, 36
# After so many turns the order of roles that tangles least has settled.
_TURNS = 8

Pair = tuple[str, str]


def talks(title: str, roles: Sequence[Role], glossary: Glossary, inside: bool = True) -> Drawing:
    """A column for each department, what is shared between them, and a line for each pair.

    Without those `inside` a department, which among many roles hide the bridges.
    """
    ids = [department.id for department in glossary.departments]
    owners = [id for id in (*ids[:1], SHARED_BY_ALL.id, *ids[1:]) if any(role.department == id for role in roles)]
    columns = Columns(len(owners), GAP)
    pairs = _pairs(roles, inside)
    boxes = [
        {role.id: columns.box(number, 0, role.title, role.department) for role in found}
        for number, found in enumerate(_untangled(roles, owners, pairs))
    ]
    height = max((_needed(column.values()) for column in boxes), default=0)
    spread = [_spread(column, height) for column in boxes]
    lines = tuple(_ways(pairs, spread, TOP + height))
    found = (*column_titles(owners, columns, glossary), *(box for column in spread for box in column.values()))
    return Drawing(title, TOP + height, found, tuple(_said(roles, pairs)), lines=lines)


def _pairs(roles: Sequence[Role], inside: bool) -> list[Pair]:
    owner = {role.id: role.department for role in roles}
    found = {tuple(sorted((role.id, other))) for role in roles for other in role.talks_to if other in owner}
    return sorted(
        (one, other)
        for one, other in found
        if inside or SHARED in (owner[one], owner[other]) or owner[one] != owner[other]
    )


def _said(roles: Sequence[Role], pairs: Sequence[Pair]) -> Iterator[str]:
    for role in roles:
        partners = {id for pair in pairs if role.id in pair for id in pair}
        if others := [other.title for other in roles if other.id in partners - {role.id}]:
            yield f"{role.title} talks to {', '.join(others)}"


def _untangled(roles: Sequence[Role], owners: Sequence[str], pairs: Sequence[Pair]) -> list[list[Role]]:
    """The columns' roles in the order in which their lines cross least (Sugiyama's barycentre heuristic)."""
    columns = [[role for role in roles if role.department == owner] for owner in owners]
    partners: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        partners[one].append(other)
        partners[other].append(one)
    for turn in range(_TURNS if columns else 0):
        at = {role.id: (place + 0.5) / len(column) for column in columns for place, role in enumerate(column)}
        number = turn % len(columns)
        columns[number].sort(key=lambda role: _mean([at[id] for id in partners[role.id]], at[role.id]))
    return columns


def _mean(places: list[float], own: float) -> float:
    return sum(places) / len(places) if places else own


def _needed(boxes: Iterable[Box]) -> int:
    """The height that a column needs."""
    return sum(box.height + LEAST for box in boxes) + LEAST


def _spread(boxes: dict[str, Box], height: int) -> dict[str, Box]:
    """A column's boxes, evenly from top to bottom."""
    space = (height - sum(box.height for box in boxes.values())) / (len(boxes) + 1)
    placed, y = {}, TOP + space
    for id, box in boxes.items():
        placed[id] = replace(box, y=round(y))
        y += box.height + space
    return placed


def _ways(pairs: Sequence[Pair], columns: Sequence[dict[str, Box]], bottom: int) -> Iterator[str]:
    """Each pair's line as an SVG path; where it crosses a column, it runs between the boxes there."""
    at = {id: number for number, column in enumerate(columns) for id in column}
    crossing: defaultdict[int, dict[Pair, float]] = defaultdict(dict)
    in_order = [(one, other) if at[one] <= at[other] else (other, one) for one, other in pairs]
    for one, other in in_order:
        start, end = columns[at[one]][one].middle[1], columns[at[other]][other].middle[1]
        for number in range(at[one] + 1, at[other]):
            share = (number - at[one]) / (at[other] - at[one])
            crossing[number][one, other] = start + (end - start) * share
    lanes = {number: _lanes(found, list(columns[number].values()), bottom) for number, found in crossing.items()}
    for one, other in in_order:
        left, right = columns[at[one]][one], columns[at[other]][other]
        if left.x == right.x:
            yield _loop(left, right, at[one] == len(columns) - 1)
            continue
        crossed = [
            (next(iter(columns[number].values())), lanes[number][one, other])
            for number in range(at[one] + 1, at[other])
        ]
        between = [stop for box, lane in crossed for stop in ((box.x, lane), (box.x + box.width, lane))]
        yield _path([(left.x + left.width, left.middle[1]), *between, (right.x, right.middle[1])])


def _loop(one: Box, other: Box, is_last: bool) -> str:
    """From one box to another of its column, by way of the gap on its right; on the left of the last column."""
    x, swing = (one.x, -GAP // 2) if is_last else (one.x + one.width, GAP // 2)
    return f"M{x} {one.middle[1]}C{x + swing} {one.middle[1]} {x + swing} {other.middle[1]} {x} {other.middle[1]}"


def _lanes(wanted: dict[Pair, float], boxes: list[Box], bottom: int) -> dict[Pair, int]:
    """The height at which each line crosses a column of boxes: in the gap that is nearest to the one it wants."""
    edges = [TOP, *(edge for box in boxes for edge in (box.y, box.y + box.height)), bottom]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    found: defaultdict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair, y in sorted(wanted.items(), key=lambda item: item[1]):
        found[min(gaps, key=lambda gap: max(gap[0] - y, y - gap[1], 0.0))].append(pair)
    return {
        pair: top + (low - top) * number // (len(some) + 1)
        for (top, low), some in found.items()
        for number, pair in enumerate(some, 1)
    }


def _path(stops: Sequence[tuple[int, int]]) -> str:
    """A smooth line through these points, as an SVG path."""
    parts = [f"M{stops[0][0]} {stops[0][1]}"]
    for (x, y), (to_x, to_y) in pairwise(stops):
        half = (x + to_x) // 2
        parts.append(f"H{to_x}" if y == to_y else f"C{half} {y} {half} {to_y} {to_x} {to_y}")
    return "".join(parts)
