"""What a YAML parser's error means for somebody who has never seen YAML."""

from __future__ import annotations

import re

import yaml

from dragoman.problems import Location, Problem, quoted

_QUOTE = 'put the text in double quotes, and write each double quote inside it as \\"'
# The parser's words (context, problem) -> ours; the first that fits counts.
_SENTENCES = (
    (
        "quoted scalar.*unexpected end of stream",
        "a quote opens here and is never closed; add it at the end of the text",
    ),
    (
        "quoted scalar.*document indicator",
        "a quote opens here and is never closed; add it at the end of the text",
    ),
    ("unknown escape character", 'a backslash in double quotes means something here; write it twice: "\\\\"'),
    ("escape", "a backslash in double quotes is followed by a wrong code; write it twice"),
    ("mapping values are not allowed", f'": " stands inside a text; {_QUOTE}'),
    ("cannot start any token", "{char} can't begin a text; put the text in double quotes"),
    (
        "flow (?:mapping|sequence)",
        '"{{" or "[" begins a list here and it doesn\'t end properly; close it, or {quote}',
    ),
    ("block scalar.*indent", 'the lines below "|" or ">" need more indentation than the field\'s name'),
    ("block scalar", '"|" and ">" begin a text of several lines; put nothing behind them, or {quote}'),
    (
        "could not find expected ':'",
        "a field's name needs a colon and a space after it, or the text above a quote",
    ),
    ("alias|anchor", '"*" and "&" mean something at the start of a text; put it in double quotes'),
    ("tag", '"!" means something at the start of a text; put it in double quotes'),
    (
        "did not find expected key",
        "this doesn't line up with the fields above it, or text follows a closing quote; "
        "indent it like them, or {quote}",
    ),
    (
        "did not find expected '-' indicator",
        "this doesn't line up with the entries above it; indent it like them",
    ),
    ("block collection|block mapping", "this doesn't line up with what stands above it; indent it alike"),
    ("directive", '"%" can\'t begin a line; put the text in double quotes'),
)


def explained(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """The parser's error as a problem: where to look, and what to type."""
    said = f"{error.context or ''} {error.problem or ''}"
    sentence = next((ours for theirs, ours in _SENTENCES if re.search(theirs, said)), "")
    # An unclosed quote or bracket is found at the end of the file; where it was opened is what helps.
    mark = error.context_mark if "never closed" in sentence or "flow" in said else error.problem_mark
    mark = mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    char = quoted(_char_at(text, line, column))
    message = sentence.format(char=char, quote=_QUOTE) if sentence else f"{said.strip()}; {_QUOTE}"
    return Problem(Location(path, line, column), message, "syntax")


def _char_at(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    return lines[line - 1][column - 1 : column] if line <= len(lines) else ""
