"""The fields of each kind of sheet. The limits are what fits on the printed card or sheet."""

from __future__ import annotations

from dragoman.sheets import Block, Check, Column, Item, Measure, Point
from dragoman.source.kinds import Choice, Date, Ids, Text
from dragoman.source.records import Cells, Clock, Lines, Number, Records
from dragoman.source.report import Field, FieldKind

DAY = 1440


def _must(name: str, kind: FieldKind) -> Field:
    return Field(name, kind, name, "", required=True)


def _may(name: str, kind: FieldKind) -> Field:
    return Field(name, kind, name, "")


def _text(limit: int) -> Text:
    return Text(limit, inline=True)


_POINTS = _may("points", Records((_must("at", Text(40)), _must("text", _text(80))), Point))

_OF_ALL = (_must("title", Text(60)), _must("description", Text(160)), _may("order", Number(999)))

_BY_KIND: dict[str, tuple[Field, ...]] = {
    "role": (
        _must("department", Choice(from_departments=True)),
        _may("note", _text(80)),
        _must("purpose", _text(140)),
        _must("knows", _text(160)),
        _must("needs", _text(140)),
        _must("asks", Lines(90, most=3, least=3)),
        _must("words", Lines(60, most=5, least=2)),
        _must("trap", _text(120)),
        _must("talks_to", Ids(elsewhere=True, most=4)),
    ),
    "attitude": (
        _must("looks_like", _text(200)),
        _must("protects", _text(160)),
        _must("costs", _text(160)),
        _must("agree", _text(160)),
    ),
    "ritual": (
        _must("when", _text(120)),
        _may("rule", Text(120)),
        _may("first", Date()),
        _may("time", Clock()),
        _may("minutes", Number(DAY)),
        _must("lasts", Text(40)),
        _must("who", _text(120)),
        _may("agenda", Records((_must("what", _text(90)), _may("minutes", Number(DAY))), Item)),
        _must("output", _text(140)),
        _must("fails", Lines(100, most=3)),
        _may("sheets", Ids(elsewhere=True)),
        _POINTS,
    ),
    "checklist": (
        _must("when", _text(120)),
        _must("who", _text(80)),
        _may("scale", Text(10)),
        _must("case", _text(160)),
        _must(
            "items",
            Records((_must("check", _text(120)), _may("why", _text(120)), _must("example", _text(120))), Check),
        ),
    ),
    "worksheet": (
        _must("who", _text(80)),
        _must("minutes", Number(DAY)),
        _must("copies", Text(60)),
        _must("form", Choice(("stacked", "table"))),
        _must("orientation", Choice(("portrait", "landscape"))),
        _may("rows", Number(30)),
        _must("fields", Records((_must("name", Text(40)), _must("hint", _text(110))), Column)),
        _must("examples", Cells(100)),
        _may("prefilled", Cells(100)),
        _POINTS,
    ),
    "measures": (
        _must(
            "measures",
            Records(
                (
                    _must("measure", _text(50)),
                    _must("owner", Choice(from_departments=True)),
                    _must("how", _text(160)),
                    _must("adds", _text(140)),
                    _must("target", Text(40)),
                    _must("now", Text(40)),
                ),
                Measure,
            ),
        ),
    ),
    "agenda": (
        _must("start", Clock()),
        _must(
            "blocks",
            Records(
                (
                    _must("title", _text(40)),
                    _must("minutes", Number(DAY)),
                    _may("part", Text(64)),
                    _must("goal", _text(80)),
                    _may("note", _text(100)),
                    _must("cut", _text(80)),
                    _may("do", Lines(160, most=6, least=2)),
                ),
                Block,
            ),
        ),
    ),
    "part": (
        _must("goal", _text(120)),
        _must("minutes", Number(DAY)),
        _must("groups", _text(60)),
        _must("material", Lines(50)),
        _must("steps", Lines(160, most=6, least=2)),
    ),
    "facilitation": (
        _must("part", Text(64)),
        _must("prepare", Lines(140)),
        _must("say", _text(160)),
        _must("do", Lines(160, most=6, least=2)),
        _must("watch_for", _text(140)),
        _must("cut", _text(120)),
        _may("answers", Lines(160)),
        _may("talk", _text(1400)),
    ),
}

FIELDS: dict[str, tuple[Field, ...]] = {kind: (*_OF_ALL, *fields) for kind, fields in _BY_KIND.items()}
