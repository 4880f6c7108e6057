"""A ritual as a calendar file (RFC 5545). One event a file: calendars are reported to double files with several."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.inline import plain
from dragoman.sheets import Ritual

if TYPE_CHECKING:
    from icalendar import Event


def calendar(ritual: Ritual, made: datetime.date) -> bytes:
    """The file of a ritual that has a rule, `made` on that day; its hours are those of whoever opens it."""
    # Imported where it is used: most builds and commands never come here, and it takes some 50 ms.
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", "-//Dragoman//Rituals//EN")
    file.add("version", "2.0")
    file.add_component(_event(ritual, made))
    text: bytes = file.to_ical()
    return text


def _event(ritual: Ritual, made: datetime.date) -> Event:
    from icalendar import Event, vRecur

    event = Event()
    # The same ritual in a later file replaces the earlier one.
    event.add("uid", f"{ritual.id}.ritual.dragoman")
    event.add("dtstamp", datetime.datetime.combine(made, datetime.time(), datetime.UTC))
    if ritual.time:
        event.add("dtstart", datetime.datetime.combine(ritual.date, datetime.time.fromisoformat(ritual.time)))
        event.add("duration", datetime.timedelta(minutes=ritual.minutes))
    else:
        event.add("dtstart", ritual.date)
        event.add("transp", "TRANSPARENT")
    event.add("rrule", vRecur.from_ical(ritual.rule))
    event.add("summary", ritual.title)
    event.add("description", "\n".join(_lines(ritual)))
    return event


def _lines(ritual: Ritual) -> Iterator[str]:
    """What stands in the event's own text: what it is for, who comes, what happens and what comes out."""
    yield ritual.description
    yield f"Who: {plain(ritual.who)}"
    if ritual.agenda:
        yield "Agenda:"
        for item in ritual.agenda:
            yield f"- {plain(item.what)}" + (f" ({item.minutes} min)" if item.minutes else "")
    yield f"What comes out: {plain(ritual.output)}"
    yield from (f"It fails when: {plain(text)}" for text in ritual.fails)
