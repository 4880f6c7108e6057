"""The quiz as a table, which quiz tools that start from a spreadsheet import."""

from __future__ import annotations

import csv
import io

from dragoman.quiz import Quiz

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@")


def quiz_tsv(quiz: Quiz) -> str:
    """Question, its options, and the number of the right one, from 1; separated by tabs, below a line of headings."""
    width = max((len(question.options) for question in quiz.questions), default=0)
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(["Question", *(f"Option {number}" for number in range(1, width + 1)), "Right"])
    for question in quiz.questions:
        options = [option.text for option in question.options]
        cells = [question.stem, *options, *[""] * (width - len(options))]
        writer.writerow([*map(_cell, cells), question.position + 1])
    return table.getvalue()


def _cell(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line
