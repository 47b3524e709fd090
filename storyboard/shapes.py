"""The shape language of the art: one shape a line, `KIND COLOUR NUMBERS`, in metres around the point a thing stands on.

    poly wood 0 0  1 0  1 2      a polygon; `poly!` leaves the ink off; `blob` rounds its corners
    rect wood X Y WIDTH HEIGHT   oval wood X Y RX RY
    line ink WEIGHT 0 0  1 1     an open line; a stick or a tail is outlined, `line!` is not; `curve` rounds it
    box wood X Y Z W H D         a box that shows its top and side in perspective; z runs away from the viewer
    pane sky X Y W H             a window: the sky, and what a row of `artwork/views.toml` shows below it; a fifth
                                 number is how much of H an arch takes
    lamp glow X Y RADIUS         a halo where lamps burn
    hands ink X Y R              the hands of a clock: they show the hour
    figures red X Y HEIGHT       the hour in figures around X, 00:00 to 23:59
    spines book X Y W H          a row of books in many colours; `spines jars` draws jars and bottles
    face stone 0 0 0  1 0 0  1 0 2   a polygon in space: x, y and z of each corner; `wire iron WEIGHT ...` a line
    grid panes X Y W H COLUMNS ROWS  rectangles side by side; `panes` are windows, some lit where lamps burn
    bars iron WEIGHT X Y W H COUNT   upright bars; `rungs` lie one above the other
    leaves leaf X Y RX RY            a mass of leaves in three tones, lit from where the sun stands
    hatch straw WEIGHT X Y W H COUNT slanting strokes strewn over a rectangle; `ripple` draws lying ones
    veil glow DENSE 0 0  1 0  1 2    a transparent polygon, 0 to 1 dense; `haze glow DENSE X Y RX RY` a soft oval
    folk fronts X Y W COUNT HEIGHT   a row of people to the chest, who sit behind something; `folk backs` are seen from
                                 behind; `folk standing`, and `dancing`, are seen from head to foot
    flue stone X Y W H           a chimney that goes up to the ceiling of a room; H is its height where there is none
    partition wall X                 a wall of a room, from X to its side wall, from the floor to the ceiling
    sign white:BANK X Y HEIGHT       a lettered word around X; `_` for a space

Colours are names from `artwork/colours.toml` or #rrggbb; each `-` or `+` at the end makes one a step darker or lighter.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storyboard.artwork import read_table
from storyboard.canvas import Canvas, Colour, Point, hexcolour, mix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyboard.camera import Camera, Place3
    from storyboard.light import Light

BLACK: Colour = (12, 12, 22)
WHITE: Colour = (255, 252, 244)
SHINING = ("glow", "sky", "flame")  # colours that shine by themselves
FIGURES = "00:00"  # how long the hour is in figures
LETTER = 0.82  # a sign's letter and the space after it, in its heights
STEP = 0.17  # how much darker or lighter a `-` or `+` makes a colour


@dataclass(frozen=True, slots=True)
class Shape:
    """One line of a drawing."""

    kind: str
    colour: str
    numbers: tuple[float, ...]
    inked: bool

    @property
    def points(self) -> list[Point]:
        """The numbers in pairs."""
        return list(zip(self.numbers[::2], self.numbers[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing stands on the stage and how it is turned."""

    x: float
    y: float
    z: float
    size: float = 1.0
    flip: bool = False
    turn: str = "front"  # or "left", "right": along a side wall, seen from inside; "flat": lying on the ground
    lean: float = 0.0  # radians the thing is tipped forward (clockwise, unless it is flipped)

    def place(self, u: float, v: float, w: float = 0.0) -> Place3:
        """Give the place on the stage of a point of the thing."""
        if self.lean:
            cos, sin = math.cos(self.lean), math.sin(self.lean)
            u, v = u * cos + v * sin, v * cos - u * sin
        u = (-u if self.flip else u) * self.size
        v, w = v * self.size, w * self.size
        if self.turn == "left":
            return (self.x + w, self.y + v, self.z - u)
        if self.turn == "right":
            return (self.x - w, self.y + v, self.z + u)
        if self.turn == "flat":
            return (self.x + u, self.y, self.z + v)
        return (self.x + u, self.y + v, self.z + w)


@dataclass(frozen=True, slots=True)
class Brush:
    """The canvas with the camera and the light that everything of one layer is drawn in."""

    canvas: Canvas
    camera: Camera
    light: Light
    outside: Light  # what windows show
    colours: Mapping[str, str] = field(default_factory=dict)  # names that mean something of their own here: wall, floor
    sunny: float | None = None  # metres to the right of the middle of the one window that shows the sun
    mirrored: bool = False  # the finished picture is turned around; clocks and signs must not be
    room: tuple[float, float] = (30.0, 3.2)  # half its width and its height, in metres
    ceiling: float = 0.0  # how high the ceiling of a room is; 0: there is none
    view: str = "garden"  # what its windows look on: a row of `artwork/views.toml`

    def colour(self, name: str, distance: float = 0.0) -> Colour:
        """Give a named colour in this light."""
        base = name.rstrip("+-")
        if base == "ink":
            return self.light.ink(distance)
        if base in SHINING:
            return self.own_light(base)
        named = self.colours.get(base, base)
        return self.light.shade(
            toned(named.rstrip("+-"), named.lstrip("#_abcdefghijklmnopqrstuvwxyz0123456789") + name[len(base) :]),
            distance,
        )

    def own_light(self, name: str) -> Colour:
        """Give the colour of what shines by itself."""
        if name == "sky":
            return self.outside.grade(mix(self.outside.sky[1], self.outside.sky[2], 0.3))
        if name == "flame":
            return self.light.grade(local_colour(name))
        if self.light.lit:
            return self.light.grade((255, 214, 128))
        return self.light.shade((205, 216, 214))


def reading_side(brush: Brush, spot: Spot) -> float:
    """Give the way in which what is written on a thing runs on it, 1 or -1, so that the finished picture can be read.

    On side walls, on what is turned around and in a mirrored picture left and right are exchanged.
    """
    start, end = (brush.camera.project(spot.place(u, 0.0))[0] for u in (0.0, 1.0))
    return 1.0 if (end >= start) != brush.mirrored else -1.0


def toned(name: str, signs: str) -> Colour:
    """Give a named colour some steps lighter or darker."""
    colour = local_colour(name)
    for sign in signs:
        colour = mix(colour, WHITE if sign == "+" else BLACK, STEP)
    return colour


def local_colour(name: str) -> Colour:
    """Look a colour up by name; unknown names are a warm grey rather than an error."""
    if name.startswith("#"):
        return hexcolour(name)
    return hexcolour(read_table("colours")["material"].get(name, "#9b948a"))


@functools.cache
def parse_shapes(text: str) -> tuple[Shape, ...]:
    """Read a drawing; lines that start with `#` are remarks."""
    lines = (line.split() for line in text.splitlines())
    return tuple(
        Shape(line[0].rstrip("!"), line[1], tuple(float(number) for number in line[2:]), not line[0].endswith("!"))
        for line in lines
        if line and not line[0].startswith("#")
    )


@functools.cache
def points_of(name: str) -> list[Point]:
    """Give points of a thing that it does not reach beyond."""
    shapes = parse_shapes(read_table("things")["thing"][name]["shapes"])
    return [point for shape in shapes for point in corners_of(shape)]


@functools.cache
def extent_of(name: str) -> tuple[float, float, float]:
    """Give how far a thing reaches to the left, to the right and up, in metres; what runs out of the picture, less."""
    points = points_of(name)
    across = [x for x, _ in points]
    right = read_table("things")["thing"][name].get("reach", max(across))
    return (min(across), float(right), max(y for _, y in points))


def corners_of(shape: Shape) -> list[Point]:
    """Give points that a shape does not reach beyond."""
    numbers = shape.numbers
    if shape.kind == "oval":
        return [(numbers[0] - numbers[2], numbers[1]), (numbers[0] + numbers[2], numbers[1] + numbers[3])]
    if shape.kind == "box":
        return [(numbers[0], numbers[1]), (numbers[0] + numbers[3], numbers[1] + numbers[4])]
    if shape.kind in ("rect", "pane", "spines", "grid", "flue"):
        return rectangle(*numbers[:4])
    if shape.kind in ("bars", "rungs", "hatch", "ripple"):
        return rectangle(*numbers[1:5])
    if shape.kind == "leaves":
        return rectangle(numbers[0] - numbers[2], numbers[1] - numbers[3], 2 * numbers[2], 2 * numbers[3])
    if shape.kind == "folk":
        return rectangle(numbers[0], numbers[1], numbers[2], numbers[4])
    if shape.kind in ("face", "wire"):
        numbers = numbers[len(numbers) % 3 :]
        return list(zip(numbers[::3], numbers[1::3], strict=True))
    if shape.kind in ("sign", "figures"):
        half = LETTER * numbers[2] * len(shape.colour.partition(":")[2] or FIGURES) / 2
        return rectangle(numbers[0] - half, numbers[1], 2 * half, numbers[2])
    if shape.kind in ("lamp", "hands", "haze", "partition"):
        start = 1 if shape.kind == "haze" else 0
        return [(numbers[start], (*numbers, 0.0)[start + 1])]
    numbers = numbers[len(numbers) % 2 :]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def rectangle(x: float, y: float, width: float, height: float) -> list[Point]:
    """Give the corners of a rectangle from its lower left one."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
