"""The A-Z index: every entry, with what the filter finds it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from dragoman.folding import folded
from dragoman.glossary import SHARED_BY_ALL, Entry
from dragoman.pages.layout import END, ROOT, Layout
from dragoman.pages.page import Page
from dragoman.pages.prose import escaped, prose
from dragoman.routes import EDIT_FORM, INDEX, TWO_PICTURES, entry_anchor


class Line(NamedTuple):
    """An entry in a list as HTML that is ready to be put there, with `keys` for the filter: its folded designations."""

    url: Markup
    department: Markup
    kind: Markup
    keys: Markup
    title: Markup
    qualifier: Markup
    expansion: Markup
    definition: Markup
    mark: Markup


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one letter; `id` is its anchor."""

    name: str
    id: str
    rows: list[Markup]


def index_page(layout: Layout) -> Page:
    """The page with all entries."""
    description = f"All {len(layout.glossary.entries)} words of the glossary, from A to Z."
    return Page(INDEX, "A to Z", description, late=partial(_html, layout), scripts=("assets/dragoman/filter.js",))


def _html(layout: Layout) -> str:
    entries = layout.glossary.entries
    letters = [
        Letter(name, f"letter-{name.lower() if name.isalpha() else 'other'}", rows(layout, INDEX, tuple(group), True))
        for name, group in groupby(entries, key=_letter)
    ]
    values = {"letters": letters, "count": len(entries), "two_pictures": TWO_PICTURES, "form": EDIT_FORM}
    return layout.render(INDEX, "index", **values)


def rows(layout: Layout, path: str, entries: tuple[Entry, ...], with_anchors: bool = False) -> list[Markup]:
    """The entries as lines of a list on the page at `path`; the index alone has an anchor for each."""
    root = layout.linker.routes.to_root(path)
    return [Markup(_row(layout, entry, with_anchors).replace(ROOT, root)) for entry in entries]


def _row(layout: Layout, entry: Entry, with_anchor: bool) -> str:
    if not layout.rows:
        layout.rows.update(_all_rows(layout))
    row = layout.rows[entry]
    return row.replace("<li ", f'<li id="{entry_anchor(entry.id)}" ', 1) if with_anchor else row


def _all_rows(layout: Layout) -> Iterator[tuple[Entry, str]]:
    """Every entry's line, filled in all at once: a template's own beginning costs more than a line."""
    entries = layout.glossary.entries
    owners = (*layout.glossary.departments, SHARED_BY_ALL)
    marks = {department.id: layout.part("mark", department) for department in owners}
    lines = [_line(layout, entry, marks) for entry in entries]
    filled = layout.render("", "rows", lines=lines, end=END)
    return zip(entries, filled.split(END)[:-1], strict=True)


def _line(layout: Layout, entry: Entry, marks: Mapping[str, Markup]) -> Line:
    return Line(
        escape(layout.url_from_root(entry)),
        escaped(entry.department),
        escaped(entry.kind),
        escape(_keys(entry)),
        escaped(entry.title),
        escaped(entry.qualifier),
        escaped(entry.expansion),
        prose(entry.definition),
        marks[entry.department],
    )


def _letter(entry: Entry) -> str:
    first = folded(entry.term)[:1].upper()
    return first if first.isalpha() else "#"


def _keys(entry: Entry) -> str:
    words = (*entry.designations, *entry.avoid, entry.qualifier)
    translated = (word for locale in entry.locales for word in (locale.term, locale.expansion, *locale.aliases))
    return "|".join(dict.fromkeys(folded(word) for word in (*words, *translated) if word))
