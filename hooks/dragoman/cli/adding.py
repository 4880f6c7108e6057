"""The command that adds an entry: it asks, or takes the values from options or a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TextIO

import click

from dragoman.annotations import as_text
from dragoman.cli.common import GLOSSARY, drafted, loaded, write
from dragoman.folding import folded
from dragoman.glossary import SHARED, Glossary
from dragoman.source.answers import proposed_id, refusals
from dragoman.source.draft import Change, Draft
from dragoman.source.editing import Edit, values_in, with_edits, with_entries
from dragoman.source.fields import FIELDS
from dragoman.source.kinds import Choice, Ids, Locales, Sources, Texts, Views
from dragoman.source.nodes import Refused
from dragoman.source.quoting import STEP, Value, item_lines, normal
from dragoman.source.report import Field

Values = dict[str, Value]

_BY_NAME = {field.name: field for field in FIELDS}


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each field that fits on a command line."""
    for field in reversed(FIELDS):
        if isinstance(field.kind, (Sources, Locales)):
            continue
        several = isinstance(field.kind, (Texts, Ids, Views))
        shape = "DEPARTMENT=TEXT" if isinstance(field.kind, Views) else "TEXT"
        flag = f"--{field.name.replace('_', '-')}"
        command = click.option(flag, field.name, multiple=several, metavar=shape, help=field.description)(command)
    return command


@click.command()
@click.option("--from", "source", type=click.File(encoding="utf-8"), help="Entries in YAML or JSON; - is the input.")
@_options
def add(source: TextIO | None, **options: Any) -> None:
    """Add an entry to the glossary, in its sorted place.

    Without options it asks for what is needed, and proposes an id. Options that take several values are repeated.

    Example: dragoman add --term CPC --department marketing --kind metric --definition "What a click costs."
    """
    glossary = loaded(GLOSSARY)
    given = _given(options)
    edits: list[Edit] = []
    if source:
        entries = [{**values, **given} for values in _read(source)]
    else:
        entries = [given if given else _asked(glossary, edits)]
    for values in entries:
        values["id"] = normal(values.get("id") or proposed_id(values, glossary))
    made = with_new(entries, lambda text, path: with_edits(text, edits, path))
    if made.new is None:
        for problem in made.problems:
            click.echo(f"{GLOSSARY}: {problem.text}", err=True)
        if not given and not source:
            _give_back(entries)
        sys.exit(1)
    write(made)
    for entry in (made.new.by_id[str(values["id"])] for values in entries):
        click.echo(f"{entry.name} ({entry.id}) stands in line {entry.line}.", err=True)


def with_new(entries: list[Values], first: Change) -> Draft:
    """The glossary's file with new entries, once it is changed by `first`."""
    made = drafted(GLOSSARY, lambda text, path: with_entries(first(text, path), entries, path))
    doubtful = {problem.entry for problem in made.problems if problem.rule == "ambiguous"}
    for values in entries:
        # The only line that check demands and nobody knows of.
        if str(values["id"]) in doubtful and "ambiguous" not in values:
            values["ambiguous"] = "true"
            return with_new(entries, first)
    return made


def _give_back(entries: list[Values]) -> None:
    """Show what was typed: nobody answers the same questions twice."""
    click.echo("Nothing was written. The text, to mend and give to dragoman add --from:", err=True)
    click.echo("\n".join(item_lines(values, STEP, "\n") for values in entries), err=True)


def _given(options: dict[str, Any]) -> Values:
    given: Values = {}
    for name, value in options.items():
        if isinstance(_BY_NAME[name].kind, Views):
            parts = [part.partition("=") for part in value]
            if any(not equals for _, equals, _ in parts):
                raise click.UsageError(f"--{name} takes a department and a text, such as --{name} it=TEXT")
            given |= {name: {department: text for department, _, text in parts}} if parts else {}
        elif value:
            given[name] = list(value) if isinstance(value, tuple) else value
    return given


def _read(source: TextIO) -> list[Values]:
    """The entries in a file: one, or a list of them."""
    try:
        text = source.read()
    except UnicodeDecodeError:
        click.echo(f"{source.name}: is not UTF-8; save the file with the encoding UTF-8", err=True)
        sys.exit(1)
    try:
        found = values_in(_without_json(text), source.name)
    except Refused as refused:
        click.echo(as_text([refused.problem]), err=True, nl=False)
        sys.exit(1)
    items = found if isinstance(found, list) else [found]
    entries = [item for item in items if isinstance(item, dict)]
    if not entries or len(entries) < len(items):
        click.echo(f"{source.name}: must hold the fields of an entry, or a list of entries", err=True)
        sys.exit(1)
    return entries


def _without_json(text: str) -> str:
    """JSON as YAML in which all values are texts; any other text as it is."""
    try:
        return json.dumps(_texts(json.loads(text)), ensure_ascii=False).encode("utf-8", "replace").decode()
    except (ValueError, RecursionError):
        return text


def _texts(value: Any) -> Any:
    """JSON's values as texts, since the glossary knows nothing else; what is empty is left out."""
    if isinstance(value, dict):
        return {name: _texts(part) for name, part in value.items() if part not in (None, [], {})}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)


def _asked(glossary: Glossary, edits: list[Edit]) -> Values:
    """The answers; `edits` gets what the homonyms that are there need besides."""
    values: Values = {"term": _ask("term", glossary)}
    if expansion := _ask("expansion", glossary):
        values["expansion"] = expansion
    surfaces = {folded(str(text)) for text in values.values()}
    twins = [entry for entry in glossary.entries if surfaces & set(map(folded, entry.designations))]
    if twins:
        click.echo("That is a word with several meanings; a word or two must tell them apart.")
        values["qualifier"] = _ask("qualifier", glossary, required=True)
    for entry in twins:
        if not entry.qualifier:
            title = f"Qualifier for the entry that is there, {entry.name} ({entry.id})"
            edits.append(Edit(entry.id, "qualifier", _ask("qualifier", glossary, title, required=True)))
    for name in ("department", "kind", "definition"):
        values[name] = _ask(name, glossary)
    sides = {side.id: _ask(f"views.{side.id}", glossary, f"How {side.name} sees it") for side in glossary.departments}
    if views := {side: text for side, text in sides.items() if text}:
        values["views"] = dict(views)
    values["id"] = _ask("id", glossary, default=proposed_id(values, glossary))
    return values


def _ask(field: str, glossary: Glossary, title: str = "", required: bool = False, default: str = "") -> str:
    """An answer that `check` will accept; empty where the field may be left out."""
    known = _BY_NAME[field.partition(".")[0]]
    must = required or known.required
    title = f"{title or known.title}{_choice(known, glossary)}{'' if must else ' (Enter leaves it out)'}"
    while True:
        answer = click.prompt(title, default=default, show_default=bool(default)).strip()
        wrong = refusals(field, answer, glossary) if answer or must else ()
        if not wrong:
            return str(answer)
        click.echo("".join(f"  {message}\n" for message in wrong), nl=False)


def _choice(field: Field, glossary: Glossary) -> str:
    if not isinstance(field.kind, Choice):
        return ""
    sides = (*(department.id for department in glossary.departments), SHARED)
    return f" [{', '.join(field.kind.words or sides)}]"
