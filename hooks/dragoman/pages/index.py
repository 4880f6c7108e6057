"""The A-Z index: every entry, with what the filter finds it by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from dragoman.folding import folded
from dragoman.glossary import Department, Entry, Glossary
from dragoman.pages.layout import Layout
from dragoman.pages.page import Anchor, Page
from dragoman.routes import INDEX, TWO_PICTURES


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a line of a list; `keys` are its folded designations, which the filter looks in."""

    entry: Entry
    owner: Department
    keys: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one letter; `id` is its anchor."""

    name: str
    id: str
    rows: list[Row]


def index_page(layout: Layout) -> Page:
    """The page with all entries."""
    glossary = layout.glossary
    letters = [
        Letter(name, f"letter-{name.lower() if name.isalpha() else 'other'}", list(group))
        for name, group in groupby(rows(glossary, glossary.entries), key=_letter)
    ]
    count = len(glossary.entries)
    return layout.page(
        INDEX,
        "A to Z",
        f"All {count} words of the glossary, from A to Z.",
        "index",
        anchors=tuple(Anchor(letter.name, letter.id) for letter in letters),
        letters=letters,
        count=count,
        two_pictures=TWO_PICTURES,
    )


def rows(glossary: Glossary, entries: tuple[Entry, ...]) -> list[Row]:
    """The entries as lines of a list."""
    return [Row(entry, glossary.department(entry.department), _keys(entry)) for entry in entries]


def _letter(row: Row) -> str:
    first = folded(row.entry.term)[:1].upper()
    return first if first.isalpha() else "#"


def _keys(entry: Entry) -> str:
    words = (*entry.designations, *entry.avoid, entry.qualifier)
    translated = (word for locale in entry.locales for word in (locale.term, locale.expansion, *locale.aliases))
    return "|".join(dict.fromkeys(folded(word) for word in (*words, *translated) if word))
