"""Measure the wiki with Lighthouse, as publishing would have it served: make lighthouse.

No test: the figures for performance depend on the machine. Needs Node.js 18 or newer, nginx and Chromium.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

import nginx  # noqa: E402  found by the lines above
from sites import free_port  # noqa: E402

# The last one that runs on Node.js 18 and 20; installed beside the environment, where `make clean` deletes it.
VERSION, FOLDER = "12.8.2", ROOT / ".venv" / "lighthouse"
PAGES = {
    "home": "",
    "an entry": "glossary/ci-brand/",
    "A to Z": "glossary/",
    "quiz": "quiz/",
    "a playbook page": "playbook/words-first/",
}
SCREENS = {"mobile": (), "desktop": ("--preset=desktop",)}
RUNS = 3


def main() -> None:
    """Publish the wiki into a folder of its own, serve it, and print a line for each page and screen."""
    if not nginx.program():
        sys.exit("There is no nginx; scripts/nginx says how to get it.")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", FOLDER, f"lighthouse@{VERSION}"]
    subprocess.run(install, check=True)
    with tempfile.TemporaryDirectory() as name:
        srv, port = Path(name) / "srv", free_port()
        env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "DRAGOMAN_SITE_URL": f"http://localhost:{port}/"}
        subprocess.run([sys.executable, "-m", "dragoman", "publish", srv], cwd=ROOT, env=env, check=True)
        servers = f"server {{ listen 127.0.0.1:{port}; include {srv}/serving/nginx.conf; }}"
        with nginx.serving(Path(name), servers):
            for line in _table(f"http://localhost:{port}/"):
                print(line, flush=True)


def _table(base: str) -> Iterator[str]:
    """The median of the runs for performance, the worst of them for all else."""
    yield "| page | screen | performance | accessibility | best practices | SEO |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for page, path in PAGES.items():
        for screen, words in SCREENS.items():
            runs = [_scores(base + path, words) for _ in range(RUNS)]
            speed, *others = zip(*runs, strict=True)
            yield f"| {' | '.join([page, screen, *(f'{score:.0f}' for score in (median(speed), *map(min, others)))])} |"


def _scores(url: str, words: tuple[str, ...]) -> list[float]:
    """Lighthouse's four figures, from 0 to 100; what costs points goes to stderr."""
    chromium = subprocess.run([ROOT / "scripts" / "chromium"], capture_output=True, text=True, check=True).stdout
    flags = ("--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox")
    run = [FOLDER / "node_modules" / ".bin" / "lighthouse", url, *flags, *words]
    env = {**os.environ, "CHROME_PATH": chromium.strip()}
    report = json.loads(subprocess.run(run, env=env, capture_output=True, text=True, check=True).stdout)
    for name in ("accessibility", "best-practices", "seo"):
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"{url}: {name}: {audit['title']}", file=sys.stderr)
    return [100 * report["categories"][name]["score"] for name in report["categories"]]


if __name__ == "__main__":
    main()
