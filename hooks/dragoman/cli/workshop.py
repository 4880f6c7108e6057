"""The command for who runs a workshop: handouts."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from dragoman.checks import PAGES
from dragoman.cli.common import GLOSSARY, loaded
from dragoman.glossary import Glossary
from dragoman.handouts.guests import guests
from dragoman.handouts.handout import PAPERS, Guest, Handout, Material, Workshop
from dragoman.handouts.kit import glossary_date, printed
from dragoman.handouts.press import Press, kept
from dragoman.handouts.register import handouts as all_handouts
from dragoman.packing import LEAST, MOST, MOST_FACILITATORS, PARTICIPANTS, PackingError, Party
from dragoman.problems import GlossaryError, did_you_mean, errors, quoted
from dragoman.sheets import Agenda, Sheets
from dragoman.source.front_matter import read_sheets

_CLOCK = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="handouts", help="Where to.")
@click.option("--paper", type=click.Choice(tuple(PAPERS)), default="a4", help="What the printer holds.")
@click.option(
    "--participants",
    type=int,
    callback=lambda _, __, value: _count(value),
    help=f"How many come; {PARTICIPANTS}, or as --names.",
)
@click.option("--facilitators", type=click.IntRange(1, MOST_FACILITATORS), default=2, help="How many lead it.")
@click.option("--start", default="", callback=lambda _, __, value: _clock(value), help="HH:MM; else the agenda's own.")
@click.option("--agenda", default="day", help="The name of an agenda page, or its beginning: day, half.")
@click.option(
    "--seed", type=click.IntRange(0, 10**9), default=7, help="Another number, another bingo and another quiz."
)
@click.option("--only", multiple=True, help="Only this sheet, or those whose names begin so: bingo. Repeatable.")
@click.option("--names", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A CSV file of names.")
def handouts(
    out: Path,
    paper: str,
    participants: int | None,
    facilitators: int,
    start: str,
    agenda: str,
    seed: int,
    only: tuple[str, ...],
    names: Path | None,
) -> None:
    """Print a workshop's handouts as PDF files into a folder.

    The file of --names has a column "name" and perhaps "department". It is read, never copied; keep it out of the
    repository.

    Example: dragoman handouts --out kit --participants 24 --start 09:00 --only bingo
    """
    glossary = loaded(GLOSSARY)
    sheets = _sheets(glossary)
    found = _guests(names, glossary) if names else ()
    people = _people(participants, found, names)
    workshop = Workshop(people, facilitators, start, _agenda(agenda, sheets), seed, found)
    material = Material(glossary, sheets, workshop, GLOSSARY.as_posix(), PAGES.as_posix())
    chosen = _chosen(all_handouts(material, paper), only)
    _write(out, chosen, Press(glossary, glossary_date(glossary), kept()))


def _count(people: int | None) -> int | None:
    try:
        return people if people is None else Party(people).people
    except PackingError as error:
        raise click.BadParameter(f"{error}") from None


def _clock(text: str) -> str:
    if text and not _CLOCK.fullmatch(text):
        raise click.BadParameter(f"{quoted(text)} is no time; write it as 09:00")
    return text


def _sheets(glossary: Glossary) -> Sheets:
    sheets, problems = read_sheets(PAGES, PAGES.as_posix(), glossary) if PAGES.is_dir() else (Sheets(), ())
    if wrong := errors(problems):
        _stop(str(GlossaryError(wrong)))
    return sheets


def _guests(names: Path, glossary: Glossary) -> tuple[Guest, ...]:
    try:
        return guests(names, glossary)
    except GlossaryError as error:
        _stop(str(error))


def _people(participants: int | None, found: Sequence[Guest], names: Path | None) -> int:
    """How many take part: as many as the option or the list of names says."""
    if names and not LEAST <= len(found) <= MOST:
        _stop(f"{names.name}: names {len(found)}; a workshop has {LEAST} to {MOST} participants")
    if names and participants and len(found) > participants:
        _stop(f"{names.name}: names {len(found)}, and --participants says {participants}")
    return participants or len(found) or PARTICIPANTS


def _agenda(named: str, sheets: Sheets) -> str:
    """The id of the agenda that is called so or begins so."""
    ids = [agenda.id for agenda in sheets.of(Agenda)]
    for id in ids:
        if id == named or id.startswith(f"{named}-"):
            return id
    _stop(f"no agenda is called {quoted(named)}{_or_list(named, ids)}")


def _chosen(every: tuple[Handout, ...], only: tuple[str, ...]) -> tuple[Handout, ...]:
    """The handouts called so or beginning so; all of them where nothing is asked for."""
    names = [handout.name for handout in every]
    for wanted in only:
        if not any(_is_called(name, wanted) for name in names):
            heads = list(dict.fromkeys(name.split("-")[0] for name in names))
            near = did_you_mean(wanted, [*names, *heads])
            _stop(f"no sheet is called {quoted(wanted)}{near or _or_list(wanted, heads)}")
    return tuple(one for one in every if not only or any(_is_called(one.name, wanted) for wanted in only))


def _is_called(name: str, wanted: str) -> bool:
    return name == wanted or name.startswith(f"{wanted}-")


def _or_list(word: str, valid: list[str]) -> str:
    return did_you_mean(word, valid) or f"; there are {', '.join(valid)}"


def _write(out: Path, chosen: Sequence[Handout], press: Press) -> None:
    """All files, or none: they are printed first, then written beside their places and moved there."""
    with click.progressbar(printed(chosen, press), length=len(chosen), label="Printing", file=sys.stderr) as printing:
        try:
            files = [(f"{handout.name}.pdf", content) for handout, content in printing]
            press.tidy()
        except GlossaryError as error:
            click.echo(err=True)
            _stop(str(error))
    try:
        _put(out, files)
    except OSError as error:
        _stop(f"{out}: can't be written: {error.strerror}")
    click.echo(f"{len(files)} {'file' if len(files) == 1 else 'files'} in {out}", err=True)


def _put(out: Path, files: Sequence[tuple[str, bytes]]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".") as beside:
        for name, content in files:
            (Path(beside) / name).write_bytes(content)
        for name, _ in files:
            (Path(beside) / name).replace(out / name)


def _stop(message: str) -> NoReturn:
    """End the command with 1."""
    click.echo(message, err=True)
    sys.exit(1)
