"""Where the right options stand: as often in each place, for each type, each department in it, and in all."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from random import Random

from dragoman.quiz.question import TYPES, Option, Question

# The place of a type among all, and a department: who learns is asked about some departments' words only.
Block = tuple[int, str]


def balanced(questions: Iterable[Question], seed: int) -> tuple[Question, ...]:
    """The same questions with their right options moved, where they must be, so that places balance to within one.

    Each question has a place of its own by chance, and only as many leave theirs as balance needs: a question that
    comes or goes moves few others. Questions with as many options balance among themselves.
    """
    questions = tuple(questions)
    sizes: defaultdict[int, defaultdict[Block, list[Question]]] = defaultdict(lambda: defaultdict(list))
    for question in questions:
        block = TYPES.index(question.type), question.department
        sizes[len(question.options)][block].append(question)
    places: dict[str, int] = {}
    for count, blocks in sizes.items():
        places.update(_places(blocks, count, seed))
    return tuple(_moved(question, places[question.id]) for question in questions)


def _places(blocks: dict[Block, list[Question]], count: int, seed: int) -> Iterator[tuple[str, int]]:
    """Id -> place. What a block has over goes to the places in turn, so that types and the whole balance too."""
    turn = 0
    for _, block in sorted(blocks.items()):
        each, over = divmod(len(block), count)
        room = Counter(dict.fromkeys(range(count), each))
        room.update((turn + more) % count for more in range(over))
        turn += over
        yield from _settled(block, room, seed)


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
