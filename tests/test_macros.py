"""What authors may call in their pages, and what nobody may."""

from __future__ import annotations

import pytest
import yaml
from jinja2.exceptions import TemplateError

from cases import CASES, Case, cases
from dragoman.annotations import as_text
from dragoman.glossary import Department, Entry, Glossary
from dragoman.linking import Linker
from dragoman.macro_calls import Sealed, problems_in
from dragoman.macros import Macros
from dragoman.manuscripts import check_page
from dragoman.pages import Layout
from dragoman.routes import Routes

DEPARTMENTS = (Department("marketing", "Marketing", "circle", "rust"), Department("it", "IT", "square", "teal"))
CTA = Entry(id="cta", term="C{{T}}A", department="marketing", kind="concept", definition="A {{ x }} & <b>*")
DNS = Entry(id="dns", term="DNS", department="it", kind="protocol", definition="A directory.")
GLOSSARY = Glossary(DEPARTMENTS, (CTA, DNS))
ESCAPES: list[str] = yaml.safe_load((CASES / "macros" / "escapes.yml").read_text(encoding="utf-8"))


def macros() -> Macros:
    return Macros(Layout(Linker(GLOSSARY, Routes())))


@cases("macros/calls.yml")
def test_a_page_may_call_macros_and_nothing_else(case: Case) -> None:
    assert as_text(list(problems_in(case["text"], "page.md", macros().by_name))) == case["says"]


@pytest.mark.parametrize("text", ESCAPES)
def test_a_way_out_is_refused_before_it_runs(text: str) -> None:
    assert list(problems_in(text, "page.md", macros().by_name))


@pytest.mark.parametrize("text", ESCAPES)
def test_a_way_out_leads_nowhere_if_it_runs(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_CANARY", "a-secret-of-the-build")
    try:
        shown = Sealed(macros().by_name).from_string(text).render(config={"a": "a-secret-of-the-build"}, page="x")
    except (TemplateError, TypeError, RecursionError):
        return
    assert "a-secret-of-the-build" not in shown
    assert "<" not in shown.replace("<bound method Macros.term", "") and "__" not in shown
    assert len(shown) < 1000


def test_no_macro_gives_an_entry_s_text_to_the_page() -> None:
    given = macros()
    shown = [given.term("cta"), given.entries(), given.departments(), given.counted()]
    assert shown == ["[](term:cta)", '<div data-dragoman="0"></div>', '<div data-dragoman="1"></div>', "2"]


def test_marks_become_what_they_stand_for() -> None:
    given = macros()
    html = given.filled_in(f"<p>x</p>{given.entries(kind='protocol')}", "how-to/page.md")
    assert '<a href="../../glossary/dns/">DNS</a>' in html
    assert "data-dragoman" not in html and "C" + "&#123;" not in html
    assert "C&#123;&#123;T&#125;&#125;A" in given.filled_in(given.entries(ids=["cta"]), "page.md")


def test_counts_are_of_the_glossary() -> None:
    assert [macros().counted(what) for what in ("entries", "homonyms", "pictures")] == ["2", "0", "0"]


def test_links_to_entries_that_are_not_there_are_named() -> None:
    text = "One [x](term:cta)\n`[x](term:no)`\n\n```\n[x](term:no)\n```\nTwo [x](term:ctaa)"
    assert as_text(list(check_page(text, "page.md", GLOSSARY, macros().by_name))) == (
        'page.md:7:9: no entry has the id "ctaa"; did you mean cta?\n'
    )


def test_a_page_that_is_too_long_is_refused() -> None:
    said = as_text(list(check_page("*a_[" * 300_000, "page.md", GLOSSARY, macros().by_name)))
    assert said == "page.md:1:1: the page has 1,200,000 characters; at most 1,000,000: split it\n"
