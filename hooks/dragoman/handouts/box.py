"""What goes into the workshop's box: the packing list, as its template gets it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.handouts.handout import Copy, Handout, Material
from dragoman.packing import Party, packed


def packing_list(material: Material, some: Iterable[Handout]) -> Copy:
    """A line for each of these handouts, then what lies beside the sheets."""
    party = Party(material.workshop.participants)
    lines = [_line(handout, party) for handout in some if handout.copies]
    return Copy({"people": party.people, "lines": lines, "things": _things(material, party)})


def _line(handout: Handout, party: Party) -> dict[str, Any]:
    name, sided, cut = handout.paper_name, handout.sided, handout.cut
    packs = [packed(handout.title, copies, party, name, sided, cut) for copies in handout.copies]
    every = sum(pack.all for pack in packs)
    return {
        "title": handout.title,
        "file": f"{handout.name}.pdf",
        "prints": 1 if handout.complete else -(-every // handout.up),
        "complete": handout.complete,
        "needed": sum(pack.copies for pack in packs),
        "spare": sum(pack.spare for pack in packs),
        "up": handout.up,
        "paper": name,
        "both_sides": sided != "one side",
        "cut": cut,
        "apart": handout.apart,
    }


def _things(material: Material, party: Party) -> list[dict[str, Any]]:
    departments = material.glossary.departments
    dots = party.dots_of_a_colour(max(1, len(departments)))
    return [
        {"count": party.tables, "what": "pairs of scissors", "department": ""},
        {"count": len(departments) * party.tables, "what": "markers, in two colours", "department": ""},
        {"count": party.people, "what": "pens", "department": ""},
        *({"count": dots, "what": "sticky dots, in one shape", "department": one.id} for one in departments),
    ]
