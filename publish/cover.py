"""A title, an author and a picture in, the cover out: type around the picture, on a background of its hue."""

from __future__ import annotations

import colorsys
import textwrap
import tomllib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).with_name("page") / "fonts"


@dataclass(frozen=True, slots=True)
class FontSubset:
    """A font file and the characters that it covers."""

    upright: str  # file name
    italic: str
    css_ranges: str

    def __contains__(self, letter: str) -> bool:
        """Tell whether the subset has this letter."""
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


SIZE = (1600, 2400)  # pixels; the proportion of a printed novel, 6 by 9 inches
MARGIN = 150
BAND = (980, 2010)  # top and bottom of the picture's area
TITLE_BOX = (190, 860)  # top and bottom of the title's area
AUTHOR_LINE = 2190  # baseline of the author's name
RULE = 5  # pixels, above and below the picture
TITLE_SIZES = (250, 230, 210, 190, 170, 150, 132, 116, 102, 90, 78, 66)
AUTHOR_SIZES = (104, 92, 82, 72, 62, 54)
AUTHOR_TRACKING, TRACKING = 0.04, 0.01  # of the size
LEADING = 1.12
LEAST_WIDTH = 36  # letters of the smallest title size that surely fit
LONGEST_TITLE = 200  # letters
PLAIN_ROOM = (520, 1500)  # the title's area on a cover without a picture
PLAIN_RULE = (710, 1640, 890, 1644)  # the line under it
MOST_LINES = 5
PAPER = (246, 238, 220)  # the colour of the type


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one size."""

    text: str
    size: int
    tracking: float  # of the size, between letters

    @property
    def width(self) -> float:
        """How wide the line runs, in pixels."""
        return sum(advance for _, advance in self.letters()) - self.tracking * self.size

    def letters(self) -> list[tuple[str, float]]:
        """Give each letter with its advance to the next one."""
        following = [*self.text[1:], ""]
        return [
            (a, pair_advance(a, b, self.size) + self.tracking * self.size)
            for a, b in zip(self.text, following, strict=True)
        ]


@cache
def font_at(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Open a font at a size, with the basic layout, which gives the same pixels on every platform."""
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def font_for(letter: str, size: int) -> ImageFont.FreeTypeFont:
    """Give the font that has a letter."""
    subset = subset_for(letter)
    assert subset is not None
    return font_at(subset.upright, size)


def pair_advance(letter: str, following: str, size: int) -> float:
    """Give a letter's advance width, kerned with the next one where both are in one font."""
    font = font_for(letter, size)
    if following and font_for(following, size) is font:
        return font.getlength(letter + following) - font.getlength(following)
    return font.getlength(letter)


def can_letter(text: str) -> bool:
    """Tell whether the typeface has every letter of a text."""
    return all(subset_for(letter) for letter in text)


def draw_cover(picture: Image.Image | None, title: str, author: str) -> Image.Image:
    """Draw the cover; a title or author with letters that the typeface lacks is left out."""
    ground, accent = choose_colours(picture)
    cover = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(cover)
    if picture is not None:
        place_picture(cover, draw, picture, accent)
    else:
        draw.rectangle(PLAIN_RULE, fill=accent)
    if can_letter(title):
        set_title(draw, title[:LONGEST_TITLE], PLAIN_ROOM if picture is None else TITLE_BOX)
    if author and can_letter(author):
        lines = (Line(author, size, AUTHOR_TRACKING) for size in AUTHOR_SIZES)
        set_line(draw, next(filter(fits, lines), Line(author[:LEAST_WIDTH], AUTHOR_SIZES[-1], 0)), AUTHOR_LINE)
    return cover


# --- Colour -----------------------------------------------------------------------------------------------------------
PLAIN_GROUND = (30, 42, 56)


def choose_colours(picture: Image.Image | None) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Choose a dark background and a light accent of the picture's main hue."""
    if picture is None:
        hue, _, saturation = colorsys.rgb_to_hls(*(value / 255 for value in PLAIN_GROUND))
    else:
        hue, saturation = main_hue(picture)
    dark, light = min(0.42, saturation), min(0.5, saturation)
    return from_hls(hue, 0.145, dark), from_hls(hue, 0.72, light)


def main_hue(picture: Image.Image) -> tuple[float, float]:
    """Find the hue that most of a picture's colour has: (hue, saturation), both 0 to 1."""
    small = picture.resize((48, 28), Image.Resampling.BOX).quantize(8, Image.Quantize.MEDIANCUT).convert("RGB")
    weights: dict[tuple[int, int, int], float] = {}
    for count, colour in small.getcolors(2048) or []:
        assert isinstance(colour, tuple)
        rgb = (colour[0], colour[1], colour[2])
        _, _, saturation = colorsys.rgb_to_hls(*(value / 255 for value in rgb))
        weights[rgb] = count * (0.15 + saturation)
    strongest = max(weights, key=lambda rgb: (weights[rgb], rgb))
    hue, _, saturation = colorsys.rgb_to_hls(*(value / 255 for value in strongest))
    return hue, saturation


def from_hls(hue: float, lightness: float, saturation: float) -> tuple[int, int, int]:
    """Convert HLS, each 0 to 1, to RGB, each 0 to 255."""
    red, green, blue = (round(255 * value) for value in colorsys.hls_to_rgb(hue, lightness, saturation))
    return red, green, blue


# --- Picture and type -------------------------------------------------------------------------------------------------
def place_picture(
    cover: Image.Image, draw: ImageDraw.ImageDraw, picture: Image.Image, accent: tuple[int, int, int]
) -> None:
    """Place the picture across the full width of the cover, between two rules."""
    top, bottom = BAND
    scale = max(SIZE[0] / picture.width, (bottom - top) / picture.height)
    width, height = round(picture.width * scale), round(picture.height * scale)
    left, above = (width - SIZE[0]) // 2, (height - (bottom - top)) // 2
    large = picture.resize((width, height), Image.Resampling.LANCZOS)
    cover.paste(large.crop((left, above, left + SIZE[0], above + bottom - top)), (0, top))
    for edge in (top - RULE, bottom):
        draw.rectangle((0, edge, SIZE[0], edge + RULE - 1), fill=accent)


def set_title(draw: ImageDraw.ImageDraw, title: str, room: tuple[int, int]) -> None:
    """Set the title as large as its area allows, on lines of even length, centred in the area."""
    lines = fit_title(title, room[1] - room[0])
    step = lines[0].size * LEADING
    first = (room[0] + room[1]) / 2 - step * (len(lines) - 1) / 2 + lines[0].size * 0.33
    for index, line in enumerate(lines):
        set_line(draw, line, first + index * step)


def fit_title(title: str, height: int) -> list[Line]:
    """Break a title into lines of the largest size that fits; a title that is too long is cut."""
    for size in TITLE_SIZES:
        for count in range(1, MOST_LINES + 1):
            lines = [Line(text, size, TRACKING) for text in break_evenly(title, count)]
            if len(lines) * size * LEADING <= height and all(map(fits, lines)):
                return lines
    return [Line(text, TITLE_SIZES[-1], TRACKING) for text in textwrap.wrap(title, LEAST_WIDTH)[:MOST_LINES]]


def fits(line: Line) -> bool:
    """Tell whether a line stays within the margins."""
    return line.width <= SIZE[0] - 2 * MARGIN


def break_evenly(title: str, count: int) -> list[str]:
    """Break a title into at most `count` lines, with the longest as short as possible."""
    longest = max(map(len, title.split()))
    breaks = (
        textwrap.wrap(title, width, break_long_words=False, break_on_hyphens=False)
        for width in range(longest, len(title) + 1)
    )
    return next(lines for lines in breaks if len(lines) <= count)


def set_line(draw: ImageDraw.ImageDraw, line: Line, baseline: float) -> None:
    """Draw a line centred on the cover, letter by letter."""
    x = (SIZE[0] - line.width) / 2
    for letter, advance in line.letters():
        draw.text((x, baseline), letter, font=font_for(letter, line.size), fill=PAPER, anchor="ls")
        x += advance
