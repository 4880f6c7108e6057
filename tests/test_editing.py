"""The file's text changed: each case also drives the edit form."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, read
from dragoman.annotations import as_text
from dragoman.folding import folded
from dragoman.source.characters import is_refused
from dragoman.source.editing import Edit, arranged, with_edits, with_entries
from dragoman.source.nodes import Refused
from dragoman.source.quoting import scalar
from dragoman.source.reader import read_bytes
from fuzzing import examples

ROOT = Path(__file__).parents[1]
FULL = (Path(__file__).parent / "cases" / "full.yaml").read_bytes().decode()


@cases("editing/fields.yml")
def test_a_field_is_changed_and_nothing_else(case: Case) -> None:
    assert _result(case, lambda text: with_edits(text, [Edit(**case["edit"])], "")) == _expected(case)


@cases("editing/adding.yml")
def test_an_entry_is_added_in_its_place(case: Case) -> None:
    assert _result(case, lambda text: with_entries(text, [case["add"]], "")) == _expected(case)


@cases("editing/sorting.yml")
def test_entries_are_sorted_with_their_comments(case: Case) -> None:
    once = _result(case, lambda text: arranged(text, ""))
    assert once == _expected(case)
    assert arranged(once, "") == once


def _result(case: Case, change: Any) -> str:
    try:
        return str(change(case["given"]))
    except Refused as refused:
        return refused.problem.text


def _expected(case: Case) -> str:
    return str(case["problem"] if "problem" in case else case["expected"])


@pytest.mark.parametrize("case", read("editing/quoting.yml"), ids=lambda case: repr(case["text"]))
def test_a_text_is_a_text_for_every_reader(case: Case) -> None:
    assert scalar(case["text"]) == case["written"]
    assert scalar(case["text"], in_brackets=True) == case.get("in_brackets", case["written"])


def test_our_own_glossary_is_arranged() -> None:
    text = (ROOT / "glossary.yaml").read_bytes().decode()
    assert text.startswith("# yaml-language-server: $schema=./glossary.schema.json\n")
    assert arranged(text, "") == text


_BITS = "\" ' # : - ? , [ ] { } & * ! | > % @ ` \\ ~ = << ::? :, NO y 404 3:30 1e3 0x1  🙂 קר {{x}} . \\n".split()
NASTY = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*_BITS, " ", "  ", ": ", " #", "\n", "\r\n", "\t", "\u00a0"]), max_size=12).map("".join),
    st.just("word: " * 666),
).filter(lambda text: not any(map(is_refused, text)) and text.strip() != "")


@examples(150)
@given(NASTY)
def test_a_nasty_text_is_read_back_as_it_was_meant(text: str) -> None:
    changed = with_edits(FULL, [Edit("no", "details", text)], "")
    meant = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert yaml.load(changed, yaml.BaseLoader)["entries"][1]["details"].strip() == meant
    diff = difflib.unified_diff(FULL.splitlines(), changed.splitlines(), n=0)
    lines = [line for line in diff if line[0] in "+-" and line[:3] not in ("+++", "---")]
    assert len(lines) <= len("|, one, blank, two".split()) + 1 + len(meant.split("\n"))


@examples(100)
@given(NASTY, st.booleans())
def test_a_text_on_one_line_is_read_back_alike_by_all_readers(text: str, in_brackets: bool) -> None:
    written = scalar(text.strip(), in_brackets)
    document = f"a: [{written}, b]" if in_brackets else f"a: {written}"
    for loader in (yaml.SafeLoader, yaml.BaseLoader, yaml.CSafeLoader):
        value = yaml.load(document, loader)["a"]
        assert (value[0] if in_brackets else value) == text.strip()


_TERMS = ["CI", "ci", "É", "NO", "zoo", "404", "a b"]
_FIELDS = ["", "    details: |\n      # text\n\n\n", "    details: >-\n      x\n      y\n", "    see_also: []\n"]
_GAPS = ["", "    # in\n", "  # below\n\n", "\n\n", "\n", "\n  # alone\n\n", "  # above\n", "\n    # deep\n"]
_ENTRIES = st.lists(st.tuples(*map(st.sampled_from, (_TERMS, _GAPS, _FIELDS))), max_size=5)


@examples(100)
@given(_ENTRIES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "# end\n", "\n# end\n", "\n\n"]))
def test_sorting_keeps_every_comment_and_every_meaning(parts: list[Any], newline: str, end: str) -> None:
    entries = "".join(f'  - id: e{n}\n    term: "{term}"\n{more}{gap}' for n, (term, gap, more) in enumerate(parts))
    text = f"a: 1\nentries:\n{entries}{end}".replace("\n", newline)
    after = arranged(text, "")
    assert arranged(after, "") == after
    assert sorted(filter(None, after.split(newline))) == sorted(filter(None, text.split(newline)))
    before = yaml.load(text, yaml.BaseLoader)["entries"] or []
    # What `|` keeps of blank lines below it is no part of the text.
    stripped = [{key: value.strip() if isinstance(value, str) else value for key, value in e.items()} for e in before]
    read_again = yaml.load(after, yaml.BaseLoader)["entries"] or []
    found = [{key: value.strip() if isinstance(value, str) else value for key, value in e.items()} for e in read_again]
    assert found == sorted(stripped, key=lambda entry: (folded(entry["term"]), entry["id"]))


@examples(100)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(FULL)),
            st.sampled_from([*"\"'#:-[]{}&*!|>\n\t ", "- id: x\n", "\x00", "\u202e", "<<: ", "---\n"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_spoiled_file_is_either_refused_or_keeps_its_meaning(spoils: list[tuple[int, str]]) -> None:
    text = FULL
    for at, piece in spoils:
        text = text[:at] + piece + text[at:]
    reading = read_bytes(text.encode(), "", excused="order")
    if reading.glossary is None:
        return
    try:
        after = read_bytes(arranged(text, "").encode(), "")
    except Refused:
        return
    assert after.glossary is not None, as_text(after.problems)
    lined = {entry.id: entry for entry in after.glossary.entries}
    assert set(lined) == {entry.id for entry in reading.glossary.entries}
