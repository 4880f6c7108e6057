"""Where the right options stand: as often in each place, for each type and in all."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from random import Random

from dragoman.quiz.question import TYPES, Option, Question


def balanced(questions: Iterable[Question], seed: int) -> tuple[Question, ...]:
    """The same questions with their right options moved, where they must be, so that places balance to within one.

    Each question has a place of its own by chance, and only as many leave theirs as balance needs: a question that
    comes or goes moves few others. Questions with as many options balance among themselves.
    """
    questions = tuple(questions)
    blocks: defaultdict[int, defaultdict[str, list[Question]]] = defaultdict(lambda: defaultdict(list))
    for question in questions:
        blocks[len(question.options)][question.type].append(question)
    places: dict[str, int] = {}
    for count, by_type in blocks.items():
        places.update(_places(by_type, count, seed))
    return tuple(_moved(question, places[question.id]) for question in questions)


def _places(by_type: dict[str, list[Question]], count: int, seed: int) -> Iterator[tuple[str, int]]:
    """Id -> place. What a type has over goes to the places in turn, so that the whole balances too."""
    turn = 0
    for type in sorted(by_type, key=TYPES.index):
        each, over = divmod(len(by_type[type]), count)
        room = Counter(dict.fromkeys(range(count), each))
        room.update((turn + more) % count for more in range(over))
        turn += over
        yield from _settled(by_type[type], room, seed)


def _settled(questions: list[Question], room: Counter[int], seed: int) -> Iterator[tuple[str, int]]:
    """Each question in the place that it wishes for, as long as there is room; then wherever there is."""
    wishes = {question.id: Random(f"{seed}:{question.id}") for question in questions}
    order = sorted((rng.random(), id) for id, rng in wishes.items())
    late = []
    for _, id in order:
        place = wishes[id].randrange(len(room))
        if room[place]:
            room[place] -= 1
            yield id, place
        else:
            late.append(id)
    yield from zip(late, sorted(room.elements()), strict=True)


def _moved(question: Question, place: int) -> Question:
    options = [option for option in question.options if not option.right]
    right: Option = question.options[question.position]
    return dataclasses.replace(question, options=(*options[:place], right, *options[place:]))
