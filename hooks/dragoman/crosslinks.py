"""Python-Markdown extension: words of a page that stand for entries become links to them.

Works on the finished tree, which knows what is code, link or heading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from dragoman.abbreviations import undefined
from dragoman.inline import TERM_LINK
from dragoman.linking import Linker, Manuscript, Target
from dragoman.matching import Span
from dragoman.page_text import PageText, Part, Run

ManuscriptOf = Callable[[Markdown], Manuscript | None]

# After MkDocs's relpath (0), which would validate each of our links again, and after Python-Markdown's unescape (0).
PRIORITY = -1


class CrossLinks(Extension):
    """Links the words of each page; `manuscript_of` says which page a Markdown instance is at, or None."""

    def __init__(self, linker: Linker, manuscript_of: ManuscriptOf) -> None:
        super().__init__()
        self.linker = linker
        self.manuscript_of = manuscript_of

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown for each page."""
        md.treeprocessors.register(_Processor(md, self), "dragoman", PRIORITY)


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, extension: CrossLinks) -> None:
        super().__init__(md)
        self.markdown = md
        self.extension = extension

    def run(self, root: Element) -> None:
        manuscript = self.extension.manuscript_of(self.markdown)
        if manuscript is None:
            return
        linker = self.extension.linker
        for link in root.iter("a"):
            _say(link, linker)
        text = PageText.of(root, linker.language, [str(raw) for raw in self.markdown.htmlStash.rawHtmlBlocks])
        for made in text.handmade:
            place = text.shown, made.start, made.end
            target = linker.link_by_hand(manuscript, made.id, place, made.section)
            made.element.attrib.update(_attributes("".join(made.element.itertext()), target))
        if manuscript.wants_links:
            _set_links(text, linker, manuscript)


def _set_links(text: PageText, linker: Linker, manuscript: Manuscript) -> None:
    spans = linker.matcher.spans(text.matched)
    manuscript.undefined += [
        (word, text.section_at(start)) for start, word in undefined(text.matched, spans, linker.glossary)
    ]
    found = list(_in_runs(spans, text.runs))
    if any(len(span.readings) > 1 for span in spans):
        manuscript.note_named((span.readings, run.section) for span, run in found)
    for run, spans_of_run in groupby(found, key=itemgetter(1)):
        parts = []
        for span, _ in spans_of_run:
            place = text.shown, span.start, span.end
            if target := linker.link(manuscript, span.readings, place, run.section):
                # As it stands in the tree, entities and all.
                word = run.text[span.start - run.offset : span.end - run.offset]
                parts.append(Part(span.start, span.end, _link(word, target)))
        if parts:
            run.replace(parts)


def _in_runs(spans: Iterable[Span], runs: list[Run]) -> Iterator[tuple[Span, Run]]:
    """Each span with the run that holds it; none through which mark-up runs."""
    ahead = iter(runs)
    run = next(ahead, None)
    for span in spans:
        while run and run.end <= span.start:
            run = next(ahead, None)
        if run and run.offset <= span.start and span.end <= run.end:
            yield span, run


def _say(link: Element, linker: Linker) -> None:
    """A link to an entry that says nothing, such as the macro term() makes, says the entry's term."""
    target = link.get("href", "")
    if target.startswith(TERM_LINK) and not link.text and not len(link):
        link.text = linker.glossary.by_id[target.removeprefix(TERM_LINK)].term


def _link(text: str, target: Target) -> Element:
    link = Element("a", _attributes(text, target))
    link.text = text
    return link


def _attributes(text: str, target: Target) -> dict[str, str]:
    """The attributes of a link to an entry that says `text`."""
    attributes = {"class": "term", "href": target.url, "aria-describedby": target.tip}
    if expansion := target.beside(text):
        attributes["data-expansion"] = expansion
    return attributes
