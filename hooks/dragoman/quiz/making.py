"""Glossary -> Quiz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.glossary import Glossary
from dragoman.languages.english import ENGLISH
from dragoman.languages.rules import Language
from dragoman.quiz.distractors import Distractors
from dragoman.quiz.meanings import homonym, two_readings
from dragoman.quiz.positions import balanced
from dragoman.quiz.question import LeftOut, Question, Quiz
from dragoman.quiz.stems import Stemmer
from dragoman.quiz.terms import definition, department, situation

# In the order of TYPES.
_ASKING = (situation, two_readings, homonym, definition, department)


def quiz_of(glossary: Glossary, seed: int, language: Language = ENGLISH) -> Quiz:
    """All questions that the glossary gives, with those that it doesn't and why; `language` is its texts'."""
    others = Distractors(glossary, Stemmer(language))
    made = [one for ask in _ASKING for entry in others.entries for one in ask(entry, others, seed)]
    told = list(_told_apart(made))
    questions = balanced((one for one in told if isinstance(one, Question)), seed)
    return Quiz(glossary.version, seed, questions, tuple(one for one in told if isinstance(one, LeftOut)))


def _told_apart(made: Iterable[Question | LeftOut]) -> Iterator[Question | LeftOut]:
    """The same, with a question left out whose very text was asked before."""
    asked: dict[str, str] = {}
    for one in made:
        if isinstance(one, Question) and asked.setdefault(one.stem, one.id) != one.id:
            yield LeftOut(one.id, one.type, one.entry, f"asks the same as {asked[one.stem]}")
        else:
            yield one
