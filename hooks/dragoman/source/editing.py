"""Changes of the file's text: only the characters of what changes are replaced, then the result is read again.

The edit form does the same in a browser; `tests/cases/editing/` holds for both.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.problems import Location, Problem, did_you_mean, quoted
from dragoman.source.blocks import Block, blocks, key_of
from dragoman.source.fields import RANK
from dragoman.source.nodes import Refused, parsed
from dragoman.source.quoting import Value, normal
from dragoman.source.splicing import Stuck, spliced, value_of

Entries = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Edit:
    """A new value for a field of the entry `id`, such as `views.it`; None deletes the field."""

    id: str
    field: str
    value: Value | None


def arranged(text: str, path: str) -> str:
    """`text` with its entries sorted and one blank line between them; raises `Refused`."""
    after = blocks(text, path).arranged().text
    return _compared(text, after, path, lambda entries: sorted(entries, key=key_of))


def with_entries(text: str, added: Iterable[dict[str, Value]], path: str) -> str:
    """`text` with new entries, each in its sorted place; raises `Refused`."""
    added = tuple(added)
    if not added:
        return text
    now = blocks(text, path)
    places = []
    for values in added:
        names = sorted(values, key=lambda name: RANK.get(name, len(RANK)))
        entry = {name: normal(values[name]) for name in names}
        places.append((now.place(key_of(entry)), entry))
        now = now.with_entry(entry)
    return _compared(text, now.text, path, lambda entries: _inserted(entries, places))


def with_edits(text: str, edits: Iterable[Edit], path: str) -> str:
    """`text` with the fields changed; raises `Refused`."""
    wanted: defaultdict[str, dict[str, Value | None]] = defaultdict(dict)
    for edit in edits:
        wanted[edit.id][edit.field] = None if edit.value is None else normal(edit.value)
    if not wanted:
        return text
    before = blocks(text, path)
    known = {block.id for block in before.entries}
    for id in (id for id in wanted if id not in known):
        raise Refused(_problem(path, f"no entry has the id {quoted(id)}" + did_you_mean(id, tuple(known))))
    entries = tuple(_edited(block, wanted.get(block.id, {}), before.newline, path) for block in before.entries)
    after = dataclasses.replace(before, entries=entries).text
    return _compared(text, after, path, lambda entries: [_changed(entry, wanted) for entry in entries])


def with_values(text: str, values: dict[str, Value], path: str, whole: bool) -> str:
    """`text` in which the entry with the id of `values` has them, and if `whole` no others; raises `Refused`."""
    root: Any = values_in(text, path)
    id = str(values["id"])
    old = next(_flat(entry) for entry in root["entries"] if entry.get("id") == id)
    new = _flat({name: normal(value) for name, value in values.items()})
    names = {**old, **new} if whole else new
    edits = (Edit(id, name, new.get(name)) for name in names if old.get(name) != new.get(name))
    return with_edits(text, edits, path)


def values_in(text: str, path: str) -> Value | None:
    """What a YAML or JSON text holds, each scalar as a text; raises `Refused`."""
    root = parsed(text, path)
    return None if root is None else value_of(root)


def _flat(fields: dict[str, Any], before: str = "") -> dict[str, Value]:
    """Field such as `views.it` -> value."""
    flat: dict[str, Value] = {}
    for name, value in fields.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {before + name: value}
    return flat


def _edited(block: Block, fields: dict[str, Value | None], newline: str, path: str) -> Block:
    text = block.text
    for field, value in fields.items():
        try:
            text = spliced(text, field.split("."), value, newline)
        except Stuck as stuck:
            raise Refused(_problem(path, f"{field} {stuck}", block.id)) from None
    return dataclasses.replace(block, text=text)


def _changed(entry: dict[str, Any], wanted: dict[str, dict[str, Value | None]]) -> dict[str, Any]:
    changed = entry
    for field, value in wanted.get(str(entry.get("id")), {}).items():
        changed = _with(changed, field.split("."), value)
    return changed


def _with(fields: dict[str, Any], path: list[str], value: Value | None) -> dict[str, Any]:
    first, *rest = path
    inside = fields.get(first)
    inner = _with(inside if isinstance(inside, dict) else {}, rest, value) if rest else value
    others = {name: kept for name, kept in fields.items() if name != first}
    # A collection that has lost its last field goes with it.
    return others if inner in (None, {}) else {**others, first: inner}


def _inserted(entries: Entries, places: Iterable[tuple[int, dict[str, Any]]]) -> Entries:
    for at, entry in places:
        entries = [*entries[:at], entry, *entries[at:]]
    return entries


def _compared(before: str, after: str, path: str, change: Callable[[Entries], Entries]) -> str:
    """`after`, if what it means is what was meant; nothing is ever written that isn't."""
    meant: Any = values_in(before, path)
    meant["entries"] = change(meant["entries"] or [])
    try:
        found: Any = values_in(after, path)
        same = {**found, "entries": found["entries"] or []} == meant
    except Refused:
        same = False
    if not same:
        raise Refused(_problem(path, "the change can't be made safely here, and nothing was changed; make it by hand"))
    return after


def _problem(path: str, message: str, entry: str = "") -> Problem:
    return Problem(Location(path, 1), message, "edit", entry)
