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
HYPHEN = "-"
# Hyphens and apostrophes have several forms that a reader takes for one.
_ONE_FORM = str.maketrans("‐‑‘’", "--''")


@dataclass(slots=True)
class Surface:
    """A string that stands for `entry`; `is_exact` if its capitals count, `is_short` if it is an abbreviation.

    `is_everyday` if people also say it without thinking of the entry, such as IT or Go: the words beside it count then.
    """

    text: str
    is_exact: bool
    is_short: bool
    is_everyday: bool
    entry: Entry
    discouraged: bool


@dataclass(slots=True)
class Node:
    """What tokens lead to further on, and the surfaces that end here."""

    children: dict[str, Node] = field(default_factory=dict)
    surfaces: list[Surface] = field(default_factory=list)


class Meant(NamedTuple):
    """The surfaces that certain tokens are, all with the same ending or none; `is_short` is what the first of them is.

    A designation to avoid gives way to another entry's own. Where `everyday` holds, some may be the everyday word,
    which depends on the words beside it.
    """

    surfaces: tuple[Surface, ...]
    readings: tuple[Entry, ...]
    is_short: bool
    discouraged: bool
    everyday: bool

    @classmethod
    def of(cls, surfaces: tuple[Surface, ...]) -> Meant:
        """What any of these may mean."""
        surfaces = tuple(one for one in surfaces if not one.discouraged) or surfaces
        readings = tuple(dict.fromkeys(one.entry for one in surfaces))
        everyday = any(one.is_everyday for one in surfaces)
        return cls(surfaces, readings, surfaces[0].is_short, surfaces[0].discouraged, everyday)


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
        if token.isspace() and token.count("\n") < 2:
            return SPACE
        if token == "&":
            return self.language.and_word
        if not token.isascii():
            token = unicodedata.normalize("NFC", token.translate(_ONE_FORM))
        return self.language.fold(token)

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
        if not child and key == HYPHEN:
            # A landing-page is a landing page; not the other way round: who stands up needs no stand-up.
            child = node.children.get(SPACE)
        meant = tuple(self._meant(node, child, key, written))
        longer = child if child and child.children else None
        return Step(meant, longer) if meant or longer else None

    def _meant(self, node: Node, child: Node | None, key: str, written: str) -> Iterator[Meant]:
        """What ends there: `child`, to which `key` leads, as it is; else words whose ending it has: CTAs, agencies."""
        if child and (whole := tuple(one for one in child.surfaces if _fits(one, written))):
            yield Meant.of(whole)
        elif key[-1:] in self._last_letters:
            for ending, stem, surfaces in self._inflected(node, key):
                if fitting := tuple(one for one in surfaces if _fits(one, written, ending, stem)):
                    yield Meant.of(fitting)

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
        is_name = self._is_name(text)
        is_exact = entry.case == "exact" or (entry.case != "any" and (is_short or is_name))
        is_everyday = is_exact and (entry.ambiguous or is_name or (is_short and self.language.is_everyday(text)))
        node.surfaces.append(Surface(text, is_exact, is_short, is_everyday, entry, discouraged))

    def _is_name(self, text: str) -> bool:
        """Whether only its capitals tell it from an everyday word, as with Go and PiP."""
        if text[1:] != text[1:].lower():
            return self.language.is_everyday(text)
        return text != text.lower() and self.language.fold(text) in self.language.stop_words

    def _inflected(self, node: Node, key: str) -> Iterator[tuple[str, str, list[Surface]]]:
        """The endings that `key` may have and what they replace, with the surfaces whose last token is the rest."""
        for length in self._lengths:
            if length >= len(key):
                break
            for stem, is_short in self._endings.get(key[-length:], ()):
                word, ending = key[:-length] + stem, key[-length:]
                base = node.children.get(word)
                if base and (is_short or not self.language.refused_forms.search(f"{word}-{ending}")):
                    yield ending, stem, [one for one in base.surfaces if one.is_short == is_short]

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


def _fits(surface: Surface, written: str, ending: str = "", stem: str = "") -> bool:
    """Whether `written` is this surface, with this ending in the place of `stem`, in its very letters if they count."""
    if not surface.is_exact:
        return True
    text = surface.text.removesuffix(stem) + ending
    return written == text or _spelt(written) == _spelt(text)


def _spelt(text: str) -> str:
    """`text` with its capitals, but with one kind of space, hyphen and apostrophe."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_ONE_FORM)).replace(HYPHEN, SPACE).split())


def _surface_texts(entry: Entry, language: str) -> Iterator[tuple[str, bool]]:
    """Every designation of `entry` in this language, and whether it is discouraged; each once."""
    texts = dict.fromkeys(entry.designations, False)
    for locale in entry.locales:
        if locale.language == language:
            own = (locale.term, locale.expansion, *locale.aliases, *locale.forms)
            texts.update({text: False for text in own if text})
    texts.update({text: True for text in entry.avoid if text not in texts})
    yield from texts.items()
