"""The command that takes over what an issue asks for, once somebody has agreed to it."""

from __future__ import annotations

import sys
from typing import TextIO

import click

from dragoman.annotations import as_text
from dragoman.changes import changes
from dragoman.cli.adding import with_new
from dragoman.cli.common import GLOSSARY, loaded, stop, write
from dragoman.comparison import FORMATS
from dragoman.issues import asked
from dragoman.problems import errors
from dragoman.source.editing import arranged, with_values


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", help="How changes are written.")
def accept(file: TextIO, form: str) -> None:
    """Take over what an accepted issue asks for, and say what has changed in meaning.

    FILE holds the issue's text; - is the input. An entry's lines stand in it between ```yaml and ```, as the wiki's
    form sends them, or its fields below their names, such as ### Definition.

    Example: dragoman accept issue.md --format markdown
    """
    glossary = loaded(GLOSSARY)
    try:
        wanted = asked(file.read(), glossary, file.name)
    except UnicodeDecodeError:
        click.echo(f"{file.name}: is not UTF-8; save the file with the encoding UTF-8", err=True)
        sys.exit(1)
    stop(errors(wanted.problems))
    click.echo(as_text(wanted.problems), err=True, nl=False)
    values = wanted.values
    is_new = str(values["id"]) not in glossary.by_id

    def change(text: str, path: str) -> str:
        if is_new:
            return text
        text = with_values(text, values, path, wanted.whole)
        # A new term may have another place.
        return arranged(text, path) if "term" in values else text

    made = with_new([values] if is_new else [], change)
    if made.new is None:
        for problem in made.problems:
            click.echo(f"{GLOSSARY}: {problem.text}", err=True)
        sys.exit(1)
    click.echo(FORMATS[form](changes(made.old, made.new), made.new), nl=False)
    write(made)
