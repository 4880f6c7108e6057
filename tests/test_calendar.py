"""Rituals in the calendar: their rules, their first days, and the files that calendars read."""

from __future__ import annotations

import dataclasses
import datetime
import re
from itertools import takewhile
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr

from dragoman.build import Build
from dragoman.exports.calendar import calendar
from dragoman.glossary import Glossary
from dragoman.problems import printed
from dragoman.recurrence import wrong_first, wrong_rule
from dragoman.routes import Routes, calendar_path
from dragoman.settings import Settings
from dragoman.sheets import Item, Ritual
from dragoman.source.front_matter import read_sheets
from dragoman.source.reader import load

ROOT = Path(__file__).parents[1]
MADE = datetime.date(2026, 11, 22)
STAND_UP = Ritual(
    path="rituals/stand-up.md",
    title="Stand-up, on Mondays",
    description="Fifteen minutes; both at one board.",
    when="Each Monday",
    lasts="15 minutes",
    who="VP Marketing, IT director",
    output="Three lines on the *board*",
    fails=("One side skips [it](https://example.com/)",),
    rule="FREQ=WEEKLY;BYDAY=MO",
    first="2027-01-04",
    time="09:00",
    minutes=15,
    agenda=(Item("This week", 10), Item("Help — für Łódź, " + "x" * 60, 5), Item("Muffins")),
)
EXCHANGE = dataclasses.replace(
    STAND_UP, path="rituals/exchange.md", rule="FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", time="", minutes=0, agenda=()
)
# Rule -> its days in the first year, from a first day on.
YEARS = {
    ("FREQ=WEEKLY;BYDAY=MO", "2027-01-04"): 52,
    ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU", "2027-01-12"): ["2027-01-12", "2027-04-13", "2027-07-13", "2027-10-12"],
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=2WE", "2027-03-10"): ["2027-03-10"],
    ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "2027-01-04"): ["2027-01-04", "2027-04-05", "2027-07-05", "2027-10-04"],
    ("FREQ=YEARLY;BYMONTH=10;BYDAY=1TU", "2027-10-05"): ["2027-10-05"],
    ("FREQ=MONTHLY;BYDAY=-1TH", "2027-01-28"): 12,
    ("FREQ=YEARLY;BYMONTH=4,11;BYDAY=3WE", "2027-04-21"): ["2027-04-21", "2027-11-17"],
}

PAGE = """---
sheet: ritual
title: Stand-up
description: Both at one board.
when: Each Monday
rule: FREQ=WEEKLY;BYDAY=MO
first: 2027-01-04
time: "09:00"
lasts: 15 minutes
who: Two
output: Lines
fails: [One skips]
---

# Stand-up

{{ sheet() }}
"""


def event_of(ritual: Ritual) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(calendar(ritual, MADE)).events
    return event


@pytest.mark.parametrize(("rule", "first"), YEARS)
def test_the_days_of_a_year_are_those_of_the_rule(rule: str, first: str) -> None:
    ritual = dataclasses.replace(STAND_UP, rule=rule, first=first)
    event = event_of(ritual)
    start = event.start
    assert start == datetime.datetime.fromisoformat(f"{first}T09:00")
    assert event.duration == datetime.timedelta(minutes=15)
    (kept,) = re.findall("\nRRULE:(.*)\r", calendar(ritual, MADE).decode())
    days = rrulestr(kept, dtstart=start)
    year = [f"{day:%Y-%m-%d}" for day in takewhile(lambda day: day.year == 2027, days)]
    assert wrong_rule(rule) == wrong_first(rule, ritual.date) == ""
    assert year[0] == first
    expected = YEARS[rule, first]
    assert (len(year) if isinstance(expected, int) else year) == expected


def test_a_file_holds_what_a_calendar_shows() -> None:
    event = event_of(STAND_UP)
    assert event["SUMMARY"] == "Stand-up, on Mondays"
    assert event["DESCRIPTION"] == (
        "Fifteen minutes; both at one board.\nWho: VP Marketing, IT director\nAgenda:\n- This week (10 min)\n"
        f"- Help — für Łódź, {'x' * 60} (5 min)\n- Muffins\n"
        "What comes out: Three lines on the board\nIt fails when: One side skips it"
    )
    assert event["UID"] == "stand-up.ritual.dragoman"
    assert "ATTENDEE" not in event and "ORGANIZER" not in event


def test_a_whole_day_has_no_hours() -> None:
    text = calendar(EXCHANGE, MADE)
    assert b"\r\nDTSTART;VALUE=DATE:20270104\r\n" in text
    assert b"DURATION" not in text
    assert b"\r\nTRANSP:TRANSPARENT\r\n" in text


def test_the_bytes_are_those_of_the_standard_and_always_the_same() -> None:
    text = calendar(STAND_UP, MADE)
    assert text == calendar(STAND_UP, MADE)
    assert text.startswith(b"BEGIN:VCALENDAR\r\n") and text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    # Floating: nine o'clock wherever the company is.
    assert b"\r\nDTSTART:20270104T090000\r\n" in text
    assert b"\r\nDTSTAMP:20261122T000000Z\r\n" in text
    assert b"\r\nDURATION:PT15M\r\n" in text
    assert b"\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\n" in text


def test_a_calendar_file_stands_beside_its_page() -> None:
    assert calendar_path(STAND_UP) == "rituals/stand-up.ics"
    assert calendar_path(dataclasses.replace(STAND_UP, rule="", first="")) == ""


def test_the_site_has_the_file_and_the_page_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("departments:\n  it:\n    name: IT\nentries: []\n", encoding="utf-8")
    pages = tmp_path / "docs" / "rituals"
    pages.mkdir(parents=True)
    (pages / "a.md").write_text(PAGE.replace("lasts", "minutes: 15\nlasts"), encoding="utf-8")
    (pages / "b.md").write_text(re.sub("(rule|first|time).*\n", "", PAGE), encoding="utf-8")
    build = Build.of(tmp_path, tmp_path / "docs", Settings(kit=False), Routes(), MADE)
    assert build.wrong_sheets == ()
    assert {path for path in build.files if path.endswith(".ics")} == {"rituals/a.ics"}
    mark = build.macros.sheet()
    link = '<a href="../../rituals/a.ics" type="text/calendar" download>Put it into your calendar</a>'
    assert link in build.macros.filled_in(mark, "rituals/a.md")
    assert "calendar" not in build.macros.filled_in(mark, "rituals/b.md")


def test_our_rituals_have_files_of_their_own() -> None:
    sheets, problems = read_sheets(ROOT / "docs" / "en", "docs/en", load(ROOT / "glossary.yaml", MADE))
    assert problems == ()
    uids = [str(event_of(ritual)["UID"]) for ritual in sheets.of(Ritual) if ritual.rule]
    assert len(set(uids)) == len(uids) > 5


KNOWN = (
    "a rule has FREQ, INTERVAL, BYMONTH, BYDAY, each at most once, "
    "such as FREQ=WEEKLY;BYDAY=MO or FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU"
)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("FREQ=WEEKLY;BYDAY=XX", f'has the part "BYDAY=XX"; {KNOWN}'),
        ("FREQ=SECONDLY", f'has the part "FREQ=SECONDLY"; {KNOWN}'),
        ("weekly", f'has the part "weekly"; {KNOWN}'),
        ("FREQ=WEEKLY;", f'has the part ""; {KNOWN}'),
        ("FREQ=WEEKLY;FREQ=DAILY", f'has the part "FREQ=DAILY"; {KNOWN}'),
        ("FREQ=WEEKLY;INTERVAL=0", f'has the part "INTERVAL=0"; {KNOWN}'),
        ("FREQ=YEARLY;BYMONTH=13", f'has the part "BYMONTH=13"; {KNOWN}'),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", f'has the part "BYMONTHDAY=30"; {KNOWN}'),
        ("FREQ=WEEKLY;UNTIL=20280101T000000Z", f'has the part "UNTIL=20280101T000000Z"; {KNOWN}'),
        ("FREQ=WEEKLY\nEXDATE:20270104", f'has the part "FREQ=WEEKLY\\nEXDATE:20270104"; {KNOWN}'),
        ("BYDAY=MO", f"has no part FREQ, {KNOWN.split('once, ')[1]}"),
        ("FREQ=WEEKLY;BYDAY=2MO", "counts the days of BYDAY=2MO, which only FREQ=MONTHLY and FREQ=YEARLY can"),
    ],
)
def test_a_rule_that_no_calendar_keeps_is_refused(rule: str, says: str) -> None:
    assert wrong_rule(rule) == says


def test_a_ritual_s_dates_are_checked_where_its_page_stands(tmp_path: Path) -> None:
    wrong = PAGE.replace("first: 2027-01-04", "first: 2027-01-05")
    (tmp_path / "a.md").write_text(wrong, encoding="utf-8")
    (tmp_path / "b.md").write_text(wrong.replace("BYDAY=MO", "BYDAY=MO;UNTIL=2028"), encoding="utf-8")
    never = wrong.replace("FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3").replace(
        "first", "minutes: 5\nfirst"
    )
    (tmp_path / "c.md").write_text(never, encoding="utf-8")
    _, problems = read_sheets(tmp_path, "docs", Glossary((), ()))
    lacks = "time needs the line minutes, and minutes needs time; leave out both for a whole day"
    assert [printed(problem) for problem in problems] == [
        f"docs/a.md:8:7: {lacks}",
        "docs/a.md:7:8: first is Tuesday 2027-01-05, which is no day of the rule; "
        "the next that it gives is Monday 2027-01-11",
        f"docs/b.md:8:7: {lacks}",
        f'docs/b.md:6:7: rule has the part "UNTIL=2028"; {KNOWN}',
        "docs/c.md:8:8: first is Tuesday 2027-01-05, which is no day of the rule; it gives none from then on",
    ]
