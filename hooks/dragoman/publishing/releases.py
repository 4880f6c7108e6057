"""The releases in a folder, of which readers see one.

releases/20261122-093000-1a2b3c4d/    a finished site; its name begins with the time of its build
current -> releases/…                 what readers see
serving/                              what the web server must know
lock                                  held while somebody publishes
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dragoman.publishing.failure import PublishingError

_UNFINISHED = ".tmp"


@dataclass(frozen=True, slots=True)
class Releases:
    """Those in `folder`. Whatever ends half-way leaves `current` at a whole site."""

    folder: Path

    @property
    def names(self) -> tuple[str, ...]:
        """The finished ones, from the oldest to the newest."""
        found = self._all.iterdir() if self._all.is_dir() else ()
        return tuple(sorted(path.name for path in found if path.suffix != _UNFINISHED))

    @property
    def current(self) -> str:
        """The one that readers see; empty before the first."""
        link = self.folder / "current"
        return link.readlink().name if link.is_symlink() else ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else publishes here meanwhile; raises `PublishingError` if somebody does.

        The system lets go of the lock when its process ends, however it does.
        """
        import fcntl  # not on Windows, where the other commands work

        self._all.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a+", encoding="ascii") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                other = lock.read().strip() or "unknown"
                raise PublishingError(
                    f"{self.folder}: process {other} is publishing here; wait until it has ended, then try again"
                ) from None
            lock.truncate(0)
            print(os.getpid(), file=lock, flush=True)
            yield

    @contextmanager
    def making(self, name: str) -> Iterator[Path]:
        """An unfinished release to be filled; it becomes a finished one at the end, or vanishes with any error."""
        self._sweep()
        self._must_be_next(name)
        self._must_be_a_link()
        unfinished = self._all / f"{name}{_UNFINISHED}"
        try:
            yield unfinished
            _flush(unfinished)
            unfinished.rename(self._all / name)
            _flush_folder(self._all)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def show(self, name: str) -> None:
        """Readers see this one from now on: at no moment do they see none."""
        self._must_be_a_link()
        new = self.folder / "current.new"
        new.unlink(missing_ok=True)
        new.symlink_to(Path("releases") / name)
        new.replace(self.folder / "current")
        _flush_folder(self.folder)

    def roll_back(self) -> str:
        """Readers see the release before the current one again; gives its name."""
        if not self.current:
            raise PublishingError(f"{self.folder}: shows no release, so there is none to go back to")
        with self.locked():
            before = [name for name in self.names if name < self.current]
            if not before:
                raise PublishingError(f"{self._all}: no release is older than the current one; nothing to go back to")
            self.show(before[-1])
            return before[-1]

    def keep(self, count: int) -> None:
        """Delete all but the newest releases; never the current one."""
        for name in self.names[:-count]:
            if name != self.current:
                shutil.rmtree(self._all / name, ignore_errors=True)

    def drop_after_current(self) -> None:
        """Delete what was rolled back from: the release before the next one is the one that readers saw."""
        for name in self.names if self.current else ():
            if name > self.current:
                shutil.rmtree(self._all / name, ignore_errors=True)

    @property
    def _all(self) -> Path:
        return self.folder / "releases"

    def _sweep(self) -> None:
        # A build whose publisher was killed may still be writing: what can't be deleted now is deleted next time.
        for path in self._all.glob(f"*{_UNFINISHED}"):
            shutil.rmtree(path, ignore_errors=True)

    def _must_be_next(self, name: str) -> None:
        # One that was rolled back from is deleted anyhow: so there is a way out, should a wrong clock have named it.
        newest = self.current or (self.names or ("",))[-1]
        if name <= newest:
            raise PublishingError(
                f"{self._all / newest}: is not older than {name}; set this machine's clock, or wait a second, or if "
                "it was set wrong when that release was made, roll back first"
            )

    def _must_be_a_link(self) -> None:
        link = self.folder / "current"
        if link.exists() and not link.is_symlink():
            raise PublishingError(f"{link}: is no link, so it can't be moved to another release; move it away")


def _flush(folder: Path) -> None:
    """Have the disk write all files and folders: a power cut must not leave a release that only seems whole."""
    for path, _, files in os.walk(folder):
        for name in files:
            with (Path(path) / name).open("rb") as file:
                os.fsync(file.fileno())
        _flush_folder(Path(path))


def _flush_folder(folder: Path) -> None:
    # Some file systems can't flush a folder; then its files must do.
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)
