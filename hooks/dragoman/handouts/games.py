"""Bingo and the quiz on paper, as the templates get them. The answers are never in what participants hold."""

from __future__ import annotations

from typing import Any

from dragoman.bingo import Bingo, BingoError, bingo
from dragoman.handouts.cards import pages_of
from dragoman.handouts.handout import Copy, Material, Origin
from dragoman.packing import spares
from dragoman.problems import GlossaryError, Location, Problem
from dragoman.quiz import TYPES, Question, chosen
from dragoman.quiz.positions import balanced
from dragoman.quiz.question import DEPARTMENT

QUESTIONS = 10
LETTERS = "abcdefgh"


def bingo_cards(material: Material) -> Copy:
    """A card for each participant and some spare ones, two to a page."""
    game = _game(material)
    cards = [{"number": card.number, "words": [entry.id for row in card.rows for entry in row]} for card in game.cards]
    words = [call.entry for call in game.calls]
    origins = {
        entry.id: Origin(
            Location(material.source, entry.line), "its bingo field", "the term", len(entry.name), entry.id
        )
        for entry in words
    }
    data = {"seed": game.seed, "pages": pages_of(cards, 2), "words": {entry.id: entry.name for entry in words}}
    return Copy(data, origins)


def callers_list(material: Material) -> Copy:
    """The words with their meanings, and each card as the numbers that its words have in this list.

    `first` says at which call a card has its first line, where the words are called in the list's order.
    """
    game = _game(material)
    calls = [{"key": call.entry.id, "word": call.entry.name, "meaning": call.meaning} for call in game.calls]
    numbers = {call.entry: call.number for call in game.calls}
    first = {win.card: win.call for win in game.wins}
    cards = [
        {
            "number": card.number,
            "first": first[card.number],
            "rows": [[numbers[word] for word in row] for row in card.rows],
        }
        for card in game.cards
    ]
    origins = {call.entry.id: _origin(material, call.entry.id) for call in game.calls}
    return Copy({"seed": game.seed, "calls": calls, "cards": cards}, origins)


def quiz_sheet(material: Material, sheet: str) -> Copy:
    """The questions of sheet A or B: stems and options, nothing else."""
    questions = _sheets(material)[sheet]
    asked = [
        {"key": str(number), "stem": question.stem, "options": [option.text for option in question.options]}
        for number, question in enumerate(questions)
    ]
    origins = {str(number): _origin(material, question.entry) for number, question in enumerate(questions)}
    return Copy({"sheet": sheet, "questions": asked}, origins)


def answer_key(material: Material) -> Copy:
    """The right letters of both sheets, with what they mean."""
    sheets = _sheets(material)
    keys = [
        {"sheet": sheet, "answers": [_answer(question) for question in questions]}
        for sheet, questions in sheets.items()
    ]
    every = (question.entry for questions in sheets.values() for question in questions)
    return Copy({"keys": keys}, {id: _origin(material, id) for id in every})


def _origin(material: Material, id: str) -> Origin:
    """An entry, of which only the bingo field is measured."""
    entry = material.glossary.by_id[id]
    return Origin(Location(material.source, entry.line), "its bingo field", "the term", len(entry.name), id)


def _game(material: Material) -> Bingo:
    """The workshop's game; a pool that is too small is a problem of the glossary."""
    people = material.workshop.participants
    try:
        return bingo(material.glossary, people + spares(people), str(material.workshop.seed))
    except BingoError as error:
        raise GlossaryError([Problem(Location(material.source, 1), str(error), "bingo")]) from None


def _sheets(material: Material) -> dict[str, tuple[Question, ...]]:
    """Sheet -> its questions; no question is on both. Who owns a word is left for talking."""
    seed = material.workshop.seed
    types = [type for type in TYPES if type != DEPARTMENT]
    questions = chosen(material.quiz, 2 * QUESTIONS, types=types, seed=seed)
    return {"A": balanced(questions[::2], seed), "B": balanced(questions[1::2], seed)}


def _answer(question: Question) -> dict[str, Any]:
    right = question.options[question.position]
    meaning = right.feedback.removeprefix("Yes: ")
    return {
        "key": question.entry,
        "letter": LETTERS[question.position],
        "text": right.text,
        # Where the option is the definition, only the term is left to say.
        "meaning": meaning.removesuffix(right.text).rstrip(),
    }
