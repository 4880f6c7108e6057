"""Text -> spans with the entries that they may stand for.

Offsets always belong to the text as it was given. One look-up per word, whatever the number of entries: surfaces are a
tree of tokens, so a text walks down only as far as some surface goes along, and what a word may begin is worked out
once, however many texts hold it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from dragoman.glossary import Entry, Glossary
from dragoman.languages.rules import Language
from dragoman.literals import REACH, is_cut
from dragoman.surfaces import JOINED, SPACE, TOKENS, Meant, Step, Surfaces

# A name in code or mark-up, not a word: $CMS, #CMS, CMS=1, @CMS.
_FORBIDDEN = frozenset("@#$\\=")
# CMS++, CMS(), CMS-17, 24/7/2026: operators, calls, numbers of tickets, dates.
_FORBIDDEN_BEHIND = re.compile(r"\+\+|\(\)|[-‐‑]\d|(?<=\d)/\d")
_HYPHENS = tuple("-‐‑")
# A quotation that isn't closed yet; within words these are apostrophes.
_OPEN_QUOTE = re.compile(r"(?<!\w)['‘](?!\s)(?:[^'’]|['’](?=\w))*\Z")
# IT'S TIME TO ACT
_SHOUTED_BEHIND = re.compile(r"['’][^\W\d_a-z]")
# So many words to either side say whether a text is in capitals.
_EARSHOT = 5
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:…|\x00\ufffc]|\n\s*\n)[\s\"'‘“„«(\[*–—-]*\Z")


class Span(NamedTuple):
    """text[start:end] may stand for any of `readings`; `discouraged` if it is a designation to avoid."""

    start: int
    end: int
    readings: tuple[Entry, ...]
    discouraged: bool = False


@dataclass(frozen=True)
class Matcher:
    """Finds the surfaces of a glossary in texts of one language."""

    glossary: Glossary
    language: Language

    def spans(self, text: str) -> tuple[Span, ...]:
        """Every place where `text` names entries: the longest surfaces first, then leftmost, none overlapping."""
        tokens = TOKENS.split(text)
        steps = map(self._surfaces.first.__getitem__, tokens[1::2])
        starts = [(2 * at + 1, step) for at, step in enumerate(steps) if step]
        if not starts:
            return ()
        return _without_overlaps(list(_Text(text, tokens, self._surfaces).candidates(starts)))

    @cached_property
    def _surfaces(self) -> Surfaces:
        return Surfaces(self.glossary, self.language)


@dataclass(slots=True)
class _Text:
    """One text on its way through the matcher; at even places of `tokens` stands white space."""

    text: str
    tokens: list[str]
    surfaces: Surfaces

    def candidates(self, starts: list[tuple[int, Step]]) -> Iterator[Span]:
        """The spans of all surfaces, by where they start."""
        at, offset = 0, 0
        for first, step in starts:
            offset += len("".join(self.tokens[at:first]))
            at = first
            yield from self._beginning(first, offset, step)

    def _beginning(self, first: int, start: int, begun: Step) -> Iterator[Span]:
        """The spans that begin with the token `first`, which stands at `start`."""
        last, end = first, start + len(self.tokens[first])
        step: Step | None = begun
        while step:
            for meant in step.meant:
                if span := self._accepted(meant, first, last, start, end):
                    yield span
            if not step.node or last + 2 >= len(self.tokens):
                return
            # White space that is empty is no token.
            last += 1 if self.tokens[last + 1] else 2
            end += len(self.tokens[last])
            step = self.surfaces.further(step.node, self.tokens[last], self.text[start:end])

    def _accepted(self, meant: Meant, first: int, last: int, start: int, end: int) -> Span | None:
        """The span of these tokens, if they may stand here."""
        # Most words stand between spaces, and then nothing can be wrong.
        if self.text[start - 1 : start].strip() or self.text[end : end + 1].strip():
            whole_end = self._end_with_ending(start, end, meant.is_short)
            if whole_end is None or not self._stands_free(start, whole_end) or is_cut(self.text, start, whole_end):
                return None
            end = whole_end
        readings = meant.readings
        if meant.everyday and self._may_be_a_word(meant, first, last, start, end):
            readings = tuple(dict.fromkeys(one.entry for one in meant.surfaces if not one.is_everyday))
        return Span(start, end, readings, meant.discouraged) if readings else None

    def _end_with_ending(self, start: int, end: int, is_short: bool) -> int | None:
        """Where the word ends, with 's or -em behind it; None where what follows makes another word of it."""
        language = self.surfaces.language
        pattern = language.abbreviation_behind if is_short else language.word_behind
        behind = pattern.match(self.text, end)
        if behind and not self._joins(behind.end()) and not self._closes_quote(start, behind):
            return behind.end()
        return None if is_short and language.refused_behind.match(self.text, end) else end

    def _closes_quote(self, start: int, behind: re.Match[str]) -> bool:
        """Whether a bare apostrophe behind a plural rather ends a quotation: 'APIs'."""
        return len(behind.group()) == 1 and bool(_OPEN_QUOTE.search(self.text[max(0, start - REACH) : start]))

    def _stands_free(self, start: int, end: int) -> bool:
        before, after = self.text[start - 1 : start] if start else "", self.text[end : end + 1]
        if before in _FORBIDDEN or after in _FORBIDDEN or _FORBIDDEN_BEHIND.match(self.text, end):
            return False
        if end - start == 1 and (before in _HYPHENS or after in _HYPHENS):
            # Objective-C is no C, and neither is a C-level.
            return False
        return not (before and JOINED.match(before)) and not self._joins(end)

    def _joins(self, at: int) -> bool:
        return bool(JOINED.match(self.text, at))

    def _may_be_a_word(self, meant: Meant, first: int, last: int, start: int, end: int) -> bool:
        """Whether an everyday word may stand there: among capitals, or with one that begins its sentence."""
        if _SHOUTED_BEHIND.match(self.text, end):
            return True
        if not meant.is_short and _SENTENCE_BEFORE.search(self.text[max(0, start - REACH) : start]):
            return True
        before = range(first - 2, max(0, first - 2 * _EARSHOT), -2)
        after = range(last + 2, min(len(self.tokens), last + 2 * _EARSHOT), 2)
        return self._shouts(before, 1) or self._shouts(after, -1)

    def _shouts(self, places: range, space: int) -> bool:
        """Whether the words there are in capitals, up to one that tells; the space to each is at that distance."""
        # IT, WHO and their like may be the everyday word among capitals, DO IT NOW, and among themselves: CAN IT.
        beside = False
        for at in places:
            word = unicodedata.normalize("NFC", self.tokens[at])
            if self.surfaces.key(self.tokens[at + space]) != SPACE or not word.isalpha():
                return beside
            node = self.surfaces.root.children.get(self.surfaces.key(word))
            known = node.surfaces if node else []
            if not word.isupper() or any(one.is_short and not one.is_everyday for one in known):
                return False
            if len(word) > 1 and not any(one.is_everyday for one in known):
                return True
            beside = True
        return beside


def _without_overlaps(found: list[Span]) -> tuple[Span, ...]:
    """The longest spans, then the leftmost, that don't overlap, by their place; same places join their readings."""
    if all(one.end <= other.start for one, other in pairwise(found)):
        return tuple(found)
    kept: dict[tuple[int, int], Span] = {}
    taken: set[int] = set()
    for span in sorted(found, key=lambda span: (span.start - span.end, span.start)):
        place = (span.start, span.end)
        if before := kept.get(place):
            readings = tuple(dict.fromkeys((*before.readings, *span.readings)))
            kept[place] = Span(*place, readings, before.discouraged and span.discouraged)
        elif taken.isdisjoint(range(span.start, span.end)):
            kept[place] = span
            taken.update(range(span.start, span.end))
    return tuple(kept[place] for place in sorted(kept))
