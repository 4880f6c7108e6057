"""What the pages of sheets show: their fields as a card, table or form, lists of sheets, and diagrams."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from dragoman.diagrams import Drawing, lanes, timeline
from dragoman.folding import slug
from dragoman.glossary import SHARED
from dragoman.linking import Manuscript
from dragoman.pages.layout import Layout
from dragoman.pages.prose import prose
from dragoman.routes import calendar_path
from dragoman.sheets import Agenda, Part, Ritual, Role, Sheet, Sheets, Worksheet, kind_of


def sheet_html(layout: Layout, sheet: Sheet, sheets: Sheets, page: Manuscript) -> str:
    """The fields of a sheet, their words linked on the page that they stand in."""
    say = partial(prose, linker=layout.linker, page=page)
    parts = {part.id: part for part in sheets.of(Part)}
    values: dict[str, Any] = {"others": _others(sheet, sheets), "parts": parts, "breaks": _breaks(sheet)}
    if isinstance(sheet, Ritual):
        values["calendar"] = calendar_path(sheet)
    return layout.render(sheet.path, f"sheets/{kind_of(sheet)}", it=sheet, say=say, **values)


def sheets_html(layout: Layout, path: str, sheets: Sequence[Sheet]) -> str:
    """A list of sheets on the page at `path`."""
    return layout.render(path, "sheets/list", sheets=sheets)


def diagram_of(layout: Layout, sheet: Ritual | Worksheet) -> Drawing:
    """The diagram of a sheet's own points: a ritual's in time, a worksheet's in the departments' lanes."""
    if isinstance(sheet, Ritual):
        return timeline(sheet.title, sheet.points)
    return lanes(sheet.title, sheet.points, layout.glossary)


def diagram_html(layout: Layout, path: str, drawing: Drawing) -> str:
    """A diagram as SVG, with the same in words below it."""
    owners = {department.id for department in layout.glossary.departments} | {SHARED}
    return layout.render(path, "diagram", drawing=drawing, owners=owners, id=slug(drawing.title))


def _others(sheet: Sheet, sheets: Sheets) -> list[Sheet]:
    """The sheets that this one names."""
    if isinstance(sheet, Role):
        return [role for id in sheet.talks_to for role in sheets.of(Role) if role.id == id]
    if isinstance(sheet, Ritual):
        return [worksheet for id in sheet.sheets for worksheet in sheets.of(Worksheet) if worksheet.id == id]
    return []


def _breaks(sheet: Sheet) -> int:
    return sum(block.minutes for block in sheet.blocks if not block.part) if isinstance(sheet, Agenda) else 0
