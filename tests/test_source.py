"""From bytes to a glossary, and everything that is refused on the way."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from cases import Case, cases
from dragoman.annotations import as_text
from dragoman.glossary import Entry, Locale
from dragoman.problems import GlossaryError, printed
from dragoman.shelf import Shelf, cache_folder
from dragoman.source import cache
from dragoman.source.fields import FIELDS, TRANSLATED
from dragoman.source.reader import load, read, read_bytes
from dragoman.source.schema import schema_text
from fuzzing import examples

ROOT = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 22)
FULL = Path(__file__).parent / "cases" / "full.yaml"


@cases("refusals/*.yml")
def test_a_bad_glossary_is_refused_with_all_that_is_wrong(case: Case) -> None:
    data = case["latin1"].encode("latin-1") if "latin1" in case else case["glossary"].encode()
    reading = read_bytes(data, "glossary.yaml")
    assert as_text(reading.problems) == case["says"]
    assert (reading.glossary is None) == any(": warning: " not in line for line in case["says"].splitlines())


def test_every_field_is_read_as_it_stands() -> None:
    entry = load(FULL, TODAY).by_id["no"]
    values = {field.name: getattr(entry, field.name) for field in dataclasses.fields(Entry)}
    written = yaml.load(FULL.read_text(encoding="utf-8"), yaml.BaseLoader)["entries"][1]
    for name in ("id", "term", "expansion", "qualifier", "department", "kind", "definition", "example", "reviewed"):
        assert values[name] == written[name], name
    assert values["term"] == "NO"
    assert values["aliases"] == ("12:30", "0404", "=", "1e3")
    assert values["buzzword"] is True
    assert values["link"] is False
    assert [(view.department, view.text) for view in entry.views] == list(written["views"].items())
    assert [(source.title, source.url) for source in entry.sources] == [("A standard", "https://example.com/standard")]
    assert entry.locales == (
        Locale("de", term="NEIN", definition="Eine Absage.", aliases=("nö",), views=entry.locales[0].views),
    )
    assert (entry.line, entry.last_line) == (15, 54)


def test_the_declared_fields_are_the_entry_s_own() -> None:
    declared = {field.name for field in FIELDS}
    assert declared == {field.name for field in dataclasses.fields(Entry)} - {"line", "last_line"}
    assert {field.name for field in TRANSLATED} == {field.name for field in dataclasses.fields(Locale)} - {"language"}


def test_the_schema_s_file_is_current() -> None:
    written = (ROOT / "glossary.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "run: dragoman schema > glossary.schema.json"


@pytest.mark.parametrize("path", [FULL, ROOT / "glossary.yaml"], ids=["full", "ours"])
def test_what_check_accepts_passes_the_schema(path: Path) -> None:
    document = yaml.load(path.read_text(encoding="utf-8"), _Editor)
    validator = Draft7Validator(json.loads(schema_text()))
    assert [error.message for error in validator.iter_errors(document)] == []


class _Editor(yaml.SafeLoader):
    """Reads plain texts as editors do: by YAML 1.2's core schema (yaml.org/spec/1.2.2, 10.3)."""

    yaml_implicit_resolvers = {}  # noqa: RUF012, PyYAML's own way


for _tag, _pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), None)


def test_a_review_of_long_ago_is_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yaml"
    file.write_bytes(FULL.read_bytes())
    said = [printed(problem) for problem in read(file, datetime.date(2028, 6, 1)).problems]
    assert said == [
        "glossary.yaml:15:1: warning: entry no: last reviewed on 2026-11-22, 18 months ago; "
        "read it again and set the date"
    ]
    assert read(file, datetime.date(2028, 5, 21)).problems == ()
    early = [printed(problem) for problem in read(file, datetime.date(2026, 1, 1)).problems]
    assert early == [
        "glossary.yaml:15:1: warning: entry no: reviewed on 2026-11-22, which lies in the future; correct the date"
    ]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError) as error:
        load(tmp_path / "none.yaml", TODAY)
    assert str(error.value) == "none.yaml:1:1: can't be read: no such file or directory"


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.source.characters.MAX_BYTES", 10)
    said = as_text(read_bytes(b"entries: []\n", "glossary.yaml").problems)
    assert said == "glossary.yaml:1:1: the file has 12 bytes; at most 10 are read\n"


def test_a_reading_is_kept_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = FULL.read_bytes()
    first = read(FULL, TODAY)
    assert cache.recall(data, FULL.name) == first
    assert read(FULL, TODAY) == first
    assert cache.recall(data + b"# more\n", FULL.name) is None


HEAD_OF_ONE = '{"departments": [], "problems": [], "count": 1}\n'


@pytest.mark.parametrize(
    "spoiled", ["", "{}", "[]", HEAD_OF_ONE, HEAD_OF_ONE + '{"id": "x"}', HEAD_OF_ONE + "[]", HEAD_OF_ONE + "{"]
)
def test_a_spoiled_cache_is_read_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoiled: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = read(FULL, TODAY)
    (kept,) = cache_folder().glob("*.json")
    Shelf(cache_folder(), 1, ".json").put(kept.stem, spoiled.encode())
    assert read(FULL, TODAY) == first
    kept.write_text(spoiled, encoding="utf-8")
    assert read(FULL, TODAY) == first


def test_a_cache_that_can_t_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert read(FULL, TODAY).glossary is not None


# Pieces of real entries and of everything that YAML, our rules or a terminal might trip over.
_PIECES = st.sampled_from(
    [
        "departments:\n", "  marketing:\n", "    name: Marketing\n", "entries:\n", "  - id: cta\n", "    term: CTA\n",
        "    kind: concept\n", "    department: marketing\n", "    definition: The prompt.\n", "    views:\n",
        "      marketing: x\n", "    locales:\n", "      de:\n", "        term: x\n", "    see_also: [a, b]\n",
        "    sources:\n", "      - title: t\n", "        url: https://x\n", '"', "'", "[", "{", "]", "}", "*a", "&a ",
        "!!python/object:x ", "<<: ", "? ", "- ", "|\n", ">\n", "---\n", "...\n", "%YAML 1.2\n", "#", "\t", "\r",
        "\x00", "\u202e", "\ud7ff", "\\", "\\x", "\\ud800", "<<<<<<< a\n", "=======\n", ": ", "\n", "  ", "é", "=",
    ]
)  # fmt: skip


@examples(400)
@given(st.one_of(st.binary(max_size=400), st.lists(_PIECES, max_size=60).map(lambda parts: "".join(parts).encode())))
def test_whatever_bytes_come_in_there_is_a_message_and_no_traceback(data: bytes) -> None:
    reading = read_bytes(data, "glossary.yaml")
    assert reading.glossary is not None or reading.problems
    for line in as_text(reading.problems).splitlines():
        assert line.startswith("glossary.yaml:"), "no line of output may begin with text of the file"
