"""The light of a panel: hour, weather and mood in, the colour of everything out."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table
from storyboard.canvas import Colour, Ink, hexcolour, mix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INDOOR_HAZE = 0.10  # rooms lose a little contrast with depth, whatever the weather
INDOOR_SHADOW = 0.3  # indoors light comes from all sides and shadows stay short
CLEAR_HAZE = 0.16  # share of haze at ten metres on a clear day
PLAIN = 0.85  # how much of the light's colour does not reach people
READABLE = 196  # the least light on people, 0 to 255
MIDDLE = 0.46  # the tone that contrast leaves alone, as a share of the light
MOONLIT = 40  # with so many stars the sun is the moon
GREY = (0.30, 0.59, 0.11)  # how bright the eye finds red, green and blue


@dataclass(frozen=True, slots=True)
class Sun:
    """The sun, or the moon where the hour is dark."""

    x: float  # share of the panel's width
    height: float  # 0 at the horizon, 1 at the upper edge
    radius: float  # panel heights
    colour: Colour
    moon: bool
    rays: int  # spokes around it


@dataclass(frozen=True, slots=True)
class Beam:
    """What falls through a window."""

    slant: float  # metres to the side
    start: float  # metres from the wall to where it begins on the floor
    end: float
    colour: Colour
    alpha: int


@dataclass(frozen=True, slots=True)
class MoodEffect:
    """What the mood does to the picture."""

    saturation: float
    contrast: float
    tint: Colour
    share: float  # how much of the tint is laid over everything
    tilt: float  # degrees the camera leans
    hatch: bool
    face: str  # row of the faces


@dataclass(frozen=True, slots=True)
class Light:
    """The light outdoors or indoors in one panel."""

    sky: tuple[Colour, Colour, Colour]  # upper edge, middle, horizon
    tint: Colour  # multiplies what stands in it
    haze: Colour
    haze_share: float  # at ten metres
    ink_colour: Colour
    sun: Sun | None
    shadow: float  # metres to the side in a metre of height; 0: no shadow is cast
    lit: bool  # lamps and windows burn
    stars: int
    weather: tuple[str, ...]
    mood: MoodEffect
    hands: tuple[int, ...] = ()  # hour and minute on the clocks; (): no hour is known
    mist: float = 0.0  # how dense it lies on the ground
    beam: Beam | None = None
    bold: float = 1.0  # how much heavier than usual the outlines are
    # What was asked for before; every light, also one made of another, begins without any.
    shades: dict[tuple[Colour, float], Colour] = field(
        default_factory=dict, init=False, compare=False, repr=False, hash=False
    )

    def shade(self, colour: Colour, distance: float = 0.0) -> Colour:
        """Give a local colour as this light shows it `distance` metres away."""
        if (colour, distance) not in self.shades:
            red, green, blue = (round(a * b / 255) for a, b in zip(colour, self.tint, strict=True))
            self.shades[colour, distance] = self.grade(mix((red, green, blue), self.haze, self.haze_at(distance)))
        return self.shades[colour, distance]

    def haze_at(self, distance: float) -> float:
        """Give the share of haze before something `distance` metres away."""
        return 1.0 - math.pow(1 - self.haze_share, max(0.0, distance - 4) / 10)

    def grade(self, colour: Colour) -> Colour:
        """Grade a colour for the mood."""
        mood = self.mood
        red, green, blue = colour
        grey = GREY[0] * red + GREY[1] * green + GREY[2] * blue
        middle, vivid, sharp = MIDDLE * sum(self.tint) / 3, mood.saturation, mood.contrast

        def part(value: int) -> int:
            return max(0, min(255, round(middle + (grey + (value - grey) * vivid - middle) * sharp)))

        return mix((part(red), part(green), part(blue)), mood.tint, mood.share)

    def on_people(self) -> Light:
        """Give the light people are drawn in: faces stay readable in the dark, and a told colour stays that colour.

        An orange evening would turn a yellow coat and a red one into the same brown.
        """
        grey = round(sum(self.tint) / 3)
        plain = mix(self.tint, (grey, grey, grey), PLAIN)
        lift = max(0.0, (READABLE - grey) / (255 - grey)) if grey < READABLE else 0.0
        mood = replace(self.mood, share=self.mood.share * 0.3, saturation=max(0.95, self.mood.saturation))
        return replace(self, tint=mix(plain, (255, 248, 238), lift), haze_share=self.haze_share * 0.4, mood=mood)

    def ink(self, distance: float) -> Ink:
        """Give the colour of an outline `distance` metres away."""
        faded = 0.9 * self.haze_at(distance)
        return Ink(mix(self.ink_colour, self.haze, faded), 1 - faded)

    def weight(self, distance: float) -> float:
        """Give the width of an outline in panel heights: bold near, fine far."""
        return self.bold * max(0.0011, min(0.0046, 0.0165 / max(1.0, distance)))


def make_light(time_of_day: str, weather: Sequence[str], mood: str, *, indoors: bool) -> Light:
    """Mix the light of an hour with the weather and the mood."""
    rows = read_table("light")
    hour = rows["time"].get(time_of_day, rows["time"]["unknown"])
    skies = [rows["weather"][name] for name in weather if name in rows["weather"]]
    feeling = read_mood_effect(mood)
    tint = hexcolour(hour["room"] if indoors else hour["tint"])
    dim = 1.0 if indoors else min([1.0, *(float(row["dim"]) for row in skies)])
    dim = 1 - (1 - dim) * (0.35 if hour["lit"] else 1.0)  # what is dark already must stay readable
    haze, clear = haze_colour(hour, skies), all(row["sun"] for row in skies)
    return Light(
        sky=sky_colours(hour, skies),
        tint=mix((0, 0, 0), tint, dim),
        haze=mix(haze, tint, 0.5) if indoors else haze,
        haze_share=INDOOR_HAZE if indoors else max([CLEAR_HAZE, *(float(row["haze"]) for row in skies)]),
        ink_colour=hexcolour(hour["ink"]),
        sun=read_sun(hour) if clear else None,
        shadow=float(hour["shadow"]) * (INDOOR_SHADOW if indoors else 1.0) if clear else 0.0,
        lit=hour["lit"] in ("all", "rooms" if indoors else "all") or any(name in ("storm", "fog") for name in weather),
        stars=int(hour["stars"]) if clear else 0,
        weather=tuple(name for name in weather if name in rows["weather"]),
        mood=feeling,
        hands=tuple(hour["hands"]),
        mist=float(hour["mist"]),
        beam=read_beam(hour) if clear else None,
    )


def read_mood_effect(mood: str) -> MoodEffect:
    """Look up what a mood does to the picture; unknown ones are neutral."""
    row = read_table("light")["mood"][find_row("light", "mood", mood) or "neutral"]
    tint, share = row["tint"]
    return MoodEffect(
        float(row["saturation"]),
        float(row["contrast"]),
        hexcolour(tint),
        float(share),
        float(row["tilt"]),
        bool(row["hatch"]),
        find_row("heads", "face", mood) or str(row["face"]),
    )


def read_sun(hour: Mapping[str, Any]) -> Sun | None:
    """Read where the sun or the moon stands; None where neither shows."""
    if not hour["sun"]:
        return None
    x, height, radius, colour = hour["sun"]
    moon = int(hour["stars"]) > MOONLIT
    return Sun(float(x), float(height), float(radius), hexcolour(colour), moon, int(hour["rays"]))


def read_beam(hour: Mapping[str, Any]) -> Beam | None:
    """Read how the sun falls through a window; None where it does not."""
    if not hour["beam"]:
        return None
    slant, start, end, colour, alpha = hour["beam"]
    return Beam(float(slant), float(start), float(end), hexcolour(colour), int(alpha))


def veil_colour(hour: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Colour, float]:
    """Give a weather's veil as dark as the hour leaves it."""
    (colour, share), dark = row["veil"], float(hour.get("veil", 1.0))
    red, green, blue = (
        round(dark * a * (0.12 + 0.88 * b / 255))
        for a, b in zip(hexcolour(colour), hexcolour(hour["tint"]), strict=True)
    )
    return (red, green, blue), float(share)


def sky_colours(hour: Mapping[str, Any], skies: Sequence[Mapping[str, Any]]) -> tuple[Colour, Colour, Colour]:
    """Lay the weather's veils over the hour's sky."""
    colours = [hexcolour(text) for text in hour["sky"]]
    for row in skies:
        veil, share = veil_colour(hour, row)
        colours = [mix(colour, veil, share) for colour in colours]
    return (colours[0], colours[1], colours[2])


def haze_colour(hour: Mapping[str, Any], skies: Sequence[Mapping[str, Any]]) -> Colour:
    """Give the colour that distance fades into."""
    colour = hexcolour(hour["haze"])
    for row in skies:
        veil, share = veil_colour(hour, row)
        colour = mix(colour, veil, share)
    return colour
