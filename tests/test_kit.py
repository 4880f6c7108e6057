"""The workshop kit in the site, and what a build says when a sheet can't be printed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from bs4 import Tag
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.glossary import Glossary
from dragoman.linking import Linker
from dragoman.macros import MacroError, Macros
from dragoman.pages import Layout
from dragoman.routes import Routes
from sites import Built, build, project

HEAD = "departments:\n  marketing:\n    name: Marketing\n  it:\n    name: IT\nentries:\n"
ENTRY = """  - id: cta
    term: CTA 🎉
    department: marketing
    kind: concept
    cheatsheet: true
    definition: The prompt that asks for the next step.
"""
PAGE = {"index.md": "# Home\n\n{{ packing(8) }}\n"}
STRANGE = (
    'glossary.yaml:7:1: entry cta: "CTA 🎉" has the character U+1F389, which our typeface can\'t print; '
    "write it otherwise"
)


def kit_of(built: Built) -> Tag:
    article = built.pages["workshop/kit/index.html"].article
    assert article is not None
    return article


def sheets_in(group: Tag) -> list[str]:
    listed = group.find_next("ul")
    assert listed is not None
    return [str(sheet["id"]) for sheet in listed.select(".kit__sheet")]


def test_every_sheet_has_its_picture_and_its_files(wiki: Built) -> None:
    kit = kit_of(wiki)
    sheets = kit.select(".kit__sheet")
    assert len(sheets) > 40
    for sheet in sheets:
        picture = sheet.img
        assert picture and picture["alt"] == f"The first page of {sheet.h3.text}"  # type: ignore[union-attr]
        paths = [str(picture["src"]), *(str(link["href"]) for link in sheet.select("a"))]
        name = sheet["id"]
        assert paths == [f"../../workshop/kit/{one}" for one in (f"{name}.png", f"a4/{name}.pdf", f"letter/{name}.pdf")]
        for link in sheet.select("a"):
            size = (wiki.site / str(link["href"]).removeprefix("../../")).stat().st_size
            assert link.text.endswith(f", {round(size / 1000)} kB")
            assert link["aria-label"] == f"{link.text}: {sheet.h3.text}"  # type: ignore[union-attr]


def test_answers_stand_only_in_the_facilitator_s_group(wiki: Built) -> None:
    groups = {str(group["id"]): sheets_in(group) for group in kit_of(wiki).select("h2[id]")[:-2]}
    assert list(groups) == ["everybody", "cards", "worksheets", "checklists", "facilitator"]
    assert groups["facilitator"] == ["packing-list", "facilitator-guide", "quiz-answer-key", "bingo-callers-list"]


def test_the_calendar_files_of_all_dated_rituals_are_at_hand(wiki: Built) -> None:
    files = [
        str(link["href"]).removeprefix("../../") for link in kit_of(wiki).select("a[download][type='text/calendar']")
    ]
    assert sorted(files) == sorted(f"rituals/{file.name}" for file in (wiki.site / "rituals").glob("*.ics"))


def test_an_archive_holds_the_very_files_of_the_site(wiki: Built) -> None:
    folder = wiki.site / "workshop" / "kit"
    for paper in ("a4", "letter"):
        with zipfile.ZipFile(folder / f"kit-{paper}.zip") as box:
            held = {name.rsplit("/", 1)[1]: box.read(name) for name in box.namelist()}
        assert held == {file.name: file.read_bytes() for file in (folder / paper).iterdir()}


def test_the_search_finds_the_kit_s_words(wiki: Built) -> None:
    index = json.loads((wiki.site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {doc["title"] for doc in index["docs"] if doc["location"].startswith("workshop/kit/")}
    assert "The kit" in found


def test_the_facilitator_s_page_packs_what_the_kit_has(wiki: Built) -> None:
    kit = {str(sheet["id"]): sheet for sheet in kit_of(wiki).select(".kit__sheet")}
    rows = wiki.pages["workshop/facilitator/index.html"].select("article .table")[0].select("tbody tr")
    assert len(rows) > 15
    for row in rows:
        name = row.a["href"].split("#")[1]  # type: ignore[union-attr, index]
        count = kit[str(name)].select_one(".kit__count")
        assert count and count.text == f"Print {row.td.text} ({row.select('td')[1].text})"  # type: ignore[union-attr]


def test_a_site_without_a_kit_says_how_to_print(tmp_path: Path) -> None:
    built = build(tmp_path, root=project(tmp_path, HEAD + ENTRY, PAGE))
    assert built.code == 0, built.output
    assert "This wiki carries no printed sheets." in kit_of(built).text
    assert sorted(file.name for file in (built.site / "workshop" / "kit").iterdir()) == ["index.html"]
    assert list(built.dead_links()) == []


def test_a_glossary_without_words_has_the_sheets_that_need_none(tmp_path: Path) -> None:
    built = build(tmp_path, root=project(tmp_path, HEAD, PAGE, with_kit=True))
    assert built.code == 0, built.output
    assert (
        "INFO    -  dragoman: glossary.yaml:1:1: note: bingo needs at least 24 entries with buzzword: true, and the "
        "glossary has 0: mark 24 more"
    ) in built.output
    folder = built.site / "workshop" / "kit" / "letter"
    assert sorted(file.stem for file in folder.iterdir()) == ["certificates", "name-tents", "packing-list", "pulse"]
    assert "Can’t be printed yet" in kit_of(built).text
    assert list(built.dead_links()) == []


def test_a_build_names_all_that_can_t_be_printed_and_builds_nothing(tmp_path: Path) -> None:
    pages = {**PAGE, "bad.md": "{{ term('ctaa') }}\n"}
    built = build(tmp_path, root=project(tmp_path, HEAD + ENTRY, pages, with_kit=True))
    assert (built.code, "Traceback" in built.output) == (1, False)
    assert "dragoman: 2 problems, nothing is built:" in built.output
    assert f"  {STRANGE}" in built.output
    assert '  docs/en/bad.md:1:1: term: no entry has the id "ctaa"' in built.output


def test_only_check_print_looks_at_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path, HEAD + ENTRY, {"index.md": "# Home\n"}))
    plain, printed = (CliRunner().invoke(main, ["check", *words]) for words in ([], ["--print"]))
    assert STRANGE not in plain.stdout
    assert printed.exit_code == 1
    assert STRANGE in printed.stdout.splitlines()


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (1, "a workshop has 2 to 200 participants, not 1"),
        (999, "a workshop has 2 to 200 participants, not 999"),
        ("x", 'people must be a whole number, not "x"'),
        (2.5, 'people must be a whole number, not "2.5"'),
    ],
)
def test_packing_for_nobody_is_refused(people: int, says: str) -> None:
    with pytest.raises(MacroError) as refused:
        Macros(Layout(Linker(Glossary((), ()), Routes()))).packing(people)
    assert str(refused.value) == says
