"""How much of everything a workshop needs: copies of each sheet with their spares, and what lies beside the sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

LEAST, MOST = 2, 200
# As many as a ready kit is for.
PARTICIPANTS = 24
AT_A_TABLE = 6
DOTS = 3
MOST_FACILITATORS = 20

Copies = Literal[
    "person",
    "half",
    "two a person",
    "pair",
    "every other pair",
    "two a pair",
    "three a pair",
    "table",
    "facilitator",
    "one",
]
Sided = Literal["one side", "both sides, long edge"]


class PackingError(ValueError):
    """No workshop can be packed for this; the message says why."""


@dataclass(frozen=True, slots=True)
class Party:
    """The people of one workshop; raises `PackingError` where they are too few or too many."""

    people: int
    facilitators: int = 2

    def __post_init__(self) -> None:
        if not LEAST <= self.people <= MOST:
            raise PackingError(f"a workshop has {LEAST} to {MOST} participants, not {self.people}")
        if not 1 <= self.facilitators <= MOST_FACILITATORS:
            raise PackingError(f"a workshop has 1 to {MOST_FACILITATORS} facilitators, not {self.facilitators}")

    @property
    def pairs(self) -> int:
        """Groups of two; where the number is odd, one of them is a trio."""
        return self.people // 2

    @property
    def tables(self) -> int:
        """Tables of six, the last one perhaps not full."""
        return _up(self.people, AT_A_TABLE)

    @property
    def dots(self) -> int:
        """Sticky dots for votes, of all colours together."""
        return DOTS * self.people

    def dots_of_a_colour(self, colours: int) -> int:
        """How many of each colour, so that there are enough for everybody; a colour a department."""
        return _up(self.dots, colours)


# What is handed out singly gets lost and spoiled; a table's set, a poster and a guide don't.
_COPIES: dict[Copies, tuple[Callable[[Party], int], bool]] = {
    "person": (lambda party: party.people, True),
    "half": (lambda party: _up(party.people, 2), True),
    "two a person": (lambda party: 2 * party.people, True),
    "pair": (lambda party: party.pairs, True),
    "every other pair": (lambda party: _up(party.pairs, 2), True),
    "two a pair": (lambda party: 2 * party.pairs, True),
    "three a pair": (lambda party: 3 * party.pairs, True),
    "table": (lambda party: party.tables, False),
    "facilitator": (lambda party: party.facilitators, False),
    "one": (lambda party: 1, False),
}

IN_WORDS: dict[Copies, str] = {
    "person": "one for everybody",
    "half": "one for every other person",
    "two a person": "two for everybody",
    "pair": "one a pair",
    "every other pair": "one for every other pair",
    "two a pair": "two a pair",
    "three a pair": "three a pair",
    "table": "one a table",
    "facilitator": "one a facilitator",
    "one": "one",
}


class Pack(NamedTuple):
    """A line of the packing list: copies of one sheet, and how they are printed and cut; `paper` such as A3."""

    sheet: str
    copies: int
    spare: int
    paper: str
    sided: Sided = "one side"
    cut: bool = False

    @property
    def all(self) -> int:
        """How many to print."""
        return self.copies + self.spare


def packed(sheet: str, copies: Copies, party: Party, paper: str, sided: Sided = "one side", cut: bool = False) -> Pack:
    """The line of the sheet called `sheet`, of which there are as many as its rule `copies` says."""
    count, has_spares = _COPIES[copies]
    needed = count(party)
    return Pack(sheet, needed, spares(needed) if has_spares else 0, paper, sided, cut)


def spares(copies: int) -> int:
    """One in ten, rounded up, and at least two."""
    return max(2, _up(copies, 10))


def _up(number: int, parts: int) -> int:
    return -(-number // parts)
