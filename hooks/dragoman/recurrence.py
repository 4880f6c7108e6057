"""When something happens again: the few parts of RRULE (RFC 5545, 3.3.10) that rituals need, and the days they give."""

from __future__ import annotations

import datetime
import re

from dateutil.rrule import rrulestr

from dragoman.problems import quoted

_MONTH = "([1-9]|1[0-2])"
_DAY = "([-+]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)"
# No part that makes a rule which no calendar ever reaches, such as the 30th of February: finding that out takes long.
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]?",
    "BYMONTH": f"{_MONTH}(,{_MONTH})*",
    "BYDAY": f"{_DAY}(,{_DAY})*",
}
_EXAMPLES = "such as FREQ=WEEKLY;BYDAY=MO or FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def wrong_rule(rule: str) -> str:
    """What is wrong with a rule, as a message goes on after its name; empty if a calendar can keep it."""
    parts = dict.fromkeys(_PARTS, "")
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name not in parts or parts[name] or not re.fullmatch(_PARTS[name], value):
            known = ", ".join(_PARTS)
            return f"has the part {quoted(part)}; a rule has {known}, each at most once, {_EXAMPLES}"
        parts[name] = value
    if not parts["FREQ"]:
        return f"has no part FREQ, {_EXAMPLES}"
    if re.search("[1-5]", parts["BYDAY"]) and parts["FREQ"] in ("DAILY", "WEEKLY"):
        return f"counts the days of BYDAY={parts['BYDAY']}, which only FREQ=MONTHLY and FREQ=YEARLY can"
    return ""


def wrong_first(rule: str, first: datetime.date) -> str:
    """What is wrong with `first` as the first day of a rule that a calendar can keep, in the same way."""
    day = next_day(rule, first)
    if day == first:
        return ""
    given = f"the next that it gives is {_named(day)}" if day else "it gives none from then on"
    return f"is {_named(first)}, which is no day of the rule; {given}"


def next_day(rule: str, day: datetime.date) -> datetime.date | None:
    """The first day from `day` on that a rule gives, counted from there; None if it never gives one."""
    midnight = datetime.datetime.combine(day, datetime.time())
    found: datetime.datetime | None = next(iter(rrulestr(rule, dtstart=midnight)), None)
    return found.date() if found else None


def _named(day: datetime.date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day}"
