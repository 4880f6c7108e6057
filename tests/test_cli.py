"""The command line, as people type it; and that the documents name all of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dragoman.cli import main

ROOT = Path(__file__).parents[1]
GOOD = """departments:
  marketing:
    name: Marketing
entries:
  - id: cta
    term: CTA
    department: marketing
    kind: concept
    definition: The prompt that asks for the next step.
"""


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.stdout, result.stderr


def test_a_good_glossary_has_nothing_to_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("glossary.yaml").write_text(GOOD, encoding="utf-8")
    assert run("check") == (0, "", "Nothing to mend.\n")


def test_problems_of_glossary_and_pages_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("glossary.yaml").write_text(GOOD + "    buzzword: true  # x\n    example: a # b\n", encoding="utf-8")
    Path("docs").mkdir()
    Path("docs/a.md").write_text("{{ x }}", encoding="utf-8")
    Path("docs/b.md").write_bytes(b"\xff")
    code, out, err = run("check")
    assert code == 1
    assert out == (
        "docs/a.md:1:1: a page may only call term(), entries(), departments(), counted(), "
        "sheet(), sheets(), diagram(), talks(), term_of_the_week(), packing(); "
        "to show braces as they are, write {% raw %}{{ … }}{% endraw %}\n"
        "docs/b.md:1:1: is not UTF-8; save the file with the encoding UTF-8\n"
        'glossary.yaml:11:14: warning: entry cta: example loses its end: "# b" is a comment; put the text in quotes\n'
    )
    assert err == "2 problems, 1 warning.\n"


def test_warnings_alone_are_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.yaml").write_text(GOOD + "    example: a # b\n", encoding="utf-8")
    code, out, err = run("check", "other.yaml")
    assert (code, err) == (0, "1 warning.\n")
    assert out.startswith("other.yaml:10:14: warning: entry cta: example loses its end")


def test_each_format_is_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("glossary.yaml").write_text(GOOD.replace("concept", "tol"), encoding="utf-8")
    assert run("check", "--format", "github")[1].startswith("::error file=glossary.yaml,line=8,col=11::entry cta: kind")
    for form in ("gitlab", "json"):
        code, out, err = run("check", "--format", form)
        assert (code, err, len(json.loads(out))) == (1, "", 1)


HOUSE = GOOD.replace(
    "entries:\n",
    """  it:
    name: IT
entries:
  - id: ci-brand
    term: CI
    qualifier: brand
    expansion: Corporate identity
    department: marketing
    kind: concept
    definition: How a company looks.
    avoid: [house style]
  - id: ci-pipeline
    term: CI
    qualifier: pipeline
    expansion: Continuous integration
    department: it
    kind: method
    definition: Changes are brought together daily.
""",
)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a homonym and two pages, and the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "glossary.yaml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(
        "# CI\n\nThe CI and a CTA. `CI` XYZ XYZs FOO/BAR II https://x/ABC\n", encoding="utf-8"
    )
    (tmp_path / "docs/b.md").write_text("---\ndepartment: it\n---\n\n- CI, house style and XYZ\n", encoding="utf-8")
    return tmp_path


def test_what_stays_open_is_a_note_to_its_author(house: Path) -> None:
    code, out, err = run("check")
    assert (code, err) == (0, "2 notes.\n")
    assert out == (
        'docs/a.md:3:5: note: "CI" may be ci-brand or ci-pipeline; say which, e.g. [CI](term:ci-brand), '
        "or name the page's department at its top\n"
        'docs/b.md:5:7: note: "house style": better say "CI"\n'
    )


def test_links_of_a_text_are_listed(house: Path) -> None:
    text = "Our CTAs. The CI\npipeline, the corporate identity; `CTA` cta@example.com"
    result = CliRunner().invoke(main, ["links"], input=text)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1:5: CTAs -> cta\n1:15: CI -> ci-brand\n2:15: corporate identity -> ci-brand\n"
    result = CliRunner().invoke(main, ["links", "-", "--format", "json"], input="CI, CTA")
    assert json.loads(result.stdout) == [
        {"line": 1, "column": 1, "text": "CI", "entries": ["ci-brand", "ci-pipeline"]},
        {"line": 1, "column": 5, "text": "CTA", "entry": "cta"},
    ]


def test_links_may_use_another_glossary_and_language(house: Path) -> None:
    (house / "other.yaml").write_text(GOOD, encoding="utf-8")
    (house / "mail.txt").write_text("Mit CTAs, im CTA-Bereich; CI", encoding="utf-8")
    code, out, _ = run("links", "mail.txt", "--lang", "de", "--glossary", "other.yaml")
    assert (code, out) == (0, "1:5: CTAs -> cta\n1:14: CTA -> cta\n")


def test_a_bad_glossary_or_text_is_told_without_a_traceback(house: Path) -> None:
    (house / "bad.yaml").write_text("entries: [", encoding="utf-8")
    assert run("links", "docs/a.md", "--glossary", "bad.yaml")[0] == 1
    (house / "latin.txt").write_bytes(b"caf\xe9")
    (house / "bom.txt").write_text("\ufeff---\ntitle: CTA\n---\nCTA", encoding="utf-8")
    assert run("links", "bom.txt") == (0, "4:1: CTA -> cta\n", "")
    told = "latin.txt: is not UTF-8; save the file with the encoding UTF-8\n"
    assert run("links", "latin.txt") == (1, "", told)


def test_abbreviations_without_an_entry_are_listed(house: Path) -> None:
    code, out, _ = run("undefined")
    assert code == 0
    assert out == (
        "   3 x in   2 pages  XYZ  first in docs/a.md:3:24\n   1 x in   1 pages  FOO/BAR  first in docs/a.md:3:33\n"
    )
    (house / "pyproject.toml").write_text('[tool.dragoman]\nignore = ["XYZ"]\n', encoding="utf-8")
    assert json.loads(run("undefined", "docs", "--format", "json")[1]) == [
        {"text": "FOO/BAR", "count": 1, "pages": 1, "first": {"path": "docs/a.md", "line": 3, "column": 33}}
    ]
    assert run("undefined", "docs/b.md")[1] == "Every abbreviation has its entry.\n"


def test_where_a_term_stands_is_shown(house: Path) -> None:
    assert run("where", "continuous integration") == (
        0,
        "glossary.yaml:15: CI (pipeline) (ci-pipeline), lines 15 to 21\n"
        "docs/a.md:3:5: The CI and a CTA. `CI` XYZ XYZs FOO/BAR II …\n"
        "docs/b.md:5:3: - CI, house style and XYZ\n",
        "",
    )
    assert run("where", "ctaa") == (1, "", 'no entry is called "ctaa"; did you mean cta?\n')


def test_a_quiz_of_one_s_own_is_made_for_a_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, out, err = run("quiz", "--side", "it", "--questions", "5", "--format", "json")
    assert (code, err) == (0, "")
    questions = json.loads(out)["questions"]
    assert len({question["type"] for question in questions}) == len(questions) == 5
    assert "it" not in {question["department"] for question in questions}
    text = run("quiz", "--side", "it", "--questions", "5")[1]
    for number, question in enumerate(questions, 1):
        right = "ABC"[[option["right"] for option in question["options"]].index(True)]
        assert f"{number}. {right}  ({question['id']})\n" in text.partition("\nAnswers\n")[2]
    assert run("quiz", "--questions", "5", "--seed", "8")[1] != run("quiz", "--questions", "5", "--seed", "7")[1]


def test_a_side_that_is_no_department_is_told(house: Path) -> None:
    told = 'no department is called "markting"; did you mean marketing?\n'
    assert run("quiz", "--side", "markting") == (1, "", told)
    told = 'no department is called "sales"; choose one of marketing, it\n'
    assert run("quiz", "--side", "sales") == (1, "", told)
    assert run("quiz", "--side", "IT") == run("quiz", "--side", "it")


def test_a_wrong_call_is_told_from_problems() -> None:
    assert run("check", "--format", "xml")[0] == 2
    assert run("chek")[0] == 2


def test_a_file_that_is_not_there_is_a_problem() -> None:
    assert run("check", "none.yaml") == (1, "none.yaml:1:1: can't be read: no such file or directory\n", "1 problem.\n")


def test_checking_changes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("glossary.yaml").write_bytes(b"\xff\x00 nonsense")
    assert run("check")[0] == 1
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("glossary.yaml", b"\xff\x00 nonsense")]


def test_a_stale_schema_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = "glossary.schema.json is not current; run: dragoman schema > glossary.schema.json\n"
    assert run("schema", "--check") == (1, "", told)
    Path("glossary.schema.json").write_text(run("schema")[1], encoding="utf-8")
    assert run("schema", "--check") == (0, "", "")


def test_it_runs_with_nothing_installed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", "--help"],
        cwd=ROOT,
        env={"PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "check" in done.stdout


@pytest.mark.parametrize("name", main.commands)
def test_each_command_is_documented(name: str) -> None:
    command: click.Command = main.commands[name]
    assert command.help and f"Example: dragoman {name}" in command.help
    assert f"`dragoman {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_s_commands_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    menu = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)", readme):
        assert re.search(rf"^{target}:.*## ", menu, re.MULTILINE), f"make {target} is not on the menu"
    for name in re.findall(r"`dragoman ([a-z]+)", readme):
        assert name in main.commands
