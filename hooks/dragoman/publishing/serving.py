"""What a web server must know of the site: the policy, which files never change, where the 404 page is.

Each release's script hashes are kept, and the policy allows those of all releases that are kept: a roll-back then needs
no other policy.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from dragoman.publishing.failure import PublishingError
from dragoman.publishing.policy import policy
from dragoman.publishing.tree import Tree

_TEMPLATES = Path(__file__).with_name("templates")
# Written as they are into another program's settings, so nothing in them may mean anything there.
_PLAIN_PATH = re.compile(r"/[\w./~-]*", re.ASCII)
# Material's files, whose names change with their content.
_LASTING = r"\.[0-9a-f]{8}\.min\.(?:css|js)$"
_FOR_A_YEAR = "public, max-age=31536000, immutable"


def must_be_plain(folder: Path) -> None:
    """Raises `PublishingError` if the folder's path can't stand in a web server's settings."""
    _must_be_plain(folder.absolute().as_posix(), "the folder's path")


def write_serving(folder: Path, release: str, kept: Iterable[str], tree: Tree, hashes: Collection[str]) -> bool:
    """Write `folder`/serving for a new release beside those that are `kept`; gives whether nginx.conf has changed."""
    must_be_plain(folder)
    _must_be_plain(tree.base, "site_url")
    serving, known = folder / "serving", folder / "serving" / "hashes"
    known.mkdir(parents=True, exist_ok=True)
    _put(known / release, "".join(f"{one}\n" for one in sorted(hashes)))
    names = {release, *kept}
    for old in known.iterdir():
        if old.name not in names:
            old.unlink()
    allowed = {line for name in names for line in _lines(known / name)}
    before = _lines(serving / "nginx.conf")
    for name, text in _files(folder.absolute().as_posix(), release, tree, policy(allowed)):
        _put(serving / name, text)
    return before != _lines(serving / "nginx.conf")


def _must_be_plain(path: str, what: str) -> None:
    if not _PLAIN_PATH.fullmatch(path):
        raise PublishingError(f"{path}: {what} holds more than letters, digits and ./~-_; choose another")


def _files(root: str, release: str, tree: Tree, header: str) -> Iterator[tuple[str, str]]:
    lasting = [path for path in sorted(tree.files) if re.search(_LASTING, path)]
    values = {
        "@ROOT@": root,
        "@BASE@": tree.base,
        "@RELEASE@": release,
        "@POLICY@": header,
        "@LASTING@": _LASTING,
        "@FOR_A_YEAR@": _FOR_A_YEAR,
        "@EACH_LASTING@": "".join(f"{tree.base}{path}\n  Cache-Control: {_FOR_A_YEAR}\n" for path in lasting),
    }
    for template in sorted(_TEMPLATES.iterdir()):
        text = template.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(name, value)
        yield template.name, text


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="ascii").split() if path.is_file() else []


def _put(path: Path, text: str) -> None:
    """Write a file beside its place and move it there; one that is as it should be stays untouched."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
