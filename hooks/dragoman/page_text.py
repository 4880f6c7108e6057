"""The text of a page's element tree as one string, in which words can be found and put back as elements.

All texts are joined, so that matching sees each word with its neighbours and may refuse what mark-up runs through.
What must not be touched, such as code, links and headings, is joined as `_`, which no surface may touch.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dragoman.inline import TERM_LINK
from dragoman.linking import Section
from dragoman.mentions import PADDING
from dragoman.surfaces import JOINED

# NUL: no author can type it, and unlike the separators of ASCII it is no white space.
BREAK = "\n\x00\n"

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset("a abbr button code kbd label math pre samp script style summary svg textarea".split()) | set(
    _HEADINGS
)
_SKIPPED_CLASSES = frozenset(["no-terms", "admonition-title", "arithmatex", "headerlink"])
_BLOCKS = frozenset(
    "address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form header hr li "
    "main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
) | set(_HEADINGS)
# Python-Markdown keeps raw HTML and ampersands aside under such marks until the very end.
_STASHED = re.compile("\x02(?:wzxhzdk:(\\d+)|[a-z]+(?::\\d+)?)\x03")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*?)(/?)>")
_LANG = re.compile(r"""(?<![\w-])lang\s*=\s*["']?([\w-]*)""")
_CLASS = re.compile(r"""\bclass\s*=\s*["']?([^"'>]*)""")


class Part(NamedTuple):
    """An element that takes the place of text[start:end] of the whole page."""

    start: int
    end: int
    element: Element


class Run(NamedTuple):
    """One text of the tree: that of `element`, or its tail inside `parent`; `offset` is its place in the page's."""

    element: Element
    parent: Element | None
    offset: int
    text: str
    section: Section

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.offset + len(self.text)

    def replace(self, parts: list[Part]) -> None:
        """Put each part's element in its place; `parts` are in order and inside this run."""
        edges = [self.offset, *(edge for part in parts for edge in part[:2]), self.end]
        texts = [self.text[a - self.offset : b - self.offset] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        for part, tail in zip(parts, texts[1:], strict=True):
            part.element.tail = tail
        elements = [part.element for part in parts]
        if self.parent is None:
            self.element.text = texts[0]
            self.element[:0] = elements
        else:
            self.element.tail = texts[0]
            after = list(self.parent).index(self.element) + 1
            self.parent[after:after] = elements


# A mark before a word of the source, by which its place is known again in the tree: one character of a private plane.
MARKS = range(0xF0000, 0xFFFFE)
MARK = re.compile(f"[{chr(MARKS.start)}-{chr(MARKS.stop - 1)}]")


class Handmade(NamedTuple):
    """A link to an entry that the author set by hand: `[the brand](term:ci-brand)`."""

    element: Element
    id: str
    start: int
    end: int
    section: Section


@dataclass(slots=True)
class PageText:
    """A page's text: `matched` is what words are looked for in, `shown` what a reader sees; offsets fit both.

    `marks` tells for an offset which mark of the source stood there; in a site there are none.
    """

    language: str
    matched: str = ""
    shown: str = ""
    runs: list[Run] = field(default_factory=list)
    handmade: list[Handmade] = field(default_factory=list)
    sections: list[Section] = field(default_factory=lambda: [Section()])
    marks: dict[int, int] = field(default_factory=dict)
    _matched: list[str] = field(default_factory=list)
    _shown: list[str] = field(default_factory=list)
    _length: int = 0

    @classmethod
    def of(cls, root: Element, language: str, raw_html: list[str]) -> PageText:
        """The text under `root`; `raw_html` is what Python-Markdown has kept aside."""
        text = cls(language)
        text._walk(root)
        text.matched = _without_raw("".join(text._matched), raw_html, language)
        text.shown = _readable("".join(text._shown), raw_html)
        return text

    def section_at(self, offset: int) -> Section:
        """The section that an offset of the text is in."""
        at = bisect_right(self.runs, offset, key=lambda run: run.offset) - 1
        return self.runs[max(at, 0)].section if self.runs else Section()

    def _walk(self, element: Element) -> None:
        if element.tag in _HEADINGS:
            self._begin_section(element)
        if element.tag in _BLOCKS:
            self._add(BREAK, BREAK)
        if self._is_skipped(element):
            self._skip(element)
        else:
            self._read(element, None, element.text)
            for child in element:
                self._walk(child)
                self._read(child, element, child.tail)
        if element.tag in _BLOCKS:
            self._add(BREAK, BREAK)

    def _read(self, element: Element, parent: Element | None, text: str | None) -> None:
        if text and (text := self._unmarked(text)):
            self.runs.append(Run(element, parent, self._length, text, self.sections[-1]))
            self._add(text, text)

    def _skip(self, element: Element) -> None:
        shown = self._unmarked("".join(element.itertext())) or "…"
        target = element.get("href", "")
        if element.tag == "a" and target.startswith(TERM_LINK):
            start = self._length
            id = target.removeprefix(TERM_LINK)
            self.handmade.append(Handmade(element, id, start, start + len(shown), self.sections[-1]))
        self._add("_" * len(shown), shown)

    def _unmarked(self, text: str) -> str:
        """`text` without its marks, which are noted by where they stood."""
        while not text.isascii() and (mark := MARK.search(text)):
            self.marks.setdefault(self._length + mark.start(), ord(mark.group()) - MARKS.start)
            text = text[: mark.start()] + text[mark.end() :]
        return text

    def _add(self, matched: str, shown: str) -> None:
        self._matched.append(matched)
        self._shown.append(shown)
        self._length += len(matched)

    def _begin_section(self, heading: Element) -> None:
        # Deeper headings belong to the section of the ## above them.
        number = self.sections[-1].number + (_HEADINGS[heading.tag] <= 2)
        title = "".join(_texts(heading)).strip()
        self.sections.append(Section(number, title, heading.get("id", "")))

    def _is_skipped(self, element: Element) -> bool:
        if element.tag in _SKIPPED or not _is_in(element.get("lang", self.language), self.language):
            return True
        return not _SKIPPED_CLASSES.isdisjoint(element.get("class", "").split())


def _texts(element: Element) -> Iterator[str]:
    """The texts of a heading, without the link to itself that Python-Markdown's toc adds."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "headerlink":
            yield from _texts(child)
        yield child.tail or ""


def _readable(text: str, raw_html: list[str]) -> str:
    """`text` with the characters that entities stand for and without raw HTML, padded so that offsets hold."""
    return _STASHED.sub(lambda mark: _entity(mark, raw_html).ljust(len(mark.group()), PADDING), text)


def _entity(mark: re.Match[str], raw_html: list[str]) -> str:
    """The characters that an entity stands for; nothing for other raw HTML."""
    raw = raw_html[int(mark[1])] if mark[1] else "&"
    return html.unescape(raw) if raw.startswith("&") else ""


def _without_raw(text: str, raw_html: list[str], language: str) -> str:
    """`text` with raw HTML, and what stands in raw code, links or .no-terms, as `_`."""
    masked: list[str] = []
    last, open_tag, depth = 0, "", 0
    for mark in _STASHED.finditer(text):
        between = text[last : mark.start()]
        masked.append("_" * len(between) if open_tag else between)
        masked.append(_stand_in(text, mark, raw_html) * len(mark.group()))
        last = mark.end()
        for is_closing, tag, skips in _tags(raw_html, mark[1], language):
            if not open_tag and skips and not is_closing:
                open_tag, depth = tag, 1
            elif tag == open_tag:
                depth += -1 if is_closing else 1
                open_tag = open_tag if depth else ""
    masked.append("_" * (len(text) - last) if open_tag else text[last:])
    return "".join(masked)


def _stand_in(text: str, mark: re.Match[str], raw_html: list[str]) -> str:
    """What stands for raw HTML: `_` for a letter or a tag within a word, else what is no letter; spaces stay spaces."""
    if entity := _entity(mark, raw_html):
        if entity.isspace():
            return " "
        return "_" if JOINED.match(entity) else "&"
    is_within_word = text[mark.start() - 1 : mark.start()].isalnum() and text[mark.end() : mark.end() + 1].isalnum()
    return "_" if is_within_word else "\ufffc"


def _is_in(tag: str, language: str) -> bool:
    """Whether a `lang` such as en-GB is of this language."""
    return tag.partition("-")[0].lower() == language


def _tags(raw_html: list[str], number: str | None, language: str) -> Iterator[tuple[bool, str, bool]]:
    """Of a piece of raw HTML: whether each tag closes, its name, and whether what it holds is skipped."""
    raw = raw_html[int(number)] if number else ""
    for closing, tag, attributes, empty in _TAG.findall(raw):
        classes = _CLASS.search(attributes)
        lang = _LANG.search(attributes)
        skips = tag.lower() in _SKIPPED or bool(lang and not _is_in(lang[1], language))
        skips = skips or bool(classes and _SKIPPED_CLASSES & set(classes[1].split()))
        if not empty:
            yield bool(closing), tag.lower(), skips
