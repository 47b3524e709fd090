"""Marks: what is drawn on a face from rows of `artwork/heads.toml`: beards, glasses, scars, freckles.

One shape a line, `KIND COLOUR NUMBERS`; a place is three numbers: degrees around the head, height, how far off it.

    form hair 0 0.1 0 ...     a polygon with an outline; `fill` leaves it off
    line ink WEIGHT 0 0 0 ... an open line; `loop` a closed one
    dots ink RADIUS 0 0 0 ... a dot at every place
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows
from storyboard.canvas import smooth
from storyboard.skulls import AROUND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Point
    from storyboard.sitters import Sitter

MARKS = ("form", "fill", "line", "loop", "dots")


def draw_marks(sitter: Sitter, row: Mapping[str, Any]) -> None:
    """Draw a row's shapes, at the height of the eyes, the nose or the mouth that it stands by."""
    foot = str(row.get("at", ""))
    height = float(sitter.age[foot]) if foot else 0.0
    for kind, colour, *texts in parse_rows(str(row["shapes"])):
        numbers = [float(text) for text in texts]
        weight = numbers.pop(0) if kind in ("line", "loop", "dots") else 1.0
        places = [(numbers[i], numbers[i + 1] + height, numbers[i + 2]) for i in range(0, len(numbers), 3)]
        draw_mark(sitter, kind, colour, weight, places)


def draw_mark(
    sitter: Sitter, kind: str, colour: str, weight: float, places: Sequence[tuple[float, float, float]]
) -> None:
    """Draw one shape where any of it is seen."""
    view = sitter.view
    if not any(view.seen(math.radians(x) * AROUND, y) for x, y, _ in places):
        return
    points = [view.on(math.radians(x) * AROUND, y, lift) for x, y, lift in places]
    if kind == "form":
        sitter.forms([smooth(points, closed=True, steps=3)], colour, 0.55)
    elif kind == "fill":
        sitter.fill(smooth(points, closed=True, steps=3), colour)
    elif kind == "dots":
        for x, y, _ in places:
            if view.seen(math.radians(x) * AROUND, y):
                sitter.fill(dot(view.on(math.radians(x) * AROUND, y), weight * view.size), colour)
    else:
        path = smooth(points, closed=False, steps=3)
        sitter.line([*path, path[0]] if kind == "loop" else path, weight, "" if colour == "ink" else colour)


def dot(middle: Point, radius: float) -> list[Point]:
    """Give a small round."""
    turns = [math.pi * index / 4 for index in range(8)]
    return [(middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)) for turn in turns]
