"""How the workshop runs: the participants' agenda and the facilitator's guide, as the templates get them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.handouts.handout import Copy, Material, Origin
from dragoman.inline import plain
from dragoman.sheets import Agenda, Block, Facilitation, Part


def agenda_of(material: Material) -> Agenda | None:
    """The agenda that the workshop names, if there is one."""
    return next((one for one in material.sheets.of(Agenda) if one.id == material.workshop.agenda), None)


def agenda(material: Material, sheet: Agenda) -> Copy:
    """One page for participants: when what happens and what for."""
    blocks = [_block(at, block) for at, block in _timed(material, sheet)]
    length = sum(len(block["title"] + block["goal"]) for block in blocks)
    origins = {sheet.path: Origin(material.place_of(sheet), "the printed agenda", "its goals", length)}
    return Copy({"key": sheet.path, "blocks": blocks, "ends": _end(material, sheet)}, origins)


def guide(material: Material, sheet: Agenda) -> Copy:
    """The facilitator's pages, block by block; exercises that the agenda leaves out follow as a reserve."""
    parts = {part.id: part for part in material.sheets.of(Part)}
    told = {one.part: one for one in material.sheets.of(Facilitation)}
    blocks = [
        {"key": sheet.path, **_block(at, block), **_exercise(parts.get(block.part), told.get(block.part), block.cut)}
        for at, block in _timed(material, sheet)
    ]
    used = {block.part for block in sheet.blocks}
    reserve = [
        {"title": parts[id].title, "minutes": parts[id].minutes, **_exercise(parts[id], facilitation)}
        for id, facilitation in told.items()
        if id in parts and id not in used
    ]
    origins = {one.path: Origin(material.place_of(one), "the guide", "its texts", 0) for one in (sheet, *told.values())}
    return Copy({"blocks": blocks, "reserve": reserve, "ends": _end(material, sheet)}, origins)


def _timed(material: Material, sheet: Agenda) -> Iterator[tuple[str, Block]]:
    return sheet.timed(material.workshop.start)


def _end(material: Material, sheet: Agenda) -> str:
    """When the last block ends."""
    *_, (start, last) = _timed(material, sheet)
    hours, minutes = map(int, start.split(":"))
    end = hours * 60 + minutes + last.minutes
    return f"{end // 60 % 24:02}:{end % 60:02}"


def _block(at: str, block: Block) -> dict[str, Any]:
    return {
        "at": at,
        "title": plain(block.title),
        "minutes": block.minutes,
        "goal": plain(block.goal),
        "note": plain(block.note),
        "is_break": not block.part,
    }


def _exercise(part: Part | None, facilitation: Facilitation | None, cut: str = "") -> dict[str, Any]:
    """What its two pages say of an exercise, and what the agenda cuts if it is late; little for a break."""
    of_part = {"groups": plain(part.groups), "material": _all(part.material), "aim": plain(part.goal)} if part else {}
    if facilitation is None:
        return {**of_part, "cut": _cut(cut, "")}
    return {
        **of_part,
        "key": facilitation.path,
        "say": plain(facilitation.say),
        "prepare": _all(facilitation.prepare),
        "do": _all(facilitation.do),
        "watch_for": plain(facilitation.watch_for),
        "cut": _cut(cut, plain(facilitation.cut)),
        "answers": _all(facilitation.answers),
    }


def _cut(agenda: str, exercise: str) -> str:
    """What both say, each thing once; - stands for nothing."""
    said = "" if agenda == "-" else plain(agenda)
    if not said or exercise.startswith(said):
        return exercise
    return f"{said}. {exercise}" if exercise else said


def _all(texts: tuple[str, ...]) -> list[str]:
    return [plain(text) for text in texts]
