"""Rules across entries: what no single entry can know."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.folding import folded
from dragoman.glossary import Entry, is_abbreviation
from dragoman.languages import enabled
from dragoman.problems import Location, Problem, did_you_mean, quoted
from dragoman.source.messages import message as said
from dragoman.source.nodes import Mapping, Node
from dragoman.source.report import Report

REVIEW_AFTER_MONTHS = 18


class Located(NamedTuple):
    """An entry with the node it was read from."""

    entry: Entry
    node: Mapping

    def place(self, field: str) -> Node:
        """The node of this field's value; the entry's own where it lacks the field."""
        return next((value for key, value in self.node.pairs if key.text == field), self.node)

    def breach(self, field: str, message: str, rule: str) -> Breach:
        """A breach of `rule` in this field of the entry."""
        return Breach(self.entry.id, self.place(field), message, rule)


class Breach(NamedTuple):
    """What one rule has against one place; `entry` is empty where the message speaks for several entries."""

    entry: str
    node: Node
    message: str
    rule: str


def check(found: list[Located], report: Report) -> None:
    """Report every breach among the entries."""
    for rule in (_unique_ids, _qualified, _sorted, _was, _ambiguous):
        for breach in rule(found):
            report.entry = breach.entry
            report.say(breach.node, breach.message, breach.rule)
    for breach in _references(report):
        report.entry = breach.entry
        report.say(breach.node, breach.message, breach.rule)
    report.entry = ""


def _unique_ids(found: list[Located]) -> Iterator[Breach]:
    first: dict[str, Located] = {}
    for located in found:
        before = first.setdefault(located.entry.id, located)
        if before is not located:
            line = before.place("id").line
            yield located.breach("id", said("id-twice", line=line), "duplicate-id")


def _qualified(found: list[Located]) -> Iterator[Breach]:
    first: dict[str, tuple[Located, str]] = {}
    for located in found:
        for surface, field in _surfaces(located.entry):
            before, its_field = first.setdefault(folded(surface), (located, field))
            if before is not located:
                line = before.place(its_field).line
                noun = {"aliases": "alias", "forms": "form"}.get(field, field)
                yield from _unqualified(before, located, field, {"noun": noun, "text": quoted(surface), "line": line})


def _unqualified(before: Located, located: Located, field: str, clash: dict[str, object]) -> Iterator[Breach]:
    qualifiers = before.entry.qualifier, located.entry.qualifier
    if not all(qualifiers):
        yield Breach("", located.place(field), said("homonym", **clash), "homonym")
    elif qualifiers[0] == qualifiers[1]:
        yield Breach("", located.place("qualifier"), said("homonym-twice", **clash), "homonym")


def _surfaces(entry: Entry) -> Iterator[tuple[str, str]]:
    yield entry.term, "term"
    if entry.expansion:
        yield entry.expansion, "expansion"
    yield from ((alias, "aliases") for alias in entry.aliases)
    yield from ((form, "forms") for form in entry.forms)


def _sorted(found: list[Located]) -> Iterator[Breach]:
    last: Located | None = None
    for located in found:
        if last and located.entry.sort_key < last.entry.sort_key:
            before = f"{last.entry.name} ({last.entry.id})"
            message = f"must stand before {before}: entries are sorted by term, then id; move it up"
            yield located.breach("term", message, "order")
        else:
            last = located


def _references(report: Report) -> Iterator[Breach]:
    # With the ids of entries that have other problems: they are there all the same.
    known = set(report.ids)
    for reference in report.references:
        if reference.id == reference.owner:
            message = said("itself", field=reference.where)
        elif reference.id not in known:
            message = said("nowhere", field=reference.where, text=quoted(reference.id))
            message += did_you_mean(reference.id, tuple(known))
        else:
            continue
        yield Breach(reference.owner, reference.node, message, "reference")


def _was(found: list[Located]) -> Iterator[Breach]:
    taken = {located.entry.id: located for located in found}
    for located in found:
        for id in located.entry.was:
            other = taken.setdefault(id, located)
            if other is not located or id == located.entry.id:
                yield located.breach("was", said("was", text=quoted(id), line=other.node.line), "was")


def _ambiguous(found: list[Located]) -> Iterator[Breach]:
    languages = enabled(locale.language for located in found for locale in located.entry.locales)
    for located in found:
        entry = located.entry
        if entry.ambiguous or not entry.link or not is_abbreviation(entry.term):
            continue
        word = entry.term.lower()
        names = [language.name for language in languages if word in language.stop_words]
        if names:
            yield located.breach(
                "term", said("ambiguous", text=quoted(word), languages=" and ".join(names)), "ambiguous"
            )


def overdue(entry: Entry, path: str, today: datetime.date) -> Problem | None:
    """A warning where the last review is more than 18 months old, or lies in the future."""
    if not entry.reviewed:
        return None
    reviewed = datetime.date.fromisoformat(entry.reviewed)
    months = (today.year - reviewed.year) * 12 + today.month - reviewed.month - (today.day < reviewed.day)
    if reviewed > today:
        message = f"reviewed on {reviewed}, which lies in the future; correct the date"
    elif months >= REVIEW_AFTER_MONTHS:
        message = f"last reviewed on {reviewed}, {months} months ago; read it again and set the date"
    else:
        return None
    return Problem(Location(path, entry.line), message, "review", entry.id, "warning")
