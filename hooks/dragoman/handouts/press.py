"""The press: a handout's copy and its Typst template -> PDF or picture, printed only where it wasn't before.

Data goes in as JSON, never as mark-up. System fonts are not looked at: the same copy gives the same bytes everywhere.
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.glossary import SHARED_BY_ALL, Department, Glossary
from dragoman.handouts.handout import Handout, Origin
from dragoman.marks import COLOURS, SHAPES
from dragoman.problems import GlossaryError, Location, Problem, quoted
from dragoman.shelf import Shelf, cache_folder

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
THUMBNAIL_PPI = 40
# So many printed files are kept.
KEPT = 600

# Where a shape is dark and wide enough for a letter, as shares of its box, if not in the middle.
_CENTRES = {"overlap": (0.35, 0.5), "triangle": (0.5, 0.62)}
# The default, written out. Poppler's programs call it a syntax error, so spaces stand there: offsets stay as they are.
_SUSPECTS = b"/Suspects false"
_PANIC = "panicked with: too long "


@dataclass(frozen=True)
class Press:
    """Prints handouts, dated `timestamp` (seconds since 1970), and keeps them on `shelf`, if there is one.

    `made` holds the names of what it had to print, `role-cards.pdf`, and not of what it found on the shelf; `begin` is
    called before the first of them.
    """

    glossary: Glossary
    timestamp: int
    shelf: Shelf | None = None
    begin: Callable[[], None] = lambda: None
    made: list[str] = field(default_factory=list)

    def pdf(self, handout: Handout) -> bytes:
        """The handout as PDF/UA-1; raises `GlossaryError` for what doesn't fit."""
        return self._printed(handout, format="pdf", pdf_standards=["ua-1"], timestamp=self.timestamp)

    def picture(self, handout: Handout) -> bytes:
        """The handout's first page as a small PNG; raises `GlossaryError` too."""
        return self._printed(handout, format="png", ppi=THUMBNAIL_PPI)

    def tidy(self) -> None:
        """Let go what nobody has asked for longest, if too much is kept."""
        if self.made and self.shelf:
            self.shelf.tidy()

    @cached_property
    def _machine(self) -> str:
        """A hash of the templates, the typeface and the typesetter."""
        files = (file for folder in (TEMPLATES, FONTS) for file in sorted(folder.iterdir()))
        return _hash(version("typst"), *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files))

    def _printed(self, handout: Handout, **how: Any) -> bytes:
        copy = handout.copy()
        data = {**_frame(handout, self.glossary), **copy.data}
        # People's names stay with whoever prints them.
        shelf = None if handout.named else self.shelf
        key = _hash(self._machine, handout.template, json.dumps([data, how]))
        content = shelf.get(key) if shelf else None
        if content is None:
            if not self.made:
                self.begin()
            self.made.append(f"{handout.name}.{how['format']}")
            content = _typeset(handout, data, copy.origins, how)
            if shelf:
                shelf.put(key, content)
        return content


def kept() -> Shelf:
    """The user's own shelf for what is printed: it holds four kits on both papers, each of about 7 MB."""
    return Shelf(cache_folder() / "printed", KEPT)


def _typeset(handout: Handout, data: dict[str, Any], origins: Mapping[str, Origin], how: dict[str, Any]) -> bytes:
    # Imported where it is used: most builds and commands never come here, and it takes some 50 ms.
    import typst

    if refused := list(_unprintable(data, origins, handout)):
        raise GlossaryError(refused)
    try:
        printed = _compiler(handout.template, threading.get_ident()).compile(
            sys_inputs={"data": json.dumps(data)}, **how
        )
    except typst.TypstError as error:
        # Only the layout knows whether a text fits; anything else is our mistake.
        if not error.message.startswith(_PANIC):
            raise
        raise GlossaryError(_too_long(error.message.removeprefix(_PANIC), origins)) from None
    content = (printed[0] if isinstance(printed, list) else printed) or b""
    return content.replace(_SUSPECTS, b" " * len(_SUSPECTS))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@functools.cache
def _compiler(template: str, thread: int) -> typst.Compiler:
    # One for each thread: while it works, a compiler refuses any other.
    import typst

    return typst.Compiler(
        str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
    )


@functools.cache
def _fonts() -> typst.Fonts:
    import typst

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
        for name, inner in value.items():
            owner = name if name in origins else value.get("key", key)
            yield from _unprintable(inner, origins, handout, owner)
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
