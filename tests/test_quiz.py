"""The quiz, made from the wiki's own glossary: each rule checked on every question, not by the generator's own code."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from dragoman.glossary import Entry, Glossary
from dragoman.languages.english import ENGLISH
from dragoman.quiz import TYPES, Option, Question, Quiz, chosen, quiz_of
from dragoman.quiz.making import MOST_ENTRIES
from dragoman.quiz.stems import Stemmer, share_a_stem
from dragoman.source.reader import read_bytes

ROOT = Path(__file__).parents[1]
FOUND = read_bytes((ROOT / "glossary.yaml").read_bytes(), "glossary.yaml").glossary
assert FOUND
GLOSSARY = FOUND
QUIZ = quiz_of(GLOSSARY, 7)
ENTRIES = {entry.id: entry for entry in GLOSSARY.entries}
NAMES = {department.id: department.name for department in GLOSSARY.departments}
# Both sides of these are terms or texts of entries; "department" offers the departments themselves.
OF_ENTRIES = [question for question in QUIZ.questions if question.type != "department"]
OF_TERMS = [question for question in QUIZ.questions if question.type in ("situation", "definition")]
READINGS = [question for question in QUIZ.questions if question.type in ("two-readings", "homonym")]


def wrong(question: Question) -> list[Option]:
    return [option for option in question.options if not option.right]


def right(question: Question) -> Option:
    (one,) = [option for option in question.options if option.right]
    return one


def called(entry: Entry) -> set[str]:
    """All that the entry is called, in small letters."""
    return {name.lower() for name in (entry.term, entry.expansion, *entry.aliases, *entry.avoid, *entry.forms) if name}


def words(*texts: str) -> set[str]:
    """The words of some texts without their usual endings, and without the words that stand everywhere."""
    found = re.findall(r"[a-z0-9]+", " ".join(texts).lower().replace("'s", ""))
    return {
        re.sub(r"(?<=\w{3})(ies|ing|ed|er|es|s|y|e)$", "", word) for word in found if word not in ENGLISH.stop_words
    }


def test_there_is_enough_to_ask() -> None:
    assert len(QUIZ.questions) >= 250
    assert len(READINGS) >= 40
    assert {question.type for question in QUIZ.questions} == set(TYPES)
    assert (QUIZ.version, QUIZ.seed) == (GLOSSARY.version, 7)


def test_exactly_one_option_is_right_and_it_is_the_entry_s() -> None:
    for question in QUIZ.questions:
        assert right(question).entry == question.entry, question.id
        assert len({option.text for option in question.options}) == len(question.options), question.id


def test_no_wrong_option_is_right_as_well() -> None:
    for question in OF_TERMS:
        entry = ENTRIES[question.entry]
        assert right(question).text == entry.term
        for option in wrong(question):
            other = ENTRIES[option.entry]
            assert option.text == other.term
            assert other.id not in entry.see_also and entry.id not in other.see_also, question.id
            assert not called(entry) & called(other), question.id
            if other.id not in entry.confusable_with and entry.id not in other.confusable_with:
                for name in called(entry) | {f"{entry.term} "}:
                    assert not re.search(rf"\b{re.escape(other.term.lower())}\b", name), f"{question.id}: {other.term}"


def test_a_homonym_among_the_wrong_terms_has_no_reading_that_fits() -> None:
    for question in OF_TERMS:
        near = {question.entry, *ENTRIES[question.entry].see_also, *ENTRIES[question.entry].confusable_with}
        for option in wrong(question):
            others = {entry.id for entry in GLOSSARY.entries if option.text.lower() in called(entry)} - {option.entry}
            assert not others & near, f"{question.id}: {option.text}"


def test_wrong_pictures_are_another_department_s_or_another_word_s() -> None:
    for question in OF_ENTRIES:
        if question.type != "two-readings":
            continue
        entry, others = ENTRIES[question.entry], wrong(question)
        assert right(question).text == plain(entry.view(question.department))
        own = [option for option in others if option.entry == entry.id]
        assert [option.text for option in own] == [
            plain(view.text) for view in entry.views if view.department != question.department
        ]
        for option in set(others) - set(own):
            other = ENTRIES[option.entry]
            assert other.id not in entry.see_also and entry.id not in other.see_also, question.id
            assert not is_wider(other, entry) and not is_wider(entry, other), question.id
            # Of a word that is easily confused, the same department's picture might do as well.
            if other.id in entry.confusable_with or entry.id in other.confusable_with:
                assert option.text != plain(other.view(question.department)), question.id


def is_wider(one: Entry, other: Entry) -> bool:
    """Whether the other's term is the one's and more: test, A/B test."""
    return bool(re.search(rf"\b{re.escape(one.term.lower())}\b", other.term.lower()))


def plain(text: str) -> str:
    return re.sub(r"[*`]|\[([^]]*)\]\([^)]*\)", r"\1", text)


def test_a_homonym_offers_all_of_its_readings() -> None:
    for question in OF_ENTRIES:
        if question.type == "homonym":
            letters = re.findall(r"“([^”]+)”", question.stem)[-1]
            readings = {entry.id for entry in GLOSSARY.entries if letters.lower() in called(entry)}
            assert question.entry in readings
            assert len(readings) > 1
            assert readings <= {option.entry for option in question.options}, question.id


def test_wrong_options_are_of_the_same_kind() -> None:
    for question in OF_ENTRIES:
        asked = ENTRIES[question.entry]
        strangers = [option for option in wrong(question) if ENTRIES[option.entry].kind != asked.kind]
        if question.type == "homonym":
            strangers = [option for option in strangers if ENTRIES[option.entry].term != asked.term]
        assert not strangers, question.id


def test_easily_confused_words_come_first() -> None:
    """Where one of the same kind and of like length could stand beside the answer, one does."""
    missed = []
    for question in OF_TERMS:
        entry, shown = ENTRIES[question.entry], {option.entry for option in wrong(question)}
        for id in entry.confusable_with:
            other = ENTRIES[id]
            fits = other.kind == entry.kind and not called(entry) & called(other)
            related = other.id in entry.see_also or entry.id in other.see_also
            lengths = sorted((len(entry.term), len(other.term)))
            named = words(other.term) <= words(question.stem)
            if fits and not related and not named and lengths[1] <= 1.5 * lengths[0] and not shown & confused(entry):
                missed.append(question.id)
    # Three lengths must fit, not only two.
    assert len(missed) <= len(OF_TERMS) / 50, missed


def test_most_wrong_terms_are_of_the_same_matter() -> None:
    """Either they and the entry name one another, or an entry stands between the two."""
    related = {entry.id: {*entry.see_also, *entry.confusable_with} for entry in GLOSSARY.entries}
    for id, named in list(related.items()):
        for other in named:
            related[other] = related[other] | {id}
    near = [
        [
            option.entry in related[question.entry] or bool(related[question.entry] & related[option.entry])
            for option in wrong(question)
        ]
        for question in OF_TERMS
    ]
    assert sum(map(sum, near)) >= 0.7 * len(near) * 2
    assert sum(not any(pair) for pair in near) <= len(near) / 10


def confused(entry: Entry) -> set[str]:
    return {*entry.confusable_with, *(other.id for other in GLOSSARY.entries if entry.id in other.confusable_with)}


def test_three_options_and_as_many_departments_as_there_are() -> None:
    assert {len(question.options) for question in OF_ENTRIES} == {3}
    for question in QUIZ.questions:
        if question.type == "department":
            assert {option.text for option in question.options} == set(NAMES.values())


def test_options_are_of_like_length() -> None:
    for question in OF_ENTRIES:
        lengths = [len(option.text) for option in question.options]
        assert max(lengths) <= 1.5 * min(lengths), question.id


@pytest.mark.parametrize("kind", ["", *TYPES])
def test_length_doesn_t_tell_the_right_option(kind: str) -> None:
    asked = [question for question in OF_ENTRIES if not kind or question.type == kind]
    longest = sum(len(right(one).text) > max(len(option.text) for option in wrong(one)) for one in asked)
    shortest = sum(len(right(one).text) < min(len(option.text) for option in wrong(one)) for one in asked)
    assert longest <= len(asked) / 3 + 2, f"{longest} of {len(asked)}"
    assert shortest <= len(asked) / 3 + 2, f"{shortest} of {len(asked)}"


@pytest.mark.parametrize("seed", [7, 8])
def test_right_positions_balance_to_within_one(seed: int) -> None:
    questions = quiz_of(GLOSSARY, seed).questions
    for count in (2, 3):
        same = [question for question in questions if len(question.options) == count]
        blocks: defaultdict[object, Counter[int]] = defaultdict(Counter)
        for question in same:
            for block in ("", question.type, (question.type, question.department)):
                blocks[block][question.position] += 1
        for some, places in blocks.items():
            assert max(places.values()) - min(places[place] for place in range(count)) <= 1, (some, places)


def test_no_word_of_the_answer_stands_in_the_question() -> None:
    for question in OF_TERMS:
        entry = ENTRIES[question.entry]
        names = words(entry.term, entry.expansion, *entry.aliases, *entry.forms)
        assert not names & words(question.stem), question.id
        # Nor in a compound: mail, mailbox.
        long = tuple(name for name in names if len(name) > 3)
        assert not [word for word in words(question.stem) if word.startswith(long)], question.id
    for question in READINGS:
        entry = ENTRIES[question.entry]
        names = words(entry.term, entry.expansion, *entry.aliases, *entry.forms)
        if question.type == "homonym":
            assert not names - words(entry.term) & words(question.stem), question.id
        else:
            # The qualifier stands in the question too: push (commit).
            names |= words(entry.qualifier)
            assert not names & words(*(option.text for option in question.options)), question.id


def test_no_wrong_term_stands_in_the_question() -> None:
    for question in OF_TERMS:
        for option in wrong(question):
            assert not re.search(rf"\b{re.escape(option.text)}\b", question.stem), question.id


def test_no_picture_names_a_department() -> None:
    for question in QUIZ.questions:
        if question.type == "two-readings":
            shown = " ".join(option.text for option in question.options)
            assert not re.search(rf"\b({'|'.join(NAMES.values())}|marketing)\b", shown), question.id
        if question.type == "department":
            entry = ENTRIES[question.entry]
            assert entry.department in NAMES and entry.link
            assert right(question).text == NAMES[entry.department]
            assert not words(*NAMES.values()) & words(entry.term, entry.expansion)


def test_every_option_has_its_own_feedback() -> None:
    for question in QUIZ.questions:
        for option in question.options:
            entry = ENTRIES[option.entry]
            assert option.feedback.startswith("Yes: " if option.right else "That is "), question.id
            assert option.feedback.endswith(plain(entry.definition)), question.id
            assert entry.name in option.feedback


def test_nothing_is_all_of_the_above() -> None:
    for question in QUIZ.questions:
        assert not any(
            re.search(r"of the above|both|neither", option.text) for option in wrong(question) if len(option.text) < 30
        )


def test_ids_and_stems_are_unique() -> None:
    assert len({question.id for question in QUIZ.questions}) == len(QUIZ.questions)
    assert len({question.stem for question in QUIZ.questions}) == len(QUIZ.questions)
    for question in QUIZ.questions:
        suffix = f"-{question.department}" if question.type == "two-readings" else ""
        assert question.id == f"{question.entry}.{question.type}{suffix}"


def test_texts_are_plain() -> None:
    for question in QUIZ.questions:
        for text in (question.stem, *(option.text for option in question.options)):
            assert not re.search(r"\]\(|(?<!\w)\*\w+\*(?!\w)|\n", text), question.id
            assert text == text.strip()


def test_what_is_left_out_has_a_reason() -> None:
    asked = {question.id for question in QUIZ.questions}
    assert not asked & {one.id for one in QUIZ.left_out}
    for entry in GLOSSARY.entries:
        ids = asked | {one.id for one in QUIZ.left_out}
        assert {f"{entry.id}.situation", f"{entry.id}.definition"} <= ids
    assert {one.reason for one in QUIZ.left_out} <= {
        "a view holds a word of the term",
        "a view names a department",
        "the definition holds a word of the answer",
        "the scenario holds a word of the answer",
        "the texts of its options differ too much in length",
        "too few others fit beside it as wrong answers",
    }


def glossary_with(entries: Iterable[Entry]) -> Glossary:
    return Glossary(GLOSSARY.departments, tuple(entries))


def without_positions(quiz: Quiz) -> dict[str, tuple[str, frozenset[Option]]]:
    return {question.id: (question.stem, frozenset(question.options)) for question in quiz.questions}


def test_drafts_and_what_is_out_are_not_in_the_quiz() -> None:
    status = {"cta": "draft", "dns": "deprecated"}
    entries = (dataclasses.replace(entry, status=status.get(entry.id, "agreed")) for entry in GLOSSARY.entries)
    for question in quiz_of(glossary_with(entries), 7).questions:
        assert not {question.entry, *(option.entry for option in question.options)} & set(status), question.id


def test_an_edit_changes_only_questions_in_which_the_entry_stands() -> None:
    for id in ("cache", "kpi"):
        entries = (
            dataclasses.replace(
                entry, definition=f"{entry.definition} So it is.", scenario=f"{entry.scenario} So it is."
            )
            if entry.id == id
            else entry
            for entry in GLOSSARY.entries
        )
        edited = quiz_of(glossary_with(entries), 7)
        assert edited.version != QUIZ.version
        before = {question.id: question for question in QUIZ.questions}
        after = {question.id: question for question in edited.questions}
        assert before.keys() == after.keys()
        changed = [one for one in before if before[one] != after[one]]
        assert changed
        for one in changed:
            assert id in {option.entry for question in (before[one], after[one]) for option in question.options}, one


def test_an_entry_that_goes_moves_few_answers() -> None:
    fewer = quiz_of(glossary_with(entry for entry in GLOSSARY.entries if entry.id != "cache"), 7)
    places = {question.id: question.position for question in QUIZ.questions}
    moved = [question.id for question in fewer.questions if places.get(question.id) != question.position]
    assert len(moved) <= len(QUIZ.questions) / 20, len(moved)


def test_the_same_glossary_and_seed_give_the_same_bytes_in_any_process() -> None:
    command = [sys.executable, "-m", "dragoman", "quiz", "--questions", "1000", "--format", "json"]
    outputs = [
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "hooks", "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert len(json.loads(outputs[0])["questions"]) == len(QUIZ.questions)


def test_another_seed_asks_otherwise() -> None:
    assert without_positions(quiz_of(GLOSSARY, 8)) != without_positions(QUIZ)


def test_the_version_is_that_of_the_words_and_not_of_their_lines() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", GLOSSARY.version)
    moved = glossary_with(dataclasses.replace(entry, line=entry.line + 1) for entry in GLOSSARY.entries)
    assert moved.version == GLOSSARY.version


def test_a_side_is_asked_about_the_others_words() -> None:
    for side in NAMES:
        some = chosen(QUIZ, 20, side, seed=7)
        assert len(some) == 20
        assert all(question.department != side for question in some)
        assert Counter(question.type for question in some) == dict.fromkeys(TYPES, 4)
        assert len({question.entry for question in some}) == 20
        places = Counter(question.position for question in some if len(question.options) == 3)
        assert max(places.values()) - min(places.values()) <= 1
        assert some == chosen(QUIZ, 20, side, seed=7) != chosen(QUIZ, 20, side, seed=8)


def test_types_can_be_chosen_and_all_there_are_is_all() -> None:
    assert {question.type for question in chosen(QUIZ, 5, types=("homonym",))} == {"homonym"}
    assert len(chosen(QUIZ, 5000)) == len(QUIZ.questions)


def test_whoever_learns_only_the_others_words_can_t_guess_their_owner() -> None:
    for side in NAMES:
        some = chosen(QUIZ, 40, side, ("department",))
        assert len({right(question).text for question in some}) > 1


@pytest.mark.parametrize(
    ("one", "other", "is_given_away"),
    [
        ("landing page", "the pages that people land on", True),
        ("publishing", "it is published", True),
        ("stopper", "stopping", True),
        ("agency", "agencies' work", True),
        ("advertising", "an advert", True),
        ("call to action", "what to do, and to whom", False),
        ("IT", "it is so", False),
        ("brief", "a briefcase", True),
        ("mail", "a full mailbox", True),
        ("lead", "a leaf", False),
    ],
)
def test_a_stem_gives_a_word_away(one: str, other: str, is_given_away: bool) -> None:
    stemmer = Stemmer(ENGLISH)
    assert share_a_stem(stemmer.stems(one), stemmer.stems(other)) is is_given_away


def small(*terms: str, scenario: str = "Somebody is asked something.") -> Quiz:
    """The quiz from entries that have only these terms; the scenario is the first one's."""
    entries = [Entry(f"e{at}", term, "it", "concept", f"Means {at}.") for at, term in enumerate(terms)]
    entries[0] = dataclasses.replace(entries[0], scenario=scenario)
    return quiz_of(Glossary(GLOSSARY.departments, tuple(entries)), 7)


def shown(quiz: Quiz) -> set[str]:
    (question,) = [question for question in quiz.questions if question.type == "situation"]
    return {option.text for option in question.options}


def test_a_wider_or_a_narrower_word_is_no_wrong_answer() -> None:
    for one, other in (("commerce", "e-commerce"), ("e-commerce", "commerce")):
        assert shown(small(one, other, "calculator", "dictionary")) == {one, "calculator", "dictionary"}


def test_a_term_that_the_question_names_is_no_wrong_answer() -> None:
    quiz = small("vice", "chef", "boss", "head", scenario="She reports to two chefs.")
    assert shown(quiz) == {"vice", "boss", "head"}


def test_words_that_have_to_do_with_the_same_come_first() -> None:
    terms = [f"term{at}" for at in range(8)]
    entries = [Entry(f"e{at}", term, "it", "concept", f"Means {at}.") for at, term in enumerate(terms)]
    for at, other in ((0, "e1"), (5, "e1"), (6, "e1")):
        entries[at] = dataclasses.replace(entries[at], see_also=(other,), scenario="Somebody is asked something.")
    quiz = quiz_of(Glossary(GLOSSARY.departments, tuple(entries)), 7)
    (question,) = [question for question in quiz.questions if question.id == "e0.situation"]
    assert {option.text for option in question.options} == {"term0", "term5", "term6"}


def test_too_few_are_not_filled_up() -> None:
    quiz = small("vice", "chef", "a much longer term")
    assert [(one.id, one.reason) for one in quiz.left_out if one.entry == "e0"] == [
        ("e0.situation", "too few others fit beside it as wrong answers"),
        ("e0.definition", "too few others fit beside it as wrong answers"),
    ]


def test_a_question_that_stands_twice_is_asked_once() -> None:
    entries = [Entry(f"e{at}", f"term{at}", "it", "concept", "The same.") for at in range(4)]
    quiz = quiz_of(Glossary(GLOSSARY.departments, tuple(entries)), 7)
    assert [question.id for question in quiz.questions if question.type == "definition"] == ["e0.definition"]
    assert {one.reason for one in quiz.left_out} == {"asks the same as e0.definition"}


def test_a_glossary_with_nothing_to_ask_has_an_empty_quiz() -> None:
    quiz = quiz_of(Glossary(GLOSSARY.departments, ()), 7)
    assert (quiz.questions, quiz.left_out, chosen(quiz, 5)) == ((), (), ())


def test_three_departments_are_offered_and_seen() -> None:
    sales = dataclasses.replace(GLOSSARY.departments[0], id="sales", name="Sales")
    quiz = quiz_of(Glossary((*GLOSSARY.departments, sales), GLOSSARY.entries), 7)
    assert {len(question.options) for question in quiz.questions} == {3}


def test_a_large_glossary_is_asked_about_in_part_and_the_same_part_each_time() -> None:
    entries = tuple(
        Entry(id=f"e{number}", term=f"T{number}", department="it", kind="tool", definition="A tool.")
        for number in range(MOST_ENTRIES + 50)
    )
    asked = {question.entry for question in quiz_of(Glossary(GLOSSARY.departments, entries), 7).questions}
    fewer = {question.entry for question in quiz_of(Glossary(GLOSSARY.departments, entries[:-1]), 7).questions}
    assert len(asked) == len(fewer) == MOST_ENTRIES
    assert len(asked - fewer) <= 1
