"""The press: a handout's copy and its Typst template -> PDF or picture.

Data goes in as JSON, never as mark-up. System fonts are not looked at: the same copy gives the same bytes everywhere.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typst

from dragoman.glossary import SHARED_BY_ALL, Department, Glossary
from dragoman.handouts.handout import Handout, Origin
from dragoman.marks import COLOURS, SHAPES
from dragoman.problems import GlossaryError, Location, Problem, quoted

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
THUMBNAIL_PPI = 40

# Where a shape is dark and wide enough for a letter, as shares of its box, if not in the middle.
_CENTRES = {"overlap": (0.35, 0.5), "triangle": (0.5, 0.62)}
_PANIC = "panicked with: too long "


def pdf(handout: Handout, glossary: Glossary, timestamp: int) -> bytes:
    """The handout as PDF/UA-1, dated `timestamp` (seconds since 1970); raises `GlossaryError` for what doesn't fit."""
    return _printed(handout, glossary, format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)[0]


def picture(handout: Handout, glossary: Glossary) -> bytes:
    """The handout's first page as a small PNG."""
    return _printed(handout, glossary, format="png", ppi=THUMBNAIL_PPI)[0]


def _printed(handout: Handout, glossary: Glossary, **how: Any) -> list[bytes]:
    copy = handout.copy()
    data = {**_frame(handout, glossary), **copy.data}
    if refused := list(_unprintable(data, copy.origins, handout)):
        raise GlossaryError(refused)
    try:
        printed = _compiler(handout.template).compile(sys_inputs={"data": json.dumps(data)}, **how)
    except typst.TypstError as error:
        # Only the layout knows whether a text fits; anything else is our mistake.
        if not error.message.startswith(_PANIC):
            raise
        raise GlossaryError(_too_long(error.message.removeprefix(_PANIC), copy.origins)) from None
    return printed if isinstance(printed, list) else [printed or b""]


@functools.cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
    )


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _frame(handout: Handout, glossary: Glossary) -> dict[str, Any]:
    """What every sheet is told: its name and size, the version, and how departments are marked."""
    width, height = handout.size
    departments = (*glossary.departments, SHARED_BY_ALL)
    letters = _letters(departments)
    return {
        "title": handout.title,
        "purpose": handout.purpose,
        "version": glossary.version,
        "width": width,
        "height": height,
        "departments": {known.id: _marked(known, letters[known.id]) for known in departments},
        "logo": _svg(SHARED_BY_ALL.shape, "#565f72"),
    }


def _marked(department: Department, letter: str) -> dict[str, Any]:
    colour = COLOURS[department.colour]
    return {
        "name": department.name,
        "letter": letter,
        "centre": _CENTRES.get(department.shape, (0.5, 0.5)),
        "colour": colour.light,
        "tint": colour.light_tint,
        "shape": _svg(department.shape, colour.light),
        "faded": _svg(department.shape, colour.light, 0.16),
    }


def _svg(shape: str, colour: str, opacity: float = 1) -> str:
    drawn = f'<g fill="{colour}" opacity="{opacity}">{SHAPES[shape]}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{drawn}</svg>'


def _letters(departments: tuple[Department, ...]) -> dict[str, str]:
    """A letter for each department: the first of its name that no earlier one has taken."""
    taken: dict[str, str] = {}
    for department in departments:
        free = (char for char in department.name.upper() if char.isalnum() and char not in taken.values())
        taken[department.id] = next(free, str(len(taken) + 1))
    return taken


@functools.cache
def printable() -> frozenset[str]:
    """The characters that all styles of our typeface hold, and the line break."""
    runs = (line.split("-") for line in (FONTS / "characters.txt").read_text(encoding="ascii").split())
    return frozenset(chr(code) for first, last in runs for code in range(int(first, 16), int(last, 16) + 1)) | {"\n"}


def _unprintable(value: Any, origins: Mapping[str, Origin], handout: Handout, key: str = "") -> Iterator[Problem]:
    """Each text with a character that would be an empty box on paper; `key` says whose the text is."""
    if isinstance(value, str):
        if strange := next((char for char in value if char not in printable()), ""):
            yield _strange(value, strange, origins.get(key), handout)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _unprintable(inner, origins, handout, value.get("key", key))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _unprintable(inner, origins, handout, key)


def _strange(text: str, char: str, origin: Origin | None, handout: Handout) -> Problem:
    message = f"{quoted(text)} has the character U+{ord(char):04X}, which our typeface can't print; write it otherwise"
    if origin is None:
        return Problem(Location(f"{handout.name}.pdf", 1), message, "handout")
    return Problem(origin.place, message, "handout", origin.entry)


def _too_long(found: str, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """The problems in what the layout measured: `key|high|needed mm|room mm|pt` for each text, with ; between."""
    for one in found.split(";"):
        key, side, needed, room, size = one.split("|")
        yield _problem(origins[key], side, float(needed), float(room), size)


def _problem(origin: Origin, side: str, needed: float, room: float, size: str) -> Problem:
    over = max(1, math.ceil(needed - room))
    characters = max(1, math.ceil(origin.length * (needed - room) / needed))
    message = f"{origin.what} is {over} mm too {side} at {size} pt; shorten {origin.shorten} by about {characters}"
    word = "character" if characters == 1 else "characters"
    return Problem(origin.place, f"{message} {word}", "handout", origin.entry)
