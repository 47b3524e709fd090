"""Hair: a row of `artwork/heads.toml` in, a mass with strands out, drawn on a head as it is turned.

Hair is a shell around the skull with an opening for the face. Below the ears it hangs straight down.
"""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.canvas import smooth
from storyboard.pen import even_steps
from storyboard.skulls import AROUND
from storyboard.space import hull

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Point
    from storyboard.skulls import Skull, View
    from storyboard.space import Point3

HANGS = -0.06  # height below which long hair hangs straight down
SHORT = -0.32  # a nape above it is that of short hair, which follows the head
CAP_LOW = -0.12  # height to which hair lies around the head that hangs on below
THROWN_BACK = -0.22  # how far the crown must be turned from the camera
SPREAD = 24  # places around the head
LOWEST_EDGE = 103  # degrees around to where the face reaches below the ears
BRIM = 0.16  # height under which hair stands out below a hat
FULL = 0.5  # the crown of hair that covers the head
CENTRE = 0.1  # height of the middle of the skull
TOP = 0.36  # height from which hair lies on the top of the head


@dataclass(frozen=True, slots=True)
class Shell:
    """A mass around the skull: hair, a hood, a veil."""

    line: tuple[Point, ...]  # the opening for the face: (degrees around, height), from the far side to the near one
    nape: float  # height of its lower edge behind
    top: float  # how far it stands off the skull above, at the sides, behind and above the forehead
    side: float
    back: float
    front: float
    fall: float  # height to which it hangs behind the neck and the shoulders; 0 where it does not
    locks: float  # the same before the shoulders
    wide: float  # half the width of what hangs
    crown: float  # the height to which it reaches up
    taper: float  # how thin it runs out, 1 as long hair does, 0 cut straight
    edge: str  # smooth, tufts or curls
    ears: bool  # whether the ears are seen
    colour: str
    covered: bool = False  # a hat presses it flat

    def bottom(self, degrees: float) -> float:
        """Give the height of the lower edge at a place around the head."""
        first, last = self.line[0], self.line[-1]
        if first[0] <= degrees <= last[0]:
            return along(self.line, degrees)
        edge = last if degrees > 0 else first
        share = min(1.0, (abs(degrees) - abs(edge[0])) / max(1.0, 150 - abs(edge[0])))
        return edge[1] + (self.nape - edge[1]) * share

    def opening(self, side: int, y: float) -> float:
        """Give how far around the face is open at a height, in degrees."""
        rim = sorted((height, abs(x)) for x, height in self.line if x * side >= 0)
        if y <= rim[0][0]:
            return float(LOWEST_EDGE) if self.ears else rim[0][1]
        return along([(height, x) for height, x in rim], y)

    def lift(self, degrees: float, y: float) -> float:
        """Give how far the mass stands off the skull."""
        up = max(0.0, min(1.0, (y - 0.1) / (TOP - 0.1)))
        turn = math.radians(degrees)
        aside = self.side * math.sin(turn) ** 2 + (self.back if abs(degrees) > 90 else self.front) * math.cos(turn) ** 2  # noqa: PLR2004
        crest = self.top + (self.front - self.top) * max(0.0, math.cos(turn)) * 0.7 if y < 0.49 else self.top  # noqa: PLR2004
        return aside + (crest - aside) * up


def along(line: Sequence[Point], x: float) -> float:
    """Give the height of a line at a place; before and behind it goes on level."""
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        if x <= bx:
            return ay + (by - ay) * max(0.0, min(1.0, (x - ax) / (bx - ax))) if bx > ax else by
    return line[-1][1]


@functools.cache
def shell_of(section: str, name: str, curl: str, covered: bool) -> Shell:  # noqa: FBT001 (a cache takes no names)
    """Read a row of the hair or of the headgear; `covered` presses it flat below a hat."""
    row = read_table("heads")[section][name]
    numbers = [float(number) for number in str(row.get("line", "-88 0.49 0 0.495 88 0.49")).split()]
    off = [float(row.get(part, row.get("side", 0.03))) for part in ("top", "side", "back", "front")]
    top, side, back, front = [min(0.02, part) for part in off] if covered else off
    edge = curl or str(row.get("edge", "smooth"))
    return Shell(
        line=tuple(zip(numbers[::2], numbers[1::2], strict=True)),
        nape=float(row.get("nape", -0.26)),
        top=top,
        side=side if not covered else min(off[1], 0.04),
        back=back if not covered else min(off[2], 0.04),
        front=front,
        fall=float(row.get("fall", 0.0)),
        locks=float(row.get("locks", 0.0)),
        wide=float(row.get("wide", 0.36)),
        crown=float(row.get("crown", 0.5)),
        taper=float(row.get("taper", 1.0)),
        edge=edge,
        ears=bool(row.get("ears", True)),
        colour=str(row.get("colour", "hair")),
        covered=covered,
    )


def hair_row(name: str) -> Mapping[str, Any]:
    """Give a row of the hair; an unknown one is short."""
    rows: Mapping[str, Mapping[str, Any]] = read_table("heads")["hair"]
    return rows.get(name, rows["short"])


def solid(view: View, shell: Shell, degrees: float, y: float, lift: float) -> Point:
    """Give the panel point of a place of the shell, whether it is seen or not; long hair hangs straight down."""
    if y >= HANGS or shell.nape > SHORT:
        return view.at(*view.solid(math.radians(degrees), y, lift))
    forward, _, side = view.solid(math.radians(degrees), HANGS, lift)
    return view.hang(forward, HANGS, side, HANGS - y)


@functools.lru_cache(maxsize=256)
def shell_points(skull: Skull, shell: Shell) -> tuple[Point3, ...]:
    """Give points on a shell in the head's own space, whose hull is its outline from any side."""
    points = []
    for index in range(SPREAD):
        degrees = -180 + 360 * index / SPREAD
        low = max(shell.bottom(degrees), CAP_LOW if shell.locks else -0.5)
        if low >= shell.crown:
            continue
        for share in (0.0, 0.25, 0.5, 0.68, 0.8, 0.88, 0.94, 0.98, 1.0):
            y = low + max(0.01, shell.crown - low) * share
            lift = shell.lift(degrees, y) * (0.4 if not share and shell.nape > SHORT else 1.0)
            down = y < HANGS and shell.nape <= SHORT
            forward, up, side = skull.solid(math.radians(degrees), HANGS if down else y, lift)
            points.append((forward, y if down else up, side))
    return tuple(points)


def shell_forms(view: View, shell: Shell) -> list[list[Point]]:
    """Give the outline of a shell around the head as forms: its hull, and what stands out of it."""
    points = shell_points(view.plain, shell)
    if view.ahead > 0 and view.above < THROWN_BACK:  # the nape lies behind the chin and the neck
        points = tuple(point for point in points if point[1] > (-0.24 if point[0] > -0.1 else 0.2))  # noqa: PLR2004
    edge = hull([view.at(*point) for point in points])
    if shell.edge == "smooth":
        return [edge]
    stands_out = (curls if shell.edge == "curls" else tufts)(view, edge)
    brim = view.at(0.0, BRIM, 0.0)[1] if shell.covered else -math.inf
    return [edge, *(form for form in stands_out if min(y for _, y in form) > brim)]


def curls(view: View, edge: Sequence[Point]) -> list[list[Point]]:
    """Let curls stand out along an outline."""
    radius = 0.062 * view.size
    walked = even_steps([*edge, edge[0]], max(10, round(perimeter(edge) / (radius * 1.5))))
    turns = [2 * math.pi * index / 10 for index in range(10)]
    return [
        [
            (
                x + radius * (0.85 + 0.3 * (k % 3 == 1)) * math.cos(t),
                y + radius * (0.85 + 0.3 * (k % 3 == 1)) * math.sin(t),
            )
            for t in turns
        ]
        for k, (x, y) in enumerate(walked[:-1])
    ]


def tufts(view: View, edge: Sequence[Point]) -> list[list[Point]]:
    """Let tufts stand out along the upper part of an outline, swept to one side."""
    reach = 0.075 * view.size
    walked = even_steps([*edge, edge[0]], 22)
    cx, cy = view.at(0.0, 0.08, 0.0)
    found = []
    for index, (x, y) in enumerate(walked[:-1]):
        if y > cy + 0.16 * view.size:
            continue
        away = math.hypot(x - cx, y - cy) or 1.0
        ux, uy = (x - cx) / away, (y - cy) / away
        long = reach * (0.8, 0.45, 1.0, 0.55)[index % 4]
        lean = reach * (0.7, 1.0, 0.5)[index % 3]
        tip = (x + ux * long - uy * lean, y + uy * long + ux * lean)
        wide = reach * 1.1
        foot = (x - ux * wide + uy * wide, y - uy * wide - ux * wide)
        head = (x - ux * wide * 0.6 - uy * wide * 0.9, y - uy * wide * 0.6 + ux * wide * 0.9)
        belly = (x + ux * long * 0.45 + uy * wide * 0.25, y + uy * long * 0.45 - ux * wide * 0.25)
        found.append([foot, belly, tip, head])
    return found


def perimeter(points: Sequence[Point]) -> float:
    """Give the length of an outline."""
    return sum(math.dist(a, b) for a, b in zip(points, [*points[1:], points[0]], strict=True))


def face_patch(view: View, shell: Shell) -> list[Point]:
    """Give the outline of the skin that the shell leaves open, down to the chin."""
    rim = smooth(shell.line, closed=False, steps=2)
    top = [view.on(math.radians(x) * AROUND, y, 0.004) for x, y in rim]
    low_left, low_right = rim[0][1], rim[-1][1]
    free = shell.ears
    jaw = (-0.2, -0.28, -0.34, -0.4, -0.44, -0.48)
    right: list[Point] = [(LOWEST_EDGE if free else rim[-1][0], y) for y in jaw if y < low_right]
    left: list[Point] = [(-LOWEST_EDGE if free else rim[0][0], y) for y in jaw if y < low_left]
    chin: list[Point] = [(60.0, -0.5), (20.0, -0.5), (-20.0, -0.5), (-60.0, -0.5)]
    around = [*right, *chin, *reversed(left)]
    return [*top, *(view.on(math.radians(x) * AROUND, y) for x, y in around)]


def crest_forms(view: View, high: float) -> list[list[Point]]:
    """Give a strip that stands up along the middle of the head, from the forehead to the nape."""
    slices = []
    for index in range(10):
        turn = math.radians(20 + 150 * index / 9)
        forward, up = -0.03 + 0.43 * math.cos(turn), CENTRE + 0.4 * math.sin(turn)
        tall = high * (0.55 + 0.45 * math.sin(turn)) * (1.0 if index % 2 else 0.84)
        tip = (-0.03 + (0.43 + tall) * math.cos(turn), CENTRE + (0.4 + tall) * math.sin(turn))
        slices.append(
            [view.at(forward, up, side) for side in (-0.06, 0.06)] + [view.at(*tip, side) for side in (-0.025, 0.025)]
        )
    return [hull([*a, *b]) for a, b in itertools.pairwise(slices)]


def dark_of(shell: Shell) -> str:
    """Name the darker tone of a shell."""
    return "depth" if shell.colour == "hair" else f"{shell.colour}-"
