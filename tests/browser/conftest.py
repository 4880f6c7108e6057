"""A real Chromium, and the wiki served to it from this machine."""

from __future__ import annotations

import contextlib
import functools
import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from sites import ROOT, Built

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Visit:
    """A page in the browser, with everything that it asked for and complained about."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def goto(self, path: str) -> Page:
        """Open the page at this path of the site."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    @property
    def strangers(self) -> list[str]:
        """Requests to any other host."""
        return [url for url in self.asked if not url.startswith((self.base, "data:", "blob:"))]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that scripts/chromium finds."""
    path = subprocess.run([ROOT / "scripts" / "chromium"], capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(wiki: Built) -> Iterator[str]:
    """The URL of the wiki, below a path as on an intranet."""
    yield from serve(wiki.site)


def serve(site: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder below /wiki/ until the generator is closed."""
    site.parent.joinpath("served").mkdir(exist_ok=True)
    link = site.parent / "served" / "wiki"
    with contextlib.suppress(FileExistsError):
        link.symlink_to(site)
    handler = functools.partial(_Quiet, directory=str(link.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/wiki/"
        server.shutdown()
        thread.join()


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(browser: Browser, served: str) -> Iterator[Visitor]:
    """Gives visits, each in a fresh browser profile; its words are the options of a browser context."""
    contexts: list[BrowserContext] = []

    def visit(base: str = served, **options: object) -> Visit:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        made = Visit(context.new_page(), base)
        made.page.on("request", lambda request: made.asked.append(request.url))
        made.page.on("console", lambda said: made.complaints.extend([said.text] * (said.type == "error")))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        return made

    yield visit
    for context in contexts:
        context.close()


def search(page: Page, words: str) -> None:
    """Type `words` into the site's search, once its index is read; it listens to keys."""
    box = page.get_by_role("textbox", name="Search")
    box.focus()
    expect(page.locator(".md-search-result__meta")).not_to_have_text("Initializing search", timeout=30000)
    # One key for all: after each, other results come, in whose place none could keep the focus.
    box.fill(words[:-1])
    box.press_sequentially(words[-1:])
