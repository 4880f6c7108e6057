"""How the workshop runs: the participants' agenda and the facilitator's guide, as the templates get them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.handouts.handout import Copy, Material, Origin
from dragoman.inline import pieces, plain
from dragoman.sheets import Agenda, Block, Facilitation, Part


def agenda_of(material: Material) -> Agenda | None:
    """The agenda that the workshop names, if there is one."""
    return next((one for one in material.sheets.of(Agenda) if one.id == material.workshop.agenda), None)


def left_out(material: Material) -> set[str]:
    """The parts that other agendas have and the workshop's hasn't; what no agenda has is a reserve for all."""
    own = agenda_of(material)
    return _used(material.sheets.of(Agenda)) - _used((own,)) if own else set()


def is_shortened(material: Material, part: str) -> bool:
    """Whether the workshop's agenda gives a part less time than its page asks for."""
    own = agenda_of(material)
    asked = {one.id: one.minutes for one in material.sheets.of(Part)}
    return any(block.minutes < asked.get(part, 0) for block in own.blocks if block.part == part) if own else False


def agenda(material: Material, sheet: Agenda) -> Copy:
    """One page for participants: when what happens and what for."""
    blocks = [_block(at, block) for at, block in _timed(material, sheet)]
    length = sum(len(block["title"] + block["goal"]) for block in blocks)
    origins = {sheet.path: Origin(material.place_of(sheet), "the printed agenda", "its goals", length)}
    return Copy({"key": sheet.path, "blocks": blocks, "ends": _end(material, sheet)}, origins)


def guide(material: Material, sheet: Agenda) -> Copy:
    """The facilitator's pages, block by block; exercises that no agenda has follow as a reserve."""
    parts = {part.id: part for part in material.sheets.of(Part)}
    told = {one.part: one for one in material.sheets.of(Facilitation)}
    blocks = [
        {"key": sheet.path, **_block(at, block), **_exercise(parts.get(block.part), told.get(block.part), block)}
        for at, block in _timed(material, sheet)
    ]
    used = _used(material.sheets.of(Agenda))
    reserve = [
        {"title": parts[id].title, "minutes": parts[id].minutes, **_exercise(parts[id], facilitation)}
        for id, facilitation in told.items()
        if id in parts and id not in used
    ]
    origins = {one.path: Origin(material.place_of(one), "the guide", "its texts", 0) for one in (sheet, *told.values())}
    return Copy({"blocks": blocks, "reserve": reserve, "ends": _end(material, sheet)}, origins)


def _used(agendas: Iterable[Agenda]) -> set[str]:
    return {block.part for agenda in agendas for block in agenda.blocks}


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


def _exercise(part: Part | None, facilitation: Facilitation | None, block: Block | None = None) -> dict[str, Any]:
    """What its two pages say of an exercise, little for a break. A block with lines of its own has its own cut, too."""
    of_part = {"groups": plain(part.groups), "material": _all(part.material), "aim": plain(part.goal)} if part else {}
    of_block = {"do": _all(block.do)} if block and block.do else {}
    cut = {"cut": "" if block.cut == "-" else plain(block.cut)} if block else {}
    if facilitation is None:
        return {**of_part, **of_block, **cut}
    return {
        **of_part,
        "key": facilitation.path,
        "say": plain(facilitation.say),
        "talk": [{"text": piece.text, "strong": piece.kind != "text"} for piece in pieces(facilitation.talk)],
        "prepare": _all(facilitation.prepare),
        "do": _all(facilitation.do),
        "watch_for": plain(facilitation.watch_for),
        "cut": plain(facilitation.cut),
        "answers": _all(facilitation.answers),
        **({**of_block, **cut} if of_block else {}),
    }


def _all(texts: tuple[str, ...]) -> list[str]:
    return [plain(text) for text in texts]
