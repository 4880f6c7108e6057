"""The joint quiz's page, the list of all its questions with their answers, and the facilitator's board.

The quiz opens from a folder too, where a browser can fetch nothing, so its script gets the questions as a script. They
are no part of its page: before a phone shows anything, it would have to read a megabyte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from dragoman.glossary import SHARED_BY_ALL, Department, Entry, Glossary
from dragoman.pages.layout import Layout
from dragoman.pages.page import Page
from dragoman.pages.prose import escaped
from dragoman.quiz import Option, Question, Quiz
from dragoman.quiz.drafts import label
from dragoman.quiz.question import DEFINITION, DEPARTMENT, HOMONYM, SITUATION, TWO_READINGS
from dragoman.routes import (
    BOARD,
    INDEX,
    QUESTIONS,
    QUIZ,
    QUIZ_ANKI,
    QUIZ_DATA,
    QUIZ_GIFT,
    QUIZ_JSON,
    QUIZ_TSV,
    entry_path,
)
from dragoman.taboo import forbidden_words

_TITLE = "The joint quiz"
# What is asked alone by default stands first: a word's owner is for warming up, a definition for learning by heart.
_TYPES = {
    SITUATION: "Situations: which word fits?",
    TWO_READINGS: "Two pictures: what do they have in mind?",
    HOMONYM: "Same letters: which meaning?",
    DEFINITION: "Definitions: what is it called?",
    DEPARTMENT: "Whose word is it?",
}
_BOARD = "The facilitator’s board"
_QUESTIONS = "All questions"
_STYLES = ("assets/dragoman/quiz.css",)
_SCRIPTS = ("assets/dragoman/quiz-rules.js", "assets/dragoman/quiz.js")
# What a script may not hold as it is: what ends one in HTML, and what ended a line in JavaScript before 2019.
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Pile:
    """The questions that teach one department's words, by type, and the words that may be explained."""

    department: Department
    types: tuple[tuple[str, tuple[Question, ...]], ...]
    words: tuple[tuple[Entry, list[str]], ...]
    count: int


def quiz_page(layout: Layout, quiz: Quiz) -> Page:
    """The page that plays the quiz; its script fetches the questions when the page is there."""
    description = f"{len(quiz.questions)} questions about the words of both sides, to be played together."
    html = layout.render(
        QUIZ,
        "quiz",
        heading=_TITLE,
        quiz=quiz,
        owners=(*layout.glossary.departments, SHARED_BY_ALL),
        names=_TYPES,
        data=QUIZ_DATA,
        place=entry_path("{id}"),
        files={"anki": QUIZ_ANKI, "gift": QUIZ_GIFT, "tsv": QUIZ_TSV, "json": QUIZ_JSON},
        index=INDEX,
        questions=QUESTIONS,
        board=BOARD,
    )
    return Page(QUIZ, "Quiz", description, html, scripts=_SCRIPTS, styles=_STYLES)


def questions_page(layout: Layout, quiz: Quiz) -> Page:
    """All questions with their answers, for reading and printing, and for those without JavaScript."""
    description = f"The {len(quiz.questions)} questions of the joint quiz, with their answers."
    late = lambda: layout.render(  # noqa: E731
        QUESTIONS,
        "quiz_questions",
        heading=_QUESTIONS,
        quiz=QUIZ,
        piles=tuple(_piles(layout, quiz)),
        names=_TYPES,
        feedback=lambda option: _feedback(layout, option),
    )
    return Page(QUESTIONS, _QUESTIONS, description, late=late, styles=_STYLES)


def quiz_data(layout: Layout, quiz: Quiz) -> str:
    """The script with all that can be asked: the questions, and the words of the hot seat.

    Most texts belong to several options, and a phone is slow to read them all. So each stands once, in `texts`, and its
    place there is given instead.
    """
    texts: dict[str, int] = {}
    questions = [_record(layout.glossary, question, texts) for question in quiz.questions]
    words = [
        {"entry": one.id, "department": pile.department.id, "name": one.name, "taboo": taboo}
        for pile in _piles(layout, quiz)
        for one, taboo in pile.words
    ]
    data = _compact({"texts": list(texts), "questions": questions, "words": words})
    # A browser reads JSON faster than the same values in JavaScript.
    return f"dragomanQuiz.data = JSON.parse({_compact(data).translate(_UNSAFE)});\n"


def board_page(layout: Layout) -> Page:
    """The page on which a facilitator adds up what the pairs in a room have reached."""
    description = "Adds up the pairs’ codes to one score for the room."
    html = layout.render(BOARD, "quiz_board", heading=_BOARD, quiz=QUIZ)
    scripts = (*_SCRIPTS, "assets/dragoman/quiz-board.js")
    return Page(BOARD, _BOARD, description, html, scripts=scripts, styles=_STYLES)


def _piles(layout: Layout, quiz: Quiz) -> Iterator[Pile]:
    glossary = layout.glossary
    for department in (*glossary.departments, SHARED_BY_ALL):
        own = [question for question in quiz.questions if question.department == department.id]
        types = tuple((type, tuple(some)) for type, some in groupby(own, key=lambda question: question.type))
        entries = [one for one in glossary.entries if one.department == department.id and one.status == "agreed"]
        yield Pile(department, types, tuple((one, forbidden_words(one, glossary)) for one in entries), len(own))


def _record(glossary: Glossary, question: Question, texts: dict[str, int]) -> list[Any]:
    """A question for the script: all about it, where its right option stands, and for each option text and feedback."""
    options = [
        [texts.setdefault(text, len(texts)) for text in (one.text, one.entry, *_pieces(glossary, one))]
        for one in question.options
    ]
    stem = texts.setdefault(question.stem, len(texts))
    return [question.id, question.type, question.department, question.entry, stem, question.position, options]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pieces(glossary: Glossary, option: Option) -> tuple[str, str, str]:
    """What is said to an option: what stands before the name of its entry, the name, and what stands after it."""
    entry = glossary.by_id[option.entry]
    before, name, after = option.feedback.partition(label(entry))
    return before, name or entry.name, after


def _feedback(layout: Layout, option: Option) -> Markup:
    """What is said to an option, as HTML, the name of its entry leading there."""
    before, name, after = map(escaped, _pieces(layout.glossary, option))
    url = layout.linker.routes.between(QUESTIONS, entry_path(option.entry))
    return Markup('{}<a href="{}">{}</a>{}').format(before, url, name, after)
