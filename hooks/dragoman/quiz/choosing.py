"""Some questions out of a quiz, for one side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from random import Random

from dragoman.quiz.positions import balanced
from dragoman.quiz.question import TYPES, Question, Quiz


def chosen(
    quiz: Quiz, count: int, side: str = "", types: Collection[str] = TYPES, seed: int = 0
) -> tuple[Question, ...]:
    """Up to `count` questions of these types, each type as often as it has questions for it, in an order of chance.

    `side` is the department that learns: it is asked about the others' words and shared ones, not its own; without
    it, all are. Right options balance within the choice.
    """
    rng = Random(f"{seed}:{side}:{count}")
    by_type: defaultdict[str, list[Question]] = defaultdict(list)
    for question in sorted(quiz.questions, key=lambda question: question.id):
        if question.type in types and question.department != side:
            by_type[question.type].append(question)
    some = _dealt([rng.sample(pile, len(pile)) for _, pile in sorted(by_type.items())], count)
    rng.shuffle(some)
    return balanced(some, seed)


def _dealt(piles: list[list[Question]], count: int) -> list[Question]:
    """So many questions, from each pile in turn; of an entry that was already asked only where there is no other."""
    seen: set[str] = set()
    dealt: list[Question] = []
    while len(dealt) < count and any(piles):
        for pile in filter(None, piles):
            at = next((at for at, question in enumerate(pile) if question.entry not in seen), 0)
            dealt.append(pile.pop(at))
            seen.add(dealt[-1].entry)
    return dealt[:count]
