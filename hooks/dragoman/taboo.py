"""The words that may not be used when a term is explained in the hot seat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.folding import folded
from dragoman.glossary import Entry, Glossary
from dragoman.inline import plain

MOST = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORT = 4
# Words of definitions that everybody needs for explaining anything.
_FREE = frozenset(
    "about after again also another because been before being between both could does doing each every first from"
    " have having into it's itself like made make makes many more most much must need needs often once only other"
    " others over part parts people person same several should some somebody something such than that their them"
    " then there these they thing things this those through under until used uses using usually very want wants what"
    " when where whether which while whole whom whose will with within without work works would your".split()
)


def forbidden_words(entry: Entry, glossary: Glossary) -> list[str]:
    """At most six words: of the expansion, then related terms, then the longest of the definition."""
    own = {folded(word) for word in _words(entry.term)}
    chosen: dict[str, str] = {}
    for word in _candidates(entry, glossary):
        key = folded(word)
        # "clicks" is as good as "click".
        if own.isdisjoint(key.split()) and not any(key.startswith(other) for other in chosen):
            chosen[key] = word
    return list(chosen.values())[:MOST]


def _candidates(entry: Entry, glossary: Glossary) -> Iterator[str]:
    yield from _long(_as_in_a_sentence(entry.expansion))
    yield from (glossary.by_id[id].term for id in entry.see_also[:3] if id in glossary.by_id)
    yield from sorted(_long(plain(entry.definition)), key=len, reverse=True)


def _as_in_a_sentence(expansion: str) -> str:
    """`Call to action` as `call to action`; names such as `Pretty Good Privacy` keep their capitals."""
    first, *others = expansion.split(" ")
    is_name = not first[1:].islower() or any(not word.islower() for word in others)
    return expansion if is_name else expansion.lower()


def _long(text: str) -> list[str]:
    return [word for word in _words(text) if len(word) >= _SHORT and folded(word) not in _FREE]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
