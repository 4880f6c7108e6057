"""The A-Z index: every entry, with what the filter finds it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from dragoman.folding import folded
from dragoman.glossary import SHARED_BY_ALL, Entry
from dragoman.pages.layout import END, ROOT, Layout, make_room
from dragoman.pages.page import Page
from dragoman.pages.prose import escaped, prose
from dragoman.routes import EDIT_FORM, INDEX, TWO_PICTURES, entry_anchor

# So many lines are made by one template.
AT_ONCE = 500


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


class Letter(NamedTuple):
    """The entries under one letter; `id` is its anchor."""

    name: str
    id: str
    rows: Iterator[Markup]


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


def rows(layout: Layout, path: str, entries: tuple[Entry, ...], with_anchors: bool = False) -> Iterator[Markup]:
    """The entries as lines of a list on the page at `path`, many at a time; the index alone has an anchor for each."""
    root = layout.linker.routes.to_root(path)
    for at in range(0, len(entries), AT_ONCE):
        some = entries[at : at + AT_ONCE]
        _make(layout, some)
        lines = (_anchored(layout.rows[entry], entry) if with_anchors else layout.rows[entry] for entry in some)
        yield Markup("".join(lines).replace(ROOT, root))


def _anchored(row: str, entry: Entry) -> str:
    return row.replace("<li ", f'<li id="{entry_anchor(entry.id)}" ', 1)


def _make(layout: Layout, entries: Iterable[Entry]) -> None:
    """Make the lines that are not there yet, all at once: a template's own beginning costs more than a line."""
    make_room(layout.rows)
    missing = [entry for entry in entries if entry not in layout.rows]
    if missing:
        owners = (*layout.glossary.departments, SHARED_BY_ALL)
        marks = {department.id: layout.part("mark", department) for department in owners}
        filled = layout.render("", "rows", lines=[_line(layout, entry, marks) for entry in missing], end=END)
        layout.rows.update(zip(missing, filled.split(END)[:-1], strict=True))


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
