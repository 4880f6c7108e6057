"""The front matter of written pages -> sheets, with every problem in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.glossary import Glossary
from dragoman.problems import Location, Problem, did_you_mean, quoted
from dragoman.recurrence import wrong_first, wrong_rule
from dragoman.sheets import KINDS, Agenda, Facilitation, Part, Ritual, Role, Sheet, Sheets, Worksheet
from dragoman.source.nodes import Mapping, Node, Refused, Scalar, parsed
from dragoman.source.report import Report
from dragoman.source.sheet_fields import FIELDS
from dragoman.source.written import written_pages

# What front matter may hold besides: settings of the page for the site generator and for the linker.
_OF_THE_PAGE = frozenset(["sheet", "hide", "search", "terms", "tags", "template", "icon"])
_FRONT_MATTER = re.compile(r"---\r?\n(.*?)^---\s*$", re.DOTALL | re.MULTILINE)
# What a macro shows of the page's own front matter -> the line that it needs there.
_SHOWN = {"sheet": ("sheet", "sheet: role"), "diagram": ("points", "points:")}
# A page on writing pages shows calls as they are typed.
_RAW = re.compile(r"{%-?\s*raw\s*-?%}.*?{%-?\s*endraw\s*-?%}", re.DOTALL)


class _Located(NamedTuple):
    sheet: Sheet
    node: Mapping
    path: str

    def problem(self, field: str, message: str) -> Problem:
        place = next((value for key, value in self.node.pairs if key.text == field), self.node)
        return Problem(Location(self.path, place.line, place.column), f"{field} {message}", "sheet")


def read_sheets(folder: Path, name: str, glossary: Glossary) -> tuple[Sheets, tuple[Problem, ...]]:
    """The sheets among the Markdown files below `folder`, which messages call `name`, and what is wrong with them."""
    problems: list[Problem] = []
    found: list[_Located] = []
    for file in written_pages(folder):
        source = file.relative_to(folder).as_posix()
        try:
            text = file.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:  # `written.out_of_place` says so
            continue
        path = f"{name}/{source}"
        located, wrong = _sheet(text, source, path, glossary)
        problems += [*wrong, *_about_calls(text, path)]
        found += [located] if located else []
    problems += _across(found)
    return Sheets(tuple(sorted((one.sheet for one in found), key=_order))), tuple(problems)


def _order(sheet: Sheet) -> tuple[int, int, str, str]:
    return list(KINDS.values()).index(type(sheet)), sheet.order, sheet.title.casefold(), sheet.path


def _about_calls(text: str, path: str) -> Iterator[Problem]:
    """A sheet that the page doesn't show, or a call that has nothing to show."""
    text = _RAW.sub(lambda raw: "\n" * raw[0].count("\n"), text)
    for macro, (field, line) in _SHOWN.items():
        call = re.search(rf"{{{{\s*{macro}\(", text)
        if call and not _has(field, text):
            message = f"{macro}() shows the page's own fields, and its front matter has no line such as {quoted(line)}"
            yield Problem(Location(path, text.count("\n", 0, call.start()) + 1), message, "sheet")
        elif macro == "sheet" and not call and _has(field, text):
            yield Problem(Location(path, 1), "the page never shows its fields; add a line {{ sheet() }}", "sheet")


def _has(field: str, text: str) -> bool:
    """Whether a page's front matter has this field."""
    front = _FRONT_MATTER.match(text)
    return bool(front and re.search(f"^{field}:", front[1], re.MULTILINE))


def _sheet(text: str, source: str, path: str, glossary: Glossary) -> tuple[_Located | None, list[Problem]]:
    """The sheet in a page's text, if it is one, and what is wrong with it."""
    front = _FRONT_MATTER.match(text)
    if not front or not _has("sheet", text):
        return None, []
    # An empty line for the first ---, so that lines are counted as in the file.
    matter = "\n" + front[1]
    try:
        root = parsed(matter, path)
    except Refused as refused:
        return None, [refused.problem]
    report = Report(path, matter.split("\n"))
    report.departments = tuple(department.id for department in glossary.departments)
    sheet = _read(root, source, report) if isinstance(root, Mapping) else None
    report.problems += _dead_references(report, glossary)
    return _Located(sheet, root, path) if sheet and isinstance(root, Mapping) else None, report.problems


def _read(root: Mapping, source: str, report: Report) -> Sheet | None:
    # A line inside a text may look like the field.
    kind: Node = next((value for key, value in root.pairs if key.text == "sheet"), root)
    word = kind.text if isinstance(kind, Scalar) else ""
    if word not in KINDS:
        known = ", ".join(KINDS)
        report.refuse(
            kind, f"sheet must be one of {known}, not {quoted(word)}" + did_you_mean(word, tuple(KINDS)), "sheet"
        )
        return None
    own = Mapping(
        root.line, root.column, root.last_line, pairs=[pair for pair in root.pairs if pair[0].text not in _OF_THE_PAGE]
    )
    values = report.fields(own, FIELDS[word])
    if any(field.required and field.name not in values for field in FIELDS[word]):
        return None
    return KINDS[word](path=source, **values)


def _dead_references(report: Report, glossary: Glossary) -> Iterator[Problem]:
    for reference in report.references:
        if reference.id not in glossary.by_id:
            message = f"{reference.where} leads to {quoted(reference.id)}, which no entry has as its id"
            place = Location(report.path, reference.node.line, reference.node.column)
            yield Problem(place, message + did_you_mean(reference.id, tuple(glossary.by_id)), "reference")


def _across(found: list[_Located]) -> Iterator[Problem]:
    """What no single field can know: rows against fields, sums of minutes, references between sheets."""
    ids = {kind: {one.sheet.id for one in found if isinstance(one.sheet, kind)} for kind in (Role, Worksheet, Part)}
    for one in found:
        match one.sheet:
            case Role() as role:
                yield from _unknown(one, "talks_to", role.talks_to, ids[Role])
            case Ritual() as ritual:
                yield from _unknown(one, "sheets", ritual.sheets, ids[Worksheet])
                yield from _dates(one, ritual)
            case Worksheet() as worksheet:
                yield from _rows(one, worksheet)
            case Agenda() as agenda:
                yield from _unknown(one, "blocks", [block.part for block in agenda.blocks if block.part], ids[Part])
            case Facilitation() as facilitation:
                yield from _unknown(one, "part", [facilitation.part], ids[Part])


def _unknown(one: _Located, field: str, named: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for id in named:
        if id not in known:
            yield one.problem(field, f"names {quoted(id)}, which is no such page" + did_you_mean(id, sorted(known)))


def _rows(one: _Located, worksheet: Worksheet) -> Iterator[Problem]:
    for field in ("examples", "prefilled"):
        for row in getattr(worksheet, field):
            if len(row) != len(worksheet.fields):
                begins = quoted(row[0] if row else "")
                yield one.problem(
                    field, f"has {len(row)} texts in the row {begins}; one for each of {len(worksheet.fields)} fields"
                )
    if not worksheet.examples or (worksheet.form == "stacked" and len(worksheet.examples) != 1):
        yield one.problem("examples", "must hold at least one row, and just one where form is stacked")


def _dates(one: _Located, ritual: Ritual) -> Iterator[Problem]:
    if bool(ritual.rule) != bool(ritual.first):
        yield one.problem("rule", "needs the line first, and first needs rule: together they make the calendar file")
    elif ritual.rule and bool(ritual.time) != bool(ritual.minutes):
        yield one.problem("time", "needs the line minutes, and minutes needs time; leave out both for a whole day")
    if wrong := ritual.rule and wrong_rule(ritual.rule):
        yield one.problem("rule", wrong)
    elif ritual.rule and ritual.first and (wrong := wrong_first(ritual.rule, ritual.date)):
        yield one.problem("first", wrong)
    timed = sum(item.minutes for item in ritual.agenda)
    if timed and ritual.minutes and timed != ritual.minutes:
        yield one.problem("agenda", f"adds up to {timed} minutes, not {ritual.minutes}")
