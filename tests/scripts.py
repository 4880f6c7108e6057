"""Our scripts without a browser, in the Node.js that comes with Playwright: many calls in one go."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from dragoman.source.fields import BARE, RANK
from sites import ROOT

FOLDER = ROOT / "overrides" / "assets" / "dragoman"
FILES = (
    "filter.js",
    "edit/yaml.js",
    "edit/words.js",
    "edit/quoting.js",
    "edit/splicing.js",
    "edit/file.js",
    "edit/rules.js",
    "edit/lines.js",
    "edit/fields.js",
)
HERE = Path(__file__).parent / "script"

Call = tuple[str, Sequence[Any]]


def ran(calls: Sequence[Call]) -> list[dict[str, Any]]:
    """What each call of a function in tests/script/calls.js gives: {"value": …}, or {"refused": message}."""
    node, _ = compute_driver_executable()
    order: Call = ("order", (list(RANK), sorted(BARE)))
    done = subprocess.run(
        [node, HERE / "run.js", FOLDER, *FILES, HERE / "calls.js"],
        input=json.dumps([order, *calls]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)[1:]
    return found
