"""The edit form's controls: made from the fields' one declaration, in the order in which people fill them in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from dragoman.glossary import SHARED, Department
from dragoman.languages import LANGUAGES
from dragoman.source.fields import FIELDS
from dragoman.source.kinds import ID_LIMIT, Choice, Date, Flag, Id, Ids, Locales, Sources, Text, Texts, Views
from dragoman.source.report import Field

# What belongs together; the first group is all that an entry must have, and what makes a good one.
GROUPS = (
    ("", ("term", "expansion", "definition", "views", "department", "kind", "qualifier", "id")),
    ("More about it", ("details", "example", "scenario", "sources")),
    ("What it leads to", ("see_also", "confusable_with")),
    ("How it is found", ("aliases", "avoid", "forms", "case", "ambiguous", "link")),
    ("Its life", ("reviewed", "status", "buzzword", "cheatsheet", "was")),
    ("In other languages", ("locales",)),
)


@dataclass(frozen=True, slots=True)
class Control:
    """One control. `path` is the field's place in an entry, such as `views.it`; `most` counts characters.

    `items` is the most that a list may hold, `parts` the names and limits of what each item of it consists of.
    """

    path: str
    title: str
    hint: str
    kind: str
    most: int = 0
    items: int = 0
    lines: bool = False
    inline: bool = False
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    of: str = ""

    @property
    def id(self) -> str:
        """Its id in the page."""
        return "edit-" + self.path.replace(".", "-").replace("_", "-")

    @property
    def is_long(self) -> bool:
        """Whether its text wants more than a line."""
        return self.kind in ("texts", "ids", "earlier") or self.most > 200

    @property
    def said(self) -> str:
        """The hint with the limit."""
        lists = " One on each line." if self.kind in ("texts", "ids", "earlier") else ""
        limit = f" At most {self.most:,} characters." if self.kind == "text" and self.most else ""
        return f"{self.hint}{lists}{limit}"


class Row(NamedTuple):
    """Controls that stand together; `title` and `hint` are those of a field that consists of several."""

    controls: tuple[Control, ...]
    title: str = ""
    hint: str = ""
    language: str = ""


class Group(NamedTuple):
    """Rows below one heading; the first group has none."""

    title: str
    rows: tuple[Row, ...]


def groups(departments: tuple[Department, ...]) -> tuple[Group, ...]:
    """All controls of the form."""
    by_name = {field.name: field for field in FIELDS}
    return tuple(
        Group(title, tuple(chain.from_iterable(_rows(by_name[name], departments) for name in names)))
        for title, names in GROUPS
    )


def controls(departments: tuple[Department, ...]) -> tuple[Control, ...]:
    """The same as one list."""
    return tuple(control for group in groups(departments) for row in group.rows for control in row.controls)


def record(control: Control) -> dict[str, Any]:
    """What the script has to know of a control."""
    names = ("path", "kind", "most", "items", "lines", "inline", "required", "parts")
    values = {name: getattr(control, name) for name in names}
    return {name: value for name, value in values.items() if value}


def _rows(field: Field, departments: tuple[Department, ...]) -> Iterable[Row]:
    if isinstance(field.kind, Locales):
        # English is the language that an entry is written in.
        for language in (language for language in LANGUAGES.values() if language.code != "en"):
            inner = chain.from_iterable(_controls(one, departments) for one in field.kind.fields)
            found = tuple(dataclasses.replace(one, path=f"{field.name}.{language.code}.{one.path}") for one in inner)
            yield Row(found, language.name, language=language.code)
    elif isinstance(field.kind, Views):
        yield Row(tuple(_controls(field, departments)), field.title, field.description)
    else:
        yield Row(tuple(_controls(field, departments)))


def _controls(field: Field, departments: tuple[Department, ...]) -> Iterable[Control]:
    kind = field.kind
    if isinstance(kind, Views):
        for one in departments:
            title = f"In {one.name}"
            yield Control(f"{field.name}.{one.id}", title, "", "text", kind.limit, inline=True, of=one.id)
        return
    yield Control(field.name, field.title, field.description, required=field.required, **_shape(kind, departments))


def _shape(kind: object, departments: tuple[Department, ...]) -> dict[str, Any]:
    if isinstance(kind, Text):
        return {"kind": "text", "most": kind.limit, "lines": kind.lines, "inline": kind.inline}
    if isinstance(kind, Choice):
        found = (*((one.id, one.name) for one in departments), (SHARED, "Shared")) if kind.from_departments else ()
        return {"kind": "choice", "options": found or tuple((word, word) for word in kind.words)}
    if isinstance(kind, Texts):
        return {"kind": "texts", "most": kind.limit, "items": kind.most}
    if isinstance(kind, Ids):
        return {"kind": "earlier" if kind.elsewhere else "ids", "most": ID_LIMIT, "items": kind.most}
    if isinstance(kind, Sources):
        return {"kind": "sources", "items": kind.most, "parts": tuple(kind.parts.items())}
    if isinstance(kind, Flag):
        return {"kind": "flag", "options": (("true", "true"), ("false", "false"))}
    return {"kind": {Id: "id", Date: "date"}[type(kind)], "most": ID_LIMIT if isinstance(kind, Id) else 0}
