"""LICENSES.md is whole: every package that the wiki is built with stands in it."""

from __future__ import annotations

import re

from sites import ROOT


def test_every_locked_package_has_its_licence() -> None:
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements/site.txt").read_text("utf-8"), re.MULTILINE)
    listed = re.findall(r"^\| ([\w.-]+) \| \S", (ROOT / "LICENSES.md").read_text("utf-8"), re.MULTILINE)
    assert listed[2:] == sorted(set(locked)), "LICENSES.md is not current; run: scripts/licences.py"
