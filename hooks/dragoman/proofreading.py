"""A page as its author wrote it: which of its words stand for entries, with line and column.

Where words may be linked is decided once, on the finished tree (`page_text`). To know the places of its words in the
source, each word that might be one is marked there first, with a character that Markdown carries along.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from dragoman.abbreviations import ABBREVIATION, undefined
from dragoman.crosslinks import PRIORITY
from dragoman.glossary import Entry
from dragoman.inline import TERM_LINK
from dragoman.linking import Linker, Manuscript
from dragoman.mentions import PADDING
from dragoman.page_text import MARK, MARKS, PageText

# As mkdocs.yml has them; `tests/test_proofreading.py` holds it.
EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True, "permalink_title": "Link to this section"},
    "pymdownx.details": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
_SETTING = re.compile(r"^(department|terms):[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_MACRO = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
# To the matcher an underscore or backslash belongs to a word; to Markdown it is emphasis or an escape. And an entity
# may be a space.
_SPACED = re.compile(
    r"(?<!\w)_+(?=\w)|(?<=[^\W_])_+(?!\w)|\\(?=[\\`*_{}\[\]()<>#+.!|-])|&(?:nbsp|#160|#xa0);", re.IGNORECASE
)
# A mark within these would make something else of them: fences, titles of notes and tabs, tags, references, attributes.
_SYNTAX = re.compile(
    r"^[ \t>]*(?:`{3}|~{3}|!!!|\?\?\?|===)[^\n]*$|</?[a-zA-Z][^<>\n]*>?|\[\^[^\]\n]*\]|^ {0,3}\[[^\]\n]*\]:[^\n]*$"
    r"|\]\[[^\]\n]*\]|{:?[ #.][^}\n]*}",
    re.MULTILINE,
)
_HAND_LINK = re.compile(r"(?<!!)\[(?=[^\[\]]*\]\(" + re.escape(TERM_LINK) + ")")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word of a page that stands for an entry, or for any of several where that stays open.

    `line` and `column` count characters from 1. `discouraged` is a designation to avoid; `by_hand` a link that the
    author has set.
    """

    line: int
    column: int
    text: str
    meant: tuple[Entry, ...]
    discouraged: bool = False
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Undefined:
    """An abbreviation that no entry explains."""

    line: int
    column: int
    text: str


@dataclass(frozen=True)
class Proof:
    """One page's source with its text as a reader will see it."""

    source: str
    linker: Linker

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """What the front matter says of department and terms."""
        found = _FRONT_MATTER.match(self.source)
        return dict(_SETTING.findall(found.group())) if found else {}

    @cached_property
    def text(self) -> PageText:
        """The page's running text, with the marks of the source in it."""
        kept: list[PageText] = []
        body = self._marked[len(self._front) :]
        extensions: list[str | Extension] = [*EXTENSIONS, _Keep(self.linker.language, kept)]
        Markdown(extensions=extensions, extension_configs=EXTENSIONS).convert(body)
        return kept[0] if kept else PageText(self.linker.language)

    def sightings(self, manuscript: Manuscript) -> Iterator[Sighting]:
        """Every word that stands for an entry, in order, as `manuscript` has it; links by hand as well."""
        spans = [(span, self.text.section_at(span.start)) for span in self.linker.matcher.spans(self.text.matched)]
        entries = self.linker.glossary.by_id
        by_hand = [link for link in self.text.handmade if link.id in entries]
        for link in by_hand:
            manuscript.note_named([((entries[link.id],), link.section)])
            manuscript.is_first((entries[link.id],), link.section)
        manuscript.note_named((span.readings, section) for span, section in spans)
        found = [self._seen(link.start, link.end, (entries[link.id],), by_hand=True) for link in by_hand]
        for span, section in spans:
            meant = manuscript.meant(span.readings, section)
            if self._is_whole(span.start, span.end) and manuscript.is_first(meant, section):
                found.append(self._seen(span.start, span.end, meant, span.discouraged))
        yield from sorted((seen for seen in found if seen), key=lambda seen: (seen.line, seen.column))

    def undefined(self) -> Iterator[Undefined]:
        """Every abbreviation in the running text that no entry explains, in order."""
        text = self.text.matched
        for start, word in undefined(text, self.linker.matcher.spans(text), self.linker.glossary):
            if place := self.place(start):
                yield Undefined(*place, word)

    def place(self, offset: int) -> tuple[int, int] | None:
        """Line and column in the source of the text at `offset`; None where no mark stands before it."""
        mark = self.text.marks.get(offset)
        if mark is None:
            return None
        at = self._places[mark]
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def _seen(
        self, start: int, end: int, meant: tuple[Entry, ...], discouraged: bool = False, by_hand: bool = False
    ) -> Sighting | None:
        place = self.place(start)
        shown = self.text.shown[start:end].replace(PADDING, "")
        return Sighting(*place, shown, meant, discouraged, by_hand) if place else None

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no mark-up runs through start:end."""
        at = bisect_right([run.offset for run in self.text.runs], start) - 1
        return at >= 0 and end <= self.text.runs[at].end

    @cached_property
    def _front(self) -> str:
        found = _FRONT_MATTER.match(self.source)
        return found.group() if found else ""

    @cached_property
    def _readable(self) -> str:
        """The source without macros and front matter, at the same offsets."""
        # A character that is a mark already would be taken for a word's place.
        source = MARK.sub("\ufffd", self.source[len(self._front) :])
        body = _MACRO.sub(lambda found: re.sub(r"[^\n]", "¤", found.group()), source)
        return self._front + body

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """The offsets in the source that are marked, in order."""
        start = len(self._front)
        links = {match.end() for match in _HAND_LINK.finditer(self._readable, start)}
        text = _SPACED.sub(lambda found: " " * len(found.group()), self._readable)
        spans = {span.start for span in self.linker.matcher.spans(text)}
        words = spans | {match.start() for match in ABBREVIATION.finditer(text)}
        starts, ends = zip(*[(0, 0), *(match.span() for match in _SYNTAX.finditer(text))], strict=True)
        running = {at for at in words if at >= start and at >= ends[max(0, bisect_left(starts, at) - 1)]}
        return tuple(sorted(running | links))[: len(MARKS)]

    @cached_property
    def _marked(self) -> str:
        pieces, last = [], 0
        for number, at in enumerate(self._places):
            pieces += [self._readable[last:at], chr(MARKS.start + number)]
            last = at
        return "".join([*pieces, self._readable[last:]])

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(newline.end() for newline in re.finditer("\n", self.source)))


class _Keep(Extension):
    """Keeps the page's text instead of linking it."""

    def __init__(self, language: str, kept: list[PageText]) -> None:
        super().__init__()
        self.language = language
        self.kept = kept

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Keeper(md, self), "dragoman", PRIORITY)


class _Keeper(Treeprocessor):
    def __init__(self, md: Markdown, extension: _Keep) -> None:
        super().__init__(md)
        self.markdown = md
        self.extension = extension

    def run(self, root: Element) -> None:
        raw = [str(raw) for raw in self.markdown.htmlStash.rawHtmlBlocks]
        self.extension.kept.append(PageText.of(root, self.extension.language, raw))
