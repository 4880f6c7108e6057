"""The file's text cut into blocks, an entry each with the comments that belong to it; joined, they are the text."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections.abc import Mapping as Map
from dataclasses import dataclass

from dragoman.folding import folded
from dragoman.problems import Location, Problem
from dragoman.source.nodes import Mapping, Node, Refused, Scalar, Sequence, parsed
from dragoman.source.quoting import STEP, Value, item_lines

IN_BRACKETS = 'the list of entries stands in brackets; write each entry as lines that begin with "- id: …"'


@dataclass(frozen=True, slots=True)
class Block:
    """An entry's lines; `gap` is the blank lines behind it. The key is that of `Entry.sort_key`."""

    key: tuple[str, str]
    text: str
    gap: str

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.key[1]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The whole text: what stands before the entries, they, and what stands behind them."""

    head: str
    entries: tuple[Block, ...]
    tail: str
    newline: str

    @property
    def text(self) -> str:
        """All of it joined."""
        return self.head + "".join(block.text + block.gap for block in self.entries) + self.tail

    def arranged(self) -> Blocks:
        """The entries sorted, one blank line between them."""
        last = self.entries[-1].gap if self.entries and self.tail else ""
        entries = [self._spaced(block, self.newline) for block in sorted(self.entries, key=lambda block: block.key)]
        entries[-1:] = [dataclasses.replace(block, gap=last) for block in entries[-1:]]
        return dataclasses.replace(self, entries=tuple(entries))

    def place(self, key: tuple[str, str]) -> int:
        """The place of a new entry with this key: behind all that come before it."""
        return next((n for n, block in enumerate(self.entries) if block.key > key), len(self.entries))

    def with_entry(self, values: dict[str, Value]) -> Blocks:
        """With a new entry in its place, and a blank line on both of its sides."""
        indent = self._indent if self.entries else STEP
        key = key_of(values)
        at = self.place(key)
        before, after = list(self.entries[:at]), self.entries[at:]
        gap = self.newline if after or self.tail else ""
        if before and not after:
            gap = before[-1].gap
        if before and not (after and before[-1].gap):
            before[-1] = self._spaced(before[-1], self.newline)
        new = Block(key, item_lines(values, indent, self.newline) + self.newline, gap)
        return dataclasses.replace(self, entries=(*before, new, *after))

    def entry_at(self, line: int) -> str:
        """The id of the entry that holds this line; empty outside entries."""
        last = self.head.count("\n")
        for block in self.entries:
            first, last = last, last + (block.text + block.gap).count("\n")
            if first < line <= last:
                return block.id
        return ""

    @property
    def _indent(self) -> str:
        """The spaces before each entry's dash."""
        lines = self.entries[0].text.splitlines()
        dash = next(line for line in lines if line.lstrip().startswith("-"))
        return dash[: _indent(dash)]

    def _spaced(self, block: Block, gap: str) -> Block:
        end = "" if block.text.endswith(("\n", "\r")) else self.newline
        return dataclasses.replace(block, text=block.text + end, gap=gap)


def blocks(text: str, path: str) -> Blocks:
    """The blocks of `text`; raises `Refused` where the entries can't be told apart by lines."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    key, node = _entries(parsed(text, path), path)
    if isinstance(node, Sequence) and node.items and node.closed:
        raise Refused(Problem(Location(path, node.line, node.column), IN_BRACKETS, "structure"))
    if isinstance(node, Sequence) and node.items:
        return _cut(lines, node, text, newline)
    # No entry yet; the list's brackets go.
    cut = text.index("[", key.end.index) if isinstance(node, Sequence) else 0
    head = "".join(lines[: key.line])
    if isinstance(node, Sequence):
        head = head[:cut].rstrip() + head[node.closed :]
    return Blocks(head if head.endswith(("\n", "\r")) else head + newline, (), "".join(lines[key.line :]), newline)


def end_of(node: Node, text: str) -> int:
    """The index behind a node's last visible character."""
    if isinstance(node, Scalar):
        # A block's own mark stands behind the blank lines below it.
        end = node.end.index
        while end > node.start.index and text[end - 1].isspace():
            end -= 1
        return end
    if node.closed:
        return node.closed
    return end_of(node.items[-1] if isinstance(node, Sequence) else node.pairs[-1][1], text)


def _entries(root: Node | None, path: str) -> tuple[Scalar, Node]:
    for key, value in root.pairs if isinstance(root, Mapping) and not root.closed else ():
        if key.text == "entries":
            return key, value
    raise Refused(Problem(Location(path, 1), 'the file lacks its part "entries:"', "structure"))


def _cut(lines: list[str], node: Sequence, text: str, newline: str) -> Blocks:
    offsets = list(itertools.accumulate(map(len, lines)))
    ends = [bisect.bisect_left(offsets, end_of(item, text)) + 1 for item in node.items]
    dashes = [_dash(lines, item.line) for item in node.items]
    starts = [_directly_above(lines, dashes[0])]
    starts += [_start(lines, end, dash) for end, dash in zip(ends, dashes[1:], strict=False)]
    starts.append(_tail(lines, ends[-1]))
    found = []
    for item, (start, stop) in zip(node.items, itertools.pairwise(starts), strict=True):
        filled = next(n for n in range(stop, start, -1) if lines[n - 1].strip())
        found.append(Block(key_of(_texts(item)), "".join(lines[start:filled]), "".join(lines[filled:stop])))
    return Blocks("".join(lines[: starts[0]]), tuple(found), "".join(lines[starts[-1] :]), newline)


def _dash(lines: list[str], line: int) -> int:
    """The index of the line with an item's dash, which may stand alone above the item."""
    return next(n for n in range(line - 1, -1, -1) if lines[n].lstrip().startswith("-"))


def _start(lines: list[str], end: int, dash: int) -> int:
    """Where the entry with this dash begins: with the comments above it.

    The entry before it ends above line `end`; comments directly below that, and apart from this one or indented like
    fields, are its own.
    """
    below = _below(lines, end)
    if below == dash and any(_indent(lines[n]) <= _indent(lines[dash]) for n in range(end, dash)):
        return end
    return next((n for n in range(below, dash) if lines[n].strip()), dash)


def _tail(lines: list[str], end: int) -> int:
    """What follows the last entry: not the comments directly below it, nor blank lines."""
    below = _below(lines, end)
    below = below if below == len(lines) or not lines[below].strip() else end
    return next((n for n in range(below, len(lines)) if lines[n].strip()), len(lines))


def _directly_above(lines: list[str], dash: int) -> int:
    return next((n + 1 for n in range(dash - 1, -1, -1) if not _is_comment(lines[n])), 0)


def _below(lines: list[str], end: int) -> int:
    return next((n for n in range(end, len(lines)) if not _is_comment(lines[n])), len(lines))


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def key_of(values: Map[str, object]) -> tuple[str, str]:
    """The place of an entry with these values among the others, as `Entry.sort_key` has it."""
    return folded(str(values.get("term", ""))), str(values.get("id", ""))


def _texts(item: Node) -> dict[str, str]:
    pairs = item.pairs if isinstance(item, Mapping) else []
    return {key.text: value.text.strip() for key, value in pairs if isinstance(value, Scalar)}
