"""Questions whose options are terms, or the departments that own them."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.folding import folded
from dragoman.glossary import SHARED, Entry
from dragoman.inline import plain
from dragoman.quiz.distractors import Distractors
from dragoman.quiz.drafts import TOO_FEW, Draft, label, wrong
from dragoman.quiz.question import DEFINITION, DEPARTMENT, SITUATION, LeftOut, Option, Question
from dragoman.quiz.trio import OPTIONS, Candidate, trio

Asked = Iterator[Question | LeftOut]


def situation(entry: Entry, others: Distractors, seed: int) -> Asked:
    """The entry's scenario: which term fits?"""
    text = plain(entry.scenario)
    prompt = "" if text.endswith("?") else " Which of these fits best?"
    if text:
        yield _term(Draft(entry, SITUATION, seed), others, "scenario", f"{text}{prompt}")


def definition(entry: Entry, others: Distractors, seed: int) -> Asked:
    """The entry's definition: what is that called?"""
    text = plain(entry.definition)
    yield _term(Draft(entry, DEFINITION, seed), others, "definition", f"Which of these is meant? {text}")


def department(entry: Entry, others: Distractors, seed: int) -> Asked:
    """A term: which department owns it? To warm up with; only where it has one reading and one owner.

    Words that pages don't link by themselves are words of every day: both say them, whoever owns the entry.
    """
    owner, departments = others.glossary.department(entry.department), others.glossary.departments
    rest = [one for one in departments if one is not owner]
    is_homonym = len(others.glossary.by_surface[folded(entry.term)]) > 1
    if entry.department == SHARED or not (rest and entry.link) or is_homonym or others.shows_department(entry):
        return
    draft = Draft(entry, DEPARTMENT, seed)
    feedback = f"That is a word of {owner.name}. {label(entry)}: {plain(entry.definition)}"
    beside = draft.rng.sample(rest, min(len(rest), OPTIONS - 1))
    options = [Option(one.name, entry.id, False, feedback) for one in beside]
    # It teaches everybody: whoever is only asked about the others' words would know each answer.
    yield draft.question(f"In this glossary, which department owns “{entry.term}”?", owner.name, options, SHARED)


def _term(draft: Draft, others: Distractors, field: str, stem: str) -> Question | LeftOut:
    """Which term `stem` is about, unless words of that field give it away. No expansions: they'd show by initials."""
    entry = draft.entry
    if others.gives_away(stem, entry):
        return draft.left_out(f"the {field} holds a word of the answer")
    candidates = (
        Candidate(one, one.term, others.is_confusable(one, entry), others.is_related(one, entry))
        for one in others.beside(entry)
        if not others.is_named_in(stem, one)
    )
    found = trio(entry.term, (), candidates, draft.rng)
    if found is None:
        return draft.left_out(TOO_FEW)
    return draft.question(stem, entry.term, [wrong(one.text, one.entry) for one in found])
