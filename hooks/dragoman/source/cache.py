"""What was read before, found again by the hash of its bytes.

JSON, a line for each entry; never pickle, which runs code.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from dragoman.glossary import Department, Entry, Glossary, Locale, Source, View
from dragoman.problems import Location, Problem
from dragoman.shelf import Shelf, cache_folder, own_code
from dragoman.source.reading import Reading

# So many readings are kept; the oldest go first.
KEPT = 20
# Of these texts many entries have the same; each is held once.
_SAME = frozenset(["department", "kind", "reviewed", "status"])


def recall(data: bytes, path: str) -> Reading | None:
    """The reading of a file with these bytes and this name, if it is known."""
    try:
        records = _records((_shelf().get(_key(data, path)) or b"").decode())
        head = next(records)
        departments = tuple(Department(**department) for department in head["departments"])
        problems = tuple(_problem(problem) for problem in head["problems"])
        entries = tuple(map(_entry, records))
        whole = len(entries) == head["count"]
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None
    return Reading(Glossary(departments, entries), problems) if whole else None


def keep(data: bytes, path: str, glossary: Glossary, problems: tuple[Problem, ...]) -> None:
    """Remember the reading of a file with these bytes and this name: what is about all entries, then each."""
    head = {
        "departments": [dataclasses.asdict(department) for department in glossary.departments],
        "problems": [dataclasses.asdict(problem) for problem in problems],
        "count": len(glossary.entries),
    }
    records = (head, *map(_record, glossary.entries))
    lines = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records)
    shelf = _shelf()
    shelf.put(_key(data, path), "".join(lines).encode())
    shelf.tidy()


def _records(text: str) -> Iterator[dict[str, Any]]:
    """The JSON documents on the lines of `text`, one by one: 10,000 entries at once would take twice their memory."""
    read, at = json.JSONDecoder().raw_decode, 0
    while at < len(text):
        record, end = read(text, at)
        yield record
        at = end + 1


def _shelf() -> Shelf:
    return Shelf(cache_folder(), KEPT, ".json")


def _key(data: bytes, path: str) -> str:
    return hashlib.sha256(b"\0".join((own_code(), path.encode("utf-8", "surrogateescape"), data))).hexdigest()


def _record(entry: Entry) -> dict[str, Any]:
    record = {name: value for name in Entry.__slots__ if (value := getattr(entry, name)) not in ((), "")}
    for name in ("views", "sources", "locales"):
        if name in record:
            record[name] = [dataclasses.asdict(part) for part in record[name]]
    return record


def _entry(record: dict[str, Any]) -> Entry:
    parts: dict[str, Callable[..., Any]] = {"views": _view, "sources": Source, "locales": _locale}
    for name, value in record.items():
        if isinstance(value, list):
            make = parts.get(name)
            record[name] = tuple(make(**item) for item in value) if make else tuple(value)
        elif name in _SAME:
            record[name] = sys.intern(value)
    return Entry(**record)


def _view(department: str, text: str) -> View:
    return View(sys.intern(department), text)


def _locale(views: list[dict[str, str]], aliases: list[str], forms: list[str], **texts: str) -> Locale:
    return Locale(views=tuple(_view(**view) for view in views), aliases=tuple(aliases), forms=tuple(forms), **texts)


def _problem(record: dict[str, Any]) -> Problem:
    return Problem(**{**record, "location": Location(**record["location"])})
