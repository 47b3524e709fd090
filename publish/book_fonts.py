"""The book's typeface, cut by alphabet: which file has which letters, for the cover and for the printable page."""

from __future__ import annotations

import tomllib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("page") / "fonts"


@dataclass(frozen=True, slots=True)
class FontSubset:
    """The letters of one alphabet."""

    upright: str  # file name
    italic: str
    css_ranges: str

    def __contains__(self, letter: str) -> bool:
        """Whether the subset has this letter."""
        return any(first <= ord(letter) <= last for first, last in read_ranges(self.css_ranges))


@cache
def read_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Read CSS's unicode-range: "U+0000-00FF, U+0131"."""
    spans = [part.strip().removeprefix("U+").partition("-") for part in text.split(",")]
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in spans)


@cache
def font_subsets() -> tuple[FontSubset, ...]:
    """Read the table of fonts."""
    table = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))
    return tuple(FontSubset(row["upright"], row["italic"], row["ranges"]) for row in table["subset"])


def subset_for(letter: str) -> FontSubset | None:
    """Find the subset that has a letter."""
    return next((subset for subset in font_subsets() if letter in subset), None)


def font_faces(text: str) -> str:
    """Write the @font-face rules, with the fonts inside, for the alphabets that a text uses."""
    letters = set(text)
    used = [subset for subset in font_subsets() if any(letter in subset for letter in letters)]
    faces = [face for subset in used for face in ((subset.upright, "normal"), (subset.italic, "italic"))]
    ranges = {name: subset.css_ranges for subset in used for name in (subset.upright, subset.italic)}
    return "\n".join(font_face(name, style, ranges[name]) for name, style in faces)


def font_face(name: str, style: str, ranges: str) -> str:
    """Write one @font-face rule."""
    data = b64encode((FONTS / name).read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "EB Garamond"; font-style: {style}; font-weight: 400; '
        f"src: url(data:font/woff;base64,{data}) format('woff'); unicode-range: {ranges}; }}"
    )
