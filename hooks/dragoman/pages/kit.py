"""The workshop kit: every sheet with its picture, what it is for, how often it is printed, and its files."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from dragoman.glossary import Department
from dragoman.handouts.box import Line, Thing, line, lines, things
from dragoman.handouts.handout import GROUPS, PAPERS, Handout, Material
from dragoman.handouts.kit import Kit
from dragoman.handouts.register import GUIDE, handouts
from dragoman.pages.layout import Layout
from dragoman.pages.page import Page
from dragoman.routes import KIT, calendar_path, kit_pdf_path, kit_picture_path, kit_zip_path
from dragoman.sheets import Ritual

TITLE = "The kit"


class File(NamedTuple):
    """A file to fetch: on which paper, where it lies, and its size in words."""

    paper: str
    path: str
    size: str


class Shown(NamedTuple):
    """A sheet as the page shows it; without `files` where it isn't printed."""

    line: Line
    picture: str
    files: tuple[File, ...]


def kit_page(layout: Layout, kit: Kit) -> Page:
    """The page of the kit; where the site wants no kit, of what can be printed."""
    party = kit.material.workshop.party
    files = {
        one.handout.name: tuple(
            File(_named(paper), kit_pdf_path(paper, one.handout.name), _size(len(content)))
            for paper, content in one.pdfs.items()
        )
        for one in kit.printed
    }
    shown = [
        Shown(line(handout, party), kit_picture_path(handout.name), files.get(handout.name, ()))
        for handout in _by_group(handouts(kit.material))
    ]
    groups = [
        (group, GROUPS[group], list(some)) for group, some in groupby(shown, key=lambda one: one.line.handout.group)
    ]
    zips = (
        [File(_named(paper), kit_zip_path(paper), _size(len(kit.zipped(paper)))) for paper in PAPERS] if files else []
    )
    description = f"Everything to print for a workshop of {party.people}, with how many copies it needs."
    return Page(
        KIT,
        TITLE,
        description,
        layout.render(
            KIT,
            "kit",
            title=TITLE,
            groups=groups,
            zips=zips,
            party=party,
            poster=PAPERS["a4"][1][0],
            guided=any(one.line.handout.name == GUIDE for one in shown),
            rituals=[(one, calendar_path(one)) for one in kit.material.sheets.of(Ritual) if one.rule],
        ),
        among=True,
    )


def packing_html(layout: Layout, path: str, material: Material) -> str:
    """What to pack for a workshop, as tables on the page at `path`."""
    party = material.workshop.party
    departments = {one.id: one for one in layout.glossary.departments}
    beside: list[tuple[Thing, Department | None]] = [
        (thing, departments.get(thing.department)) for thing in things(material)
    ]
    found = lines(handouts(material), party)
    return layout.render(path, "packing", lines=found, things=beside, party=party, page=KIT)


def kit_files(kit: Kit) -> dict[str, bytes]:
    """Path -> content of everything in the kit."""
    if not kit.printed:
        return {}
    pictures = {kit_picture_path(one.handout.name): one.picture for one in kit.printed}
    pdfs = {
        kit_pdf_path(paper, one.handout.name): content for one in kit.printed for paper, content in one.pdfs.items()
    }
    return {**pictures, **pdfs, **{kit_zip_path(paper): kit.zipped(paper) for paper in PAPERS}}


def _by_group(some: Iterable[Handout]) -> list[Handout]:
    return sorted(some, key=lambda handout: list(GROUPS).index(handout.group))


def _named(paper: str) -> str:
    """A4, US Letter."""
    name = PAPERS[paper][0][0]
    return name if name[-1].isdigit() else f"US {name}"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"
