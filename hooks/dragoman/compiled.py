"""Compiled templates, kept for the next build: without, each process compiles the theme's and our own anew.

They are code, unlike all else that is kept. So they come only from a folder that is the user's alone, and never from
the checkout, where a pull request could put a file.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from dragoman.shelf import Shelf, cache_folder, own_code

# So many templates are kept: those of some five themes and versions.
KEPT = 300
_OTHERS = stat.S_IWGRP | stat.S_IWOTH
CHECKOUT = Path(__file__).resolve().parents[2]


class Compiled(BytecodeCache):
    """Jinja's cache of compiled templates on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Called by Jinja: a template is the same wherever it stands, as in the folders of two releases."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles."""
        if _is_known(bucket.environment) and (code := self.shelf.get(_key(bucket))):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja when it has compiled."""
        if _is_known(bucket.environment):
            self.shelf.put(_key(bucket), bucket.bytecode_to_string())
            self.shelf.tidy()


def compiled(folder: Path | None = None) -> Compiled | None:
    """The user's compiled templates, in their cache or in `folder`; None where others could put some."""
    folder = folder or cache_folder() / "templates"
    return Compiled(Shelf(folder, KEPT)) if _is_own(folder) else None


def _is_own(folder: Path) -> bool:
    """Whether nobody but this user may write there."""
    if folder.resolve().is_relative_to(CHECKOUT):
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return False
    # Windows knows neither; there the user's folders are closed to others.
    is_mine = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & _OTHERS)
    return is_mine and stat.S_ISDIR(found.st_mode)


def _is_known(environment: jinja2.Environment) -> bool:
    """Whether no filter or test is a stranger's that may be run while a template is compiled, on constants in it."""
    filters = all(name in FILTERS or _is_harmless(made) for name, made in environment.filters.items())
    return filters and all(name in TESTS or _is_harmless(made) for name, made in environment.tests.items())


def _is_harmless(made: object) -> bool:
    """Whether one is ours, whose text is in the key, or sees the page, and so runs only when that is rendered."""
    sees_page = getattr(getattr(made, "jinja_pass_arg", None), "name", "") == "context"
    return sees_page or getattr(made, "__module__", "").startswith("dragoman.")


def _key(bucket: Bucket) -> str:
    """What the code depends on: the template's name and source, Jinja, its settings, the program."""
    environment = bucket.environment
    parts = (
        bucket.key,
        bucket.checksum,
        jinja2.__version__,
        environment.autoescape,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.undefined.__name__,
        sorted(environment.extensions),
        own_code(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
