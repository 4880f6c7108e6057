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
    if side:
        _demand(side, glossary)
    whole = quiz_of(glossary, seed)
    some = dataclasses.replace(whole, questions=chosen(whole, questions, side, seed=seed))
    click.echo(FORMS[form](some), nl=False)


def _demand(side: str, glossary: Glossary) -> None:
    """End the command if no department has this id."""
    known = [department.id for department in glossary.departments]
    if side not in known:
        near = did_you_mean(side, known) or f"; choose one of {', '.join(known)}"
        click.echo(f"no department is called {quoted(side)}{near}", err=True)
        sys.exit(1)
