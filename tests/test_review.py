"""Reviewing a change as CI does: what is said where, what is left for reviewers, and that no entry commands the CI."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT, project

BASE = """departments:
  marketing:
    name: Marketing
  it:
    name: IT

entries:
  - id: cta
    term: CTA
    department: marketing
    kind: concept
    definition: The prompt.
"""
HOSTILE = """    details: |
      ::error::boo
      ##[error]boo
      @admin closes #1 <img src=x onerror=alert(1)> ![x](https://example.com/x)
      ```
      ### needs nobody
"""
Review = Callable[..., tuple[int, list[str], Path]]


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """Reviews a change in a repository of its own: gives the exit code, the log's lines and the folder."""
    root = project(tmp_path, BASE, {"index.md": "# Home\n\nA CTA.\n"})
    (root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "review", root / "scripts" / "review")

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *words], cwd=root, check=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "base")
    git("checkout", "-q", "-b", "change")

    def run(glossary: str, form: str, base: str = "main") -> tuple[int, list[str], Path]:
        (root / "glossary.yaml").write_text(glossary, encoding="utf-8")
        git("commit", "-qam", "change")
        done = subprocess.run(
            [root / "scripts" / "review"],
            cwd="/",
            env={**os.environ, "PYTHON": sys.executable, "BASE": base, "FORMAT": form, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
        )
        return done.returncode, (done.stdout + done.stderr).splitlines(), root / "review"

    return run


def outside_code(markdown: str) -> str:
    """What isn't in a span of code, where nothing has a meaning (CommonMark 6.1)."""
    return re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", markdown)


def test_a_good_change_is_told_to_its_department_and_previewed(review: Review) -> None:
    code, log, left = review(BASE.replace("The prompt", "A prompt") + HOSTILE, "gitlab")
    assert code == 0, log
    assert json.loads((left / "codequality.json").read_text()) == []
    told = (left / "changes.md").read_text()
    assert told.startswith(
        "## What this changes in the glossary\n\n### needs Marketing\n"
        '- `CTA (cta)`: definition: `"The prompt."` -> `"A prompt."`\n'
        '- `CTA (cta)`: details: added ````"::error::boo\\n'
    )
    assert told.endswith('### needs nobody"````\n\nLabels: `dept/marketing`\n')
    assert not re.search(r"[@<#!\[]|::", outside_code(told).replace("## What", "").replace("### needs", ""))
    assert all(line.startswith("| ") and "##[" not in line for line in log)
    page = (left / "site" / "index.html").read_text()
    assert 'href="glossary/cta.html"' in page, "the preview opens from a folder"


def test_a_bad_change_is_annotated_at_its_very_line(review: Review) -> None:
    bad = BASE.replace("kind: concept", 'kind: "##[stop-commands]x"').replace("department: m", "department: x")
    code, log, left = review(bad, "github")
    assert code == 1
    assert [line for line in log if not line.startswith("| ")] == [
        "::error file=glossary.yaml,line=10,col=17::entry cta: department must be one of marketing, it, shared, "
        'not "xarketing"; did you mean marketing?',
        "::error file=glossary.yaml,line=11,col=11::entry cta: kind must be one of concept, metric, tool, protocol, "
        'method, role, document, law, property, not "##[stop-commands]x"',
    ]
    assert (left / "changes.md").read_text() == (
        "## What this changes in the glossary\n\nThe glossary can’t be read, before this change or after it.\n\n"
        "Something is to be mended first; the check says what, at its very line.\n"
    )
    assert not (left / "site").exists()


def test_a_file_s_name_begins_no_line_either(review: Review, tmp_path: Path) -> None:
    (tmp_path / "docs" / "en" / "a\n::error::b ##[error]c.md").write_text("{{ x }}", encoding="utf-8")
    code, log, _ = review(BASE + "    example: A CTA.\n", "text")
    assert code == 1
    assert log[0].startswith("| docs/en/a\\n::error::b ## [error]c.md:1:1: a page may only call ")
    assert all(line.startswith("| ") for line in log)


def test_without_a_common_past_there_is_nothing_to_compare(review: Review) -> None:
    code, log, _ = review(BASE + "    example: A CTA.\n", "text", base="--no-such; touch /tmp/x")
    assert code == 2
    assert log == [
        "Nothing to compare with: BASE is no revision that this one comes from. "
        "Fetch the whole history (fetch-depth: 0)."
    ]
