"""Departments, entries, glossary: the values that everything else is made from.

Read by `source`, never changed. Each text is as its author wrote it; `inline` knows its mark-up.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.folding import folded

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Department:
    """A side of the house: owns entries, and is what a reader chooses. `shape` and `colour` mark its words."""

    id: str
    name: str
    shape: str
    colour: str


@dataclass(frozen=True, slots=True)
class View:
    """How one department sees an entry."""

    department: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a definition rests on: a standard, a law, the body that defines it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Locale:
    """One language's words for an entry; empty where they are not translated."""

    language: str
    term: str = ""
    expansion: str = ""
    definition: str = ""
    views: tuple[View, ...] = ()
    details: str = ""
    example: str = ""
    scenario: str = ""
    aliases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept with its words. `id` is permanent; `line` and `last_line` are its place in glossary.yaml."""

    id: str
    term: str
    department: str
    kind: str
    definition: str
    qualifier: str = ""
    expansion: str = ""
    views: tuple[View, ...] = ()
    details: str = ""
    example: str = ""
    scenario: str = ""
    aliases: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    case: str = ""
    ambiguous: bool = False
    link: bool = True
    see_also: tuple[str, ...] = ()
    confusable_with: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    reviewed: str = ""
    status: str = "agreed"
    buzzword: bool = False
    cheatsheet: bool = False
    was: tuple[str, ...] = ()
    locales: tuple[Locale, ...] = ()
    # No part of what it says, and so not of `Glossary.version` either.
    line: int = field(default=0, repr=False)
    last_line: int = field(default=0, repr=False)

    def __hash__(self) -> int:
        """By its id: entries are keys of many tables, and hashing all their texts each time is felt."""
        return hash(self.id)

    @property
    def name(self) -> str:
        """The term as it stands where readings must be told apart: `CI (brand)`."""
        return f"{self.term} ({self.qualifier})" if self.qualifier else self.term

    @property
    def title(self) -> str:
        """The term as a heading: with a capital where it begins with a word in small letters."""
        first = self.term.split(" ")[0]
        return self.term[:1].upper() + self.term[1:] if first.islower() else self.term

    @property
    def sort_key(self) -> tuple[str, str]:
        """Entries stand in this order, in the file and in every list: folded term, then id, by code point."""
        return folded(self.term), self.id

    @property
    def has_two_pictures(self) -> bool:
        """Whether at least two departments see it in their own way."""
        return len(self.views) > 1

    @property
    def designations(self) -> tuple[str, ...]:
        """Every string that stands for this entry in a text, the term first; without discouraged ones."""
        return tuple(dict.fromkeys(filter(None, (self.term, self.expansion, *self.aliases, *self.forms))))

    def view(self, department: str) -> str:
        """How `department` sees it; empty where it says nothing of its own."""
        return next((view.text for view in self.views if view.department == department), "")


@dataclass(frozen=True, slots=True)
class Homonym:
    """One designation that several entries share, with its readings in the entries' order."""

    surface: str
    readings: tuple[Entry, ...]


@dataclass(frozen=True)
class Glossary:
    """All departments and entries, the entries in their order."""

    departments: tuple[Department, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def version(self) -> str:
        """Eight hexadecimal digits that change with any word of the glossary: what is printed on paper bears them.

        Where an entry stands in its file doesn't count.
        """
        # Not repr: which letters that shows as they are depends on Python's version.
        return hashlib.sha256(ascii((self.departments, self.entries)).encode()).hexdigest()[:8]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entry by its id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_surface(self) -> dict[str, tuple[Entry, ...]]:
        """Folded designation -> its readings: one for most, several for a homonym."""
        groups: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.entries:
            for surface in entry.designations:
                groups[folded(surface)][entry.id] = entry
        return {surface: tuple(readings.values()) for surface, readings in groups.items()}

    @cached_property
    def homonyms(self) -> tuple[Homonym, ...]:
        """Each designation with several readings, terms before aliases; each set of readings once."""
        found: dict[tuple[Entry, ...], Homonym] = {}
        for surface in self._surfaces():
            readings = self.by_surface[folded(surface)]
            if len(readings) > 1:
                found.setdefault(readings, Homonym(surface, readings))
        return tuple(found.values())

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that occur, sorted."""
        return tuple(sorted({entry.kind for entry in self.entries}))

    def department(self, id: str) -> Department:
        """The department with that id; a stand-in of its own for what is shared."""
        return next((known for known in self.departments if known.id == id), SHARED_BY_ALL)

    def each_with(self, views: tuple[View, ...]) -> list[tuple[Department, str]]:
        """Each department that has one of these views with its text, in the departments' own order."""
        texts = {view.department: view.text for view in views}
        return [(one, texts[one.id]) for one in self.departments if one.id in texts]

    def homonym_of(self, readings: Iterable[Entry]) -> Homonym:
        """The homonym that holds all of these readings; raises StopIteration where there is none."""
        wanted = set(readings)
        return next(homonym for homonym in self.homonyms if wanted <= set(homonym.readings))

    def _surfaces(self) -> Iterable[str]:
        yield from (entry.term for entry in self.entries)
        yield from (surface for entry in self.entries for surface in entry.designations)


def is_abbreviation(designation: str) -> bool:
    """Whether it has letters and none is lower case, such as CTA or C: its capitals count in a text.

    A single capital counts too, unlike in names such as C++: otherwise every "c" would be the language C.
    """
    letters = [char for char in designation if char.isalpha()]
    capitals = bool(letters) and not any(char.islower() for char in letters)
    return capitals and (len(letters) > 1 or len(designation) == 1)


SHARED_BY_ALL = Department(SHARED, "Shared", "overlap", "violet")
