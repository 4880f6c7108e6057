"""What is wrong, where, whose it is, and what to do.

    GlossaryError        the glossary can't be used; holds every problem that was found
    └── Problem          one finding: its message says what is wrong and what to do
        └── Location     file, line and column, both counted from 1

A problem that a user can cause is never a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; `line` and `column` count characters from 1."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `rule` is a short fixed name of the rule behind it, `entry` the id of the entry it is in."""

    location: Location
    message: str
    rule: str
    entry: str = ""
    severity: Severity = "error"

    @property
    def text(self) -> str:
        """The message with its entry, without the place."""
        return f"entry {self.entry}: {self.message}" if self.entry else self.message


class GlossaryError(Exception):
    """The glossary has errors; `problems` holds all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(printed(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by path, line and column, each of them once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.location, problem.text)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only what stops a build."""
    return tuple(problem for problem in problems if problem.severity == "error")


def printed(problem: Problem) -> str:
    """One line for a terminal: place, severity where it is no error, entry, message."""
    severity = "" if problem.severity == "error" else f"{problem.severity}: "
    return f"{problem.location}: {severity}{problem.text}"


def visible(text: str) -> str:
    """`text` on one line, with its control characters escaped: a file's name may hold them too."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def quoted(text: str, limit: int = 60) -> str:
    """`text` in double quotes on one line: control characters are escaped, a long text is cut in its middle."""
    shown = visible(text)
    if len(shown) > limit:
        shown = f"{shown[: limit - 16]} … {shown[-12:]}"
    return f'"{shown}"'


def did_you_mean(word: str, valid: Sequence[str]) -> str:
    """`; did you mean …?` with the nearest valid word, or nothing where none is near."""
    near = difflib.get_close_matches(word.lower(), valid, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
