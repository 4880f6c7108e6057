"""The files that people have written below docs/: which of them are pages, and which may not stand there.

A link in a proposal could lead to what only the build may read, such as a key or `.git/config`, and MkDocs would
publish it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dragoman.problems import Location, Problem
from dragoman.source.characters import is_refused

# As MkDocs has them (mkdocs/utils).
ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")


def written_pages(folder: Path) -> list[Path]:
    """The pages below `folder`, sorted; whatever a link leads to is none of them."""
    found = (Path(below, name) for below, _, names in os.walk(folder) for name in names if name.endswith(ENDINGS))
    return sorted(file for file in found if file.is_file() and not file.is_symlink())


def out_of_place(folder: Path, name: str) -> Iterator[Problem]:
    """A problem for each file below `folder`, which messages call `name`, that MkDocs could not or must not publish."""
    for file in sorted(folder.rglob("*")):
        if wrong := _wrong(file):
            path = f"{name}/{file.relative_to(folder).as_posix()}"
            yield Problem(Location(path, 1), wrong, "file")


def _wrong(file: Path) -> str:
    if file.is_symlink():
        return "is a link to another file; put the file itself here"
    if not file.name.isprintable() and any(is_refused(char) or (char.isspace() and char != " ") for char in file.name):
        return "has a name with characters that can't be seen; rename it"
    if not os.access(file, os.R_OK):
        return "can't be read: permission denied"
    return "" if file.is_file() or file.is_dir() else "is no ordinary file; delete it"
