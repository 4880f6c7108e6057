"""Text -> spans with the entries that they may stand for.

Offsets always belong to the text as it was given: it is taken apart into tokens, and only tokens are normalised
and folded (folding a whole text would shift its offsets at İ or ß). One look-up per token, whatever the number of
entries: surfaces are a tree of tokens, so a text walks down only as far as some surface goes along.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from dragoman.glossary import Entry, Glossary, is_abbreviation
from dragoman.languages.rules import Language
from dragoman.literals import is_cut


def _marks() -> str:
    """Combining marks as a character class: Python's \\w leaves them out."""
    ranges = (*range(0x300, 0x3100), *range(0xFE00, 0xFE30))
    return "".join(chr(code) for code in ranges if unicodedata.category(chr(code)).startswith("M"))


# Letters, digits, _, and what joins them: marks, soft hyphen, joiners.
_JOINING = rf"[\w{re.escape(_marks())}\u00ad\u200b-\u200d\u2060\ufeff]"
_TOKEN = re.compile(rf"{_JOINING}+|\s+|.", re.DOTALL)
_JOINED = re.compile(_JOINING)
# A name in code or mark-up, not a word: $CMS, #CMS, CMS=1, @CMS.
_FORBIDDEN = frozenset("@#$\\=")
_SPACE = " "
_QUOTES = "'‘’"


@dataclass(frozen=True, slots=True)
class Span:
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


@dataclass(frozen=True)
class Matcher:
    """Finds the surfaces of a glossary in texts of one language."""

    glossary: Glossary
    language: Language

    def spans(self, text: str) -> tuple[Span, ...]:
        """Every place where `text` names entries: the longest surfaces first, then leftmost, none overlapping."""
        tokens = _TOKEN.findall(text)
        keys = list(map(self._vocabulary.__getitem__, tokens))
        beginnings = self._vocabulary.beginnings
        starts = [at for at, key in enumerate(keys) if key in beginnings]
        if not starts:
            return ()
        found = list(self._candidates(_Text(text, tokens, keys, self), starts))
        found.sort(key=lambda span: (span.start - span.end, span.start))
        return _without_overlaps(found)

    def key(self, token: str) -> str:
        """`token` as the tree knows it."""
        # An empty line parts more than words.
        is_space = token.isspace() and token.count("\n") < 2
        return _SPACE if is_space else self.language.fold(unicodedata.normalize("NFC", token))

    def begins_surface(self, key: str) -> bool:
        """Whether some surface begins with this token, or with what it is a form of."""
        begins = self.root.children
        return key in begins or any(base in begins for base, _, _ in self._bases(key))

    @cached_property
    def root(self) -> _Node:
        """The tree of all surfaces."""
        root = _Node()
        for entry in self.glossary.entries:
            if entry.link:
                for text, discouraged in _surface_texts(entry, self.language.code):
                    self._plant(root, text, entry, discouraged)
        return root

    @cached_property
    def _vocabulary(self) -> _Vocabulary:
        return _Vocabulary(self)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        both = (*self.language.abbreviation_endings, *self.language.word_endings)
        return tuple(sorted({len(ending) for ending, _ in both}))

    def _plant(self, root: _Node, text: str, entry: Entry, discouraged: bool) -> None:
        text = unicodedata.normalize("NFC", text)
        node = root
        for match in _TOKEN.finditer(text):
            node = node.children.setdefault(sys.intern(self.key(match.group())), _Node())
        is_short = is_abbreviation(text)
        is_exact = entry.case == "exact" or (entry.case != "any" and is_short)
        node.surfaces.append(_Surface(text, is_exact, is_short, entry, discouraged))

    def _candidates(self, text: _Text, starts: list[int]) -> Iterator[Span]:
        for first in starts:
            node = self.root
            for last in range(first, len(text.keys)):
                key = text.keys[last]
                yield from self._inflected(text, first, last, node, key)
                child = node.children.get(key)
                if child is None:
                    break
                node = child
                if node.surfaces:
                    yield from text.accepted(first, last, [(surface, "") for surface in node.surfaces])

    def _inflected(self, text: _Text, first: int, last: int, node: _Node, key: str) -> Iterator[Span]:
        """Surfaces whose last token has an ending in the text: CTAs, agencies."""
        for base, ending, is_short in self._bases(key):
            found = node.children.get(base)
            if found and found.surfaces:
                fitting = [(one, ending) for one in found.surfaces if one.is_short == is_short]
                yield from text.accepted(first, last, fitting)

    def _bases(self, key: str) -> Iterator[tuple[str, str, bool]]:
        """What `key` may be an inflected form of, with its ending, and whether that is one of abbreviations."""
        for length in self._lengths:
            if length >= len(key):
                break
            for stem, is_short in self._endings.get(key[-length:], ()):
                yield key[:-length] + stem, key[-length:], is_short

    @cached_property
    def _endings(self) -> dict[str, list[tuple[str, bool]]]:
        """Ending -> what stood in its place, and whether it is one of abbreviations."""
        endings: dict[str, list[tuple[str, bool]]] = {}
        for ending, stem in self.language.abbreviation_endings:
            endings.setdefault(ending, []).append((stem, True))
        for ending, stem in self.language.word_endings:
            endings.setdefault(ending, []).append((stem, False))
        return endings


class _Vocabulary(dict[str, str]):
    """Token -> key, each worked out once, however many texts and entries there are; `beginnings` begin surfaces."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self.matcher = matcher
        self.beginnings: set[str] = set()

    def __missing__(self, token: str) -> str:
        key = self[token] = self.matcher.key(token)
        if self.matcher.begins_surface(key):
            self.beginnings.add(key)
        return key


@dataclass
class _Text:
    """One text on its way through the matcher."""

    text: str
    tokens: list[str]
    keys: list[str]
    matcher: Matcher

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token begins, and the end of the text."""
        return list(accumulate(map(len, self.tokens), initial=0))

    def accepted(self, first: int, last: int, found: list[tuple[_Surface, str]]) -> Iterator[Span]:
        """The span of these surfaces, each with its ending in the text, if it may stand here."""
        start, end = self.offsets[first], self.offsets[last + 1]
        fitting = [surface for surface, ending in found if self._fits(surface, ending, start, end)]
        if not fitting:
            return
        whole_end = self._end_with_ending(start, end, fitting[0])
        if whole_end is None or not self._stands_free(start, whole_end) or is_cut(self.text, start, whole_end):
            return
        readings = tuple(dict.fromkeys(one.entry for one in fitting if self._is_word_here(one, first, last)))
        if readings:
            yield Span(start, whole_end, readings, all(one.discouraged for one in fitting))

    def _fits(self, surface: _Surface, ending: str, start: int, end: int) -> bool:
        if not surface.is_exact:
            return True
        written = self.text[start:end]
        if written == surface.text + ending:
            return True
        written = unicodedata.normalize("NFC", written)
        return " ".join(written.split()) == surface.text + ending

    def _end_with_ending(self, start: int, end: int, surface: _Surface) -> int | None:
        """Where the word ends, with 's or -em behind it; None where what follows makes another word of it."""
        language = self.matcher.language
        pattern = language.abbreviation_behind if surface.is_short else language.word_behind
        behind = pattern.match(self.text, end)
        if behind and not self._joins(behind.end()) and not self._closes_quote(start, behind):
            return behind.end()
        return None if surface.is_short and language.refused_behind.match(self.text, end) else end

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

    def _is_word_here(self, surface: _Surface, first: int, last: int) -> bool:
        """False for IT, WHO and their like among capitals, where they may be the everyday word: DO IT NOW."""
        if not (surface.entry.ambiguous and surface.is_exact):
            return True
        return not (self._shouts(first - 2, first - 1) or self._shouts(last + 2, last + 1))

    def _shouts(self, at: int, between: int) -> bool:
        """Whether the token there is a word in capitals that the glossary doesn't know, a space between."""
        if not 0 <= at < len(self.tokens) or self.keys[between] != _SPACE:
            return False
        word = self.tokens[at]
        known = self.matcher.root.children.get(self.keys[at])
        return len(word) > 1 and word.isupper() and word.isalpha() and not (known and known.surfaces)


def _surface_texts(entry: Entry, language: str) -> Iterator[tuple[str, bool]]:
    """Every designation of `entry` in this language, and whether it is discouraged; each once."""
    texts = dict.fromkeys(entry.designations, False)
    for locale in entry.locales:
        if locale.language == language:
            own = (locale.term, locale.expansion, *locale.aliases, *locale.forms)
            texts.update({text: False for text in own if text})
    texts.update({text: True for text in entry.avoid if text not in texts})
    yield from texts.items()


def _without_overlaps(found: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that don't overlap an earlier one of the list, by their place; same places join their readings."""
    kept: dict[tuple[int, int], Span] = {}
    taken: set[int] = set()
    for span in found:
        place = (span.start, span.end)
        if before := kept.get(place):
            readings = tuple(dict.fromkeys((*before.readings, *span.readings)))
            kept[place] = Span(*place, readings, before.discouraged and span.discouraged)
        elif not taken.intersection(range(span.start, span.end)):
            kept[place] = span
            taken.update(range(span.start, span.end))
    return tuple(kept[place] for place in sorted(kept))
