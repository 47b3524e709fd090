"""The sky and what falls from it: gradient, sun and moon, stars, clouds, rain, snow, fog, wind, lightning."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from storyboard.canvas import Canvas, Colour, Ink, Point, hexcolour, mix, oval, smooth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from storyboard.light import Light, Sun
    from storyboard.shapes import Brush

Cloud = tuple[Point, float, float]  # the middle of its foot, half its width, its height

PALE: Colour = (244, 246, 248)
BANDS = 96
CLOUD = (
    (-1.0, 0.0),
    (-0.78, 0.2),
    (-0.5, 0.26),
    (-0.3, 0.52),
    (0.05, 0.6),
    (0.32, 0.36),
    (0.6, 0.34),
    (0.82, 0.14),
    (1.0, 0.0),
    (0.4, -0.05),
    (-0.4, -0.04),
)
GUSTS = 11
CURL = -0.15  # how far a gust rises in its lengths
GUST = ((0.0, 0.0), (0.4, -0.05), (0.8, -0.03), (1.0, -0.09), (0.96, -0.15), (0.88, -0.14), (0.9, -0.09))
LEAVES = ("#a8803f", "#b5662f", "#7f8a3f")
SLATE: Colour = (58, 64, 76)
FLASH: Colour = (255, 252, 232)
FORK = 4  # points of a bolt's branch
CLOUD_RIM = 0.012  # panel heights by which the lighter edge of a cloud stands above it
SHAFTS, SLANT, SHAFT = (0.12, 0.38, 0.6, 0.9), 0.2, 44  # where they end, how far they lean, how dense they are
RIM_INK, FAR = 0.45, 8.0  # how much ink is in the outline of sun and moon, and metres as which it is drawn
OVERCAST = ("cloud", "rain", "snow", "storm")


def paint_sky(canvas: Canvas, light: Light, horizon: float) -> None:
    """Paint the whole sheet with the sky's colours down to the horizon."""
    column = Image.new("RGB", (1, BANDS))
    pen = ImageDraw.Draw(column)
    for index in range(BANDS):
        share = min(1.0, (index + 0.5) / BANDS / max(0.15, horizon))
        top, middle, low = light.sky
        colour = mix(top, middle, share * 2) if share < 0.5 else mix(middle, low, share * 2 - 1)  # noqa: PLR2004
        pen.point((0, index), fill=light.grade(colour))
    canvas.image.paste(column.resize(canvas.image.size, Image.Resampling.BILINEAR))


def draw_sky(brush: Brush, random: Random) -> None:
    """Draw what is in the sky: stars where no cloud is, sun or moon, clouds, lightning."""
    canvas, light = brush.canvas, brush.outside
    clouds = clouds_of(brush, random)
    for _ in range(light.stars):
        x, y, size = random.random() * canvas.aspect, random.random() ** 1.4 * 0.46, random.uniform(0.0008, 0.0024)
        if not any(is_in_cloud((x, y), cloud) for cloud in clouds):
            canvas.fill(oval((x, y), size, size), light.grade(mix(PALE, light.sky[0], random.random() * 0.55)))
    draw_sun(brush)
    for cloud in clouds:
        draw_cloud(brush, cloud)
    if "storm" in light.weather:
        draw_lightning(brush, random)


def clouds_of(brush: Brush, random: Random) -> list[Cloud]:
    """Spread clouds over the sky: more and larger ones where it is overcast."""
    overcast = any(name in brush.outside.weather for name in OVERCAST)
    count, size = (9, 1.5) if overcast else (4, 1.0)
    size *= 1.5 if "wind" in brush.outside.weather else 1.0
    clouds = []
    for index in range(count):
        x = ((index + random.random()) / count * 1.2 - 0.1) * brush.canvas.aspect
        y, wide, tall = random.uniform(0.05, 0.3), random.uniform(0.14, 0.28), random.uniform(0.05, 0.10)
        clouds.append(((x, y), wide * size, tall * size))
    return clouds


def is_in_cloud(point: Point, cloud: Cloud) -> bool:
    """Say whether a point of the sky is behind a cloud."""
    (x, y), wide, tall = cloud
    return abs(point[0] - x) < wide and -0.1 * tall < y - point[1] + CLOUD_RIM < 0.75 * tall + 2 * CLOUD_RIM


def draw_sun(brush: Brush) -> None:
    """Draw the sun with its glow, or the moon with its shadow."""
    sun, canvas, light = brush.outside.sun, brush.canvas, brush.outside
    if sun is None:
        return
    centre = sun_centre(brush, sun)
    for ring in range(5, 0, -1):
        reach = sun.radius * (1 + ring * 0.62)
        canvas.fill(oval(centre, reach, reach), sun.colour, 20)
    for index in range(sun.rays):
        turn = 2 * math.pi * (index + 0.5) / sun.rays
        ends = [
            (centre[0] + math.cos(turn) * sun.radius * reach, centre[1] + math.sin(turn) * sun.radius * reach)
            for reach in (1.35, 1.95 if index % 2 else 1.7)
        ]
        canvas.stroke(ends, light.grade(sun.colour), sun.radius * 0.13)
    disc = crescent(centre, sun.radius) if sun.moon else oval(centre, sun.radius, sun.radius)
    canvas.fill(disc, light.grade(sun.colour))
    # In black and white nothing else tells where it stands; among colours the line is hardly seen.
    canvas.outline(disc, Ink(mix(light.ink_colour, sun.colour, 0.5), RIM_INK), light.weight(FAR))


def sun_centre(brush: Brush, sun: Sun) -> Point:
    """Give the panel point of the sun: as high above the horizon as the hour says, whatever the shot."""
    return (sun.x * brush.canvas.aspect, brush.camera.horizon * (1 - sun.height))


def draw_mist(brush: Brush, random: Random) -> None:
    """Let the mist of an early or late hour lie flat on the land."""
    dense = brush.outside.mist
    tone = brush.outside.grade(mix(brush.outside.haze, PALE, 0.45))
    for index in range(10 if dense else 0):
        y = brush.camera.horizon - 0.035 + index * 0.014
        x, wide = random.uniform(0.0, 1.0) * brush.canvas.aspect, random.uniform(0.4, 0.9)
        brush.canvas.fill(oval((x, y), wide, random.uniform(0.010, 0.022)), tone, round(70 * dense))


def crescent(centre: Point, radius: float) -> list[Point]:
    """Give the outline of a waxing moon."""
    turns = [math.pi * index / 14 for index in range(15)]
    outer = [(radius * math.sin(turn), -radius * math.cos(turn)) for turn in turns]
    inner = [(radius * 0.52 * math.sin(turn), -radius * math.cos(turn)) for turn in reversed(turns)]
    cos, sin = math.cos(0.5), math.sin(0.5)
    return [(centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos) for x, y in [*outer, *inner]]


def draw_cloud(brush: Brush, cloud: Cloud) -> None:
    """Draw one flat cloud with a lighter edge above."""
    light, canvas, ((x, y), wide, tall) = brush.outside, brush.canvas, cloud
    dark = any(name in light.weather for name in OVERCAST)
    fair = mix(light.sky[2], PALE, 0.06 if light.lit else 0.5)
    body = mix(mix(light.sky[1], light.sky[0], 0.5), SLATE, 0.22) if dark else fair
    for rise, alpha in ((0.0, 150), (-CLOUD_RIM, 90)):
        points = smooth([(x + u * wide, y - v * tall + rise) for u, v in CLOUD], closed=True)
        canvas.fill(points, light.grade(body), alpha)
        body = mix(body, PALE, 0.4 if dark and not light.lit else 0.25)


def draw_lightning(brush: Brush, random: Random) -> None:
    """Draw a forked bolt down to the horizon, with the cloud that it lights."""
    canvas, light = brush.canvas, brush.outside
    x, y = random.uniform(0.42, 0.8) * canvas.aspect, 0.0
    glow = mix(light.sky[1], PALE, 0.55)
    for wide in (0.34, 0.22, 0.12):
        canvas.fill(oval((x, 0.02), wide, wide * 0.5), glow, 46)
    points: list[Point] = [(x, y)]
    while y < brush.camera.horizon - 0.05:
        x, y = x + random.uniform(-0.055, 0.045), y + random.uniform(0.03, 0.07)
        points.append((x, y))
    fork = points[len(points) // 2 :][:1]
    while fork and len(fork) < FORK:
        fork.append((fork[-1][0] + random.uniform(0.0, 0.05), fork[-1][1] + random.uniform(0.02, 0.04)))
    for line, weight in ((points, 0.009), (fork, 0.005)):
        canvas.stroke(line, glow, 2.2 * weight)
        canvas.stroke(line, FLASH, weight)


def draw_weather(brush: Brush, random: Random) -> None:
    """Draw what falls or drifts before the lens."""
    weather = brush.outside.weather
    if "fog" in weather:
        draw_fog(brush, random)
    if "rain" in weather or ("storm" in weather and "snow" not in weather):
        draw_rain(
            brush, random, 560 if "storm" in weather else 420, 0.34 if "storm" in weather or "wind" in weather else 0.2
        )
    if "snow" in weather:
        draw_snow(brush, random)
    if "sun" in weather and not brush.outside.lit:
        draw_rays(brush)


def draw_rain(brush: Brush, random: Random, count: int, slant: float) -> None:
    """Draw slanting rain, long and dense near the lens, and where it splashes on the ground."""
    for _ in range(count):
        x, y, near = random.uniform(-0.1, 1.2) * brush.canvas.aspect, random.uniform(-0.1, 1.0), random.random()
        length = 0.03 + 0.09 * near * near
        ends = [(x, y), (x - slant * length, y + length)]
        brush.canvas.streak(ends, 0.45 + 0.45 * near, 0.0011 + 0.0017 * near)
    for _ in range(count // 5):
        x, y = random.random() * brush.canvas.aspect, random.uniform(max(0.3, brush.camera.horizon) + 0.06, 1.0)
        size = 0.002 + 0.008 * (y - 0.3)
        for lean in (-1.0, 0.0, 1.0):
            brush.canvas.streak([(x + lean * size * 0.4, y), (x + lean * size, y - size)], 0.6, 0.0011)


def draw_snow(brush: Brush, random: Random) -> None:
    """Draw falling flakes, most of them small and far."""
    for index in range(430):
        size = (0.0018, 0.0030, 0.0056)[index % 3 if index < 240 else 0] * random.uniform(0.8, 1.3)  # noqa: PLR2004
        x, y = random.random() * brush.canvas.aspect, random.random()
        brush.canvas.fleck(oval((x, y), size, size), 1.0)
    for _ in range(16):
        size, x, y = random.uniform(0.008, 0.014), random.random() * brush.canvas.aspect, random.random()
        brush.canvas.fleck(oval((x, y), size, size), 0.55)


def draw_fog(brush: Brush, random: Random) -> None:
    """Draw drifting banks that are densest at the horizon."""
    tone = brush.outside.grade(brush.outside.haze)
    for index in range(7):
        y = brush.camera.horizon - 0.1 + index * 0.055
        x, wide = random.uniform(-0.1, 0.8) * brush.canvas.aspect, random.uniform(0.6, 1.2)
        brush.canvas.fill(oval((x, y), wide, random.uniform(0.02, 0.05)), tone, 60 - index * 5)


def draw_wind(brush: Brush, random: Random, heads: Sequence[Sequence[float]] = (), *, leaves: bool) -> None:
    """Draw gusts as curled strokes behind the people, and leaves in them where trees stand near.

    `heads` are left, top, right and bottom of where no gust blows: it would come out of an ear.
    """
    if "wind" not in brush.outside.weather or "rain" in brush.outside.weather:
        return
    tone, ink = brush.outside.grade(mix(brush.outside.sky[2], PALE, 0.7)), brush.outside.ink(14.0)
    free: list[tuple[float, float, float]] = []
    for _ in range(2 * GUSTS):
        x, y, long = random.uniform(0, 0.9) * brush.canvas.aspect, random.uniform(0.08, 0.8), random.uniform(0.2, 0.42)
        if not any(a < x + long and c > x and b < y and d > y + long * CURL for a, b, c, d in heads):
            free.append((x, y, long))
    for x, y, long in free[:GUSTS]:
        gust = smooth([(x + long * u, y + long * v) for u, v in GUST], closed=False)
        brush.canvas.stroke([(u, v + 0.004) for u, v in gust], ink, 0.0014)
        brush.canvas.stroke(gust, tone, 0.0038)
    for _ in range(34 if leaves and "snow" not in brush.outside.weather else 0):
        at = (random.random() * brush.canvas.aspect, random.uniform(0.15, 0.95))
        size, turn = random.uniform(0.006, 0.013), random.random() * 3
        leaf = brush.outside.shade(hexcolour(random.choice(LEAVES)))
        brush.canvas.ink(oval(at, size * 1.2, size * 0.55, turn), ink)
        brush.canvas.fill(oval(at, size, size * 0.4, turn), leaf)


def draw_rays(brush: Brush) -> None:
    """Let the sun throw a few broad beams."""
    sun = brush.outside.sun
    if sun is None:
        return
    x, y = sun_centre(brush, sun)
    for spread in (-0.9, -0.35, 0.2, 0.75):
        far = [(x + spread - 0.09, 1.1), (x + spread + 0.09, 1.1)]
        brush.canvas.fill([(x, y), *far], (255, 244, 204), 22)


def draw_shafts(brush: Brush) -> None:
    """Let the sun fall through leaves in shafts: steep at midday, slanting early and late; none without a sun."""
    beam, canvas = brush.outside.beam, brush.canvas
    if beam is None:
        return
    colour = brush.outside.grade(beam.colour)
    for index, share in enumerate(SHAFTS):
        foot, y = share * canvas.aspect, brush.camera.horizon + 0.08 + 0.09 * (index % 2)
        top, half = foot - SLANT * beam.slant, 0.05 + 0.02 * (index % 3)
        canvas.fill([(top - half / 2, -0.1), (top + half / 2, -0.1), (foot + half, y), (foot - half, y)], colour, SHAFT)
        canvas.fill(oval((foot, y), 1.4 * half, 0.02), colour, SHAFT)


def snowed(brush: Brush) -> Brush:
    """Let snow lie on what the tables call grass, roofs, leaves and the like."""
    covered = (
        "grass",
        "meadow",
        "earth",
        "moss",
        "mud",
        "sand",
        "cobble",
        "asphalt",
        "pavement",
        "roof",
        "thatch",
        "hill",
        "farhill",
        "dune",
        "rubble",
    )
    tinted = {"leaf": "#cdd6d2", "darkleaf": "#b9c6c6", "pine": "#9fb2b1", "autumn": "#d8d2c8"}
    return replace(brush, colours={**brush.colours, **dict.fromkeys(covered, "snow"), **tinted})
