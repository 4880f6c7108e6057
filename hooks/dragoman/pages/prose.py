"""Entry texts as HTML: escaped, with the tiny mark-up, and with their own words linked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from dragoman.inline import Piece, has_mark_up, is_safe_url, pieces, plain
from dragoman.linking import Linker, Manuscript, Section, Target

# "{{" in an entry stays "{{" on the page, but no template engine may ever take it for its own.
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})


@lru_cache(1_000)  # names of departments and kinds come again and again
def escaped(text: str) -> Markup:
    """`text` as HTML that shows just these characters."""
    html = escape(text)
    return Markup(html.translate(_BRACES)) if "{" in text or "}" in text else html


def paragraphs(text: str, linker: Linker | None = None, page: Manuscript | None = None) -> Markup:
    """`text` as `<p>` elements, one for each part between empty lines."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(prose(part, linker, page)) for part in parts)


def prose(text: str, linker: Linker | None = None, page: Manuscript | None = None) -> Markup:
    """`text` as HTML; with `linker` and `page` the words in it are linked from there."""
    if linker is None or page is None:
        if not has_mark_up(text):
            return escaped(text)
        return Markup("").join(_marked_up(piece, None, None) for piece in pieces(text))
    shown = plain(text)
    found = linker.matcher.spans(shown)
    page.note_named((span.readings, Section()) for span in found)
    offset, html = 0, Markup("")
    for piece in pieces(text):
        if piece.kind in ("text", "emphasis"):
            end = offset + len(piece.text)
            inside = [span for span in found if offset <= span.start and span.end <= end]
            targets = [
                (span.start - offset, span.end - offset, target)
                for span in inside
                if (target := linker.link(page, span.readings, (shown, span.start, span.end), Section()))
            ]
            html += _wrapped(piece, Markup("").join(_linked(piece.text, targets)))
        else:
            html += _marked_up(piece, linker, page)
        offset += len(piece.text)
    return html


def _linked(text: str, targets: list[tuple[int, int, Target]]) -> Iterator[Markup]:
    last = 0
    for start, end, target in targets:
        yield escaped(text[last:start])
        yield term_link(text[start:end], target)
        last = end
    yield escaped(text[last:])


def term_link(text: str, target: Target) -> Markup:
    """A link to an entry's page."""
    full = target.beside(text)
    expansion = Markup(' data-expansion="{}"').format(escaped(full)) if full else ""
    link = Markup('<a class="term" href="{}" aria-describedby="{}"{}>{}</a>')
    return link.format(target.url, target.tip, expansion, escaped(text))


def _marked_up(piece: Piece, linker: Linker | None, page: Manuscript | None) -> Markup:
    if piece.kind == "term" and linker and page:
        entries = (linker.glossary.by_id[piece.target],)
        page.is_first(entries, Section())
        return term_link(piece.text, linker.target(page.path, entries))
    # The reader has refused other URLs; a glossary that comes from elsewhere may not have been read by it.
    if piece.kind == "link" and is_safe_url(piece.target):
        return Markup('<a href="{}">{}</a>').format(piece.target, escaped(piece.text))
    return _wrapped(piece, escaped(piece.text))


def _wrapped(piece: Piece, html: Markup) -> Markup:
    tag = {"emphasis": "em", "code": "code"}.get(piece.kind)
    return Markup("<{0}>{1}</{0}>").format(tag, html) if tag else html
