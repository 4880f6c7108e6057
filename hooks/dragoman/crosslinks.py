"""Python-Markdown extension: words of a page that stand for entries become links to them.

Works on the finished tree, which knows what is code, link or heading.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from dragoman.abbreviations import undefined
from dragoman.inline import TERM_LINK
from dragoman.linking import Linker, Manuscript, Target
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
            _dress(made.element, linker.link_by_hand(manuscript, made.id, place, made.section))
        if manuscript.wants_links:
            _set_links(text, linker, manuscript)


def _set_links(text: PageText, linker: Linker, manuscript: Manuscript) -> None:
    spans = linker.matcher.spans(text.matched)
    manuscript.undefined += [
        (word, text.section_at(start)) for start, word in undefined(text.matched, spans, linker.glossary)
    ]
    found = [(span, run) for span in spans if (run := _run_of(text, span.start, span.end))]
    manuscript.note_named((span.readings, run.section) for span, run in found)
    parts: dict[int, tuple[Run, list[Part]]] = {}
    for span, run in found:
        place = text.shown, span.start, span.end
        if target := linker.link(manuscript, span.readings, place, run.section):
            link = Element("a")
            link.text = text.shown[span.start : span.end]
            _dress(link, target)
            parts.setdefault(id(run), (run, []))[1].append(Part(span.start, span.end, link))
    for run, replaced in parts.values():
        run.replace(replaced)


def _run_of(text: PageText, start: int, end: int) -> Run | None:
    """The run that holds start:end; None where mark-up runs through it."""
    while text.runs and text.runs[0].end <= start:
        text.runs.pop(0)
    run = text.runs[0] if text.runs else None
    return run if run and run.offset <= start and end <= run.end else None


def _say(link: Element, linker: Linker) -> None:
    """A link to an entry that says nothing, such as the macro term() makes, says the entry's term."""
    target = link.get("href", "")
    if target.startswith(TERM_LINK) and not link.text and not len(link):
        link.text = linker.glossary.by_id[target.removeprefix(TERM_LINK)].term


def _dress(link: Element, target: Target) -> None:
    link.set("class", "term")
    link.set("href", target.url)
    link.set("aria-describedby", target.tip)
    if expansion := target.beside("".join(link.itertext())):
        link.set("data-expansion", expansion)
