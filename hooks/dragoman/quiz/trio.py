"""Three options that look alike: of similar length, the right one neither mostly the longest nor the shortest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, islice
from random import Random
from typing import NamedTuple

from dragoman.glossary import Entry

# Three options test as well as four or five (Rodriguez 2005, a meta-analysis of eighty years of research).
OPTIONS = 3
# Of the longest and the shortest text, in characters.
RATIO = 1.5
# So many candidates are combined.
_TRIED = 30
# The last more likely: where it can't be had, it is one of the others after all.
_RANKS = ("longest", "shortest", "between", "between", "between")


class Candidate(NamedTuple):
    """A text that may stand beside the right one, and the entry whose it is."""

    entry: Entry
    text: str
    is_confusable: bool = False
    is_related: bool = False


def trio(
    right: str, fixed: Sequence[str], candidates: Iterable[Candidate], rng: Random
) -> tuple[Candidate, ...] | None:
    """The candidates that fill the options up beside `right` and what is `fixed`; None where too few fit.

    They come the best first, and earlier ones win. What length the right text has among the others is left to
    chance, as far as words that are easily confused allow.
    """
    needed = max(0, OPTIONS - 1 - len(fixed))
    near = list(islice((one for one in candidates if are_alike((right, *fixed, one.text))), _TRIED))
    # Beside a fixed text, one of the extremes can't be had anyhow.
    ranks = _RANKS[:3] if fixed else _RANKS
    found = (_first(right, fixed, near, needed, rank) for rank in dict.fromkeys(rng.sample(ranks, len(ranks))))
    return max((some for some in found if some is not None), key=_nearness, default=None)


def _first(
    right: str, fixed: Sequence[str], near: Sequence[Candidate], needed: int, rank: str
) -> tuple[Candidate, ...] | None:
    """The best candidates among which the right text has this rank by its length."""
    for some in combinations(near, needed):
        texts = (right, *fixed, *(one.text for one in some))
        if _rank(texts) == rank and are_alike(texts) and len(set(texts)) == len(texts):
            return some
    return None


def _nearness(some: tuple[Candidate, ...]) -> tuple[int, int]:
    return sum(one.is_confusable for one in some), sum(one.is_related for one in some)


def are_alike(texts: Sequence[str]) -> bool:
    """Whether no text is so much longer than another that its length is what one sees."""
    lengths = [len(text) for text in texts]
    return max(lengths) <= RATIO * min(lengths)


def _rank(texts: tuple[str, ...]) -> str:
    length, others = len(texts[0]), [len(text) for text in texts[1:]]
    return "longest" if length > max(others) else "shortest" if length < min(others) else "between"
