"""Buzzword bingo: different cards, the caller's list, and which card wins when. The same seed gives the same game."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from dragoman.glossary import Entry, Glossary
from dragoman.inline import plain
from dragoman.problems import quoted

SIDE = 4
# With fewer words two cards share most of theirs; with more than 32 the first winner waits beyond call 11 (simulated
# for 12 to 24 players: tests/test_bingo.py).
LEAST, MOST = 24, 32
MOST_CARDS = 300
SEED_LIMIT = 40
# A sentence's end, not that of "e.g."; what follows a semicolon is said besides.
_FIRST_SENTENCE = re.compile(r"(.*?\w\w[.!?])(?=\s)|(.*?);\s", re.DOTALL)


class BingoError(ValueError):
    """No game can be made of this; the message says why, and what to do."""


class Card(NamedTuple):
    """A player's card: four rows of four words. `number` counts from 1."""

    number: int
    rows: tuple[tuple[Entry, ...], ...]

    @property
    def lines(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """What wins once all its words are called, each with its name: rows, columns, then the two diagonals."""
        columns = tuple(zip(*self.rows, strict=True))
        yield from ((f"row {at}", row) for at, row in enumerate(self.rows, 1))
        yield from ((f"column {at}", column) for at, column in enumerate(columns, 1))
        yield "diagonal from top left", tuple(self.rows[at][at] for at in range(SIDE))
        yield "diagonal from top right", tuple(self.rows[at][-1 - at] for at in range(SIDE))


class Call(NamedTuple):
    """A word to call out, and its meaning in a line. `number` counts from 1."""

    number: int
    entry: Entry
    meaning: str


class Win(NamedTuple):
    """When a card first has a full line: at which call, and which line."""

    card: int
    call: int
    line: str


class Bingo(NamedTuple):
    """A game. `wins` has a line for each card, the earliest first."""

    seed: str
    cards: tuple[Card, ...]
    calls: tuple[Call, ...]
    wins: tuple[Win, ...]


def bingo(glossary: Glossary, count: int, seed: str) -> Bingo:
    """A game with `count` different cards, from the entries with buzzword: true; raises `BingoError`."""
    if not 1 <= count <= MOST_CARDS:
        raise BingoError(f"bingo needs 1 to {MOST_CARDS} cards, not {count}")
    if not seed.strip() or len(seed) > SEED_LIMIT or not seed.isprintable():
        rule = f"must have 1 to {SEED_LIMIT} visible characters"
        raise BingoError(f"the seed {rule}, not {quoted(seed)}")
    random = Random(f"{seed}:bingo")
    words = _words(glossary, random)
    cards = _cards(words, count, random)
    calls = tuple(
        Call(number, entry, meaning(entry)) for number, entry in enumerate(random.sample(words, len(words)), 1)
    )
    at = {call.entry: call.number for call in calls}
    wins = sorted((_win(card, at) for card in cards), key=lambda win: (win.call, win.card))
    return Bingo(seed, cards, calls, tuple(wins))


def meaning(entry: Entry) -> str:
    """What an entry means, in a line: the first sentence of its definition, without mark-up."""
    text = plain(entry.definition)
    first = _FIRST_SENTENCE.match(text)
    return (first[1] or f"{first[2]}.") if first else text


def _words(glossary: Glossary, random: Random) -> tuple[Entry, ...]:
    pool = tuple(entry for entry in glossary.entries if entry.buzzword)
    if len(pool) < LEAST:
        raise BingoError(
            f"bingo needs at least {LEAST} entries with buzzword: true, and the glossary has {len(pool)}: "
            f"mark {LEAST - len(pool)} more"
        )
    return tuple(random.sample(pool, min(len(pool), MOST)))


def _cards(words: tuple[Entry, ...], count: int, random: Random) -> tuple[Card, ...]:
    """Cards of which no two hold the same words, wherever these stand."""
    found: dict[frozenset[Entry], tuple[Entry, ...]] = {}
    while len(found) < count:
        drawn = random.sample(words, SIDE * SIDE)
        found.setdefault(frozenset(drawn), tuple(drawn))
    return tuple(
        Card(number, tuple(drawn[at : at + SIDE] for at in range(0, SIDE * SIDE, SIDE)))
        for number, drawn in enumerate(found.values(), 1)
    )


def _win(card: Card, at: dict[Entry, int]) -> Win:
    """When `card` first has a full line, from the call `at` which each word comes."""
    call, line = min(
        ((max(at[word] for word in words), name) for name, words in card.lines), key=lambda found: found[0]
    )
    return Win(card.number, call, line)
