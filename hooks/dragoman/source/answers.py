"""One value of one field, checked before it is in the file, in the words that `check` will use."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from dragoman.folding import folded, slug
from dragoman.glossary import Glossary
from dragoman.problems import errors
from dragoman.source.fields import FIELDS
from dragoman.source.kinds import ID_LIMIT, RESERVED
from dragoman.source.nodes import Mapping, Node, Scalar, Sequence
from dragoman.source.quoting import Value, normal
from dragoman.source.report import Report


@dataclass(frozen=True, slots=True)
class _Nowhere:
    line: int = 0
    column: int = 0
    index: int = 0


def refusals(field: str, value: Value, glossary: Glossary) -> tuple[str, ...]:
    """What is wrong with `value` in a field such as `definition` or `views.it`; empty where it may stand there."""
    name, *path = field.split(".")
    for part in reversed(path):
        value = {part: value}
    kind = next(known.kind for known in FIELDS if known.name == name)
    report = Report("", [])
    report.departments = tuple(department.id for department in glossary.departments)
    report.within(name, kind, _node(normal(value)))
    said = [problem.text for problem in errors(report.problems)]
    if name == "id" and (taken := glossary.by_id.get(str(value))):
        said.append(f"the id also stands in line {taken.line}; give one of them another")
    return tuple(dict.fromkeys(said))


def _node(value: Value) -> Node:
    if isinstance(value, str):
        return Scalar(value, _Nowhere(), _Nowhere(), is_plain=False)
    if isinstance(value, dict):
        return Mapping(
            1, 1, pairs=[(Scalar(key, _Nowhere(), _Nowhere(), False), _node(part)) for key, part in value.items()]
        )
    return Sequence(1, 1, items=[_node(item) for item in value])


def proposed_id(values: dict[str, Value], glossary: Glossary) -> str:
    """A free id for a new entry: from its term, with the qualifier where the term has other readings."""
    term = str(values.get("term", ""))
    words = [term, str(values.get("qualifier", ""))] if folded(term) in glossary.by_surface else [term]
    base = slug(" ".join(words)) or slug(str(values.get("expansion", ""))) or "entry"
    base = base[: ID_LIMIT - 4].strip("-")
    taken = {*glossary.by_id, *(id for entry in glossary.entries for id in entry.was), *RESERVED}
    names = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)
