"""Stretches of a text that are no language: URLs, mail addresses, host and file names, paths, options."""

from __future__ import annotations

import re
from collections.abc import Iterator

# No more than this is looked at to either side of a word, so that no text is slow.
REACH = 300

_RUN = re.compile(r"[\w.-]+")
_OPENING = "([{<\"'“‘„«"
_CLOSING = ")]}>\"'”’“»,;:!?."
_ROOTS = ("/", "./", "../", "~/", "www.", "--", "\\\\")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_INNER_DOT = re.compile(r"\w\.\w")
_FILE = re.compile(r"/.*\w\.\w")
# HTTP/1.1 is a protocol's version, no file.
_VERSION = re.compile(r"\w+/\d+(?:\.\d+)*")
_VARIABLE = re.compile(r"[$#]\{|%\w+%")


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] lies in a literal without being the whole of it, as NET does in ASP.NET."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    left = "" if not before or before[-1].isspace() else before.rsplit(None, 1)[-1]
    right = "" if not after or after[0].isspace() else after.split(None, 1)[0]
    # Nothing but what opens and closes a sentence or a quotation: most words stand so.
    if not left.strip(_OPENING) and not right.strip(_CLOSING):
        return False
    inside = text[start:end].split()
    first, last = len(left), len(left) + len(inside[0])
    if len(inside) == 1:
        return _cuts(left + inside[0] + right, first, last)
    return _cuts(left + inside[0], first, last) or _cuts(inside[-1] + right, 0, len(inside[-1]))


def _cuts(word: str, start: int, end: int) -> bool:
    return any(a < end and start < b and not _is_whole(word, start, end, a, b) for a, b in _literals(word))


def _is_whole(word: str, start: int, end: int, a: int, b: int) -> bool:
    """Whether word[start:end] is all of the literal word[a:b], or all of its name, as in Node.js-based."""
    if start <= a and b <= end:
        return True
    return start <= a and "." in word[a:end] and word[end] == "-" and "." not in word[end:b]


def _literals(word: str) -> Iterator[tuple[int, int]]:
    """The literal stretches of a text without spaces."""
    bare = word.lstrip(_OPENING)
    offset = len(word) - len(bare)
    bare = bare.rstrip(_CLOSING)
    if _is_address(bare):
        yield offset, offset + len(bare)
        return
    for run in _RUN.finditer(bare):
        if _INNER_DOT.search(run.group()):
            text = run.group()
            start = offset + run.start() + len(text) - len(text.lstrip(".-"))
            yield start, offset + run.start() + len(text.rstrip(".-"))


def _is_address(word: str) -> bool:
    return (
        any(mark in word for mark in ("://", "@", "\\", "::", "->"))
        or word.startswith(_ROOTS)
        or (word.endswith("/") and len(word) > 1)
        or bool(_DRIVE.match(word))
        or bool(_VARIABLE.search(word))
        or (bool(_FILE.search(word)) and not _VERSION.fullmatch(word))
    )
