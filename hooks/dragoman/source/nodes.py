"""Text -> located nodes, from the events of PyYAML's C loader.

Events are read instead of `yaml.load` because that follows 100 KB of `[` into a segmentation fault, and because
every scalar must stay the text that its author typed. What a glossary has no use for is refused here: anchors,
aliases, tags, merge keys, further documents, more than `MAX_DEPTH` levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from dragoman.problems import Location, Problem, quoted
from dragoman.source.syntax import explained

MAX_DEPTH = 12
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mark(Protocol):
    """A place as the parser gives it, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column in it."""

    @property
    def index(self) -> int:
        """The characters before it in the text."""


@dataclass(slots=True)
class Scalar:
    """A text with the parser's marks, which count from 0; the properties count from 1."""

    text: str
    start: Mark
    end: Mark
    is_plain: bool

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.start.line + 1

    @property
    def column(self) -> int:
        """Where it begins in its line."""
        return self.start.column + 1

    @property
    def last_line(self) -> int:
        """Where it ends."""
        return self.end.line + 1

    @property
    def last_column(self) -> int:
        """The column behind its last character."""
        return self.end.column + 1


@dataclass(slots=True)
class Sequence:
    """A list of nodes. `closed` is the index behind its bracket; 0 where it is written with dashes."""

    line: int
    column: int
    last_line: int = 0
    items: list[Node] = field(default_factory=list)
    closed: int = 0


@dataclass(slots=True)
class Mapping:
    """Pairs of key and value in the file's order; a key may stand twice here, `rules` refuses it.

    `closed` is the index behind its brace; 0 where it is written as lines.
    """

    line: int
    column: int
    last_line: int = 0
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    closed: int = 0


Node = Scalar | Sequence | Mapping


class Refused(Exception):
    """Reading can't go on past this problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def parsed(text: str, path: str) -> Node | None:
    """The document's root, or None where it is empty; raises `Refused` at the first thing that can't be read."""
    try:
        return _Builder(path).build(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise Refused(explained(error, text, path)) from None


class _Builder:
    """Events in, one root out; the stack holds the collections that are open."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.key: list[Scalar | None] = []
        self.documents = 0

    def build(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._refuse_decoration(event)
                # Plain is "" from the C loader and None from the Python one.
                marks: Any = event  # a parsed event has its marks
                self._add(Scalar(event.value, marks.start_mark, marks.end_mark, not event.style))
            elif isinstance(event, yaml.MappingStartEvent):
                self._open(event, Mapping(*_start(event)))
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open(event, Sequence(*_start(event)))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
            elif isinstance(event, (yaml.AliasEvent, yaml.DocumentStartEvent)):
                self._check_other(event)
        return self.root

    def _open(self, event: yaml.CollectionStartEvent, node: Sequence | Mapping) -> None:
        self._refuse_decoration(event)
        if self.stack and isinstance(self.stack[-1], Mapping) and self.key[-1] is None:
            self._refuse(event, f"{_start_text(event)} can't begin a text; put the text in double quotes", "syntax")
        if len(self.stack) == MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} levels deep", "nesting")
        self._add(node)
        self.stack.append(node)
        self.key.append(None)

    def _close(self, event: Any) -> None:
        node = self.stack.pop()
        self.key.pop()
        if event.start_mark.index < event.end_mark.index:
            node.closed = event.end_mark.index
        # A block collection ends where the next thing begins: its last child knows better.
        last = node.items[-1] if isinstance(node, Sequence) and node.items else None
        if isinstance(node, Mapping) and node.pairs:
            last = node.pairs[-1][1]
        node.last_line = last.last_line if last else event.end_mark.line + 1

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self.key[-1]) is None:
            assert isinstance(node, Scalar)  # _open has refused a collection here
            self.key[-1] = node
        else:
            parent.pairs.append((key, node))
            self.key[-1] = None

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is None and event.tag is None and getattr(event, "value", "") != "<<":
            return
        if event.anchor:
            mark = f"&{event.anchor}"
            self._refuse(event, f"{quoted(mark)} is an anchor here; put the text in quotes", "anchor")
        if event.tag and event.implicit in (False, (False, False)):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"{quoted(tag)} is a tag here; put the text in quotes", "tag")
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            self._refuse(event, '"<<" is a merge key here; write the fields out', "merge")

    def _check_other(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            mark = f"*{event.anchor}"
            self._refuse(event, f"{quoted(mark)} is an alias here; put the text in quotes", "alias")
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, 'a second document begins with "---"; delete that line', "documents")

    def _refuse(self, event: yaml.Event, message: str, rule: str) -> None:
        raise Refused(Problem(Location(self.path, *_start(event)), message, rule))


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _start_text(event: yaml.CollectionStartEvent) -> str:
    return '"{"' if isinstance(event, yaml.MappingStartEvent) else '"["'
