"""A file -> Glossary, with every problem in it."""

from __future__ import annotations

import datetime
import gc
import re
from collections.abc import Iterator
from collections.abc import Sequence as Seq
from contextlib import contextmanager
from pathlib import Path

from dragoman.glossary import SHARED, Department, Entry, Glossary
from dragoman.marks import COLOURS, SHAPES
from dragoman.problems import GlossaryError, Location, Problem, did_you_mean, errors, in_order, quoted
from dragoman.source import cache
from dragoman.source.characters import decoded
from dragoman.source.fields import FIELDS
from dragoman.source.kinds import ID_PATTERN, RESERVED, Choice, Text
from dragoman.source.nodes import Mapping, Node, Refused, Scalar, Sequence, parsed
from dragoman.source.reading import Reading
from dragoman.source.report import FieldKind, Report
from dragoman.source.rules import Located, check, overdue

# After so many entries that can't be read, more of the same doesn't help the author.
MAX_BROKEN = 50
TOP = ("departments", "entries")
_ITEM = re.compile(r"\s*- ")


def load(path: Path, today: datetime.date) -> Glossary:
    """The glossary in `path`; raises `GlossaryError` with every problem where it has errors."""
    reading = read(path, today)
    if reading.glossary is None:
        raise GlossaryError(errors(reading.problems))
    return reading.glossary


def read(path: Path, today: datetime.date) -> Reading:
    """The glossary in `path` and its problems. What was read before with the same bytes comes from a cache."""
    name = path.name if path.is_absolute() else path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "no such file").lower()
        return Reading(None, (Problem(Location(name, 1), f"can't be read: {reason}", "file"),))
    with _without_collector():
        known = cache.recall(data, name)
        reading = known or read_bytes(data, name)
    if known is None and reading.glossary:
        cache.keep(data, name, reading.glossary, reading.problems)
    late = [overdue(entry, name, today) for entry in reading.glossary.entries] if reading.glossary else []
    return Reading(reading.glossary, in_order([*reading.problems, *filter(None, late)]))


def read_bytes(data: bytes, path: str, excused: str = "") -> Reading:
    """The glossary in `data` and its problems, without those of the rule `excused`; `path` is only named in them."""
    with _without_collector():
        return _read(data, path, excused)


def _read(data: bytes, path: str, excused: str) -> Reading:
    text, problems = decoded(data, path)
    # What such lines do to the parser would only hide what is wrong with them.
    if any(problem.rule in ("size", "encoding", "conflict", "indentation") for problem in problems):
        return Reading(None, in_order(problems))
    report = Report(path, text.splitlines())
    report.problems += problems
    root, broken = _root(text, path, report)
    glossary = _glossary(root, report, whole=not broken) if root or not broken else None
    found = in_order(problem for problem in report.problems if problem.rule != excused)
    return Reading(None if errors(found) else glossary, found)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without Python's cycle collector, which would walk half a million new nodes again and again (half the time)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _root(text: str, path: str, report: Report) -> tuple[Node | None, bool]:
    """The root node, and whether entries had to be left out because they could not be read.

    Each refusal ends a parse, so the entry around it is blanked and the rest parsed again: all problems at once.
    """
    lines = text.split("\n")
    for _ in range(MAX_BROKEN):
        try:
            return parsed("\n".join(lines), path), lines != text.split("\n")
        except Refused as refused:
            report.entry = _id_near(lines, refused.problem.location.line)
            problem = refused.problem
            report.problems.append(Problem(problem.location, problem.message, problem.rule, report.entry))
            report.entry = ""
            start, end = _entry_around(lines, problem.location.line - 1)
            if start == end:
                break
            lines[start:end] = [""] * (end - start)
    return None, True


def _entry_around(lines: Seq[str], at: int) -> tuple[int, int]:
    """First line of the entry that holds line `at`, and the line after its last; an empty range outside entries."""
    start = next((n for n in range(min(at, len(lines) - 1), -1, -1) if _ITEM.match(lines[n])), None)
    if start is None:
        return 0, 0
    indent = re.compile(rf"\s{{0,{len(lines[start]) - len(lines[start].lstrip())}}}(?:- |\S)")
    end = next((n for n in range(start + 1, len(lines)) if indent.match(lines[n])), len(lines))
    return (start, end) if at < end else (0, 0)


def _id_near(lines: Seq[str], line: int) -> str:
    start, end = _entry_around(lines, line - 1)
    found = next((re.match(r"[\s-]*id:\s*([\w-]+)\s*$", text) for text in lines[start:end] if "id:" in text), None)
    return found[1] if found else ""


def _glossary(root: Node | None, report: Report, whole: bool) -> Glossary | None:
    parts = _parts(root, report)
    departments = _departments(parts["departments"], report) if "departments" in parts else ()
    report.departments = tuple(department.id for department in departments)
    found = _entries(parts["entries"], report) if "entries" in parts else []
    if whole:
        check(found, report)
    return Glossary(departments, tuple(located.entry for located in found))


def _parts(root: Node | None, report: Report) -> dict[str, Node]:
    if not isinstance(root, Mapping):
        place = Location(report.path, root.line if root else 1, root.column if root else 1)
        message = f"the file must begin with {quoted('departments:')} and {quoted('entries:')}"
        report.problems.append(Problem(place, message, "structure"))
        return {}
    parts = {}
    for key, value in report.pairs(root, "departments:"):
        if key.text in TOP:
            parts[key.text] = value
        else:
            message = f"no part is named {quoted(key.text)}, only departments and entries"
            report.refuse(key, message + did_you_mean(key.text, TOP), "unknown")
    for part in TOP:
        if part not in parts:
            report.refuse(root, f"the file lacks its part {quoted(part + ':')}", "structure")
    return parts


def _departments(node: Node, report: Report) -> tuple[Department, ...]:
    with report.inside("departments"):
        pairs = list(report.pairs(node, "marketing:"))
        found = []
        for position, (key, value) in enumerate(pairs):
            if not re.fullmatch(ID_PATTERN, key.text) or key.text in (*RESERVED, SHARED):
                report.refuse(key, f"can't have one with the id {quoted(key.text)}; choose another", "id")
                continue
            with report.inside(key.text):
                found.append(_department(key.text, position, value, report))
        if isinstance(node, Mapping) and not pairs:
            report.refuse(node, "needs at least one department", "structure")
    return tuple(found)


def _department(id: str, position: int, node: Node, report: Report) -> Department:
    kinds: dict[str, FieldKind] = {"name": Text(40), "shape": Choice(tuple(SHAPES)), "colour": Choice(tuple(COLOURS))}
    # A department that names no mark of its own gets the next one.
    values = {
        "shape": tuple(SHAPES)[position % len(SHAPES)],
        "colour": tuple(COLOURS)[position % len(COLOURS)],
    }
    for key, value in report.pairs(node, "name: Marketing"):
        if kind := kinds.get(key.text):
            values[key.text] = report.within(key.text, kind, value) or ""
        else:
            message = f"no field is named {quoted(key.text)}" + did_you_mean(key.text, tuple(kinds))
            report.refuse(key, message, "unknown")
    if isinstance(node, Mapping) and "name" not in values:
        report.refuse(node, "lacks its name", "required")
    return Department(id, values.get("name", id), values["shape"], values["colour"])


def _entries(node: Node, report: Report) -> list[Located]:
    if isinstance(node, Scalar) and not node.text:
        return []
    if not isinstance(node, Sequence):
        report.refuse(node, 'entries must be a list; each entry begins with "- id: …"', "type")
        return []
    found = [_entry(item, report) for item in node.items]
    report.entry = ""
    return [located for located in found if located]


def _entry(node: Node, report: Report) -> Located | None:
    report.entry = ""
    if not isinstance(node, Mapping):
        report.refuse(node, 'an entry is a list of fields; it begins with "- id: …"', "type")
        return None
    id = next((value.text for key, value in node.pairs if key.text == "id" and isinstance(value, Scalar)), "")
    report.ids.append(id)
    # Only what looks like an id may stand in a message's lead: no text of the file may pass for one of our lines.
    report.entry = id if re.fullmatch(r"[\w./-]{1,80}", id) else ""
    values = report.fields(node, FIELDS)
    if any(field.required and field.name not in values for field in FIELDS):
        return None
    return Located(Entry(**values, line=node.line, last_line=_last_line(node, report.lines)), node)


def _last_line(node: Mapping, lines: Seq[str]) -> int:
    """Where an entry ends; the parser counts what follows a block text to it, up to the next entry."""
    last = min(node.last_line, len(lines))
    indent = " " * (node.column - 1)
    inside = (n for n in range(last, node.line, -1) if lines[n - 1].startswith(indent) and lines[n - 1].strip())
    return next(inside, node.line)
