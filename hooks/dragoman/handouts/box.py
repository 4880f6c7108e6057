"""What goes into the workshop's box: a line for each sheet, what lies beside them, and the list of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.handouts.handout import Copy, Handout, Material
from dragoman.handouts.running import is_shortened, left_out
from dragoman.packing import IN_WORDS, Copies, Pack, Party, packed
from dragoman.sheets import Part, Worksheet

# For each person: one for a word of their own, three for terms, one for the morning's points.
SLIPS = 5
# Quotes, cases, the four letters, a wish, dates, both means.
LARGE_SHEETS = 6
STATIONS, STATIONS_PART = 4, "tool-stations"
# In which part a worksheet is filled in, and how many of it the workshop needs then; the others are for the desk.
_COPIES: dict[str, tuple[str, Copies]] = {
    "requirements-page-one": ("relay", "pair"),
    "term-negotiation": ("term-negotiation", "three a pair"),
    "swim-lanes": ("swim-lanes", "table"),
    "scorecard": ("scorecard", "table"),
    "strategy-match": ("strategy-match", "table"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet with how often it is printed, and why: a pack for each of its rules, none for what is for the desk."""

    handout: Handout
    packs: tuple[Pack, ...]

    @property
    def prints(self) -> int:
        """How often the file is printed, spares and all."""
        every = sum(pack.all for pack in self.packs)
        return 1 if self.handout.complete else -(-every // self.handout.up)

    @property
    def why(self) -> str:
        """The rule in words, and what it comes to: `one a pair: 12 and 2 spare`."""
        rules = " and ".join(IN_WORDS[rule] for rule in self.handout.copies)
        needed, spare = sum(pack.copies for pack in self.packs), sum(pack.spare for pack in self.packs)
        counted = f"{needed} and {spare} spare" if spare else str(needed)
        if self.handout.complete:
            return f"the file holds {rules}: {counted}"
        up = f", {self.handout.up} to a page" if self.handout.up > 1 else ""
        return rules if counted == "1" else f"{rules}: {counted}{up}"

    @property
    def sides(self) -> tuple[str, ...]:
        """How it is printed on any paper: on which sides, and whether it is cut."""
        return (self.handout.sided, *["cut"] * self.handout.cut)

    @property
    def how(self) -> tuple[str, ...]:
        """The same, with its paper."""
        return (self.handout.paper_name, *self.sides)


@dataclass(frozen=True, slots=True)
class Thing:
    """What lies beside the sheets, and so many of it; `department` is whose it is, if it is one's."""

    count: int
    what: str
    department: str = ""


def copies_of(material: Material, sheet: Worksheet) -> tuple[Copies, ...]:
    """How many of a worksheet: none where the agenda leaves its part out, a term less where it shortens it."""
    if sheet.id not in _COPIES:
        return ()
    part, copies = _COPIES[sheet.id]
    if part in left_out(material):
        return ()
    return ("two a pair",) if copies == "three a pair" and is_shortened(material, part) else (copies,)


def line(handout: Handout, party: Party) -> Line:
    """The line of one sheet for these people."""
    name, sided, cut = handout.paper_name, handout.sided, handout.cut
    return Line(handout, tuple(packed(handout.title, rule, party, name, sided, cut) for rule in handout.copies))


def lines(some: Iterable[Handout], party: Party) -> list[Line]:
    """A line for each of these sheets that the workshop needs."""
    return [line(handout, party) for handout in some if handout.copies]


def things(material: Material) -> list[Thing]:
    """What else has to be packed."""
    departments, party = material.glossary.departments, material.workshop.party
    dots = party.dots_of_a_colour(max(1, len(departments)))
    return [
        Thing(party.tables, "pairs of scissors"),
        Thing(len(departments) * party.tables, "markers, in two colours"),
        Thing(party.people, "pens, in two colours"),
        *(Thing(dots, "sticky dots, one shape", one.id) for one in departments),
        Thing(SLIPS * party.people, "slips of paper"),
        Thing(LARGE_SHEETS, "large sheets of paper"),
        Thing(1, "roll of tape"),
        Thing(1, "closed box for the forms"),
        Thing(1, "clock that all can see"),
        Thing(1, "bell"),
        Thing(party.tables, "saucers for coins"),
        Thing(1, "prize that a table can share"),
        *_stations(material),
    ]


def _stations(material: Material) -> list[Thing]:
    here = STATIONS_PART in {part.id for part in material.sheets.of(Part)} - left_out(material)
    return [Thing(STATIONS, "screens, each with a tool and a task card")] if here else []


def packing_list(material: Material, some: Iterable[Handout]) -> Copy:
    """A line for each of these handouts, then what lies beside the sheets."""
    party = material.workshop.party
    beside = [{"count": thing.count, "what": thing.what, "department": thing.department} for thing in things(material)]
    packed_lines = [_of(one) for one in lines(some, party)]
    return Copy({"people": party.people, "lines": packed_lines, "things": beside})


def _of(line: Line) -> dict[str, Any]:
    handout = line.handout
    return {
        "title": handout.title,
        "file": f"{handout.name}.pdf",
        "prints": line.prints,
        "why": line.why,
        "how": line.how,
        "apart": handout.apart,
    }
