"""How much a page may be, so that no page keeps a build busy for minutes or ends it.

Python-Markdown's time grows with the square of some texts: 80 KB of "*a_[" take it minutes. It follows nesting until
Python's stack is used up.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_CHARACTERS = 1_000_000
# Marks such as [ and * in a paragraph, times its length: a paragraph of 5,000 characters may have 800.
MAX_WORK = 4_000_000
MAX_LEVELS = 12
MAX_IN_HTML = 50
# Of headings that are called alike, each is compared with all before it.
MAX_HEADINGS = 2_000
# Code between two lines of marks. All marks of a line are taken at once; with ever fewer, a long one takes an hour.
FENCED = r"^(`{3,}(?!`)|~{3,}(?!~)).*?^\1"

_FENCED = re.compile(FENCED, re.MULTILINE | re.DOTALL)
_MARKS = (*"[*_`<&{", "???")
_DEFINITIONS = re.compile(r"^ {0,3}:[ \t]", re.MULTILINE)
_HEADINGS = re.compile(r"^[ \t>*+\d.-]*#|^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_IN_HTML = re.compile(r"<\w[^<>]*\bmarkdown\b")
_ITEMS = re.compile(r"[ \t]*(?:[-+*] |\d+\. |\|)")
_DEEP = re.compile(rf"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d+\.(?=[ \t]))){{{MAX_LEVELS + 1}}}", re.MULTILINE)


class Beyond(NamedTuple):
    """What is too much, and the line in which it shows."""

    line: int
    message: str


def beyond(text: str) -> Beyond | None:
    """What is too much about the page `text`; None where Markdown may read it."""
    if len(text) > MAX_CHARACTERS:
        return Beyond(1, f"the page has {len(text):,} characters; at most {MAX_CHARACTERS:,}: split it")
    if (count := len(_IN_HTML.findall(text))) > MAX_IN_HTML:
        return Beyond(1, f"{count} HTML elements hold Markdown; at most {MAX_IN_HTML}: split the page")
    bare = _FENCED.sub(lambda code: "\n" * code[0].count("\n"), text)
    # Each heading has one of these; most pages have too few of them to be read line by line.
    if sum(map(bare.count, "#=-")) > MAX_HEADINGS and (count := len(_HEADINGS.findall(bare))) > MAX_HEADINGS:
        return Beyond(1, f"the page has {count:,} headings; at most {MAX_HEADINGS:,}: split it")
    # No part can cost more than the whole would, if it were one paragraph; most pages are done with here.
    if len(bare) * _marks(bare) <= MAX_WORK and not _DEEP.search(bare):
        return None
    line, work = 1, 0
    for paragraph in re.split(r"(\n[ \t]*\n)", bare):
        if _DEEP.search(paragraph):
            return Beyond(line, f"this paragraph is nested more than {MAX_LEVELS} levels deep")
        work += _work(paragraph)
        if work > MAX_WORK:
            return Beyond(line, "too many marks such as [ and * up to here: split the page")
        line += paragraph.count("\n")
    return None


def _work(paragraph: str) -> int:
    # Markdown reads the items of a list and the rows of a table one by one.
    parts = paragraph.split("\n") if _ITEMS.match(paragraph) else [paragraph]
    return sum(len(part) * _marks(part) for part in parts)


def _marks(text: str) -> int:
    return sum(map(text.count, _MARKS)) + (len(_DEFINITIONS.findall(text)) if ":" in text else 0)
