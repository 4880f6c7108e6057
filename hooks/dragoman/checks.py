"""Everything that `dragoman check` holds: the glossary's file, and the pages that people write."""

from __future__ import annotations

import datetime
from pathlib import Path

from dragoman.glossary import Glossary
from dragoman.linking import Linker
from dragoman.macros import Macro, Macros
from dragoman.manuscripts import check_pages
from dragoman.pages import Layout
from dragoman.problems import Problem, in_order
from dragoman.routes import Routes
from dragoman.source.reader import read

DOCS = Path("docs")


def check_file(path: Path, today: datetime.date) -> tuple[Problem, ...]:
    """The problems of one glossary."""
    return read(path, today).problems


def check_site(root: Path, glossary: Path, today: datetime.date) -> tuple[Problem, ...]:
    """The problems of the glossary in folder `root` and, once it can be read, of the pages in its docs/."""
    reading = read(root / glossary, today)
    if reading.glossary is None or not (root / DOCS).is_dir():
        return reading.problems
    pages = check_pages(root / DOCS, DOCS.as_posix(), reading.glossary, macros_over(reading.glossary))
    return in_order([*reading.problems, *pages])


def macros_over(glossary: Glossary) -> dict[str, Macro]:
    """The macros that a page over this glossary may call."""
    return Macros(Layout(Linker(glossary, Routes()))).by_name
