"""Every string that stands for an entry, as a tree of tokens, and where the tokens of a text lead in it.

Only tokens are normalised and folded: folding a whole text would shift its offsets at İ or ß.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from dragoman.glossary import Entry, Glossary, is_abbreviation
from dragoman.languages.rules import Language


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
JOINED = re.compile(_JOINING)
# Splits into white space, which may be empty, and tokens by turns.
TOKENS = re.compile(rf"({_JOINING}+|\S)")
SPACE = " "


@dataclass(slots=True)
class Surface:
    """A string that stands for `entry`; `is_exact` if its capitals count, `is_short` if it is an abbreviation."""

    text: str
    is_exact: bool
    is_short: bool
    entry: Entry
    discouraged: bool


@dataclass(slots=True)
class Node:
    """What tokens lead to further on, and the surfaces that end here."""

    children: dict[str, Node] = field(default_factory=dict)
    surfaces: list[Surface] = field(default_factory=list)


class Meant(NamedTuple):
    """The surfaces that certain tokens are, all with the same ending or none; `is_short` is what the first of them is.

    Where `everyday` holds, some may be the everyday word, which depends on the words beside it.
    """

    surfaces: tuple[Surface, ...]
    readings: tuple[Entry, ...]
    is_short: bool
    discouraged: bool
    everyday: bool

    @classmethod
    def of(cls, surfaces: tuple[Surface, ...]) -> Meant:
        """What any of these may mean."""
        readings = tuple(dict.fromkeys(one.entry for one in surfaces))
        everyday = any(one.entry.ambiguous and one.is_exact for one in surfaces)
        return cls(surfaces, readings, surfaces[0].is_short, all(one.discouraged for one in surfaces), everyday)


class Step(NamedTuple):
    """What tokens lead to: what they mean, and the node from which longer surfaces go on."""

    meant: tuple[Meant, ...]
    node: Node | None


@dataclass(frozen=True)
class Surfaces:
    """The tree of one glossary's surfaces in one language."""

    glossary: Glossary
    language: Language

    def key(self, token: str) -> str:
        """`token` as the tree knows it."""
        # An empty line parts more than words.
        is_space = token.isspace() and token.count("\n") < 2
        return SPACE if is_space else self.language.fold(unicodedata.normalize("NFC", token))

    @cached_property
    def root(self) -> Node:
        """The tree of all surfaces."""
        root = Node()
        for entry in self.glossary.entries:
            if entry.link:
                for text, discouraged in _surface_texts(entry, self.language.code):
                    self._plant(root, text, entry, discouraged)
        return root

    @cached_property
    def first(self) -> dict[str, Step | None]:
        """Token -> where it leads from the root; None for most words. Each is worked out once."""
        return _First(self)

    def further(self, node: Node, token: str, written: str) -> Step | None:
        """Where `token` leads from `node`, `written` being all of the text since the root; None if nowhere."""
        # What leads nowhere is not kept: it would be every word that stands behind the first of a longer surface.
        if step := self._longer.get(written) or self.step(node, token, written):
            self._longer[written] = step
        return step

    def step(self, node: Node, token: str, written: str) -> Step | None:
        """The same, worked out anew."""
        key = self.key(token)
        child = node.children.get(key)
        # Surfaces whose last token has an ending in the text, CTAs, agencies; then those without.
        found = list(self._inflected(node, key)) if key[-1:] in self._last_letters else []
        if child:
            found.append(("", child.surfaces))
        if not found:
            return None
        fitting = [tuple(one for one in surfaces if _fits(one, ending, written)) for ending, surfaces in found]
        meant = tuple(Meant.of(surfaces) for surfaces in fitting if surfaces)
        longer = child if child and child.children else None
        return Step(meant, longer) if meant or longer else None

    @cached_property
    def _longer(self) -> dict[str, Step]:
        """Text of several tokens -> where they lead."""
        return {}

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        both = (*self.language.abbreviation_endings, *self.language.word_endings)
        return tuple(sorted({len(ending) for ending, _ in both}))

    @cached_property
    def _last_letters(self) -> frozenset[str]:
        return frozenset(ending[-1] for ending in self._endings)

    def _plant(self, root: Node, text: str, entry: Entry, discouraged: bool) -> None:
        text = unicodedata.normalize("NFC", text)
        node = root
        for token in filter(None, TOKENS.split(text)):
            key = self.key(token)
            if key not in node.children:
                node.children[sys.intern(key)] = Node()
            node = node.children[key]
        is_short = is_abbreviation(text)
        is_exact = entry.case == "exact" or (entry.case != "any" and is_short)
        node.surfaces.append(Surface(text, is_exact, is_short, entry, discouraged))

    def _inflected(self, node: Node, key: str) -> Iterator[tuple[str, list[Surface]]]:
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


class _First(dict[str, Step | None]):
    def __init__(self, surfaces: Surfaces) -> None:
        super().__init__()
        self.surfaces = surfaces

    def __missing__(self, token: str) -> Step | None:
        step = self[token] = self.surfaces.step(self.surfaces.root, token, token)
        return step


def _fits(surface: Surface, ending: str, written: str) -> bool:
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
