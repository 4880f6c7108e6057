"""The kit: all handouts of a workshop as files."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator

from dragoman.glossary import Glossary
from dragoman.handouts.handout import Handout, Material
from dragoman.handouts.press import pdf, picture
from dragoman.handouts.register import handouts
from dragoman.problems import GlossaryError, Problem


def kit(material: Material, timestamp: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of every PDF; raises `GlossaryError` with all that doesn't fit, after the last one."""
    yield from printed(handouts(material), material.glossary, timestamp)


def thumbnails(material: Material, names: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Name and content of a small PNG of each handout's first page; only of those in `names`, if there are any."""
    for handout in handouts(material):
        if not names or handout.name in names:
            yield f"{handout.name}.png", picture(handout, material.glossary)


def printed(some: Iterable[Handout], glossary: Glossary, timestamp: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of these handouts' PDFs, dated `timestamp`; raises `GlossaryError` after the last one."""
    problems: list[Problem] = []
    for handout in some:
        try:
            yield f"{handout.name}.pdf", pdf(handout, glossary, timestamp)
        except GlossaryError as error:
            problems += error.problems
    if problems:
        raise GlossaryError(problems)


def glossary_date(glossary: Glossary) -> int:
    """The last day on which an entry was reviewed, in seconds since 1970: what is printed is dated by it."""
    last = max((entry.reviewed for entry in glossary.entries if entry.reviewed), default="1970-01-01")
    return int(datetime.datetime.fromisoformat(last).replace(tzinfo=datetime.UTC).timestamp())
