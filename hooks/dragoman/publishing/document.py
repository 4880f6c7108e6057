"""One HTML file of a finished site, read as a browser would: what it links to, fetches, runs, and must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

# What a browser fetches without being asked, beside <link>.
_FETCHED = {"src", "srcset", "imagesrcset", "poster", "background", "ping", "manifest", "action", "formaction"}
# The kinds of <link> that fetch nothing.
_PLAIN = {"canonical", "alternate", "prev", "next", "edit", "license", "help", "author", "search"}
# Elements that the policy blocks, or that would change what the others mean.
_UNWANTED = {"style", "base", "iframe", "frame", "object", "embed", "applet", "portal"}
_DATA = {"application/json", "application/ld+json"}
_SCRIPT_URL = re.compile(r"(javascript|data|vbscript):", re.IGNORECASE)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]\s*url\s*=\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Something in a file: an address, a script's text or a message; line and column count from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """`links` are all addresses, `fetched` those that a browser asks for by itself, `scripts` the inline ones that run.

    `faults` say what may stand on no page; `canonical` is the page's own address, if it tells it.
    """

    ids: frozenset[str]
    links: tuple[Spot, ...]
    fetched: tuple[Spot, ...]
    scripts: tuple[Spot, ...]
    faults: tuple[Spot, ...]
    canonical: str


def document(text: str) -> Document:
    """What an HTML file holds."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    # A browser might see a script where this parser sees none: each "<script" must be one that was read.
    if len(re.findall(r"<script", text, re.IGNORECASE)) != reader.started:
        reader.fault('holds "<script" where none can be; escape it as &lt;script')
    return Document(
        frozenset(reader.ids),
        tuple(reader.links),
        tuple(reader.fetched),
        tuple(reader.scripts),
        tuple(reader.faults),
        reader.canonical,
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[Spot] = []
        self.fetched: list[Spot] = []
        self.scripts: list[Spot] = []
        self.faults: list[Spot] = []
        self.canonical = ""
        self.started = 0
        self._script: list[str] | None = None

    def fault(self, message: str) -> None:
        self.faults.append(self._here(message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in reversed(attrs)}  # of two that are called alike the first counts
        self.ids.update(found[name] for name in ("id", "name") if name in found and (name == "id" or tag == "a"))
        for message in _faults(tag, found):
            self.fault(message)
        for name, url in _addresses(tag, found):
            self.links.append(self._here(url))
            if _is_fetched(tag, name, found):
                self.fetched.append(self._here(url))
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = found.get("href", "")
        if tag == "script":
            self.started += 1
            runs = "src" not in found and found.get("type", "").strip().lower() not in _DATA
            self._script = [] if runs else None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ("script", "style"):
            self.fault(f"<{tag}/> isn't closed for a browser; write </{tag}>")

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.scripts.append(self._here("".join(self._script)))
            self._script = None

    def close(self) -> None:
        super().close()
        if self._script is not None:
            self.fault("a script isn't closed; write </script>")

    def _here(self, text: str) -> Spot:
        line, column = self.getpos()
        return Spot(text, line, column + 1)


def _faults(tag: str, found: dict[str, str]) -> Iterator[str]:
    if tag in _UNWANTED:
        yield f"<{tag}> is blocked by the wiki's security policy; remove it"
    for name, value in found.items():
        if name.startswith("on"):
            yield f"{name}= would run a script; remove it"
        if name == "style":
            yield "style= is blocked by the wiki's security policy; give the element a class instead"
        if name in ("href", "xlink:href", "action", "formaction") and _SCRIPT_URL.match(_clean(value)):
            yield f"{name}= would run a script; write an address that begins with https:"


def _addresses(tag: str, found: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every address in an element, with the attribute that it stands in."""
    for name, value in found.items():
        if name in ("srcset", "imagesrcset"):
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
        elif name in _FETCHED or name in ("href", "xlink:href"):
            yield name, _clean(value)
    if tag == "meta" and found.get("http-equiv", "").lower() == "refresh":
        yield "content", _REFRESH.sub("", found.get("content", ""), count=1).strip(" '\"")


def _is_fetched(tag: str, name: str, found: dict[str, str]) -> bool:
    if name not in ("href", "xlink:href"):
        return True
    if tag == "link":
        return not set(found.get("rel", "").lower().split()) <= _PLAIN
    return tag not in ("a", "area")


def _clean(url: str) -> str:
    """An address as a browser reads it (WHATWG URL, basic URL parser): no tabs and newlines, / for \\."""
    return re.sub(r"[\t\r\n]", "", url).strip("".join(map(chr, range(33)))).replace("\\", "/")
