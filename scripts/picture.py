"""Take the README's picture from the built site: an entry's page, as a reader of one side sees it."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "picture.png"
PAGE = "glossary/ci-brand/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def take(url: str, chromium: str) -> None:
    """Save a picture of the page at `url`, 1100 by 760 CSS pixels."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 760}, color_scheme="light")
        page.goto(url)
        page.get_by_role("radio", name="IT", exact=True).check(force=True)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    """Build the site, serve it to a browser, and take the picture."""
    chromium = subprocess.run([ROOT / "scripts" / "chromium"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory() as site:
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", site]
        subprocess.run(build, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
        handler = functools.partial(_Quiet, directory=site)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            take(f"http://127.0.0.1:{server.server_address[1]}/{PAGE}", chromium.stdout.strip())
            server.shutdown()
    print(PICTURE.relative_to(ROOT))


main()
