"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.glossary import Glossary
from dragoman.problems import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: a glossary, unless it has errors, and all problems, sorted."""

    glossary: Glossary | None
    problems: tuple[Problem, ...]
