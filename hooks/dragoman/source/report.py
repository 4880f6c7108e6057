"""The report on one file: collects problems while its nodes are read, and knows in whose field they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Sequence as Seq
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

from dragoman.problems import Location, Problem, Severity, did_you_mean, quoted
from dragoman.source.characters import invisible
from dragoman.source.messages import message as said
from dragoman.source.nodes import Mapping, Node, Scalar, Sequence

Schema = dict[str, Any]


class FieldKind(Protocol):
    """How one sort of field is read, and what an editor's schema says of it."""

    def read(self, node: Node, report: Report) -> Any:
        """The value in `node`; None where it has problems, which are reported."""

    def schema(self) -> Schema:
        """Its JSON schema, without title and description."""


class Field(NamedTuple):
    """One field: its name in the file, how it is read, and what an editor is told about it."""

    name: str
    kind: FieldKind
    title: str
    description: str
    required: bool = False


class Reference(NamedTuple):
    """A field of the entry `owner` that points to an id; `where` names the field."""

    id: str
    owner: str
    where: str
    node: Node


class Report:
    """Everything found in `path` so far, problems and references."""

    def __init__(self, path: str, lines: Seq[str]) -> None:
        self.path = path
        self.lines = lines
        self.departments: tuple[str, ...] = ()
        self.entry = ""
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.ids: list[str] = []
        self._where: list[str] = []

    def refuse(self, node: Node, message: str, rule: str, severity: Severity = "error") -> None:
        """Report `message` at the node's place, led by the field's name."""
        self.say(node, " ".join([*self._where, message]), rule, severity)

    def say(self, node: Node, message: str, rule: str, severity: Severity = "error") -> None:
        """Report `message` at the node's place as it stands."""
        place = Location(self.path, node.line, node.column)
        self.problems.append(Problem(place, message, rule, self.entry, severity))

    def refer(self, id: str, node: Node) -> None:
        """Remember that the field at hand points to `id`."""
        self.references.append(Reference(id, self.entry, " ".join(self._where), node))

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """What is reported meanwhile is led by `name` too."""
        self._where.append(name)
        yield
        self._where.pop()

    def within(self, name: str, kind: FieldKind, node: Node) -> Any:
        """The value that `kind` reads from `node`, its problems led by `name`."""
        self._where.append(name)
        value = kind.read(node, self)
        self._where.pop()
        return value

    def scalar(self, node: Node, what: str) -> str | None:
        """The text of a scalar that is not empty; None after a problem. `what` says what was expected."""
        if not isinstance(node, Scalar):
            found = "a list" if isinstance(node, Sequence) else "a list of fields"
            self.refuse(node, f"must be {what}, not {found}{_if_bracket(self._behind(node))}", "type")
            return None
        if not node.text.strip():
            hint = (
                "text that starts with # needs quotes" if "#" in self._behind(node) else "write one or delete the line"
            )
            self.refuse(node, f"is empty; {hint}", "empty")
            return None
        # A quoted "\u202E" can't be seen in the file's own text.
        if not node.is_plain:
            self.problems += invisible(node.text, self.path, node.line, node.column)
        return node.text

    def warn_of_lost_end(self, node: Scalar) -> None:
        """A warning where ` #` has made a comment of the rest of a text."""
        rest = self.lines[node.last_line - 1][node.last_column - 1 :] if node.last_line <= len(self.lines) else ""
        if node.is_plain and " #" in rest:
            lost = f"loses its end: {quoted(rest.strip(), 30)} is a comment; put the text in quotes"
            self.refuse(node, lost, "comment", "warning")

    def each(
        self, node: Node, kind: FieldKind, most: int, read: Callable[[Node, Report], Any] | None = None
    ) -> tuple[Any, ...] | None:
        """The values of a list; one that is no list is refused with the way to write it."""
        if not isinstance(node, Sequence):
            written = f"[{node.text}]" if isinstance(node, Scalar) and len(node.text) < 40 else "[one, two]"
            self.refuse(node, f"must be a list, such as {written}", "type")
            return None
        if len(node.items) > most:
            self.refuse(node, said("items", count=len(node.items), most=most), "length")
        values = [(read or kind.read)(item, self) for item in node.items]
        return tuple(value for value in values if value is not None)

    def pairs(self, node: Node, what: str) -> Iterator[tuple[Scalar, Node]]:
        """The pairs of a mapping; a key that stands twice is refused with both lines."""
        if not isinstance(node, Mapping):
            self.refuse(node, f"must hold lines such as {quoted(what)}", "type")
            return
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            if before := first.get(key.text):
                message = f"{quoted(key.text)} appears twice (first in line {before.line}); delete one"
                self.refuse(key, message, "duplicate-key")
            else:
                first[key.text] = key
                yield key, value

    def fields(self, node: Node, fields: tuple[Field, ...]) -> dict[str, Any]:
        """Field name -> value for all that `node` holds rightly; unknown and missing fields are refused."""
        known = {field.name: field for field in fields}
        values: dict[str, Any] = {}
        present = set()
        for key, value in self.pairs(node, "field: text"):
            present.add(key.text)
            if field := known.get(key.text):
                if (read := self.within(key.text, field.kind, value)) is not None:
                    values[key.text] = read
            else:
                self.refuse(
                    key,
                    f"no field is named {quoted(key.text)}" + did_you_mean(key.text, tuple(known)),
                    "unknown",
                )
        if isinstance(node, Mapping):
            missing = [field.name for field in fields if field.required and field.name not in present]
            if missing:
                self.refuse(node, said("required", fields=", ".join(missing)), "required")
        return values

    def _behind(self, node: Node) -> str:
        return self.lines[node.line - 1][node.column - 1 :] if node.line <= len(self.lines) else ""


def _if_bracket(text: str) -> str:
    return "; a text that starts with { or [ needs quotes" if text.startswith(("{", "[")) else ""
