"""Further kinds of field, for sheets: numbers, clock times, and lists of things that have fields of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dragoman.problems import quoted
from dragoman.source.kinds import Text, properties
from dragoman.source.nodes import Node, Sequence
from dragoman.source.report import Field, Report, Schema


class Number(NamedTuple):
    """A whole number from 0 to `most`."""

    most: int

    def read(self, node: Node, report: Report) -> int | None:
        text = report.scalar(node, "a number")
        if text is None:
            return None
        if re.fullmatch("[0-9]{1,6}", text) and int(text) <= self.most:
            return int(text)
        report.refuse(node, f"must be a whole number up to {self.most}, not {quoted(text)}", "number")
        return None

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": 0, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as HH:MM."""

    def read(self, node: Node, report: Report) -> str | None:
        text = report.scalar(node, "a time")
        if text is None or re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", text):
            return text
        report.refuse(node, f'must be a time such as "09:00", not {quoted(text)}', "time")
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


class Lines(NamedTuple):
    """A list of texts with the tiny mark-up; `least` and `most` bound how many."""

    limit: int
    most: int = 20
    least: int = 1

    def read(self, node: Node, report: Report) -> tuple[str, ...] | None:
        texts: tuple[str, ...] | None = report.each(node, Text(self.limit, inline=True), self.most)
        if isinstance(node, Sequence) and len(node.items) < self.least:
            report.refuse(node, f"has {len(node.items)} items; at least {self.least}", "length")
        return texts

    def schema(self) -> Schema:
        item = Text(self.limit).schema()
        return {"type": "array", "items": item, "minItems": self.least, "maxItems": self.most}


class Cells(NamedTuple):
    """A list of rows, each a list of texts of which some may be empty."""

    limit: int
    most: int = 30

    def read(self, node: Node, report: Report) -> tuple[tuple[str, ...], ...] | None:
        rows: tuple[tuple[str, ...], ...] | None = report.each(node, self, self.most, read=self._read_row)
        return rows

    def _read_row(self, node: Node, report: Report) -> tuple[str, ...] | None:
        return report.each(node, self, self.most, read=self._read_cell)

    def _read_cell(self, node: Node, report: Report) -> str | None:
        # "" keeps a cell free; any other empty text would be a slip.
        if getattr(node, "text", None) == "" and not getattr(node, "is_plain", True):
            return ""
        return Text(self.limit, inline=True).read(node, report)

    def schema(self) -> Schema:
        row = {"type": "array", "items": Text(self.limit).schema(), "maxItems": self.most}
        return {"type": "array", "items": row, "maxItems": self.most}


class Records(NamedTuple):
    """A list of things with fields of their own, each made by `make`."""

    fields: tuple[Field, ...]
    make: Callable[..., Any]
    most: int = 30

    def read(self, node: Node, report: Report) -> tuple[Any, ...] | None:
        return report.each(node, self, self.most, read=self._read_one)

    def _read_one(self, node: Node, report: Report) -> Any:
        values = report.fields(node, self.fields)
        return self.make(**values) if all(field.name in values for field in self.fields if field.required) else None

    def schema(self) -> Schema:
        required = [field.name for field in self.fields if field.required]
        item = {
            "type": "object",
            "properties": properties(self.fields),
            "required": required,
            "additionalProperties": False,
        }
        return {"type": "array", "items": item, "maxItems": self.most}
