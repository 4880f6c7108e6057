"""What a language's rules are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# Nothing may follow these; the apostrophe's two forms are one letter to a reader.
APOSTROPHE = "['’]"
NO_BEHIND = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Language:
    """How one language inflects and folds its words.

    An ending inside the word is given as (ending, what stood in its place): ("ies", "y") finds agency in agencies.
    `abbreviation_behind` and `word_behind` match what may follow the word, such as 's or -em, and belongs to it.
    `refused_behind` matches what forbids a match before it, `refused_forms` a word with an ending that it can't have,
    such as plan-es. `stop_words` are everyday words in lower case, `homographs` rarer ones that abbreviations spell,
    such as act: among capitals they may be meant. `and_word` is what & is read as. `derived_endings` make other words
    of a family, such as -ing: no mentions, but they give a quiz's answer away.
    """

    code: str
    name: str
    and_word: str
    stop_words: frozenset[str]
    homographs: frozenset[str] = frozenset()
    abbreviation_endings: tuple[tuple[str, str], ...] = ()
    word_endings: tuple[tuple[str, str], ...] = ()
    derived_endings: tuple[tuple[str, str], ...] = ()
    abbreviation_behind: re.Pattern[str] = NO_BEHIND
    word_behind: re.Pattern[str] = NO_BEHIND
    refused_behind: re.Pattern[str] = NO_BEHIND
    refused_forms: re.Pattern[str] = NO_BEHIND
    fold: Callable[[str], str] = str.lower

    def is_everyday(self, word: str) -> bool:
        """Whether `word`, in any case, is one that people use without thinking of an entry."""
        folded = self.fold(word)
        return folded in self.stop_words or folded in self.homographs


def words(text: str) -> frozenset[str]:
    """The words of `text`, which holds them with white space between."""
    return frozenset(text.split())


def endings(text: str) -> tuple[tuple[str, str], ...]:
    """`"s es ies>y"` as endings with what stood in their place, longest first: "e" must not shadow "em"."""
    parts = (part.partition(">") for part in text.split())
    return tuple(sorted(((ending, stem) for ending, _, stem in parts), key=lambda pair: (-len(pair[0]), pair)))
