"""Questions, their options, and the quiz that holds them, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SITUATION = "situation"
TWO_READINGS = "two-readings"
HOMONYM = "homonym"
DEFINITION = "definition"
DEPARTMENT = "department"
# In the order in which a quiz holds them.
TYPES = (SITUATION, TWO_READINGS, HOMONYM, DEFINITION, DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Option:
    """One of a question's options. `entry` is the id of the entry that `feedback` defines."""

    text: str
    entry: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one right option. All texts are plain.

    `id` is permanent: `entry.type`, with the department behind it where the entry is asked once for each.
    `department` says whose words it teaches: the entry's owner, or the one whose picture is asked for.
    """

    id: str
    type: str
    department: str
    entry: str
    stem: str
    options: tuple[Option, ...]

    @property
    def position(self) -> int:
        """Where the right option stands, from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)


class LeftOut(NamedTuple):
    """A question that is not asked, and why; `id` is the one that it would have."""

    id: str
    type: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """All questions by type and entry. `version` is the glossary's."""

    version: str
    seed: int
    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]
