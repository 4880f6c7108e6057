"""What was read before, found again by the hash of its bytes.

JSON in the user's own cache folder: never pickle, which runs code, and never in the checkout, where a pull request
could put a file. The cache is a convenience: whatever goes wrong with it, the file is simply read again.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.glossary import Department, Entry, Glossary, Locale, Source, View
from dragoman.problems import Location, Problem
from dragoman.source.reading import Reading

# So many readings are kept; the oldest go first.
KEPT = 20


def recall(data: bytes, path: str) -> Reading | None:
    """The reading of a file with these bytes and this name, if it is known."""
    try:
        record = json.loads(_place(data, path).read_text(encoding="utf-8"))
        departments = tuple(Department(**department) for department in record["departments"])
        glossary = Glossary(departments, tuple(_entry(entry) for entry in record["entries"]))
        problems = tuple(_problem(problem) for problem in record["problems"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Reading(glossary, problems)


def keep(data: bytes, path: str, glossary: Glossary, problems: tuple[Problem, ...]) -> None:
    """Remember the reading of a file with these bytes and this name."""
    record = {
        "departments": [dataclasses.asdict(department) for department in glossary.departments],
        "entries": [_record(entry) for entry in glossary.entries],
        "problems": [dataclasses.asdict(problem) for problem in problems],
    }
    place = _place(data, path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=place.parent, encoding="utf-8", delete=False) as beside:
            # In one piece: to a file, json writes word by word, without its C encoder.
            beside.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        Path(beside.name).replace(place)
        _forget_oldest(place.parent)
    except OSError:
        return


def folder() -> Path:
    """Where readings are kept (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "dragoman"


def _place(data: bytes, path: str) -> Path:
    key = hashlib.sha256(b"\0".join((_code(), path.encode("utf-8", "surrogateescape"), data)))
    return folder() / f"{key.hexdigest()}.json"


@functools.cache
def _code() -> bytes:
    """A hash of the program's own text: another version reads anew."""
    hash = hashlib.sha256()
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        hash.update(file.read_bytes())
    return hash.digest()


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


def _forget_oldest(place: Path) -> None:
    files = sorted(place.glob("*.json"), key=lambda file: file.stat().st_mtime)
    for file in files[:-KEPT]:
        file.unlink(missing_ok=True)
