"""The commands for who writes: links, undefined, where."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from dragoman.abbreviations import ignored
from dragoman.checks import DOCS
from dragoman.cli.common import GLOSSARY, as_json, json_or_text, loaded
from dragoman.folding import folded
from dragoman.languages import LANGUAGES
from dragoman.limits import MAX_CHARACTERS, beyond
from dragoman.linking import First, Linker, Manuscript
from dragoman.problems import did_you_mean, quoted
from dragoman.proofreading import Proof, Sighting
from dragoman.routes import Routes
from dragoman.survey import Unknown, markdown_files, sightings_of, surveyed, unknown


@click.command()
@click.argument("file", type=click.File(encoding="utf-8-sig"), default="-")
@click.option("--lang", type=click.Choice(tuple(LANGUAGES)), default="en", help="The language of the text.")
@click.option("--glossary", type=click.Path(path_type=Path), default=GLOSSARY, help="Another glossary.")
@click.option("--first", type=click.Choice(("section", "page", "all")), default="all", help="How often each is told.")
@json_or_text
def links(file: TextIO, lang: str, glossary: Path, first: First, form: str) -> None:
    """Say which words of a text stand for entries: of a page, or of a mail before it is sent.

    FILE is Markdown or plain text; without it, or with -, the text is read from the standard input.

    Example: dragoman links mail.txt --lang de
    """
    proof = Proof(_text_of(file), Linker(loaded(glossary), Routes(), lang))
    page = Manuscript("", "", proof.settings.get("department", ""), first=first)
    found = [sighting for sighting in proof.sightings(page) if not sighting.by_hand]
    click.echo(as_json([_link(one) for one in found]) if form == "json" else "".join(map(_link_line, found)), nl=False)


@click.command()
@click.argument("paths", type=click.Path(path_type=Path, exists=True), nargs=-1)
@json_or_text
def undefined(paths: tuple[Path, ...], form: str) -> None:
    """List the abbreviations in pages that no entry explains: the editors' to-do list.

    Without PATHS, docs/ is read. Those on most pages come first. Code and addresses are passed over, and what
    pyproject.toml names as `ignore` below [tool.dragoman].

    Example: dragoman undefined docs --format json
    """
    linker = Linker(loaded(GLOSSARY), Routes())
    found = unknown(surveyed(markdown_files(paths or [DOCS]), linker), ignored(Path()))
    click.echo(as_json([_unknown(one) for one in found]) if form == "json" else _unknown_lines(found), nl=False)


@click.command()
@click.argument("term")
def where(term: str) -> None:
    """Show an entry's line in the glossary and all its mentions in docs/. TERM is a term, another name, or an id.

    Example: dragoman where CTA
    """
    glossary = loaded(GLOSSARY)
    found = glossary.by_surface.get(folded(term)) or tuple(filter(None, [glossary.by_id.get(term)]))
    if not found:
        near = did_you_mean(term, sorted({*glossary.by_id, *glossary.by_surface}))
        click.echo(f"no entry is called {quoted(term)}{near}", err=True)
        sys.exit(1)
    pages = list(surveyed(markdown_files([DOCS]), Linker(glossary, Routes()))) if DOCS.is_dir() else []
    for entry in found:
        click.echo(f"{GLOSSARY}:{entry.line}: {entry.name} ({entry.id}), lines {entry.line} to {entry.last_line}")
        for page, sighting in sightings_of(entry, pages):
            click.echo(f"{page.path}:{sighting.line}:{sighting.column}: {page.line(sighting)}")


def _text_of(file: TextIO) -> str:
    """What `file` holds; the command ends with 1 where that is no text, or too long."""
    try:
        text = file.read(MAX_CHARACTERS + 1)
    except UnicodeDecodeError:
        click.echo(f"{file.name}: is not UTF-8; save the file with the encoding UTF-8", err=True)
        sys.exit(1)
    if len(text) > MAX_CHARACTERS:
        click.echo(f"{file.name}: has more than {MAX_CHARACTERS:,} characters; split it", err=True)
        sys.exit(1)
    if too_much := beyond(text):
        click.echo(f"{file.name}:{too_much.line}:1: {too_much.message}", err=True)
        sys.exit(1)
    return text


def _link(sighting: Sighting) -> dict[str, object]:
    meant = [entry.id for entry in sighting.meant]
    place = {"line": sighting.line, "column": sighting.column, "text": sighting.text}
    return place | ({"entry": meant[0]} if len(meant) == 1 else {"entries": meant})


def _link_line(sighting: Sighting) -> str:
    meant = " or ".join(entry.id for entry in sighting.meant)
    avoid = f" (better say {sighting.meant[0].term})" if sighting.discouraged else ""
    return f"{sighting.line}:{sighting.column}: {' '.join(sighting.text.split())} -> {meant}{avoid}\n"


def _unknown(row: Unknown) -> dict[str, object]:
    first = {"path": row.first.path, "line": row.first.line, "column": row.first.column}
    return {"text": row.text, "count": row.count, "pages": row.pages, "first": first}


def _unknown_lines(rows: tuple[Unknown, ...]) -> str:
    if not rows:
        return "Every abbreviation has its entry.\n"
    return "".join(f"{row.count:4} x in {row.pages:3} pages  {row.text}  first in {row.first}\n" for row in rows)
