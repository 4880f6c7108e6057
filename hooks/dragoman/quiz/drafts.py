"""What every type of question is put together from: its chance, its options' feedback, or why it isn't asked."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from dragoman.glossary import Entry
from dragoman.inline import plain
from dragoman.quiz.question import LeftOut, Option, Question

TOO_FEW = "too few others fit beside it as wrong answers"
UNEVEN = "the texts of its options differ too much in length"


class Draft(NamedTuple):
    """A question about `entry` that is being made; `suffix` is a department where each is asked."""

    entry: Entry
    type: str
    seed: int
    suffix: str = ""

    @property
    def id(self) -> str:
        """The question's permanent id."""
        return "-".join(filter(None, (f"{self.entry.id}.{self.type}", self.suffix)))

    @property
    def rng(self) -> Random:
        """Its own chance, begun anew each time: what happens to other questions doesn't reach it."""
        return Random(":".join(filter(None, (str(self.seed), self.entry.id, self.type, self.suffix))))

    def question(self, stem: str, right: str, wrong: Iterable[Option], department: str = "") -> Question:
        """The question, with its right option first; `positions` moves it."""
        options = list(wrong)
        self.rng.shuffle(options)
        answer = Option(right, self.entry.id, True, f"Yes: {label(self.entry)}. {plain(self.entry.definition)}")
        owner = department or self.entry.department
        return Question(self.id, self.type, owner, self.entry.id, stem, (answer, *options))

    def left_out(self, reason: str) -> LeftOut:
        """The question as one that is not asked."""
        return LeftOut(self.id, self.type, self.entry.id, reason)


def label(entry: Entry) -> str:
    """What an entry is called where nothing must be left open: `CI (brand), Corporate identity`."""
    return ", ".join(filter(None, (entry.name, entry.expansion)))


def wrong(text: str, entry: Entry) -> Option:
    """A wrong option that stands for `entry`."""
    return Option(text, entry.id, False, f"That is {label(entry)}: {plain(entry.definition)}")
