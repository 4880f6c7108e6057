"""The edit form's scripts do what the program does: the same cases drive both."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from cases import Case, cases, read
from scripts import ran


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


def test_text_is_folded_as_the_program_does_it() -> None:
    rows = read("folding.yml")
    assert [result["value"] for result in ran([("folded", (row["name"],)) for row in rows])] == [
        row["folded"] for row in rows
    ]


_ = pytest
