"""What an issue asks of the glossary. Forges send a form as `### Label`, an empty line and the value, for each field.

The wiki's form puts an entry's finished lines into a block of YAML; by hand, fields may stand below their names.
Anybody may have written any of it, so it is only ever data.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from dragoman.glossary import Glossary
from dragoman.problems import Location, Problem, did_you_mean, quoted
from dragoman.source.answers import proposed_id
from dragoman.source.editing import values_in
from dragoman.source.fields import FIELDS
from dragoman.source.kinds import Choice, Flag, Ids, Locales, Sources, Text, Texts, Views
from dragoman.source.nodes import Refused
from dragoman.source.quoting import Value
from dragoman.source.report import Field

# The labels of the issue forms: which entry it is about, and the text for people, or the finished lines.
ENTRY, TEXT = "entry", "text"
# What forges send for a field that was left empty.
NOTHING = "_No response_"

HOW = "put an entry's lines between ```yaml and ```, or fields below their names, such as ### Definition"


@dataclass(frozen=True, slots=True)
class Asked:
    """Values for the entry whose id is among them; if they are the `whole` of it, it has no others afterwards.

    Where one of the problems is an error, there are none.
    """

    values: dict[str, Value]
    whole: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines below a heading, or in a block of code; `line` is the first one's number or the heading's."""

    label: str
    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        text = "\n".join(self.lines).strip()
        return "" if text == NOTHING else text


def asked(text: str, glossary: Glossary, path: str) -> Asked:
    """What the text of an issue, in the file `path`, asks for."""
    sections, blocks = _parts(text.replace("\r\n", "\n").split("\n"))
    reading = _Reading(glossary, path, {})
    values = reading.whole(blocks, sections) if blocks else reading.fields(sections)
    broken = any(problem.severity == "error" for problem in reading.problems)
    return Asked({} if broken else values, bool(blocks), tuple(reading.problems))


def _parts(lines: list[str]) -> tuple[list[_Part], list[_Part]]:
    """The sections with something in them, and the blocks of YAML; a heading inside a block of code is none."""
    sections: list[_Part] = [_Part("", 1, [])]
    blocks: list[_Part] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        mark, info = _fence(line)
        if not fence and line.startswith("### "):
            sections.append(_Part(line[4:].strip(), number, []))
            continue
        sections[-1].lines.append(line)
        if not fence and mark:
            fence = mark
            blocks.append(_Part(info.lower(), number + 1, []))
        elif fence and mark.startswith(fence) and not info:
            fence = ""
        elif fence:
            blocks[-1].lines.append(line)
    written = [section for section in sections if section.label and section.text]
    return written, [block for block in blocks if block.label in ("yaml", "yml")]


def _fence(line: str) -> tuple[str, str]:
    """The marks that begin or end a block of code, and what stands behind them (CommonMark 4.5)."""
    rest = line.strip()
    mark = rest[: len(rest) - len(rest.lstrip(rest[:1]))]
    info = rest[len(mark) :].strip()
    indent = len(line) - len(line.lstrip(" "))
    is_fence = mark[:3] in ("```", "~~~") and "`" not in info and indent <= 3
    return (mark, info) if is_fence else ("", "")


@dataclass(slots=True)
class _Reading:
    """What was found in an issue so far."""

    glossary: Glossary
    path: str
    problems: dict[Problem, None]

    def whole(self, blocks: list[_Part], sections: list[_Part]) -> dict[str, Value]:
        """The entry in the only block of YAML."""
        for block in blocks[1:]:
            self.say(block.line, "a second block of YAML; leave only one", "structure")
        first = blocks[0]
        try:
            found = values_in("\n".join(first.lines), self.path)
        except Refused as refused:
            place = refused.problem.location
            here = dataclasses.replace(place, line=place.line + first.line - 1)
            self.problems[dataclasses.replace(refused.problem, location=here)] = None
            return {}
        entry = found[0] if isinstance(found, list) and len(found) == 1 else found
        if not isinstance(entry, dict):
            self.say(first.line, "the block of YAML must hold the lines of one entry", "structure")
            return {}
        said = next((part.text for part in sections if part.label.casefold() == ENTRY), "")
        if said in self.glossary.by_id and said != entry.get("id"):
            self.say(first.line, f"the lines are not those of the entry {quoted(said)}; mend one of them", "id")
        return {**entry, "id": entry.get("id") or proposed_id(entry, self.glossary)}

    def fields(self, sections: list[_Part]) -> dict[str, Value]:
        """The fields that stand below their names."""
        known = _labels(self.glossary)
        values: dict[str, Any] = {}
        about, seen = "", dict[str, int]()
        for part in sections:
            label = part.label.casefold()
            first = seen.setdefault(label, part.line)
            if first != part.line:
                self.say(part.line, f"{quoted(part.label)} stands in line {first} too; delete one", "duplicate-key")
            elif label == ENTRY:
                about = self.id_of(part)
            elif label in known:
                field, path = known[label]
                inner = values.setdefault("views", {}) if path else values
                inner[path or field.name] = _value(field, part.text, self.glossary)
            elif label != TEXT:
                hint = did_you_mean(label, tuple(known))
                self.say(part.line, f"{quoted(part.label)} is no field of an entry; read it yourself{hint}", "note")
        if not values:
            self.say(1, f"holds nothing that can be taken over; {HOW}", "structure")
            return {}
        if about not in self.glossary.by_id and about:
            values = {"term": about, **values}
        id = about if about in self.glossary.by_id else proposed_id(values, self.glossary)
        return {"id": id, **values}

    def id_of(self, part: _Part) -> str:
        """The id of the entry that is meant by its id or its name; what stands there if there is none."""
        said = part.text
        named = [entry.id for entry in self.glossary.entries if said.casefold() in _names(entry.name, entry.term)]
        if said in self.glossary.by_id or not named:
            return said
        if len(named) > 1:
            self.say(part.line, f"{quoted(said)} may be {' or '.join(named)}; write the id", "reference")
        return named[0]

    def say(self, line: int, message: str, rule: str) -> None:
        """Report a problem in a line of the issue; a note doesn't stop it."""
        problem = Problem(Location(self.path, line), message, rule, severity="note" if rule == "note" else "error")
        self.problems[problem] = None


def _names(*names: str) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)


def _labels(glossary: Glossary) -> dict[str, tuple[Field, str]]:
    """Label in small letters -> its field, and for a view its department."""
    labels: dict[str, tuple[Field, str]] = {}
    for field in FIELDS:
        if isinstance(field.kind, Views):
            labels |= {f"in {side.name}".casefold(): (field, side.id) for side in glossary.departments}
        elif not isinstance(field.kind, (Sources, Locales)):
            labels |= dict.fromkeys(_names(field.title, field.name), (field, ""))
    return labels


def _value(field: Field, text: str, glossary: Glossary) -> Value:
    """What a text from a form is in this field: lists have commas, semicolons or line ends between their items."""
    kind = field.kind
    if isinstance(kind, (Texts, Ids)):
        marked = text if "\n" in text else text.replace(";", "\n").replace(",", "\n")
        return [item.strip(" -*") for item in marked.split("\n") if item.strip(" -*")]
    if isinstance(kind, (Choice, Flag)):
        ids = {side.name.casefold(): side.id for side in glossary.departments}
        return ids.get(text.casefold(), text.lower()) if field.name == "department" else text.lower()
    return text if isinstance(kind, Text) and kind.lines else " ".join(text.split())
