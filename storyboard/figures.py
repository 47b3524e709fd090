"""Figures: the looks of a person and a row of `artwork/poses.toml` in, a body of flat colours on the stage out.

A body is built in metres around the point between the feet, facing along +u; a `Spot` puts it on the stage.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.bodies import HEAD, Body, hand_parts, hem_outline, make_body, shoe, torso_outline
from storyboard.canvas import Colour, Point, capsule, mix
from storyboard.painters import draw_shapes, draw_thing
from storyboard.shapes import BLACK, WHITE, Brush, Spot, parse_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storyboard.people import Looks

SUNNY: Colour = (255, 240, 196)
LIT = 0.13  # how much lighter the side toward the light is


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
        held = replace(
            spot,
            x=spot.x + (-x if spot.flip else x),
            y=spot.y + y,
            lean=0.0 if thing.get("upright") else math.pi / 2 - turn,
        )
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
        "swaddle": as_hex(looks.top.colour),
    }


def as_hex(colour: Colour) -> str:
    """Write `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


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
    draw_part(brush, spot, [shoe(body, side)], limb_tones(looks.shoes, side))
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
    if looks.over and not side:
        cuff = (elbow[0] + (hand[0] - elbow[0]) * 0.95, elbow[1] + (hand[1] - elbow[1]) * 0.95)
        draw_part(brush, spot, [capsule(cuff, hand, 0.0215 * s, 0.021 * s)], limb_tones(looks.top.colour, side))
    if not side:
        for start, end, r1, r2 in ((shoulder, elbow, 0.024, 0.018), (elbow, hand, 0.017, 0.012)):
            rise = 0.010 * s
            lit = capsule(
                (start[0] + rise, start[1] + rise / 2), (end[0] + rise, end[1] + rise / 2), r1 * s * width, r2 * s
            )
            light_part(brush, spot, lit, colour)


def draw_clothes(brush: Brush, looks: Looks, body: Body, spot: Spot, *, back: bool) -> None:
    """Draw the trunk in its clothes, from the skirt up to the collar."""
    outer = looks.over or looks.top
    if looks.lower.hem > 0.2:  # noqa: PLR2004 (a skirt)
        draw_part(brush, spot, [hem_outline(body, looks.lower, looks.width)], looks.lower.colour)
    torso = torso_outline(
        body, looks.width * (1.06 if looks.over else 1.0), 0.060 if looks.gender == "female" else 0.070
    )
    parts = [torso, hem_outline(body, outer, looks.width)] if outer.hem else [torso]
    draw_part(brush, spot, parts, mix(outer.colour, BLACK, 0.05))
    x, y = body.hip
    lit = [(x + (px - x) * 0.55 + 0.022 * body.stature, y + (py - y) * 0.9) for px, py in torso]
    light_part(brush, spot, lit, mix(outer.colour, BLACK, 0.05))
    if not back:
        draw_front(brush, looks, body, spot)


def along_trunk(body: Body) -> Callable[[float, float], Point]:
    """Give a function from a height above the hip and an offset to the front, in statures, to a point in metres."""
    s, (x, y) = body.stature, body.hip
    along = (math.sin(body.spine), math.cos(body.spine))

    def at(height: float, half: float) -> Point:
        return (x + s * (along[0] * height + along[1] * half), y + s * (along[1] * height - along[0] * half))

    return at


def draw_front(brush: Brush, looks: Looks, body: Body, spot: Spot) -> None:
    """Draw the front: shirt and lapels, buttons, tie, apron."""
    at, distance = along_trunk(body), brush.camera.distance(spot.z)
    outer = looks.over or looks.top
    if "apron" in looks.extras:
        apron = [at(0.16, -0.02), at(0.16, 0.06), at(0.0, 0.07), at(-0.16, 0.075), at(-0.16, -0.05), at(0.0, -0.045)]
        draw_part(brush, spot, [apron], (232, 226, 210))
    if looks.over:
        draw_part(brush, spot, [[at(0.30, 0.0), at(0.30, 0.05), at(0.14, 0.052)]], looks.top.colour)
    if "tie" in looks.extras:
        draw_part(brush, spot, [[at(0.285, 0.02), at(0.285, 0.034), at(0.15, 0.052)]], looks.extra_colour)
    if outer.neck == "lapel":
        edge = mix(outer.colour, WHITE, 0.12)
        draw_part(brush, spot, [[at(0.31, -0.016), at(0.30, 0.006), at(0.14, 0.052), at(0.215, -0.004)]], edge)
        draw_part(brush, spot, [[at(0.305, 0.052), at(0.14, 0.052), at(0.215, 0.076), at(0.27, 0.078)]], edge)
    if looks.over or outer.neck == "collar":
        seam = [
            brush.camera.project(spot.place(*at(height, 0.052))) for height in (0.14 if looks.over else 0.28, -0.02)
        ]
        brush.canvas.stroke(seam, brush.light.ink(distance), brush.light.weight(distance) * 0.7)


def draw_collar(brush: Brush, looks: Looks, body: Body, spot: Spot) -> None:
    """Draw how the clothes close at the neck, or the scarf around it."""
    at, outer = along_trunk(body), looks.over or looks.top
    if "scarf" in looks.extras:
        ends = capsule(at(0.30, -0.026), at(0.292, 0.036), 0.036 * body.stature, 0.032 * body.stature)
        tail = [at(0.30, 0.0), at(0.30, 0.048), at(0.13, 0.06), at(0.13, 0.016)]
        draw_part(brush, spot, [ends, tail], looks.extra_colour)
        return
    shirt = looks.top if looks.over else outer
    if outer.neck == "crew":
        rim = capsule(at(0.30, -0.026), at(0.292, 0.038), 0.015 * body.stature, 0.014 * body.stature)
        draw_part(brush, spot, [rim], mix(outer.colour, WHITE, 0.1))
    elif outer.neck == "round":
        skin = [
            at(0.318, -0.022),
            at(0.312, 0.036),
            at(0.285, 0.052),
            at(0.262, 0.044),
            at(0.262, 0.018),
            at(0.29, -0.01),
        ]
        draw_part(brush, spot, [skin], mix(looks.skin, BLACK, 0.06))
    else:
        tone = mix(shirt.colour, WHITE, 0.22)
        draw_part(brush, spot, [[at(0.322, -0.03), at(0.305, 0.026), at(0.262, 0.006)]], tone)
        draw_part(brush, spot, [[at(0.305, 0.026), at(0.318, 0.046), at(0.268, 0.058)]], tone)


def draw_back(brush: Brush, looks: Looks, body: Body, spot: Spot) -> None:
    """Draw the back of the collar or the scarf, and the seam down the back."""
    at, outer = along_trunk(body), looks.over or looks.top
    colour = looks.extra_colour if "scarf" in looks.extras else mix(outer.colour, BLACK, 0.2)
    band = capsule(at(0.296, -0.034), at(0.296, 0.040), 0.022 * body.stature, 0.022 * body.stature)
    draw_part(brush, spot, [band], colour)
    seam = [brush.camera.project(spot.place(*at(height, 0.004))) for height in (0.27, 0.0)]
    distance = brush.camera.distance(spot.z)
    brush.canvas.stroke(seam, brush.light.ink(distance), brush.light.weight(distance) * 0.7)


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
    if back:
        draw_back(brush, looks, body, spot)
        draw_shapes(brush, parse_shapes(table["ears"]), seat)
        draw_shapes(brush, parse_shapes(hair["nape"]), seat)
        draw_shapes(brush, parse_shapes(table["parting"]), seat)
    else:
        draw_collar(brush, looks, body, spot)
        draw_shapes(brush, parse_shapes(table["skull"]), seat)
    if not back:
        draw_face(brush, looks, face, seat)
        draw_shapes(brush, parse_shapes(hair["front"]), seat)
    if looks.headgear:
        draw_shapes(brush, parse_shapes(table["headgear"][looks.headgear]["shapes"]), seat)


def draw_face(brush: Brush, looks: Looks, face: str, seat: Spot) -> None:
    """Draw the features the mood gives, beard and glasses."""
    table = read_table("heads")
    draw_shapes(brush, parse_shapes(table["face"][face or brush.light.mood.face]["shapes"]), seat)
    if looks.beard:
        draw_shapes(brush, parse_shapes(table["beard"][looks.beard]["shapes"]), seat)
        draw_shapes(brush, parse_shapes(table["beard"][looks.beard]["over"]), seat)
    if "glasses" in looks.extras:
        draw_shapes(brush, parse_shapes(table["extra"]["glasses"]["shapes"]), seat)
