"""The hand-lettered typeface of captions and labels: a text in, pen strokes on a canvas out.

Its letters are the rows of `artwork/lettering.toml`; another typeface is another table.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.artwork import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Canvas, Colour, Point

CAP_HEIGHT = 6.0  # units of the grid
TRACKING = 1.5
SPELT = {"–": "-", "—": "-", "’": "'", "‘": "'", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"}
SPELT |= {letter.upper(): spelt.capitalize() for letter, spelt in SPELT.items() if len(letter.upper()) == 1}
# Words that no shortened caption may end in.
LOOSE_ENDS = frozenset(
    "a an and as at by for from her his in into its my of off on onto or our out over the their to up with your".split()  # noqa: SIM905
)
OPENERS = frozenset(("a", "an", "her", "his", "its", "my", "our", "the", "their", "your"))  # an object begins with them


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter: how wide it is, and its strokes."""

    width: float
    strokes: tuple[tuple[Point, ...], ...]


@functools.cache
def read_glyph(letter: str) -> Glyph:
    """Read a letter of `artwork/lettering.toml`."""
    width, _, pen = str(read_table("lettering")["glyph"][letter]).strip().partition(" ")
    strokes = [[float(number) for number in stroke.split()] for stroke in pen.split("/") if stroke.strip()]
    return Glyph(float(width), tuple(tuple(zip(s[::2], s[1::2], strict=True)) for s in strokes))


def spell(text: str) -> str:
    """Reduce a text to the letters of the typeface, without accents; other characters are dropped."""
    glyphs = read_table("lettering")["glyph"]
    plain = "".join(SPELT.get(letter, letter) for letter in " ".join(text.split()))
    plain = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(letter for letter in plain if letter in glyphs).split())


def text_width(text: str, height: float) -> float:
    """Give the width of spelt letters of this cap height."""
    widths = [read_glyph(letter).width + TRACKING for letter in text]
    return max(0.0, sum(widths) - TRACKING) * height / CAP_HEIGHT


def fit(text: str, height: float, width: float) -> str:
    """Shorten a text, whole words first, to what fits into `width` and does not end in the middle of a phrase."""
    words = text.split()
    for count in range(len(words), 0, -1):
        said = " ".join(words[:count])
        if text_width(said, height) <= width and ends_phrase(words, count):
            return said.rstrip(" :,-")
    return ""


def ends_phrase(words: Sequence[str], count: int) -> bool:
    """Whether a text may be cut after some words: before a preposition or after a mark, not in the middle of a noun."""
    is_end = count == len(words) or words[count - 1][-1] in ",:" or words[count].casefold() in LOOSE_ENDS - OPENERS
    return is_end and words[count - 1].casefold() not in LOOSE_ENDS


def letter(canvas: Canvas, text: str, at: Point, height: float, colour: Colour) -> None:
    """Letter a spelt text; `at` is the left end of its base line."""
    unit, (x, y) = height / CAP_HEIGHT, at
    for sign in text:
        glyph = read_glyph(sign)
        for stroke in glyph.strokes:
            # A slight slope makes it a hand's.
            points = [(x + (u + 0.1 * v) * unit, y - v * unit) for u, v in stroke]
            canvas.stroke(points, colour, 0.85 * unit)
        x += (glyph.width + TRACKING) * unit
