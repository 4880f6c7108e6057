"""Turkish: endings after an apostrophe, plural without one; I is the capital of ı, İ of i."""

import re

from dragoman.languages.rules import APOSTROPHE, Language, endings, words


def folded_turkish(text: str) -> str:
    """`text` in lower case as Turkish has it (Unicode, SpecialCasing.txt, "tr")."""
    return text.replace("I", "ı").replace("İ", "i").lower()


_PLURALS = [
    plural + case
    for plural, cases in {
        "ler": ["", "i", "e", "in", "de", "den", "le", "imiz", "inin", "ine", "inde", "inden"],
        "lar": ["", "ı", "a", "ın", "da", "dan", "la", "ımız", "ının", "ına", "ında", "ından"],
    }.items()
    for case in cases
]

TURKISH = Language(
    code="tr",
    name="Turkish",
    and_word="ve",
    stop_words=words(
        """
        ad ama an ana at ay az ben bir biz bu ci da daha de diye en et ev for gibi göre hem her iki ile in ise iş it
        kez ki kim mi ne o ot olan on onu ön po sen siz son su şu tek ve veya ya yok yol üç var
        """
    ),
    abbreviation_endings=endings(" ".join(_PLURALS)),
    word_endings=(),
    abbreviation_behind=re.compile(rf"{APOSTROPHE}[^\W\d_]{{1,12}}"),
    word_behind=re.compile(rf"{APOSTROPHE}[^\W\d_]{{1,12}}"),
    fold=folded_turkish,
)
