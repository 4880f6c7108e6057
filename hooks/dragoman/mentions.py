"""Mentions of entries in pages, and for each entry where it is used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

# Characters of a line of context, so that it stays one line on most screens.
CONTEXT = 90

# Stands for nothing, where a page's text was longer before; no author can type it.
PADDING = "\x02"
# The text of a page as its readers see it, and the offsets of the words in it.
Place = tuple[str, int, int]
NOWHERE: Place = ("", 0, 0)


class Mention(NamedTuple):
    """One place where a page names an entry.

    `section` is the heading above it, `anchor` that heading's id; both empty above the first. `place` is where it
    stands in the page's text.
    """

    entry: str
    path: str
    page: str
    section: str
    anchor: str
    place: Place

    @property
    def line(self) -> tuple[str, str, str]:
        """What stands before it in its line, itself, and what follows; worked out only where it is shown."""
        return context(*self.place)


class WhereUsed(NamedTuple):
    """All the mentions of an entry in one page, by their place."""

    path: str
    page: str
    mentions: tuple[Mention, ...]


def where_used(mentions: Iterable[Mention]) -> dict[str, tuple[WhereUsed, ...]]:
    """Entry's id -> the pages that name it, most mentions first, then by path."""
    places: dict[str, dict[str, list[Mention]]] = {}
    for mention in mentions:
        places.setdefault(mention.entry, {}).setdefault(mention.path, []).append(mention)
    return {entry: _in_order(pages) for entry, pages in places.items()}


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The line around text[start:end]: what stands before it, itself, what follows; cut at spaces, `…` for the rest."""
    room = max(10, (CONTEXT - (end - start)) // 2)
    before = _one_line(text[max(0, start - 3 * room) : start].rpartition("\x00")[2])
    after = _one_line(text[end : end + 3 * room].partition("\x00")[0])
    if len(before := before.lstrip()) > room:
        before = "… " + before[-room:].partition(" ")[2]
    if len(after := after.rstrip()) > room:
        after = after[:room].rpartition(" ")[0] + " …"
    return before, _one_line(text[start:end]), after


def _in_order(pages: dict[str, list[Mention]]) -> tuple[WhereUsed, ...]:
    found = [WhereUsed(path, mentions[0].page, tuple(mentions)) for path, mentions in pages.items()]
    return tuple(sorted(found, key=lambda page: (-len(page.mentions), page.path)))


def _one_line(text: str) -> str:
    """`text` with single spaces for all white space; one at an end stays, as it parts the words there."""
    words = " ".join(text.replace(PADDING, "").split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"
