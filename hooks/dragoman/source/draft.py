"""The glossary's file as it is and as it would be; it is written only when the result reads well."""

from __future__ import annotations

import dataclasses
import re
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.glossary import Glossary
from dragoman.problems import GlossaryError, Location, Problem, errors
from dragoman.source.blocks import blocks
from dragoman.source.characters import decoded
from dragoman.source.nodes import Refused
from dragoman.source.reader import read_bytes

# Text and name of the file -> new text; raises `Refused`.
Change = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is not written yet. `new` is empty and nothing is to be written where there are `problems`."""

    path: Path
    before: bytes
    after: bytes
    old: Glossary
    new: Glossary | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether a byte differs."""
        return self.after != self.before

    def write(self) -> None:
        """Put the new file in the old one's place; raises `GlossaryError` where that can't be done."""
        if not self.is_change:
            return
        # Behind a link stands the file itself.
        place = self.path.resolve()
        try:
            if place.read_bytes() != self.before:
                raise GlossaryError([_problem(self.path, "was changed meanwhile, and nothing was written; try again")])
            _put(self.after, place)
        except OSError as error:
            raise GlossaryError([_problem(self.path, f"can't be written: {_reason(error)}")]) from None


def draft(path: Path, change: Change, unsorted: bool = True) -> Draft:
    """The file in `path` with a change; raises `GlossaryError` where the file is bad as it is.

    `unsorted`: entries may still stand in the wrong order afterwards.
    """
    name = path.name if path.is_absolute() else path.as_posix()
    try:
        before = path.read_bytes()
    except OSError as error:
        raise GlossaryError([_problem(path, f"can't be read: {_reason(error)}")]) from None
    old = read_bytes(before, name, excused="order")
    if old.glossary is None:
        raise GlossaryError(errors(old.problems))
    text, _ = decoded(before, name)
    try:
        changed = change(text, name)
        after = before[: len(before) - len(text.encode())] + changed.encode("utf-8", "surrogatepass")
    except Refused as refused:
        return Draft(path, before, before, old.glossary, None, (refused.problem,))
    new = read_bytes(after, name, excused="order" if unsorted else "")
    problems = [_worded(problem, changed, old.glossary) for problem in errors(new.problems)]
    return Draft(path, before, after, old.glossary, new.glossary, tuple(problems))


def _put(data: bytes, place: Path) -> None:
    """Write beside and move into place, so that there is the old file or the new one, never a part of it."""
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as beside:
        new = Path(beside.name)
        try:
            beside.write(data)
            beside.close()
            new.chmod(stat.S_IMODE(place.stat().st_mode))
            new.replace(place)
        except OSError:
            new.unlink(missing_ok=True)
            raise


def _worded(problem: Problem, text: str, old: Glossary) -> Problem:
    """A problem of a text that will not be written: it names entries in place of that text's lines."""
    try:
        parts = blocks(text, problem.location.path)
    except Refused:
        return problem
    id = problem.entry or parts.entry_at(problem.location.line)
    message = re.sub(r"\bline (\d+)", lambda line: f"entry {parts.entry_at(int(line[1])) or '?'}", problem.message)
    line = old.by_id[id].line if id in old.by_id else 1
    return dataclasses.replace(problem, location=Location(problem.location.path, line), message=message, entry=id)


def _problem(path: Path, message: str) -> Problem:
    return Problem(Location(path.name if path.is_absolute() else path.as_posix(), 1), message, "file")


def _reason(error: OSError) -> str:
    return (error.strerror or "no such file").lower()
