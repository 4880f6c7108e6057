"""Handouts: what can be printed for a workshop, and what each is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from dragoman.glossary import Glossary
from dragoman.packing import PARTICIPANTS, Copies, Party, Sided, spares
from dragoman.problems import Location
from dragoman.quiz import Quiz, quiz_of
from dragoman.sheets import Sheet, Sheets

Group = Literal["everybody", "cards", "worksheets", "checklists", "facilitator"]
GROUPS: dict[Group, str] = {
    "everybody": "For everybody",
    "cards": "Cards",
    "worksheets": "Worksheets",
    "checklists": "Checklists",
    "facilitator": "For the facilitator, to be kept apart",
}

# Name, width and height in mm, for sheets and for posters; these are printed smaller where there is no such paper.
PAPERS = {
    "a4": (("A4", 210.0, 297.0), ("A3", 297.0, 420.0)),
    "letter": (("Letter", 215.9, 279.4), ("Tabloid", 279.4, 431.8)),
}


class Guest(NamedTuple):
    """Somebody who takes part; `department` is empty where nobody said, `place` is the line in the list of names."""

    name: str
    department: str
    place: Location


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop: how many come, and when it starts (HH:MM; the agenda's own time if empty)."""

    participants: int = PARTICIPANTS
    facilitators: int = 2
    start: str = ""
    agenda: str = "day"
    seed: int = 7
    guests: tuple[Guest, ...] = ()

    @property
    def party(self) -> Party:
        """Its people; raises `PackingError`."""
        return Party(self.participants, self.facilitators)

    @property
    def everybody(self) -> tuple[Guest, ...]:
        """A guest for each participant, nameless ones where no name is known, and nameless spares."""
        missing = max(0, self.participants - len(self.guests)) + spares(self.participants)
        return self.guests + (Guest("", "", Location("", 1)),) * missing


@dataclass(frozen=True)
class Material:
    """All that handouts are made from. `source` and `folder` are what problems call the glossary and the pages.

    `made` is the quiz, where somebody has already made it with the workshop's seed.
    """

    glossary: Glossary
    sheets: Sheets
    workshop: Workshop = Workshop()
    source: str = "glossary.yaml"
    folder: str = "docs/en"
    made: Quiz | None = None

    @cached_property
    def quiz(self) -> Quiz:
        """All questions, with the workshop's seed."""
        return self.made or quiz_of(self.glossary, self.workshop.seed)

    def place_of(self, sheet: Sheet) -> Location:
        """Where a sheet is written."""
        return Location(f"{self.folder}/{sheet.path}", 1)


class Origin(NamedTuple):
    """Whose a measured text is: where it is written, what it is on paper, and what makes it shorter."""

    place: Location
    what: str
    shorten: str
    length: int
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a template gets: plain JSON values; `origins` tells by key whose a text is that has to fit."""

    data: Mapping[str, Any]
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handout:
    """Something to print: `name` is the file's too, `purpose` says what it is for.

    `copies` are the packing rules, none for what lies on a desk and not in the workshop's box. `complete`: one print
    holds everybody's. `up` counts how many copies a page holds. `turned` is landscape, `large` the size of a poster.
    What is for the group "facilitator" is kept apart: participants must not see it. `named`: people's names are in it.
    """

    name: str
    title: str
    purpose: str
    template: str
    copy: Callable[[], Copy]
    copies: tuple[Copies, ...] = ()
    sided: Sided = "one side"
    paper: str = "a4"
    cut: bool = False
    complete: bool = False
    up: int = 1
    turned: bool = False
    large: bool = False
    named: bool = False
    group: Group = "everybody"

    @property
    def apart(self) -> bool:
        """Whether participants must not see it."""
        return self.group == "facilitator"

    @property
    def paper_name(self) -> str:
        """A4, A3 …"""
        return PAPERS[self.paper][self.large][0]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in mm."""
        _, width, height = PAPERS[self.paper][self.large]
        return (height, width) if self.turned else (width, height)
