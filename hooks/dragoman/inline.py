"""The tiny mark-up that entry texts may hold: `*emphasis*`, `` `code` ``, `[text](https://…)`, `[text](term:id)`.

Everything else is literal. Neither Python-Markdown nor Jinja ever reads an entry's text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TERM_LINK = "term:"

# Each part excludes its own end mark, so that no text is slow (one pass, no backtracking over earlier marks).
_MARK_UP = re.compile(
    r"\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*"
    r"|`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^()\s]+)\)"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


class Piece(NamedTuple):
    """A stretch of an entry's text. `target` is a URL for a link and an entry's id for a term."""

    kind: Literal["text", "emphasis", "code", "link", "term"]
    text: str
    target: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of `text`, in order; their texts joined are what a reader sees."""
    if not has_mark_up(text):
        if text:
            yield Piece("text", text)
        return
    end = 0
    for match in _MARK_UP.finditer(text):
        if match.start() > end:
            yield Piece("text", text[end : match.start()])
        yield _piece(match)
        end = match.end()
    if end < len(text):
        yield Piece("text", text[end:])


def has_mark_up(text: str) -> bool:
    """Whether `text` may hold mark-up; most texts don't, and are done with quickly."""
    return "*" in text or "`" in text or "[" in text


def plain(text: str) -> str:
    """What a reader sees of `text`, without mark-up: for tips, cards, exports."""
    if not has_mark_up(text):
        return text
    return "".join(piece.text for piece in pieces(text))


def is_safe_url(url: str) -> bool:
    """Whether `url` is https, http, mailto or relative, whatever entities or invisible characters it hides."""
    bare = _INVISIBLE.sub("", html.unescape(url))
    scheme = _SCHEME.match(bare)
    if scheme:
        return scheme.group().lower() in ("https:", "http:", "mailto:")
    return bool(bare) and not bare.startswith(("//", "\\", "/\\"))


def _piece(match: re.Match[str]) -> Piece:
    if match["emphasis"]:
        return Piece("emphasis", match["emphasis"])
    if match["code"]:
        return Piece("code", match["code"])
    target = match["target"]
    if target.startswith(TERM_LINK):
        return Piece("term", match["label"], target.removeprefix(TERM_LINK))
    return Piece("link", match["label"], target)
