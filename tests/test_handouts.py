"""The printed sheets: measured in the PDFs themselves."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont

from dragoman.cli import main
from dragoman.glossary import Entry, Glossary
from dragoman.handouts import box, cards, forms, press
from dragoman.handouts.handout import PAPERS, Guest, Handout, Material, Workshop
from dragoman.handouts.kit import Kit, glossary_date, printed
from dragoman.handouts.press import Press
from dragoman.handouts.register import handouts
from dragoman.packing import Party
from dragoman.problems import GlossaryError, Location
from dragoman.sheets import Attitude, Role, Sheet, Sheets, Worksheet
from dragoman.shelf import Shelf
from dragoman.source.front_matter import read_sheets
from dragoman.source.reader import load

ROOT = Path(__file__).parents[1]
MM = 72 / 25.4
DATE = 1_700_000_000
CARD, ROLE = (90.0, 64.0), (90.0, 128.0)
GLOSSARY = load(ROOT / "glossary.yaml", datetime.date(2026, 11, 22))
PRESS = Press(GLOSSARY, DATE)
SHEETS, _ = read_sheets(ROOT / "docs" / "en", "docs/en", GLOSSARY)


def material(glossary: Glossary = GLOSSARY, **workshop: Any) -> Material:
    return Material(glossary, SHEETS, Workshop(**workshop))


@cache
def registered(paper: str) -> dict[str, Handout]:
    return {handout.name: handout for handout in handouts(material(), paper)}


@cache
def pdf(name: str, paper: str = "a4") -> pymupdf.Document:
    return pymupdf.open(stream=PRESS.pdf(registered(paper)[name]))


def cards_of(glossary: Glossary, entries: Iterable[Entry], paper: str = "a4") -> pymupdf.Document:
    handout = dataclasses.replace(
        registered(paper)["flash-cards"], copy=lambda: cards.flash_cards(material(glossary), entries)
    )
    return pymupdf.open(stream=Press(glossary, DATE).pdf(handout))


def with_entries(*entries: Entry) -> Glossary:
    return Glossary(GLOSSARY.departments, entries)


def entry(**fields: Any) -> Entry:
    return dataclasses.replace(GLOSSARY.by_id["cta"], line=7, **fields)


def spans(page: pymupdf.Page, foot: bool = False) -> Iterator[tuple[str, pymupdf.Rect, float]]:
    """Text, box and size of each stretch of a page, with or without the foot."""
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                if span["text"].strip() and (foot or not span["text"].startswith("Dragoman")):
                    yield span["text"], pymupdf.Rect(span["bbox"]), span["size"]


def boxes(page: pymupdf.Page, size: tuple[float, float]) -> list[pymupdf.Rect]:
    """Where the cards lie: centred on the paper, row by row."""
    width, height = size[0] * MM, size[1] * MM
    down = round(256 / size[1])
    left, top = (page.rect.width - 2 * width) / 2, (page.rect.height - down * height) / 2
    corners = ((left + column * width, top + row * height) for row in range(down) for column in range(2))
    return [pymupdf.Rect(x, y, x + width, y + height) for x, y in corners]


def text_in(page: pymupdf.Page, box: pymupdf.Rect) -> str:
    return " ".join(text for text, at, _ in spans(page) if box.contains(at))


def text_of(document: pymupdf.Document) -> str:
    return " ".join(" ".join(page.get_text() for page in document).split())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", registered("a4"))
def test_every_sheet_is_an_accessible_pdf_of_the_right_size_in_our_typeface(name: str, paper: str) -> None:
    document = pdf(name, paper)
    handout = registered(paper)[name]
    width, height = handout.size
    catalog = document.pdf_catalog()
    assert {(round(page.rect.width / MM, 1), round(page.rect.height / MM, 1)) for page in document} == {(width, height)}
    assert document.metadata["title"] == handout.title
    assert "<pdfuaid:part>1</pdfuaid:part>" in document.get_xml_metadata()
    assert document.xref_get_key(catalog, "Lang")[1] == "en"
    assert document.xref_get_key(catalog, "StructTreeRoot")[0] == "xref"
    tagged = [document.xref_get_key(xref, "S")[1] for xref in range(1, document.xref_length())]
    assert ("/Table" in tagged) <= ("/TH" in tagged), "a table says what its columns mean"
    fonts = {(font[1], font[3].split("+")[-1]) for page in document for font in page.get_fonts()}
    assert fonts
    assert all(kind != "n/a" and font.startswith("AtkinsonHyperlegibleNext-") for kind, font in fonts)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", registered("a4"))
def test_every_text_stands_where_any_printer_prints(name: str, paper: str) -> None:
    for page in pdf(name, paper):
        white = pymupdf.Rect(6 * MM, 6 * MM, page.rect.width - 6 * MM, page.rect.height - 6 * MM)
        assert [text for text, at, _ in spans(page, foot=True) if not white.contains(at)] == []


@pytest.mark.parametrize("name", registered("a4"))
def test_every_sheet_says_which_glossary_it_is_from(name: str) -> None:
    assert all(GLOSSARY.version in page.get_text() for page in pdf(name))


def test_the_same_input_gives_the_same_bytes() -> None:
    for name in ("flash-cards", "cheat-sheet", "bingo-cards"):
        first = PRESS.pdf(registered("a4")[name])
        press._compiler.cache_clear()
        assert PRESS.pdf(registered("a4")[name]) == first


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [1, 2, 3, 8, 13])
def test_each_back_lies_behind_its_front_when_turned_on_the_long_edge(count: int, paper: str) -> None:
    some = cards.of_cheat_sheet(GLOSSARY)[:count]
    document = cards_of(GLOSSARY, some, paper)
    for number, one in enumerate(some):
        sheet, place = divmod(number, cards.FLASH_CARDS)
        fronts, backs = document[2 * sheet], document[2 * sheet + 1]
        front = boxes(fronts, CARD)[place]
        behind = pymupdf.Rect(
            fronts.rect.width - front.x1, front.y0, fronts.rect.width - front.x0, front.y1
        )  # What paper turned on its long edge does.
        assert "".join(one.term.split()) in "".join(text_in(fronts, front).split())
        assert one.definition.split()[-1] in text_in(backs, behind)
        lefts = [
            min(at.x0 for _, at, _ in spans(page) if box.contains(at)) - box.x0
            for page, box in ((fronts, front), (backs, behind))
        ]
        assert lefts == pytest.approx([7.5 * MM, 7.5 * MM], abs=0.1 * MM)
    assert len(document) == 2 * -(-count // cards.FLASH_CARDS)


@pytest.mark.parametrize(
    ("name", "size"),
    [("hot-seat-cards", CARD), ("role-cards", ROLE), ("attitude-cards", ROLE), ("flash-cards-all", CARD)],
)
@pytest.mark.parametrize("paper", PAPERS)
def test_no_text_leaves_its_card(name: str, size: tuple[float, float], paper: str) -> None:
    _holds(pdf(name, paper), size)


def test_no_entry_leaves_its_flash_card() -> None:
    _holds(cards_of(GLOSSARY, GLOSSARY.entries), CARD)


def _holds(document: pymupdf.Document, size: tuple[float, float]) -> None:
    for page in document:
        inside = boxes(page, size)
        foot = inside[-1].y1
        for text, at, _ in spans(page):
            assert at.y0 > foot or any(box.contains(at) for box in inside), (page.number, text)


def test_backs_have_no_lines() -> None:
    document = pdf("flash-cards-all")
    lines = [[one for one in page.get_drawings() if one["type"] == "s"] for page in document]
    assert all(lines[::2])
    assert not any(lines[1::2])


def test_letters_of_five_languages_come_out_as_they_went_in() -> None:
    letters = "Zażółć gęślą jaźń, ŁÓDŹ; İstanbul'da ığdır, ŞĞÇÖÜ; Größe, perché, città"
    document = cards_of(with_entries(entry(definition=letters)), [entry(definition=letters)])
    assert letters in text_of(document)


HOSTILE = r'#panic("x") $y^2$ _i_ @ref <label> = h \ // no /* no */ {{ j }} "q" ~ #{1+1} [z] -- ...'


def test_mark_up_of_typst_is_printed_as_it_stands() -> None:
    one = entry(term="#let $x$", definition=HOSTILE, expansion="= *No*")
    text = text_of(cards_of(with_entries(one), [one]))
    assert "#let $x$" in text
    assert HOSTILE in text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"definition": "Much too long for any card. " * 60},
            "glossary.yaml:7:1: entry cta: the back of its flash card is 33 mm too high at 7 pt; "
            "shorten the definition by about 743 characters",
        ),
        (
            {"term": "Donaudampfschifffahrtsgesellschaftskapitän"},
            "glossary.yaml:7:1: entry cta: the front of its flash card is 29 mm too wide at 14 pt; "
            "shorten the term by about 12 characters",
        ),
        (
            {"term": "go 🎉"},
            'glossary.yaml:7:1: entry cta: "go 🎉" has the character U+1F389, which our typeface can\'t print; '
            "write it otherwise",
        ),
        (
            {"definition": "\u202eabc"},
            'glossary.yaml:7:1: entry cta: "\\u202eabc" has the character U+202E, which our typeface can\'t print; '
            "write it otherwise",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_entry(fields: dict[str, str], message: str) -> None:
    one = entry(**fields)
    with pytest.raises(GlossaryError) as refused:
        cards_of(with_entries(one), [one])
    assert str(refused.value) == message


def test_all_that_does_not_fit_is_told_at_once() -> None:
    some = [entry(id="one", term="x" * 80), entry(id="two", definition="Too long. " * 200)]
    with pytest.raises(GlossaryError) as refused:
        cards_of(with_entries(*some), some)
    assert [problem.entry for problem in refused.value.problems] == ["one", "two"]


def test_a_cheat_sheet_with_too_many_terms_says_so() -> None:
    marked = (dataclasses.replace(one, cheatsheet=True) for one in GLOSSARY.entries)
    every = with_entries(*marked)
    sheet = next(one for one in handouts(material(every)) if one.name == "cheat-sheet")
    with pytest.raises(
        GlossaryError, match=r"the cheat sheet, one page for \d+ terms, is \d+ mm too high at 8 pt; shorten"
    ):
        Press(every, DATE).pdf(sheet)


def test_the_cheat_sheet_is_one_page_of_at_least_eight_points() -> None:
    document = pdf("cheat-sheet")
    assert len(document) == 1
    terms = [one.term for one in cards.of_cheat_sheet(GLOSSARY)]
    text = text_of(document)
    assert all(term in text for term in terms)
    assert min(size for text, _, size in spans(document[0]) if len(text) > 2 and "Glossary" not in text) >= 7.9


def test_an_address_without_a_gap_stays_in_its_column() -> None:
    address = "https://intranet.example.com/" + "x" * 70
    sheet = next(one for one in SHEETS.of(Worksheet) if one.form == "table")
    long = dataclasses.replace(sheet, examples=((address, *sheet.examples[0][1:]), *sheet.examples[1:]))
    handout = dataclasses.replace(
        registered("a4")[f"worksheet-{sheet.id}"], copy=lambda: forms.worksheet(material(), long)
    )
    page = pymupdf.open(stream=PRESS.pdf(handout))[1]
    widest = max(at.x1 for text, at, _ in spans(page) if "xxx" in text.replace("\u200b", ""))
    assert widest < page.rect.width / 2


def test_no_answer_is_in_a_quiz_sheet() -> None:
    for letter in "ab":
        copy = registered("a4")[f"quiz-{letter}"].copy()
        assert {key for question in copy.data["questions"] for key in question} == {"key", "stem", "options"}
        raw = PRESS.pdf(registered("a4")[f"quiz-{letter}"])
        assert not any(origin.entry.encode() + b"." in raw for origin in copy.origins.values())


def test_the_key_has_the_answers_of_both_sheets() -> None:
    keys = registered("a4")["quiz-answer-key"].copy().data["keys"]
    asked = {letter: registered("a4")[f"quiz-{letter.lower()}"].copy().data["questions"] for letter in "AB"}
    for key in keys:
        for answer, question in zip(key["answers"], asked[key["sheet"]], strict=True):
            assert question["options"]["abc".index(answer["letter"])] == answer["text"]
            assert not answer["meaning"].endswith(answer["text"])
    stems = [question["stem"] for questions in asked.values() for question in questions]
    assert len(stems) == len(set(stems)) == 20


def test_every_bingo_card_bears_its_number_and_seed() -> None:
    document = pdf("bingo-cards")
    text = text_of(document)
    assert all(f"Card {number} · seed 7" in text for number in range(1, 28))


def test_clock_times_count_from_the_start() -> None:
    agenda = next(one for one in handouts(material(start="13:30")) if one.name == "agenda")
    blocks = agenda.copy().data["blocks"]
    assert blocks[0]["at"] == "13:30"
    assert agenda.copy().data["ends"] == "21:00"


AGENDAS = pytest.mark.parametrize("agenda", ["day", "half-day"])


def sheet_of(agenda: str, name: str, paper: str = "a4") -> Handout:
    return next(one for one in handouts(material(agenda=agenda), paper) if one.name == name)


@AGENDAS
def test_what_the_guide_does_in_a_block_takes_the_block_s_minutes(agenda: str) -> None:
    blocks = sheet_of(agenda, "facilitator-guide").copy().data["blocks"]
    done = {one["title"]: [int(line.split(" min: ")[0]) for line in one["do"]] for one in blocks if "do" in one}
    assert {title: sum(minutes) for title, minutes in done.items()} == {
        one["title"]: one["minutes"] for one in blocks if not one["is_break"]
    }


@AGENDAS
@pytest.mark.parametrize("paper", PAPERS)
def test_no_page_of_the_guide_but_the_last_ends_half_empty(agenda: str, paper: str) -> None:
    document = pymupdf.open(stream=PRESS.pdf(sheet_of(agenda, "facilitator-guide", paper)))
    ends = [max(at.y1 for _, at, _ in spans(page) if at.y1 < page.rect.height - 17 * MM) for page in document]
    assert min(ends[:-1]) > 0.75 * document[0].rect.height


def test_what_is_in_reserve_is_in_no_agenda() -> None:
    told = [sheet_of(agenda, "facilitator-guide").copy().data["reserve"] for agenda in ("day", "half-day")]
    assert told[0] == told[1]
    assert [one["title"] for one in told[0]] == ["Line-up", "Strategy match", "Hot seat", "Friction vote"]


def test_half_a_day_packs_only_what_it_uses() -> None:
    packed = {
        agenda: {line["title"]: line["prints"] for line in sheet_of(agenda, "packing-list").copy().data["lines"]}
        for agenda in ("day", "half-day")
    }
    changed = {title: (count, packed["half-day"].get(title)) for title, count in packed["day"].items()}
    assert {title: counts for title, counts in changed.items() if counts[0] != counts[1]} == {
        "Requirements, page one": (14, None),
        "Scorecard": (4, None),
        "Term negotiation": (40, 27),
    }


def test_names_stand_on_tents_and_certificates() -> None:
    people = tuple(Guest(name, "", Location("n.csv", 2)) for name in ("Łucja Żak", '#x "y"', "Ay Işık"))
    some = {one.name: one for one in handouts(material(participants=3, guests=people))}
    for name in ("name-tents", "certificates"):
        text = text_of(pymupdf.open(stream=PRESS.pdf(some[name])))
        assert all(one.name in text for one in people)


def test_the_registered_sheets_have_names_of_their_own_and_say_what_they_are_for() -> None:
    every = handouts(material())
    assert len({one.name for one in every}) == len(every) > 40
    assert all(one.purpose and one.title for one in every)
    assert [one.name for one in every if one.apart] == [
        "packing-list",
        "facilitator-guide",
        "quiz-answer-key",
        "bingo-callers-list",
    ]


def few(*entries: Entry, **workshop: Any) -> Material:
    """What prints quickly: some entries, and no pages."""
    return Material(with_entries(*entries), Sheets(), Workshop(**{"participants": 2, **workshop}))


def test_a_kit_needs_no_pages_and_says_what_is_missing_for_a_game() -> None:
    some = few(*cards.taught(GLOSSARY))
    kit = Kit(some, Press(some.glossary, DATE))
    names = [one.handout.name for one in kit.printed]
    assert "flash-cards" in names
    assert not {"agenda", "bingo-cards"} & set(names)
    assert [str(problem.severity) for problem in kit.problems] == ["note"]
    assert "bingo needs at least 24 entries with buzzword: true" in kit.problems[0].message
    assert all(one.picture.startswith(b"\x89PNG") and len(one.picture) < 90_000 for one in kit.printed)


def test_the_kit_s_archive_keeps_the_answers_apart_and_is_always_the_same() -> None:
    some = few(*cards.taught(GLOSSARY))
    first, second = (Kit(some, Press(some.glossary, DATE)).zipped("letter") for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as box:
        names = box.namelist()
    assert "kit-letter/flash-cards.pdf" in names
    assert sorted(name for name in names if "keep-apart" in name) == [
        "kit-letter/keep-apart/packing-list.pdf",
        "kit-letter/keep-apart/quiz-answer-key.pdf",
    ]


def test_a_changed_page_is_printed_anew_and_nothing_else(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 500)
    role, *others = SHEETS.of(Role)
    changed = dataclasses.replace(role, trap="Another one.")

    def printed_by(roles: tuple[Role, ...]) -> tuple[list[str], dict[str, bytes]]:
        some = dataclasses.replace(few(*cards.taught(GLOSSARY)), sheets=Sheets(roles))
        at_press = Press(some.glossary, DATE, shelf)
        files = {one.handout.name: one.pdfs["a4"] for one in Kit(some, at_press).printed}
        return at_press.made, files

    first, files = printed_by((role, *others))
    assert len(first) > 20
    assert printed_by((role, *others)) == ([], files)
    assert printed_by((changed, *others))[0] == ["role-cards.pdf", "role-cards.pdf", "role-cards.png"]


def test_a_damaged_file_on_the_shelf_is_printed_again(tmp_path: Path) -> None:
    handout = registered("a4")["pulse"]
    whole = PRESS.pdf(handout)
    assert Press(GLOSSARY, DATE, Shelf(tmp_path, 5)).pdf(handout) == whole
    (kept,) = tmp_path.iterdir()
    for damage in (b"", kept.read_bytes()[:-1], b"x" * 500):
        kept.write_bytes(damage)
        again = Press(GLOSSARY, DATE, Shelf(tmp_path, 5))
        assert (again.pdf(handout), again.made) == (whole, ["pulse.pdf"])
    found = Press(GLOSSARY, DATE, Shelf(tmp_path, 5))
    assert (found.pdf(handout), found.made) == (whole, [])


def test_a_shelf_lets_go_what_nobody_has_asked_for_longest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 2)
    for number, key in enumerate("abc"):
        shelf.put(key, key.encode())
        os.utime(tmp_path / key, (number, number))
    assert shelf.get("a") == b"a"
    shelf.tidy()
    assert [shelf.get(key) for key in "abc"] == [b"a", None, b"c"]


def test_a_shelf_that_can_t_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    at_press = Press(GLOSSARY, DATE, Shelf(tmp_path / "file", 2))
    assert at_press.pdf(registered("a4")["pulse"]).startswith(b"%PDF")
    at_press.tidy()


def test_people_s_names_are_put_on_no_shelf(tmp_path: Path) -> None:
    guests = (Guest("Łucja Żak", "", Location("n.csv", 2)),)
    some = few(guests=guests)
    for handout in handouts(some):
        if handout.name in ("name-tents", "certificates"):
            Press(some.glossary, DATE, Shelf(tmp_path, 5)).pdf(handout)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["name-tents", "certificates", "bingo-cards"])
def test_a_file_that_holds_everybody_s_holds_the_spares_too(name: str) -> None:
    handout = registered("a4")[name]
    data = handout.copy().data
    (pack,) = box.line(handout, Party(24)).packs
    held = data.get("people") or [one for page in data["pages"] for one in page if one]
    assert len(held) == pack.all == 27


@pytest.mark.parametrize(
    ("name", "kind", "heading"),
    [
        ("role-cards", Role, "A role of our own"),
        ("attitude-cards", Attitude, "A way of working that we have seen, too"),
    ],
)
def test_a_card_that_would_be_empty_is_one_to_be_filled_in(name: str, kind: type[Sheet], heading: str) -> None:
    shown = registered("a4")[name].copy().data["pages"]
    blank = [card for page in shown for card in page if card["blank"]]
    assert len(blank) == -len(SHEETS.of(kind)) % cards.ROLE_CARDS
    assert text_of(pdf(name)).count(heading) == len(blank)


def test_a_name_is_broken_at_its_hyphen_and_nowhere_else() -> None:
    name = "Łucja Żółkiewska-Brzęczyszczykiewicz"
    tents = next(
        one for one in handouts(material(guests=(Guest(name, "", Location("n.csv", 2)),))) if one.name == "name-tents"
    )
    page = pymupdf.open(stream=PRESS.pdf(tents))[0]
    assert {"Łucja Żółkiewska-", "Brzęczyszczykiewicz"} <= {text.strip() for text, _, _ in spans(page)}


def test_the_caller_can_check_any_card_in_any_order() -> None:
    callers, players = (registered("a4")[f"bingo-{name}"].copy().data for name in ("callers-list", "cards"))
    words = [call["word"] for call in callers["calls"]]
    shown = [one for page in players["pages"] for one in page if one]
    for card, checked in zip(shown, callers["cards"], strict=True):
        numbers = [number for row in checked["rows"] for number in row]
        assert checked["number"] == card["number"]
        assert [words[number - 1] for number in numbers] == [players["words"][id] for id in card["words"]]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_caller_s_list_is_one_sheet_of_paper(paper: str) -> None:
    assert len(pdf("bingo-callers-list", paper)) == 2


def test_problems_of_all_sheets_come_together() -> None:
    bad = with_entries(entry(id="one", definition="→"), entry(id="two", term="→"))
    some = [one for one in handouts(material(bad)) if one.name in ("cheat-sheet", "hot-seat-cards", "flash-cards-all")]
    with pytest.raises(GlossaryError) as refused:
        list(printed(some, Press(bad, DATE)))
    assert {problem.entry for problem in refused.value.problems} == {"one", "two"}


def test_the_printable_characters_are_those_of_all_styles() -> None:
    maps = [set(TTFont(file).getBestCmap()) for file in sorted(press.FONTS.glob("*.ttf"))]
    assert len(maps) == 4
    assert {ord(char) for char in press.printable()} == set.intersection(*maps) | {10}


def test_a_kit_is_dated_by_the_last_review() -> None:
    assert glossary_date(with_entries(entry(reviewed="2026-11-22"), entry(reviewed=""))) == 1795305600


# The command ----------------------------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["handouts", *words])
    return result.exit_code, result.stderr


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


HEADS = (
    "packing, agenda, facilitator, cheat, name, pulse, certificates, quiz, bingo, flash, hot, role, worksheet, "
    "friction, attitude, checklist"
)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_one_sheet_is_printed_for_the_names_in_a_list(encoding: str, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_bytes("Name;Department\r\nJürgen Groß;IT\r\nZoë;marketing\r\n;\r\n".encode(encoding))
    code, said = run("--out", str(tmp_path / "kit"), "--only", "name-tents", "--names", str(names))
    assert (code, said.splitlines()[-1]) == (0, f"1 file in {tmp_path / 'kit'}")
    assert [file.name for file in (tmp_path / "kit").iterdir()] == ["name-tents.pdf"]
    text = text_of(pymupdf.open(tmp_path / "kit" / "name-tents.pdf"))
    assert "Jürgen Groß" in text and "Zoë" in text


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--only", "bingos"], 1, 'no sheet is called "bingos"; did you mean bingo?'),
        (["--only", "xyz"], 1, f'no sheet is called "xyz"; there are {HEADS}'),
        (["--only", "flash-crads"], 1, 'no sheet is called "flash-crads"; did you mean flash-cards?'),
        (["--agenda", "week"], 1, 'no agenda is called "week"; there are day, half-day'),
        (["--start", "9"], 2, "Error: Invalid value for '--start': \"9\" is no time; write it as 09:00"),
        (
            ["--participants", "1"],
            2,
            "Error: Invalid value for '--participants': a workshop has 2 to 200 participants, not 1",
        ),
        (["--paper", "a3"], 2, "Error: Invalid value for '--paper': 'a3' is not one of 'a4', 'letter'."),
    ],
)
def test_a_wrong_call_says_what_is_right(words: list[str], code: int, message: str, tmp_path: Path) -> None:
    out = tmp_path / "kit"
    result, said = run("--out", str(out), *words)
    assert (result, said.splitlines()[-1]) == (code, message)
    assert not out.exists()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", 'n.csv:1:1: has no column "name" in its first line'),
        ("who,what\nx,y\n", 'n.csv:1:1: has no column "name" in its first line, only "who, what"'),
        ("name\nx\n", "n.csv: names 1; a workshop has 2 to 200 participants"),
        ("name\na\nb\nc\n", "n.csv: names 3, and --participants says 2"),
        ("name,department\na,IT\nb,I T\n", 'n.csv:3:1: no department is called "I T"; did you mean it?'),
        (
            "name\nAnna\n🎉\n",
            'n.csv:3:1: "🎉" has the character U+1F389, which our typeface can\'t print; write it otherwise',
        ),
        (
            f"name\nAnna\n{'x' * 90}\n",
            "n.csv:3:1: the name tent is 113 mm too wide at 16 pt; shorten the name by about 35 characters",
        ),
    ],
)
def test_a_bad_list_of_names_is_told_with_its_line(content: str, message: str, tmp_path: Path) -> None:
    names = tmp_path / "n.csv"
    names.write_text(content, encoding="utf-8")
    code, said = run(
        "--out", str(tmp_path / "kit"), "--names", str(names), "--participants", "2", "--only", "name-tents"
    )
    assert (code, said.splitlines()[-1]) == (1, message)
    assert not (tmp_path / "kit").exists()


def test_copies_are_plain_values() -> None:
    for one in registered("a4").values():
        assert json.loads(json.dumps(one.copy().data))
