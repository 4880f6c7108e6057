"""The wiki by keyboard: every stop is reached in the page's order, is in sight, and is left again."""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visitor, search
from .test_pages import KINDS, MORE_KINDS

# Numbers all stops in the page's order. Of radio buttons only one is a stop: the chosen one, or the first.
STOPS = """() => {
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
  const group = input => [...all].filter(other =>
    other.type === 'radio' && other.name === input.name && other.form === input.form);
  window.stops = [...all].filter(stop => stop.tabIndex >= 0 && !stop.disabled
    && stop.checkVisibility({visibilityProperty: true})
    && (stop.type !== 'radio' || stop === (group(stop).find(input => input.checked) || group(stop)[0])));
  return stops.length;
}"""
# Where the focus is: its number, and whether it is to be seen, as soon as the page has settled.
HERE = """async () => {
  const stop = document.activeElement, end = performance.now() + 8000;
  const tiny = box => box.width < 2 || box.height < 2;
  const style = part => getComputedStyle(part);
  const painted = part => part && style(part).outlineStyle !== 'none' && style(part).opacity !== '0';
  /* What is seen in place of an input that isn't drawn: its label, or the one that Material puts beside it. */
  const shown = style(stop).opacity === '0' || tiny(stop.getBoundingClientRect())
    ? stop.closest('label') || stop.nextElementSibling || stop : stop;
  const inSight = () => [...shown.getClientRects()].some(box => [[.5, .5], [.05, .1], [.95, .9]].some(([x, y]) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return top && (shown.contains(top) || (shown.tagName === 'A' && top.contains(shown) && top !== document.body));
  }));
  const outlined = () => [stop, stop.nextElementSibling, stop.closest('label'), shown].some(painted);
  while (!(inSight() && outlined()) && performance.now() < end) await new Promise(requestAnimationFrame);
  const name = `${stop.tagName.toLowerCase()}.${stop.className} ${stop.textContent.trim().slice(0, 30)}`;
  return {at: stops.indexOf(stop), name, lost: !inSight() ? 'covered' : !outlined() ? 'no outline' : ''};
}"""
EVERYWHERE = [(kind, width) for kind in (*KINDS, *MORE_KINDS) for width in (1280, 390)]
WALKS = EVERYWHERE if os.environ.get("DRAGOMAN_ALL_LOOKS") else [("homonym", 1280), ("role", 390)]


@pytest.mark.parametrize(("kind", "width"), WALKS)
def test_every_stop_is_reached_in_order_and_is_in_sight(visitor: Visitor, kind: str, width: int) -> None:
    visit = visitor(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = visit.goto((KINDS | MORE_KINDS)[kind])
    page.wait_for_load_state("networkidle")
    count = page.evaluate(STOPS)
    forth = _walked(page, "Tab", count)
    assert [stop["at"] for stop in forth] == list(range(count))
    back = _walked(page, "Shift+Tab", count - 1)
    assert [(stop["name"], stop["lost"]) for stop in (*forth, *back) if stop["lost"]] == []


def _walked(page: Page, key: str, count: int) -> list[dict[str, Any]]:
    """Where the focus was after each stroke."""
    stops = []
    for _ in range(count):
        page.keyboard.press(key)
        stops.append(page.evaluate(HERE))
    return stops


def test_the_first_stop_skips_the_frame(visitor: Visitor) -> None:
    page = visitor().goto("glossary/ci-brand/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_a_wide_window_shows_no_button_for_the_drawer(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 800}).goto("roles/")
    expect(page.locator("button.drawer")).to_have_count(1)
    expect(page.locator("button.drawer")).to_be_hidden()


def test_the_drawer_is_opened_walked_and_shut(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 390, "height": 900}, reduced_motion="reduce").goto("roles/cio/")
    button = page.get_by_role("button", name="Navigation")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    # It opens where the page stands, and leads to the levels above.
    level = page.locator(".md-nav__title:focus")
    expect(level).to_have_text("Role cards")
    page.keyboard.press("Space")
    expect(page.locator("label.md-nav__link:focus")).to_have_text("Role cards")
    page.keyboard.press("Enter")
    expect(level).to_have_text("Role cards")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Chief marketing technologist")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_escape_closes_the_search(visitor: Visitor) -> None:
    page = visitor().goto("glossary/ci-brand/")
    search(page, "newsletter")
    found = page.locator(".md-search-result__item a").first
    expect(found).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("Escape")
    expect(found).not_to_be_visible()
