"""The words that everything else is made of: folding, inline text, problems, marks."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, read
from dragoman.annotations import as_github, as_gitlab, as_json, as_text
from dragoman.folding import folded, slug
from dragoman.forges import FORGES, Repository
from dragoman.glossary import is_abbreviation
from dragoman.inline import is_safe_url, pieces, plain
from dragoman.marks import COLOURS
from dragoman.problems import Location, Problem, in_order, quoted
from dragoman.settings import settings
from fuzzing import examples
from sites import ROOT


@cases("folding.yml")
def test_text_is_folded(case: Case) -> None:
    assert folded(case["name"]) == case["folded"]


@examples(100)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_slug_is_part_of_a_url() -> None:
    assert [slug(text) for text in ("CI", "A/B test", "C++", "Über uns", "İŞ")] == [
        "ci",
        "a-b-test",
        "c",
        "uber-uns",
        "is",
    ]


@cases("inline.yml")
def test_inline_text_falls_into_pieces(case: Case) -> None:
    found = [[piece.kind, piece.text, *([piece.target] if piece.target else [])] for piece in pieces(case["name"])]
    assert found == case["pieces"]


@examples(100)
@given(st.text(alphabet="ab*`[]() :/\n"))
def test_no_text_gets_lost_in_pieces(text: str) -> None:
    assert [char for char in plain(text) if char in "ab"] == [char for char in text if char in "ab"] or any(
        piece.target for piece in pieces(text)
    )


@cases("urls.yml")
def test_only_urls_that_run_nothing_are_safe(case: Case) -> None:
    assert is_safe_url(case["name"]) is case["safe"]


@pytest.mark.parametrize("word", ["CTA", "IT", "A/B", "C", "C#D", "ÖPNV", ".NET"])
def test_letters_without_small_ones_are_an_abbreviation(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize("word", ["SaaS", "lead", "A/B test", "C++", "12", ""])
def test_anything_else_is_none(word: str) -> None:
    assert not is_abbreviation(word)


PROBLEMS = [
    Problem(Location("glossary.yaml", 4, 17), "is 100% wrong\nin two lines", "choice", "cta"),
    Problem(Location("a,b:c.md", 2), "look", "note", severity="note"),
]


def test_problems_as_text() -> None:
    assert as_text(PROBLEMS[1:]) == "a,b:c.md:2:1: note: look\n"


def test_problems_as_annotations_at_github() -> None:
    assert as_github(PROBLEMS) == (
        "::error file=glossary.yaml,line=4,col=17::entry cta: is 100%25 wrong%0Ain two lines\n"
        "::notice file=a%2Cb%3Ac.md,line=2,col=1::look\n"
    )


def test_problems_as_a_report_for_gitlab() -> None:
    first, second = json.loads(as_gitlab(PROBLEMS))
    assert first["location"] == {"path": "glossary.yaml", "lines": {"begin": 4}}
    assert (first["check_name"], first["severity"], second["severity"]) == ("choice", "major", "info")
    moved = Problem(Location("glossary.yaml", 99, 1), PROBLEMS[0].message, "choice", "cta")
    assert json.loads(as_gitlab([moved]))[0]["fingerprint"] == first["fingerprint"]
    assert second["fingerprint"] != first["fingerprint"]


def test_problems_as_json() -> None:
    assert json.loads(as_json(PROBLEMS[1:])) == [
        {"path": "a,b:c.md", "line": 2, "column": 1, "severity": "note", "rule": "note", "entry": "", "message": "look"}
    ]


def test_problems_stand_in_order_and_once() -> None:
    assert in_order([*PROBLEMS, PROBLEMS[0]]) == (PROBLEMS[1], PROBLEMS[0])


def test_quoted_text_stays_on_its_line_and_short() -> None:
    assert quoted("a\nb\x1b") == '"a\\nb\\x1b"'
    assert quoted("x" * 100) == f'"{"x" * 44} … {"x" * 12}"'


@pytest.mark.parametrize("name", COLOURS)
def test_a_department_s_colour_can_be_read(name: str) -> None:
    colour = COLOURS[name]
    for ink, papers in ((colour.light, ("#ffffff", colour.light_tint)), (colour.dark, ("#14181f", colour.dark_tint))):
        for paper in papers:
            assert _contrast(ink, paper) >= 4.5, f"{ink} on {paper} (WCAG 2.2, 1.4.3)"


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cases("forges.yml")
def test_links_lead_to_the_very_lines_at_each_forge(case: Case) -> None:
    repository = Repository(FORGES[case["name"]], "https://git.example.com/wiki/dragoman/", "main")
    assert repository.lines("glossary.yaml", 42, 50) == case["lines"]
    assert repository.edit("docs/en/index.md") == case["edit"]
    assert repository.issue("term-change", "C++ & é", "c-plus", "a\nb (c)*") == case["issue"]


def test_every_forge_has_its_row() -> None:
    assert [case["name"] for case in read("forges.yml")] == list(FORGES)


@pytest.mark.parametrize("folder", [".github/ISSUE_TEMPLATE", ".gitea/issue_template"])
@pytest.mark.parametrize("name", ["term-new", "term-change"])
def test_issue_forms_have_the_fields_that_addresses_fill_in(folder: str, name: str) -> None:
    form = yaml.safe_load((ROOT / folder / f"{name}.yml").read_text(encoding="utf-8"))
    assert [field["id"] for field in form["body"]] == ["entry", "text"]
    assert (ROOT / ".gitlab/issue_templates" / f"{name}.md").is_file()


@pytest.mark.parametrize(
    ("forge", "url", "api", "project"),
    [
        ("github", "https://github.com/wiki/dragoman", "https://api.github.com", "wiki/dragoman"),
        ("gitea", "https://git.example.com/wiki/dragoman/", "https://git.example.com/api/v1", "wiki/dragoman"),
        ("gitea", "https://example.com/git/wiki/dragoman", "https://example.com/git/api/v1", "wiki/dragoman"),
        ("gitlab", "https://example.com/a/b/dragoman", "https://example.com/api/v4", "a/b/dragoman"),
    ],
)
def test_a_repository_has_its_path_in_the_forge_s_api(forge: str, url: str, api: str, project: str) -> None:
    assert Repository(FORGES[forge], url, "main").project(api) == project


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"api": "https://git.example.com/api/v1"}, "api and login go together: give both, or neither"),
        ({"api": "http://git.example.com/api/v1", "login": "token"}, "api must start with https://, not "),
        ({"api": "https://api.github.com", "login": "pkce", "client_id": "x"}, "login: pkce needs client_id, "),
        ({"forge": "gitea", "api": "https://git.example.com/api/v1", "login": "pkce"}, "login: pkce needs client_id, "),
        ({"forge": "bitbucket", "api": "https://api.bitbucket.org", "login": "token"}, "api can't be used with "),
    ],
)
def test_what_does_not_go_together_is_said(values: dict[str, str], wrong: str) -> None:
    given = {"repository": "https://git.example.com/wiki/dragoman", **values}
    (problem,) = settings(given, "mkdocs.yml")[1]
    assert problem.message.startswith(f"extra.dragoman.{wrong}")


def test_a_form_may_send_changes_itself() -> None:
    given = {"repository": "https://git.example.com/wiki/dragoman", "forge": "forgejo", "login": "pkce"}
    chosen, wrong = settings({**given, "api": "http://127.0.0.1:3000/api/v1", "client_id": "x"}, "mkdocs.yml")
    assert not wrong
    assert chosen.login == "pkce"
