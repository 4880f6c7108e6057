"""Rows of texts as the files of a spreadsheet, CSV and XLSX, and back; what a spreadsheet has spoiled is told."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# openpyxl is imported where it is used: half of the time that other commands need to start would go into it.

# No spreadsheet of words is larger; a small file may unpack to fill the memory.
MAX_UNPACKED = 200 * 1024 * 1024

Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A cell that holds no text any more but `what`, such as a number; `day` is its date (ISO 8601), if it is one."""

    what: str
    text: str
    day: str = ""


Cell = str | Spoiled


class NoWorkbook(Exception):
    """The file can't be read as a spreadsheet; says why."""


def cell_name(row: int, column: int) -> str:
    """`B7` for row 7 and column 2."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row}"


def as_csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """CSV with a BOM, by which Excel knows UTF-8 (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def as_xlsx(rows: Iterable[tuple[str, ...]]) -> bytes:
    """XLSX in which every cell is a text and stays one when it is edited; the same rows give the same bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    workbook, layout, bold = Workbook(), Alignment(vertical="top", wrap_text=True), Font(bold=True)
    sheet = workbook.active
    assert sheet is not None  # a new workbook has one
    sheet.title = "glossary"
    sheet.freeze_panes = "B2"
    for y, row in enumerate(rows, 1):
        for x, text in enumerate(row, 1):
            cell: Any = sheet.cell(y, x)
            cell.value = guarded(text) or None
            cell.number_format = "@"
            cell.alignment = layout
            if y == 1:
                cell.font = bold
                sheet.column_dimensions[cell.column_letter].width = 24
    workbook.properties.created = workbook.properties.modified = datetime.datetime(1980, 1, 1)
    return _packed(workbook)


def rows_of(data: bytes) -> tuple[list[Row], str]:
    """The rows of a file and a warning about its encoding, which is mostly empty; raises `NoWorkbook`."""
    if data.startswith(b"PK"):
        return _xlsx_rows(data), ""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoWorkbook("is an old Excel file (or has a password); save it as .xlsx or .csv")
    text, warning = _decoded(data)
    lines = io.StringIO(text, newline="")
    try:
        return [tuple(map(_csv_cell, row)) for row in csv.reader(lines, delimiter=_delimiter(text))], warning
    except csv.Error as error:
        raise NoWorkbook(f"is no CSV file: {error}") from None


def guarded(text: str) -> str:
    """`text` with an apostrophe where a spreadsheet would run it as a formula (owasp.org, "CSV Injection")."""
    return f"'{text}" if re.match(r"'*[=+\-@\t\r]", text) else text


def unguarded(text: str) -> str:
    """`text` without the apostrophe of `guarded`."""
    return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text


def _packed(workbook: Any) -> bytes:
    """The file's bytes; openpyxl's own `save` sets the time of day in them."""
    from openpyxl.writer.excel import ExcelWriter

    raw, packed = io.BytesIO(), io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(raw, "w")).save()
    with zipfile.ZipFile(raw) as timed, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as timeless:
        for name in timed.namelist():
            timeless.writestr(zipfile.ZipInfo(name), timed.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        warning = "is not UTF-8; read as Windows-1252, so look at letters such as ä and é in the preview"
        return data.decode("cp1252", "replace"), warning


def _delimiter(text: str) -> str:
    """What parts the cells of the first line."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n", 1)[0])
    return max(",;\t", key=first.count)


# What Excel writes in place of a text that looked like a number, and for a formula that failed.
_MONTHS = "jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez"
_CSV_SPOILED = {
    "a number": re.compile(r"-?\d([.,]\d+)?E[+-]\d+"),
    "an error": re.compile(r"#[A-ZÄÖÜ0-9/]+[!?]?"),
    "a date": re.compile(rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}[-. ]+({_MONTHS})\.?|({_MONTHS})-\d\d", re.I),
}


def _csv_cell(text: str) -> Cell:
    what = next((what for what, pattern in _CSV_SPOILED.items() if pattern.fullmatch(text.strip())), "")
    return Spoiled(what, text.strip()) if what else unguarded(text)


def _xlsx_rows(data: bytes) -> list[Row]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise NoWorkbook("is too large")
        sheet: Any = load_workbook(io.BytesIO(data), read_only=True).active
        return [tuple(map(_xlsx_cell, row)) for row in sheet.iter_rows()]
    except NoWorkbook:
        raise
    except Exception:
        # openpyxl raises whatever a broken part makes it stumble over.
        raise NoWorkbook("is no XLSX file that can be read; save it again as .xlsx or .csv") from None


def _xlsx_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return Spoiled("a date", str(value), value.strftime("%Y-%m-%d") if isinstance(value, datetime.date) else "")
    if isinstance(value, (int, float)):
        return Spoiled("a number", str(value))
    what = {"f": "a formula", "e": "an error"}.get(cell.data_type)
    return Spoiled(what, str(value)) if what else unguarded(str(value))
