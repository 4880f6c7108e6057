"""The wiki in a narrow window, in large letters, on paper, and in the states that readers bring about."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from sites import ROOT

from .conftest import FLAGS, Visitor, search
from .test_pages import KINDS, MORE_KINDS, STANDARDS

on_demand = pytest.mark.skipif(not os.environ.get("DRAGOMAN_ALL_LOOKS"), reason="takes minutes: make looks")
# What stands outside the window, or is cut off by its box, though it can't be scrolled to.
CUT = """() => {
  const shown = part => part.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const scrolls = part => part && (/auto|scroll/.test(getComputedStyle(part).overflowX) || scrolls(part.parentElement));
  const cut = part => {
    const box = part.getBoundingClientRect(), style = getComputedStyle(part);
    if (!box.width || style.clipPath !== 'none' || !shown(part) || scrolls(part.parentElement)) return false;
    return box.right > innerWidth + 1 || box.left < -1
      || (/hidden|clip/.test(style.overflowX) && part.scrollWidth > part.clientWidth + 1)
      || (/hidden|clip/.test(style.overflowY) && part.scrollHeight > part.clientHeight + 3);
  };
  return [...document.querySelectorAll('header *, nav.md-tabs *, article, article *, footer *')].filter(cut)
    .map(part => `${part.tagName.toLowerCase()}.${part.className}`).slice(0, 5);
}"""


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """The browser of somebody who has set its letters to twice their size."""
    path = subprocess.run([ROOT / "scripts" / "chromium"], capture_output=True, text=True, check=True).stdout.strip()
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    large = browser.browser_type.launch(executable_path=path, args=flags)
    yield large
    large.close()


def violations(page: Page, *, paper: bool = False) -> list[tuple[str, list[str]]]:
    # On paper nobody follows a link, so it may look like the words around it.
    options = STANDARDS | {"rules": {"link-in-text-block": {"enabled": not paper}}}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]


# WCAG 2.2, 1.4.10: 320 px are also a window of 1280 at a zoom of 400 %.
@pytest.mark.parametrize("kind", (*KINDS, *MORE_KINDS) if os.environ.get("DRAGOMAN_ALL_LOOKS") else ["role"])
def test_nothing_is_cut_in_a_narrow_window(visitor: Visitor, kind: str) -> None:
    page = visitor(viewport={"width": 320, "height": 640}).goto((KINDS | MORE_KINDS)[kind])
    page.wait_for_load_state("networkidle")
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@on_demand
@pytest.mark.parametrize("kind", (*KINDS, *MORE_KINDS))
def test_nothing_is_cut_when_letters_are_twice_as_large(large: Browser, served: str, kind: str) -> None:
    page = large.new_page(viewport={"width": 1280, "height": 900})
    page.goto(served + (KINDS | MORE_KINDS)[kind])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).fontSize)") >= 32
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.close()


@on_demand
@pytest.mark.parametrize("kind", (*KINDS, *MORE_KINDS))
def test_paper_is_as_accessible_as_the_screen(visitor: Visitor, kind: str) -> None:
    visit = visitor(viewport={"width": 794, "height": 1123}, color_scheme="dark")
    page = visit.goto((KINDS | MORE_KINDS)[kind])
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    assert violations(page, paper=True) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 794


def _side(page: Page) -> None:
    page.get_by_role("radio", name="IT", exact=True).check(force=True)


def _searching(page: Page) -> None:
    search(page, "newsletter")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def _finding_nothing(page: Page) -> None:
    search(page, "qqqq")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def _filtering(page: Page) -> None:
    page.get_by_label("Word", exact=True).fill("content manag")


def _filtering_in_vain(page: Page) -> None:
    page.get_by_label("Word", exact=True).fill("no such word")


def _navigating(page: Page) -> None:
    button = page.get_by_role("button", name="Navigation")
    if button.is_visible():
        button.click()


def _tip(page: Page) -> None:
    page.locator("article a.term").first.focus()
    expect(page.locator(".tip:popover-open")).to_be_visible()


def _unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "a side chosen": ("glossary/marketing-automation/", _side),
    "search": ("glossary/ci-brand/", _searching),
    "search in vain": ("glossary/ci-brand/", _finding_nothing),
    "filter": ("glossary/", _filtering),
    "filter in vain": ("glossary/", _filtering_in_vain),
    "navigation": ("roles/cio/", _navigating),
    "tip": ("playbook/words-first/", _tip),
    "unfolded": ("rituals/resource-exchange/", _unfolded),
    "an entry that isn't there": ("edit/?entry=kpo", lambda page: None),
    "a new entry": ("edit/?term=Kerning", lambda page: None),
}


# The quiz, the form and tips have tests of their states in their own files.
@on_demand
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(visitor: Visitor, state: str, width: int, scheme: str) -> None:
    path, bring_about = STATES[state]
    visit = visitor(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = visit.goto(path)
    page.wait_for_load_state("networkidle")
    bring_about(page)
    # What moves is read when it has come to rest.
    page.evaluate("Promise.allSettled(document.getAnimations().map(motion => motion.finished))")
    assert violations(page) == []
    assert visit.complaints == []
