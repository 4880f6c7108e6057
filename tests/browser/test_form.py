"""The edit form in a real browser, against a stand-in for a forge's API over a real git repository."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from dragoman.issues import asked
from dragoman.pages.form import form_data
from dragoman.settings import Settings
from dragoman.source.reader import read_bytes
from sites import Built, build, project

from .conftest import Visit, Visitor, serve
from .forge import TOKEN, Forge, running
from .test_pages import STANDARDS

GLOSSARY = """# The words of both departments.
departments:
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
    kind: concept # agreed in May
    definition: How a company looks and speaks.
    aliases: [corporate look, 'brand: look']

  # asked for by the board
  - id: kpi
    term: KPI
    department: shared
    kind: metric
    definition: >-
      A figure that
      matters.
    details: |
      One.

      Two.

  - id: url
    term: URL
    department: it
    kind: concept
    definition: The address of a page.
    views:
      it: A protocol, a host and a path.
"""
CHANGED = "Somebody changed the glossary meanwhile. Reload and send again."


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small site that also opens from a folder."""
    folder = tmp_path_factory.mktemp("form")
    built = build(folder, root=project(folder, GLOSSARY, {"index.md": "# Home\n"}), env={"DRAGOMAN_OFFLINE": "true"})
    assert built.code == 0, built.output
    return built


@pytest.fixture(scope="session")
def small_served(small: Built) -> Iterator[str]:
    yield from serve(small.site)


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    with running(tmp_path, GLOSSARY) as forge:
        yield forge


# Nothing listens at the port that RFC 863 gives to discarding.
DOWN = "http://127.0.0.1:9/api/v1"
KINDS = {"gitea": "api/v1", "github": "github", "gitlab": "api/v4"}
Opener = Callable[..., Page]


@pytest.fixture
def opened(visitor: Visitor, small_served: str, forge: Forge) -> Iterator[Opener]:
    """Gives the form at a forge of some kind, for an entry or for a new one; nothing else is ever asked."""
    visits: list[Visit] = []

    def open_form(query: str = "", kind: str = "gitea", login: str = "token", api: str = "") -> Page:
        visit = visitor(small_served)
        visits.append(visit)
        glossary = read_bytes(GLOSSARY.encode(), "").glossary
        assert glossary
        chosen = Settings(
            forge=kind,
            repository=f"{forge.base}wiki/dragoman",
            api=api or forge.base + KINDS[kind],
            login=login,
            client_id="the-client",
        )
        data = form_data(glossary, GLOSSARY, chosen)
        visit.page.route(
            "**/edit/glossary.js", lambda route: route.fulfill(body=data, content_type="text/javascript; charset=utf-8")
        )
        return visit.goto(f"edit.html{query}")

    yield open_form
    for visit in visits:
        assert [url for url in visit.strangers if not url.startswith((forge.base, DOWN))] == []


def status(page: Page) -> Locator:
    return page.locator(".edit__status")


def sent(page: Page, token: str = TOKEN) -> None:
    button = page.get_by_role("button", name="Send for review")
    expect(button).to_be_visible()
    if page.get_by_label("Your access token").is_visible():
        page.get_by_label("Your access token").fill(token)
    button.click()


def definition(page: Page) -> Locator:
    return page.get_by_label("Definition", exact=False).first


@pytest.mark.parametrize("kind", KINDS)
def test_one_word_is_one_line(opened: Opener, forge: Forge, kind: str) -> None:
    page = opened("?entry=ci-brand", kind)
    expect(definition(page)).to_have_value("How a company looks and speaks.")
    definition(page).fill("How a company looks and sounds.")
    sent(page)
    expect(page.get_by_role("link", name="See your proposal at")).to_have_attribute(
        "href", f"{forge.base}wiki/dragoman/pulls/1"
    )
    (pull,) = forge.pulls
    assert pull["title"] == "glossary: update CI (brand)"
    assert pull["head"].startswith("glossary/ci-brand-")
    assert forge.changed(pull["head"]) == [
        "-    definition: How a company looks and speaks.",
        "+    definition: How a company looks and sounds.",
    ]
    assert TOKEN not in page.evaluate("JSON.stringify(localStorage)")


def test_three_proposals_at_once_merge_cleanly(opened: Opener, forge: Forge) -> None:
    for id in ("ci-brand", "kpi"):
        page = opened(f"?entry={id}")
        definition(page).fill("Changed.")
        sent(page)
        expect(page.locator("[data-done]")).to_be_visible()
    page = opened("?term=Lead")
    expect(page.get_by_label("Id needed")).to_have_value("lead")
    page.get_by_label("Department needed").select_option("marketing")
    page.get_by_label("Kind needed").select_option("concept")
    definition(page).fill("Somebody who may buy: 1 of 3 #new")
    sent(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert [pull["title"] for pull in forge.pulls] == [
        "glossary: update CI (brand)",
        "glossary: update KPI",
        "glossary: add Lead",
    ]
    tree = "main"
    for pull in forge.pulls:
        merged = forge.git("merge-tree", "--write-tree", tree, pull["head"]).splitlines()[0]
        parents = ["-p", tree, "-p", pull["head"]]
        tree = forge.git("commit-tree", merged, *parents, "-m", "merge").strip()
    reading = read_bytes(forge.text(tree).encode(), "")
    assert reading.problems == ()
    assert reading.glossary
    assert [entry.id for entry in reading.glossary.entries] == ["ci-brand", "kpi", "lead", "url"]
    assert reading.glossary.by_id["lead"].definition == "Somebody who may buy: 1 of 3 #new"
    text = forge.text(tree)
    assert "# agreed in May" in text and "\n\n  # asked for by the board\n  - id: kpi\n" in text


NASTY = {
    "Term needed": "NO",
    "Expansion": "3:30 = ~",
    "Definition needed": "Note: 'a' \"b\" #c \\ {{ x }} <b>&amp; <img src=x onerror=alert(1)> 🙂 קריאה",
    "In Marketing": "- a: [b], {c}",
    "Details": "# One: \n\n  two\n---\n...\n|>",
    "Aliases": "404\n=\n<<\na, b\n[c]\n2026-11-22\n0?",
}


def test_nasty_text_is_read_back_as_it_was_typed(opened: Opener, forge: Forge) -> None:
    page = opened("?entry=url")
    page.evaluate("document.querySelectorAll('.edit details').forEach(one => one.open = true)")
    for label, text in NASTY.items():
        page.get_by_label(label, exact=True).first.fill(text)
    page.get_by_label("Ambiguous", exact=True).select_option("true")
    sent(page)
    expect(page.locator("[data-done]")).to_be_visible()
    text = forge.text(forge.pulls[0]["head"])
    reading = read_bytes(text.encode(), "")
    assert reading.problems == ()
    assert reading.glossary
    entry = reading.glossary.by_id["url"]
    assert (entry.term, entry.expansion, entry.definition) == tuple(NASTY.values())[:3]
    assert (entry.view("marketing"), entry.details) == (NASTY["In Marketing"], NASTY["Details"])
    assert entry.aliases == tuple(NASTY["Aliases"].split("\n"))
    safe = {one["id"]: one for one in yaml.safe_load(text)["entries"]}["url"]
    assert (safe["term"], safe["expansion"], safe["aliases"]) == (entry.term, entry.expansion, list(entry.aliases))
    assert entry.ambiguous and [one.id for one in reading.glossary.entries] == ["ci-brand", "kpi", "url"]
    assert page.locator(".edit img").count() == 0


def test_somebody_changed_the_same_entry(opened: Opener, forge: Forge) -> None:
    page = opened("?entry=kpi")
    definition(page).fill("Mine.")
    forge.commit(forge.text().replace("A figure that", "A number that"))
    sent(page)
    expect(status(page)).to_have_text(CHANGED)
    expect(definition(page)).to_have_value("Mine.")
    page.reload()
    expect(definition(page)).to_have_value("Mine.")
    expect(page.locator(".edit__draft")).to_be_visible()
    expect(page.locator(".edit__changed del").first).to_contain_text("definition: >-")
    expect(page.locator(".edit__changed")).to_contain_text("A number that")
    sent(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert forge.changed(forge.pulls[0]["head"])[-1] == "+    definition: Mine."


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_changed_the_file_between_two_calls(opened: Opener, forge: Forge, kind: str) -> None:
    page = opened("?entry=kpi", kind)
    definition(page).fill("Mine.")
    forge.meanwhile = lambda: forge.commit(forge.text().replace("a path.", "a path. "))
    sent(page)
    expect(status(page)).to_have_text(CHANGED)
    expect(definition(page)).to_have_value("Mine.")
    assert forge.pulls == []
    assert forge.git("branch", "--list").split() == ["*", "main"]


def test_another_entry_may_change_meanwhile(opened: Opener, forge: Forge) -> None:
    page = opened("?entry=kpi")
    definition(page).fill("Mine.")
    forge.commit(forge.text().replace("speaks.", "sounds."))
    sent(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert len(forge.changed(forge.pulls[0]["head"])) == 4


# The stand-in answers a token that is a number with that number.
REFUSED = {
    "401": "Gitea does not accept the token (401). Log in again or enter another one; nothing is lost.",
    "403": "Gitea says that you may not write to this repository (403). Ask for the right, or put the text in by hand; "
    "nothing is lost.",
    "404": "Gitea does not find the repository or the file (404), or your token may not see it. Nothing is lost.",
    "503": "Gitea answered with an error (503). Try again later; nothing is lost.",
}


def test_missing_rights_lose_nothing(opened: Opener, forge: Forge) -> None:
    page = opened("?entry=url")
    definition(page).fill("Mine.")
    for token, said in REFUSED.items():
        page.evaluate("token => dragomanEdit.setToken(token)", token)
        page.get_by_role("button", name="Send for review").click()
        expect(status(page)).to_have_text(said)
        expect(definition(page)).to_have_value("Mine.")
    assert forge.pulls == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_branch_without_a_pull_request_is_named(opened: Opener, forge: Forge, kind: str) -> None:
    page = opened("?entry=url", kind)
    definition(page).fill("Mine.")
    forge.takes_pulls = False
    sent(page)
    expect(status(page)).to_contain_text("but made no pull request from it (409). Open one there; nothing is lost.")
    (branch,) = re.findall(r"glossary/url-\w+", status(page).inner_text())
    assert forge.changed(branch)[-1] == "+    definition: Mine."
    expect(definition(page)).to_have_value("Mine.")


def test_a_byte_order_mark_stays(opened: Opener, forge: Forge) -> None:
    forge.commit("\ufeff" + forge.text())
    page = opened("?entry=url")
    definition(page).fill("Mine.")
    sent(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert [line[0] for line in forge.changed(forge.pulls[0]["head"])] == ["-", "+"]


def test_a_forge_that_is_down_loses_nothing(opened: Opener, forge: Forge) -> None:
    page = opened("?entry=url", api=DOWN)
    definition(page).fill("Mine.")
    sent(page)
    expect(status(page)).to_have_text("Gitea can't be reached. Look at your connection and try again; nothing is lost.")
    expect(definition(page)).to_have_value("Mine.")


def test_people_log_in_at_the_forge(opened: Opener, forge: Forge) -> None:
    page = opened("?entry=url", kind="gitlab", login="pkce")
    page.get_by_label("Definition needed").fill("Mine.")
    page.get_by_role("button", name="Log in at").click()
    page.wait_for_url("**/edit.html?entry=url")
    expect(page.get_by_label("Definition needed")).to_have_value("Mine.")
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    sent(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert forge.pulls[0]["title"] == "glossary: update URL"
    assert TOKEN not in page.url


def test_an_answer_to_no_question_is_no_log_in(opened: Opener, forge: Forge) -> None:
    page = opened("?entry=url", kind="gitlab", login="pkce")
    page.evaluate(
        "sessionStorage.setItem('dragoman.login', JSON.stringify({state: 'mine', verifier: 'x', query: '?entry=url'}))"
    )
    page.goto(page.url.split("?")[0] + "?code=the-code&state=theirs")
    expect(status(page)).to_have_text("The log-in was not completed. Log in again; nothing is lost.")
    assert not [call for call in forge.asked if "oauth" in call]


def test_without_set_up_it_ends_in_an_issue_and_in_text_to_copy(visitor: Visitor, small_served: str) -> None:
    visit = visitor(small_served, permissions=["clipboard-read", "clipboard-write"])
    page = visit.goto("glossary/kpi.html")
    page.get_by_role("link", name="Edit this entry").click()
    expect(page.locator(".edit__nothing")).to_be_visible()
    page.get_by_label("Definition needed").fill("A figure: @all.")
    link = page.get_by_role("link", name="Open the prefilled issue")
    expect(link).to_be_visible()
    url = urlsplit(str(link.get_attribute("href")))
    assert (url.netloc, url.path) == ("git.example.com", "/wiki/dragoman/issues/new")
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    place = "In glossary.yaml, replace lines 19 to 29 (entry kpi) with this text:"
    block = GLOSSARY.split("board\n")[1].split("\n\n  - id: url")[0] + "\n"
    block = block.replace(">-\n      A figure that\n      matters.", '"A figure: @all."')
    assert query == {
        "template": "term-change.yml",
        "title": "glossary: update KPI",
        "entry": "kpi",
        "text": f"{place}\n\n```yaml\n{block}```\n",
    }
    glossary = read_bytes(GLOSSARY.encode(), "").glossary
    assert glossary
    assert asked(f"### Entry\n\nkpi\n\n### Text\n\n{query['text']}", glossary, "issue.md").values == {
        "id": "kpi",
        "term": "KPI",
        "department": "shared",
        "kind": "metric",
        "definition": "A figure: @all.",
        "details": "One.\n\nTwo.",
    }
    page.get_by_text("Put it in by hand").click()
    expect(page.locator("[data-place]")).to_have_text(place)
    page.get_by_role("button", name="Copy").click()
    expect(status(page)).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == block
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == block
    assert visit.strangers == [] and visit.complaints == []


def test_a_new_entry_knows_its_place(visitor: Visitor, small_served: str) -> None:
    page = visitor(small_served).goto("glossary/index.html")
    page.get_by_label("Word", exact=True).fill("Landing page")
    page.get_by_role("link", name="Add “Landing page” to the glossary").click()
    expect(page.get_by_label("Term needed")).to_have_value("Landing page")
    expect(page.get_by_label("Id needed")).to_have_value("landing-page")
    page.get_by_role("link", name="Open the prefilled issue").click()
    expect(status(page)).to_have_text("3 things to mend; the first: lacks its definition.")
    expect(page.get_by_label("Definition needed")).to_be_focused()
    expect(page.get_by_label("Definition needed")).to_have_accessible_description(
        "One or two sentences that the other department understands. No abbreviation that isn't explained. "
        "At most 300 characters. lacks its definition"
    )
    page.get_by_text("Put it in by hand").click()
    expect(page.locator("[data-place]")).to_have_text(
        "In glossary.yaml, put this text before the entry URL in line 31, with an empty line between them:"
    )


def test_what_is_wrong_stands_beside_its_field(visitor: Visitor, small_served: str) -> None:
    page = visitor(small_served).goto("edit.html?entry=url")
    page.get_by_label("Definition needed").fill("x" * 301)
    page.get_by_label("Term needed").fill("CI")
    page.get_by_label("Qualifier").focus()
    expect(page.locator("#edit-definition-wrong")).to_have_text(
        "definition has 301 characters; at most 300, 1 too many"
    )
    expect(page.locator("#edit-qualifier-wrong")).to_have_text(
        'term "CI" also stands in line 10; give both entries a qualifier, e.g. qualifier: brand'
    )
    assert page.get_by_label("Definition needed").get_attribute("aria-invalid") == "true"
    expect(page.locator("[data-look] .edit__term")).to_have_text("CI")


def test_the_form_works_from_a_folder(visitor: Visitor, small: Built) -> None:
    visit = visitor(base=f"{small.site.as_uri()}/")
    page = visit.goto("edit.html?entry=ci-brand")
    page.get_by_label("Definition needed").fill("Changed.")
    expect(page.locator(".edit__changed ins")).to_have_text("+     definition: Changed.")
    page.reload()
    expect(page.get_by_label("Definition needed")).to_have_value("Changed.")
    page.get_by_role("button", name="Discard what I typed").click()
    expect(page.get_by_label("Definition needed")).to_have_value("How a company looks and speaks.")
    assert visit.strangers == [] and visit.complaints == []


def test_an_entry_that_is_not_there(visitor: Visitor, small_served: str) -> None:
    page = visitor(small_served).goto("edit.html?entry=kpo")
    expect(status(page)).to_have_text('No entry has the id "kpo"; did you mean kpi? Here you can add one.')


def test_without_javascript_the_page_leads_to_the_forge(visitor: Visitor, small_served: str) -> None:
    page = visitor(small_served, java_script_enabled=False).goto("edit.html?entry=kpi")
    expect(page.get_by_text("This form needs JavaScript")).to_be_visible()
    assert page.locator(".edit__form").is_hidden()
    links = [link.get_attribute("href") for link in page.locator(".edit__without a").all()]
    assert links == [
        "https://git.example.com/wiki/dragoman/issues/new?template=term-new.yml&title=glossary%3A%20add%20&entry="
        "&text=Term%3A%0AWhat%20it%20means%3A%0AWhere%20I%20met%20it%3A%0A",
        "https://git.example.com/wiki/dragoman/edit/main/glossary.yaml",
    ]


def test_an_entry_s_page_offers_three_ways(small: Built) -> None:
    foot = small.pages["glossary/kpi.html"].select_one(".entry__foot")
    assert foot
    assert [(link.text, link["href"]) for link in foot.select("a")] == [
        ("Edit this entry", "../edit.html?entry=kpi"),
        (
            "Suggest a change",
            "https://git.example.com/wiki/dragoman/issues/new?template=term-change.yml&title=glossary%3A%20KPI&entry=kpi"
            "&text=Entry%3A%20KPI%20(kpi)%0AThe%20definition%20now%3A%20A%20figure%20that%20matters.%0A%0A"
            "What%20should%20be%20different%2C%20and%20why%3F%0A%0A",
        ),
        ("Open in GitHub", "https://git.example.com/wiki/dragoman/blob/main/glossary.yaml#L19-L29"),
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_form_is_accessible_in_each_state(visitor: Visitor, small_served: str, width: int, scheme: str) -> None:
    visit = visitor(
        small_served, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = visit.goto("edit.html?entry=ci-brand")
    page.get_by_label("Definition needed").fill("w" * 400)
    page.get_by_role("link", name="Open the prefilled issue").click()
    page.evaluate("document.querySelectorAll('.edit details').forEach(one => one.open = true)")
    page.get_by_role("button", name="Add a source").click()
    expect(page.get_by_label("Title")).to_be_focused()
    found = Axe().run(page, options=STANDARDS).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.strangers == [] and visit.complaints == []


def test_the_form_is_used_by_keyboard_alone(visitor: Visitor, small_served: str) -> None:
    page = visitor(small_served).goto("edit.html?entry=url")
    expect(page.locator(".edit__with")).to_be_visible()
    _tab_to(page, "edit-definition")
    page.keyboard.press("Control+A")
    page.keyboard.type("Typed.")
    expect(page.locator(".edit__changed ins")).to_contain_text("Typed.")
    _tab_to(page, "", "[data-issue]")
    page.context.route("https://git.example.com/**", lambda route: route.fulfill(body="there"))
    with page.expect_popup() as popup:
        page.keyboard.press("Enter")
    assert popup.value.url.startswith("https://git.example.com/wiki/dragoman/issues/new?")


def _tab_to(page: Page, id: str, selector: str = "") -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector or f"#{id}"):
            return
    raise AssertionError(f"Tab never reached {id or selector}")
