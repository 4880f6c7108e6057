"""The quiz on screen: its rules, and playing it by keyboard, by touch, without JavaScript, from a folder."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from cases import read
from sites import ROOT, Built

from .conftest import Visitor
from .test_pages import STANDARDS

KEY = "dragoman.quiz"
SOME = "ab-test.situation"
QUESTIONS = [
    {"id": f"{entry}.{type}", "type": type, "department": department, "entry": entry}
    for type in ("situation", "definition")
    for entry, department in (("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"), ("e", "y"), ("f", "shared"))
]


@pytest.fixture(scope="module")
def rules(browser: Browser) -> Iterator[Page]:
    """An empty page that knows the rules."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "overrides/assets/dragoman/quiz-rules.js")
    yield page
    page.close()


def test_the_rules_hold(rules: Page) -> None:
    for case in read("quiz-rules.yml"):
        given = rules.evaluate("([name, words]) => dragomanQuiz[name](...words)", [case["call"], case["with"]])
        assert given == case["gives"], case["name"]


def chosen(rules: Page, count: int, boxes: dict[str, list[int]]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = rules.evaluate(
        "([questions, count, boxes]) => dragomanQuiz.chosen(questions, count, boxes, 100, Math.random)",
        [QUESTIONS, count, boxes],
    )
    return found


def test_what_is_due_comes_before_what_is_new_and_both_before_what_is_not_due(rules: Page) -> None:
    boxes = {"a.situation": [1, 98], "b.situation": [1, 99], "c.situation": [0, 100]}
    ids = [question["id"] for question in chosen(rules, 20, boxes)]
    assert set(ids[:2]) == {"a.situation", "c.situation"}
    assert sorted(ids) == sorted(question["id"] for question in QUESTIONS)
    assert "b.situation" not in {question["id"] for question in chosen(rules, 6, boxes)}


def test_no_entry_is_asked_twice_while_there_are_others(rules: Page) -> None:
    for _ in range(20):
        assert len({question["entry"] for question in chosen(rules, 6, {})}) == 6


def test_types_take_turns(rules: Page) -> None:
    call = "questions => dragomanQuiz.chosen(questions, 6, {}, 100, Math.random).map(one => one.type)"
    types = rules.evaluate(call, QUESTIONS[:3] + QUESTIONS[-3:])
    assert types in (["situation", "definition"] * 3, ["definition", "situation"] * 3)


@pytest.mark.parametrize(("count", "asked"), [(3, 3), (8, 8), (99, 9)])
def test_pairs_take_turns_strictly(rules: Page, count: int, asked: int) -> None:
    call = "([questions, count]) => dragomanQuiz.alternating(questions, ['x', 'y'], count, Math.random)"
    for _ in range(20):
        turns = [question["department"] for question in rules.evaluate(call, [QUESTIONS, count])]
        assert len(turns) in (asked, asked - (count == 99))
        assert all(one != other for one, other in pairwise(turns))


def test_every_slip_of_one_character_and_every_swap_is_noticed(rules: Page) -> None:
    missed = rules.evaluate("""() => {
        const all = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", missed = [];
        for (let points = 0; points <= 200; points += 9) {
            const code = dragomanQuiz.code(points, 100, points * 5).replace("-", "");
            for (let at = 0; at < 8; at++) {
                const before = code.slice(0, at), after = code.slice(at + 1);
                for (const other of all) if (other !== code[at]) missed.push(before + other + after);
                if (at < 7 && code[at] !== code[at + 1])
                    missed.push(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2));
            }
        }
        return missed.filter(code => dragomanQuiz.decoded(code));
    }""")
    assert missed == []


def stored(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def store(page: Page, value: str) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])


def options(page: Page) -> Locator:
    return page.locator(".quiz__option input")


@pytest.fixture(scope="module")
def asked(wiki: Built) -> dict[str, int]:
    """Id -> where the right option stands, from 0, of every question that can be asked."""
    questions = json.loads((wiki.site / "quiz/quiz.json").read_text(encoding="utf-8"))["questions"]
    return {one["id"]: [option["right"] for option in one["options"]].index(True) for one in questions}


def answer(page: Page, place: int) -> None:
    options(page).nth(place).check()
    page.get_by_role("button", name="Check").click()


def opened(page: Page, id: str) -> None:
    """Another question, by its link."""
    page.evaluate("id => { location.hash = id }", id)
    expect(page.locator(".quiz__link")).to_have_attribute("href", f"#{id}")


def test_a_round_is_played_by_keyboard_alone(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.goto("quiz/")
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    legend = page.locator(".quiz__ask legend")
    for number in range(1, 11):
        expect(legend).to_contain_text(f"Question {number} of 10")
        expect(legend).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        # An arrow chooses, and only chooses.
        expect(page.get_by_role("button", name="Check")).to_be_visible()
        assert page.locator(".quiz__option input:checked").count() == 1
        page.keyboard.press("Enter")
        result = page.locator(".quiz__result")
        expect(result).to_be_focused()
        assert result.inner_text().startswith(("Right.", "Not right. The answer is "))
        feedback = page.locator(".quiz__option p a")
        assert feedback.count() == options(page).count()
        for _ in range(feedback.count() + 1):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="of 10 right")).to_be_focused()
    assert len(stored(page)["boxes"]) == 10
    assert visit.strangers == []
    assert visit.complaints == []


def test_check_without_an_answer_asks_for_one(visitor: Visitor) -> None:
    page = visitor().goto(f"quiz/#{SOME}")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("status").filter(has_text="Choose an answer first.")).to_be_visible()
    expect(options(page).first).to_be_focused()


def test_right_and_wrong_are_told_by_word_and_outline(visitor: Visitor, asked: dict[str, int]) -> None:
    page = visitor().goto(f"quiz/#{SOME}")
    place = asked[SOME]
    answer(page, (place + 1) % 3)
    boxes = page.locator(".quiz__option")
    expect(page.locator(".quiz__result")).to_have_text(f"Not right. The answer is {'ABC'[place]}.")
    expect(boxes.nth(place)).to_contain_text("right answer")
    expect(boxes.nth((place + 1) % 3)).to_contain_text("your answer")
    assert boxes.nth(place).evaluate("box => getComputedStyle(box).borderStyle") == "solid"
    assert boxes.nth((place + 1) % 3).evaluate("box => getComputedStyle(box).borderStyle") == "dashed"
    page.get_by_role("button", name="See the result").click()
    expect(page.locator(".quiz__review a")).to_have_attribute("href", "../glossary/ab-test/")
    page.get_by_role("button", name="Again, only the wrong ones").click()
    answer(page, place)
    expect(page.locator(".quiz__result")).to_have_text("Right.")
    expect(boxes.nth(place)).to_contain_text("your answer, right")


def test_my_side_learns_the_others_words(visitor: Visitor) -> None:
    page = visitor().goto("quiz/")
    page.get_by_text("Choose what is asked").click()
    mine = page.locator(".side").get_by_role("radio", name="IT", exact=True)
    mine.check(force=True)
    whose = page.get_by_role("group", name="Whose words")
    expect(whose.get_by_role("checkbox", name="IT")).not_to_be_checked()
    expect(whose.get_by_role("checkbox", name="Marketing")).to_be_checked()
    page.get_by_role("group", name="Your side").nth(-1).get_by_role("radio", name="Marketing").check()
    expect(mine).not_to_be_checked()
    expect(whose.get_by_role("checkbox", name="IT")).to_be_checked()
    for name in ("IT", "Shared"):
        whose.get_by_role("checkbox", name=name).uncheck()
    expect(page.locator(".quiz__fits")).to_have_text("Nothing fits. Choose more departments or kinds.")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".quiz__ask")).to_be_hidden()


def test_pairs_play_by_touch_and_bring_their_code_to_the_board(visitor: Visitor, asked: dict[str, int]) -> None:
    visit = visitor(viewport={"width": 390, "height": 800}, has_touch=True)
    page = visit.goto("quiz/")
    page.get_by_role("radio", name="In pairs").tap()
    page.get_by_text("Choose what is asked").tap()
    page.get_by_role("group", name="How many").get_by_role("radio", name="5").tap()
    page.get_by_role("button", name="Start").tap()
    turns = []
    for number in range(5):
        turns.append(page.locator(".quiz__whose .mark").inner_text())
        id = (page.locator(".quiz__link").get_attribute("href") or "")[1:]
        place = asked[id]
        if number == 0:
            page.locator(".quiz__hint input").tap()
        page.locator(".quiz__option label").nth(place if number < 4 else (place + 1) % 3).tap()
        for target in page.locator(".quiz__ask :is(button, label):visible").all():
            box = target.bounding_box()
            assert box and box["height"] >= 44, target.inner_text()
        page.get_by_role("button", name="Check").tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("[data-do=next]").tap()
    assert all(one != other for one, other in pairwise(turns))
    expect(page.get_by_role("heading", name="Together 7 of 10 points")).to_be_focused()
    # Nothing of the theme's lies over it, though the page has just scrolled up.
    expect(page.locator(".md-top")).to_be_hidden()
    # Pairs leave nobody's progress behind.
    assert stored(page)["boxes"] == {}
    page.get_by_role("button", name="Copy").tap()
    expect(page.locator(".quiz__code [role=status]")).to_have_text(re.compile(r"Copied\.|Marked: copy it"))
    code = page.get_by_label("Your code for the room’s score").input_value()
    page.get_by_role("link", name="the board", exact=True).tap()
    field, said = page.get_by_label("A pair’s code"), page.locator(".board__said")
    field.fill(code.lower())
    page.get_by_role("button", name="Add").tap()
    expect(said).to_have_text(f"{code}: 7 of 10 points added.")
    field.fill(code)
    field.press("Enter")
    expect(said).to_have_text(f"{code} is on the board already.")
    field.fill("2D0F-0A15")
    field.press("Enter")
    expect(said).to_contain_text("“2D0F-0A15” is not a code of the quiz.")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("2D0F-0A14")
    field.press("Enter")
    expect(page.get_by_role("heading", name="22 of 30 points")).to_be_visible()
    expect(page.locator(".board__target")).to_have_text("The room’s target: 23 points. 1 more to go.")
    page.reload()
    expect(page.get_by_role("heading", name="22 of 30 points")).to_be_visible()
    page.get_by_role("button", name=f"Remove {code}").tap()
    expect(page.locator(".board__target")).to_have_text("The room’s target of 15 points is reached.")
    page.get_by_role("button", name="Clear the board").tap()
    page.get_by_role("button", name="Yes, clear it").tap()
    expect(page.get_by_role("heading", name="No codes yet")).to_be_visible()
    assert visit.strangers == []
    assert visit.complaints == []


def test_a_word_is_explained_in_the_hot_seat(visitor: Visitor) -> None:
    page = visitor().goto("quiz/")
    page.get_by_role("radio", name="Hot seat").check()
    page.get_by_role("button", name="Start").click()
    word = page.locator(".quiz__word")
    expect(word).to_be_focused()
    first = word.inner_text()
    assert page.locator(".quiz__taboo li").count() > 2
    page.get_by_role("button", name="Guessed, next word").click()
    expect(word).not_to_have_text(first)
    expect(page.locator(".quiz__guessed")).to_have_text("1 guessed so far.")
    skipped = word.inner_text()
    page.get_by_role("button", name="Skip this word").click()
    page.get_by_role("button", name="End here").click()
    expect(page.get_by_role("heading", name="1 of 2 words guessed")).to_be_focused()
    assert page.locator(".quiz__review a").all_inner_texts() == [skipped]


# Axe takes seconds: the other scheme on demand.
@pytest.mark.parametrize("scheme", ["dark", "light"] if os.environ.get("DRAGOMAN_ALL_LOOKS") else ["dark"])
def test_every_state_is_accessible(visitor: Visitor, asked: dict[str, int], scheme: str) -> None:
    visit = visitor(viewport={"width": 390, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = visit.goto("quiz/")

    def check(state: str, part: str = "article") -> None:
        found = Axe().run(page, part, STANDARDS).response["violations"]
        assert [(state, rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, state

    page.get_by_text("Choose what is asked").click()
    page.get_by_role("button", name="Reset progress").click()
    check("start", "body")
    opened(page, SOME)
    check("question")
    answer(page, (asked[SOME] + 1) % 3)
    check("wrong")
    page.get_by_role("button", name="See the result").click()
    check("finished")
    page.get_by_role("button", name="Again, only the wrong ones").click()
    answer(page, asked[SOME])
    check("right")
    visit.goto("quiz/")
    page.get_by_role("radio", name="In pairs").check()
    page.get_by_role("button", name="Start").click()
    answer(page, 0)
    page.get_by_role("button", name="End here").click()
    check("pairs finished")
    page.get_by_role("button", name="Back to the start").click()
    page.get_by_role("radio", name="Hot seat").check()
    page.get_by_role("button", name="Start").click()
    check("hot seat")
    visit.goto("quiz/board/")
    page.get_by_label("A pair’s code").fill("2D0F-0A14")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Clear the board").click()
    check("board", "body")
    assert visit.complaints == []


def test_progress_survives_a_reload_and_forgets_questions_that_are_gone(
    visitor: Visitor, asked: dict[str, int]
) -> None:
    page = visitor().goto(f"quiz/#{SOME}")
    answer(page, asked[SOME])
    kept = stored(page)["boxes"]
    assert kept[SOME][0] == 1
    store(page, json.dumps({"boxes": {**kept, "gone.situation": [2, 3]}}))
    page.reload()
    assert stored(page)["boxes"] == kept
    page.get_by_role("button", name="End here").click()
    expect(page.locator(".quiz__progress")).to_have_text(
        f"1 of {len(asked)} questions answered so far, 0 due again today."
    )


@pytest.mark.parametrize("broken", ["{", "[1]", '{"boxes": 3, "board": {}}', '{"boxes": [], "board": [7]}'])
def test_broken_storage_is_harmless(visitor: Visitor, broken: str) -> None:
    visit = visitor()
    page = visit.goto("quiz/board/")
    store(page, broken)
    page.reload()
    expect(page.get_by_role("heading", name="No codes yet")).to_be_visible()
    store(page, broken)
    visit.goto("quiz/")
    expect(page.locator(".quiz__progress")).to_contain_text("Nothing answered yet.")
    assert stored(page)["boxes"] == {}
    assert visit.complaints == []


def test_without_storage_the_quiz_is_played_all_the_same(visitor: Visitor, asked: dict[str, int]) -> None:
    visit = visitor()
    visit.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    page = visit.goto(f"quiz/#{SOME}")
    answer(page, asked[SOME])
    expect(page.locator(".quiz__result")).to_have_text("Right.")


def test_progress_is_exported_and_reset(visitor: Visitor, asked: dict[str, int]) -> None:
    page = visitor().goto(f"quiz/#{SOME}")
    answer(page, asked[SOME])
    page.get_by_role("button", name="See the result").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export progress").click()
    assert download.value.suggested_filename == "dragoman-quiz.json"
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8")) == {"boxes": stored(page)["boxes"]}
    reset = page.get_by_role("button", name="Reset progress")
    reset.click()
    expect(page.get_by_text("Forget all answers in this browser?")).to_be_focused()
    page.get_by_role("button", name="No, keep them").click()
    expect(reset).to_be_focused()
    assert stored(page)["boxes"]
    reset.click()
    page.get_by_role("button", name="Yes, forget them").click()
    expect(page.locator(".quiz__said")).to_have_text("Your progress is forgotten.")
    assert stored(page)["boxes"] == {}


def test_without_javascript_every_question_has_its_answers(visitor: Visitor, asked: dict[str, int]) -> None:
    visit = visitor(java_script_enabled=False)
    page = visit.goto("quiz/")
    expect(page.locator(".quiz")).to_be_hidden()
    page.get_by_role("link", name="all questions with their answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All questions")
    page = visit.goto(f"quiz/questions/#{SOME}")
    item = page.locator(f"[id='{SOME}']")
    # The browser opens what a link leads into.
    expect(item).to_be_visible()
    right = item.locator("details[data-right]")
    right.locator("summary").click()
    expect(right.locator("p")).to_contain_text("Yes: A/B test.")
    linked = page.locator("ol[data-type] > li:has(details[data-right]):not(:has(details > p:not(:has(a))))")
    assert linked.count() == len(asked)


def test_on_paper_questions_stand_without_controls(visitor: Visitor) -> None:
    page = visitor().goto("quiz/")
    page.emulate_media(media="print")
    for control in page.locator(".quiz button, .quiz__start, .quiz__kept").all():
        assert not control.is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="All questions", exact=True).click()
    page.locator(".quiz__pile > summary").first.click()
    page.locator(".quiz__pile li summary").first.click()
    page.emulate_media(media="print")
    expect(page.locator(".quiz__pile li > p").first).to_be_visible()
    expect(page.locator(".quiz__pile li details p").first).to_be_hidden()


def test_the_quiz_is_played_from_a_folder(visitor: Visitor, flat_wiki: Built) -> None:
    visit = visitor(base=f"{flat_wiki.site.as_uri()}/")
    page = visit.goto("quiz/index.html")
    page.get_by_role("button", name="Start").click()
    answer(page, 0)
    name, link = page.locator("article").get_by_role("heading", level=1), page.locator(".quiz__option p a").first
    link.click()
    expect(name).not_to_have_text("The joint quiz")
    page.go_back()
    with page.expect_download():
        page.get_by_role("button", name="Export progress").click()
    page.reload()
    expect(page.locator(".quiz__progress")).to_contain_text("1 of")
    assert visit.strangers == []
    assert visit.complaints == []


def test_starting_twice_is_harmless_and_a_page_that_was_parsed_already_is_read_too(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.goto("quiz/")
    expect(page.locator(".quiz__fits")).to_contain_text("10 of")
    before = page.locator(".quiz__fits").inner_text()
    # What Material's instant navigation does: the next page's parsed content, and the scripts once more.
    page.evaluate("""async () => {
        const next = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        document.querySelector("article").replaceWith(next.querySelector("article"));
    }""")
    for _ in range(2):
        for name in ("quiz-rules", "quiz"):
            page.add_script_tag(path=ROOT / f"overrides/assets/dragoman/{name}.js")
    expect(page.locator(".quiz__fits")).to_have_text(before)
    opened(page, SOME)
    options(page).first.check()
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_role("heading", name="of 1 right")).to_be_visible()
    assert visit.complaints == []


def test_twice_as_large_letters_fit_on_a_phone(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 390, "height": 800}).goto(f"quiz/#{SOME}")
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    answer(page, 0)
    for part in (".quiz", ".quiz__ask"):
        assert page.locator(part).evaluate("part => part.scrollWidth <= part.clientWidth + 1"), part
