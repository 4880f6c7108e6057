"""Which entries may stand beside an entry as wrong answers, the best first."""

from __future__ import annotations

import re
import zlib
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.folding import folded
from dragoman.glossary import Entry, Glossary, Homonym, is_abbreviation
from dragoman.inline import plain
from dragoman.quiz.stems import Stemmer, share_a_stem

_WORD = re.compile(r"\w+")
# Of a large glossary, so many entries of a kind are looked at for each answer: else the work grows with its square.
_LOOKED_AT = 60


@dataclass(frozen=True, eq=False)
class Distractors:
    """The agreed entries of a glossary, and what they are to each other."""

    glossary: Glossary
    stemmer: Stemmer
    _beside: dict[Entry, tuple[Entry, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that are asked and offered; drafts may still change, and nobody should learn what is out."""
        return tuple(entry for entry in self.glossary.entries if entry.status == "agreed")

    @cached_property
    def homonym_of(self) -> dict[str, Homonym]:
        """Entry's id -> the first homonym that it is a reading of."""
        return {entry.id: one for one in reversed(self.glossary.homonyms) for entry in one.readings}

    def beside(self, answer: Entry) -> tuple[Entry, ...]:
        """The possible distractors of its kind, the best first: easily confused, same matter, same owner, alike."""
        if answer not in self._beside:
            pools = [list(self._confusable[answer.id])]
            pools += [_section(self._pools[answer.kind, department], answer) for department in (answer.department, "")]
            found = {one for pool in pools for one in pool if one.kind == answer.kind}
            fit = (one for one in found if self._may_stand(one, answer))
            self._beside[answer] = tuple(sorted(fit, key=lambda one: self._rank(one, answer)))
        return self._beside[answer]

    def is_confusable(self, one: Entry, other: Entry) -> bool:
        """Whether the glossary says that people mix the two up."""
        return other in self._confusable[one.id]

    def is_related(self, one: Entry, other: Entry) -> bool:
        """Whether the two are about the same matter: an entry names both, or is named by both."""
        return not self._related[one.id].isdisjoint(self._related[other.id])

    def are_nested(self, one: Entry, other: Entry) -> bool:
        """Whether one of the two may be the more general word: test, A/B test."""
        return self._is_wider(one, other) or self._is_wider(other, one)

    def names(self, entry: Entry) -> frozenset[str]:
        """The stems of all that the entry is called."""
        return self._names[entry.id]

    def gives_away(self, text: str, entry: Entry) -> bool:
        """Whether a word of what the entry is called stands in `text`."""
        return share_a_stem(self._names[entry.id], self.stemmer.stems(plain(text)))

    def is_named_in(self, text: str, entry: Entry) -> bool:
        """Whether the entry's whole term stands in `text`, in whatever inflection."""
        term = self.stemmer.stems(entry.term)
        return bool(term) and term <= self.stemmer.stems(plain(text))

    def names_department(self, text: str) -> bool:
        """Whether a department's name stands in `text`; IT only in capitals, as "it" is a word."""
        words = set(_WORD.findall(plain(text)))
        small = {word.lower() for word in words}
        names = [department.name for department in self.glossary.departments]
        return any(name in words if is_abbreviation(name) else name.lower() in small for name in names)

    def shows_department(self, entry: Entry) -> bool:
        """Whether what the entry is called has a word with a department's name in common: go-to-market."""
        names = self.stemmer.stems(" ".join(department.name for department in self.glossary.departments))
        return self.names_department(" ".join(entry.designations)) or share_a_stem(names, self._names[entry.id])

    @cached_property
    def views(self) -> dict[tuple[str, str], str]:
        """Entry and department -> the view as plain text, where it says neither whose nor what it is."""
        return {
            (entry.id, view.department): plain(view.text)
            for entry in self.entries
            for view in entry.views
            if not self.names_department(view.text) and not self.gives_away(view.text, entry)
        }

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {entry.id: self.stemmer.stems(" ".join(entry.designations)) for entry in self.entries}

    @cached_property
    def _surfaces(self) -> dict[str, frozenset[str]]:
        return {
            entry.id: frozenset(folded(surface) for surface in (*entry.designations, *entry.avoid))
            for entry in self.glossary.entries
        }

    @cached_property
    def _pools(self) -> defaultdict[tuple[str, str], list[Entry]]:
        """Kind and department (all: empty) -> its entries in an order of chance that no edit changes."""
        pools: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries, key=_chance):
            for department in (entry.department, ""):
                pools[entry.kind, department].append(entry)
        return pools

    @cached_property
    def _related(self) -> defaultdict[str, set[str]]:
        """Entry's id -> those that it names or that name it; the readings of one word are about different matters."""
        related: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for id in (*entry.see_also, *entry.confusable_with):
                if self._surfaces[entry.id].isdisjoint(self._surfaces.get(id, ())):
                    related[entry.id].add(id)
                    related[id].add(entry.id)
        return related

    @cached_property
    def _confusable(self) -> defaultdict[str, set[Entry]]:
        pairs: defaultdict[str, set[Entry]] = defaultdict(set)
        known = {entry.id: entry for entry in self.entries}
        for entry in self.entries:
            for other in filter(None, map(known.get, entry.confusable_with)):
                pairs[entry.id].add(other)
                pairs[other.id].add(entry)
        return pairs

    def _may_stand(self, one: Entry, answer: Entry) -> bool:
        """Whether the definition of `one` can't fit as well, as far as the glossary tells."""
        if one is answer or self._are_close(one, answer):
            return False
        if self.are_nested(one, answer) and not self.is_confusable(one, answer):
            return False
        # Shown by its term alone, a homonym is all of its readings.
        others = (reading for reading in self.glossary.by_surface[folded(one.term)] if reading is not one)
        return not any(self._are_close(other, answer) or self.is_confusable(other, answer) for other in others)

    def _are_close(self, one: Entry, other: Entry) -> bool:
        """Whether an answer with the one may be right for the other too."""
        if one.id in other.see_also or other.id in one.see_also:
            return True
        return not self._surfaces[one.id].isdisjoint(self._surfaces[other.id])

    def _is_wider(self, one: Entry, other: Entry) -> bool:
        term = self.stemmer.stems(one.term)
        if not term or not term <= self._names[other.id]:
            return False
        return any(term < self.stemmer.stems(text) for text in other.designations)

    def _rank(self, one: Entry, answer: Entry) -> tuple[bool, int, bool, int, int]:
        return (
            not self.is_confusable(one, answer),
            -len(self._related[one.id] & self._related[answer.id]),
            one.department != answer.department,
            -len(set(folded(one.term)) & set(folded(answer.term))),
            zlib.crc32(f"{answer.id}:{one.id}".encode()),
        )


def _chance(entry: Entry) -> int:
    return zlib.crc32(entry.id.encode())


def _section(pool: list[Entry], answer: Entry) -> list[Entry]:
    """The entries of `pool` from the answer's own place on, so that others can come and go elsewhere."""
    if len(pool) <= _LOOKED_AT:
        return pool
    start = bisect(pool, _chance(answer), key=_chance)
    return [*pool[start:], *pool[:start]][:_LOOKED_AT]
