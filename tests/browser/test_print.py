"""Ordinary pages on paper: what Chromium prints from the dark scheme, colours and all, read back from its PDF."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pymupdf
import pytest
from playwright.sync_api import Browser

MM = 72 / 25.4
# The page of each kind, and the line with which it begins on paper.
PAGES = {
    "home": ("", "Marketing and IT, on speaking terms"),
    "index": ("glossary/", "A to Z"),
    "entry": ("glossary/cms/", "Marketing’s word · tool"),
    "homonym": ("glossary/which/ci/", "CI: which one?"),
    "department": ("departments/it/", "IT"),
    "playbook": ("playbook/further-reading/", "Further reading"),
    "ritual": ("rituals/monday-stand-up/", "Monday stand-up"),
    "worksheet": ("worksheets/swim-lanes/", "Swim lanes"),
    "facilitation": ("workshop/facilitator/teach-in/", "Teach-in (facilitator)"),
    "facilitator": ("workshop/facilitator/", "For the facilitator"),
    "measures": ("metrics/", "The shared scorecard"),
}


@dataclass(frozen=True)
class Line:
    """A line of text on a sheet: its place and the size of its first letters in points, and its colours as RGB."""

    x: float
    y: float
    end: float
    foot: float
    text: str
    size: float
    colours: tuple[int, ...]


Sheets = tuple[tuple[Line, ...], ...]
Print = Callable[..., Sheets]


@pytest.fixture(scope="module")
def printed(browser: Browser, served: str) -> Iterator[Print]:
    """Prints a kind of page and gives its sheets; each once."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()

    @functools.cache
    def of(kind: str, paper: str = "A4") -> Sheets:
        page.goto(f"{served}{PAGES[kind][0]}")
        with pymupdf.open(stream=page.pdf(format=paper, print_background=True)) as document:
            return tuple(tuple(_lines(sheet)) for sheet in document)

    yield of
    context.close()


def _lines(sheet: pymupdf.Page) -> Iterator[Line]:
    text: Any = sheet.get_text("dict")
    for block in text["blocks"]:
        for line in block.get("lines", []):
            spans = [span for span in line["spans"] if span["text"].strip()]
            if spans:
                left, top, right, bottom = line["bbox"]
                text = "".join(span["text"] for span in line["spans"])
                colours = tuple(span["color"] for span in spans)
                yield Line(left, top, right, bottom, text, spans[0]["size"], colours)


def words(sheets: Sheets) -> str:
    return " ".join(line.text.strip() for sheet in sheets for line in sheet)


@pytest.mark.parametrize("kind", PAGES)
def test_a_sheet_holds_the_page_and_nothing_of_the_screen(printed: Print, kind: str) -> None:
    sheets = printed(kind)
    path, first = PAGES[kind]
    assert min(sheets[0], key=lambda line: line.y).text.strip() == first
    text = words(sheets)
    for gone in ("Skip to content", "Edit this", "Your side", "your side", "Put it into", "Show all", "A B C D", "¶"):
        assert gone not in text, gone
    assert all(sheets), "a sheet is empty"
    assert words(sheets[-1:]).endswith(f"Dragoman, https://intranet.example.com/wiki/{path}")


@pytest.mark.parametrize("kind", PAGES)
def test_ink_is_dark_though_the_screen_is_too(printed: Print, kind: str) -> None:
    pale = {f"#{colour:06x}" for sheet in printed(kind) for line in sheet for colour in line.colours}
    assert {colour for colour in pale if _contrast_with_white(colour) < 4.5} == set()


def _contrast_with_white(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize(("paper", "width", "height"), [("A4", 210, 297), ("Letter", 215.9, 279.4)])
@pytest.mark.parametrize("kind", ["entry", "playbook", "worksheet", "ritual"])
def test_both_papers_keep_their_margins(printed: Print, kind: str, paper: str, width: float, height: float) -> None:
    for sheet in printed(kind, paper):
        assert min(line.x for line in sheet) >= 17 * MM
        assert max(line.end for line in sheet) <= (width - 17) * MM
        assert min(line.y for line in sheet) >= 14 * MM
        assert max(line.foot for line in sheet) <= (height - 17) * MM


@pytest.mark.parametrize("kind", PAGES)
def test_no_heading_ends_a_sheet(printed: Print, kind: str) -> None:
    for sheet in printed(kind)[:-1]:
        last = max(sheet, key=lambda line: line.foot)
        assert last.size < 14, last.text


@pytest.mark.parametrize(("kind", "sheets"), [("facilitation", 2), ("measures", 3)])
def test_a_long_card_begins_below_its_heading(printed: Print, kind: str, sheets: int) -> None:
    found = printed(kind)
    assert len(found) == sheets
    assert max(line.foot for line in found[0]) > 190 * MM


def test_the_table_s_head_stays_with_its_rows(printed: Print) -> None:
    for sheet in printed("facilitator")[:-1]:
        assert max(sheet, key=lambda line: line.foot).text.strip() not in ("How", "What")


def test_full_forms_stand_in_brackets_after_first_mentions(printed: Print) -> None:
    assert "IT (Information technology) writes" in words(printed("home"))
    assert "the ERP (Enterprise resource planning)?" in words(printed("entry"))


def test_only_addresses_elsewhere_are_printed(printed: Print) -> None:
    text = words(printed("playbook"))
    assert "Version 1 <https://www.rfc-editor.org/info/rfc7208>" in text
    # An entry's sources are elsewhere, too; the links to other entries are not.
    assert set(re.findall("<(\\w+:)?", text + words(printed("entry")))) == {"https:"}
    assert "<" not in words(printed("index"))
    assert "Suggest a change" not in words(printed("entry"))


def test_views_stand_side_by_side(printed: Print) -> None:
    heads = [
        (number, line.y, line.text.strip())
        for number, sheet in enumerate(printed("entry"))
        for line in sheet
        if line.text.strip() in ("In Marketing", "In IT")
    ]
    places = {name: {(number, y) for number, y, head in heads if head == name} for name in ("In Marketing", "In IT")}
    assert places["In Marketing"] == places["In IT"] != set()


def test_no_word_is_torn_from_its_definition(printed: Print) -> None:
    for kind in ("index", "department"):
        for sheet in printed(kind)[1:]:
            first = min(sheet, key=lambda line: (round(line.y), line.x))
            assert first.x < 19 * MM, first.text


def test_what_is_folded_away_is_open(printed: Print) -> None:
    assert "IT: Create the contact and look for duplicates" in words(printed("worksheet"))
