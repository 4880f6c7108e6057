"""What was read before, found again by the hash of its bytes.

JSON, never pickle, which runs code.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from typing import Any

from dragoman.glossary import Department, Entry, Glossary, Locale, Source, View
from dragoman.problems import Location, Problem
from dragoman.shelf import Shelf, cache_folder, own_code
from dragoman.source.reading import Reading

# So many readings are kept; the oldest go first.
KEPT = 20


def recall(data: bytes, path: str) -> Reading | None:
    """The reading of a file with these bytes and this name, if it is known."""
    try:
        record = json.loads(_shelf().get(_key(data, path)) or b"")
        departments = tuple(Department(**department) for department in record["departments"])
        glossary = Glossary(departments, tuple(_entry(entry) for entry in record["entries"]))
        problems = tuple(_problem(problem) for problem in record["problems"])
    except (ValueError, KeyError, TypeError):
        return None
    return Reading(glossary, problems)


def keep(data: bytes, path: str, glossary: Glossary, problems: tuple[Problem, ...]) -> None:
    """Remember the reading of a file with these bytes and this name."""
    record = {
        "departments": [dataclasses.asdict(department) for department in glossary.departments],
        "entries": [_record(entry) for entry in glossary.entries],
        "problems": [dataclasses.asdict(problem) for problem in problems],
    }
    shelf = _shelf()
    # In one piece: to a file, json writes word by word, without its C encoder.
    shelf.put(_key(data, path), json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())
    shelf.tidy()


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
    parts: dict[str, Callable[..., Any]] = {"views": View, "sources": Source, "locales": _locale}
    for name, value in record.items():
        if isinstance(value, list):
            make = parts.get(name)
            record[name] = tuple(make(**item) for item in value) if make else tuple(value)
    return Entry(**record)


def _locale(views: list[dict[str, str]], aliases: list[str], forms: list[str], **texts: str) -> Locale:
    return Locale(views=tuple(View(**view) for view in views), aliases=tuple(aliases), forms=tuple(forms), **texts)


def _problem(record: dict[str, Any]) -> Problem:
    return Problem(**{**record, "location": Location(**record["location"])})
