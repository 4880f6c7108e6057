"""What reading a file gives."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.glossary import Glossary
from dragoman.problems import Problem


class Reading(NamedTuple):
    """What a file holds: a glossary, unless it has errors, and all problems, sorted."""

    glossary: Glossary | None
    problems: tuple[Problem, ...]
