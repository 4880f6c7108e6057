"""What people see, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cases import read
from sites import Built

from .conftest import Visitor, search

# One of each kind of page.
KINDS = {
    "home": "",
    "entry": "glossary/marketing-automation/",
    "homonym": "glossary/which/ci/",
    "text": "how-to/edit/",
    "form": "edit/?entry=ci-brand",
    "playbook": "playbook/words-first/",
    "roles": "roles/",
    "role": "roles/cio/",
    "ritual": "rituals/resource-exchange/",
    "checklist": "checklists/friction/",
    "worksheet": "worksheets/requirements-page-one/",
    "measures": "metrics/",
    "agenda": "workshop/day/",
    "part": "workshop/opener/",
    "facilitation": "workshop/facilitator/opener/",
    "kit": "workshop/kit/",
    "missing": "404.html",
}
# Made of the same parts as those above, or so long that axe takes long: only on demand.
MORE_KINDS = {
    "index": "glossary/",
    "report": "editors-report/",
    "pictures": "glossary/two-pictures/",
    "department": "departments/marketing/",
    "quiz": "quiz/",
    "questions": "quiz/questions/",
    "board": "quiz/board/",
    "misunderstandings": "lost-in-translation/",
    "attitude": "attitudes/diplomat/",
    "playbook index": "playbook/",
    "rituals": "rituals/",
    "checklists": "checklists/",
    "worksheets": "worksheets/",
    "workshop": "workshop/",
    "facilitator": "workshop/facilitator/",
    "help": "how-to/operate/",
}
STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


# The kinds in turn in one of two looks; all of them in all four looks only on demand, as axe takes seconds.
EACH = ((390, "dark"), (1280, "light"))
ALL = (*EACH, (390, "light"), (1280, "dark"))
LOOKS = (
    [(kind, *look) for kind in (*KINDS, *MORE_KINDS) for look in ALL]
    if os.environ.get("DRAGOMAN_ALL_LOOKS")
    else [(kind, *EACH[number % 2]) for number, kind in enumerate(KINDS)]
)


@pytest.mark.parametrize(("kind", "width", "scheme"), LOOKS)
def test_each_kind_of_page_is_accessible_and_keeps_to_itself(
    visitor: Visitor, kind: str, width: int, scheme: str
) -> None:
    visit = visitor(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = visit.goto((KINDS | MORE_KINDS)[kind])
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options=STANDARDS).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []
    assert visit.strangers == []
    assert visit.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_of_ours_needs_a_looser_policy(wiki: Built) -> None:
    # Data is no program: it is read, never run.
    ours = "//article//*[@style] | //article//style | //article//script[not(@type='application/json')]"
    for name, page in wiki.documents.items():
        assert not page.xpath(ours), name
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), name


def first_view(page: Page) -> str | None:
    return page.locator(".view").first.get_attribute("data-department")


def test_the_reader_s_side_comes_first_from_then_on(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.goto("glossary/marketing-automation/")
    assert first_view(page) == "marketing"
    page.get_by_role("radio", name="IT", exact=True).check(force=True)
    assert first_view(page) == "it"
    expect(page.get_by_role("heading", name="In IT your side")).to_be_visible()
    visit.goto("glossary/lead/")
    assert first_view(page) == "it"
    expect(page.get_by_role("radio", name="IT", exact=True)).to_be_checked()
    page.get_by_role("radio", name="Both", exact=True).check(force=True)
    assert first_view(page) == "marketing"


def test_the_side_is_chosen_by_keyboard(visitor: Visitor) -> None:
    page = visitor().goto("glossary/lead/")
    page.get_by_role("radio", name="Both", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="IT", exact=True)).to_be_checked()
    assert first_view(page) == "it"


def test_a_card_on_the_home_page_chooses_a_side(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.goto("")
    page.locator("[data-choose-side=it]").click()
    page.wait_for_url("**/departments/it/")
    expect(page.get_by_role("radio", name="IT", exact=True)).to_be_checked()
    visit.goto("")
    expect(page.locator("[data-choose-side=it]")).to_have_attribute("aria-current", "true")


def test_the_filter_finds_words_by_all_their_names(visitor: Visitor) -> None:
    page = visitor().goto("glossary/")
    word, shown = page.get_by_label("Word", exact=True), page.locator(".terms__row:visible .terms__term a")
    total = shown.count()
    word.fill("CONTENT manag")
    assert shown.all_inner_texts() == ["CMS"]
    expect(page.get_by_role("status")).to_have_text("1 word")
    word.fill("DSGVO")
    assert shown.all_inner_texts() == ["GDPR"]
    word.fill("no such word")
    expect(page.get_by_role("status")).to_have_text("No word fits. Try fewer letters, or another department.")
    assert shown.count() == 0
    expect(page.locator(".letters")).to_be_hidden()
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text(f"{total} words")
    page.get_by_label("Whose word").select_option("it")
    page.get_by_label("Kind").select_option("protocol")
    assert "DNS" in shown.all_inner_texts() and "CMS" not in shown.all_inner_texts()


def test_the_filter_folds_as_the_program_does(visitor: Visitor) -> None:
    page = visitor().goto("glossary/")
    found = {case["name"]: case["folded"] for case in read("folding.yml")}
    assert page.evaluate("texts => texts.map(dragomanFolded)", list(found)) == list(found.values())


def test_without_javascript_the_list_is_whole(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).goto("glossary/")
    assert page.locator(".filter").is_hidden() and page.locator("body > .side, .side").first.is_hidden()
    assert page.locator(".terms__row:visible").count() > 100
    page.get_by_role("link", name="CMS", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CMS")
    assert page.locator(".view:visible").count() == 2


def test_the_wiki_opens_from_a_folder(visitor: Visitor, flat_wiki: Built) -> None:
    visit = visitor(base=f"{flat_wiki.site.as_uri()}/")
    page = visit.goto("index.html")
    page.get_by_role("link", name="Words", exact=True).first.click()
    page.get_by_role("link", name="CMS", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CMS")
    page.get_by_role("radio", name="IT", exact=True).check(force=True)
    assert first_view(page) == "it"
    search(page, "newsletter")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert visit.strangers == []
    assert visit.complaints == []


def test_words_of_any_length_stay_in_their_place(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor(viewport={"width": 390, "height": 900}).goto("glossary/")
    long = "links => links.forEach(link => link.textContent = 'Donaudampfschifffahrtsgesellschaft'.repeat(3))"
    page.locator(".terms__term a").evaluate_all(long)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_table_wider_than_the_window_can_be_scrolled_by_keyboard(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 320, "height": 900}).goto("lost-in-translation/")
    box = page.get_by_role("group", name="Twelve cases")
    expect(box).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".md-typeset__scrollwrap[tabindex], .md-typeset__scrollwrap[role]")).to_have_count(0)
    page.set_viewport_size({"width": 320, "height": 900})
    expect(box).to_have_attribute("tabindex", "0")
