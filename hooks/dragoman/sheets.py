"""Sheets: pages whose fields stand in their front matter, shown on the page and printed for the workshop.

One frozen value for each kind of sheet; `source.front_matter` reads them. Texts are as their authors wrote them, with
the tiny mark-up of `inline`. `path` is the page's source path, `id` its last part: `roles/cio.md`, `cio`.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every sheet has. `order` sorts the sheets of a kind, before their titles do."""

    path: str
    title: str
    description: str
    order: int = 0

    @property
    def id(self) -> str:
        """The page's name without its folder."""
        return posixpath.splitext(posixpath.basename(self.path))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Sheet):
    """Somebody's work between the departments; `talks_to` holds the ids of other roles."""

    department: str
    purpose: str
    knows: str
    needs: str
    asks: tuple[str, ...]
    words: tuple[str, ...]
    trap: str
    talks_to: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude(Sheet):
    """A way of working that anybody may show on some day."""

    looks_like: str
    protects: str
    costs: str
    agree: str


class Item(NamedTuple):
    """A point of an agenda; 0 minutes where it has no time of its own."""

    what: str
    minutes: int = 0


class Point(NamedTuple):
    """A point of a diagram: when, or whose it is, and what happens."""

    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ritual(Sheet):
    """Something that two departments do again and again; without `rule` it has no date.

    `rule` is an RRULE (RFC 5545), `first` the first day, `time` as HH:MM (all day without), `points` its timeline.
    """

    when: str
    lasts: str
    who: str
    output: str
    fails: tuple[str, ...]
    rule: str = ""
    first: str = ""
    time: str = ""
    minutes: int = 0
    agenda: tuple[Item, ...] = ()
    sheets: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()

    @property
    def date(self) -> datetime.date:
        """The first day; ValueError where the ritual has no date."""
        return datetime.date.fromisoformat(self.first)


class Check(NamedTuple):
    """One line of a checklist, why it stands there, and its answer in the worked example."""

    check: str
    example: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Sheet):
    """Lines to tick, or to rate where there is a `scale` such as 0-3; `case` is the worked example."""

    when: str
    who: str
    case: str
    items: tuple[Check, ...]
    scale: str = ""


class Column(NamedTuple):
    """A field of a worksheet, and what goes into it."""

    name: str
    hint: str


Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet(Sheet):
    """A form to fill in: `stacked` with a big box for each field, or a `table` with a line for each case.

    Each row of `examples` and `prefilled` has a text for each field; `rows` counts the table's empty lines on paper.
    """

    who: str
    minutes: int
    copies: str
    form: str
    orientation: str
    fields: tuple[Column, ...]
    examples: tuple[Row, ...]
    rows: int = 0
    prefilled: tuple[Row, ...] = ()
    points: tuple[Point, ...] = ()


class Measure(NamedTuple):
    """A line of the scorecard: whose it is, how it is measured, and what the other side adds to it."""

    measure: str
    owner: str
    how: str
    adds: str
    target: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures(Sheet):
    """The shared scorecard."""

    measures: tuple[Measure, ...]


class Block(NamedTuple):
    """A stretch of the workshop; `part` is the id of its exercise, empty for a break. `cut` is what goes if late.

    `do` stands for the exercise's own lines where its minutes are others here.
    """

    title: str
    minutes: int
    goal: str
    cut: str
    part: str = ""
    note: str = ""
    do: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Sheet):
    """A workshop from its start (HH:MM), block by block."""

    start: str
    blocks: tuple[Block, ...]

    @property
    def minutes(self) -> int:
        """How long it takes, breaks and all."""
        return sum(block.minutes for block in self.blocks)

    def timed(self, start: str = "") -> Iterator[tuple[str, Block]]:
        """Each block with the clock time (HH:MM) at which it begins, for a day that begins at `start`."""
        hours, minutes = (start or self.start).split(":")
        now = int(hours) * 60 + int(minutes)
        for block in self.blocks:
            yield f"{now // 60 % 24:02}:{now % 60:02}", block
            now += block.minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Sheet):
    """An exercise of the workshop, as its participants read it."""

    goal: str
    minutes: int
    groups: str
    material: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilitation(Sheet):
    """The facilitator's side of the exercise `part`; `talk` is to be read aloud, with a pause after *emphasis*."""

    part: str
    prepare: tuple[str, ...]
    say: str
    do: tuple[str, ...]
    watch_for: str
    cut: str
    answers: tuple[str, ...] = ()
    talk: str = ""


KINDS: dict[str, type[Sheet]] = {
    "role": Role,
    "attitude": Attitude,
    "ritual": Ritual,
    "checklist": Checklist,
    "worksheet": Worksheet,
    "measures": Measures,
    "agenda": Agenda,
    "part": Part,
    "facilitation": Facilitation,
}

AnySheet = TypeVar("AnySheet", bound=Sheet)


@dataclass(frozen=True, slots=True)
class Sheets:
    """All sheets of a wiki, by kind, order and title."""

    all: tuple[Sheet, ...] = ()

    def of(self, kind: type[AnySheet]) -> tuple[AnySheet, ...]:
        """The sheets of one kind."""
        return tuple(sheet for sheet in self.all if isinstance(sheet, kind))


def kind_of(sheet: Sheet) -> str:
    """The word that the front matter says for it: role, ritual …"""
    return next(name for name, kind in KINDS.items() if type(sheet) is kind)
