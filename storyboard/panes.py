"""Panes: a window of the tables in, the sky, the land and the weather that it shows out, square or arched."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from storyboard.canvas import mix, oval
from storyboard.shapes import rectangle
from storyboard.space import cut_to, is_in
from storyboard.views import paint_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Colour, Point
    from storyboard.shapes import Brush, Shape, Spot

SILL = 0.2  # share of a window's height that the land outside covers
FALLING = ("rain", "storm", "snow")
ARCH = ((1.0, 0.0), (0.93, 0.3), (0.76, 0.56), (0.45, 0.82), (0.0, 1.0))  # a pointed arch: half widths, and its rise


@functools.cache
def outline_of(shape: Shape) -> tuple[Point, ...]:
    """Give the corners of an arched pane, counterclockwise; none of a square one."""
    x, y, width, height, *rise = shape.numbers
    if not rise:
        return ()
    half, spring = width / 2, y + height - rise[0]
    right = [(x + half + half * across, spring + rise[0] * up) for across, up in ARCH]
    left = [(x + half - half * across, spring + rise[0] * up) for across, up in ARCH[-2::-1]]
    return ((x, y), (x + width, y), *right, *left)


def fill(brush: Brush, spot: Spot, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
    """Fill a polygon of a thing's own plane; one that an arch cut off wholly has no corners."""
    if points:
        brush.canvas.fill([brush.camera.project(spot.place(u, v)) for u, v in points], colour, alpha)


def paint_pane(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a window that shows the sky, the land below it and the weather outside."""
    (x, y, width, height), outline, outside = shape.numbers[:4], outline_of(shape), brush.outside
    bands = 16
    for index in range(bands):
        share = (index + 0.5) / bands
        low, middle, top = outside.sky[2], outside.sky[1], mix(*outside.sky[:2], 0.45)
        rise = max(0.0, share - SILL) / (1 - SILL)
        colour = outside.grade(mix(low, middle, rise * 2) if rise < 0.5 else mix(middle, top, rise * 2 - 1))  # noqa: PLR2004
        corners = rectangle(x, y + height * index / bands, width, height / bands)
        fill(brush, spot, cut_to(corners, outline), colour)
    if brush.sunny is not None and spot.turn == "front" and abs(spot.x - brush.sunny) < 0.01:  # noqa: PLR2004
        pane_sun(brush, shape, spot)
    # Stars stand behind what the window looks on, rain and snow fall before it.
    falls = any(name in outside.weather for name in FALLING)
    if not falls:
        pane_weather(brush, shape, spot)
    if shape.colour == "sky":
        paint_view(brush, (x, y, width, height), spot, outline)
    if falls:
        pane_weather(brush, shape, spot)
    distance = brush.camera.distance(spot.z)
    frame = [brush.camera.project(spot.place(u, v)) for u, v in outline or rectangle(x, y, width, height)]
    brush.canvas.outline(frame, brush.light.ink(distance), brush.light.weight(distance))


def pane_sun(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Let the sun or the moon stand in a window as high as the hour says; at midday it is above the lintel."""
    sun, (x, y, width, height), outline = brush.outside.sun, shape.numbers[:4], outline_of(shape)
    if sun is None or sun.height > 0.8:  # noqa: PLR2004 (above the lintel)
        return
    centre, radius = (x + width * 0.26, y + height * (0.22 + 0.75 * sun.height)), min(0.16, width * 0.12) + sun.radius
    for reach, alpha in ((1.9, 46), (1.4, 70), (1.0, 255)):
        if sun.moon and reach == 1.0:
            moon = oval(centre, radius * 0.8, radius * 0.8)
            fill(brush, spot, cut_to(moon, outline), sun.colour)
            continue
        disc = oval(centre, radius * reach, radius * reach)
        fill(brush, spot, cut_to(disc, outline), sun.colour, alpha)


def pane_weather(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Let rain run, snow fall and stars stand in a window."""
    (x, y, width, height), outline = shape.numbers[:4], outline_of(shape)
    wet = "rain" in brush.outside.weather or "storm" in brush.outside.weather
    kinds = (("rain", wet), ("flake", "snow" in brush.outside.weather), ("star", brush.outside.stars > 40))  # noqa: PLR2004
    kind = next((name for name, holds in kinds if holds), "")
    for index in range(18 if kind else 0):
        u, v = x + width * ((index * 0.618) % 0.94 + 0.03), y + height * ((index * 0.377) % 0.8 + 0.16)
        if (kind == "star" and v < y + height * 0.45) or not is_in((u, v), outline):
            continue
        scale = brush.camera.scale(spot.z)
        if kind == "rain":
            ends = [brush.camera.project(spot.place(u, v)), brush.camera.project(spot.place(u - 0.05, v - 0.16))]
            brush.canvas.stroke(ends, brush.outside.grade((208, 222, 232)), 0.012 * scale)
        else:
            radius = (0.02 if kind == "flake" else 0.008) * scale
            centre = brush.camera.project(spot.place(u, v))
            brush.canvas.fill(oval(centre, radius, radius), brush.outside.grade((240, 244, 248)))
