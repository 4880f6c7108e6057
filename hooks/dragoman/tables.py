"""The glossary as a table, a row an entry and a column a field, and what a changed table wants of the glossary."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from dragoman.changes import Content, contents
from dragoman.folding import slug
from dragoman.glossary import Entry, Glossary
from dragoman.languages import LANGUAGES
from dragoman.problems import Location, Problem, did_you_mean, in_order, quoted
from dragoman.source.answers import refusals
from dragoman.source.editing import Edit
from dragoman.source.fields import FIELDS, TRANSLATED
from dragoman.source.quoting import Value
from dragoman.workbooks import Cell, Row, Spoiled, cell_name

_DEFAULT = {field.name: field.default for field in dataclasses.fields(Entry)}
_LISTS = frozenset(name for name, default in _DEFAULT.items() if default == ())
_FLAGS = frozenset(name for name, default in _DEFAULT.items() if isinstance(default, bool))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a table asks for: fields to change, entries to add, by row where each comes from; or what is wrong."""

    edits: tuple[Edit, ...]
    added: tuple[dict[str, Value], ...]
    rows: dict[str, int]
    problems: tuple[Problem, ...]


def table(glossary: Glossary) -> list[tuple[str, ...]]:
    """The columns' names and a row for each entry."""
    found = [contents(entry) for entry in glossary.entries]
    names = columns(glossary)
    used = {name for row in found for name in row}
    names = [name for name in names if name in used or not name.startswith("locales.")]
    return [tuple(names), *(tuple(written(row.get(name, "")) for name in names) for row in found)]


def columns(glossary: Glossary) -> list[str]:
    """Every column that a table may have."""
    views = [f"views.{department.id}" for department in glossary.departments]
    names = [field.name for field in FIELDS]
    inner = [name for field in TRANSLATED for name in (views if field.name == "views" else [field.name])]
    locales = [f"locales.{code}.{name}" for code in LANGUAGES for name in inner]
    parts = {"views": views, "locales": locales}
    return [name for field in names for name in parts.get(field, [field])]


def written(content: Content) -> str:
    """A content as a cell; the items of a list are parted by `; `, by line ends where one holds a semicolon."""
    if isinstance(content, str):
        return content
    if any(";" in item for item in content):
        return "\n".join(content) + "\n" * (len(content) == 1)
    return "; ".join(content)


def value(column: str, text: str) -> Value:
    """The value that a cell stands for in this column."""
    name = column.rpartition(".")[2]
    if name not in _LISTS:
        return text.lower() if name in _FLAGS else text
    items = [item.strip() for item in text.split("\n" if "\n" in text else ";") if item.strip()]
    return [_source(item) for item in items] if name == "sources" else list(items)


def _source(item: str) -> Value:
    match = re.fullmatch(r"(.*?)\s*<([^<>]*)>", item)
    return {"title": match[1], "url": match[2]} if match else {"title": item}


def wanted(rows: list[Row], glossary: Glossary, path: str, clear: bool = False) -> Wanted:
    """What the rows of the file `path` ask for. Empty cells ask for nothing, or with `clear` to delete the field."""
    reading = _Reading(glossary, path, clear)
    header = [_text(cell).strip() for cell in rows[0]] if rows else []
    reading.check_header(header)
    if not reading.problems:
        for number, row in enumerate(rows[1:], 2):
            reading.read(number, header, row)
    return Wanted(tuple(reading.edits), tuple(reading.added), reading.rows, in_order(reading.problems))


def placed(problem: Problem, wanted: Wanted, path: str) -> Problem:
    """A problem at its entry's row in the file `path`, if it has one there."""
    row = wanted.rows.get(problem.entry)
    return dataclasses.replace(problem, location=Location(path, row)) if row else problem


def record(entry: Entry) -> dict[str, object]:
    """What an entry says, as it is written in YAML or JSON."""
    nested = _nested({name: value(name, written(content)) for name, content in contents(entry).items()})
    return {name: part == "true" if name in _FLAGS else part for name, part in nested.items()}


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def _spoiled(cell: Spoiled) -> str:
    return f"holds {cell.what} ({cell.text}); format the column as text and type it again"


class _Reading:
    """What was found in a table so far."""

    def __init__(self, glossary: Glossary, path: str, clear: bool) -> None:
        self.glossary = glossary
        self.path = path
        self.clear = clear
        self.edits: list[Edit] = []
        self.added: list[dict[str, Value]] = []
        self.rows: dict[str, int] = {}
        self.problems: list[Problem] = []

    def check_header(self, header: list[str]) -> None:
        """Report columns that no entry has, that stand twice, and a missing id."""
        known = columns(self.glossary)
        for column, name in enumerate(header, 1):
            if name and name not in known:
                self._say(1, column, f"no field is named {quoted(name)}{did_you_mean(name, known)}", "unknown")
            elif name and name in header[: column - 1]:
                first = cell_name(1, header.index(name) + 1)
                self._say(1, column, f"the column {quoted(name)} stands in {first} too; delete one", "duplicate-key")
        if "id" not in header:
            message = 'the first row must name the columns, one of them "id"'
            self.problems.append(Problem(Location(self.path, 1), message, "structure"))

    def read(self, number: int, header: list[str], row: Row) -> None:
        """Take over one row."""
        cells = dict(enumerate(row))
        if not any(_text(cell).strip() for cell in row):
            return
        for column in (column for column in cells if column >= len(header) or not header[column]):
            if _text(cells[column]).strip():
                self._say(number, column + 1, "stands in a column without a name; name it in row 1", "structure")
        named = {name: (column + 1, cells.get(column, "")) for column, name in enumerate(header) if name}
        id = _text(named["id"][1]).strip()
        if not id:
            term = _text(named.get("term", (0, ""))[1])
            hint = f", such as {slug(term)}" if slug(term) else ""
            self._say(number, named["id"][0], f"the row lacks its id; write one{hint}", "required")
        elif id in self.rows:
            message = f"the id {quoted(id)} stands in row {self.rows[id]} too; delete one"
            self._say(number, named["id"][0], message, "duplicate-id")
        else:
            self.rows[id] = number
            self._take(number, id, named)

    def _take(self, number: int, id: str, named: dict[str, tuple[int, Cell]]) -> None:
        entry = self.glossary.by_id.get(id)
        old = contents(entry) if entry else {}
        values = dict(self._values(number, old, named))
        if entry:
            self.edits += [Edit(id, name, value) for name, value in values.items()]
        else:
            self.added.append(_nested(values))

    def _values(
        self, number: int, old: dict[str, Content], named: dict[str, tuple[int, Cell]]
    ) -> Iterator[tuple[str, Value | None]]:
        """Column and value of each cell that says something new."""
        for name, (column, cell) in named.items():
            now = written(old.get(name, ""))
            if isinstance(cell, Spoiled) and name == "reviewed" and cell.day:
                cell = cell.day
            # What looks spoiled may be what stands there: then nobody has touched it.
            text = _text(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
            if not text and now and self.clear:
                yield name, None
            elif text and text != now.strip() and not (not now and text == str(_DEFAULT.get(name)).lower()):
                new = value(name, text)
                wrong = (_spoiled(cell),) if isinstance(cell, Spoiled) else refusals(name, new, self.glossary)
                for message in wrong:
                    self._say(number, column, message, "cell")
                yield name, new

    def _say(self, row: int, column: int, message: str, rule: str) -> None:
        place = Location(self.path, row, column)
        self.problems.append(Problem(place, f"{cell_name(row, column)}: {message}", rule))


def _nested(values: Map[str, Value | None]) -> dict[str, Value]:
    nested: dict[str, Value] = {}
    for name, value in values.items():
        *path, last = name.split(".")
        inner = nested
        for part in path:
            inner = inner.setdefault(part, {})  # type: ignore[assignment]
        if value is not None:
            inner[last] = value
    return nested
