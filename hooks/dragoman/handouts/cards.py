"""Cards: flash cards, hot-seat cards, role cards and attitude cards, as the templates get them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from dragoman.glossary import Entry, Glossary
from dragoman.handouts.handout import Copy, Material, Origin
from dragoman.inline import plain
from dragoman.problems import Location
from dragoman.sheets import Attitude, Role, Sheet
from dragoman.taboo import forbidden_words

# The abbreviations of the teach-in, in the order in which they are taught.
TEACH_IN = ("cms", "cta", "ppc", "seo", "ot", "dns", "mwb", "pgp")
ACROSS = 2
FLASH_CARDS = 8
ROLE_CARDS = 4
FOLDED_CARDS = 4

Card = dict[str, Any]
Any_ = TypeVar("Any_")


def pages_of(cards: Iterable[Any_], size: int) -> list[list[Any_ | None]]:
    """The cards in pages of `size`; the last one is filled up with None, so that each card keeps its place."""
    every = list(cards)
    pages = [every[start : start + size] for start in range(0, len(every), size)]
    return [[*page, *[None] * (size - len(page))] for page in pages]


def mirrored(page: Sequence[Any_], across: int = ACROSS) -> list[Any_]:
    """The other sides of a full page of cards, for paper turned on its long edge: each row from right to left."""
    rows = (page[start : start + across] for start in range(0, len(page), across))
    return [card for row in rows for card in reversed(row)]


def taught(glossary: Glossary) -> tuple[Entry, ...]:
    """The entries of the teach-in that the glossary has."""
    return tuple(glossary.by_id[id] for id in TEACH_IN if id in glossary.by_id)


def of_cheat_sheet(glossary: Glossary) -> tuple[Entry, ...]:
    """The entries that are marked for the cheat sheet."""
    return tuple(entry for entry in glossary.entries if entry.cheatsheet)


def flash_cards(material: Material, entries: Iterable[Entry]) -> Copy:
    """Two-sided cards: `pages` of `fronts` and of `backs`, the backs already mirrored."""
    cards = [_flash_card(entry) for entry in entries]
    pages = [{"fronts": page, "backs": mirrored(page)} for page in pages_of(cards, FLASH_CARDS)]
    return Copy({"pages": pages}, _flash_origins(material, cards))


def folded_cards(material: Material, entries: Iterable[Entry]) -> Copy:
    """One-sided cards, each with its front and its back beside one another to be folded."""
    cards = [_flash_card(entry) for entry in entries]
    pages = [[half for card in page for half in (card, card)] for page in pages_of(cards, FOLDED_CARDS)]
    return Copy({"pages": pages}, _flash_origins(material, cards))


def hot_seat_cards(material: Material, entries: Iterable[Entry]) -> Copy:
    """Cards with a word to be explained, and the words that may not be used for it."""
    cards = [{**_front(entry), "not": forbidden_words(entry, material.glossary)} for entry in entries]
    origins = {
        card["key"]: _of_entry(material, card["key"], "its hot-seat card", "the term", card["term"]) for card in cards
    }
    return Copy({"pages": pages_of(cards, FLASH_CARDS)}, origins)


def role_cards(material: Material) -> Copy:
    """A card for each role, with all its fields; those that the last page has room for are blank, to be written on."""
    roles = material.sheets.of(Role)
    titles = {role.id: role.title for role in roles}
    cards = [_role_card(role, titles) for role in roles]
    pages = [[card or {"blank": True} for card in page] for page in pages_of(cards, ROLE_CARDS)]
    return Copy({"pages": pages}, dict(_of_sheets(material, roles, cards, "the role card")))


def attitude_cards(material: Material) -> Copy:
    """A card for each way of working; those that the last page has room for are blank, to be written on."""
    attitudes = material.sheets.of(Attitude)
    fields = ("title", "looks_like", "protects", "costs", "agree")
    cards = [{**_texts(sheet, *fields), "blank": False} for sheet in attitudes]
    origins = dict(_of_sheets(material, attitudes, cards, "the attitude card"))
    pages = [[card or {"blank": True} for card in page] for page in pages_of(cards, ROLE_CARDS)]
    return Copy({"pages": pages}, origins)


def _front(entry: Entry) -> Card:
    return {"key": entry.id, "term": entry.term, "qualifier": entry.qualifier, "department": entry.department}


def _flash_card(entry: Entry) -> Card:
    """Both sides; `views` are those of the other departments, to be left out where they don't fit."""
    others = (view for view in entry.views if view.department != entry.department)
    views = [{"department": view.department, "text": plain(view.text)} for view in others]
    return {
        **_front(entry),
        "back": f"{entry.id} back",
        "expansion": entry.expansion,
        "definition": plain(entry.definition),
        "views": views,
    }


def _flash_origins(material: Material, cards: list[Card]) -> dict[str, Origin]:
    fronts = {
        card["key"]: _of_entry(material, card["key"], "the front of its flash card", "the term", card["term"])
        for card in cards
    }
    backs = {
        card["back"]: _of_entry(
            material,
            card["key"],
            "the back of its flash card",
            "the definition",
            card["expansion"] + card["definition"],
        )
        for card in cards
    }
    return fronts | backs


def _of_entry(material: Material, id: str, what: str, shorten: str, text: str) -> Origin:
    line = material.glossary.by_id[id].line
    return Origin(Location(material.source, line), what, shorten, len(text), id)


def _role_card(role: Role, titles: dict[str, str]) -> Card:
    card = _texts(role, "title", "note", "purpose", "knows", "needs", "trap", "asks", "words")
    talks_to = [titles[id] for id in role.talks_to if id in titles]
    return {**card, "department": role.department, "talks_to": talks_to, "blank": False}


def _texts(sheet: Sheet, *fields: str) -> Card:
    """These fields of a sheet without mark-up, under the sheet's path as key."""
    return {"key": sheet.path, **{field: _shown(getattr(sheet, field)) for field in fields}}


def _shown(value: str | tuple[str, ...]) -> str | list[str]:
    return plain(value) if isinstance(value, str) else [plain(text) for text in value]


def _of_sheets(
    material: Material, sheets: Sequence[Sheet], cards: list[Card], what: str
) -> Iterator[tuple[str, Origin]]:
    for sheet, card in zip(sheets, cards, strict=True):
        length = len("".join(str(value) for value in card.values()))
        yield sheet.path, Origin(material.place_of(sheet), what, "its texts", length)
