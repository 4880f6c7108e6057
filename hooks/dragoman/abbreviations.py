"""Abbreviations in running text that no entry explains."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.folding import folded
from dragoman.glossary import Glossary, is_abbreviation
from dragoman.matching import Span

# Capitals and digits, joined by & or /, with a plural's s; not within addresses, names and code.
ABBREVIATION = re.compile(
    # The first capital stands before the look behind it, as the search for it is then a quick one.
    r"[A-ZÀ-ÖØ-Þ](?<![\w@#$\\=.:/-].)(?:[A-ZÀ-ÖØ-Þ0-9]|[&/](?=[A-ZÀ-ÖØ-Þ]))+s?(?![\w@#$\\=])(?!\.\w)"
)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def undefined(text: str, spans: Iterable[Span], glossary: Glossary) -> Iterator[tuple[int, str]]:
    """Offset and word of each abbreviation in `text` that is in none of its `spans` and no entry's designation."""
    known = {at for span in spans for at in range(span.start, span.end)}
    for match in ABBREVIATION.finditer(text):
        word = match.group().removesuffix("s")
        if match.start() in known or folded(word) in glossary.by_surface:
            continue
        if is_abbreviation(word) and not _ROMAN.fullmatch(word):
            yield match.start(), word


def ignored(root: Path) -> frozenset[str]:
    """The abbreviations that need no entry: `ignore` below `[tool.dragoman]` in the project's pyproject.toml."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(project.get("tool", {}).get("dragoman", {}).get("ignore", ()))
