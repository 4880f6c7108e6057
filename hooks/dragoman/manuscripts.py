"""What `check` holds over the pages that people write: settings, macros, links to entries, characters, size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from dragoman.glossary import Glossary
from dragoman.inline import TERM_LINK
from dragoman.limits import FENCED, beyond
from dragoman.macro_calls import problems_in
from dragoman.macros import Macro
from dragoman.problems import Location, Problem, did_you_mean, quoted
from dragoman.source.characters import MAX_OF_A_KIND, named
from dragoman.source.messages import message
from dragoman.source.page_settings import wrong_settings
from dragoman.source.written import out_of_place, written_pages

_CODE = re.compile(FENCED + r"|(`+)[^`\n]+?\2(?!`)", re.MULTILINE | re.DOTALL)
# Control characters, those that turn the direction of text, tags, and the private planes (`page_text.MARKS`).
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_TERM_LINK = re.compile(r"\]\(term:([^)\s]*)\)")


def check_pages(folder: Path, name: str, glossary: Glossary, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    """The problems of all Markdown files below `folder`, which messages call `name`."""
    yield from out_of_place(folder, name)
    for file in written_pages(folder):
        path = f"{name}/{file.relative_to(folder).as_posix()}"
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            yield Problem(Location(path, 1), "is not UTF-8; save the file with the encoding UTF-8", "encoding")
            continue
        except OSError:  # `out_of_place` has said so
            continue
        yield from check_page(text, path, glossary, macros)


def check_page(text: str, path: str, glossary: Glossary, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    """The problems of one page's text."""
    if too_much := beyond(text):
        yield Problem(Location(path, too_much.line), too_much.message, "size")
        return
    yield from _unfit_characters(text, path)
    yield from wrong_settings(text, path)
    yield from problems_in(text, path, macros)
    yield from _dead_links(text, path, glossary)


def _unfit_characters(text: str, path: str) -> Iterator[Problem]:
    """The first of each kind that means something to a program and can't be seen."""
    if text.replace("\n", "").isprintable():  # none of them is; a quick look at most pages
        return
    for char in islice(dict.fromkeys(_UNFIT.findall(text)), MAX_OF_A_KIND):
        line = text.count("\n", 0, text.find(char)) + 1
        column = text.find(char) - text.rfind("\n", 0, text.find(char))
        yield Problem(Location(path, line, column), message("invisible", name=named(char)), "characters")


def _dead_links(text: str, path: str, glossary: Glossary) -> Iterator[Problem]:
    unknown = [link for link in _TERM_LINK.finditer(text) if link[1] not in glossary.by_id]
    code = [match.span() for match in _CODE.finditer(text)] if unknown else []
    for link in unknown:
        if any(start <= link.start() < end for start, end in code):
            continue
        target = link.start(1) - len(TERM_LINK)
        line = text.count("\n", 0, target) + 1
        column = target - text.rfind("\n", 0, target)
        dead = f"no entry has the id {quoted(link[1])}" + did_you_mean(link[1], tuple(glossary.by_id))
        yield Problem(Location(path, line, column), dead, "reference")
