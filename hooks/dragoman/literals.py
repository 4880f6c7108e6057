"""Stretches of a text that are no language: URLs, mail addresses, host and file names, paths, options.

Found once for a whole text, in one pass over its words, so that no text is slow.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_RUN = re.compile(r"[\w.-]+")
_OPENING = "([{<\"'“‘„«"
_CLOSING = ")]}>\"'”’“»,;:!?."
_ROOTS = ("/", "./", "../", "~/", "www.", "--", "\\\\")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_INNER_DOT = re.compile(r"\w\.\w")
_FILE = re.compile(r"/.*\w\.\w")


@dataclass(frozen=True, slots=True)
class Literals:
    """The literal stretches of one text: `starts` and `ends` are offsets, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def cuts(self, start: int, end: int) -> bool:
        """Whether start:end lies in a literal without being the whole of it, as NET does in ASP.NET."""
        at = bisect_right(self.starts, end - 1) - 1
        if at < 0 or self.ends[at] <= start:
            return False
        return not (start <= self.starts[at] and self.ends[at] <= end)


def literals(text: str) -> Literals:
    """The literal stretches of `text`."""
    spans = [
        span
        for word in _WORD.finditer(text)
        if not word.group().isalnum()
        for span in _in_word(word.group(), word.start())
    ]
    return Literals(tuple(start for start, _ in spans), tuple(end for _, end in spans))


def _in_word(word: str, offset: int) -> list[tuple[int, int]]:
    bare = word.lstrip(_OPENING)
    start = offset + len(word) - len(bare)
    bare = bare.rstrip(_CLOSING)
    if _is_address(bare):
        return [(start, start + len(bare))]
    return [
        (start + run.start() + _stripped(run.group()), start + run.start() + len(run.group().rstrip(".-")))
        for run in _RUN.finditer(bare)
        if _INNER_DOT.search(run.group())
    ]


def _is_address(word: str) -> bool:
    return (
        "://" in word
        or "@" in word
        or "\\" in word
        or "::" in word
        or "->" in word
        or word.startswith(_ROOTS)
        or (word.endswith("/") and len(word) > 1)
        or bool(_DRIVE.match(word))
        or bool(_FILE.search(word))
    )


def _stripped(run: str) -> int:
    return len(run) - len(run.lstrip(".-"))
