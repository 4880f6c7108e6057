"""Values through templates: what every generated page is made with."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.compiled import compiled
from dragoman.forges import Repository
from dragoman.glossary import SHARED, Department, Entry, Glossary
from dragoman.inline import plain
from dragoman.linking import Linker
from dragoman.marks import SHAPES
from dragoman.pages.page import Page
from dragoman.pages.prose import escaped, paragraphs, prose

_MONTHS = "January February March April May June July August September October November December".split()

# What an issue begins with. An address holds 4 KB at least everywhere: so the definition, not the whole entry.
_NEW = "Term:\nWhat it means:\nWhere I met it:\n"
_CHANGE = "Entry: {name} ({id})\nThe definition now: {definition}\n\nWhat should be different, and why?\n\n"

# Stands for the way from a page to the site's root, and for the end of one of several pieces that are made at once.
ROOT, END = "\x00", "\x01"
# So many lines and tips are kept: those of 10,000 entries would be a tenth of a build's memory.
KEPT = 2_000


@dataclass(frozen=True)
class Layout:
    """The templates, and what they need to know of the site."""

    linker: Linker
    repository: Repository | None = None
    source: str = "glossary.yaml"

    @property
    def glossary(self) -> Glossary:
        """The glossary that the pages are made from."""
        return self.linker.glossary

    def page(
        self,
        path: str,
        title: str,
        description: str,
        template: str,
        entry: str = "",
        **values: Any,
    ) -> Page:
        """The page at `path`: `template` filled with `values`."""
        return Page(path, title, description, self.render(path, template, **values), entry)

    def render(self, path: str, template: str, **values: Any) -> str:
        """`template` filled with `values`, its links leading from the page at `path`."""
        routes = self.linker.routes
        return self._templates.get_template(f"{template}.html").render(
            values,
            glossary=self.glossary,
            href=lambda target, anchor="": routes.between(path, target, anchor),
            entry_href=lambda entry: routes.between(path, *self.linker.place_of((entry,))),
        )

    def part(self, name: str, *values: Any) -> Markup:
        """The macro `name` of parts.html, with these values."""
        made: Markup = getattr(self._templates.get_template("parts.html").module, name)(*values)
        return made

    def edit_url(self, entry: Entry) -> str:
        """The entry's very lines at the forge; empty where the site names none."""
        return self.repository.lines(self.source, entry.line, entry.last_line) if self.repository else ""

    def suggest_url(self, entry: Entry | None) -> str:
        """A new issue about `entry`, or about one that is missing; empty where the forge has no sure tracker."""
        if self.repository is None:
            return ""
        if entry is None:
            return self.repository.issue("term-new", "glossary: add ", "", _NEW)
        text = _CHANGE.format(name=entry.name, id=entry.id, definition=entry.definition)
        return self.repository.issue("term-change", f"glossary: {entry.name}", entry.id, text)

    def url_from_root(self, entry: Entry) -> str:
        """The entry's URL with `ROOT` in it, for HTML that is made once and fits every page."""
        path, anchor = self.linker.place_of((entry,))
        return ROOT + self.linker.routes.url(path) + (f"#{anchor}" if anchor else "")

    @cached_property
    def rows(self) -> dict[Entry, str]:
        """Entry -> its line in lists, once it is made; not of all where there are very many."""
        return {}

    @cached_property
    def tips(self) -> dict[tuple[Entry, ...], str]:
        """Readings -> the tip on them, likewise."""
        return {}

    @cached_property
    def _templates(self) -> Environment:
        templates = Environment(
            loader=PackageLoader("dragoman.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=compiled(),
        )
        templates.filters.update(text=escaped, prose=prose, paragraphs=paragraphs, plain=plain, day=day, shape=shape)
        templates.globals.update(SHARED=SHARED)
        return templates


def make_room(kept: dict[Any, str]) -> None:
    """Let go of the lines or tips that are kept, if they are too many."""
    if len(kept) > KEPT:
        kept.clear()


@functools.cache
def shape(department: Department) -> Markup:
    """A department's mark as SVG; words always stand beside it, so it is hidden from screen readers."""
    drawing = Markup(SHAPES[department.shape])
    svg = '<svg class="mark__shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{}</svg>'
    return Markup(svg).format(drawing)


@functools.cache
def view_title(department: Department) -> Markup:
    """What stands above a department's view: `In Marketing`, with its mark."""
    return Markup("{}In {}").format(shape(department), escaped(department.name))


def day(date: str) -> str:
    """`2026-11-22` as 22 November 2026."""
    found = datetime.date.fromisoformat(date)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
