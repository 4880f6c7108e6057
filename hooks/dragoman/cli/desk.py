"""The commands for who edits the glossary: fmt, diff, export, import."""

from __future__ import annotations

import difflib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

from dragoman.annotations import as_text
from dragoman.changes import changes
from dragoman.cli.common import GLOSSARY, as_json, drafted, loaded, stop, write
from dragoman.comparison import FORMATS
from dragoman.comparison import as_text as compared
from dragoman.glossary import Glossary
from dragoman.problems import Location, Problem, errors
from dragoman.source.draft import Draft
from dragoman.source.editing import arranged, with_edits, with_entries
from dragoman.source.reader import read_bytes
from dragoman.tables import placed, record, table, wanted
from dragoman.workbooks import NoWorkbook, as_csv, as_xlsx, rows_of


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default=GLOSSARY)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say what would change, and exit with 1.")
def fmt(file: Path, only_check: bool) -> None:
    """Sort the entries and leave one blank line between them.

    Whole entries move, with the comments above them; no other character changes. FILE is glossary.yaml by default.

    Example: dragoman fmt --check
    """
    made = drafted(file, arranged, unsorted=False)
    stop(made.problems)
    if not made.is_change:
        click.echo("Nothing to change.", err=True)
    elif only_check:
        click.echo(_lines_changed(made, str(file)), nl=False)
        sys.exit(1)
    else:
        write(made)


@click.command()
@click.argument("base")
@click.argument("head")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", help="How changes are written.")
def diff(base: str, head: str, form: str) -> None:
    """Say what differs in meaning between two glossaries, grouped by the departments that should look at it.

    BASE and HEAD are files, or git revisions of glossary.yaml. What is only written differently is no change.

    Example: dragoman diff main HEAD --format markdown
    """
    old, new = _version(base), _version(head)
    click.echo(FORMATS[form](changes(old, new), new), nl=False)


@click.command()
@click.option(
    "--format", "form", type=click.Choice(("csv", "xlsx", "json")), help="By default the ending of -o, or csv."
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
def export(form: str | None, output: Path | None) -> None:
    """Write the glossary as a table for a spreadsheet, a row an entry, or as JSON.

    `dragoman import` reads the table again. All cells are text, and none is run as a formula.

    Example: dragoman export -o words.xlsx
    """
    form = form or (output.suffix.lstrip(".").lower() if output else "csv")
    if form not in _EXPORTS:
        raise click.UsageError(f"no format is named {form}; say --format csv, xlsx or json")
    data = _EXPORTS[form](loaded(GLOSSARY))
    try:
        output.write_bytes(data) if output else click.echo(data, nl=False)
    except OSError as error:
        stop([Problem(Location(str(output), 1), f"can't be written: {(error.strerror or '').lower()}", "file")])


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--clear", is_flag=True, help="An empty cell deletes its field; by default it says nothing.")
def import_(file: Path, dry_run: bool, clear: bool) -> None:
    """Take over what was changed in a table: a CSV or XLSX file such as `dragoman export` writes.

    Rows are found by their id; an unknown id becomes a new entry. A column that is missing, and an empty cell, leave
    their field as it is. If any cell is wrong, all are told and nothing is written.

    Example: dragoman import words.xlsx --dry-run
    """
    glossary = loaded(GLOSSARY)
    try:
        rows, warning = rows_of(file.read_bytes())
    except NoWorkbook as error:
        stop([Problem(Location(file.name, 1), str(error), "file")])
    if warning:
        found = [Problem(Location(file.name, 1), warning, "encoding", severity="warning")]
        click.echo(as_text(found), err=True, nl=False)
    asked = wanted(rows, glossary, file.name, clear)
    stop(asked.problems)
    made = drafted(GLOSSARY, lambda text, path: with_entries(with_edits(text, asked.edits, path), asked.added, path))
    stop(placed(problem, asked, file.name) for problem in made.problems)
    click.echo(compared(changes(made.old, made.new or made.old), made.new or made.old), nl=False)
    if dry_run:
        click.echo("Nothing was written.", err=True)
    else:
        write(made)


def _csv(glossary: Glossary) -> bytes:
    return as_csv(table(glossary))


def _xlsx(glossary: Glossary) -> bytes:
    return as_xlsx(table(glossary))


def _json(glossary: Glossary) -> bytes:
    return as_json([record(entry) for entry in glossary.entries]).encode()


_EXPORTS: dict[str, Callable[[Glossary], bytes]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}


def _lines_changed(made: Draft, path: str) -> str:
    """The changed lines as a unified diff without context: each line begins with a mark of its own, no space."""
    old, new = (data.decode().splitlines(keepends=True) for data in (made.before, made.after))
    lines = difflib.unified_diff(old, new, path, f"{path} after dragoman fmt", n=0)
    return "".join(line.rstrip("\r\n") + "\n" for line in lines)


def _version(name: str) -> Glossary:
    """The glossary in a file or a git revision."""
    try:
        data = Path(name).read_bytes() if Path(name).is_file() else _at_revision(name)
    except OSError as error:
        raise click.UsageError(f"{name} can't be read: {(error.strerror or 'it is no file').lower()}") from None
    reading = read_bytes(data, name if Path(name).is_file() else f"{name}:{GLOSSARY}", excused="order")
    stop(errors(reading.problems))
    assert reading.glossary  # without errors there is one
    return reading.glossary


def _at_revision(name: str) -> bytes:
    if name.startswith("-"):
        raise click.UsageError(f"{name} is no git revision")
    command = ["git", "cat-file", "blob", f"{name}:./{GLOSSARY}"]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        raise click.UsageError(f"{name} is no file, and no git revision that holds {GLOSSARY}") from None
