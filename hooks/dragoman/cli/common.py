"""What several commands share: where the files are, the glossary read, how a list is written."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from dragoman.annotations import as_text
from dragoman.glossary import Glossary
from dragoman.problems import GlossaryError, Problem, in_order
from dragoman.source.draft import Change, Draft, draft
from dragoman.source.reader import load

GLOSSARY = Path("glossary.yaml")


def json_or_text(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --format of commands that give a list."""
    return click.option(
        "--format", "form", type=click.Choice(("text", "json")), default="text", help="How the list is written."
    )(command)


def loaded(path: Path) -> Glossary:
    """The glossary in `path`; where it has errors, they are printed and the command ends with 1."""
    try:
        return load(path, datetime.date.today())
    except GlossaryError as error:
        click.echo(error, err=True)
        sys.exit(1)


def drafted(path: Path, change: Change, unsorted: bool = True) -> Draft:
    """The file with a change that is not written yet; where it is bad as it is, the command ends with 1."""
    try:
        return draft(path, change, unsorted)
    except GlossaryError as error:
        click.echo(error, err=True)
        sys.exit(1)


def write(draft: Draft) -> None:
    """Write the change; the command ends with 1 where that can't be done."""
    try:
        draft.write()
    except GlossaryError as error:
        click.echo(error, err=True)
        sys.exit(1)
    click.echo(f"{draft.path} is written." if draft.is_change else "Nothing to change.", err=True)


def stop(problems: Iterable[Problem]) -> None:
    """Print the problems, if there are any; then the command ends with 1, and nothing is written."""
    if found := in_order(problems):
        click.echo(as_text(found), err=True, nl=False)
        sys.exit(1)


def as_json(rows: list[dict[str, object]]) -> str:
    """A list as JSON for people and programs."""
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
