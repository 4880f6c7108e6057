"""Everything that `dragoman check` holds: the glossary's file, and the pages that people write."""

from __future__ import annotations

import datetime
from pathlib import Path

from dragoman.linking import Linker
from dragoman.macros import Macros
from dragoman.manuscripts import check_pages
from dragoman.pages import Layout
from dragoman.problems import Problem, in_order
from dragoman.routes import Routes
from dragoman.source.front_matter import read_sheets
from dragoman.source.reader import read
from dragoman.survey import markdown_files, notes, surveyed

DOCS = Path("docs")


def check_file(path: Path, today: datetime.date) -> tuple[Problem, ...]:
    """The problems of one glossary."""
    return read(path, today).problems


def check_site(root: Path, glossary: Path, today: datetime.date) -> tuple[Problem, ...]:
    """The problems of the glossary in folder `root` and, once it can be read, of the pages in its docs/."""
    reading = read(root / glossary, today)
    if reading.glossary is None or not (root / DOCS).is_dir():
        return reading.problems
    linker = Linker(reading.glossary, Routes())
    sheets, wrong_sheets = read_sheets(root / DOCS, DOCS.as_posix(), reading.glossary)
    macros = Macros(Layout(linker), sheets).by_name
    wrong = check_pages(root / DOCS, DOCS.as_posix(), reading.glossary, macros)
    files = ((file.relative_to(root).as_posix(), file) for _, file in markdown_files([root / DOCS]))
    said = (note for page in surveyed(files, linker) for note in notes(page))
    return in_order([*reading.problems, *wrong_sheets, *wrong, *said])
