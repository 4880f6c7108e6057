"""A date that must not be missed: it turns red by itself."""

from __future__ import annotations

import datetime
import os

import pytest

# Three months before Material's end of life, on 5 May 2027: what takes its place has to be built and tried by then.
DUE = datetime.date(2027, 2, 1)
REMINDER = "decide the successor of Material (SUCCESSOR.md), write it down there, and delete this test"


def reminder(today: datetime.date) -> str:
    """What is to be done by now; nothing before the day."""
    return REMINDER if today >= DUE else ""


def test_the_successor_of_material_is_decided_in_time() -> None:
    today = datetime.date.fromisoformat(os.environ.get("DRAGOMAN_TODAY") or datetime.date.today().isoformat())
    assert reminder(today) == ""


@pytest.mark.parametrize(("today", "said"), [("2027-01-31", ""), ("2027-02-01", REMINDER), ("2028-01-01", REMINDER)])
def test_the_reminder_comes_on_its_day(today: str, said: str) -> None:
    assert reminder(datetime.date.fromisoformat(today)) == said
