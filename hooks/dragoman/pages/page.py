"""A generated page as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Page:
    """A page at a source path. `html` is finished: nothing parses it again, so no entry's text can break out of it.

    `late` makes it just before it is written, where it is long or known only once all pages are read; the search then
    doesn't read it. `title` and `description` are plain text. `entry` is the id of the entry whose page it is, else
    empty. `tips` are the tips on its links: no text of the page, so the search doesn't read them. `scripts` and
    `styles` are files that few pages need, in their order. `among` is true for a page that stands among the written
    ones: with their navigation, and found by the search.
    """

    path: str
    title: str
    description: str
    html: str = ""
    entry: str = ""
    tips: str = ""
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    among: bool = False
    late: Callable[[], str] | None = None


class Moved(NamedTuple):
    """An address that leads elsewhere: the source paths of the old and the new page, and a whole HTML document."""

    path: str
    target: str
    html: str
