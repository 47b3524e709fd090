"""Headgear: rows of `artwork/heads.toml` in, hats, helmets and crowns out, solids on a head as it is turned.

A row is either a shell like hair (it has a `line`), or shapes, one a line, or both:

    solid hat 0.2 0.4 -0.4 0.36 ...   level rings, each height, front, back, half width, as one solid
    brim hat 0.2 0.6 -0.6 0.55        a flat disc
    peak hat 0.2 0.3                  a shade above the eyes: height, how far it sticks out
    band black 0.2 0.26               a ribbon around what is drawn below: lower and upper height on the last solid
    spikes brass 0.3 0.45 0.6         a crown: lower edge, valleys, tips
    globe glass 0.05 0.62             a clear sphere: height, radius
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows, read_table
from storyboard.canvas import smooth
from storyboard.skulls import AROUND
from storyboard.space import hull

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storyboard.canvas import Point
    from storyboard.sitters import Sitter
    from storyboard.skulls import View

BEHIND = -0.2  # how far the face must be turned away for what is at the throat to be hidden
CROWN = 0.62  # head heights from the middle of a head to the top of the hair
LEVEL = -0.02  # how far the crown must be turned to the camera for the upper side of a brim to show


def gear_row(name: str) -> Mapping[str, Any]:
    """Give a row of the headgear; {} where there is none."""
    rows: Mapping[str, Mapping[str, Any]] = read_table("heads")["headgear"]
    return rows.get(name, {})


@cache
def crown_of(name: str) -> float:
    """Give how high a head reaches from its middle with a hat or a helmet on, in head heights."""
    heights = [CROWN]
    for kind, _, *words in parse_rows(str(gear_row(name).get("shapes", ""))):
        numbers = [float(word) for word in words]
        heights += TIPS[kind](numbers) if kind in TIPS else []
    return max(heights)


def draw_headgear(sitter: Sitter, row: Mapping[str, Any]) -> None:
    """Draw a row's shapes; a brim comes before the crown where it is seen from above."""
    shapes = parse_rows(str(row.get("shapes", "")))
    if row.get("throat") and sitter.view.ahead < BEHIND:
        return
    if sitter.view.above < LEVEL:
        shapes = (
            *(shape for shape in shapes if shape[0] != "brim"),
            *(shape for shape in shapes if shape[0] == "brim"),
        )
    for kind, colour, *numbers in shapes:
        SHAPES[kind](sitter, colour, [float(number) for number in numbers])


def disc(view: View, y: float, front: float, back: float, half: float) -> list[Point]:
    """Give a level ellipse around the head."""
    middle, deep = (front + back) / 2, (front - back) / 2
    turns = [math.pi * index / 12 for index in range(24)]
    return [view.at(middle + deep * math.cos(turn), y, half * math.sin(turn)) for turn in turns]


def draw_solid(sitter: Sitter, colour: str, numbers: Sequence[float]) -> None:
    """Draw rings as one solid, its right side in shade."""
    rings = rounded([numbers[start : start + 4] for start in range(0, len(numbers), 4)])
    points = [point for ring in rings for point in disc(sitter.view, *ring)]
    sitter.forms([hull(points)], colour)
    right = [edge_of(sitter.view, ring, 1.0) for ring in rings]
    inner = [edge_of(sitter.view, ring, 0.45) for ring in rings]
    sitter.fill([*right, *reversed(inner)], f"{colour}-")


def rounded(rings: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """Put rings between some rings, so that a solid of three or more is round."""
    if len(rings) < 3:  # noqa: PLR2004 (a plain drum)
        return [tuple(ring) for ring in rings]
    parts = [smooth([(ring[0], ring[part]) for ring in rings], closed=False, steps=3) for part in (1, 2, 3)]
    return [(y, front, back, half) for (y, front), (_, back), (_, half) in zip(*parts, strict=True)]


def edge_of(view: View, ring: Sequence[float], share: float) -> Point:
    """Give a point of a ring towards its right end on the panel."""
    points = disc(view, *ring)
    middle, end = view.at((ring[1] + ring[2]) / 2, ring[0], 0.0), max(points)
    return (middle[0] + (end[0] - middle[0]) * share, middle[1] + (end[1] - middle[1]) * share)


def draw_brim(sitter: Sitter, colour: str, numbers: Sequence[float]) -> None:
    """Draw a disc with some thickness."""
    y, front, back, half = numbers[:4]
    thick = 0.024
    points = [*disc(sitter.view, y, front, back, half), *disc(sitter.view, y - thick, front, back, half)]
    sitter.forms([hull(points)], f"{colour}-" if sitter.view.above < LEVEL else colour)


def draw_peak(sitter: Sitter, colour: str, numbers: Sequence[float]) -> None:
    """Draw the shade of a cap, bent down a little to the front."""
    view, (y, out) = sitter.view, numbers[:2]
    points = []
    for degrees in range(-70, 71, 14):
        turn = math.radians(degrees)
        forward, _, side = view.solid(turn, y, 0.03)
        reach = out * max(0.0, math.cos(turn)) ** 0.6
        points += [view.at(forward, y + 0.02, side), view.at(forward + reach, y - 0.03 * math.cos(turn), side * 0.98)]
    if view.ahead > -0.5:  # noqa: PLR2004 (not from behind)
        sitter.forms([hull(points)], colour)


def draw_band(sitter: Sitter, colour: str, numbers: Sequence[float]) -> None:
    """Draw a ribbon around the head."""
    low, high, front, back, half = numbers[:5]
    points = [*disc(sitter.view, low, front, back, half), *disc(sitter.view, high, front, back, half)]
    sitter.forms([hull(points)], colour, 0.7)


def draw_spikes(sitter: Sitter, colour: str, numbers: Sequence[float]) -> None:
    """Draw the part of a crown that is seen."""
    view, (low, valley, tip) = sitter.view, numbers[:3]
    facing = math.degrees(view.limb(low))
    steps = [facing - 90 + 180 * index / 12 for index in range(13)]
    upper = [view.on(math.radians(step) * AROUND, low, 0.05) for step in steps]
    rise = (view.up[0], view.up[1])
    tops = []
    for index, (x, y) in enumerate(upper):
        height = (tip if index % 2 else valley) - low
        tops.append((x + rise[0] * height, y + rise[1] * height))
    bottom = [(x, y) for x, y in reversed(upper)]
    sitter.forms([[*tops, *bottom]], colour)


def draw_globe(sitter: Sitter, colour: str, numbers: Sequence[float]) -> None:
    """Draw a clear sphere around the head, with a gleam."""
    view, (height, radius) = sitter.view, numbers[:2]
    x, y = view.at(0.0, height, 0.0)
    reach = radius * view.size
    turns = [2 * math.pi * index / 32 for index in range(33)]
    rim = [(x + reach * math.cos(turn), y + reach * math.sin(turn)) for turn in turns]
    sitter.fill(rim, colour, 24)
    for part in (rim[0:9], rim[8:17], rim[16:25], rim[24:33]):
        sitter.line(part, 1.6)
    gleam = [(x + reach * 0.82 * math.cos(t), y + reach * 0.82 * math.sin(t)) for t in (3.5, 3.7, 3.9, 4.1, 4.3)]
    sitter.line(gleam, 3.4, "white")


SHAPES: Mapping[str, Callable[[Sitter, str, Sequence[float]], None]] = {
    "solid": draw_solid,
    "brim": draw_brim,
    "peak": draw_peak,
    "band": draw_band,
    "spikes": draw_spikes,
    "globe": draw_globe,
}
# Where the shapes that stand up end: the highest ring of a solid, the tips of spikes, the top of a globe.
TIPS: Mapping[str, Callable[[Sequence[float]], list[float]]] = {
    "solid": lambda numbers: list(numbers[::4]),
    "spikes": lambda numbers: [numbers[2]],
    "globe": lambda numbers: [numbers[0] + numbers[1]],
}
