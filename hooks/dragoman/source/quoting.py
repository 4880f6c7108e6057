"""How a value is written in the file, so that every YAML reader takes each text for a text.

Other programs read the file too, by the rules of YAML 1.1, in which NO is false, 3:30 is 210, and a bare = an error.
The edit form writes by the same rules; `tests/cases/editing/` holds for both.
"""

from __future__ import annotations

import json
import re

from dragoman.source.characters import is_refused
from dragoman.source.fields import BARE

Value = str | list["Value"] | dict[str, "Value"]

STEP = "  "

# Words that YAML 1.1 or 1.2 takes for booleans or nothing (yaml.org/type), and all that might be a number or a date:
# a text in quotes too many does no harm.
_WORDS = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf|nan))", re.IGNORECASE)
_FIGURES = re.compile(r"[-+.]*[0-9][-+0-9.:_,xobeEa-fA-FtTzZ ]*")
_NO_TEXT = re.compile(r"true|false|\d{4}-\d\d-\d\d")
_OPENS = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~]")
_CUTS = re.compile(r":(?:\s|$)|\s#|[\n\r\t]")
# PyYAML ends a text in brackets at a question mark too, and libyaml stumbles over some colons.
_BRACKETS = re.compile(r"[,:?\[\]{}]")


def scalar(text: str, in_brackets: bool = False) -> str:
    """`text` on one line: as it is where that is safe, else in double quotes."""
    return text if _is_safe(text, in_brackets) else in_quotes(text)


def in_quotes(text: str) -> str:
    """`text` in double quotes; what can't be seen is escaped, so that the reader can name it."""
    return "".join(_escaped(char) if is_refused(char) else char for char in json.dumps(text, ensure_ascii=False))


def after_colon(value: Value, indent: str, newline: str) -> str:
    """What stands behind the colon of a field that is indented by `indent`, with the space or line end before it."""
    if isinstance(value, str):
        return " " + (block(value, indent, newline) if "\n" in value else scalar(value))
    if isinstance(value, dict):
        return newline + newline.join(field_lines(value, indent + STEP, newline))
    if all(isinstance(item, str) for item in value):
        return f" [{', '.join(scalar(str(item), in_brackets=True) for item in value)}]"
    return newline + newline.join(item_lines(item, indent + STEP, newline) for item in value)


def item_lines(item: Value, indent: str, newline: str) -> str:
    """An item of a list, with its dash at `indent`."""
    if isinstance(item, dict):
        return f"{indent}- {newline.join(field_lines(item, indent + STEP, newline)).strip(' ')}"
    return f"{indent}-{after_colon(item, indent, newline)}"


def field_lines(fields: dict[str, Value], indent: str, newline: str) -> list[str]:
    """Each field as `key: value`; a value may go over several lines."""
    return [
        f"{indent}{scalar(key)}:{' ' + plain if (plain := bare(key, value)) else after_colon(value, indent, newline)}"
        for key, value in fields.items()
    ]


def bare(name: str, value: Value) -> str:
    """A truth value or a date as it stands without quotes, in a field that holds nothing else; empty otherwise."""
    return str(value) if name in BARE and _NO_TEXT.fullmatch(str(value)) else ""


def block(text: str, indent: str, newline: str) -> str:
    """A text of several lines, as a block behind | where every line can stand there as it is."""
    lines = text.split("\n")
    if any(line[:1].isspace() or line[-1:].isspace() or any(map(is_refused, line)) for line in lines):
        return in_quotes(text)
    return newline.join(["|", *(indent + STEP + line if line else "" for line in lines)])


def normal(value: Value) -> Value:
    """The value as the reader takes it: without space around texts, with one kind of line end."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, list):
        return [normal(item) for item in value]
    return {name: normal(part) for name, part in value.items()}


def _is_safe(text: str, in_brackets: bool) -> bool:
    return not (
        not text
        or text != text.strip()
        or _WORDS.fullmatch(text)
        or _FIGURES.fullmatch(text)
        or _OPENS.match(text)
        or _CUTS.search(text)
        or (in_brackets and _BRACKETS.search(text))
        or any(map(is_refused, text))
    )


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"
