"""The list of names for one workshop: a CSV file that stays with whoever prints."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

from dragoman.glossary import Department, Glossary
from dragoman.handouts.handout import Guest
from dragoman.problems import GlossaryError, Location, Problem, did_you_mean, quoted

NAME, DEPARTMENT = "name", "department"
MOST_BYTES = 200_000


def guests(path: Path, glossary: Glossary) -> tuple[Guest, ...]:
    """The people in a CSV file with a column name and perhaps department; raises `GlossaryError` and OSError.

    UTF-8, UTF-16 or Windows-1252, with comma, semicolon or tab: as spreadsheets save it. Nameless rows are left out.
    """
    raw = path.read_bytes()
    if len(raw) > MOST_BYTES:
        raise _refused(path, 1, f"has more than {MOST_BYTES:,} bytes; a list of names has far fewer")
    lines = _text(raw).splitlines()
    reader = csv.reader(lines, delimiter=_separator(lines[0] if lines else ""))
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise _refused(path, reader.line_num, f"is no CSV file: {error}") from None
    return _guests(path, rows, glossary)


def _guests(path: Path, rows: list[tuple[int, list[str]]], glossary: Glossary) -> tuple[Guest, ...]:
    heads = [head.casefold() for head in rows[0][1]] if rows else []
    if NAME not in heads:
        found = ", ".join(filter(None, heads))
        near = f", only {quoted(found)}" if found else ""
        raise _refused(path, 1, f'has no column "name" in its first line{near}')
    found_guests: list[Guest] = []
    problems: list[Problem] = []
    for line, row in rows[1:]:
        values = dict(zip(heads, row, strict=False))
        if not values.get(NAME):
            continue
        department, problem = _department(values.get(DEPARTMENT, ""), glossary)
        problems += [Problem(Location(path.name, line), problem, "names")] if problem else []
        found_guests.append(Guest(values[NAME], department, Location(path.name, line)))
    if problems:
        raise GlossaryError(problems)
    return tuple(found_guests)


def _department(said: str, glossary: Glossary) -> tuple[str, str]:
    """The id of the department that `said` names by its id or name, and what is wrong with it."""
    known = {key.casefold(): one for one in glossary.departments for key in (one.id, one.name)}
    if not said:
        return "", ""
    one: Department | None = known.get(said.casefold())
    return (one.id, "") if one else ("", f"no department is called {quoted(said)}{did_you_mean(said, [*known])}")


def _text(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on Windows; the five bytes that it leaves undefined become the mark of an unknown character.
        return raw.decode("cp1252", errors="replace")


def _separator(heading: str) -> str:
    return max(",;\t", key=heading.count)


def _refused(path: Path, line: int, message: str) -> GlossaryError:
    return GlossaryError([Problem(Location(path.name, line), message, "names")])
