"""The settings at the top of a written page, refused where they would end, delay or take over a build.

MkDocs reads them with PyYAML's C loader, which follows 100 KB of `[` into a segmentation fault, and believes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.problems import Location, Problem, quoted
from dragoman.source.nodes import Mapping, Node, Refused, Scalar, Sequence, parsed

# As MkDocs finds them (mkdocs/utils/meta.py): between two lines of ---, or without these in the very first lines.
_BETWEEN_LINES = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_FIRST_LINE = re.compile(r" {0,3}([A-Za-z0-9_-]+):")
# By these a page would choose code that runs in it, or a file of the theme.
_NOT_ITS_OWN = frozenset(["scripts", "render_macros", "template", "icon"])
_TEXTS = dict.fromkeys("title description department terms sheet subtitle status author date".split(), Scalar)
_SHAPES: dict[str, type[Node]] = {**_TEXTS, "hide": Sequence, "tags": Sequence, "search": Mapping}
_CALLED = {Scalar: "a text", Sequence: "a list such as [toc]", Mapping: "fields such as exclude: true"}


def wrong_settings(text: str, path: str) -> Iterator[Problem]:
    """What is wrong with the settings of the page `text`; its lines end in `\\n`."""
    between = _BETWEEN_LINES.match(text)
    if between is None:
        yield from _first_line(text, path)
        return
    try:
        # An empty line for the first ---, so that lines are counted as in the file.
        root = parsed("\n" + between[1], path)
    except Refused as refused:
        yield refused.problem
        return
    if root is None:
        return
    if not isinstance(root, Mapping):
        yield Problem(Location(path, root.line, root.column), "settings are lines such as title: Roles", "settings")
        return
    for key, value in root.pairs:
        if wrong := _wrong(key.text, value):
            yield Problem(Location(path, key.line, key.column), f"{quoted(key.text)} {wrong}", "settings")


def _first_line(text: str, path: str) -> Iterator[Problem]:
    if first := _FIRST_LINE.match(text):
        message = (
            f"the page begins with {quoted(first[0].strip())}, so that MkDocs takes the line for a setting and shows it"
            " to nobody; begin with a heading, or put settings between two lines of ---"
        )
        yield Problem(Location(path, 1), message, "settings")


def _wrong(name: str, value: Node) -> str:
    if name in _NOT_ITS_OWN:
        return "is not for a page to set; delete it"
    shape = _SHAPES.get(name)
    return f"must be {_CALLED[shape]}" if shape and not isinstance(value, shape) else ""
