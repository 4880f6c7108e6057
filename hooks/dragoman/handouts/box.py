"""What goes into the workshop's box: a line for each sheet, what lies beside them, and the list of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.glossary import Glossary
from dragoman.handouts.handout import Copy, Handout, Material
from dragoman.packing import IN_WORDS, Pack, Party, packed


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


def line(handout: Handout, party: Party) -> Line:
    """The line of one sheet for these people."""
    name, sided, cut = handout.paper_name, handout.sided, handout.cut
    return Line(handout, tuple(packed(handout.title, rule, party, name, sided, cut) for rule in handout.copies))


def lines(some: Iterable[Handout], party: Party) -> list[Line]:
    """A line for each of these sheets that the workshop needs."""
    return [line(handout, party) for handout in some if handout.copies]


def things(glossary: Glossary, party: Party) -> list[Thing]:
    """What else has to be packed."""
    departments = glossary.departments
    dots = party.dots_of_a_colour(max(1, len(departments)))
    return [
        Thing(party.tables, "pairs of scissors"),
        Thing(len(departments) * party.tables, "markers, in two colours"),
        Thing(party.people, "pens"),
        *(Thing(dots, "sticky dots, in one shape", one.id) for one in departments),
    ]


def packing_list(material: Material, some: Iterable[Handout]) -> Copy:
    """A line for each of these handouts, then what lies beside the sheets."""
    party = material.workshop.party
    beside = [
        {"count": thing.count, "what": thing.what, "department": thing.department}
        for thing in things(material.glossary, party)
    ]
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
