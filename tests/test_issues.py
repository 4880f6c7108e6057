"""What `dragoman accept` takes over from an issue; whatever stands in it, it is only ever text."""

from __future__ import annotations

import difflib
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases
from dragoman.cli import main
from fuzzing import examples
from sites import DESK


def accept(issue: bytes) -> tuple[int, str, str]:
    Path("issue.md").write_bytes(issue)
    result = CliRunner().invoke(main, ["accept", "issue.md"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@cases("issues.yml")
def test_an_issue_changes_what_it_says_or_is_refused(case: Case, desk: Path) -> None:
    code, out, err = accept(case["issue"].encode())
    after = desk.read_text(encoding="utf-8")
    lines = difflib.unified_diff(DESK.splitlines(), after.splitlines(), n=0, lineterm="")
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    assert changed == case.get("changed", "").splitlines()
    if "refused" in case:
        assert (code, out, err) == (1, "", case["refused"])
    else:
        written = "glossary.yaml is written.\n" if changed else "Nothing to change.\n"
        assert (code, out, err) == (0, case["said"], case.get("noted", "") + written)
        assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_an_issue_that_is_no_utf_8_is_told(desk: Path) -> None:
    assert accept(b"### Entry\n\n\xff\n") == (
        1,
        "",
        "issue.md: is not UTF-8; save the file with the encoding UTF-8\n",
    )


def test_a_word_with_several_entries_wants_the_id(desk: Path) -> None:
    twin = "  - {id: cta-form, term: CTA, qualifier: form, department: it, kind: tool, definition: A.}\n"
    homonyms = DESK.replace("term: CTA\n", "term: CTA\n    qualifier: button\n").replace(
        "  # asked", twin + "  # asked"
    )
    desk.write_text(homonyms, encoding="utf-8")
    told = 'issue.md:1:1: "Cta" may be cta or cta-form; write the id\n'
    assert accept(b"### Entry\n\nCta\n\n### Kind\n\nrole\n")[2] == told
    assert accept(b"### Entry\n\nCTA (form)\n\n### Kind\n\nrole\n")[0] == 0
    assert "department: it, kind: role, definition" in desk.read_text(encoding="utf-8")


LABELS = st.sampled_from(["Entry", "Text", "Definition", "Details", "In IT", "Aliases", "Id", "Buzzword", "Nope"])
PIECES = st.sampled_from(
    [
        "cta",
        "\n```yaml\n",
        "\n```\n",
        "\n::error::x",
        "##[error]",
        "id: cta",
        "\nviews: x",
        "\nviews: {it: {a: b}}",
        "\nterm: [",
        "\ntags: &a",
        "\u202e",
        "\x00",
        "\ud800",
        "'",
        '"',
        "\n- id: x",
        "\n### Entry\n",
        "a.b: c",
        "\n  ",
    ]
)


@examples(60)
@given(st.lists(st.tuples(LABELS, st.lists(PIECES | st.text(max_size=6), max_size=8).map("".join)), max_size=4))
def test_whatever_stands_in_an_issue_no_line_begins_with_it(desk: Path, fields: list[tuple[str, str]]) -> None:
    desk.write_text(DESK, encoding="utf-8")
    issue = "".join(f"### {label}\n\n{value}\n\n" for label, value in fields)
    code, out, err = accept(issue.encode("utf-8", "surrogatepass"))
    starts = ("glossary.yaml", "issue.md:", "### needs ", "- ", "Labels: ", "Nothing ")
    assert all(line.startswith(starts) for line in (out + err).split("\n") if line)
    if code:
        assert desk.read_text(encoding="utf-8") == DESK
