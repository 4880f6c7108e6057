"""What other programs are given, read back as they read it."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import html
import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from pygiftparser import parser

from dragoman.exports.quiz_anki import quiz_anki
from dragoman.exports.quiz_gift import quiz_gift
from dragoman.exports.quiz_json import quiz_json
from dragoman.exports.quiz_text import quiz_text
from dragoman.exports.quiz_tsv import quiz_tsv
from dragoman.quiz import Option, Question, Quiz
from test_quiz import QUIZ

DAY = datetime.date(2026, 11, 22)
NASTY = '=1+1 <b>~50% {a} #b: c\\d -> e & "f"\tg'


def nasty_quiz() -> Quiz:
    """Every text full of what means something to some format."""
    options = (Option(f"+{NASTY}", "a", False, f"@{NASTY}"), Option(f"-{NASTY}", "b", True, f"={NASTY}"))
    question = Question("b.situation", "situation", "it", "b", NASTY, options)
    return Quiz("18d4e98e", 7, (question,), ())


def test_the_json_holds_the_questions() -> None:
    found = json.loads(quiz_json(nasty_quiz()))
    assert (found["version"], found["seed"]) == ("18d4e98e", 7)
    assert found["questions"] == [
        {
            "id": "b.situation",
            "type": "situation",
            "department": "it",
            "entry": "b",
            "stem": NASTY,
            "options": [
                {"text": f"+{NASTY}", "entry": "a", "right": False, "feedback": f"@{NASTY}"},
                {"text": f"-{NASTY}", "entry": "b", "right": True, "feedback": f"={NASTY}"},
            ],
        }
    ]


def test_the_table_reads_back() -> None:
    rows = list(csv.DictReader(io.StringIO(quiz_tsv(QUIZ)), delimiter="\t"))
    assert [row["Question"] for row in rows] == [question.stem for question in QUIZ.questions]
    for row, question in zip(rows, QUIZ.questions, strict=True):
        right = next(option.text for option in question.options if option.right)
        assert row[f"Option {row['Right']}"] == right
        assert [row[f"Option {at}"] for at in (1, 2, 3)][: len(question.options)] == [
            one.text for one in question.options
        ]


def test_no_cell_is_a_formula() -> None:
    cells = list(csv.reader(io.StringIO(quiz_tsv(nasty_quiz())), delimiter="\t"))[1]
    shown = NASTY.replace("\t", " ")
    assert cells == [f"'{shown}", f"'+{shown}", f"'-{shown}", "2"]


def as_gift_is_read(text: str) -> list[Question]:
    """The questions as the library reads them; it leaves marks of options and feedback escaped.

    A feedback ends for it at the first =, ~ or }, escaped or not: there each stands for another sign meanwhile.
    """
    away, back = str.maketrans("=~}", "≡≈⟩"), str.maketrans("≡≈⟩", "=~}")
    feedback = re.compile(r"(?<!\\)#.*")
    found = parser.parse(feedback.sub(lambda match: match.group().translate(away), text)).questions

    def read(text: str) -> str:
        return re.sub(r"\\(.)", r"\1", text.translate(back))

    return [
        Question(
            one.name,
            one.category.removeprefix("Dragoman/"),
            "",
            "",
            one.text.removeprefix("[plain]"),
            tuple(Option(read(o.text), "", o.prefix == "=", read(o.feedback)) for o in one.answer.options),
        )
        for one in found
    ]


def bare(question: Question) -> Question:
    """The question without what GIFT has no place for."""
    options = tuple(dataclasses.replace(option, entry="") for option in question.options)
    return dataclasses.replace(question, department="", entry="", options=options)


def test_gift_reads_back() -> None:
    # Each third, of every type: the library reads slowly.
    some = dataclasses.replace(QUIZ, questions=QUIZ.questions[::3])
    assert as_gift_is_read(quiz_gift(some)) == [bare(question) for question in some.questions]


def test_gift_s_marks_in_a_text_are_no_marks() -> None:
    (found,) = as_gift_is_read(quiz_gift(nasty_quiz()))
    shown = NASTY.replace("\t", " ").replace("->", "→")
    assert found.stem == shown.replace("\\", "\\\\")  # which the library leaves escaped
    assert [(option.text, option.right, option.feedback) for option in found.options] == [
        (f"+{shown}", False, f"@{shown}"),
        (f"-{shown}", True, f"={shown}"),
    ]


def test_anki_imports_the_deck(tmp_path: Path) -> None:
    notes = {note["Question"]: note for note in imported(quiz_anki(QUIZ, DAY), tmp_path)}
    assert len(notes) == len(QUIZ.questions)
    for question in QUIZ.questions:
        note = notes[html.escape(question.stem)]
        right = question.options[question.position]
        assert note["Answer"] == f"{question.position + 1}. {html.escape(right.text)}"
        assert note["Options"].count("<li>") == note["Feedback"].count("<li>") == len(question.options)
        assert note["tags"] == f"department::{question.department} type::{question.type}"


def test_a_newer_deck_renews_the_older_one(tmp_path: Path) -> None:
    (question,) = nasty_quiz().questions
    newer = dataclasses.replace(nasty_quiz(), questions=(dataclasses.replace(question, stem="Newer"),))
    imported(quiz_anki(nasty_quiz(), DAY), tmp_path)
    (note,) = imported(quiz_anki(newer, DAY + datetime.timedelta(days=1)), tmp_path)
    assert note["Question"] == "Newer"


def test_no_text_is_markup_in_the_deck(tmp_path: Path) -> None:
    (note,) = imported(quiz_anki(nasty_quiz(), DAY), tmp_path)
    assert note["Question"] == html.escape(NASTY)
    assert not re.search("<b>", "".join(note.values()))


def test_the_deck_is_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = quiz_anki(nasty_quiz(), DAY)
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 100_000)
    assert quiz_anki(nasty_quiz(), DAY) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_deck_may_be_older_than_archives_are() -> None:
    assert quiz_anki(nasty_quiz(), datetime.date(1970, 1, 1))


def test_the_text_keeps_the_answers_apart() -> None:
    questions, answers = quiz_text(nasty_quiz()).split("\f\n")
    assert questions == (
        "Quiz from glossary 18d4e98e, seed 7\n\n"
        '1. =1+1 <b>~50% {a} #b: c\\d -> e & "f"     g\n'
        '   A) +=1+1 <b>~50% {a} #b: c\\d -> e & "f"    g\n'
        '   B) -=1+1 <b>~50% {a} #b: c\\d -> e & "f"    g\n\n'
    )
    assert answers.startswith("Answers\n\n1. B  (b.situation)\n   A) @=1+1")


def imported(package: bytes, folder: Path) -> list[dict[str, str]]:
    """The notes of a collection in `folder` into which Anki itself has imported the package."""
    (folder / "quiz.apkg").write_bytes(package)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        request = ImportAnkiPackageRequest(package_path=str(folder / "quiz.apkg"), options=ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        assert not log.conflicting
        notes = [collection.get_note(id) for id in collection.find_notes("")]
        return [{**dict(note.items()), "tags": " ".join(sorted(note.tags))} for note in notes]
    finally:
        collection.close()
