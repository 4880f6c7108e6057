"""The kit: all handouts of a workshop as files."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from dragoman.glossary import Glossary
from dragoman.handouts.handout import PAPERS, Copy, Handout, Material
from dragoman.handouts.press import Press
from dragoman.handouts.register import handouts
from dragoman.problems import GlossaryError, Problem, in_order

APART = "keep-apart"
# So many sheets are set at a time.
PRESSES = 2
# The first moment that a ZIP can name.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class Printed(NamedTuple):
    """A handout's finished files: a small PNG of its first page, and by paper a PDF."""

    handout: Handout
    picture: bytes
    pdfs: Mapping[str, bytes]


@dataclass(frozen=True)
class Kit:
    """The kit on all papers, for everybody to take. What can't be printed is left out, and among the problems.

    Nothing is printed, and nothing wrong, where it isn't `wanted`.
    """

    material: Material
    press: Press
    wanted: bool = True

    @property
    def printed(self) -> tuple[Printed, ...]:
        """Everything that could be printed."""
        return self._all[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What doesn't fit, or has no letters in our typeface. A game for which words are missing is but a note."""
        return in_order(
            replace(problem, severity="note") if problem.rule == "bingo" else problem for problem in self._all[1]
        )

    def zipped(self, paper: str) -> bytes:
        """All PDFs on one paper as a ZIP, those that participants must not see in a folder of their own."""
        content = io.BytesIO()
        # Stored: PDFs are compressed already, and the bytes don't depend on a library's version.
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as box:
            for one in self.printed:
                folder = f"{APART}/" if one.handout.apart else ""
                file = zipfile.ZipInfo(f"kit-{paper}/{folder}{one.handout.name}.pdf", _FIRST_DAY)
                file.external_attr = 0o644 << 16
                box.writestr(file, one.pdfs[paper])
        return content.getvalue()

    @cached_property
    def _all(self) -> tuple[tuple[Printed, ...], list[Problem]]:
        found: list[Printed] = []
        problems: list[Problem] = []
        papers_of_all = zip(*(handouts(self.material, paper) for paper in PAPERS), strict=True)
        for papers in papers_of_all if self.wanted else ():
            try:
                pdfs = {one.paper: content for one, content in printed(papers, self.press)}
                found.append(Printed(papers[0], self.press.picture(papers[0]), pdfs))
            except GlossaryError as error:
                problems += error.problems
        self.press.tidy()
        return tuple(found), problems


def printed(some: Iterable[Handout], press: Press) -> Iterator[tuple[Handout, bytes]]:
    """These handouts with their PDFs' content; raises `GlossaryError` with all that doesn't fit after the last one."""
    problems: list[Problem] = []
    # Typst works beside Python: while one sheet is set, the texts of the next are put together.
    pool = ThreadPoolExecutor(PRESSES)
    try:
        for handout, job in [(one, pool.submit(press.pdf, copied)) for one, copied in _copied(some, problems)]:
            try:
                yield handout, job.result()
            except GlossaryError as error:
                problems += error.problems
    finally:
        pool.shutdown(cancel_futures=True)
    if problems:
        raise GlossaryError(problems)


def _copied(some: Iterable[Handout], problems: list[Problem]) -> Iterator[tuple[Handout, Handout]]:
    """Each handout as it is and with its texts put together, one after another; adds to `problems` why some can't."""
    for handout in some:
        try:
            copy = handout.copy()
        except GlossaryError as error:
            problems += error.problems
        else:
            yield handout, _with(handout, copy)


def _with(handout: Handout, copy: Copy) -> Handout:
    return replace(handout, copy=lambda: copy)


def glossary_date(glossary: Glossary) -> int:
    """The last day on which an entry was reviewed, in seconds since 1970: what is printed is dated by it."""
    last = max((entry.reviewed for entry in glossary.entries if entry.reviewed), default="1970-01-01")
    return int(datetime.datetime.fromisoformat(last).replace(tzinfo=datetime.UTC).timestamp())
