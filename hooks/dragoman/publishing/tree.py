"""A finished site as a tree of files, with its HTML read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from dragoman.publishing.document import Document, Spot, document
from dragoman.publishing.policy import script_hash

_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_HOST = "http://wiki.invalid"


@dataclass(frozen=True, slots=True)
class Tree:
    """`documents` are the HTML files by path, `files` the sizes of all of them in bytes by path, /-separated."""

    folder: Path
    files: dict[str, int]
    documents: dict[str, Document]

    @property
    def base(self) -> str:
        """The path that the site is published below, from the home page's own address: `/wiki/`, or `/`."""
        home = self.documents.get("index.html")
        return (urlsplit(home.canonical).path if home else "") or "/"

    @property
    def depth(self) -> int:
        """How many folders the deepest page stands in."""
        return max((path.count("/") for path in self.documents), default=0)

    @property
    def hashes(self) -> frozenset[str]:
        """Those of all inline scripts; a policy takes them from a skeleton only."""
        return frozenset(script_hash(script.text) for page in self.documents.values() for script in page.scripts)

    def styles(self) -> Iterator[tuple[str, Spot]]:
        """Path of a stylesheet, and an address in it."""
        for path in sorted(self.files):
            if path.endswith(".css"):
                text = (self.folder / path).read_text(encoding="utf-8")
                for match in _CSS_URL.finditer(text):
                    start = match.start()
                    line, before = text.count("\n", 0, start) + 1, text.rfind("\n", 0, start)
                    yield path, Spot(match[1] or match[2], line, start - before)

    def target(self, path: str, url: str) -> tuple[str, str] | None:
        """The file and the fragment that an address in a file leads to; nothing if it leads out of the site.

        An address of another host is `("", "")`: not the tree's business.
        """
        # With a folder above: at the root a browser drops a ".." too many, and the link works there and nowhere else.
        root = self.base if url.startswith("/") else f"/above{self.base}"
        try:
            address, fragment = urldefrag(urljoin(f"{_HOST}{root}{path}", url))
            split = urlsplit(address)
        except ValueError:
            return None
        if not address.startswith(f"{_HOST}/"):
            return "", ""
        if not split.path.startswith(root):
            return None
        found = split.path.removeprefix(root)
        return (f"{found}index.html" if not found or found.endswith("/") else found), fragment


def read_tree(folder: Path) -> Tree:
    """The site in a folder."""
    files = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    pages = {
        path: document((folder / path).read_text(encoding="utf-8", errors="replace"))
        for path in sorted(files)
        if path.endswith((".html", ".htm"))
    }
    return Tree(folder, files, pages)
