"""Makes the printed sheets' fonts anew from the site's: Typst takes static TrueType only, and one file a weight.

The outlines are the site's own, so that paper and screen look alike.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
SITE = ROOT / "overrides" / "assets" / "dragoman" / "fonts"
PRINT = ROOT / "hooks" / "dragoman" / "handouts" / "fonts"
FAMILY = "Atkinson Hyperlegible Next"
STYLES = {
    "regular": ("400-normal", "Regular", 400, False),
    "bold": ("700-normal", "Bold", 700, False),
    "extrabold": ("800-normal", "ExtraBold", 800, False),
    "italic": ("400-italic", "Italic", 400, True),
}


def main() -> None:
    """Write a TTF for each style, the licence, and the list of characters that all of them hold."""
    fonts = {name: merged(*style) for name, style in STYLES.items()}
    for name, font in fonts.items():
        font.save(PRINT / f"atkinson-next-{name}.ttf")
    shutil.copy(SITE / "OFL.txt", PRINT / "OFL.txt")
    shared = frozenset.intersection(*(frozenset(font.getBestCmap()) for font in fonts.values()))
    (PRINT / "characters.txt").write_text("".join(f"{run}\n" for run in runs(sorted(shared))), encoding="ascii")


def merged(weight: str, style: str, number: int, italic: bool) -> TTFont:
    """One font of the Latin and the Latin Extended subset."""
    parts = []
    for subset in ("latin", "latin-ext"):
        plain = io.BytesIO()
        font = TTFont(SITE / f"next-{subset}-{weight}.woff2")
        font.flavor = None
        font.save(plain)
        parts.append(io.BytesIO(plain.getvalue()))
    font = Merger().merge(parts)
    named(font, style, number, italic)
    return font


def named(font: TTFont, style: str, number: int, italic: bool) -> None:
    """Give the font the names and marks by which Typst tells its styles apart; the time of making stays out."""
    plain = style if style in ("Regular", "Bold", "Italic") else "Regular"
    family = FAMILY if plain == style else f"{FAMILY} {style}"
    names = {1: family, 2: plain, 4: f"{FAMILY} {style}", 6: f"AtkinsonHyperlegibleNext-{style}", 16: FAMILY, 17: style}
    for number_of_name, text in names.items():
        font["name"].setName(text, number_of_name, 3, 1, 0x409)
    font["OS/2"].usWeightClass = number
    font["OS/2"].fsSelection = 0x01 if italic else 0x20 if style == "Bold" else 0x40
    font["head"].macStyle = 0x02 if italic else 0x01 if style == "Bold" else 0
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False


def runs(points: list[int]) -> list[str]:
    """`0041-005A` for each stretch of neighbouring characters."""
    starts = [point for point in points if point - 1 not in points]
    ends = [point for point in points if point + 1 not in points]
    return [f"{start:04X}-{end:04X}" for start, end in zip(starts, ends, strict=True)]


if __name__ == "__main__":
    main()
