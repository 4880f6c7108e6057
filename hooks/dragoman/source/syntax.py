"""What a YAML parser's error means for somebody who has never seen YAML."""

from __future__ import annotations

import re

import yaml

from dragoman.problems import Location, Problem, quoted

_QUOTE = 'put the text in double quotes, and write each double quote inside it as \\"'
_UNCLOSED = "a quote opens here and is never closed; add it at the end of the text"
_INDENT = "is not indented like what stands above it; put as many spaces before it"

# The parser's words and, behind a bar, what stands in the line before the place -> ours; the first that fits counts.
_SENTENCES = (
    (r"quoted scalar.*(unexpected end of stream|document indicator)", _UNCLOSED),
    (r"unknown escape character", 'a backslash in double quotes means something; write it twice: "\\\\"'),
    (r"escape|Unicode character code", "a backslash in double quotes begins a wrong code; write it twice"),
    (r"mapping values are not allowed.*\| *[\w-]+$", f"this line {_INDENT}"),
    (r"mapping values are not allowed", f'": " stands inside a text; {_QUOTE}'),
    (r"cannot start any token", f"{{char}} can't begin a text; {_QUOTE}"),
    (r"flow (mapping|sequence)", f'"{{{{" or "[" opens a list here and is not closed properly; close it, or {_QUOTE}'),
    (r"block scalar.*indent", 'the lines below "|" or ">" need more spaces before them than the field\'s name'),
    (r"block scalar", f'"|" and ">" begin a text of several lines; put nothing behind them, or {_QUOTE}'),
    (r"could not find expected ':'", "a field's name needs a colon and a space after it"),
    (r"alias|anchor", f'"*" and "&" mean something at the start of a text; {_QUOTE}'),
    (r"tag", f'"!" means something at the start of a text; {_QUOTE}'),
    (r"did not find expected key.*\|.*\S[\"'] *$", f"text follows a closing quote; {_QUOTE}"),
    (r"did not find expected|block (collection|mapping|sequence)", f"this {_INDENT}"),
    (r"directive", f'"%" can\'t begin a line; {_QUOTE}'),
)
# These are found at the end of what they spoil; where it begins is what helps.
_WHERE_IT_BEGINS = re.compile(r"quoted scalar.*unexpected|flow (mapping|sequence)|could not find expected ':'")


def explained(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """The parser's error as a problem: where to look, and what to type."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(Location(path, 1), f"this is no YAML: {str(error).splitlines()[0]}", "syntax")
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.context_mark if _WHERE_IT_BEGINS.search(said) else error.problem_mark
    mark = mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    written = [*text.split("\n"), ""][min(line, text.count("\n"))]
    described = f"{said} | {written[:column]}"
    sentence = next((ours for theirs, ours in _SENTENCES if re.search(theirs, described)), f"{said.strip()}; {_QUOTE}")
    message = sentence.format(char=quoted(written[column : column + 1]))
    return Problem(Location(path, line + 1, column + 1), message, "syntax")
