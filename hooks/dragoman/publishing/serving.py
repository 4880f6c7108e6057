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

_TEMPLATES = Path(__file__).with_name("templates")
# Written as they are into another program's settings, so nothing in them may mean anything there.
_PLAIN_PATH = re.compile(r"/[\w./~-]*", re.ASCII)


def write_serving(folder: Path, release: str, kept: Iterable[str], base: str, hashes: Collection[str]) -> None:
    """Write `folder`/serving for a new release beside those that are `kept`; the site stands below `base`."""
    root = folder.absolute().as_posix()
    for path, what in ((root, "the folder's path"), (base, "site_url")):
        if not _PLAIN_PATH.fullmatch(path):
            raise PublishingError(f"{path}: {what} holds more than letters, digits and ./~-_; choose another")
    serving, known = folder / "serving", folder / "serving" / "hashes"
    known.mkdir(parents=True, exist_ok=True)
    _put(known / release, "".join(f"{one}\n" for one in sorted(hashes)))
    names = {release, *kept}
    for old in known.iterdir():
        if old.name not in names:
            old.unlink()
    allowed = {line for name in names for line in _lines(known / name)}
    for name, text in _files(root, base, release, policy(allowed)):
        _put(serving / name, text)


def _files(root: str, base: str, release: str, header: str) -> Iterator[tuple[str, str]]:
    values = {"@ROOT@": root, "@BASE@": base, "@RELEASE@": release, "@POLICY@": header}
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
