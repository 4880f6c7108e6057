"""The command for a quiz of one's own: quiz."""

from __future__ import annotations

import dataclasses
import sys

import click

from dragoman.cli.common import GLOSSARY, loaded
from dragoman.exports.quiz_gift import quiz_gift
from dragoman.exports.quiz_json import quiz_json
from dragoman.exports.quiz_text import quiz_text
from dragoman.exports.quiz_tsv import quiz_tsv
from dragoman.glossary import Glossary
from dragoman.problems import did_you_mean, quoted
from dragoman.quiz import chosen, quiz_of

FORMS = {"text": quiz_text, "json": quiz_json, "gift": quiz_gift, "tsv": quiz_tsv}


@click.command()
@click.option("--seed", type=int, default=7, help="Another number, another choice.")
@click.option("--questions", type=click.IntRange(1), default=20, help="How many, at most.")
@click.option("--side", default="", help="The department that learns; it is asked about the others' words.")
@click.option("--format", "form", type=click.Choice(tuple(FORMS)), default="text", help="How the quiz is written.")
def quiz(seed: int, questions: int, side: str, form: str) -> None:
    """Make a quiz of one's own from the glossary; as text, the answers stand at its end, apart.

    The same glossary and the same options give the same quiz.

    Example: dragoman quiz --seed 7 --questions 20 --side it
    """
    glossary = loaded(GLOSSARY)
    learns = _department(side, glossary) if side else ""
    whole = quiz_of(glossary, seed)
    some = dataclasses.replace(whole, questions=chosen(whole, questions, learns, seed=seed))
    click.echo(FORMS[form](some), nl=False)


def _department(side: str, glossary: Glossary) -> str:
    """The id of the department that `side` names by its id or name; ends the command if there is none."""
    known = [department.id for department in glossary.departments]
    by_word = {one.name.casefold(): one.id for one in glossary.departments} | {id: id for id in known}
    if side.casefold() not in by_word:
        near = did_you_mean(side, known) or f"; choose one of {', '.join(known)}"
        click.echo(f"no department is called {quoted(side)}{near}", err=True)
        sys.exit(1)
    return by_word[side.casefold()]
