"""Shelves: what took long to make, found again by a hash of everything that went into it.

They stand in the user's own cache folder, never in the checkout, where a pull request could put a file. A shelf is a
convenience: whatever goes wrong with it, the thing is simply made again.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

_SEAL = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of files by name. `most` is how many are kept; those that nobody has asked for longest go first."""

    folder: Path
    most: int
    ending: str = ""

    def get(self, key: str) -> bytes | None:
        """What was put here under `key`; None where there is nothing, or it is damaged."""
        place = self._place(key)
        try:
            kept = place.read_bytes()
            os.utime(place)
        except OSError:
            return None
        content = kept[_SEAL:]
        return content if _seal(content) == kept[:_SEAL] else None

    def put(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`, if the folder can be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as beside:
                beside.write(_seal(content) + content)
            Path(beside.name).replace(self._place(key))
        except OSError:
            return

    def has(self, key: str) -> bool:
        """Whether there is something under `key`, damaged or not."""
        return self._place(key).is_file()

    def tidy(self) -> None:
        """Let go what is too much."""
        try:
            files = sorted(self.folder.glob(f"*{self.ending}"), key=lambda file: file.stat().st_mtime_ns)
            for file in files[: -self.most]:
                if file.is_file():
                    file.unlink(missing_ok=True)
        except OSError:
            return

    def _place(self, key: str) -> Path:
        return self.folder / f"{key}{self.ending}"


def cache_folder() -> Path:
    """The user's folder for what can be made again (XDG Base Directory Specification)."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "dragoman"
    try:
        return Path.home() / ".cache" / "dragoman"
    except RuntimeError:  # A container's user may have no home; below this no folder can be made.
        return Path(os.devnull) / "dragoman"


@functools.cache
def own_code() -> bytes:
    """A hash of the program's own text: another version makes things anew."""
    hash = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        hash.update(file.read_bytes())
    return hash.digest()


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
