"""The stems of words: what tells that one text gives another away."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from dragoman.folding import folded
from dragoman.languages.rules import Language

_WORD = re.compile(r"[^\W_]+(?:'s\b)?")
# Shorter, and words that have nothing in common would share a stem.
_SHORTEST = 3
# From here on, the beginning of a longer word counts as the same stem: advert, advertising; mail, mailbox.
_SAFE = 4


@dataclass(frozen=True, eq=False)
class Stemmer:
    """Finds stems by a language's rules, and remembers them: texts are asked for again and again."""

    language: Language
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def stems(self, text: str) -> frozenset[str]:
        """The stems of the words in `text`, without the language's everyday words."""
        if text not in self._known:
            words = {word.removesuffix("'s") for word in _WORD.findall(folded(text))}
            self._known[text] = frozenset(self.stem(word) for word in words - self.language.stop_words)
        return self._known[text]

    def stem(self, word: str) -> str:
        """The folded `word` without its inflection and without what derives it: `publish` for publishing."""
        bare = _without(word, self.language.word_endings)
        while (shorter := _without(bare, self.language.derived_endings)) != bare:
            bare = shorter
        # stopping, stopped, stopper
        return bare[:-1] if len(bare) > _SHORTEST and bare[-1:] == bare[-2:-1] else bare


def share_a_stem(these: Set[str], those: Set[str]) -> bool:
    """Whether a stem of the one stands among those of the other, or begins one of them."""
    return not these.isdisjoint(those) or _begin(these, those) or _begin(those, these)


def _begin(these: Set[str], those: Set[str]) -> bool:
    long = tuple(stem for stem in these if len(stem) >= _SAFE)
    return any(stem.startswith(long) for stem in those)


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, instead in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending) + instead
    return word
