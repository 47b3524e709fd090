"""Figures: the looks of a person and a row of `artwork/poses.toml` in, a body of flat colours on the stage out.

A body is built in metres around the point between the feet, facing along +u; a `Spot` puts it on the stage and turns it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from storyboard_artwork import read_table
from storyboard_canvas import Colour, Point, capsule, mix, smooth
from storyboard_people import Garment, Looks
from storyboard_shapes import BLACK, Brush, Spot, draw_shapes, draw_thing, ink_polygon, parse_shapes

# Proportions in statures: seven heads make a body.
HEAD, NECK = 0.146, 0.046
TORSO, UPPER_ARM, FOREARM, THIGH, SHIN = 0.300, 0.165, 0.148, 0.245, 0.232
SHOULDER, HIP = 0.074, 0.050  # half widths in three-quarter view
SOLE = 0.036
LIT = 0.13  # how much lighter the side toward the light is
HAND = 0.024
SUNNY: Colour = (255, 240, 196)


@dataclass(frozen=True, slots=True)
class Body:
    """The joints of a figure in metres."""

    stature: float
    hip: Point
    neck: Point
    head: Point
    shoulders: tuple[Point, Point]  # near, far
    hips: tuple[Point, Point]
    elbows: tuple[Point, Point]
    hands: tuple[Point, Point]
    knees: tuple[Point, Point]
    ankles: tuple[Point, Point]
    spine: float  # radians forward from upright
    tilt: float  # radians the head is tipped forward
    wrist_turns: tuple[float, float]  # radians of the forearms: 0 hangs down


def draw_figure(brush: Brush, looks: Looks, pose: Mapping[str, Any], spot: Spot, prop: str) -> None:
    """Draw one person with what is in the near hand; `prop` is a row of the things or ""."""
    thing = read_table("things")["thing"].get(prop, {})
    free = not (pose.get("seat") or pose.get("table") or pose.get("back"))
    body = make_body(looks, {**pose, "arm_near": thing["arm"]} if free and "arm" in thing else pose)
    back = bool(pose.get("back"))
    own = replace(brush, colours=own_colours(brush, looks), light=brush.light.on_people())
    draw_arm(own, looks, body, spot, side=1)
    for side in (1, 0):
        draw_leg(own, looks, body, spot, side)
    draw_clothes(own, looks, body, spot, back=back)
    draw_head(own, looks, body, spot, "asleep" if body.spine < -1 else "", back=back)
    turn = body.wrist_turns[0]
    if prop:
        x, y = body.hands[0]
        held = replace(spot, x=spot.x + (-x if spot.flip else x), y=spot.y + y, lean=0.0 if thing.get("upright") else math.pi / 2 - turn)
        draw_thing(brush, prop, held)
    draw_arm(own, looks, body, spot, side=0)


def own_colours(brush: Brush, looks: Looks) -> Mapping[str, str]:
    """Name the person's colours for the tables of heads."""
    return {
        **brush.colours,
        "skin": as_hex(looks.skin),
        "hair": as_hex(looks.hair),
        "lips": as_hex(mix(looks.skin, (130, 40, 40), 0.5 if looks.gender == "female" else 0.38)),
        "hat": as_hex(looks.headgear_colour),
        "extra": as_hex(looks.extra_colour),
    }


def as_hex(colour: Colour) -> str:
    """Write `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def swing(start: Point, length: float, degrees: float) -> Point:
    """Give the end of a limb that hangs down at 0 degrees and points forward at 90."""
    angle = math.radians(degrees)
    return (start[0] + length * math.sin(angle), start[1] - length * math.cos(angle))


def make_body(looks: Looks, pose: Mapping[str, Any]) -> Body:
    """Bend a body of this stature into a pose and set it on the ground."""
    stature = looks.stature
    lean = float(pose["lean"]) + (looks.stoop if abs(float(pose["lean"])) < 30 else 0)  # noqa: PLR2004 (upright)
    spine = math.radians(lean)
    along, across = (math.sin(spine), math.cos(spine)), (math.cos(spine), -math.sin(spine))
    neck = (along[0] * TORSO * stature, along[1] * TORSO * stature)
    wide = SHOULDER * stature * looks.width
    low = (neck[0] - along[0] * 0.046 * stature, neck[1] - along[1] * 0.046 * stature)
    shoulders = tuple((low[0] + s * wide * across[0], low[1] + s * wide * across[1]) for s in (-1, 0.86))
    hips = tuple((s * HIP * 0.6 * stature * across[0], s * HIP * 0.6 * stature * across[1]) for s in (-1, 1))
    arms, legs = [pose["arm_near"], pose["arm_far"]], [pose["leg_near"], pose["leg_far"]]
    elbows = [swing(start, UPPER_ARM * stature, arm[0]) for start, arm in zip(shoulders, arms, strict=True)]
    hands = [swing(start, FOREARM * stature, arm[1]) for start, arm in zip(elbows, arms, strict=True)]
    knees = [swing(start, THIGH * stature, leg[0]) for start, leg in zip(hips, legs, strict=True)]
    ankles = [swing(start, SHIN * stature, leg[1]) for start, leg in zip(knees, legs, strict=True)]
    tilt = spine * 0.6 + math.radians(float(pose["nod"]))
    reach = (NECK + HEAD * looks.head * 0.42) * stature
    head = (neck[0] + math.sin(tilt) * reach + 0.012 * stature, neck[1] + math.cos(tilt) * reach)
    floor = min(y for _, y in [(0, 0), *knees, *ankles, neck]) - SOLE * stature
    lift = float(pose.get("on", 0.0)) - floor if not pose.get("astride") else 0.0

    def up(point: Point) -> Point:
        return (point[0], point[1] + lift)

    def pair(points: Sequence[Point]) -> tuple[Point, Point]:
        return (up(points[0]), up(points[1]))

    return Body(
        stature=stature,
        hip=up((0.0, 0.0)),
        neck=up(neck),
        head=up(head),
        shoulders=pair(shoulders),
        hips=pair(hips),
        elbows=pair(elbows),
        hands=pair(hands),
        knees=pair(knees),
        ankles=pair(ankles),
        spine=spine,
        tilt=tilt,
        wrist_turns=(math.radians(float(arms[0][1])), math.radians(float(arms[1][1]))),
    )


def draw_part(brush: Brush, spot: Spot, parts: Sequence[Sequence[Point]], colour: Colour) -> None:
    """Ink the common outline of some overlapping polygons, then fill them as one."""
    distance = brush.camera.distance(spot.z)
    shaded, ink = brush.light.shade(colour, distance), brush.light.ink(distance)
    placed = [[brush.camera.project(spot.place(u, v)) for u, v in part] for part in parts]
    for points in placed:
        brush.canvas.outline(points, ink, brush.light.weight(distance) * 2)
    for points in placed:
        brush.canvas.fill(points, shaded)


def light_part(brush: Brush, spot: Spot, part: Sequence[Point], colour: Colour) -> None:
    """Lay the lighter side over a part; no ink."""
    distance = brush.camera.distance(spot.z)
    points = [brush.camera.project(spot.place(u, v)) for u, v in part]
    brush.canvas.fill(points, brush.light.shade(mix(colour, SUNNY, LIT), distance))


def limb_tones(colour: Colour, side: int) -> Colour:
    """Darken the far limbs a little."""
    return mix(colour, BLACK, 0.22 if side else 0.06)


def draw_leg(brush: Brush, looks: Looks, body: Body, spot: Spot, side: int) -> None:
    """Draw a leg with its shoe."""
    s, width = body.stature, looks.width
    hip, knee, ankle = body.hips[side], body.knees[side], body.ankles[side]
    bare = looks.lower.hem > 0.2 or looks.top.hem > 0.2  # noqa: PLR2004 (a skirt shows the shins)
    thigh = capsule(hip, knee, 0.053 * s * width, 0.039 * s * width)
    shin = capsule(knee, ankle, 0.038 * s * width, 0.025 * s)
    colour = limb_tones(looks.lower.colour, side)
    draw_part(brush, spot, [shoe(body, side)], limb_tones((58, 46, 42), side))
    if bare:
        draw_part(
            brush,
            spot,
            [capsule(knee, ankle, 0.036 * s * width, 0.021 * s)],
            limb_tones(mix(looks.skin, (60, 50, 50), 0.35), side),
        )
        return
    draw_part(brush, spot, [thigh, shin], colour)
    if not side:
        for start, end, r1, r2 in ((hip, knee, 0.034, 0.024), (knee, ankle, 0.023, 0.014)):
            ahead = 0.014 * s
            lit = capsule((start[0] + ahead, start[1]), (end[0] + ahead, end[1]), r1 * s * width, r2 * s)
            light_part(brush, spot, lit, colour)


def shoe(body: Body, side: int) -> list[Point]:
    """Shape the shoe: level on the ground, square to the shin in the air."""
    s = body.stature
    (kx, ky), (x, y) = body.knees[side], body.ankles[side]
    turn = math.atan2(x - kx, ky - y)
    grounded = y < SOLE * s * 1.6
    turn = 0.0 if grounded else turn
    corners = [(-0.03, 0.03), (0.026, 0.034), (0.058, 0.004), (0.104, -0.012), (0.104, -0.036), (-0.036, -0.036)]
    cos, sin = math.cos(turn), math.sin(turn)
    return [(x + (u * cos - v * sin) * s, y + (u * sin + v * cos) * s) for u, v in corners]


def draw_arm(brush: Brush, looks: Looks, body: Body, spot: Spot, side: int) -> None:
    """Draw an arm in its sleeve with the hand."""
    s, width = body.stature, looks.width
    outer = looks.over or looks.top
    colour = limb_tones(outer.colour, side)
    shoulder, elbow, hand = body.shoulders[side], body.elbows[side], body.hands[side]
    draw_part(brush, spot, hand_parts(body, side), limb_tones(looks.skin, side))
    upper = capsule(shoulder, elbow, 0.035 * s * width, 0.029 * s * width)
    fore = capsule(elbow, hand, 0.029 * s * width, 0.021 * s)
    draw_part(brush, spot, [upper, fore], colour)
    if not side:
        for start, end, r1, r2 in ((shoulder, elbow, 0.024, 0.018), (elbow, hand, 0.017, 0.012)):
            rise = 0.010 * s
            lit = capsule(
                (start[0] + rise, start[1] + rise / 2), (end[0] + rise, end[1] + rise / 2), r1 * s * width, r2 * s
            )
            light_part(brush, spot, lit, colour)


def hand_parts(body: Body, side: int) -> list[list[Point]]:
    """Shape a closed hand and its thumb."""
    s, turn, wrist = body.stature, math.degrees(body.wrist_turns[side]), body.hands[side]
    thumb = swing(swing(wrist, 0.014 * s, turn), 0.030 * s, turn + 48)
    return [
        capsule(wrist, swing(wrist, 0.040 * s, turn), HAND * s * 0.78, HAND * s * 0.74),
        capsule(swing(wrist, 0.012 * s, turn), thumb, 0.010 * s, 0.008 * s),
    ]


def torso_outline(body: Body, width: float) -> list[Point]:
    """Shape the trunk from the neck to the hips."""
    s = body.stature
    along = (math.sin(body.spine), math.cos(body.spine))
    across = (along[1], -along[0])
    rows = ((0.0, 0.080), (0.05, 0.074), (0.12, 0.066), (0.20, 0.082), (0.26, 0.096), (0.295, 0.070), (0.316, 0.028))
    x, y = body.hip

    def at(height: float, half: float) -> Point:
        return (x + s * (along[0] * height + across[0] * half), y + s * (along[1] * height + across[1] * half))

    back = [at(height - 0.02, -half * width) for height, half in rows]
    front = [at(height - 0.02, half * width * 0.93) for height, half in rows]
    return smooth([*back, *reversed(front)], closed=True, steps=4)


def hem_outline(body: Body, garment: Garment, width: float) -> list[Point]:
    """Shape a coat's tails or a skirt: the hull of the hips, the thighs and the hem."""
    s = body.stature
    points = circle((body.hip[0], body.hip[1] - 0.014 * s), 0.077 * s * width)
    for side in (0, 1):
        points += circle(along_leg(body, side, garment.hem * 0.5), 0.060 * s * width)
        end = along_leg(body, side, garment.hem)
        spread = (0.048 + 0.03 * (garment.flare - 1)) * s * width
        push = (garment.flare - 1) * 0.07 * s * (-1 if side == 0 else 1)
        points += [(end[0] + push - spread, end[1]), (end[0] + push + spread, end[1])]
    return hull(points)


def along_leg(body: Body, side: int, share: float) -> Point:
    """Give the point a share of the way from the hip (0) to the ankle (1)."""
    start, end = (body.hips[side], body.knees[side]) if share < 0.5 else (body.knees[side], body.ankles[side])  # noqa: PLR2004
    part = share * 2 if share < 0.5 else share * 2 - 1  # noqa: PLR2004 (the knee is half-way)
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def circle(centre: Point, radius: float) -> list[Point]:
    """Give twelve points around a joint."""
    turns = (math.pi * index / 6 for index in range(12))
    return [(centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns]


def hull(points: Sequence[Point]) -> list[Point]:
    """Give the convex hull of some points."""
    ordered = sorted(points)

    def chain(run: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in run:
            while len(kept) > 1 and turns_right(kept[-2], kept[-1], point):
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return [*chain(ordered), *chain(ordered[::-1])]


def turns_right(a: Point, b: Point, c: Point) -> bool:
    """Say whether the way from a over b to c does not turn left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0


def draw_clothes(brush: Brush, looks: Looks, body: Body, spot: Spot, *, back: bool) -> None:
    """Draw the trunk in its clothes, from the skirt up to the collar."""
    outer = looks.over or looks.top
    if looks.lower.hem > 0.2:  # noqa: PLR2004 (a skirt)
        draw_part(brush, spot, [hem_outline(body, looks.lower, looks.width)], looks.lower.colour)
    torso = torso_outline(body, looks.width * (1.06 if looks.over else 1.0))
    parts = [torso, hem_outline(body, outer, looks.width)] if outer.hem else [torso]
    draw_part(brush, spot, parts, mix(outer.colour, BLACK, 0.05))
    x, y = body.hip
    lit = [(x + (px - x) * 0.55 + 0.022 * body.stature, y + (py - y) * 0.9) for px, py in torso]
    light_part(brush, spot, lit, mix(outer.colour, BLACK, 0.05))
    if not back:
        draw_front(brush, looks, body, spot)


def draw_front(brush: Brush, looks: Looks, body: Body, spot: Spot) -> None:
    """Draw the open front: shirt, lapels, buttons, tie, apron."""
    s, distance = body.stature, brush.camera.distance(spot.z)
    along = (math.sin(body.spine), math.cos(body.spine))

    def at(height: float, half: float) -> Point:
        u = body.hip[0] + s * (along[0] * height + along[1] * half)
        return (u, body.hip[1] + s * (along[1] * height - along[0] * half))

    if "apron" in looks.extras:
        apron = [at(0.16, -0.02), at(0.16, 0.06), at(0.0, 0.07), at(-0.16, 0.075), at(-0.16, -0.05), at(0.0, -0.045)]
        draw_part(brush, spot, [apron], (232, 226, 210))
    if looks.over:
        draw_part(brush, spot, [[at(0.292, 0.0), at(0.292, 0.05), at(0.13, 0.052)]], looks.top.colour)
        seam = [brush.camera.project(spot.place(*at(height, 0.052))) for height in (0.13, -0.03)]
        brush.canvas.stroke(seam, brush.light.ink(distance), brush.light.weight(distance) * 0.8)
    if "tie" in looks.extras:
        draw_part(brush, spot, [[at(0.285, 0.02), at(0.285, 0.034), at(0.15, 0.052)]], looks.extra_colour)


def draw_head(brush: Brush, looks: Looks, body: Body, spot: Spot, face: str, *, back: bool) -> None:
    """Draw neck, head, hair, face and what is worn on the head."""
    table, s = read_table("heads"), body.stature
    size = HEAD * s * looks.head
    x, y = body.head
    seat = replace(spot, x=spot.x + (-x if spot.flip else x), y=spot.y + y, size=size, lean=body.tilt)
    hair = table["hair"].get(looks.hairstyle, table["hair"]["short"])
    if not back:
        draw_shapes(brush, parse_shapes(hair["back"]), seat)
    neck = capsule(body.neck, (x - 0.01 * s, y - size * 0.2), 0.032 * s, 0.029 * s)
    draw_part(brush, spot, [neck], mix(looks.skin, BLACK, 0.16))
    draw_collar(brush, looks, body, spot)
    draw_shapes(brush, parse_shapes(hair["nape"] if back else table["skull"]), seat)
    if not back:
        draw_face(brush, looks, face, seat)
        draw_shapes(brush, parse_shapes(hair["front"]), seat)
    if looks.headgear:
        draw_shapes(brush, parse_shapes(table["headgear"][looks.headgear]["shapes"]), seat)


def draw_collar(brush: Brush, looks: Looks, body: Body, spot: Spot) -> None:
    """Draw the collar, or the scarf, around the neck."""
    s = body.stature
    scarf = "scarf" in looks.extras
    radius = 0.036 if scarf else 0.014
    colour = looks.extra_colour if scarf else (looks.over or looks.top).colour
    x, y = body.neck
    ends = (x - 0.026 * s, y - 0.004 * s), (x + 0.036 * s, y - 0.012 * s)
    draw_part(brush, spot, [capsule(*ends, radius * s, radius * s * 0.9)], colour)
    if scarf:
        draw_part(
            brush,
            spot,
            [[(x, y), (x + 0.05 * s, y), (x + 0.06 * s, y - 0.17 * s), (x + 0.015 * s, y - 0.17 * s)]],
            colour,
        )


def draw_face(brush: Brush, looks: Looks, face: str, seat: Spot) -> None:
    """Draw the features the mood gives, beard and glasses."""
    table = read_table("heads")
    draw_shapes(brush, parse_shapes(table["face"][face or brush.light.mood.face]["shapes"]), seat)
    if looks.beard:
        draw_shapes(brush, parse_shapes(table["beard"][looks.beard]["shapes"]), seat)
        draw_shapes(brush, parse_shapes(table["beard"][looks.beard]["over"]), seat)
    if "glasses" in looks.extras:
        draw_shapes(brush, parse_shapes(table["extra"]["glasses"]["shapes"]), seat)
