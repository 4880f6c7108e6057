"""What `check` holds over the pages that people write: macros, links to entries, size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman.glossary import Glossary
from dragoman.inline import TERM_LINK
from dragoman.macro_calls import problems_in
from dragoman.macros import Macro
from dragoman.problems import Location, Problem, did_you_mean, quoted

# Python-Markdown's time grows with the square of some texts (80 KB of "*a_[" take a minute).
MAX_CHARACTERS = 100_000

_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|(`+)[^`\n]+?\2(?!`)", re.MULTILINE | re.DOTALL)
_TERM_LINK = re.compile(r"\]\(term:([^)\s]*)\)")


def check_pages(folder: Path, name: str, glossary: Glossary, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    """The problems of all Markdown files below `folder`, which messages call `name`."""
    for file in sorted(folder.rglob("*.md")):
        path = f"{name}/{file.relative_to(folder).as_posix()}"
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            yield Problem(Location(path, 1), "is not UTF-8; save the file with the encoding UTF-8", "encoding")
            continue
        yield from check_page(text, path, glossary, macros)


def check_page(text: str, path: str, glossary: Glossary, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    """The problems of one page's text."""
    if len(text) > MAX_CHARACTERS:
        message = f"the page has {len(text):,} characters; at most {MAX_CHARACTERS:,}: split it"
        yield Problem(Location(path, 1), message, "size")
        return
    yield from problems_in(text, path, macros)
    yield from _dead_links(text, path, glossary)


def _dead_links(text: str, path: str, glossary: Glossary) -> Iterator[Problem]:
    unknown = [link for link in _TERM_LINK.finditer(text) if link[1] not in glossary.by_id]
    code = [match.span() for match in _CODE.finditer(text)] if unknown else []
    for link in unknown:
        if any(start <= link.start() < end for start, end in code):
            continue
        target = link.start(1) - len(TERM_LINK)
        line = text.count("\n", 0, target) + 1
        column = target - text.rfind("\n", 0, target)
        message = f"no entry has the id {quoted(link[1])}" + did_you_mean(link[1], tuple(glossary.by_id))
        yield Problem(Location(path, line, column), message, "reference")
