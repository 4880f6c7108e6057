"""CONTENT.md leads somewhere: every entry and every page that it names is there."""

from __future__ import annotations

import re

from sites import ROOT

TABLE = (ROOT / "CONTENT.md").read_text(encoding="utf-8")


def test_every_entry_that_is_named_is_there() -> None:
    ids = re.findall(r"^  - id: (\S+)$", (ROOT / "glossary.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"`term:([^`]+)`", TABLE))
    assert named and named <= set(ids)


def test_every_page_that_is_linked_is_there() -> None:
    pages = re.findall(r"\]\((?!https?:)([^)#]+)", TABLE)
    assert pages and [page for page in pages if not (ROOT / page).is_file()] == []
