"""A style's words in, a row of `artwork/styles.toml` out, and by its steps a drawing's layers into a picture."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyboard import finish_lines, finish_paint, finish_tones
from storyboard.artwork import find_row, parse_rows, read_table
from storyboard.canvas import Colour, hexcolour
from storyboard.textures import black_and_white

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL import Image

    from storyboard.sheets import Sheet

FINISHES = {**finish_tones.STEPS, **finish_paint.STEPS, **finish_lines.STEPS}
USUAL = "graphic_novel"


@dataclass(frozen=True, slots=True)
class StyleRow:
    """How panels of one style look."""

    steps: tuple[tuple[str, ...], ...]  # name of a finish and what it is told
    paper: Colour  # around the panel
    frame: float  # how heavy the ruled frame is; 0: the paint ends by itself
    monochrome: bool  # told colours cannot be seen


def find_style(texts: Sequence[str]) -> str:
    """Name the row of a style by its words, the most telling text first; one that says nothing known is the usual."""
    return next(filter(None, (find_row("styles", "style", text) for text in texts)), USUAL)


@functools.cache
def read_style(name: str) -> StyleRow:
    """Read a row; an unknown name is the usual style."""
    rows = read_table("styles")["style"]
    row: Mapping[str, object] = rows.get(name, rows[USUAL])
    return StyleRow(
        parse_steps(str(row["steps"])),
        hexcolour(str(row["paper"])),
        float(str(row.get("frame", 1.0))),
        bool(row.get("monochrome", False)),
    )


def parse_steps(text: str) -> tuple[tuple[str, ...], ...]:
    """Read steps, one a line; colours are `#rrggbb`, so that only a line that starts with `# ` is a remark."""
    return tuple(row for row in parse_rows(text) if row[0] != "#")


def finish(sheet: Sheet, style: StyleRow) -> Image.Image:
    """Take a drawing's layers through a style's steps."""
    for name, *values in style.steps:
        sheet = FINISHES[name](sheet, *(as_value(value) for value in values))
    return sheet.colours


def pin_levels(sheet: Sheet, style: StyleRow) -> StyleRow:
    """Give a style that stretches the tones of every other sheet as it stretches this one's."""
    steps: list[tuple[str, ...]] = []
    for name, *values in style.steps:
        numbers = [as_value(value) for value in values]
        if name == "levels":
            low, high, *share = (float(number) for number in numbers)
            name, numbers = "stretch", [*black_and_white(sheet.grey, low, high), *share]  # noqa: PLW2901
        sheet = FINISHES[name](sheet, *numbers)
        steps.append((name, *map(str, numbers)))
    return replace(style, steps=tuple(steps))


def as_value(text: str) -> str | float:
    """Read a step's value: a number, or a colour."""
    return text if text[0].isalpha() or text[0] == "#" else float(text)
