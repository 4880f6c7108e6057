"""Building as somebody else: the site generator runs in a process of its own, into a folder that nobody reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dragoman.publishing.failure import PublishingError
from dragoman.publishing.tree import read_tree

# Seconds. A page can be written so that Markdown takes hours; 10,000 entries on 1,000 pages take less than one minute.
TIME_LIMIT = 900
_TRACEBACK = "Traceback (most recent call last):"
# What a skeleton must not hold: words, pages and what earlier builds have left.
_CONTENT = {"mkdocs.yml", "glossary.yaml", "docs", "site", "releases", "current", "serving"}
_SKELETON = """INHERIT: {settings}
docs_dir: docs
nav: null
extra:
  dragoman:
    glossary: glossary.yaml
"""
_NO_ENTRIES = "departments:\n  one:\n    name: One\n  two:\n    name: Two\nentries:\n"


def build(root: Path, folder: Path, env: Mapping[str, str]) -> None:
    """Build the site of the project in `root` into `folder`; raises `PublishingError` with all that was said."""
    # Another program that builds projects of MkDocs 1.x can take its place: SUCCESSOR.md.
    generator = env.get("DRAGOMAN_GENERATOR", "mkdocs")
    command = [sys.executable, "-m", generator, "build", "--strict", "--site-dir", str(folder.absolute())]
    try:
        done = subprocess.run(
            command, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIME_LIMIT
        )
    except subprocess.TimeoutExpired:
        raise PublishingError(
            f"{root}: the build took more than {TIME_LIMIT // 60} minutes and was ended; look for the page that it "
            f"stopped at with: {generator} build --strict --verbose"
        ) from None
    if done.returncode:
        said = done.stdout.decode(errors="replace").splitlines()
        lines = [line for line in _without_traceback(said, generator) if line.strip() and not line.startswith("INFO ")]
        raise PublishingError("\n".join(lines) or f"{root}: the build ended with {done.returncode} and said nothing")


def _without_traceback(said: list[str], generator: str) -> list[str]:
    """What a build said; of an error that it didn't expect only which one, and how to see the rest."""
    if _TRACEBACK not in said:
        return said
    return [*said[: said.index(_TRACEBACK)], f"{said[-1]}; see where with: {generator} build --strict --verbose"]


def allowed_scripts(root: Path, depth: int, env: Mapping[str, str]) -> frozenset[str]:
    """The hashes of the inline scripts that the project's theme brings, in pages down to `depth` folders.

    They come from a site with the same theme and settings, and without one word of the project's.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-skeleton-") as name:
        skeleton = Path(name)
        _lay_out(root, skeleton, depth)
        build(skeleton, skeleton / "site", env)
        return read_tree(skeleton / "site").hashes


def build_env(root: Path, **more: str) -> dict[str, str]:
    """The environment of a build: this process's own, `more`, and the date of the last commit unless one is given.

    The clock would make other bytes of the same commit (reproducible-builds.org, SOURCE_DATE_EPOCH).
    """
    return {**_committed(root), **os.environ, "NO_MKDOCS_2_WARNING": "1", **more}


def _committed(root: Path) -> dict[str, str]:
    # Who publishes need not own the checkout, which git would otherwise refuse to read.
    command = ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"]
    try:
        epoch = subprocess.run(command, cwd=root, capture_output=True, text=True).stdout.strip()
    except OSError:
        return {}
    return {"SOURCE_DATE_EPOCH": epoch} if epoch else {}


def _lay_out(root: Path, skeleton: Path, depth: int) -> None:
    """A project that differs from the one in `root` only in its content: an empty page in each depth of folders."""
    for path in root.iterdir():
        if path.name not in _CONTENT and not path.name.startswith("."):
            (skeleton / path.name).symlink_to(path.absolute())
    settings = json.dumps(str((root / "mkdocs.yml").absolute()))
    (skeleton / "mkdocs.yml").write_text(_SKELETON.format(settings=settings), encoding="utf-8")
    (skeleton / "glossary.yaml").write_text(_NO_ENTRIES, encoding="utf-8")
    folder = skeleton / "docs"
    for level in range(depth + 1):
        folder.mkdir()
        (folder / "index.md").write_text("# Empty\n", encoding="utf-8")
        folder /= str(level + 1)
