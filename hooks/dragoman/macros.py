"""Plain functions for the authors of pages: `{{ term("cta") }}`, `{{ entries(department="it") }}`.

What they return never holds an entry's text: a link whose words are filled in after Markdown, or a mark that is
replaced by finished HTML when the page is. So no entry reaches Jinja or Python-Markdown through them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.conversations import talks
from dragoman.glossary import SHARED, Entry
from dragoman.handouts.handout import Material, Workshop
from dragoman.inline import TERM_LINK
from dragoman.linking import Manuscript
from dragoman.packing import PARTICIPANTS, PackingError, Party
from dragoman.pages.index import rows
from dragoman.pages.kit import packing_html
from dragoman.pages.layout import Layout
from dragoman.pages.sheet import diagram_html, diagram_of, sheet_html, sheets_html
from dragoman.pages.week import week_html
from dragoman.problems import did_you_mean, quoted
from dragoman.routes import INDEX, department_path
from dragoman.sheets import KINDS, Ritual, Role, Sheet, Sheets, Worksheet


class MacroError(Exception):
    """A macro can't do what its author asks for; the message says why."""


Macro = Callable[..., str]


@dataclass(frozen=True)
class Macros:
    """The macros over one glossary and its sheets. `fragments` holds what marks stand for: path of the page -> HTML.

    `manuscripts` are the written pages by path, as they are read; `today` is the day of the build.
    """

    layout: Layout
    sheets_of_all: Sheets = field(default_factory=Sheets)
    manuscripts: Mapping[str, Manuscript] = field(default_factory=dict)
    today: datetime.date = datetime.date.min
    fragments: list[Callable[[str], str]] = field(default_factory=list)

    @property
    def by_name(self) -> dict[str, Macro]:
        """Every macro that a page may call, by the name it is called by."""
        return {
            "term": self.term,
            "entries": self.entries,
            "departments": self.departments,
            "counted": self.counted,
            "sheet": self.sheet,
            "sheets": self.sheets,
            "diagram": self.diagram,
            "talks": self.talks,
            "term_of_the_week": self.term_of_the_week,
            "packing": self.packing,
        }

    def term(self, id: str) -> str:
        """A link to the entry with this id, in its own words."""
        self._known(id)
        return f"[]({TERM_LINK}{id})"

    def entries(self, department: str = "", kind: str = "", ids: Sequence[str] = ()) -> str:
        """A list of entries: those named by `ids`, or all of a department, of a kind, or of both."""
        glossary = self.layout.glossary
        departments = (*(known.id for known in glossary.departments), SHARED)
        _check("department", department, departments)
        _check("kind", kind, glossary.kinds)
        found = tuple(self._known(id) for id in ids) or tuple(
            entry for entry in glossary.entries if department in ("", entry.department) and kind in ("", entry.kind)
        )
        return self._fragment(lambda path: self.layout.render(path, "entries", rows=rows(self.layout, path, found)))

    def departments(self) -> str:
        """A card for each department: a way to its words, and the choice of the reader's side."""
        paths = {department.id: department_path(department) for department in self.layout.glossary.departments}
        return self._fragment(lambda path: self.layout.render(path, "departments", paths=paths, index=INDEX))

    def counted(self, what: str = "entries") -> str:
        """How many `entries`, `homonyms` or `pictures` (entries with two views) there are, as digits."""
        glossary = self.layout.glossary
        counts = {
            "entries": len(glossary.entries),
            "homonyms": len(glossary.homonyms),
            "pictures": sum(entry.has_two_pictures for entry in glossary.entries),
        }
        _check("what", what, tuple(counts))
        return str(counts.get(what, ""))

    def sheet(self) -> str:
        """The fields that stand in the page's own front matter, as a card, table or form."""
        return self._fragment(
            lambda path: sheet_html(self.layout, self._own(path), self.sheets_of_all, self._manuscript(path))
        )

    def sheets(self, kind: str) -> str:
        """A list of all sheets of a kind: role, ritual, worksheet …"""
        _check("kind", kind or "nothing", tuple(KINDS))
        found = self.sheets_of_all.of(KINDS[kind])
        return self._fragment(lambda path: sheets_html(self.layout, path, found))

    def diagram(self) -> str:
        """The `points` of the page's own front matter, drawn: a ritual's in time, a worksheet's in lanes."""
        return self._fragment(self._diagram)

    def talks(self, title: str, roles: Sequence[str] = ()) -> str:
        """Who talks to whom, drawn: among the roles with these ids, or among all."""
        if not isinstance(title, str):
            raise MacroError(f"title must be a text, not {quoted(str(title))}")
        known = {role.id: role for role in self.sheets_of_all.of(Role)}
        for id in roles:
            _check("role", str(id), tuple(known))
        shown = [role for role in known.values() if not roles or role.id in roles]
        drawing = talks(title, shown, self.layout.glossary, inside=bool(roles))
        return self._fragment(lambda path: diagram_html(self.layout, path, drawing))

    def term_of_the_week(self) -> str:
        """An entry that departments see differently, another one each week."""
        return self._fragment(lambda path: week_html(self.layout, path, self.today))

    def packing(self, people: int = PARTICIPANTS) -> str:
        """What to print and to pack for a workshop of so many people."""
        if type(people) is not int:
            raise MacroError(f"people must be a whole number, not {quoted(str(people))}")
        material = Material(self.layout.glossary, self.sheets_of_all, Workshop(people))
        try:
            Party(people)
        except PackingError as error:
            raise MacroError(str(error)) from None
        return self._fragment(lambda path: packing_html(self.layout, path, material))

    def _diagram(self, path: str) -> str:
        sheet = self._own(path)
        assert isinstance(sheet, (Ritual, Worksheet))  # no other kind may have points
        return diagram_html(self.layout, path, diagram_of(self.layout, sheet))

    def _own(self, path: str) -> Sheet:
        """The sheet of the page at `path`; the check before each build has refused a call without one."""
        return next(sheet for sheet in self.sheets_of_all.all if sheet.path == path)

    def _manuscript(self, path: str) -> Manuscript:
        return self.manuscripts.get(path) or Manuscript(path, path, wants_links=False)

    def filled_in(self, html: str, path: str) -> str:
        """`html` of the page at `path` with its marks replaced by what they stand for."""
        for number, fragment in enumerate(self.fragments):
            if (mark := _mark(number)) in html:
                html = html.replace(mark, fragment(path))
        return html

    def _fragment(self, html_on: Callable[[str], str]) -> str:
        self.fragments.append(html_on)
        return _mark(len(self.fragments) - 1)

    def _known(self, id: str) -> Entry:
        known = self.layout.glossary.by_id
        if id not in known:
            raise MacroError(f"no entry has the id {quoted(str(id))}" + did_you_mean(str(id), tuple(known)))
        return known[id]


def _mark(number: int) -> str:
    return f'<div data-dragoman="{number}"></div>'


def _check(name: str, value: str, words: tuple[str, ...]) -> None:
    if value and value not in words:
        listed = ", ".join(words)
        raise MacroError(f"{name} must be one of {listed}, not {quoted(str(value))}" + did_you_mean(str(value), words))
