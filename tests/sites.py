"""Real builds of real sites, in temporary folders."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from lxml.html import document_fromstring

ROOT = Path(__file__).parents[1]
DATE = "1700000000"
# What builds the sites: MkDocs, or what `make properdocs` puts in its place.
GENERATOR = os.environ.get("DRAGOMAN_GENERATOR", "mkdocs")
# A small glossary with what editing must leave alone: comments, quotes, an empty line.
DESK = """# yaml-language-server: $schema=./glossary.schema.json
departments:
  marketing:
    name: Marketing
  it:
    name: IT

entries:
  - id: cta
    term: CTA
    department: marketing
    kind: concept
    definition: The prompt. # agreed
    aliases: [call, "1e3"]
    reviewed: 2026-11-22

  # asked for by the board
  - id: kpi
    term: KPI
    department: shared
    kind: metric
    definition: A figure that matters.
"""


@dataclass(frozen=True)
class Built:
    """A finished build: its folder, what was printed, and the exit code."""

    site: Path
    output: str
    code: int

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """URL from the site's root -> page, for every HTML file."""
        return {
            file.relative_to(self.site).as_posix(): BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
            for file in sorted(self.site.rglob("*.html"))
        }

    @cached_property
    def documents(self) -> dict[str, Any]:
        """The same as `pages`, read by lxml: for questions to all pages, which the other parser takes seconds for."""
        return {
            file.relative_to(self.site).as_posix(): document_fromstring(file.read_bytes())
            for file in sorted(self.site.rglob("*.html"))
        }

    def dead_links(self, base: str = "/") -> Iterator[str]:
        """Every link of a page to a file or an anchor that isn't there, with the site published below `base`."""
        pages = self.documents
        ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
        for name, page in pages.items():
            for link in dict.fromkeys(page.xpath("//@href | //@src")):
                target, fragment = urldefrag(urljoin(f"http://site{base}{name}", link))
                if target.startswith(f"http://site{base}") and not link.startswith("javascript:"):
                    path = unquote(urlsplit(target).path).removeprefix(base)
                    path = f"{path}index.html" if not path or path.endswith("/") else path
                    if not (self.site / path).is_file():
                        yield f"{name}: {link} leads to no file"
                    elif fragment and path in ids and unquote(fragment) not in ids[path]:
                        yield f"{name}: {link} leads to no anchor"
                elif target.startswith("http://site/"):
                    yield f"{name}: {link} leaves the site's folder"


def build(folder: Path, *words: str, env: Mapping[str, str] | None = None, root: Path = ROOT) -> Built:
    """Build the site of the project in `root` into `folder`."""
    done = subprocess.run(
        [sys.executable, "-m", GENERATOR, "build", "--strict", "--site-dir", str(folder / "site"), *words],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": DATE, **(env or {})},
        capture_output=True,
        text=True,
    )
    return Built(folder / "site", done.stdout + done.stderr, done.returncode)


def project(folder: Path, glossary: str, pages: Mapping[str, str], settings: str = "", with_kit: bool = False) -> Path:
    """A project of its own in `folder`, with our theme and hooks: its glossary, and its pages by path below docs/en.

    Most do without the printed kit: it takes seconds.
    """
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if not with_kit:
        config = config.replace("  dragoman:\n", "  dragoman:\n    kit: false\n", 1)
    (folder / "mkdocs.yml").write_text(config.split("\nnav:")[0] + "\n" + settings, encoding="utf-8")
    (folder / "glossary.yaml").write_text(glossary, encoding="utf-8")
    for path, text in pages.items():
        file = folder / "docs" / "en" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
