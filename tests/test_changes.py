"""What differs between two glossaries, and how it is told."""

from __future__ import annotations

import json

from cases import Case, cases
from dragoman.changes import changes
from dragoman.comparison import COMMENT, as_json, as_markdown, as_text
from dragoman.glossary import Glossary
from dragoman.source.reader import read_bytes

SIDES = "departments:\n  marketing:\n    name: Marketing\n  it:\n    name: IT\nentries:\n"


def glossary(entries: str, sides: str = SIDES) -> Glossary:
    reading = read_bytes(f"{sides}{entries}".encode(), "glossary.yaml")
    assert reading.glossary, reading.problems
    return reading.glossary


@cases("changes.yml")
def test_changes_are_told_to_those_who_own_them(case: Case) -> None:
    old, new = glossary(case["base"]), glossary(case["head"])
    found = changes(old, new)
    assert as_text(found, new) == case["text"]
    assert as_markdown(found, new) == case["markdown"]


def test_a_department_s_change_asks_everybody() -> None:
    new = glossary("", SIDES.replace("name: IT", "name: T & I"))
    assert as_markdown(changes(glossary(""), new), new) == (
        "### needs Marketing and `T & I`\n"
        '- `department T & I (it)`: name: `"IT"` -> `"T & I"`\n'
        "\nLabels: `dept/it` `dept/marketing`\n"
    )


def test_programs_get_whole_values() -> None:
    old = glossary("- {id: a, term: Ax, department: it, kind: tool, definition: One., aliases: [x]}")
    new = glossary("- {id: a, term: Ax, department: it, kind: tool, definition: One., aliases: [x, y]}")
    assert json.loads(as_json(changes(old, new), new)) == {
        "changes": [
            {
                "kind": "changed",
                "id": "a",
                "name": "Ax",
                "departments": ["it"],
                "fields": [{"field": "aliases", "old": ["x"], "new": ["x", "y"]}],
            }
        ],
        "labels": ["dept/it"],
    }


def test_a_comment_is_no_longer_than_a_forge_takes() -> None:
    lines = (f"- {{id: e{n}, term: T{n}, department: it, kind: tool, definition: {'x' * 280}}}\n" for n in range(300))
    new = glossary("".join(sorted(lines, key=lambda line: line.split(",")[1])))
    text = as_markdown(changes(glossary(""), new), new)
    assert len(text) < COMMENT + 200
    assert text.endswith("`\n- and more, which `dragoman diff` shows\n\nLabels: `dept/it`\n")
