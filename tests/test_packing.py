"""What a workshop needs for its people."""

from __future__ import annotations

from typing import get_args

import pytest

from dragoman.packing import Copies, PackingError, Party, packed, spares

# Copies and spares by rule, for so many people with two facilitators.
ROWS: dict[Copies, dict[int, tuple[int, int]]] = {
    "person": {2: (2, 2), 8: (8, 2), 13: (13, 2), 21: (21, 3), 24: (24, 3), 200: (200, 20)},
    "half": {2: (1, 2), 8: (4, 2), 13: (7, 2), 24: (12, 2), 200: (100, 10)},
    "two a person": {2: (4, 2), 8: (16, 2), 13: (26, 3), 24: (48, 5), 200: (400, 40)},
    "pair": {2: (1, 2), 3: (1, 2), 8: (4, 2), 13: (6, 2), 24: (12, 2), 200: (100, 10)},
    "every other pair": {2: (1, 2), 3: (1, 2), 8: (2, 2), 13: (3, 2), 24: (6, 2), 200: (50, 5)},
    "two a pair": {2: (2, 2), 13: (12, 2), 24: (24, 3)},
    "three a pair": {2: (3, 2), 8: (12, 2), 13: (18, 2), 24: (36, 4), 200: (300, 30)},
    "table": {2: (1, 0), 6: (1, 0), 7: (2, 0), 13: (3, 0), 24: (4, 0), 200: (34, 0)},
    "facilitator": {2: (2, 0), 24: (2, 0), 200: (2, 0)},
    "one": {2: (1, 0), 24: (1, 0), 200: (1, 0)},
}


@pytest.mark.parametrize(
    ("rule", "people", "copies"), [(rule, people, row[people]) for rule, row in ROWS.items() for people in row]
)
def test_copies_follow_the_people(rule: Copies, people: int, copies: tuple[int, int]) -> None:
    pack = packed("Sheet", rule, Party(people), "A4")
    assert (pack.copies, pack.spare) == copies
    assert pack.all == sum(copies)


def test_every_rule_has_its_row() -> None:
    assert set(ROWS) == set(get_args(Copies))


def test_both_halves_together_are_enough_for_everybody() -> None:
    for people in range(2, 201):
        assert 2 * packed("Quiz", "half", Party(people), "A4").copies in (people, people + 1)


@pytest.mark.parametrize(("copies", "spare"), [(1, 2), (20, 2), (21, 3), (30, 3), (31, 4)])
def test_one_in_ten_is_spare_and_at_least_two(copies: int, spare: int) -> None:
    assert spares(copies) == spare


@pytest.mark.parametrize(("people", "colours", "each"), [(24, 2, 36), (13, 2, 20), (24, 3, 24), (2, 2, 3)])
def test_three_dots_for_each_in_a_colour_a_department(people: int, colours: int, each: int) -> None:
    assert Party(people).dots == 3 * people
    assert Party(people).dots_of_a_colour(colours) == each


@pytest.mark.parametrize(
    ("people", "facilitators", "says"),
    [
        (1, 2, "a workshop has 2 to 200 participants, not 1"),
        (-5, 2, "a workshop has 2 to 200 participants, not -5"),
        (201, 2, "a workshop has 2 to 200 participants, not 201"),
        (24, 0, "a workshop has 1 to 20 facilitators, not 0"),
        (24, 21, "a workshop has 1 to 20 facilitators, not 21"),
    ],
)
def test_too_few_and_too_many_are_refused(people: int, facilitators: int, says: str) -> None:
    with pytest.raises(PackingError) as error:
        Party(people, facilitators)
    assert str(error.value) == says
