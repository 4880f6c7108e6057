"""A publication, step by step: a site is built aside, inspected, and only then shown."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.glossary import Glossary
from dragoman.problems import GlossaryError
from dragoman.publishing.building import allowed_scripts, build, build_env
from dragoman.publishing.compression import compress, zipped
from dragoman.publishing.inspection import inspect
from dragoman.publishing.releases import Releases
from dragoman.publishing.serving import must_be_plain, write_serving
from dragoman.publishing.tree import Tree, read_tree
from dragoman.routes import Routes


@dataclass(frozen=True, slots=True)
class Source:
    """What is published: the project in `root` with its glossary. `canary` is a secret that must not be in the site."""

    root: Path
    glossary: Glossary
    canary: str = ""


def release_name(now: datetime.datetime, glossary: Glossary) -> str:
    """A name that sorts by time and bears the glossary's version, as handouts do."""
    return f"{now.astimezone(datetime.UTC):%Y%m%d-%H%M%S}-{glossary.version}"


def publish(source: Source, releases: Releases, name: str, keep: int) -> tuple[Tree, bool]:
    """Show readers a new release called `name` and keep as many as `keep`.

    Gives its files, and whether the web server must read its settings anew. Raises `PublishingError` or, with all that
    the inspection found, `GlossaryError`; readers then see the old site.
    """
    must_be_plain(releases.folder)
    with releases.locked():
        with releases.making(name) as folder:
            tree, hashes = _inspected(source, folder, build_env(source.root), Routes())
            compress(folder)
            releases.drop_after_current()
            changed = write_serving(releases.folder, name, releases.names, tree, hashes)
        releases.show(name)
        releases.keep(keep)
    return tree, changed


def pack(source: Source, file: Path) -> Tree:
    """Write the wiki as a ZIP that opens by double click; raises as `publish` does, and then leaves `file` alone."""
    with tempfile.TemporaryDirectory(prefix="dragoman-folder-") as beside:
        folder = Path(beside) / "site"
        tree, _ = _inspected(
            source, folder, build_env(source.root, DRAGOMAN_OFFLINE="true"), Routes(directory_urls=False)
        )
        new = file.with_name(f"{file.name}.new")
        new.write_bytes(zipped(folder, file.stem))
        new.replace(file)
    return tree


def _inspected(source: Source, folder: Path, env: Mapping[str, str], routes: Routes) -> tuple[Tree, frozenset[str]]:
    """A site built into `folder`, in which nothing is wrong, and the hashes of the scripts that it may hold."""
    build(source.root, folder, env)
    tree = read_tree(folder)
    hashes = allowed_scripts(source.root, tree.depth, env)
    if problems := inspect(tree, source.glossary, hashes, source.canary, routes):
        raise GlossaryError(problems)
    return tree, hashes
