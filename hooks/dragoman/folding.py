"""Text made comparable for searching and sorting; linking never folds accents.

The same rules stand in `overrides/assets/dragoman/filter.js`; `tests/cases/folding.yml` holds for both.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose, as people without them on their keyboard type them.
_PLAIN = str.maketrans(
    {"ł": "l", "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'"}
)


def folded(text: str) -> str:
    """`text` in lower case, without accents, with single spaces: what is typed finds what is written."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text).lower()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.translate(_PLAIN).split())


def slug(text: str) -> str:
    """`text` as a part of a URL: `[a-z0-9]` in parts joined by `-`; empty where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
