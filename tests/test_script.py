"""The edit form's scripts do what the program does: the same cases drive both."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from functools import cache
from typing import Any

from cases import CASES, Case, cases, read
from dragoman.forges import FORGES
from dragoman.pages.controls import GROUPS
from dragoman.pages.form import SCRIPTS, form_data
from dragoman.settings import Settings
from dragoman.source.editing import Edit, arranged, with_edits, with_entries
from dragoman.source.fields import FIELDS
from dragoman.source.quoting import Value
from dragoman.source.reader import read_bytes
from scripts import FOLDER, ran


@cache
def _results(file: str) -> dict[str, Any]:
    """Name of a case -> what the script gives for it; all in one go."""
    found = read(file)
    return {case["name"]: result for case, result in zip(found, ran([_call(case) for case in found]), strict=True)}


def _call(case: Case) -> tuple[str, tuple[Any, ...]]:
    if "add" in case:
        return "added", (case["given"], case["add"])
    edit = case["edit"]
    return "edited", (case["given"], edit["id"], {edit["field"]: edit["value"]})


def _same(file: str, case: Case) -> None:
    result = _results(file)[case["name"]]
    assert result == ({"refused": case["problem"]} if "problem" in case else {"value": case["expected"]})


@cases("editing/fields.yml")
def test_a_field_is_changed_and_nothing_else(case: Case) -> None:
    _same("editing/fields.yml", case)


@cases("editing/adding.yml")
def test_an_entry_is_added_in_its_place(case: Case) -> None:
    _same("editing/adding.yml", case)


def test_a_text_is_a_text_for_every_reader() -> None:
    rows = read("editing/quoting.yml")
    calls = [("scalar", (row["text"], in_brackets)) for row in rows for in_brackets in (False, True)]
    expected = [text for row in rows for text in (row["written"], row.get("in_brackets", row["written"]))]
    assert [result["value"] for result in ran(calls)] == expected


_BITS = (
    "\" ' # : - ? , [ ] { } & * ! | > % @ ` \\ ~ = << NO y 404 3:30 1e3 0x1 2026-11-22 🙂 קר é {{x}} . --- ...".split()
)
_BITS += [" ", "  ", ": ", " #", "\n", "\n\n", "\t", "\u00a0", "\u200b", "\x07"]


def test_nasty_texts_are_written_as_the_program_writes_them() -> None:
    chance = random.Random(7)
    full = (CASES / "full.yaml").read_text(encoding="utf-8")
    texts = ["".join(chance.choices(_BITS, k=chance.randint(1, 9))).strip() or "x" for _ in range(150)]
    fields: list[tuple[str, Value]] = [("details", text) for text in texts] + [
        ("aliases", [text.replace("\n", " ") for text in texts[n : n + 3]]) for n in range(0, 150, 3)
    ]
    results = ran([("edited", (full, "no", {field: value})) for field, value in fields])
    for (field, value), result in zip(fields, results, strict=True):
        assert result == {"value": with_edits(full, [Edit("no", field, value)], "")}, (field, value)


def test_an_entry_with_another_term_moves_to_its_place() -> None:
    text = FORM.replace("  - id: ci-brand", "  # above\n  - id: ci-brand")
    moved = ran([("edited", (text, "ci-brand", {"term": "Zoo"})), ("edited", (text, "cta", {"term": "A"}))])
    for result in moved:
        assert result["value"] == arranged(result["value"], "")
    assert "  # above\n  - id: ci-brand\n    term: Zoo\n" in moved[0]["value"]


def test_text_is_folded_as_the_program_does_it() -> None:
    rows = read("folding.yml")
    assert [result["value"] for result in ran([("folded", (row["name"],)) for row in rows])] == [
        row["folded"] for row in rows
    ]


FORM = (CASES / "form.yaml").read_text(encoding="utf-8")


def _known() -> Any:
    glossary = read_bytes(FORM.encode(), "").glossary
    assert glossary
    script = form_data(glossary, FORM, Settings())
    return json.loads(script.removeprefix("var dragomanGlossary = ").removesuffix(";\n"))


@cache
def _said() -> dict[str, list[str]]:
    rows = read("form.yml")
    results = ran([("known", (_known(),)), *(("problems", (FORM, row["entry"])) for row in rows)])[1:]
    return {row["name"]: result.get("value", result) for row, result in zip(rows, results, strict=True)}


@cases("form.yml")
def test_the_form_says_what_the_check_says(case: Case) -> None:
    text = with_entries(FORM, [case["entry"]], "")
    assert sorted(problem.message for problem in read_bytes(text.encode(), "").problems) == case["said"]
    assert _said()[case["name"]] == case["said"]


def test_the_form_knows_every_character_that_cannot_be_seen() -> None:
    unseen = [code for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cf", "Zl", "Zp")]
    assert list(_known()["invisible"]) == [f"{code:04X}" for code in unseen]


def test_mark_up_and_addresses_are_read_as_the_program_reads_them() -> None:
    texts, urls = read("inline.yml"), read("urls.yml")
    calls = [("pieces", (row["name"],)) for row in texts] + [("safe", (row["name"],)) for row in urls]
    assert [result["value"] for result in ran(calls)] == [row["pieces"] for row in texts] + [
        row["safe"] for row in urls
    ]


def test_every_field_has_its_place_in_the_form() -> None:
    names = [name for _, group in GROUPS for name in group]
    assert sorted(names) == sorted(field.name for field in FIELDS)


def test_old_and_new_lines_are_told_apart() -> None:
    assert ran([("difference", ("a\nb\nc\n", "a\nx\nc\nd\n"))])[0]["value"] == [
        [" ", "a"],
        ["-", "b"],
        ["+", "x"],
        [" ", "c"],
        ["+", "d"],
    ]


def test_the_form_s_code_stays_light() -> None:
    sizes = [len(gzip.compress((FOLDER / "edit" / f"{name}.js").read_bytes(), 9)) for name in SCRIPTS]
    assert sum(sizes) < 60_000


def test_no_script_of_the_form_reads_text_as_markup() -> None:
    for name in SCRIPTS:
        code = (FOLDER / "edit" / f"{name}.js").read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(", code), (
            name
        )


def test_an_issue_has_the_address_that_the_program_gives_it() -> None:
    rows = [row for row in read("forges.yml") if row["issue"]]
    sent = {"template": "term-change", "title": "C++ & é", "entry": "c-plus", "body": "a\nb (c)*"}
    forges = [{"url": "https://git.example.com/wiki/dragoman", "issue": FORGES[row["name"]].issue} for row in rows]
    assert [result["value"] for result in ran([("issue", (forge, sent)) for forge in forges])] == [
        row["issue"] for row in rows
    ]


def test_an_issue_s_address_stays_short() -> None:
    sent = {"template": "term-new", "title": "x", "entry": "x", "body": "é" * 700}
    forge = {"url": "https://git.example.com/wiki/dragoman", "issue": FORGES["github"].issue}
    assert ran([("issue", (forge, sent))])[0]["value"].endswith("&text=")
