"""The joint quiz's page, which holds every question with its answers, and the facilitator's board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from dragoman.glossary import SHARED_BY_ALL, Department, Entry
from dragoman.pages.layout import Layout
from dragoman.pages.page import Page
from dragoman.pages.prose import escaped
from dragoman.quiz import Option, Question, Quiz
from dragoman.quiz.drafts import label
from dragoman.quiz.question import DEFINITION, DEPARTMENT, HOMONYM, SITUATION, TWO_READINGS
from dragoman.routes import BOARD, INDEX, QUIZ, QUIZ_ANKI, QUIZ_GIFT, QUIZ_JSON, QUIZ_TSV
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


@dataclass(frozen=True, slots=True)
class Pile:
    """The questions that teach one department's words, by type, and the words that may be explained."""

    department: Department
    types: tuple[tuple[str, tuple[Question, ...]], ...]
    words: tuple[tuple[Entry, list[str]], ...]
    count: int


def quiz_page(layout: Layout, quiz: Quiz) -> Page:
    """The page that plays the quiz; the script takes the questions from the list that everybody can read."""
    piles = tuple(_piles(layout, quiz))
    return layout.page(
        QUIZ,
        "Quiz",
        f"{len(quiz.questions)} questions about the words of both sides, to be played together.",
        "quiz",
        heading=_TITLE,
        quiz=quiz,
        piles=piles,
        names=_TYPES,
        feedback=partial(_feedback, layout),
        files={"anki": QUIZ_ANKI, "gift": QUIZ_GIFT, "tsv": QUIZ_TSV, "json": QUIZ_JSON},
        index=INDEX,
        board=BOARD,
    )


def board_page(layout: Layout) -> Page:
    """The page on which a facilitator adds up what the pairs in a room have reached."""
    description = "Adds up the pairs’ codes to one score for the room."
    return layout.page(BOARD, _BOARD, description, "quiz_board", heading=_BOARD, quiz=QUIZ)


def _piles(layout: Layout, quiz: Quiz) -> Iterator[Pile]:
    glossary = layout.glossary
    for department in (*glossary.departments, SHARED_BY_ALL):
        own = [question for question in quiz.questions if question.department == department.id]
        types = tuple((type, tuple(some)) for type, some in groupby(own, key=lambda question: question.type))
        entries = [one for one in glossary.entries if one.department == department.id and one.status == "agreed"]
        yield Pile(department, types, tuple((one, forbidden_words(one, glossary)) for one in entries), len(own))


def _feedback(layout: Layout, option: Option) -> Markup:
    """What is said to an option, the name of its entry leading there."""
    entry = layout.glossary.by_id[option.entry]
    before, name, after = option.feedback.partition(label(entry))
    path, anchor = layout.linker.place_of((entry,))
    link = Markup('<a href="{}">{}</a>').format(
        layout.linker.routes.between(QUIZ, path, anchor), escaped(name or entry.name)
    )
    return Markup("{}{}{}").format(escaped(before), link, escaped(after))
