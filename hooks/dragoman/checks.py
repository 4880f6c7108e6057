"""Everything that `dragoman check` holds: the glossary's file, and the pages that people write."""

from __future__ import annotations

import datetime
from pathlib import Path

from dragoman.glossary import Glossary
from dragoman.handouts.handout import Material
from dragoman.handouts.kit import Kit, glossary_date
from dragoman.handouts.press import Press, kept
from dragoman.linking import Linker
from dragoman.macros import Macros
from dragoman.manuscripts import check_pages
from dragoman.pages import Layout
from dragoman.problems import Problem, errors, in_order
from dragoman.routes import Routes
from dragoman.source.front_matter import read_sheets
from dragoman.source.reader import read
from dragoman.survey import markdown_files, notes, surveyed

DOCS = Path("docs")
# The pages that sheets are printed from.
PAGES = DOCS / "en"


def check_file(path: Path, today: datetime.date) -> tuple[Problem, ...]:
    """The problems of one glossary."""
    return read(path, today).problems


def check_site(root: Path, glossary: Path, today: datetime.date, on_paper: bool = False) -> tuple[Problem, ...]:
    """The problems of the glossary in folder `root` and, once it can be read, of the pages in its docs/.

    With `on_paper` also of what is printed from both: that takes seconds, as only printing shows what fits.
    """
    reading = read(root / glossary, today)
    if reading.glossary is None or not (root / DOCS).is_dir():
        return reading.problems
    linker = Linker(reading.glossary, Routes())
    sheets, wrong_sheets = read_sheets(root / DOCS, DOCS.as_posix(), reading.glossary)
    macros = Macros(Layout(linker), sheets).by_name
    wrong = check_pages(root / DOCS, DOCS.as_posix(), reading.glossary, macros)
    files = ((file.relative_to(root).as_posix(), file) for _, file in markdown_files([root / DOCS]))
    said = (note for page in surveyed(files, linker) for note in notes(page))
    printed = _on_paper(root, glossary, reading.glossary) if on_paper else ()
    return in_order([*reading.problems, *wrong_sheets, *wrong, *said, *printed])


def _on_paper(root: Path, path: Path, glossary: Glossary) -> tuple[Problem, ...]:
    sheets, _ = read_sheets(root / PAGES, PAGES.as_posix(), glossary)
    material = Material(glossary, sheets, source=path.as_posix(), folder=PAGES.as_posix())
    return errors(Kit(material, Press(glossary, glossary_date(glossary), kept())).problems)
