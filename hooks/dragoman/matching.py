"""Text -> spans with the entries that they may stand for.

Offsets always belong to the text as it was given: it is taken apart into tokens, and only tokens are normalised
and folded (folding a whole text would shift its offsets at İ or ß). One look-up per word, whatever the number of
entries: surfaces are a tree of tokens, so a text walks down only as far as some surface goes along. What a word may
begin is worked out once, however many texts hold it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from dragoman.glossary import Entry, Glossary, is_abbreviation
from dragoman.languages.rules import Language
from dragoman.literals import is_cut


def _marks() -> str:
    """Combining marks as the inside of a character class: Python's \\w leaves them out."""
    codes = (*range(0x300, 0x3100), *range(0xFE00, 0xFE30))
    marks = (code for code in codes if unicodedata.category(chr(code))[0] == "M")
    # Stretches without gaps, as ranges compile faster.
    stretches = groupby(enumerate(marks), key=lambda numbered: numbered[1] - numbered[0])
    edges = ([code for _, code in stretch] for _, stretch in stretches)
    return "".join(f"{chr(codes[0])}-{chr(codes[-1])}" for codes in edges)


# Letters, digits, _, and what joins them: marks, soft hyphen, joiners.
_JOINING = rf"[\w{_marks()}\u00ad\u200b-\u200d\u2060\ufeff]"
_JOINED = re.compile(_JOINING)
# Splits into white space, which may be empty, and tokens by turns.
_TOKENS = re.compile(rf"({_JOINING}+|\S)")
# A name in code or mark-up, not a word: $CMS, #CMS, CMS=1, @CMS.
_FORBIDDEN = frozenset("@#$\\=")
_SPACE = " "
_QUOTES = "'‘’"


class Span(NamedTuple):
    """text[start:end] may stand for any of `readings`; `discouraged` if it is a designation to avoid."""

    start: int
    end: int
    readings: tuple[Entry, ...]
    discouraged: bool = False


@dataclass(slots=True)
class _Surface:
    text: str
    is_exact: bool
    is_short: bool
    entry: Entry
    discouraged: bool


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    surfaces: list[_Surface] = field(default_factory=list)


class _Meant(NamedTuple):
    """The surfaces that certain tokens are, all with the same ending or none; `is_short` is what the first of them is.

    Where `everyday` holds, some may be the everyday word, which depends on the words beside it.
    """

    surfaces: tuple[_Surface, ...]
    readings: tuple[Entry, ...]
    is_short: bool
    discouraged: bool
    everyday: bool

    @classmethod
    def of(cls, surfaces: tuple[_Surface, ...]) -> _Meant:
        readings = tuple(dict.fromkeys(one.entry for one in surfaces))
        everyday = any(one.entry.ambiguous and one.is_exact for one in surfaces)
        return cls(surfaces, readings, surfaces[0].is_short, all(one.discouraged for one in surfaces), everyday)


class _Step(NamedTuple):
    """What tokens lead to: what they mean, and the node from which longer surfaces go on."""

    meant: tuple[_Meant, ...]
    node: _Node | None


@dataclass(frozen=True)
class Matcher:
    """Finds the surfaces of a glossary in texts of one language."""

    glossary: Glossary
    language: Language

    def spans(self, text: str) -> tuple[Span, ...]:
        """Every place where `text` names entries: the longest surfaces first, then leftmost, none overlapping."""
        tokens = _TOKENS.split(text)
        steps = list(map(self._first_steps.__getitem__, tokens[1::2]))
        starts = [(2 * at + 1, step) for at, step in enumerate(steps) if step]
        if not starts:
            return ()
        return _without_overlaps(list(_Text(text, tokens, self).candidates(starts)))

    def key(self, token: str) -> str:
        """`token` as the tree knows it."""
        # An empty line parts more than words.
        is_space = token.isspace() and token.count("\n") < 2
        return _SPACE if is_space else self.language.fold(unicodedata.normalize("NFC", token))

    @cached_property
    def root(self) -> _Node:
        """The tree of all surfaces."""
        root = _Node()
        for entry in self.glossary.entries:
            if entry.link:
                for text, discouraged in _surface_texts(entry, self.language.code):
                    self._plant(root, text, entry, discouraged)
        return root

    def first(self, token: str) -> _Step | None:
        """Where `token` leads from the root."""
        return self._step(self.root, token, token)

    def further(self, node: _Node, token: str, written: str) -> _Step | None:
        """Where `token` leads from `node`, `written` being all of the text since the root; None if nowhere."""
        # What leads nowhere is not kept: it would be every word that stands behind the first of a longer surface.
        step = self._longer.get(written) or self._step(node, token, written)
        if step:
            self._longer[written] = step
        return step

    def _step(self, node: _Node, token: str, written: str) -> _Step | None:
        key = self.key(token)
        child = node.children.get(key)
        # Surfaces whose last token has an ending in the text, CTAs, agencies; then those without.
        found = [*self._inflected(node, key), *([("", child.surfaces)] if child else [])]
        fitting = (tuple(one for one in surfaces if _fits(one, ending, written)) for ending, surfaces in found)
        meant = tuple(_Meant.of(surfaces) for surfaces in fitting if surfaces)
        longer = child if child and child.children else None
        return _Step(meant, longer) if meant or longer else None

    @cached_property
    def _longer(self) -> dict[str, _Step]:
        """Text of several tokens -> where they lead."""
        return {}

    @cached_property
    def _first_steps(self) -> _FirstSteps:
        return _FirstSteps(self)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        both = (*self.language.abbreviation_endings, *self.language.word_endings)
        return tuple(sorted({len(ending) for ending, _ in both}))

    def _plant(self, root: _Node, text: str, entry: Entry, discouraged: bool) -> None:
        text = unicodedata.normalize("NFC", text)
        node = root
        for token in filter(None, _TOKENS.split(text)):
            key = self.key(token)
            if key not in node.children:
                node.children[sys.intern(key)] = _Node()
            node = node.children[key]
        is_short = is_abbreviation(text)
        is_exact = entry.case == "exact" or (entry.case != "any" and is_short)
        node.surfaces.append(_Surface(text, is_exact, is_short, entry, discouraged))

    def _inflected(self, node: _Node, key: str) -> Iterator[tuple[str, list[_Surface]]]:
        """The endings that `key` may have, each with the surfaces whose last token is the rest of it."""
        for length in self._lengths:
            if length >= len(key):
                break
            for stem, is_short in self._endings.get(key[-length:], ()):
                if base := node.children.get(key[:-length] + stem):
                    yield key[-length:], [one for one in base.surfaces if one.is_short == is_short]

    @cached_property
    def _endings(self) -> dict[str, list[tuple[str, bool]]]:
        """Ending -> what stood in its place, and whether it is one of abbreviations."""
        endings: dict[str, list[tuple[str, bool]]] = {}
        for ending, stem in self.language.abbreviation_endings:
            endings.setdefault(ending, []).append((stem, True))
        for ending, stem in self.language.word_endings:
            endings.setdefault(ending, []).append((stem, False))
        return endings


class _FirstSteps(dict[str, _Step | None]):
    """Token -> where it leads from the root, each worked out once; None for most words."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self.matcher = matcher

    def __missing__(self, token: str) -> _Step | None:
        step = self[token] = self.matcher.first(token)
        return step


@dataclass
class _Text:
    """One text on its way through the matcher; at even places of `tokens` stands white space."""

    text: str
    tokens: list[str]
    matcher: Matcher

    def candidates(self, starts: list[tuple[int, _Step]]) -> Iterator[Span]:
        """The spans of all surfaces, by where they start."""
        ends = list(accumulate(map(len, self.tokens)))
        for first, begun in starts:
            start, last = ends[first - 1], first
            step: _Step | None = begun
            while step:
                for meant in step.meant:
                    if span := self._accepted(meant, first, last, start, ends[last]):
                        yield span
                if not step.node or last + 2 >= len(self.tokens):
                    break
                # White space that is empty is no token.
                last += 1 if self.tokens[last + 1] else 2
                step = self.matcher.further(step.node, self.tokens[last], self.text[start : ends[last]])

    def _accepted(self, meant: _Meant, first: int, last: int, start: int, end: int) -> Span | None:
        """The span of these tokens, if they may stand here."""
        # Most words stand between spaces, and then nothing can be wrong.
        if self.text[start - 1 : start].strip() or self.text[end : end + 1].strip():
            whole_end = self._end_with_ending(start, end, meant.is_short)
            if whole_end is None or not self._stands_free(start, whole_end) or is_cut(self.text, start, whole_end):
                return None
            end = whole_end
        readings = meant.readings
        if meant.everyday and (self._shouts(first - 2, first - 1) or self._shouts(last + 2, last + 1)):
            readings = tuple(one.entry for one in meant.surfaces if not (one.entry.ambiguous and one.is_exact))
            readings = tuple(dict.fromkeys(readings))
        return Span(start, end, readings, meant.discouraged) if readings else None

    def _end_with_ending(self, start: int, end: int, is_short: bool) -> int | None:
        """Where the word ends, with 's or -em behind it; None where what follows makes another word of it."""
        language = self.matcher.language
        pattern = language.abbreviation_behind if is_short else language.word_behind
        behind = pattern.match(self.text, end)
        if behind and not self._joins(behind.end()) and not self._closes_quote(start, behind):
            return behind.end()
        return None if is_short and language.refused_behind.match(self.text, end) else end

    def _closes_quote(self, start: int, behind: re.Match[str]) -> bool:
        """Whether a bare apostrophe behind a plural rather ends a quotation: 'APIs'."""
        return len(behind.group()) == 1 and self.text[start - 1 : start] in tuple(_QUOTES)

    def _stands_free(self, start: int, end: int) -> bool:
        before, after = self.text[start - 1 : start] if start else "", self.text[end : end + 1]
        if before in _FORBIDDEN or after in _FORBIDDEN or self.text.startswith(("++", "()"), end):
            return False
        return not (before and _JOINED.match(before)) and not self._joins(end)

    def _joins(self, at: int) -> bool:
        return bool(_JOINED.match(self.text, at))

    def _shouts(self, at: int, between: int) -> bool:
        """Whether the token there is a word in capitals that the glossary doesn't know, a space between."""
        # IT, WHO and their like may be the everyday word among capitals: DO IT NOW.
        if not 0 <= at < len(self.tokens) or self.matcher.key(self.tokens[between]) != _SPACE:
            return False
        word = self.tokens[at]
        known = self.matcher.root.children.get(self.matcher.key(word))
        return len(word) > 1 and word.isupper() and word.isalpha() and not (known and known.surfaces)


def _fits(surface: _Surface, ending: str, written: str) -> bool:
    """Whether `written` is this surface with this ending, in its very letters where they count."""
    if not surface.is_exact or written == surface.text + ending:
        return True
    return " ".join(unicodedata.normalize("NFC", written).split()) == surface.text + ending


def _surface_texts(entry: Entry, language: str) -> Iterator[tuple[str, bool]]:
    """Every designation of `entry` in this language, and whether it is discouraged; each once."""
    texts = dict.fromkeys(entry.designations, False)
    for locale in entry.locales:
        if locale.language == language:
            own = (locale.term, locale.expansion, *locale.aliases, *locale.forms)
            texts.update({text: False for text in own if text})
    texts.update({text: True for text in entry.avoid if text not in texts})
    yield from texts.items()


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
