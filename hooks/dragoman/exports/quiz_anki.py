"""The quiz as a deck for Anki."""

from __future__ import annotations

import datetime
import html
import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.quiz import Question, Quiz

if TYPE_CHECKING:
    import genanki

# Chosen once by chance, as Anki knows decks and models by their numbers: a newer deck then renews the older one.
_DECK = 1607392319
_MODEL = 1298473652
# The earliest that a ZIP can hold.
_DATE = (1980, 1, 1, 0, 0, 0)
_FIELDS = ("Question", "Options", "Answer", "Feedback")
_FRONT = "<p>{{Question}}</p>{{Options}}"
_BACK = "{{FrontSide}}<hr id=answer><p><b>{{Answer}}</b></p>{{Feedback}}"
_CSS = ".card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 40em; margin: auto }"


def quiz_anki(quiz: Quiz, day: datetime.date) -> bytes:
    """The deck as a file, changed last on `day`; the same quiz and day give the same bytes."""
    # Imported where it is used: most builds and commands never come here, and it takes some 50 ms.
    import genanki

    templates = [{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}]
    model = genanki.Model(_MODEL, "Dragoman quiz", [{"name": name} for name in _FIELDS], templates, _CSS)
    deck = genanki.Deck(_DECK, "Dragoman", f"Glossary {quiz.version}, seed {quiz.seed}")
    for question in quiz.questions:
        deck.add_note(_note(question, model))
    package = io.BytesIO()
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    genanki.Package(deck).write_to_file(package, midnight.timestamp())
    return _undated(package)


def _note(question: Question, model: genanki.Model) -> genanki.Note:
    import genanki

    right = question.options[question.position]
    fields = [
        html.escape(question.stem),
        f"<ol>{_items(option.text for option in question.options)}</ol>",
        f"{question.position + 1}. {html.escape(right.text)}",
        f"<ul>{_items(option.feedback for option in question.options)}</ul>",
    ]
    tags = [f"type::{question.type}", f"department::{question.department}"]
    return genanki.Note(model, fields, tags=tags, guid=genanki.guid_for(question.id))


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{html.escape(text)}</li>" for text in texts)


def _undated(package: io.BytesIO) -> bytes:
    """The same archive without the time of writing on its files."""
    undated = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(undated, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return undated.getvalue()
