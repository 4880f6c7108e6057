"""Which of a page's mentions become links, and where they lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from dragoman import readings, routes
from dragoman.folding import folded
from dragoman.glossary import Entry, Glossary, Homonym
from dragoman.languages import LANGUAGES
from dragoman.matching import Matcher
from dragoman.mentions import NOWHERE, Mention, Place
from dragoman.routes import Routes

First = Literal["section", "page", "all"]


class Section(NamedTuple):
    """A stretch of a page: `number` counts the ## headings above it, `title` and `anchor` are the nearest heading's."""

    number: int = 0
    title: str = ""
    anchor: str = ""


class Target(NamedTuple):
    """Where a link leads: its URL, the id of its tip, and the full form behind the entry's term."""

    url: str
    tip: str
    expansion: str = ""

    def beside(self, text: str) -> str:
        """The full form that paper shows in brackets behind `text`; nothing where the text says it already."""
        return self.expansion if self.expansion and folded(self.expansion) not in folded(text) else ""


@dataclass(slots=True)
class Manuscript:
    """A page while its links are set. `department` is whose page it is, `own` the ids that it must not link.

    `open` are the places where several readings are possible, `undefined` the abbreviations that no entry explains.
    """

    path: str
    title: str
    department: str = ""
    first: First = "section"
    wants_links: bool = True
    own: frozenset[str] = frozenset()
    mentions: list[Mention] = field(default_factory=list)
    open: list[tuple[Mention, tuple[Entry, ...]]] = field(default_factory=list)
    undefined: list[tuple[str, Section]] = field(default_factory=list)
    _linked: dict[tuple[int, tuple[Entry, ...]], None] = field(default_factory=dict)
    _named: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note_named(self, found: Iterable[tuple[tuple[Entry, ...], Section]]) -> None:
        """Remember which entries are named beyond doubt in which section: they speak for a homonym's reading."""
        for entries, section in found:
            if len(entries) == 1:
                self._named[section.number].add(entries[0].id)

    def meant(self, found: tuple[Entry, ...], section: Section) -> tuple[Entry, ...]:
        """The reading that is meant there: by the words of its section, else by those of the whole page."""
        if len(found) == 1:
            return found
        near = readings.chosen(found, self.department, self._named[section.number])
        return readings.chosen(near, self.department, set().union(*self._named.values()))

    def mention(self, entries: tuple[Entry, ...], place: Place, section: Section) -> None:
        """Record that these entries are named there; if they are several, it stays open which is meant."""
        found = [Mention(entry.id, self.path, self.title, section.title, section.anchor, place) for entry in entries]
        self.mentions += found
        if len(found) > 1:
            self.open.append((found[0], entries))

    def is_first(self, entries: tuple[Entry, ...], section: Section) -> bool:
        """Whether these entries are not linked yet where one link is enough; from now on they are."""
        key = section.number if self.first == "section" else 0, entries
        count = len(self._linked)
        self._linked[key] = None
        return len(self._linked) > count or self.first == "all"

    @property
    def linked(self) -> tuple[tuple[Entry, ...], ...]:
        """What the page's links lead to, each once, in the order of the first ones."""
        return tuple(dict.fromkeys(entries for _, entries in self._linked))


@dataclass(frozen=True)
class Linker:
    """Sets the links to one glossary's entries in pages of one language."""

    glossary: Glossary
    routes: Routes
    language: str = "en"
    entry_pages: bool = True

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the glossary's surfaces in this language's texts."""
        return Matcher(self.glossary, LANGUAGES[self.language])

    @cached_property
    def homonym_paths(self) -> dict[Homonym, str]:
        """Homonym -> the page of its readings."""
        return routes.homonym_paths(self.glossary.homonyms)

    def link(self, manuscript: Manuscript, found: tuple[Entry, ...], place: Place, section: Section) -> Target | None:
        """Record the mention there of what is meant by these readings; its target if it becomes a link."""
        meant = manuscript.meant(found, section)
        if manuscript.own and not manuscript.own.isdisjoint(entry.id for entry in meant):
            return None
        # The place is shown on entries' pages, and of open ones in the editors' report; else it would take up memory.
        manuscript.mention(meant, place if self.entry_pages or len(meant) > 1 else NOWHERE, section)
        is_link = self._has_page(meant) and manuscript.is_first(meant, section)
        return self.target(manuscript.path, meant) if is_link else None

    def link_by_hand(self, manuscript: Manuscript, id: str, place: Place, section: Section) -> Target:
        """Record the mention there of the entry with this id and give its target; KeyError where there is none."""
        entries = (self.glossary.by_id[id],)
        manuscript.note_named([(entries, section)])
        manuscript.mention(entries, place, section)
        manuscript.is_first(entries, section)
        return self.target(manuscript.path, entries)

    def _has_page(self, entries: tuple[Entry, ...]) -> bool:
        """Whether a page lists these: none does if they only share an ending, as base and bas in bases."""
        return len(entries) == 1 or any(set(entries) <= set(homonym.readings) for homonym in self.homonym_paths)

    def target(self, path: str, entries: tuple[Entry, ...]) -> Target:
        """Where a link from the page at `path` to these readings leads."""
        key = self.routes.to_root(path), entries
        known = self._targets.get(key)
        if known is None:
            known = self._targets[key] = self._target(*key)
        return known

    @cached_property
    def _targets(self) -> dict[tuple[str, tuple[Entry, ...]], Target]:
        """The way to the site's root and readings -> where a link to them leads, once it is worked out."""
        return {}

    def _target(self, root: str, entries: tuple[Entry, ...]) -> Target:
        page, anchor = self.place_of(entries)
        expansion = entries[0].expansion if len(entries) == 1 else ""
        tip = routes.tip_id(routes.path_of(entries, self.glossary, self.homonym_paths))
        return Target(root + self.routes.url(page) + (f"#{anchor}" if anchor else ""), tip, expansion)

    def place_of(self, entries: tuple[Entry, ...]) -> tuple[str, str]:
        """The page that explains these readings, and the anchor on it: entries without pages stand in the list."""
        if self.entry_pages or len(entries) > 1:
            return routes.path_of(entries, self.glossary, self.homonym_paths), ""
        return routes.INDEX, routes.entry_anchor(entries[0].id)
