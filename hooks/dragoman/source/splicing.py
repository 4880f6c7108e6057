"""One field of one entry's lines replaced, added or deleted; every other character stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Seq

from dragoman.source.blocks import end_of
from dragoman.source.fields import RANK
from dragoman.source.nodes import Mapping, Node, Scalar, Sequence, parsed
from dragoman.source.quoting import (
    STEP,
    Value,
    after_colon,
    bare,
    block,
    field_lines,
    in_quotes,
    item_lines,
    normal,
    scalar,
)


class Stuck(Exception):
    """The field is written in a way that can't be changed safely; the message follows the field's name."""


def spliced(text: str, path: Seq[str], value: Value | None, newline: str) -> str:
    """The lines of an entry with a new value at `path`, such as ("views", "it"); None deletes the field."""
    root = parsed(text, "")
    mapping = root.items[0] if isinstance(root, Sequence) and root.items else None
    if not isinstance(mapping, Mapping):
        raise Stuck("stands in an entry that can't be told from its lines; change it by hand")
    name, *rest = path
    found = _pair(mapping, name)
    while rest and found and isinstance(found[1], Mapping) and not _emptied(found[1], rest, value):
        mapping = found[1]
        name, *rest = rest
        found = _pair(mapping, name)
    for part in reversed(rest):
        value = None if value is None else {part: value}
    if found is None:
        return text if value is None else _with_new(text, mapping, name, value, newline)
    if value is None:
        return _without(text, mapping, found)
    return _replaced(text, mapping, found, value, newline)


def _pair(mapping: Mapping, name: str) -> tuple[Scalar, Node] | None:
    return next((pair for pair in mapping.pairs if pair[0].text == name), None)


def _emptied(mapping: Mapping, path: Seq[str], value: Value | None) -> bool:
    """Whether there is nothing in the mapping, or nothing is left once `path` is deleted."""
    if not mapping.pairs:
        return True
    if value is not None or any(key.text != path[0] for key, _ in mapping.pairs):
        return False
    inner = mapping.pairs[0][1]
    return len(path) == 1 or (isinstance(inner, Mapping) and _emptied(inner, path[1:], None))


def _with_new(text: str, mapping: Mapping, name: str, value: Value, newline: str) -> str:
    _refuse_braces(mapping)
    # Where the schema has it; departments and languages come last.
    rank = RANK.get(name, len(RANK))
    earlier = [pair for pair in mapping.pairs if RANK.get(pair[0].text, len(RANK)) <= rank]
    anchor = (earlier or mapping.pairs[:1])[-1][1]
    place = _line_end(text, end_of(anchor, text))
    lines = field_lines({name: value}, " " * (mapping.pairs[0][0].column - 1), newline)
    return text[:place] + newline + newline.join(lines) + text[place:]


def _without(text: str, mapping: Mapping, pair: tuple[Scalar, Node]) -> str:
    _refuse_braces(mapping)
    key, node = pair
    start, end = key.start.index, _line_end(text, end_of(node, text))
    _refuse_comments(text, key, node)
    line = text[:start].rstrip(" ")
    if not line or line.endswith(("\n", "\r")):
        return line + re.sub(r"^(?:\r\n|\r|\n)", "", text[end:])
    # Behind the entry's dash: the next field moves up.
    following = mapping.pairs[mapping.pairs.index(pair) + 1 :]
    return text[:start] + text[following[0][0].start.index :] if following else text


def _replaced(text: str, mapping: Mapping, pair: tuple[Scalar, Node], value: Value, newline: str) -> str:
    key, node = pair
    _refuse_comments(text, key, node)
    start, end = text.index(":", key.end.index) + 1, end_of(node, text)
    indent = " " * (key.column - 1)
    if isinstance(value, str):
        new = _text(
            key.text, value, indent, newline, in_brackets=bool(mapping.closed), alone=_line_end(text, end) == end
        )
        spaces = text[start : node.start.index] if isinstance(node, Scalar) else ""
        new = (spaces if spaces.isspace() and "\n" not in spaces + new else " ") + new
    elif mapping.closed:
        raise Stuck("stands in braces; write it on lines of its own first")
    elif isinstance(value, list) and isinstance(node, Sequence) and node.items:
        new = _list(text, node, value, indent, newline)
    else:
        new = after_colon(value, indent, newline)
    return text[:start] + new + text[end:]


def _text(name: str, value: str, indent: str, newline: str, in_brackets: bool, alone: bool) -> str:
    if "\n" not in value:
        return bare(name, value) or scalar(value, in_brackets)
    # A comment behind the value would become a part of a block.
    return block(value, indent, newline) if alone and not in_brackets else in_quotes(value)


def _list(text: str, node: Sequence, items: list[Value], indent: str, newline: str) -> str:
    """The list in the form that it has; what stays is copied, with the quotes that it has."""
    kept = dict(_copies(text, node))
    if node.closed and all(isinstance(item, str) for item in items):
        return f" [{', '.join(kept.get(item) or scalar(str(item), in_brackets=True) for item in map(str, items))}]"
    dash = indent + STEP if node.closed else " " * (node.column - 1)
    copies = [kept.get(str(item)) for item in items]
    lines = [
        f"{dash}- {copy}" if copy and not node.closed else item_lines(item, dash, newline)
        for copy, item in zip(copies, items, strict=True)
    ]
    return newline + newline.join(lines)


def _copies(text: str, node: Sequence) -> Iterator[tuple[str, str]]:
    """Value, as a text, and characters of each item that can be copied as it stands."""
    for item in node.items:
        if isinstance(item, Scalar):
            raw = text[item.start.index : end_of(item, text)]
            if "\n" not in raw:
                yield str(value_of(item)), raw
        elif isinstance(item, Mapping) and not item.closed and item.column == node.column + len(STEP):
            yield str(value_of(item)), text[item.pairs[0][0].start.index : end_of(item, text)]


def value_of(node: Node) -> Value:
    """What a node holds, each scalar as a text."""
    if isinstance(node, Scalar):
        return normal(node.text)
    if isinstance(node, Mapping):
        return {key.text: value_of(value) for key, value in node.pairs}
    return [value_of(item) for item in node.items]


def _line_end(text: str, index: int) -> int:
    end = re.compile(r"[^\r\n]*").match(text, index)
    return end.end() if end else index


def _refuse_braces(mapping: Mapping) -> None:
    if mapping.closed:
        raise Stuck("stands in braces; write the fields on lines of their own first")


def _refuse_comments(text: str, key: Scalar, node: Node) -> None:
    """No comment is lost: not one between the parts of a value, nor behind the mark of a block."""
    between, at = "", key.end.index
    for part in _scalars(node):
        between += text[at : part.start.index]
        at = end_of(part, text)
        if text[part.start.index : at].startswith(("|", ">")):
            between += text[part.start.index : _line_end(text, part.start.index)]
    if "#" in between + text[at : end_of(node, text)]:
        raise Stuck("holds a comment, which would be lost; change it by hand")


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key
            yield from _scalars(value)
    else:
        for item in node.items:
            yield from _scalars(item)
