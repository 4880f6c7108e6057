"""The kinds of field: how each is read from a node, and what its JSON schema is.

`read` gives the value, or None after it has reported what is wrong with the node.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.glossary import SHARED, Locale, Source, View
from dragoman.inline import is_safe_url, pieces
from dragoman.languages import LANGUAGES
from dragoman.problems import did_you_mean, quoted
from dragoman.source.messages import message
from dragoman.source.nodes import Mapping, Node, Scalar, Sequence
from dragoman.source.report import Field, Report, Schema

ID_LIMIT = 64
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
# Names that a site or Windows keeps for itself (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
RESERVED = frozenset(
    ["index", "assets", "which", "con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)


class Text(NamedTuple):
    """A text of at most `limit` characters; `inline` texts may hold the tiny mark-up, `lines` line breaks."""

    limit: int
    inline: bool = False
    lines: bool = False

    def read(self, node: Node, report: Report) -> str | None:
        text = report.scalar(node, "a text")
        if text is None or not isinstance(node, Scalar):
            return None
        report.warn_of_lost_end(node)
        if not self.lines and "\n" in text.strip("\n"):
            report.refuse(node, message("lines"), "lines")
        text = text.strip()
        if len(text) > self.limit:
            excess = len(text) - self.limit
            report.refuse(node, message("length", count=len(text), most=self.limit, excess=excess), "length")
        if self.inline:
            _check_links(text, node, report)
        return text

    def schema(self) -> Schema:
        # An editor reads YAML 1.2, where 404, true and ~ are no strings; here every scalar is text.
        return {"type": ["string", "number", "boolean", "null"], "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Id:
    """An entry's permanent id."""

    def read(self, node: Node, report: Report) -> str | None:
        text = report.scalar(node, "an id")
        if text is None:
            return None
        if not re.fullmatch(ID_PATTERN, text):
            report.refuse(node, message("id", text=quoted(text)), "id")
            return None
        if len(text) > ID_LIMIT:
            report.refuse(node, message("id-length", count=len(text), most=ID_LIMIT), "id")
            return None
        if text in RESERVED:
            report.refuse(node, message("id-reserved", text=quoted(text)), "id")
            return None
        return text

    def schema(self) -> Schema:
        reserved = {"enum": sorted(RESERVED)}
        return {"type": ["string", "number"], "pattern": ID_PATTERN, "maxLength": ID_LIMIT, "not": reserved}


class Choice(NamedTuple):
    """One of a few words; with `from_departments` the ids of the file's departments, and `shared`."""

    words: tuple[str, ...] = ()
    from_departments: bool = False

    def read(self, node: Node, report: Report) -> str | None:
        text = report.scalar(node, "a word")
        words = (*report.departments, SHARED) if self.from_departments else self.words
        if text is None or text in words:
            return text
        wrong = f"must be {'one of ' if len(words) > 2 else ''}{_listed(words)}, not {quoted(text)}"
        report.refuse(node, wrong + did_you_mean(text, words), "choice")
        return None

    def schema(self) -> Schema:
        return {"type": "string"} if self.from_departments else {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, node: Node, report: Report) -> bool | None:
        text = report.scalar(node, "true or false")
        if text in ("true", "false", None):
            return None if text is None else text == "true"
        report.refuse(node, f"must be true or false, not {quoted(text)}", "flag")
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Date:
    """A day as YYYY-MM-DD (ISO 8601)."""

    def read(self, node: Node, report: Report) -> str | None:
        text = report.scalar(node, "a date")
        if text is None:
            return None
        try:
            # The pattern first: fromisoformat takes 20261122 and week dates too.
            return datetime.date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else "").isoformat()
        except ValueError:
            report.refuse(node, message("date", text=quoted(text)), "date")
            return None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


class Texts(NamedTuple):
    """A list of texts."""

    limit: int
    most: int = 50

    def read(self, node: Node, report: Report) -> tuple[str, ...] | None:
        return report.each(node, Text(self.limit), self.most)

    def schema(self) -> Schema:
        return {"type": "array", "items": Text(self.limit).schema(), "maxItems": self.most}


class Ids(NamedTuple):
    """A list of ids: of entries in this file, or with `elsewhere` of none in it."""

    elsewhere: bool = False
    most: int = 50

    def read(self, node: Node, report: Report) -> tuple[str, ...] | None:
        ids: tuple[str, ...] | None = report.each(node, Id(), self.most)
        if isinstance(node, Sequence) and not self.elsewhere:
            for item in node.items:
                if isinstance(item, Scalar):
                    report.refer(item.text, item)
        return ids

    def schema(self) -> Schema:
        return {"type": "array", "items": Id().schema(), "maxItems": self.most}


class Views(NamedTuple):
    """Department -> how it sees the entry."""

    limit: int

    def read(self, node: Node, report: Report) -> tuple[View, ...] | None:
        views = []
        for key, value in report.pairs(node, "department: text"):
            if key.text not in report.departments:
                words = report.departments
                wrong = f"must name a department ({_listed(words)}), not {quoted(key.text)}"
                report.refuse(key, wrong + did_you_mean(key.text, words), "choice")
            elif text := report.within(key.text, Text(self.limit, inline=True), value):
                views.append(View(key.text, text))
        return tuple(views)

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": Text(self.limit).schema()}


@dataclass(frozen=True, slots=True)
class Sources:
    """A list of title and url."""

    most: int = 20
    parts: Map[str, int] = field(default_factory=lambda: {"title": 200, "url": 1000})

    def read(self, node: Node, report: Report) -> tuple[Source, ...] | None:
        sources: tuple[Source, ...] | None = report.each(node, self, self.most, read=self._read_one)
        return sources

    def _read_one(self, node: Node, report: Report) -> Source | None:
        found = dict.fromkeys(self.parts, "")
        for key, value in report.pairs(node, "title and url"):
            if key.text not in self.parts:
                words = tuple(self.parts)
                wrong = f"has no field {quoted(key.text)}, only {' and '.join(words)}"
                report.refuse(key, wrong + did_you_mean(key.text, words), "unknown")
                continue
            found[key.text] = report.within(key.text, Text(self.parts[key.text]), value) or ""
            if key.text == "url" and found["url"] and not is_safe_url(found["url"]):
                report.refuse(value, message("url", text=quoted(found["url"])), "url")
        if isinstance(node, Mapping):
            for part in (part for part, text in found.items() if part not in {key.text for key, _ in node.pairs}):
                report.refuse(node, message("required", fields=part), "required")
        return Source(found["title"], found["url"])

    def schema(self) -> Schema:
        properties = {part: {"type": "string", "maxLength": limit} for part, limit in self.parts.items()}
        item = {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
        return {"type": "array", "items": item, "maxItems": self.most}


class Locales(NamedTuple):
    """Language -> some of an entry's fields in that language."""

    fields: tuple[Field, ...]

    def read(self, node: Node, report: Report) -> tuple[Locale, ...] | None:
        locales = []
        for key, value in report.pairs(node, "language: fields"):
            if key.text not in LANGUAGES:
                words = tuple(LANGUAGES)
                wrong = f"must name a language ({_listed(words)}), not {quoted(key.text)}"
                report.refuse(key, wrong + did_you_mean(key.text, words), "choice")
            else:
                with report.inside(key.text):
                    locales.append(Locale(key.text, **report.fields(value, self.fields)))
        return tuple(locales)

    def schema(self) -> Schema:
        locale = {"type": "object", "properties": properties(self.fields), "additionalProperties": False}
        return {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, locale),
            "additionalProperties": False,
        }


def properties(fields: tuple[Field, ...]) -> Schema:
    """A JSON schema's properties for these fields, with what an editor is told about each."""
    return {
        field.name: {"title": field.title, "description": field.description, **field.kind.schema()} for field in fields
    }


def _check_links(text: str, node: Scalar, report: Report) -> None:
    for piece in pieces(text):
        if piece.kind == "term":
            report.refer(piece.target, node)
        elif piece.kind == "link" and not is_safe_url(piece.target):
            report.refuse(node, message("link", text=quoted(piece.target)), "url")


def _listed(words: tuple[str, ...]) -> str:
    return " or ".join(words) if len(words) == 2 else ", ".join(words)
