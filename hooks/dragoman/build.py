"""One build of the site, from its settings: everything that the events of a site generator ask for.

Knows no site generator; `site` hands it MkDocs's events.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import dropwhile
from pathlib import Path

from dragoman.abbreviations import ignored
from dragoman.crosslinks import CrossLinks, ManuscriptOf
from dragoman.exports.calendar import calendar
from dragoman.exports.quiz_anki import quiz_anki
from dragoman.exports.quiz_gift import quiz_gift
from dragoman.exports.quiz_json import quiz_json
from dragoman.exports.quiz_tsv import quiz_tsv
from dragoman.glossary import Glossary
from dragoman.handouts.handout import Material, Workshop
from dragoman.handouts.kit import Kit, glossary_date
from dragoman.handouts.press import Press, kept
from dragoman.linking import Linker, Manuscript
from dragoman.macros import Macros
from dragoman.manuscripts import check_pages
from dragoman.mentions import Mention, WhereUsed, where_used
from dragoman.pages import Layout, Moved, Page, all_pages, moved_pages
from dragoman.pages.entry import WHERE_USED, where_used_box
from dragoman.pages.form import form_data
from dragoman.pages.kit import kit_files, kit_page
from dragoman.pages.quiz import quiz_data
from dragoman.pages.stylesheet import stylesheet
from dragoman.pages.tips import tips
from dragoman.problems import Problem, in_order
from dragoman.quiz import Quiz, quiz_of
from dragoman.report import Report, as_json, report
from dragoman.routes import (
    EDIT_DATA,
    EDITORS_JSON,
    QUIZ_ANKI,
    QUIZ_DATA,
    QUIZ_GIFT,
    QUIZ_JSON,
    QUIZ_TSV,
    STYLESHEET,
    Routes,
    calendar_path,
)
from dragoman.settings import Settings
from dragoman.sheets import Ritual, Sheets
from dragoman.source.front_matter import read_sheets
from dragoman.source.reader import load


@dataclass(frozen=True)
class Build:
    """The glossary from the file `source`, and what is made of it; `manuscripts` are the written pages, by path."""

    glossary: Glossary
    settings: Settings
    routes: Routes
    today: datetime.date
    source: Path = Path("glossary.yaml")
    docs: str = "docs"
    tell: Callable[[str], None] = lambda _: None
    ignored: frozenset[str] = frozenset()
    sheets: Sheets = field(default_factory=Sheets)
    wrong_sheets: tuple[Problem, ...] = ()
    manuscripts: dict[str, Manuscript] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        root: Path,
        docs: Path,
        settings: Settings,
        routes: Routes,
        today: datetime.date,
        tell: Callable[[str], None] = lambda _: None,
    ) -> Build:
        """A new build of the site in folder `root` from the pages in `docs`; raises `GlossaryError`."""
        path = root / settings.glossary
        glossary = load(path, today)
        name = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name
        sheets, wrong = read_sheets(docs, name, glossary)
        return cls(glossary, settings, routes, today, path, name, tell, ignored(root), sheets, wrong)

    @cached_property
    def linker(self) -> Linker:
        """Sets the links in pages."""
        return Linker(self.glossary, self.routes, self.settings.language, self.settings.entry_pages)

    @cached_property
    def layout(self) -> Layout:
        """Makes the pages."""
        return Layout(self.linker, self.settings.at_forge, self.settings.glossary)

    @cached_property
    def macros(self) -> Macros:
        """What authors may call in their pages."""
        return Macros(self.layout, self.sheets, self.manuscripts, self.today)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Path -> generated page."""
        made = all_pages(self.layout, self.quiz, lambda: self.report)
        return {page.path: page for page in (*made, kit_page(self.layout, self.kit))}

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """The pages at earlier addresses."""
        return tuple(moved_pages(self.layout))

    @cached_property
    def quiz(self) -> Quiz | None:
        """The joint quiz; none without entries' pages, to which all its answers lead."""
        return quiz_of(self.glossary, self.settings.quiz_seed) if self.settings.entry_pages else None

    @cached_property
    def kit(self) -> Kit:
        """The workshop's sheets, printed if the site wants them and has pages for its entries."""
        wanted = self.settings.kit and self.settings.entry_pages
        material = Material(
            self.glossary,
            self.sheets,
            Workshop(seed=self.settings.quiz_seed),
            self.settings.glossary,
            self.docs,
            self.quiz,
        )
        begin = partial(self.tell, "Printing the workshop kit; what stays the same is kept for the next build")
        return Kit(material, Press(self.glossary, glossary_date(self.glossary), kept(), begin), wanted)

    @property
    def files(self) -> dict[str, str | bytes]:
        """Path -> content of what else is made from the glossary and the sheets."""
        moved = {self._document(page.path): page.html for page in self.moved}
        dated = (ritual for ritual in self.sheets.of(Ritual) if ritual.rule)
        calendars = {calendar_path(ritual): calendar(ritual, self.today) for ritual in dated}
        made = {STYLESHEET: stylesheet(self.glossary.departments)}
        return {**made, **moved, **calendars, **self._quiz_files, **kit_files(self.kit)}

    @property
    def long_files(self) -> dict[str, str]:
        """Path -> content of what is as long as the glossary: made once more each time, rather than held."""
        text = self.source.read_bytes().decode("utf-8-sig")
        return {EDIT_DATA: form_data(self.glossary, text, self.settings)}

    def check_pages(self, folder: Path, name: str) -> tuple[Problem, ...]:
        """What is wrong with the pages that people have written in `folder`."""
        # Macros of their own: trying calls out must leave no marks behind for the pages.
        macros = Macros(self.layout, self.sheets).by_name
        return in_order([*self.wrong_sheets, *self.kit.problems, *check_pages(folder, name, self.glossary, macros)])

    def manuscript(self, path: str, title: str, meta: Mapping[str, object]) -> Manuscript:
        """The written page at `path`, as its front matter wants it; read anew each time."""
        page = Manuscript(
            path,
            title,
            department=str(meta.get("department") or ""),
            first=self.settings.first,
            wants_links=meta.get("terms", True) is not False,
        )
        self.manuscripts[path] = page
        return page

    def edit_url(self, page: Page) -> str | None:
        """Where a generated page is edited: its entry's lines; nowhere for a page of many entries."""
        return self.layout.edit_url(self.glossary.by_id[page.entry]) or None if page.entry else None

    def cross_links(self, manuscript_of: ManuscriptOf) -> CrossLinks:
        """The Markdown extension that links the words of written pages."""
        return CrossLinks(self.linker, manuscript_of)

    def finished(self, page: Page) -> str:
        """A generated page's HTML with its tips and the box that says where its entry is used; once all are read."""
        if page.late:
            return page.late()
        if not page.entry:
            return page.html
        box = where_used_box(self.layout, self.glossary.by_id[page.entry], self._where_used.get(page.entry, ()))
        return page.html.replace(WHERE_USED, box) + page.tips

    @cached_property
    def report(self) -> Report:
        """What waits for the editors, once all pages are read."""
        return report(
            self.glossary, self.manuscripts.values(), self.ignored, self.today, self.quiz.left_out if self.quiz else ()
        )

    @property
    def late_files(self) -> dict[str, str]:
        """Path -> content of the files that are known only once all pages are read."""
        return {EDITORS_JSON: as_json(self.report)}

    def tips(self, path: str) -> str:
        """The tips on the links of the written page at `path`, as HTML."""
        if path not in self.manuscripts:
            return ""
        # Pages are written in the order in which they were read.
        here_on = dropwhile(lambda page: page.path != path, self.manuscripts.values())
        return tips(self.layout, self.manuscripts[path], here_on)

    @property
    def _quiz_files(self) -> dict[str, str | bytes]:
        if not (quiz := self.quiz):
            return {}
        return {
            QUIZ_DATA: quiz_data(self.layout, quiz),
            QUIZ_JSON: quiz_json(quiz),
            QUIZ_GIFT: quiz_gift(quiz),
            QUIZ_TSV: quiz_tsv(quiz),
            QUIZ_ANKI: quiz_anki(quiz, self.today),
        }

    @cached_property
    def _where_used(self) -> dict[str, tuple[WhereUsed, ...]]:
        mentions: list[Mention] = [
            mention for path in sorted(self.manuscripts) for mention in self.manuscripts[path].mentions
        ]
        return where_used(mentions)

    def _document(self, path: str) -> str:
        """The file of the page at `path` in the site."""
        url = self.routes.url(path)
        return f"{url}index.html" if url.endswith("/") else url
