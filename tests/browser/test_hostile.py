"""Texts that try to run, in every place where a page shows what people write: without the policy, and with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

import nginx
from hostile import HOSTILE, SHEETS
from sites import Built, free_port

from .conftest import Visit, Visitor, search, serve
from .test_serving import TOLD, release

# Whatever a text may call is a wire; what has run is told in the console, from frames too.
TRIPWIRE = """for (const name of ["pwned", "alert", "confirm", "prompt", "open", "print"])
    window[name] = () => console.error("RAN: " + name + " " + location);"""
HERE = ["http:", "https:", "mailto:", "file:"]
KEYS = ("dragoman.quiz", "dragoman.side", "dragoman.login", "dragoman.draft", "__palette", "/wiki/.__palette")
# Lists show all entries; of their own pages one in twelve is opened, and all of them on demand.
STEP = 1 if os.environ.get("DRAGOMAN_ALL_LOOKS") else 12
ENTRIES = [f"glossary/x{number:03d}/" for number in range(len(HOSTILE))]
KINDS = [
    "",
    *(f"{name.removesuffix('index')}/".replace("//", "/") for name in SHEETS),
    "glossary/",
    "quiz/",
    "quiz/questions/",
    "quiz/board/",
    "edit/",
]
KINDS += ["departments/it/", "glossary/two-pictures/", "editors-report/", "404.html", ENTRIES[0], ENTRIES[-1]]


@pytest.fixture(scope="module")
def open_site(hostile: Built) -> Iterator[str]:
    """The address of the hostile site on a server that knows no policy."""
    yield from serve(hostile.site)


@pytest.fixture(scope="module")
def guarded_site(hostile: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the hostile site behind nginx with the policy."""
    if not nginx.program():
        pytest.skip("there is no nginx; scripts/nginx says how to get it")
    folder, port = tmp_path_factory.mktemp("srv"), free_port()
    release(hostile, folder)
    server = f"server {{ listen 127.0.0.1:{port}; include {folder / 'serving'}/nginx.conf; }}"
    with nginx.serving(tmp_path_factory.mktemp("nginx"), server):
        yield f"http://127.0.0.1:{port}/wiki/"


def test_nothing_runs_without_the_policy(visitor: Visitor, open_site: str) -> None:
    visit = visitor(base=open_site)
    visit.page.add_init_script(TRIPWIRE)
    # Material's own script reads nothing that entries say on their pages; without it they load in no time.
    visit.page.route("**/bundle.*.js", lambda route: route.abort())
    for path in ENTRIES[::STEP]:
        looked_at(visit, path)
    visit.page.unroute("**/bundle.*.js")
    for path in KINDS:
        looked_at(visit, path)
    used(visit)
    assert tripped(visit) == []


@pytest.mark.skipif(STEP > 1, reason="what doesn't run without the policy doesn't run with it: make looks")
def test_nothing_runs_or_is_blocked_with_the_policy(visitor: Visitor, guarded_site: str) -> None:
    visit = visitor(base=guarded_site)
    visit.page.add_init_script(TRIPWIRE)
    visit.page.add_init_script(TOLD)
    for path in KINDS:
        looked_at(visit, path)
    used(visit)
    assert tripped(visit) == []
    assert [said for said in visit.complaints if said.startswith("blocked:")] == []


def tripped(visit: Visit) -> list[str]:
    """What has run, and every request to another host."""
    return [said for said in visit.complaints if "RAN:" in said] + visit.strangers


def looked_at(visit: Visit, path: str) -> None:
    """Open a page, with all that is closed in it; none of its addresses may be one that runs."""
    page = visit.goto(path)
    schemes = page.evaluate("""() => {
        for (const closed of document.querySelectorAll("details")) closed.open = true;
        return [...document.querySelectorAll("[href], [src], [action], [formaction]")].flatMap(one =>
            ["href", "src", "action", "formaction"].filter(name => one.hasAttribute(name)).map(name =>
                new URL(one.getAttribute(name), location).protocol));
    }""")
    assert set(schemes) <= set(HERE), path


def used(visit: Visit) -> None:
    """Type the texts wherever a page takes some, and put them where scripts read: addresses, and what is kept."""
    page = visit.goto("glossary/")
    fill_each(page, "#filter-text", HOSTILE)
    search(page, "pwned onerror")
    page.locator(".md-search-result__item").first.wait_for()
    for key in KEYS:
        for text in (HOSTILE[4], json.dumps({"boxes": {HOSTILE[4]: [1, 2]}, "board": HOSTILE[:9]}), "{", "null"):
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
            visit.goto("quiz/")
    visit.goto(f"quiz/#{HOSTILE[4]}")
    visit.goto("quiz/board/")
    fill_each(page, "#board-code", HOSTILE[::10])
    for query in (f"?entry={HOSTILE[4]}", f"?term={HOSTILE[4]}", "?entry=__proto__", "?code=a&state=b", "?entry=x004"):
        visit.goto(f"edit/{query}")
    typed(page)
    visit.goto(f"404.html?q={HOSTILE[4]}#{HOSTILE[4]}")
    visit.goto(f"?q={HOSTILE[4]}&h={HOSTILE[4]}")
    page.locator("a.term").first.focus()  # the search lies open above it


def fill_each(page: Page, where: str, texts: list[str]) -> None:
    """Give a field each of the texts, as if somebody had typed it and pressed Enter."""
    page.evaluate(
        """([where, texts]) => { const field = document.querySelector(where); for (const text of texts) {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            field.form?.requestSubmit?.();
        } }""",
        [where, texts],
    )


def typed(page: Page) -> None:
    """Give every field of the edit form one of the texts, so that its preview and its complaints show them."""
    page.locator("form input[name=term], form [name=term]").first.wait_for()
    page.evaluate(
        """texts => [...document.querySelectorAll("form input:not([type=radio], [type=checkbox]), form textarea")]
            .forEach((field, number) => {
                field.value = texts[number % texts.length];
                for (const name of ["input", "change", "blur"])
                    field.dispatchEvent(new Event(name, { bubbles: true }));
            })""",
        HOSTILE,
    )
    page.evaluate("() => document.querySelectorAll('main form button').forEach(button => button.click())")
