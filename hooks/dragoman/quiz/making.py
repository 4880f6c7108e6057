"""Glossary -> Quiz."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from dragoman.glossary import Entry, Glossary
from dragoman.languages.english import ENGLISH
from dragoman.languages.rules import Language
from dragoman.quiz.distractors import Distractors
from dragoman.quiz.meanings import homonym, two_readings
from dragoman.quiz.positions import balanced
from dragoman.quiz.question import LeftOut, Question, Quiz
from dragoman.quiz.stems import Stemmer
from dragoman.quiz.terms import definition, department, situation

# A page of more questions than these entries give would be too heavy for a phone, and nobody plays them all.
MOST_ENTRIES = 1000

# In the order of TYPES.
_ASKING = (situation, two_readings, homonym, definition, department)


def quiz_of(glossary: Glossary, seed: int, language: Language = ENGLISH) -> Quiz:
    """All questions that the glossary gives, with those that it doesn't and why; `language` is its texts'.

    Of a glossary with more than `MOST_ENTRIES` so many are asked about, chosen by their ids: a new entry takes the
    place of one.
    """
    others = Distractors(glossary, Stemmer(language))
    asked = _asked_about(others.entries)
    made = [one for ask in _ASKING for entry in asked for one in ask(entry, others, seed)]
    told = list(_told_apart(made))
    questions = balanced((one for one in told if isinstance(one, Question)), seed)
    return Quiz(glossary.version, seed, questions, tuple(one for one in told if isinstance(one, LeftOut)))


def _asked_about(entries: Sequence[Entry]) -> Sequence[Entry]:
    if len(entries) <= MOST_ENTRIES:
        return entries
    chosen = sorted(entries, key=lambda entry: hashlib.sha256(entry.id.encode()).digest())[:MOST_ENTRIES]
    kept = {entry.id for entry in chosen}
    return [entry for entry in entries if entry.id in kept]


def _told_apart(made: Iterable[Question | LeftOut]) -> Iterator[Question | LeftOut]:
    """The same, with a question left out whose very text was asked before."""
    asked: dict[str, str] = {}
    for one in made:
        if isinstance(one, Question) and asked.setdefault(one.stem, one.id) != one.id:
            yield LeftOut(one.id, one.type, one.entry, f"asks the same as {asked[one.stem]}")
        else:
            yield one
