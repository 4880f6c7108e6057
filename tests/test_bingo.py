"""Buzzword bingo: cards, calls, winners."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from statistics import median

import pytest

from dragoman.bingo import BingoError, Card, bingo, meaning
from dragoman.glossary import Entry, Glossary
from dragoman.source.reader import load

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def ours() -> Glossary:
    return load(ROOT / "glossary.yaml", datetime.date(2026, 11, 22))


def of(count: int) -> Glossary:
    words = tuple(Entry(f"w{at}", f"W{at}", "it", "tool", f"Word {at}.", buzzword=True) for at in range(count))
    return Glossary((), words + tuple(dataclasses.replace(word, id=f"no-{word.id}", buzzword=False) for word in words))


@pytest.mark.parametrize("players", [12, 16, 20, 24])
def test_the_first_winner_comes_at_call_9_to_11(ours: Glossary, players: int) -> None:
    assert 9 <= median(bingo(ours, players, str(seed)).wins[0].call for seed in range(200)) <= 11


def test_no_two_cards_hold_the_same_words() -> None:
    cards = bingo(of(24), 300, "7").cards
    assert len({frozenset(word for row in card.rows for word in row) for card in cards}) == 300
    for card in cards:
        assert [len(row) for row in card.rows] == [4] * 4
        assert len({word for row in card.rows for word in row}) == 16
        assert all(word.buzzword for row in card.rows for word in row)
    assert [card.number for card in cards] == list(range(1, 301))


def test_the_same_seed_gives_the_same_game(ours: Glossary) -> None:
    assert bingo(ours, 24, "7") == bingo(ours, 24, "7")
    assert bingo(ours, 24, "7") != bingo(ours, 24, "8")
    # Sheets of two printings belong together only if this stays as it is.
    game = bingo(of(24), 2, "7")
    assert [call.entry.id for call in game.calls[:4]] == ["w13", "w6", "w18", "w1"]
    assert [(win.card, win.call, win.line) for win in game.wins] == [(1, 11, "row 2"), (2, 13, "row 2")]


def test_a_card_wins_with_its_first_full_line() -> None:
    words = of(24).entries[:16]
    card = Card(5, tuple(words[at : at + 4] for at in range(0, 16, 4)))
    assert [(name, [word.term for word in line]) for name, line in card.lines] == [
        ("row 1", ["W0", "W1", "W2", "W3"]),
        ("row 2", ["W4", "W5", "W6", "W7"]),
        ("row 3", ["W8", "W9", "W10", "W11"]),
        ("row 4", ["W12", "W13", "W14", "W15"]),
        ("column 1", ["W0", "W4", "W8", "W12"]),
        ("column 2", ["W1", "W5", "W9", "W13"]),
        ("column 3", ["W2", "W6", "W10", "W14"]),
        ("column 4", ["W3", "W7", "W11", "W15"]),
        ("diagonal from top left", ["W0", "W5", "W10", "W15"]),
        ("diagonal from top right", ["W3", "W6", "W9", "W12"]),
    ]


def test_the_check_of_a_winner_agrees_with_the_calls(ours: Glossary) -> None:
    game = bingo(ours, 24, "7")
    assert len(game.calls) == 32 and len({call.entry for call in game.calls}) == 32
    assert [win.call for win in game.wins] == sorted(win.call for win in game.wins)
    for win in game.wins:
        lines = dict(game.cards[win.card - 1].lines)
        called = {call.entry for call in game.calls[: win.call]}
        assert called.issuperset(lines[win.line])
        earlier = called - {game.calls[win.call - 1].entry}
        assert not any(earlier.issuperset(words) for words in lines.values())


@pytest.mark.parametrize(
    ("words", "cards", "seed", "says"),
    [
        (36, 0, "7", "bingo needs 1 to 300 cards, not 0"),
        (36, 10_000, "7", "bingo needs 1 to 300 cards, not 10000"),
        (12, 24, "7", "bingo needs at least 24 entries with buzzword: true, and the glossary has 12: mark 12 more"),
        (23, 24, "7", "bingo needs at least 24 entries with buzzword: true, and the glossary has 23: mark 1 more"),
        (36, 24, "", 'the seed must have 1 to 40 visible characters, not ""'),
        (36, 24, "  ", 'the seed must have 1 to 40 visible characters, not "  "'),
        (36, 24, "a\nb", 'the seed must have 1 to 40 visible characters, not "a\\nb"'),
        (
            36,
            24,
            "x" * 41,
            f'the seed must have 1 to 40 visible characters, not "{"x" * 41}"',
        ),
    ],
)
def test_what_makes_no_game_is_said(words: int, cards: int, seed: str, says: str) -> None:
    with pytest.raises(BingoError) as error:
        bingo(of(words), cards, seed)
    assert str(error.value) == says


@pytest.mark.parametrize(
    ("definition", "line"),
    [
        ("Words in a row. And more.", "Words in a row."),
        ("No end", "No end"),
        ("So soon that it counts; in systems, within a *fixed* delay.", "So soon that it counts."),
        ("Something, e.g. API calls, that `runs`. More.", "Something, e.g. API calls, that runs."),
        ("Does it run? It does.", "Does it run?"),
    ],
)
def test_a_meaning_is_the_first_sentence(definition: str, line: str) -> None:
    assert meaning(Entry("w", "W", "it", "tool", definition)) == line
