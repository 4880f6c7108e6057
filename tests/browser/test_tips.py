"""Tips on links to entries, in a real browser: hover, focus, Escape, resting on the tip, taps, windows, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from sites import Built, build, free_port, project

from .conftest import Visitor, serve
from .test_pages import STANDARDS

GLOSSARY = """departments:
  marketing:
    name: Marketing
  it:
    name: IT
entries:
  - id: ci-brand
    term: CI
    qualifier: brand
    expansion: Corporate identity
    department: marketing
    kind: concept
    definition: How a company looks and speaks.
  - id: ci-pipeline
    term: CI
    qualifier: pipeline
    expansion: Continuous integration
    department: it
    kind: method
    definition: Changes are brought together daily.
  - id: cms
    term: CMS
    expansion: Content management system
    department: marketing
    kind: tool
    definition: Software with which people change the pages of a website.
    views:
      marketing: Where I change a price.
      it: An application with updates.
"""
_LONG = "Words. " * 900
_LONG = "Words. " * 900
TEXT = f"# Page\n\nThe CMS is <!-- --> there.\n\n## Two\n\nCMS and CI.\n\n{_LONG}\n\n## Three\n\nA CMS.\n"


@pytest.fixture(scope="session")
def tips(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _built(tmp_path_factory.mktemp("tips"))


@pytest.fixture(scope="session")
def tips_served(tips: Built) -> Iterator[str]:
    yield from serve(tips.site)


def _built(folder: Path, feature: str = "", url: str = "https://intranet.example.com/wiki/") -> Built:
    root = project(folder, GLOSSARY, {"index.md": TEXT, "other.md": "# Other\n\nA CMS, too.\n"})
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config.replace("  features:\n", f"  features:\n{feature}"), encoding="utf-8")
    built = build(folder, root=root, env={"DRAGOMAN_SITE_URL": url})
    assert built.code == 0, built.output
    return built


def term(page: Page, at: int = 0) -> Locator:
    return page.locator("article a.term", has_text="CMS").nth(at)


def tip(page: Page) -> Locator:
    return page.locator(".tip:popover-open")


def test_a_tip_opens_under_the_pointer_and_closes_behind_it(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    expect(tip(page)).to_have_count(0)
    term(page).hover()
    expect(tip(page)).to_contain_text("Content management system")
    expect(tip(page)).to_contain_text("Software with which people change the pages of a website.")
    page.mouse.move(5, 5)
    expect(tip(page)).to_have_count(0)


def test_the_pointer_may_rest_on_the_tip(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    term(page).hover()
    tip(page).hover()
    tip(page).get_by_role("link", name="Open the entry").click()
    page.wait_for_url("**/glossary/cms/")


def test_a_tip_opens_on_focus_and_escape_keeps_the_focus(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    term(page).focus()
    expect(tip(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(term(page)).to_be_focused()
    # The heading's link to itself is on the way.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(tip(page)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/cms/")


def test_escape_closes_a_tip_under_the_pointer(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    term(page).hover()
    expect(tip(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)


def test_the_first_tap_opens_the_tip_and_the_second_leads_on(visitor: Visitor, tips_served: str) -> None:
    visit = visitor(tips_served, has_touch=True, viewport={"width": 390, "height": 800})
    page = visit.goto("")
    term(page).tap()
    expect(tip(page)).to_have_count(1)
    assert page.url == tips_served
    page.locator("h1").tap()
    expect(tip(page)).to_have_count(0)
    term(page).tap()
    tip(page).get_by_role("link", name="Open the entry").tap()
    page.wait_for_url("**/glossary/cms/")
    page = visit.goto("")
    term(page).tap()
    expect(tip(page)).to_have_count(1)
    term(page).tap()
    page.wait_for_url("**/glossary/cms/")


def test_the_reader_s_side_decides_the_view(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    term(page).focus()
    expect(tip(page).locator(".tip__view:visible")).to_have_count(0)
    page.get_by_role("radio", name="IT", exact=True).check(force=True)
    term(page).focus()
    expect(tip(page).locator(".tip__view:visible")).to_have_text("In IT: An application with updates.")


def test_an_open_place_shows_all_readings(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    page.get_by_role("link", name="CI", exact=True).focus()
    expect(tip(page).locator(".tip__reading")).to_have_count(2)
    expect(tip(page)).to_contain_text("has 2 meanings here")
    tip(page).get_by_role("link", name="Continuous integration").click()
    page.wait_for_url("**/glossary/ci-pipeline/")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_tip_stays_in_the_window(visitor: Visitor, tips_served: str, width: int, at: int) -> None:
    page = visitor(tips_served, viewport={"width": width, "height": 500}).goto("")
    term(page, at).focus()
    box = tip(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert box["y"] >= 0 and box["y"] + box["height"] <= 500


def test_one_tip_describes_all_links_to_an_entry(tips: Built) -> None:
    page = tips.pages["index.html"]
    links = page.select('article a.term[href="glossary/cms/"]')
    assert [link["aria-describedby"] for link in links] == ["tip-cms"] * 3
    assert len(page.select("#tip-cms")) == 1
    for built in tips.pages.values():
        ids = [tag["id"] for tag in built.find_all(id=True)]
        assert len(ids) == len(set(ids))
        assert {str(link["aria-describedby"]) for link in built.select("a.term")} <= set(ids)


def test_tips_are_not_in_the_search(tips: Built) -> None:
    text = (tips.site / "search/search_index.json").read_text(encoding="utf-8")
    assert "Open the entry" not in text
    assert "tip-cms" not in text


def test_a_screen_reader_hears_the_definition(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    expect(term(page)).to_have_accessible_description(
        "CMS Content management system Software with which people change the pages of a website."
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["CMS", "CI"])
def test_an_open_tip_is_accessible(visitor: Visitor, tips_served: str, scheme: str, name: str) -> None:
    page = visitor(tips_served, color_scheme=scheme, reduced_motion="reduce").goto("")
    page.get_by_role("radio", name="IT", exact=True).check(force=True)
    page.get_by_role("link", name=name, exact=True).first.focus()
    expect(tip(page)).to_have_count(1)
    found = Axe().run(page, options=STANDARDS).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


def test_nothing_moves_for_those_who_want_no_motion(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served, reduced_motion="reduce").goto("")
    term(page).focus()
    assert tip(page).evaluate("tip => getComputedStyle(tip).animationName") == "none"


def test_without_javascript_the_link_leads_on(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served, java_script_enabled=False).goto("")
    term(page).hover()
    assert page.locator(".tip:visible").count() == 0
    term(page).click()
    page.wait_for_url("**/glossary/cms/")


def test_there_are_no_tips_on_paper(visitor: Visitor, tips_served: str) -> None:
    page = visitor(tips_served).goto("")
    term(page).focus()
    page.emulate_media(media="print")
    assert page.locator(".tip:visible").count() == 0


def test_tips_side_and_filter_survive_instant_navigation(
    visitor: Visitor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # Material looks each address up in the sitemap, which has to name this very server.
    port = free_port()
    url = f"http://127.0.0.1:{port}/wiki/"
    served = serve(_built(tmp_path_factory.mktemp("instant"), "    - navigation.instant\n", url).site, port)
    visit = visitor(next(served))
    page = visit.goto("other/")
    page.get_by_role("radio", name="IT", exact=True).check(force=True)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    term(page).focus()
    expect(tip(page)).to_have_count(1)
    term(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CMS")
    assert page.evaluate("window.stayed") is True, "the page was loaded anew"
    expect(tip(page)).to_have_count(0)
    expect(page.locator(".view").first).to_have_attribute("data-department", "it")
    assert visit.complaints == []
    served.close()  # type: ignore[attr-defined]
