"""The register of all handouts: the kit's page, the packing list and the command line come from this one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.handouts import box, cards, forms, games, people, running
from dragoman.handouts.handout import Handout, Material
from dragoman.packing import Sided
from dragoman.sheets import Agenda, Attitude, Checklist, Role, Worksheet

BOTH_SIDES: Sided = "both sides, long edge"
POSTER = "friction-poster"
GUIDE = "facilitator-guide"


def handouts(material: Material, paper: str = "a4") -> tuple[Handout, ...]:
    """Everything that can be printed from this material: what the workshop needs, then what is for the desk."""
    empty = set(_empty(material))
    found = tuple(replace(handout, paper=paper) for handout in _found(material) if handout.name not in empty)
    for_workshop = tuple(handout for handout in found if handout.copies)
    for_desk = tuple(handout for handout in found if not handout.copies)
    return (_packing_list(material, for_workshop, paper), *for_workshop, *for_desk)


def _empty(material: Material) -> Iterator[str]:
    """The sheets on which nothing would stand."""
    glossary, sheets = material.glossary, material.sheets
    if not glossary.entries:
        yield from ("quiz-a", "quiz-b", "quiz-answer-key")
    if not cards.of_cheat_sheet(glossary):
        yield from ("cheat-sheet", "flash-cards-all", "hot-seat-cards")
    if not cards.taught(glossary):
        yield from ("flash-cards", "flash-cards-to-fold")
    if not sheets.of(Role):
        yield "role-cards"
    if not sheets.of(Attitude):
        yield "attitude-cards"


def _found(material: Material) -> Iterator[Handout]:
    agenda = running.agenda_of(material)
    if agenda:
        yield from _running(material, agenda)
    yield from _people(material)
    yield from _quiz(material)
    yield from _bingo(material)
    yield from (replace(card, group="cards") for card in (*_flash_cards(material), *_other_cards(material)))
    yield from (replace(sheet, group="worksheets") for sheet in _worksheets(material))
    yield from (replace(sheet, group="checklists") for sheet in _checklists(material))


def _packing_list(material: Material, some: tuple[Handout, ...], paper: str) -> Handout:
    return Handout(
        "packing-list",
        "Packing list",
        "Everything from one version of the glossary; spares are counted in.",
        "packing-list",
        lambda: box.packing_list(material, some),
        ("facilitator",),
        paper=paper,
        group="facilitator",
    )


def _running(material: Material, agenda: Agenda) -> Iterator[Handout]:
    yield Handout(
        "agenda",
        "Agenda",
        "Each side speaks the other's language today. There is one score, the room's.",
        "agenda",
        lambda: running.agenda(material, agenda),
        ("person",),
    )
    yield Handout(
        GUIDE,
        "Facilitator's guide",
        "Each side speaks only the other's language. One score for the room, never one department against the other.",
        "facilitator-guide",
        lambda: running.guide(material, agenda),
        ("facilitator",),
        group="facilitator",
    )


def _people(material: Material) -> Iterator[Handout]:
    yield Handout(
        "cheat-sheet",
        "Cheat sheet",
        "The words of both departments on one page.",
        "cheat-sheet",
        lambda: people.cheat_sheet(material),
        ("person",),
    )
    yield Handout(
        "name-tents",
        "Name tents",
        "A name for everybody at the table; to be folded.",
        "name-tents",
        lambda: people.name_tents(material),
        ("person",),
        complete=True,
        cut=True,
        named=bool(material.workshop.guests),
    )
    yield Handout(
        "pulse",
        "Pulse",
        "The form for the beginning and the end of the workshop.",
        "pulse",
        lambda: people.pulse(material),
        ("two a person",),
        cut=True,
        up=2,
    )
    yield Handout(
        "certificates",
        "Certificate",
        "For everybody who has taken part.",
        "certificates",
        lambda: people.certificates(material),
        ("person",),
        complete=True,
        turned=True,
        named=bool(material.workshop.guests),
    )


def _quiz(material: Material) -> Iterator[Handout]:
    for sheet in ("A", "B"):
        yield _quiz_sheet(material, sheet)
    yield Handout(
        "quiz-answer-key",
        "Quiz, answer key",
        "For facilitators. Read it out after the second round, not before.",
        "answer-key",
        lambda: games.answer_key(material),
        ("facilitator",),
        BOTH_SIDES,
        group="facilitator",
    )


def _quiz_sheet(material: Material, sheet: str) -> Handout:
    return Handout(
        f"quiz-{sheet.lower()}",
        f"Quiz, sheet {sheet}",
        "Circle a letter. Unsigned; nobody is ranked.",
        "quiz",
        lambda: games.quiz_sheet(material, sheet),
        ("half", "every other pair"),
        BOTH_SIDES,
    )


def _bingo(material: Material) -> Iterator[Handout]:
    yield Handout(
        "bingo-cards",
        "Buzzword bingo",
        "Four in a row, upright, across or diagonal. It counts if you can say what the words mean.",
        "bingo-cards",
        lambda: games.bingo_cards(material),
        ("person",),
        cut=True,
        complete=True,
    )
    yield Handout(
        "bingo-callers-list",
        "Bingo, caller's list",
        "Tick each word when it is said; the order may be the talk's. A bingo counts once its player has explained it.",
        "bingo-callers-list",
        lambda: games.callers_list(material),
        ("one",),
        BOTH_SIDES,
        group="facilitator",
    )


def _flash_cards(material: Material) -> Iterator[Handout]:
    taught, every = cards.taught(material.glossary), cards.of_cheat_sheet(material.glossary)
    yield Handout(
        "flash-cards",
        "Flash cards",
        "The abbreviations that the departments teach each other.",
        "flash-cards",
        lambda: cards.flash_cards(material, taught),
        ("table",),
        BOTH_SIDES,
        cut=True,
    )
    yield Handout(
        "flash-cards-all",
        "Flash cards, all terms",
        "Every term of the cheat sheet, for learning on.",
        "flash-cards",
        lambda: cards.flash_cards(material, every),
        sided=BOTH_SIDES,
        cut=True,
    )
    yield Handout(
        "flash-cards-to-fold",
        "Flash cards to fold",
        "The teach-in's cards for a printer that prints on one side only.",
        "flash-cards-fold",
        lambda: cards.folded_cards(material, taught),
        cut=True,
    )


def _other_cards(material: Material) -> Iterator[Handout]:
    every = cards.of_cheat_sheet(material.glossary)
    yield Handout(
        "hot-seat-cards",
        "Hot-seat cards",
        "Explain the word without the words on the card.",
        "hot-seat",
        lambda: cards.hot_seat_cards(material, every),
        ("one",),
        cut=True,
    )
    yield Handout(
        "role-cards",
        "Role cards",
        "Who works between the departments, and what to ask them first.",
        "role-cards",
        lambda: cards.role_cards(material),
        ("table",),
        cut=True,
    )
    yield Handout(
        "attitude-cards",
        "Attitude cards",
        "Ways of working that anybody may show on some day.",
        "attitude-cards",
        lambda: cards.attitude_cards(material),
        cut=True,
    )


def _worksheets(material: Material) -> Iterator[Handout]:
    for sheet in material.sheets.of(Worksheet):
        yield _poster(material, sheet) if sheet.id == POSTER else _worksheet(material, sheet)


def _worksheet(material: Material, sheet: Worksheet) -> Handout:
    return Handout(
        f"worksheet-{sheet.id}",
        sheet.title,
        sheet.description,
        "worksheet",
        lambda: forms.worksheet(material, sheet),
        box.copies_of(material, sheet),
        BOTH_SIDES,
        turned=sheet.orientation == "landscape",
        large=_is_poster(sheet),
    )


def _poster(material: Material, sheet: Worksheet) -> Handout:
    return Handout(
        POSTER,
        sheet.title,
        sheet.description,
        "friction-poster",
        lambda: forms.poster(material, sheet),
        ("one",),
        large=_is_poster(sheet),
    )


def _is_poster(sheet: Worksheet) -> bool:
    """Whether the page asks for large paper."""
    return "A3" in sheet.copies


def _checklists(material: Material) -> Iterator[Handout]:
    for sheet in material.sheets.of(Checklist):
        yield _checklist(material, sheet)


def _checklist(material: Material, sheet: Checklist) -> Handout:
    return Handout(
        f"checklist-{sheet.id}",
        sheet.title,
        sheet.description,
        "checklist",
        lambda: forms.checklist(material, sheet),
        sided=BOTH_SIDES,
    )
