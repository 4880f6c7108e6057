"""Where each page lives: source paths, always /-separated, and the URLs between them."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.folding import slug
from dragoman.glossary import Department, Entry, Glossary, Homonym
from dragoman.sheets import Ritual

INDEX = "glossary/index.md"
TWO_PICTURES = "glossary/two-pictures.md"
EDITORS_REPORT = "editors-report.md"
EDITORS_JSON = "editors-report.json"
QUIZ = "quiz/index.md"
BOARD = "quiz/board.md"
QUESTIONS = "quiz/questions.md"
QUIZ_DATA = "quiz/questions.js"
QUIZ_JSON = "quiz/quiz.json"
QUIZ_GIFT = "quiz/quiz.gift.txt"
QUIZ_TSV = "quiz/quiz.tsv"
QUIZ_ANKI = "quiz/quiz.apkg"
EDIT_FORM = "edit.md"
EDIT_DATA = "assets/dragoman/edit/glossary.js"
KIT = "workshop/kit.md"
STYLESHEET = "assets/dragoman/departments.css"


class Routes(NamedTuple):
    """URLs as the site has them: `glossary/cta/` with directory URLs, `glossary/cta.html` without."""

    directory_urls: bool = True

    def url(self, path: str) -> str:
        """The URL of a page's source path, from the site's root; other files keep their path."""
        return _url(path, self.directory_urls)

    def to_root(self, source: str) -> str:
        """What leads from a source path's page to the site's root: `../../`, or nothing."""
        return _to_root(source, self.directory_urls)

    def between(self, source: str, target: str, anchor: str = "") -> str:
        """The relative URL that leads from one source path's page to another's, by way of the site's root."""
        fragment = f"#{anchor}" if anchor else ""
        if source == target and fragment:
            return fragment
        return (self.to_root(source) + self.url(target) or "./") + fragment


@functools.cache
def _url(path: str, directory_urls: bool) -> str:
    stem, extension = posixpath.splitext(path)
    if extension != ".md":
        return path
    folder, name = posixpath.split(stem)
    if not directory_urls:
        return f"{stem}.html"
    if name != "index":
        return f"{stem}/"
    return f"{folder}/" if folder else ""


@functools.cache
def _to_root(path: str, directory_urls: bool) -> str:
    return "../" * _url(path, directory_urls).count("/")


def entry_path(id: str) -> str:
    """The page of the entry with this id."""
    return f"glossary/{id}.md"


def entry_anchor(id: str) -> str:
    """Where the entry with this id stands in the A-Z index."""
    return f"entry-{id}"


def department_path(department: Department) -> str:
    """The page of a department's words."""
    return f"departments/{department.id}.md"


def homonym_paths(homonyms: Iterable[Homonym]) -> dict[Homonym, str]:
    """Homonym -> the page of all its readings. C++ and C# would both become `c`: the second gets an id as well."""
    paths: dict[Homonym, str] = {}
    for homonym in homonyms:
        path = f"glossary/which/{slug(homonym.surface) or homonym.readings[0].id}.md"
        if path in paths.values():
            path = f"glossary/which/{slug(homonym.surface)}-{homonym.readings[0].id}.md"
        paths[homonym] = path
    return paths


def calendar_path(ritual: Ritual) -> str:
    """The calendar file of a ritual, beside its page; nothing where it has no date."""
    return f"{posixpath.splitext(ritual.path)[0]}.ics" if ritual.rule else ""


def kit_pdf_path(paper: str, sheet: str) -> str:
    """A sheet of the workshop kit on one paper."""
    return f"workshop/kit/{paper}/{sheet}.pdf"


def kit_picture_path(sheet: str) -> str:
    """The picture of a sheet of the workshop kit."""
    return f"workshop/kit/{sheet}.png"


def kit_zip_path(paper: str) -> str:
    """The whole workshop kit on one paper."""
    return f"workshop/kit/kit-{paper}.zip"


def tip_id(path: str) -> str:
    """The id of the tip on an entry or a homonym, from its page's path; the same on every page."""
    return "tip-" + path.removeprefix("glossary/").removesuffix(".md").replace("/", "-")


def path_of(readings: tuple[Entry, ...], glossary: Glossary, paths: dict[Homonym, str]) -> str:
    """The page that explains these readings: the entry's own for one, that of all readings for several."""
    if len(readings) == 1:
        return entry_path(readings[0].id)
    return paths[glossary.homonym_of(readings)]
