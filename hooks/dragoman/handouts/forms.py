"""Forms to fill in: worksheets, checklists and the friction poster, as the templates get them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from dragoman.glossary import Department
from dragoman.handouts.handout import Copy, Material, Origin
from dragoman.inline import plain
from dragoman.sheets import Checklist, Row, Sheet, Worksheet

EMPTY_ROWS = 6
# A column is as wide as the root of its longest text asks for, within these numbers of characters.
NARROW, WIDE = 14, 60


def worksheet(material: Material, sheet: Worksheet) -> Copy:
    """A page to fill in, and a second one that shows it filled in; empty lines come last."""
    blank: Row = ("",) * len(sheet.fields)
    empty = (blank,) * (sheet.rows or (0 if sheet.prefilled else EMPTY_ROWS))
    rows = (*sheet.prefilled, *empty) if sheet.form == "table" else (blank,)
    data = {
        "key": sheet.path,
        "form": sheet.form,
        "facts": _facts(plain(sheet.who), f"{sheet.minutes} minutes", plain(sheet.copies)),
        "fields": _fields(material, sheet),
        "rows": _plain(rows),
        "examples": _plain(sheet.examples),
    }
    return Copy(data, _origins(material, sheet, (*sheet.prefilled, *sheet.examples)))


def poster(material: Material, sheet: Worksheet) -> Copy:
    """The lines of a worksheet's first column on the wall, with room for each department's dots beside each."""
    lines = [plain(row[0]) for row in sheet.prefilled]
    data = {
        "key": sheet.path,
        "heads": [field.name for field in sheet.fields],
        "lines": lines + [""] * sheet.rows,
        "sides": [department.id for department in material.glossary.departments],
    }
    return Copy(data, _origins(material, sheet, (tuple(lines),)))


def checklist(material: Material, sheet: Checklist) -> Copy:
    """Lines to tick or to rate, and a second page with the answers of the worked example."""
    data = {
        "key": sheet.path,
        "facts": _facts(plain(sheet.when), plain(sheet.who)),
        "case": plain(sheet.case),
        "scale": _scale(sheet.scale),
        "items": [
            {"check": plain(item.check), "why": plain(item.why), "example": plain(item.example)} for item in sheet.items
        ],
    }
    texts = tuple((item.check, item.why, item.example) for item in sheet.items)
    return Copy(data, _origins(material, sheet, texts))


def _facts(*texts: str) -> list[str]:
    return [text[:1].upper() + text[1:] for text in texts if text]


def _fields(material: Material, sheet: Worksheet) -> list[dict[str, Any]]:
    widths = (_width(sheet, column) for column in range(len(sheet.fields)))
    return [
        {
            "name": field.name,
            "hint": plain(field.hint),
            "width": width,
            "department": _named(field.name, material.glossary.departments),
        }
        for field, width in zip(sheet.fields, widths, strict=True)
    ]


def _width(sheet: Worksheet, column: int) -> float:
    """The share of the paper's width for a column."""
    longest = max(len(row[column]) for row in (*sheet.examples, *sheet.prefilled))
    return round(math.sqrt(min(max(longest, len(sheet.fields[column].name) + 4, NARROW), WIDE)), 2)


def _named(name: str, departments: Sequence[Department]) -> str:
    """The one department that a field's name speaks of: `IT's questions`; nothing where there are several."""
    named = [one.id for one in departments if re.search(rf"\b{re.escape(one.name)}\b", name)]
    return named[0] if len(named) == 1 else ""


def _scale(scale: str) -> list[str]:
    """`0-3` as the numbers to choose from."""
    bounds = re.fullmatch(r"(\d)-(\d)", scale)
    return [str(number) for number in range(int(bounds[1]), int(bounds[2]) + 1)] if bounds else []


def _plain(rows: Sequence[Row]) -> list[list[str]]:
    return [[plain(text) for text in row] for row in rows]


def _origins(material: Material, sheet: Sheet, rows: Sequence[Sequence[str]]) -> dict[str, Origin]:
    length = sum(len(text) for row in rows for text in row)
    return {sheet.path: Origin(material.place_of(sheet), "the printed sheet", "its texts", length)}
