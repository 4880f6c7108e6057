"""Sheets for everybody who takes part: name tents, certificates, pulse forms, the cheat sheet."""

from __future__ import annotations

from dragoman.handouts.cards import of_cheat_sheet, pages_of, taught
from dragoman.handouts.handout import Copy, Guest, Material, Origin
from dragoman.inline import plain
from dragoman.problems import Location

# No entry has such an id.
_PAGE = "the page"


def name_tents(material: Material) -> Copy:
    """A tent for each participant, two to a page; those without a name have a line to write on."""
    guests = material.workshop.everybody
    tents = [{"key": str(number), **_guest(guest)} for number, guest in enumerate(guests)]
    return Copy({"pages": pages_of(tents, 2)}, _names(guests, "the name tent"))


def certificates(material: Material) -> Copy:
    """A certificate for each participant; one without a name where nobody has one."""
    guests = material.workshop.everybody
    people = [{"key": str(number), **_guest(guest)} for number, guest in enumerate(guests)]
    words = taught(material.glossary)
    origins = {
        entry.id: Origin(Location(material.source, entry.line), "the certificate", "the term", 0, entry.id)
        for entry in words
    }
    data = {"people": people, "sides": _sides(material), "words": {entry.id: entry.term for entry in words}}
    return Copy(data, {**origins, **_names(guests, "the certificate")})


def pulse(material: Material) -> Copy:
    """The short form that is filled in at the beginning and at the end, two to a page."""
    return Copy({"sides": _sides(material)})


def cheat_sheet(material: Material) -> Copy:
    """One page with the terms that are marked for it."""
    entries = of_cheat_sheet(material.glossary)
    terms = [
        {
            "key": entry.id,
            "term": entry.name,
            "department": entry.department,
            "expansion": entry.expansion,
            "definition": plain(entry.definition),
        }
        for entry in entries
    ]
    length = sum(len(term["term"] + term["expansion"] + term["definition"]) for term in terms)
    what = f"the cheat sheet, one page for {len(terms)} terms,"
    shorten = "the definitions of entries with cheatsheet: true, or have fewer of them,"
    page = Origin(Location(material.source, 1), what, shorten, length)
    each = {entry.id: Origin(Location(material.source, entry.line), what, shorten, 0, entry.id) for entry in entries}
    return Copy({"key": _PAGE, "terms": terms, "sides": _sides(material)}, {**each, _PAGE: page})


def _sides(material: Material) -> list[str]:
    return [department.id for department in material.glossary.departments]


def _guest(guest: Guest) -> dict[str, str]:
    return {"name": guest.name, "department": guest.department}


def _names(guests: tuple[Guest, ...], what: str) -> dict[str, Origin]:
    return {str(number): Origin(guest.place, what, "the name", len(guest.name)) for number, guest in enumerate(guests)}
