"""The languages that texts and entries may be in: one file of rules each, found here by their code."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.languages.english import ENGLISH
from dragoman.languages.german import GERMAN
from dragoman.languages.italian import ITALIAN
from dragoman.languages.polish import POLISH
from dragoman.languages.rules import Language
from dragoman.languages.turkish import TURKISH

LANGUAGES = {language.code: language for language in (ENGLISH, GERMAN, ITALIAN, POLISH, TURKISH)}


def enabled(codes: Iterable[str]) -> tuple[Language, ...]:
    """English, in which every glossary is written, and the languages of these codes, each once."""
    return tuple(LANGUAGES[code] for code in dict.fromkeys(("en", *sorted(codes))))
