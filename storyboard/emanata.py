"""Emanata: what a comic artist draws in the air about a head, from rows of `artwork/emanata.toml`."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyboard.artwork import parse_rows, read_table
from storyboard.canvas import Colour, smooth
from storyboard.crowding import Box, head_of
from storyboard.elbow_room import is_in
from storyboard.figures import drawn_skeleton
from storyboard.grips import thing_of
from storyboard.marks import dot
from storyboard.skeleton import HEAD, palm_of
from storyboard.skulls import Head, make_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Point
    from storyboard.casting import Actor
    from storyboard.shapes import Brush
    from storyboard.skulls import View

LEAST = 0.1  # panel heights that a head size counts for at least: marks about a small head must still be seen
CASING = 2.0  # widths of a line's own that the paper around it has, so that it is seen before anything
HALO = 1.35  # and what a blot has, in radii
PAPER: Colour = (246, 241, 226)
MOUTH, EYES = -0.3, 0.03  # head sizes up
SIDEWAYS = 0.2  # of a head size that a face points across the panel at least when its gaze is drawn
STEEP = 0.4  # head sizes that a gaze rises or falls in one
ASIDE = 0.25  # how far a face is turned from us to have its mouth seen still
ROUND = 4  # steps of a smooth line between two of its points


@dataclass(frozen=True, slots=True)
class Air:
    """The air about a head: where a row's numbers start, and what they are worth."""

    brush: Brush
    start: Point
    size: float  # panel heights
    ahead: float  # 1 where the face looks to the right of the panel, -1 to the left
    reads: float  # 1, or -1 in a panel that is turned around when it is done
    slope: float  # head sizes down in one ahead
    taken: tuple[Box, ...]  # heads before which nothing is drawn

    @property
    def paper(self) -> Colour:
        """The paper around a mark, in the light that people are drawn in."""
        return self.brush.light.on_people().shade(PAPER)

    def at(self, x: float, y: float) -> Point:
        """Give the panel point of a place of a row."""
        return self.start[0] + self.ahead * x * self.size, self.start[1] - (y - self.slope * x) * self.size

    def has(self, points: Sequence[Point]) -> bool:
        """Say whether a line there is on the panel and on no head that it would cross."""
        middles = [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in itertools.pairwise(points)]
        inside = all(0 < x < self.brush.canvas.aspect and 0 < y < 1 for x, y in points)
        return inside and not any(is_in(point, head) for point in (*points, *middles) for head in self.taken)


def draw_emanata(brush: Brush, actors: Sequence[Actor], others: Sequence[Actor] = ()) -> None:
    """Draw what the poses of people put into the air about their heads, and before nobody's, nor the `others`'."""
    rows = read_table("emanata")["emanata"]
    for actor in actors:
        row = rows.get(mark_of(actor))
        if row is not None and not actor.looks.beast and actor.looks.age != "baby":
            start = str(row["at"])
            heads = (
                head_of(other, brush.camera) for other in (*actors, *others) if start == "hand" or other is not actor
            )
            air = air_of(brush, actor, start, tuple(heads))
            if air and (not row.get("whole") or is_whole(air, str(row["shapes"]))):
                draw_row(air, str(row["shapes"]))


def mark_of(actor: Actor) -> str:
    """Name the mark of somebody's pose; no gaze leads on from what is looked at in the hand."""
    mark = str(actor.pose.get("emanata", ""))
    return "" if mark == "gaze" and thing_of(actor.prop).get("use") in ("read", "text") else mark


def air_of(brush: Brush, actor: Actor, start: str, heads: tuple[Box, ...]) -> Air | None:
    """Give the air at somebody's eyes, mouth, crown, head or higher hand; None at eyes or a mouth that are not seen."""
    head = Head(actor.skeleton.head, HEAD * actor.looks.stature * actor.looks.head)
    view = make_view(brush, actor.looks, head, actor.spot)
    slope = gaze_of(view) if start == "eyes" else 0.0
    if slope is None or (start == "mouth" and view.ahead < -ASIDE):
        return None
    middle = start_of(view, start) or higher_hand(brush, actor)
    ahead = 1.0 if view.forward[0] >= 0 else -1.0
    reads = -1.0 if brush.mirrored else 1.0
    return Air(brush, middle, max(LEAST, view.size), ahead, reads, slope, heads)


def start_of(view: View, start: str) -> Point | None:
    """Give the panel point of a place of the head; None for another place."""
    if start in ("eyes", "mouth"):
        return view.on(0.0, EYES if start == "eyes" else MOUTH)
    return {"crown": top_of(view), "head": view.at(0.0, 0.0, 0.0)}.get(start)


def gaze_of(view: View) -> float | None:
    """Give how far a gaze falls on its way across the panel; None where it comes at us or goes away from us."""
    across, down = view.forward
    if view.ahead < -ASIDE or abs(across) < SIDEWAYS * view.size:
        return None
    return max(-STEEP, min(STEEP, down / abs(across)))


def higher_hand(brush: Brush, actor: Actor) -> Point:
    """Give the panel point of the palm that is higher on the panel."""
    skeleton = drawn_skeleton(actor.looks, actor.pose, actor.prop)
    palms = (brush.camera.project(actor.spot.place(*palm_of(skeleton, side))) for side in (0, 1))
    return min(palms, key=lambda point: point[1])


def top_of(view: View) -> Point:
    """Give the highest place of a head on the panel, whether it stands or lies."""
    ends = [view.at(0.0, 0.5, 0.0), view.at(0.0, -0.5, 0.0), view.at(0.5, 0.0, 0.0), view.at(-0.5, 0.0, 0.0)]
    return min(ends, key=lambda point: point[1])


def is_whole(air: Air, shapes: str) -> bool:
    """Say whether all lines of a row are seen: the little rounds below a thought are nothing without its cloud."""
    return all(air.has(points_of(air, texts)) for kind, *texts in parse_rows(shapes) if kind != "glyph")


def points_of(air: Air, texts: Sequence[str]) -> list[Point]:
    """Give the panel points of a line of a row, whose first number is its weight."""
    numbers = [float(text) for text in texts[1:]]
    return [air.at(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def draw_row(air: Air, shapes: str) -> None:
    """Draw the marks of a row of which all is seen."""
    for kind, *texts in parse_rows(shapes):
        if kind == "glyph":
            draw_glyph(air, texts[0], [float(text) for text in texts[1:]])
        else:
            draw_line(air, points_of(air, texts), float(texts[0]) * air.size, closed=kind == "ring")


def draw_glyph(air: Air, name: str, numbers: Sequence[float]) -> None:
    """Draw a sign whole, or not at all; it reads from left to right."""
    size, *place = numbers
    own = replace(air, start=air.at(place[0], place[1]), size=size * air.size, ahead=air.reads, slope=0.0)
    strokes = [(kind, [float(text) for text in texts]) for kind, *texts in parse_rows(glyphs()[name])]
    if not own.has([own.at(x, y) for x in (-0.5, 0.5) for y in (-0.5, 0.5)]):
        return
    for kind, parts in strokes:
        if kind == "blot":
            x, y, radius = parts
            draw_blot(own, own.at(x, y), radius * own.size)
        else:
            weight, *rest = parts
            points = [own.at(x, y) for x, y in zip(rest[::2], rest[1::2], strict=True)]
            draw_line(own, points, weight * own.size, closed=False)


def draw_blot(air: Air, middle: Point, radius: float) -> None:
    """Draw a filled round with paper around it."""
    air.brush.canvas.fill(dot(middle, HALO * radius), air.paper)
    air.brush.canvas.fill(dot(middle, radius), air.brush.light.ink(0.0))


def glyphs() -> Mapping[str, str]:
    """Give the signs by name."""
    signs: Mapping[str, str] = read_table("emanata")["glyph"]
    return signs


def draw_line(air: Air, points: Sequence[Point], weight: float, *, closed: bool) -> None:
    """Draw one line, with paper around or in it, where all of it is seen."""
    if not air.has(points):
        return
    canvas, ink = air.brush.canvas, air.brush.light.ink(0.0)
    path = smooth(points, closed=closed, steps=ROUND) if len(points) > 2 else list(points)  # noqa: PLR2004 (a straight line)
    if closed:
        canvas.fill(path, air.paper)
        canvas.outline(path, ink, weight)
        return
    canvas.stroke(path, air.paper, CASING * weight)
    canvas.stroke(path, ink, weight)
