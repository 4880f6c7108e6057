"""The wiki's own words: complete, balanced, plain, and linked."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from dragoman.abbreviations import ABBREVIATION
from dragoman.folding import folded
from dragoman.glossary import SHARED, Entry, is_abbreviation
from dragoman.inline import pieces, plain
from dragoman.sheets import Agenda, Facilitation, Part, Sheets
from dragoman.source.front_matter import read_sheets
from dragoman.source.reader import load
from sites import ROOT, Built

GLOSSARY = load(ROOT / "glossary.yaml", datetime.date(2026, 11, 22))
DOCS = ROOT / "docs" / "en"
EACH = pytest.mark.parametrize("entry", GLOSSARY.entries, ids=lambda entry: entry.id)
# LIX (C. H. Björnsson, Läsbarhet, 1968): words a sentence, plus the percentage of words of more than six letters.
# From 60 on a text is very hard; a newspaper has 40 to 50.
HARDEST, MEAN = 60, 45
# A text may name the departments.
NAMES = {department.name for department in GLOSSARY.departments}


def lix(text: str) -> float:
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)
    sentences = max(1, len(re.findall(r"[.!?:;](?:\s|$)", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


@EACH
def test_a_definition_can_be_read(entry: Entry) -> None:
    assert lix(plain(entry.definition)) <= HARDEST


def test_definitions_are_easy_to_read_on_the_whole() -> None:
    assert mean(lix(plain(entry.definition)) for entry in GLOSSARY.entries) <= MEAN


@EACH
def test_a_definition_explains_every_abbreviation_that_it_uses(entry: Entry) -> None:
    found = {match.group() for match in ABBREVIATION.finditer(plain(entry.definition))}
    assert found <= NAMES


@EACH
def test_neither_definition_nor_scenario_names_the_term(entry: Entry) -> None:
    for text in (entry.definition, entry.scenario):
        for name in (entry.term, entry.expansion):
            if is_abbreviation(name):
                assert not re.search(rf"\b{re.escape(name)}\b", plain(text))
            elif name:
                assert not re.search(rf"\b{re.escape(folded(name))}\b", folded(plain(text)))


@EACH
def test_an_entry_is_complete(entry: Entry) -> None:
    assert entry.scenario and entry.reviewed and len(entry.views) == len(GLOSSARY.departments)


def test_no_department_has_more_than_its_share() -> None:
    owned = Counter(entry.department for entry in GLOSSARY.entries if entry.department != SHARED)
    assert max(owned.values()) <= 0.55 * owned.total()


def test_there_is_enough_of_everything() -> None:
    assert len(GLOSSARY.entries) >= 200
    assert len(GLOSSARY.homonyms) >= 14
    assert sum(entry.cheatsheet for entry in GLOSSARY.entries) <= 48
    assert sum(entry.buzzword for entry in GLOSSARY.entries) >= 32


def sheets() -> Sheets:
    return read_sheets(DOCS, "docs/en", GLOSSARY)[0]


def test_each_part_of_the_workshop_has_a_page_for_its_facilitator() -> None:
    parts = {part.id for part in sheets().of(Part)}
    assert {facilitation.part for facilitation in sheets().of(Facilitation)} == parts
    assert {block.part for agenda in sheets().of(Agenda) for block in agenda.blocks} <= parts | {""}


def test_the_workshop_ends_when_it_says() -> None:
    assert [(agenda.id, agenda.minutes) for agenda in sheets().of(Agenda)] == [("day", 450), ("half-day", 195)]


def test_the_talk_pauses_after_words_that_bingo_knows() -> None:
    (talk,) = [one.talk for one in sheets().of(Facilitation) if one.talk]
    said = {folded(piece.text) for piece in pieces(talk) if piece.kind != "text"}
    assert said <= {folded(entry.term) for entry in GLOSSARY.entries if entry.buzzword}


@pytest.mark.parametrize("page", sorted(DOCS.glob("playbook/*.md")), ids=lambda page: page.stem)
def test_a_page_of_the_playbook_is_read_in_two_minutes(page: Path) -> None:
    # 238 words a minute (M. Brysbaert, Journal of Memory and Language 109, 2019).
    assert len(page.read_text(encoding="utf-8").split()) <= 2 * 238


def test_the_wiki_s_pages_are_linked_and_nothing_stays_open(wiki: Built) -> None:
    report = json.loads((wiki.site / "editors-report.json").read_text(encoding="utf-8"))
    assert (report["undefined"], report["open"], report["without_view"]) == ([], [], [])
    written = {_url(page) for page in DOCS.rglob("*.md")}
    links = [
        link for name, page in wiki.documents.items() if name in written for link in page.xpath("//a[@class='term']")
    ]
    assert len(links) >= 500


def _url(page: Path) -> str:
    path = page.relative_to(DOCS).with_suffix("")
    return f"{path.parent if path.name == 'index' else path}/index.html".removeprefix("./")
