"""The editors' report: what waits for somebody to look at it."""

from __future__ import annotations

import dataclasses
import datetime
import json

from dragoman.glossary import Department, Glossary, View
from dragoman.linking import Manuscript
from dragoman.quiz import LeftOut
from dragoman.report import as_json, report
from test_linking import rendered
from test_matching import matcher

TODAY = datetime.date(2026, 11, 22)
DEPARTMENTS = (Department("marketing", "Marketing", "circle", "rust"), Department("it", "IT", "square", "teal"))


def test_the_report_says_what_waits() -> None:
    entries = {entry.id: entry for entry in matcher("house", "en").glossary.entries}
    views = (View("marketing", "a"), View("it", "b"))
    entries["cms"] = dataclasses.replace(entries["cms"], views=views, reviewed="2026-11-22")
    entries["cta"] = dataclasses.replace(entries["cta"], views=views[:1], reviewed="2025-05-22")
    glossary = Glossary(DEPARTMENTS, tuple(entries[id] for id in ("cms", "cta", "silent")))
    one, two = Manuscript("a.md", "A"), Manuscript("b.md", "B")
    rendered("CMS and CI, XYZ. `ABC`\n\n## Part\n\nXYZs, QRS, II, OK\n", one)
    rendered("The CMS, XYZ and TUV.\n", two)
    left_out = [LeftOut(f"{id}.situation", "situation", id, "too few") for id in ("silent", "cta")]
    left_out.append(LeftOut("cta.two-readings-it", "two-readings", "cta", "a view"))
    told = report(glossary, [two, one], {"OK"}, TODAY, left_out)
    assert [[entry.id for entry in row.entries] for row in told.unasked] == [["silent", "cta"], ["cta"]]
    found = json.loads(as_json(told))
    assert found == {
        "undefined": [
            {"text": "XYZ", "count": 3, "pages": 2, "first": {"path": "a.md", "section": ""}},
            {"text": "QRS", "count": 1, "pages": 1, "first": {"path": "a.md", "section": "Part"}},
            {"text": "TUV", "count": 1, "pages": 1, "first": {"path": "b.md", "section": ""}},
        ],
        "open": [{"text": "CI", "path": "a.md", "section": "", "entries": ["ci-brand", "ci-pipeline"]}],
        "unused": ["cta"],
        "without_view": [
            {"entry": "cta", "departments": ["it"]},
            {"entry": "silent", "departments": ["marketing", "it"]},
        ],
        "not_reviewed": [{"entry": "cta", "reviewed": "2025-05-22"}, {"entry": "silent", "reviewed": ""}],
        "unasked": [
            {"question": "silent.situation", "entry": "silent", "reason": "too few"},
            {"question": "cta.situation", "entry": "cta", "reason": "too few"},
            {"question": "cta.two-readings-it", "entry": "cta", "reason": "a view"},
        ],
    }
