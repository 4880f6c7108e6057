"""The commands for who edits the glossary, as people type them; whatever comes in, no byte of the file is lost."""

from __future__ import annotations

import datetime
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dragoman.cli import main
from dragoman.source.draft import draft
from dragoman.workbooks import as_csv, as_xlsx, cell_name, guarded, rows_of, unguarded
from fuzzing import examples
from sites import DESK

ROOT = Path(__file__).parents[1]
OURS = (ROOT / "glossary.yaml").read_bytes()
CPC = "--term CPC --department marketing --kind metric --definition".split()


def run(*words: str, input: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, words, input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


# --- fmt


def test_a_sorted_file_stays_as_it_is(desk: Path) -> None:
    assert run("fmt") == (0, "", "Nothing to change.\n")
    assert run("fmt", "--check") == (0, "", "Nothing to change.\n")
    assert desk.read_text() == DESK


def test_entries_are_sorted_in_the_file_that_a_link_names(desk: Path, tmp_path: Path) -> None:
    unsorted = "\ufeff" + DESK.replace("term: CTA", "term: ZTA")
    real = tmp_path / "real.yaml"
    real.write_text(unsorted, encoding="utf-8")
    real.chmod(0o640)
    desk.unlink()
    desk.symlink_to(real)
    code, out, err = run("fmt", "--check")
    assert (code, err) == (1, "")
    assert out.startswith("--- glossary.yaml\n+++ glossary.yaml after dragoman fmt\n@@ ")
    assert all(line[0] in "+-@" for line in out.splitlines())
    assert real.read_text(encoding="utf-8") == unsorted
    assert run("fmt") == (0, "", "glossary.yaml is written.\n")
    head, cta, kpi = DESK.replace("entries:\n", "entries:\n|").replace("\n\n  #", "\n|  #").split("|")
    assert real.read_text(encoding="utf-8") == "\ufeff" + head + kpi + "\n" + cta.replace("CTA", "ZTA")
    assert desk.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["glossary.yaml", "real.yaml"]


@pytest.mark.parametrize("spoil", ["kind: tol", "kind: [", "kind: a\u202eb", "kind: metric\n<<<<<<< a"])
def test_a_bad_file_is_told_and_left_alone(desk: Path, spoil: str) -> None:
    bad = DESK.replace("kind: metric", spoil)
    desk.write_text(bad, encoding="utf-8")
    for words in (["fmt"], ["add", *CPC, "x"], ["export"], ["diff", "glossary.yaml", "glossary.yaml"]):
        code, out, err = run(*words)
        assert (code, out) == (1, "")
        assert err.startswith("glossary.yaml:")
    assert desk.read_text(encoding="utf-8") == bad


def test_a_file_that_somebody_changes_meanwhile_is_not_overwritten(desk: Path) -> None:
    made = draft(desk, lambda text, path: text + "# new\n")
    desk.write_text(DESK + "# theirs\n", encoding="utf-8")
    with pytest.raises(
        Exception, match=r"glossary\.yaml:1:1: was changed meanwhile, and nothing was written; try again"
    ):
        made.write()
    assert desk.read_text(encoding="utf-8") == DESK + "# theirs\n"


def test_a_file_that_can_t_be_written_stays_as_it_is(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert run("add", *CPC, "x") == (1, "", "glossary.yaml:1:1: can't be written: no space left on device\n")
    assert [file.name for file in desk.parent.iterdir()] == ["glossary.yaml"]
    assert desk.read_text() == DESK


# --- add


def test_an_entry_is_added_with_a_proposed_id(desk: Path) -> None:
    said = run("add", *CPC, "Price: what a click costs", "--aliases", "NO", "--aliases", "3:30", "--views", "it=A sum.")
    assert said == (0, "", "glossary.yaml is written.\nCPC (cpc) stands in line 9.\n")
    assert desk.read_text() == DESK.replace(
        "entries:\n",
        """entries:
  - id: cpc
    term: CPC
    department: marketing
    kind: metric
    definition: "Price: what a click costs"
    views:
      it: A sum.
    aliases: ["NO", "3:30"]

""",
    )


def test_what_check_would_refuse_is_refused_before_it_is_written(desk: Path) -> None:
    assert run("add", "--term", "CPC", "--department", "itt") == (
        1,
        "",
        "glossary.yaml: entry cpc: lacks its kind, definition\n"
        'glossary.yaml: entry cpc: department must be one of marketing, it, shared, not "itt"; did you mean it?\n',
    )
    code, _, err = run("add", "--id", "kpi-2", *CPC, "x", "--expansion", "CTA")
    assert (code, err) == (
        1,
        'glossary.yaml: entry cta: term "CTA" also stands in entry kpi-2; '
        "give both entries a qualifier, e.g. qualifier: brand\n",
    )
    code, _, err = run("add", *CPC, "a\u202eb")
    assert (code, err) == (
        1,
        "glossary.yaml: entry cpc: invisible character U+202E (right-to-left override); delete it\n",
    )
    assert run("add", *CPC, "x", "--views", "it")[0] == 2
    assert desk.read_text() == DESK


def test_entries_come_from_a_file_in_yaml_or_json(desk: Path) -> None:
    assert run("add", "--from", "-", input='{"id": ["x"], "term": "\\ud800🙂"}')[0] == 1
    yaml = "term: IT\ndepartment: it\nkind: concept\ndefinition: Machines.\nlocales: {de: {term: EDV}}\n"
    code, _, err = run("add", "--from", "-", input=yaml)
    assert (code, err) == (0, "glossary.yaml is written.\nIT (it) stands in line 17.\n")
    assert "    ambiguous: true\n    locales:\n      de:\n        term: EDV\n" in desk.read_text()
    both = [
        {"term": "Zoo", "department": "it", "kind": "tool", "definition": "Two\tanimals.", "buzzword": True},
        {"id": "404", "term": 404, "department": "it", "kind": "tool", "definition": "Gone.", "example": None},
    ]
    Path("new.json").write_text(json.dumps(both), encoding="utf-8")
    assert run("add", "--from", "new.json")[0] == 0
    assert '  - id: "404"\n    term: "404"\n' in desk.read_text()
    assert '    definition: "Two\\tanimals."\n    buzzword: true\n' in desk.read_text()
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "<stdin>: must hold the fields of an entry, or a list of entries\n"),
        ("[1]", "<stdin>: must hold the fields of an entry, or a list of entries\n"),
        ("a: 'x", "<stdin>:1:4: a quote opens here and is never closed; add it at the end of the text\n"),
        ("[" * 5000, "<stdin>:1:13: nested more than 12 levels deep\n"),
        ("[" * 300 + "1" + "]" * 300, "<stdin>:1:13: nested more than 12 levels deep\n"),
    ],
)  # fmt: skip
def test_a_file_without_an_entry_is_told(desk: Path, given: str, said: str) -> None:
    assert run("add", "--from", "-", input=given) == (1, "", said)


def test_without_options_it_asks_and_refuses_at_once(desk: Path) -> None:
    answers = [
        "CTA",
        "",
        "form",
        "button",
        "itt",
        "it",
        "tool",
        "",
        "x" * 301,
        "A part.",
        "",
        "Code.",
        "kpi",
        "cta-form",
    ]
    code, out, err = run("add", input="\n".join(answers) + "\n")
    assert (code, err) == (0, "glossary.yaml is written.\nCTA (form) (cta-form) stands in line 18.\n")
    assert [line for line in out.splitlines() if line.startswith("  ")] == [
        '  department must be one of marketing, it, shared, not "itt"; did you mean it?',
        "  definition is empty; write one or delete the line",
        "  definition has 301 characters; at most 300, 1 too many",
        "  the id also stands in line 18; give one of them another",
    ]
    assert "Id [cta-form]" in out
    text = desk.read_text()
    assert "    term: CTA\n    qualifier: button\n    department: marketing\n" in text
    assert "    qualifier: form\n    department: it\n" in text
    assert "    views:\n      it: Code.\n" in text


def test_what_was_typed_is_given_back(desk: Path) -> None:
    answers = ["CPC", "", "it", "tool", "See [x](term:nope).", "", "", ""]
    code, _, err = run("add", input="\n".join(answers) + "\n")
    assert code == 1
    assert err == (
        'glossary.yaml: entry cpc: definition leads to "nope", which no entry has as its id\n'
        "Nothing was written. The text, to mend and give to dragoman add --from:\n"
        "  - term: CPC\n    department: it\n    kind: tool\n    definition: See [x](term:nope).\n    id: cpc\n"
    )
    assert desk.read_text() == DESK


# --- diff


def test_files_and_revisions_are_compared(desk: Path) -> None:
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    desk.write_text(DESK.replace("The prompt", "A prompt"), encoding="utf-8")
    told = '### needs Marketing\n- CTA (cta): definition: "The prompt." -> "A prompt."\n\nLabels: dept/marketing\n'
    assert run("diff", "HEAD", "glossary.yaml") == (0, told, "")
    assert run("diff", "HEAD", "HEAD") == (0, "Nothing has changed in meaning.\n", "")
    assert json.loads(run("diff", "HEAD", "glossary.yaml", "--format", "json")[1])["labels"] == ["dept/marketing"]
    for name in ("nope", "--", "-x"):
        assert run("diff", "HEAD", "--", name)[0] == 2


# --- export, import


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_and_imported_changes_nothing(desk: Path, form: str) -> None:
    desk.write_bytes(OURS)
    name = f"words.{form}"
    assert run("export", "-o", name) == (0, "", "")
    assert run("import", name, "--clear") == (0, "Nothing has changed in meaning.\n", "Nothing to change.\n")
    assert desk.read_bytes() == OURS


def test_json_holds_what_the_entries_say(desk: Path) -> None:
    code, out, _ = run("export", "--format", "json")
    assert code == 0
    assert json.loads(out)[0] == {
        "id": "cta",
        "term": "CTA",
        "department": "marketing",
        "kind": "concept",
        "definition": "The prompt.",
        "aliases": ["call", "1e3"],
        "reviewed": "2026-11-22",
    }
    assert run("export", "-o", "words.odt")[0] == 2
    assert run("export", "-o", "no/words.csv")[2] == "no/words.csv:1:1: can't be written: no such file or directory\n"


def test_a_table_changes_what_it_says_and_no_more(desk: Path) -> None:
    table = (
        "id;definition;aliases;term;department;kind;views.it\r\n"
        'cta;"The button; ""now""";call;CTA;;;\r\n'
        ";;;;;;\r\n"
        "cpc;What a click costs.;=a@b;CPC;it;metric;\r\n"
    )
    Path("t.csv").write_bytes(table.encode("utf-8-sig"))
    told = (
        "### needs Marketing\n"
        '- CTA (cta): definition: "The prompt." -> "The button; \\"now\\""\n'
    ).replace('\\"', '"') + '- CTA (cta): aliases: ["call", "1e3"] -> ["call"]\n\n### needs IT\n' + (
        '- CPC (cpc): added: "What a click costs."\n\nLabels: dept/it dept/marketing\n'
    )  # fmt: skip
    assert run("import", "t.csv", "--dry-run") == (0, told, "Nothing was written.\n")
    assert desk.read_text() == DESK
    assert run("import", "t.csv") == (0, told, "glossary.yaml is written.\n")
    added = "  - id: cpc\n    term: CPC\n    department: it\n    kind: metric\n    definition: What a click costs.\n"
    assert desk.read_text() == DESK.replace("The prompt.", 'The button; "now"').replace(', "1e3"', "").replace(
        "entries:\n", f'entries:\n{added}    aliases: ["=a@b"]\n\n'
    )


def test_an_empty_cell_deletes_only_when_asked_to(desk: Path) -> None:
    Path("t.csv").write_text("id,aliases\ncta,\n", encoding="utf-8")
    assert run("import", "t.csv")[1] == "Nothing has changed in meaning.\n"
    assert desk.read_text() == DESK
    assert run("import", "t.csv", "--clear")[0] == 0
    assert desk.read_text() == DESK.replace('    aliases: [call, "1e3"]\n', "")


def test_everything_that_is_wrong_with_a_table_is_told_at_once(desk: Path) -> None:
    table = f"id,term,definition,kind\ncta,1E+03,{'x' * 301},tol\n,CPX,,\ncta,,,\nkpi,22.11.2026,#NAME?,,more\n"
    Path("t.csv").write_text(table, encoding="utf-8")
    assert run("import", "t.csv") == (
        1,
        "",
        "t.csv:2:2: B2: holds a number (1E+03); format the column as text and type it again\n"
        "t.csv:2:3: C2: definition has 301 characters; at most 300, 1 too many\n"
        "t.csv:2:4: D2: kind must be one of concept, metric, tool, protocol, method, role, document, law, property, "
        'not "tol"; did you mean tool?\n'
        "t.csv:3:1: A3: the row lacks its id; write one, such as cpx\n"
        't.csv:4:1: A4: the id "cta" stands in row 2 too; delete one\n'
        "t.csv:5:2: B5: holds a date (22.11.2026); format the column as text and type it again\n"
        "t.csv:5:3: C5: holds an error (#NAME?); format the column as text and type it again\n"
        "t.csv:5:5: E5: stands in a column without a name; name it in row 1\n",
    )
    Path("t.csv").write_text("id,defintion,term,term\n", encoding="utf-8")
    assert run("import", "t.csv")[2] == (
        't.csv:1:2: B1: no field is named "defintion"; did you mean definition?\n'
        't.csv:1:4: D1: the column "term" stands in C1 too; delete one\n'
    )
    Path("t.csv").write_text("id,see_also,term\ncta,nope,\nnew,,CTA\n", encoding="utf-8")
    assert run("import", "t.csv")[2] == (
        't.csv:2:1: entry cta: see_also leads to "nope", which no entry has as its id\n'
        "t.csv:3:1: entry new: lacks its department, kind, definition\n"
    )
    assert desk.read_text() == DESK


def test_cells_that_excel_has_turned_are_named(desk: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["id", "term", "aliases", "reviewed", "buzzword", "definition"])
    sheet.append(["cta", 1000, datetime.datetime(2026, 3, 1), datetime.date(2026, 11, 20), True, "=1+1"])
    workbook.save("t.xlsx")
    assert run("import", "t.xlsx")[2] == (
        "t.xlsx:2:2: B2: holds a number (1000); format the column as text and type it again\n"
        "t.xlsx:2:3: C2: holds a date (2026-03-01 00:00:00); format the column as text and type it again\n"
        "t.xlsx:2:6: F2: holds a formula (=1+1); format the column as text and type it again\n"
    )
    sheet["B2"] = sheet["C2"] = sheet["F2"] = None
    workbook.save("t.xlsx")
    assert run("import", "t.xlsx")[0] == 0
    assert desk.read_text() == DESK.replace("2026-11-22\n", "2026-11-20\n    buzzword: true\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", 'the first row must name the columns, one of them "id"'),
        (b"PK\x03\x04 nonsense", "is no XLSX file that can be read; save it again as .xlsx or .csv"),
        (b"\xd0\xcf\x11\xe0 old", "is an old Excel file (or has a password); save it as .xlsx or .csv"),
        (b"id\n" + b"x" * 200_000, "is no CSV file: field larger than field limit (131072)"),
    ],
)
def test_a_file_that_is_no_table_is_told(desk: Path, data: bytes, said: str) -> None:
    Path("t.csv").write_bytes(data)
    assert run("import", "t.csv") == (1, "", f"t.csv:1:1: {said}\n")


def test_a_file_in_the_letters_of_old_windows_is_read_with_a_warning(desk: Path) -> None:
    Path("t.csv").write_bytes("id;definition\ncta;Schöne Sache – ja\n".encode("cp1252"))
    code, out, err = run("import", "t.csv")
    assert (code, '"Schöne Sache – ja"' in out) == (0, True)
    assert err.splitlines()[0] == (
        "t.csv:1:1: warning: is not UTF-8; read as Windows-1252, so look at letters such as ä and é in the preview"
    )


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [("id", "term"), ("cta", "CTA")]
    assert as_xlsx(rows) == as_xlsx(rows)
    with zipfile.ZipFile(io.BytesIO(as_xlsx(rows))) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
        assert b">1980-01-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


def test_no_cell_is_run_as_a_formula() -> None:
    rows = [("=1+1", "+1", "-1", "@a", "\ta", "'=a", "''", "a=b", "1e3", "a\nb;c,d")]
    assert as_csv(rows).decode("utf-8-sig") == "'=1+1,'+1,'-1,'@a,'\ta,''=a,'',a=b,1e3,\"a\nb;c,d\"\r\n"
    cells = next(load_workbook(io.BytesIO(as_xlsx(rows))).active.iter_rows())  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells} == {"s"}


def test_cells_are_named_as_spreadsheets_do() -> None:
    named = [cell_name(1, 1), cell_name(2, 26), cell_name(3, 27), cell_name(4, 702), cell_name(5, 703)]
    assert named == ["A1", "Z2", "AA3", "ZZ4", "AAA5"]


@examples(200)
@given(st.text(max_size=20).map(lambda text: "'" + text) | st.text("=+-@\t'a", max_size=5))
def test_an_apostrophe_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r")


@examples(100)
@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda data: b"id,term\n" + data))
def test_whatever_table_comes_in_it_is_told_or_read(data: bytes) -> None:
    try:
        rows_of(data)
    except Exception as error:
        assert type(error).__name__ == "NoWorkbook", repr(error)


# --- in an editor and a shell


def test_a_shell_completes_our_commands() -> None:
    complete = BashComplete(main, {}, "dragoman", "_DRAGOMAN_COMPLETE")
    assert [found.value for found in complete.get_completions([], "di")] == ["diff"]
    assert [found.value for found in complete.get_completions(["diff", "a", "b", "--format"], "m")] == ["markdown"]
    assert "_DRAGOMAN_COMPLETE=bash_source dragoman" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_our_glossary_tells_editors_its_schema() -> None:
    assert OURS.startswith(b"# yaml-language-server: $schema=./glossary.schema.json\n")
    assert (ROOT / "glossary.schema.json").is_file()
