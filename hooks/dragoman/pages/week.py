"""The term of the week: chosen by the calendar alone, so that every reader sees the same one."""

from __future__ import annotations

import datetime
import hashlib
import json

from markupsafe import Markup

from dragoman.glossary import Entry, Glossary
from dragoman.inline import plain
from dragoman.pages.layout import Layout

# A site that nobody builds for so long still changes its term each week.
AHEAD = 26
# The Monday from which weeks are counted: that of the week in which 1970 began.
_FIRST_MONDAY = datetime.date(1969, 12, 29)


def week_html(layout: Layout, path: str, today: datetime.date) -> str:
    """This week's term on the page at `path`, with those of the next weeks for the page's script."""
    now = week(today)
    terms = [term_of(layout.glossary, now + ahead) for ahead in range(AHEAD)]
    if not (shown := terms[0]):
        return ""
    coming = [_shown(layout, path, entry) for entry in terms if entry]
    # "<" is escaped so that no text can end the script element (HTML, 4.12.1.3).
    data = json.dumps(coming, ensure_ascii=False).replace("<", "\\u003c")
    return layout.render(path, "week", entry=shown, week=now, data=Markup(data))


def week(day: datetime.date) -> int:
    """The number of the week that begins on the Monday on or before `day`."""
    return (day - _FIRST_MONDAY).days // 7


def term_of(glossary: Glossary, number: int) -> Entry | None:
    """The entry of a week, of those that departments see differently; None where there is none.

    Shuffled by their ids, so that a new entry leaves most weeks as they are.
    """
    entries = [entry for entry in glossary.entries if entry.has_two_pictures and entry.status == "agreed"]
    entries.sort(key=lambda entry: hashlib.sha256(entry.id.encode()).digest())
    return entries[number % len(entries)] if entries else None


def _shown(layout: Layout, path: str, entry: Entry) -> dict[str, str]:
    href = layout.linker.routes.between(path, *layout.linker.place_of((entry,)))
    names = {"term": entry.title, "expansion": entry.expansion, "definition": plain(entry.definition)}
    return names | {"department": entry.department, "href": href}
