"""Questions whose options are meanings: what departments have in mind, and the readings of a homonym."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.glossary import Department, Entry
from dragoman.inline import plain
from dragoman.quiz.distractors import Distractors
from dragoman.quiz.drafts import TOO_FEW, UNEVEN, Draft, label, wrong
from dragoman.quiz.question import HOMONYM, TWO_READINGS, LeftOut, Option, Question
from dragoman.quiz.stems import share_a_stem
from dragoman.quiz.trio import Candidate, are_alike, trio

Asked = Iterator[Question | LeftOut]


def two_readings(entry: Entry, others: Distractors, seed: int) -> Asked:
    """What each department has in mind; another's view of the same term is the first distractor."""
    seers = [one for one in others.glossary.departments if entry.view(one.id)]
    for asked in seers if len(seers) > 1 else ():
        draft = Draft(entry, TWO_READINGS, seed, asked.id)
        other = next(one for one in seers if one is not asked)
        if any(_tells(entry.view(one.id), entry, others) for one in (asked, other)):
            yield draft.left_out("a view holds a word of the term")
        elif any(others.names_department(entry.view(one.id)) for one in (asked, other)):
            yield draft.left_out("a view names a department")
        else:
            yield _view(draft, others, asked, other)


def homonym(entry: Entry, others: Distractors, seed: int) -> Asked:
    """A sentence in which only one reading of a homonym makes sense: what does it mean there?"""
    shared = others.homonym_of.get(entry.id)
    readings = [one for one in shared.readings if one.status == "agreed" and one is not entry] if shared else []
    if not shared or not readings:
        return
    draft = Draft(entry, HOMONYM, seed)
    stem = _stem(entry, shared.surface, others)
    right, *fixed = (plain(one.definition) for one in (entry, *readings))
    candidates = (
        Candidate(one, plain(one.definition), others.is_confusable(one, entry))
        for one in others.beside(entry)
        if not others.gives_away(one.definition, entry)
    )
    found = trio(right, fixed, candidates, draft.rng)
    if not stem:
        yield draft.left_out("neither example nor scenario shows which reading is meant without naming it")
    elif found is None:
        yield draft.left_out(TOO_FEW if are_alike((right, *fixed)) else UNEVEN)
    else:
        wrongs = [wrong(plain(one.definition), one) for one in (*readings, *(one.entry for one in found))]
        yield draft.question(stem, right, wrongs)


def _view(draft: Draft, others: Distractors, asked: Department, other: Department) -> Question | LeftOut:
    """What `asked` has in mind, beside what `other` has, and what one of them has with a word that is like it."""
    entry = draft.entry
    right, first = plain(entry.view(asked.id)), plain(entry.view(other.id))
    if not are_alike((right, first)):
        return draft.left_out(UNEVEN)
    found = trio(right, (first,), _views(entry, others, asked, other), draft.rng)
    if found is None:
        return draft.left_out(TOO_FEW)
    stem = f"When {asked.name} says “{entry.name}”, what do they have in mind?"
    options = [_seen(entry, other), *(_seen(one.entry, _seer(one.entry, entry, others, asked, other)) for one in found)]
    return draft.question(stem, right, options, asked.id)


def _views(entry: Entry, others: Distractors, asked: Department, other: Department) -> Iterator[Candidate]:
    """How one of the two sees each entry beside this one; of a more general or a narrower word, either may fit."""
    for one in others.beside(entry):
        text = others.views.get((one.id, _seer(one, entry, others, asked, other).id), "")
        if text and not others.are_nested(one, entry) and not _tells(text, entry, others):
            # Not as an easily confused one: that outweighs length, and the other department's texts differ in it.
            yield Candidate(one, text)


def _tells(text: str, entry: Entry, others: Distractors) -> bool:
    """Whether `text` holds a word of what the question shows: here the qualifier stands in it too."""
    return others.gives_away(text, entry) or share_a_stem(
        others.stemmer.stems(entry.qualifier), others.stemmer.stems(plain(text))
    )


def _seer(one: Entry, entry: Entry, others: Distractors, asked: Department, other: Department) -> Department:
    """Whose picture of `one` stands beside `entry`.

    Of a word that is easily confused, what `asked` has in mind may fit too, so it's what `other` has; of the rest, it
    is what `asked` has, or else the voice alone would tell.
    """
    return other if others.is_confusable(one, entry) else asked


def _seen(entry: Entry, seer: Department) -> Option:
    feedback = f"That is how {seer.name} sees {label(entry)}: {plain(entry.definition)}"
    return Option(plain(entry.view(seer.id)), entry.id, False, feedback)


def _stem(entry: Entry, surface: str, others: Distractors) -> str:
    """Asks by the example in which the homonym stands, else by the scenario; empty where they name the reading."""
    stems = others.stemmer.stems
    own = others.names(entry) - stems(surface)
    example, scenario = plain(entry.example), plain(entry.scenario)
    stands = re.search(rf"(?<!\w){re.escape(surface)}(?:e?s|['’]s)?(?!\w)", example, re.IGNORECASE)
    if stands and not share_a_stem(own, stems(example)):
        return f"“{example}” What does “{surface}” mean here?"
    told = share_a_stem(own, stems(scenario))
    return f"{scenario} Which meaning of “{surface}” fits?" if scenario and not told else ""
