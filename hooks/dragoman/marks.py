"""The marks by which departments are told apart: a shape and a colour each, so that neither must stand alone.

Colours are pairs for the light and the dark scheme; `tests/test_marks.py` holds their contrast (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """Ink on paper and its tint, as #rrggbb, in the light and in the dark scheme."""

    light: str
    light_tint: str
    dark: str
    dark_tint: str


COLOURS = {
    "rust": Colour("#b3401b", "#fdf1ea", "#ffa37c", "#2a1d18"),
    "teal": Colour("#0b6470", "#e8f4f4", "#6fd3d6", "#12272b"),
    "green": Colour("#3a6a1f", "#eef5e8", "#a3d97f", "#1b2716"),
    "blue": Colour("#2b57a8", "#ebf1fb", "#9dc0ff", "#172238"),
    "plum": Colour("#96316f", "#fbeef6", "#f5a6d6", "#2b1a26"),
    "ochre": Colour("#7d5a00", "#faf3df", "#e8c25a", "#28220f"),
    "violet": Colour("#63438f", "#f3eefa", "#c9b2f2", "#231d30"),
}

# Drawn in a box of 20 by 20; "overlap" is what all departments share.
SHAPES = {
    "circle": '<circle cx="10" cy="10" r="8"/>',
    "square": '<rect x="2.5" y="2.5" width="15" height="15" rx="3"/>',
    "diamond": '<rect x="4" y="4" width="12" height="12" rx="2" transform="rotate(45 10 10)"/>',
    "triangle": '<path d="M10 2.4 18.2 17H1.8Z" stroke-linejoin="round"/>',
    "hexagon": '<path d="M10 1.6 17.4 5.8v8.4L10 18.4 2.6 14.2V5.8Z" stroke-linejoin="round"/>',
    "overlap": '<circle cx="7" cy="10" r="6"/><rect x="8.5" y="4.5" width="11" height="11" rx="2.5" opacity=".6"/>',
}
