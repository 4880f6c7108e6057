"""The commands that say what is wrong: check, schema."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from dragoman.annotations import FORMATS
from dragoman.checks import check_file, check_site
from dragoman.cli.common import GLOSSARY
from dragoman.problems import Problem, errors
from dragoman.source.schema import schema_text

SCHEMA = Path("glossary.schema.json")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", help="How problems are written.")
@click.option("--print", "on_paper", is_flag=True, help="Also print the workshop kit, to see whether all texts fit.")
def check(file: Path | None, form: str, on_paper: bool) -> None:
    """Say everything that is wrong with the glossary and the pages.

    Without FILE, glossary.yaml and the pages of docs/ are read. Exits with 0 if there is nothing to mend, with 1 if
    there are problems (warnings alone don't count), with 2 if the call itself is wrong.

    Example: dragoman check --format github
    """
    today = datetime.date.today()
    problems = check_file(file, today) if file else check_site(Path(), GLOSSARY, today, on_paper)
    click.echo(FORMATS[form](problems), nl=False)
    if form == "text":
        click.echo(summary(problems), err=True)
    sys.exit(1 if errors(problems) else 0)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Only say whether glossary.schema.json is current.")
def schema(only_check: bool) -> None:
    """Print the JSON schema that gives editors completion and hints.

    Example: dragoman schema > glossary.schema.json
    """
    text = schema_text()
    if not only_check:
        click.echo(text, nl=False)
    elif not SCHEMA.exists() or SCHEMA.read_text(encoding="utf-8") != text:
        click.echo(f"{SCHEMA} is not current; run: dragoman schema > {SCHEMA}", err=True)
        sys.exit(1)


def summary(problems: Sequence[Problem]) -> str:
    """One closing line for people."""
    counts = Counter(str(problem.severity) for problem in problems)
    names = {"error": "problem", "warning": "warning", "note": "note"}
    parts = [f"{counts[kind]} {name}{'s' * (counts[kind] != 1)}" for kind, name in names.items() if counts[kind]]
    return f"{', '.join(parts)}." if parts else "Nothing to mend."
