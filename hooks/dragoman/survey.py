"""What all written pages say: their words that stand for entries, with places, and what no entry explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dragoman.glossary import Entry
from dragoman.limits import beyond
from dragoman.linking import Linker, Manuscript
from dragoman.mentions import context
from dragoman.problems import Location, Problem, quoted
from dragoman.proofreading import Proof, Sighting, Undefined
from dragoman.source.written import written_pages


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One page: its path as messages name it, its source, and what was found in it."""

    path: str
    source: str
    sightings: tuple[Sighting, ...]
    undefined: tuple[Undefined, ...]

    def line(self, sighting: Sighting) -> str:
        """The source's line around a sighting, cut where it is long."""
        line = self.source.split("\n")[sighting.line - 1]
        start = sighting.column - 1
        return "".join(context(line, start, start + len(sighting.text))).strip()


@dataclass(frozen=True, slots=True)
class Unknown:
    """An abbreviation that no entry explains: how often it stands in how many pages, and where first."""

    text: str
    count: int
    pages: int
    first: Location


def surveyed(files: Iterable[tuple[str, Path]], linker: Linker) -> Iterator[Surveyed]:
    """Each file of (path as messages name it, file), read as a page; others than pages of text are passed over."""
    for path, file in files:
        with suppress(UnicodeDecodeError, OSError):
            source = file.read_text(encoding="utf-8-sig")
            if not beyond(source):
                yield survey(source, path, linker)


def survey(source: str, path: str, linker: Linker) -> Surveyed:
    """What stands in one page's source."""
    proof = Proof(source, linker)
    if proof.settings.get("terms") == "false":
        return Surveyed(path, source, (), tuple(proof.undefined()))
    page = Manuscript(path, path, proof.settings.get("department", ""), first="all")
    return Surveyed(path, source, tuple(proof.sightings(page)), tuple(proof.undefined()))


def markdown_files(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The files among `paths`, and the Markdown files in the folders among them, each with its path as text."""
    for path in paths:
        found = written_pages(path) if path.is_dir() else [path]
        yield from ((file.as_posix(), file) for file in found)


def notes(page: Surveyed) -> Iterator[Problem]:
    """What an author should know of a page: words that may mean several entries, and words better avoided."""
    for sighting in page.sightings:
        place = Location(page.path, sighting.line, sighting.column)
        word = quoted(sighting.text)
        if len(sighting.meant) > 1:
            ids = " or ".join(entry.id for entry in sighting.meant)
            say = f"[{sighting.text}](term:{sighting.meant[0].id})"
            message = f"{word} may be {ids}; say which, e.g. {say}, or name the page's department at its top"
            yield Problem(place, message, "open-homonym", severity="note")
        elif sighting.discouraged:
            yield Problem(place, f"{word}: better say {quoted(sighting.meant[0].term)}", "avoid", severity="note")


def unknown(pages: Iterable[Surveyed], ignored: Collection[str]) -> tuple[Unknown, ...]:
    """The abbreviations that no entry explains, those on most pages first."""
    found: defaultdict[str, list[Location]] = defaultdict(list)
    for page in pages:
        for one in page.undefined:
            if one.text not in ignored:
                found[one.text].append(Location(page.path, one.line, one.column))
    rows = [
        Unknown(text, len(places), len({place.path for place in places}), min(places)) for text, places in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.pages, -row.count, row.text)))


def sightings_of(entry: Entry, pages: Iterable[Surveyed]) -> Iterator[tuple[Surveyed, Sighting]]:
    """Every place that names `entry`, open ones too."""
    for page in pages:
        yield from ((page, sighting) for sighting in page.sightings if entry in sighting.meant)
