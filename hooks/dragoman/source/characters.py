"""Bytes -> text, with every character that a reader could not see or would take for another one refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from dragoman.problems import Location, Problem, quoted
from dragoman.source.messages import message

# Room for 10,000 full entries in five languages; a hostile file must not fill the memory.
MAX_BYTES = 64 * 1024 * 1024

# Of a file that is full of them, more don't help; a million take minutes.
MAX_OF_A_KIND = 50

# Control, format (bidi, zero-width, soft hyphen), surrogate, private, unassigned; line and paragraph separators.
_REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_ALLOWED = {"\n", "\r", "\t"}
# Scripts with letters that look like Latin ones. Others mix with Latin in ordinary words (Tシャツ).
_LOOK_ALIKE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
_LINE_STARTS = (
    (
        re.compile(r"^(?:<{7}|={7}|>{7})(?=\s|$).*", re.MULTILINE),
        "conflict",
        "unresolved merge conflict: {}; keep the lines that are right and delete the marks",
    ),
    (re.compile(r"^[ ]*\t+", re.MULTILINE), "indentation", "a tab stands in the indentation; use spaces"),
    (
        re.compile("^[ ]*[\xa0\u2000-\u200a\u202f\u3000]", re.MULTILINE),
        "indentation",
        "an unusual space stands in the indentation; use ordinary spaces",
    ),
)


def decoded(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of `data` without a BOM, and what is wrong with its bytes; no text where it can't be read."""
    if len(data) > MAX_BYTES:
        wrong = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        return "", [Problem(Location(path, 1), wrong, "size")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(data, error, path)]
    kinds = invisible(text, path), mixed_scripts(text, path), _bad_lines(text, path)
    problems = [problem for kind in kinds for problem in islice(kind, MAX_OF_A_KIND)]
    # The parser stops at control characters; with a stand-in it goes on and finds the other problems too.
    stand_in = {ord(char): "\ufffd" for char in set(text) if is_refused(char)}
    return text.translate(stand_in) if stand_in else text, problems


def invisible(text: str, path: str, line: int = 1, column: int = 1) -> Iterator[Problem]:
    """A problem for each character that can't be seen; `line` and `column` say where `text` begins."""
    refused = {char for char in set(text) if is_refused(char)}
    if refused:
        for match in re.finditer(f"[{re.escape(''.join(sorted(refused)))}]", text):
            place = _place(text, match.start(), path, line, column)
            yield Problem(place, message("invisible", name=named(match.group())), "characters")


def is_refused(char: str) -> bool:
    """Whether `char` may not stand anywhere in a glossary."""
    return unicodedata.category(char) in _REFUSED and char not in _ALLOWED


def mixed_scripts(text: str, path: str) -> Iterator[Problem]:
    """A problem for each word that mixes Latin letters with look-alikes, such as a Cyrillic С in СMS."""
    if text.isascii() or not any(_is_look_alike(char) for char in set(text)):
        return
    for match in re.finditer(r"[^\W\d_]+", text):
        scripts = {script for char in match.group() if (script := _script(char))}
        if len(scripts) > 1:
            names = " and ".join(sorted(script.capitalize() for script in scripts))
            wrong = message("scripts", text=quoted(match.group()), scripts=names)
            yield Problem(_place(text, match.start(), path, 1, 1), wrong, "characters")


def _bad_lines(text: str, path: str) -> Iterator[Problem]:
    for pattern, rule, wrong in _LINE_STARTS:
        for match in pattern.finditer(text):
            # "=======" alone may underline a heading in a text; as a mark it comes with the other two.
            if match.group().startswith("=") and "<<<<<<<" not in text:
                continue
            place = _place(text, match.start(), path, 1, 1)
            yield Problem(place, wrong.format(quoted(match.group())), rule)


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    before = data[: error.start].decode("utf-8-sig")
    wrong = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file with the encoding UTF-8"
    return Problem(_place(before, len(before), path, 1, 1), wrong, "encoding")


def _place(text: str, offset: int, path: str, line: int, column: int) -> Location:
    newlines = text.count("\n", 0, offset)
    start = text.rfind("\n", 0, offset) + 1
    return Location(path, line + newlines, offset - start + (1 if newlines else column))


def named(char: str) -> str:
    """A character that can't be seen, by its code and name."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X} ({name.lower()})" if name else f"U+{ord(char):04X}"


def _is_look_alike(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_LOOK_ALIKE)


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")[0]
    return name if name == "LATIN" or name in _LOOK_ALIKE else ""
