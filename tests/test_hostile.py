"""Whatever comes in: nothing runs, nothing is lost, nothing ends in a traceback. `make fuzz` tries much more of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import TemplateError
from markdown import Markdown

from cases import CASES, Case, cases
from dragoman.annotations import as_gitlab, as_text
from dragoman.exports.quiz_gift import quiz_gift
from dragoman.exports.quiz_json import quiz_json
from dragoman.exports.quiz_tsv import quiz_tsv
from dragoman.inline import is_safe_url, plain
from dragoman.linking import Linker
from dragoman.macro_calls import Sealed
from dragoman.macros import Macros
from dragoman.manuscripts import check_page, check_pages
from dragoman.pages import Layout
from dragoman.pages.prose import prose
from dragoman.pages.quiz import quiz_data
from dragoman.problems import in_order
from dragoman.proofreading import EXTENSIONS
from dragoman.quiz import Option, Question, Quiz
from dragoman.quiz.drafts import label
from dragoman.routes import Routes
from dragoman.shelf import Shelf, cache_folder
from dragoman.source.characters import is_refused
from dragoman.source.editing import Edit, with_edits
from dragoman.source.front_matter import read_sheets
from dragoman.source.reader import read_bytes
from dragoman.survey import survey
from dragoman.workbooks import as_csv, as_xlsx, rows_of
from fuzzing import examples
from hostile import HOSTILE
from scripts import ran
from test_macros import ESCAPES, GLOSSARY, macros

FULL = (CASES / "full.yaml").read_text(encoding="utf-8")


@cases("pages.yml")
def test_a_page_that_would_spoil_a_build_is_refused(case: Case) -> None:
    text = case["text"].replace("{}", case.get("repeat", "") * case.get("times", 0))
    assert as_text(in_order(check_page(text, "page.md", GLOSSARY, macros().by_name))) == case["says"]


def test_a_file_that_is_no_page_is_told_and_not_followed(tmp_path: Path) -> None:
    docs, secret = tmp_path / "docs", tmp_path / "secret"
    (docs / "folder.md").mkdir(parents=True)
    secret.write_text("# A secret {{ config }}", encoding="utf-8")
    (docs / "key.md").symlink_to(secret)
    (docs / "all").symlink_to(tmp_path)
    (docs / "round").symlink_to(docs)
    os.mkfifo(docs / "pipe.md")
    (docs / "a\nb.md").write_text("x", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(docs) + b"/\xff.md")).write_text("x", encoding="utf-8")
    (docs / "other.markdown").write_text("{{ config }}", encoding="utf-8")
    problems = in_order(check_pages(docs, "docs", GLOSSARY, macros().by_name))
    told = [(problem.location.path, problem.message.split(";")[0]) for problem in problems]
    assert told == [
        ("docs/a\nb.md", "has a name with characters that can't be seen"),
        ("docs/all", "is a link to another file"),
        ("docs/key.md", "is a link to another file"),
        ("docs/other.markdown", problems[3].message.split(";")[0]),
        ("docs/pipe.md", "is no ordinary file"),
        ("docs/round", "is a link to another file"),
        ("docs/\udcff.md", "has a name with characters that can't be seen"),
    ]
    assert problems[3].message.startswith("a page may only call term()")
    assert json.loads(as_gitlab(problems))
    assert read_sheets(docs, "docs", GLOSSARY)[1] == ()


def test_who_has_no_home_does_without_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    shelf = Shelf(cache_folder(), 1)
    shelf.put("key", b"content")
    assert shelf.get("key") is None


# What somebody writes who knows what each of the places means, and what nobody would write.
WRITTEN = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from([*"<>\"'&;=()[]{}*`\\/#:!|-+@%$ \n\t", *HOSTILE]), max_size=8).map("".join),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=60),
).filter(lambda text: not any(map(is_refused, text)))


@examples(60)
@given(WRITTEN)
def test_a_text_stays_a_text_on_its_page(text: str) -> None:
    page = BeautifulSoup(prose(text, Linker(GLOSSARY, Routes()), None), "html.parser")
    # HTML knows one line break, whatever was typed.
    assert page.text.split() == plain(text).split()
    assert {tag.name for tag in page.find_all(True)} <= {"a", "em", "code"}
    for link in page.find_all(True):
        assert set(link.attrs) <= {"href"}
        assert is_safe_url(str(link.get("href", "#")))


@examples(15)
@given(st.lists(st.tuples(WRITTEN, WRITTEN), min_size=1, max_size=5))
def test_tables_read_back_and_hold_no_formula(rows: list[tuple[str, str]]) -> None:
    given = [("id", "term"), *[tuple(" ".join(cell.split()) for cell in row) for row in rows]]
    for write in (as_csv, as_xlsx):
        read = [tuple(getattr(cell, "text", cell) for cell in row) for row in rows_of(write(given))[0]]
        assert [row + ("",) * (2 - len(row)) for row in read] == given
    cells = [cell for row in csv.reader(io.StringIO(as_csv(given).decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@examples(60)
@given(st.lists(WRITTEN, min_size=4, max_size=4))
def test_a_quiz_for_other_programs_keeps_its_shape(texts: list[str]) -> None:
    stem, right, wrong, feedback = texts
    options = (Option(wrong, "a", False, feedback), Option(right, "b", True, feedback))
    quiz = Quiz("18d4e98e", 7, (Question("b.situation", "situation", "it", "b", stem, options),), ())
    assert json.loads(quiz_json(quiz))["questions"][0]["stem"] == stem
    (_, row) = csv.reader(io.StringIO(quiz_tsv(quiz)), delimiter="\t")
    assert (len(row), row[-1]) == (4, "2")
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    bare = re.sub(r"\\.", "", quiz_gift(quiz).split("[plain]", 1)[1])
    assert (bare.count("{"), bare.count("}"), bare.count("="), bare.count("~")) == (1, 1, 1, 1)


@examples(60)
@given(WRITTEN)
def test_a_question_is_the_same_in_the_script_of_the_quiz(text: str) -> None:
    entry = GLOSSARY.entries[0]
    options = (Option(text, entry.id, True, f"Yes: {label(entry)}. {text}"),)
    quiz = Quiz("18d4e98e", 7, (Question(f"{entry.id}.situation", "situation", "it", entry.id, text, options),), ())
    script = quiz_data(Layout(Linker(GLOSSARY, Routes())), quiz)
    data = script.removeprefix("dragomanQuiz.data = JSON.parse(").removesuffix(");\n")
    assert not set(data) & set("<\u2028\u2029")
    read = json.loads(json.loads(data))
    ((*_, stem, right, (option,)),) = read["questions"]
    shown = [read["texts"][place] for place in (stem, *option)]
    assert (right, shown) == (0, [text, text, entry.id, "Yes: ", label(entry), f". {text}"])


@examples(2)
@given(st.lists(WRITTEN.map(lambda text: text.strip() or "x"), min_size=30, max_size=30))
def test_the_form_writes_what_the_program_writes(texts: list[str]) -> None:
    results = ran([("edited", (FULL, "no", {"details": text})) for text in texts])
    for text, result in zip(texts, results, strict=True):
        assert result == {"value": with_edits(FULL, [Edit("no", "details", text)], "")}, text


# Pages out of everything that Jinja, Markdown, MkDocs or we ourselves give a meaning.
_BITS = (
    "{{ sheet() }}|{{ talks(|{{ term('cta') }}|{% raw %}|{% endraw %}|{##|##}|(|)|[|]|](term:cta)|](term:|'|> |- |1. "
)
_BITS += "|<div markdown>|</div>|[^1]|[^1]: x|: |CTA|DNS XYZ|{: .a }|&lt;|    |\U000f0000|\U000ffffd|\x00|\x02amp\x03"
_LINES = ["", "---", "---\ntitle: x\n---", "sheet: role", "```", "!!! a", "??? a", "| a |\n|-|", "\x02wzxhzdk:0\x03"]
_PARTS = st.sampled_from([*ESCAPES, *_BITS.split("|"), *(f"{line}\n" for line in _LINES)])
_PAGES = st.lists(_PARTS | WRITTEN, max_size=14).map("".join)


@examples(60)
@given(_PAGES)
def test_any_page_is_read_or_refused(text: str) -> None:
    problems = list(check_page(text, "page.md", GLOSSARY, macros().by_name))
    as_text(problems)
    survey(text, "page.md", Linker(GLOSSARY, Routes()))
    if not problems:
        shown = Sealed(macros().by_name).from_string(text).render()
        Markdown(extensions=[*EXTENSIONS], extension_configs=EXTENSIONS).convert(shown)


@examples(100)
@given(_PAGES)
def test_a_template_that_runs_reaches_nothing(text: str) -> None:
    try:
        shown = Sealed(Macros(Layout(Linker(GLOSSARY, Routes()))).by_name).from_string(text).render()
    except (TemplateError, TypeError, ValueError, RecursionError):
        return
    except Exception as error:
        # What a macro itself refuses.
        assert type(error).__name__ == "MacroError"
        return
    assert "<bound method" not in shown or "<bound method" in text


@examples(60)
@given(st.integers(0, len(FULL)), WRITTEN)
def test_a_text_at_any_place_of_the_glossary_is_read_or_told(at: int, text: str) -> None:
    reading = read_bytes((FULL[:at] + text + FULL[at:]).encode(), "glossary.yaml")
    assert reading.glossary is not None or reading.problems
    assert all(line.startswith("glossary.yaml:") for line in as_text(reading.problems).splitlines())
