"""The editors' report: what in the glossary and the pages waits for somebody to look at it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.glossary import Department, Entry, Glossary
from dragoman.linking import Manuscript, Section
from dragoman.mentions import Mention
from dragoman.quiz import LeftOut
from dragoman.source.rules import overdue


@dataclass(frozen=True, slots=True)
class Unexplained:
    """An abbreviation that no entry explains: how often it stands in how many pages, and where first."""

    text: str
    count: int
    pages: int
    path: str
    page: str
    section: Section


class Open(NamedTuple):
    """A place whose homonym stays open: its mention, and the readings that are possible."""

    mention: Mention
    readings: tuple[Entry, ...]


class Unasked(NamedTuple):
    """Why the quiz leaves questions of a type out, and the entries of which it does."""

    type: str
    reason: str
    left_out: tuple[LeftOut, ...]
    entries: tuple[Entry, ...]


class Report(NamedTuple):
    """What waits: each part in the order in which it is best worked through."""

    unexplained: tuple[Unexplained, ...]
    open: tuple[Open, ...]
    unused: tuple[Entry, ...]
    without_view: tuple[tuple[Entry, tuple[Department, ...]], ...]
    overdue: tuple[Entry, ...]
    unasked: tuple[Unasked, ...]


def report(
    glossary: Glossary,
    pages: Iterable[Manuscript],
    ignored: Collection[str],
    today: datetime.date,
    left_out: Iterable[LeftOut] = (),
) -> Report:
    """The report on a glossary and the written pages, once their links are set."""
    pages = sorted(pages, key=lambda page: page.path)
    used = {mention.entry for page in pages for mention in page.mentions}
    return Report(
        _unexplained(pages, ignored),
        tuple(Open(mention, readings) for page in pages for mention, readings in page.open),
        tuple(entry for entry in glossary.entries if entry.link and entry.id not in used),
        tuple(_without_view(glossary)),
        tuple(entry for entry in glossary.entries if not entry.reviewed or overdue(entry, "", today)),
        _unasked(glossary, left_out),
    )


def as_json(found: Report) -> str:
    """The report for other programs: ids and places, no HTML."""
    places = [
        {
            "text": one.mention.line[1],
            "path": one.mention.path,
            "section": one.mention.section,
            "entries": _ids(one.readings),
        }
        for one in found.open
    ]
    unexplained = [
        {
            "text": one.text,
            "count": one.count,
            "pages": one.pages,
            "first": {"path": one.path, "section": one.section.title},
        }
        for one in found.unexplained
    ]
    without_view = [
        {"entry": entry.id, "departments": [department.id for department in missing]}
        for entry, missing in found.without_view
    ]
    record = {
        "undefined": unexplained,
        "open": places,
        "unused": _ids(found.unused),
        "without_view": without_view,
        "not_reviewed": [{"entry": entry.id, "reviewed": entry.reviewed} for entry in found.overdue],
        "unasked": [
            {"question": one.id, "entry": one.entry, "reason": one.reason}
            for row in found.unasked
            for one in row.left_out
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _unexplained(pages: list[Manuscript], ignored: Collection[str]) -> tuple[Unexplained, ...]:
    found: dict[str, list[tuple[Manuscript, Section]]] = {}
    for page in pages:
        for word, section in page.undefined:
            if word not in ignored:
                found.setdefault(word, []).append((page, section))
    rows = [
        Unexplained(
            word,
            len(places),
            len({page.path for page, _ in places}),
            places[0][0].path,
            places[0][0].title,
            places[0][1],
        )
        for word, places in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.pages, -row.count, row.text)))


def _without_view(glossary: Glossary) -> Iterator[tuple[Entry, tuple[Department, ...]]]:
    """The entries in which some department says nothing of its own, with those departments."""
    for entry in glossary.entries:
        missing = tuple(department for department in glossary.departments if not entry.view(department.id))
        if missing:
            yield entry, missing


def _unasked(glossary: Glossary, left_out: Iterable[LeftOut]) -> tuple[Unasked, ...]:
    """What the quiz leaves out by type and reason, in the quiz's order; an entry once, however often it is asked."""
    rows: dict[tuple[str, str], list[LeftOut]] = {}
    for one in left_out:
        rows.setdefault((one.type, one.reason), []).append(one)
    return tuple(
        Unasked(type, reason, tuple(some), tuple(dict.fromkeys(glossary.by_id[one.entry] for one in some)))
        for (type, reason), some in rows.items()
    )


def _ids(entries: Iterable[Entry]) -> list[str]:
    return [entry.id for entry in entries]
