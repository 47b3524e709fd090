"""Figures: looks, a skeleton and what is held in, a drawn person on the stage out, part by part from far to near."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.canvas import Colour, mix
from storyboard.clothes import Attire, attire_of, draw_neck, draw_skirt, draw_trunk, sleeve_colour
from storyboard.collars import draw_apron, draw_collar
from storyboard.heads import draw_hair_behind, draw_head
from storyboard.limbs import Easel, along, balls_of, crease, disc, draw_hand, draw_limbs, hand_bars, make_hand
from storyboard.painters import draw_thing
from storyboard.skeleton import HAND, HEAD, Skeleton, make_skeleton
from storyboard.skulls import Head
from storyboard.space import between, blend
from storyboard.trunk import Trunk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.limbs import Hand
    from storyboard.looks import Looks
    from storyboard.shapes import Brush, Spot

FAR: Colour = (30, 28, 44)  # far limbs are a little darker
FARTHER = 0.12
NEAR, AWAY = 0, 1  # sides
IN_FRONT = 0.05  # statures before or behind the chest from which an arm is drawn after or before the trunk
KNEES_OUT = 0.12  # statures that a knee comes towards the viewer before the lap covers the trunk


@dataclass(frozen=True, slots=True)
class DressedBody:
    """One person ready to be drawn."""

    easel: Easel
    looks: Looks
    pose: Mapping[str, Any]
    skeleton: Skeleton
    attire: Attire
    prop: str

    @property
    def trunk(self) -> Trunk:
        """The trunk without clothes."""
        return Trunk(self.skeleton, self.looks)

    @property
    def head(self) -> Head:
        """The head."""
        return Head(self.skeleton.head, HEAD * self.skeleton.stature * self.looks.head)


def draw_figure(
    brush: Brush,
    looks: Looks,
    pose: Mapping[str, Any],
    spot: Spot,
    prop: str,
    *,
    heading: float | None = None,
) -> None:
    """Draw one person with what is in the hands; `prop` is a row of the things or ""."""
    thing = read_table("things")["thing"].get(prop, {})
    free = not (pose.get("seat") or pose.get("table") or pose.get("back"))
    pose = {**pose, "arm_near": thing["arm"]} if free and "arm" in thing else pose
    skeleton = make_skeleton(looks, pose, heading)
    own = replace(brush, colours=own_colours(brush, looks), light=brush.light.on_people())
    figure = DressedBody(Easel(own, spot), looks, pose, skeleton, attire_of(looks), prop)
    paint(figure, "asleep" if skeleton.lying else "")


def paint(figure: DressedBody, face: str) -> None:
    """Draw the parts from far to near."""
    easel, looks, skeleton = figure.easel, figure.looks, figure.skeleton
    draw_hair_behind(easel.brush, looks, figure.head, easel.spot)
    behind = [(side, part) for side in (AWAY, NEAR) for part in (0, 1) if not before_trunk(skeleton, side, part)]
    draw_arms(figure, behind)
    lap = min(knee[2] for knee in skeleton.knees) < skeleton.pelvis.origin[2] - KNEES_OUT * skeleton.stature
    worn, trunk = figure.attire, figure.trunk
    if lap:
        draw_trunk(easel, worn, trunk, hangs=False)
    draw_legs(figure)
    draw_skirt(easel, worn, trunk, lap=lap)
    if not lap:
        draw_trunk(easel, worn, trunk, hangs=True)
    draw_apron(easel, figure.attire, figure.trunk)
    draw_neck(easel, looks, skeleton)
    draw_collar(easel, figure.attire, figure.trunk)
    draw_head(easel.brush, looks, figure.head, easel.spot, face)
    front = [(side, part) for side in (AWAY, NEAR) for part in (0, 1) if before_trunk(skeleton, side, part)]
    draw_arms(figure, front)


def before_trunk(skeleton: Skeleton, side: int, part: int) -> bool:
    """Say whether an upper arm (0) or a forearm (1) lies before the trunk for the viewer."""
    chest, margin = skeleton.chest.origin[2], IN_FRONT * skeleton.stature
    if part:
        depth = (skeleton.elbows[side][2] + skeleton.wrists[side][2]) / 2
        return depth < chest + (margin if before_trunk(skeleton, side, 0) else -margin)
    depth = (skeleton.shoulders[side][2] + skeleton.elbows[side][2]) / 2
    return depth < chest + margin


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


def farther(colour: Colour, *, far: bool) -> Colour:
    """Darken what is on the far side."""
    return mix(colour, FAR, FARTHER) if far else colour


def draw_legs(figure: DressedBody) -> None:
    """Draw both legs, the farther one first."""
    depths = [figure.skeleton.knees[side][2] + figure.skeleton.ankles[side][2] for side in (NEAR, AWAY)]
    for side in sorted((NEAR, AWAY), key=lambda side: -depths[side]):
        draw_leg(figure, side, far=depths[side] > min(depths) + 0.02)


def draw_leg(figure: DressedBody, side: int, *, far: bool) -> None:
    """Draw a leg with its shoe."""
    k, s, worn = figure.skeleton, figure.skeleton.stature, figure.attire
    hip, knee, ankle = k.hips[side], k.knees[side], k.ankles[side]
    draw_shoe(figure, side, far=far)
    w = figure.looks.width**0.6
    thigh = [
        (hip, 0.058 * w),
        (between(hip, knee, 0.4), 0.052 * w),
        (between(hip, knee, 0.8), 0.042 * w),
        (knee, 0.039 * w),
    ]
    calf = [
        (knee, 0.038 * w),
        (between(knee, ankle, 0.3), 0.039 * w),
        (between(knee, ankle, 0.75), 0.027),
        (ankle, 0.022),
    ]
    if worn.legs is None:
        draw_limbs(figure.easel, [balls_of(thigh, s), balls_of(calf, s)], farther(figure.looks.skin, far=far))
    else:
        wide = worn.legs.wide
        cloth = [(p, r * (0.5 + 0.5 * wide) + 0.002) for p, r in thigh]
        shin = [(p, max(r, 0.033 * wide)) for p, r in calf]
        draw_limbs(figure.easel, [balls_of(cloth, s), balls_of(shin, s)], farther(worn.legs.colour, far=far))
        crease(figure.easel, hip, knee, ankle, 0.04 * s)
    if worn.boots:
        top = between(ankle, knee, worn.boots)
        boot = [(top, 0.037 * w), (between(top, ankle, 0.5), 0.036), (ankle, 0.029)]
        draw_limbs(figure.easel, [balls_of(boot, s)], farther(worn.shoes, far=far))


def draw_shoe(figure: DressedBody, side: int, *, far: bool) -> None:
    """Draw a shoe: heel, ball and toe on one sole."""
    k, s = figure.skeleton, figure.skeleton.stature
    ankle, toe = k.ankles[side], k.toes[side]
    ahead = blend(toe, 1.0, ankle, -1.0)
    drop = (0.0, -0.014 * s, 0.0) if abs(ahead[1]) < 0.05 * s else (0.0, 0.0, 0.0)
    heel = blend(blend(ankle, 1.0, ahead, -0.16), 1.0, drop, 1.0)
    middle = blend(blend(ankle, 1.0, ahead, 0.55), 1.0, drop, 1.2)
    end = blend(blend(ankle, 1.0, ahead, 1.0), 1.0, drop, 1.5)
    shoe = [(ankle, 0.024), (heel, 0.026), (middle, 0.024), (end, 0.019)]
    colour = figure.attire.shoes
    draw_limbs(figure.easel, [balls_of(shoe[:2], s), balls_of(shoe[1:], s)], farther(colour, far=far), 0.9)


def draw_arms(figure: DressedBody, parts: Sequence[tuple[int, int]]) -> None:
    """Draw upper arms and forearms in their order, with the hands and what they hold."""
    depth = {side: figure.skeleton.elbows[side][2] + figure.skeleton.wrists[side][2] for side in (NEAR, AWAY)}
    sides = sorted({side for side, _ in parts}, key=lambda side: -depth[side])
    for side in sides:
        mine = [part for who, part in parts if who == side]
        draw_arm(figure, side, mine)


def draw_arm(figure: DressedBody, side: int, parts: Sequence[int]) -> None:
    """Draw the parts of one arm: 0 the upper arm, 1 the forearm with the hand."""
    k, s, worn = figure.skeleton, figure.skeleton.stature, figure.attire
    points = (k.shoulders[side], k.elbows[side], k.wrists[side])
    far = k.shoulders[side][2] > k.chest.origin[2] + IN_FRONT * s
    w = figure.looks.width**0.6 * (0.92 if figure.looks.gender == "female" else 1.0)
    skin = farther(figure.looks.skin, far=far)
    if 1 in parts:
        hold_under(figure, side, skin)
    rows = arm_rows(points, w, parts)
    if worn.sleeve < 1:
        draw_limbs(figure.easel, [balls_of(row, s) for row in rows], skin)
    if worn.sleeve > 0:
        cloth = [sleeve_row(row, points, worn) for row in rows]
        draw_limbs(
            figure.easel, [balls_of(row, s) for row in cloth if len(row) > 1], farther(sleeve_colour(worn), far=far)
        )
        if 0 in parts and sleeve_colour(worn) == worn.outer.colour:
            sew_on(figure, side, far=far)
        if worn.sleeve > 0.5:  # noqa: PLR2004 (past the elbow)
            crease(figure.easel, points[0], points[1], points[2], 0.032 * s)
    if 1 in parts:
        hold_over(figure, side, skin)


def sew_on(figure: DressedBody, side: int, *, far: bool) -> None:
    """Take the line away between a sleeve's top and the shoulder that it belongs to."""
    k, s, easel = figure.skeleton, figure.skeleton.stature, figure.easel
    shoulder = k.shoulders[side]
    inner = between(blend(k.chest.origin, 1.0, k.chest.up, -0.035 * s), shoulder, 0.72)
    radius = 0.031 * s * figure.looks.width**0.6
    colour = easel.tone(farther(figure.attire.outer.colour, far=far))
    for place, share in ((inner, 0.75), (shoulder, 0.9)):
        easel.brush.canvas.fill(disc(*easel.flat([(place, radius * share)])[0]), colour)


def arm_rows(points: Sequence[Any], w: float, parts: Sequence[int]) -> list[list[tuple[Any, float]]]:
    """Give the balls of the parts of an arm, radii in statures."""
    shoulder, elbow, wrist = points
    upper = [(shoulder, 0.031 * w), (between(shoulder, elbow, 0.45), 0.029 * w), (elbow, 0.025 * w)]
    fore = [(elbow, 0.025 * w), (between(elbow, wrist, 0.3), 0.0255 * w), (wrist, 0.0165 * w)]
    return [row for part, row in ((0, upper), (1, fore)) if part in parts]


def sleeve_row(row: Sequence[tuple[Any, float]], points: Sequence[Any], worn: Attire) -> list[tuple[Any, float]]:
    """Cut a part of an arm off where the sleeve ends, and widen it."""
    first = row[0][0] == points[0]
    start, end = (0.0, 0.5) if first else (0.5, 1.0)
    reach = min(worn.sleeve * 0.97, end)
    if reach <= start:
        return []
    shares = [start + (reach - start) * index / 2 for index in range(3)]
    radii = [row[0][1], row[1][1], row[2][1]]
    spread = [r + 0.0035 + (worn.sleeve_wide - 1) * 0.03 * share for r, share in zip(radii, shares, strict=True)]
    return [
        (along(points[0], points[1], points[2], share), radius) for share, radius in zip(shares, spread, strict=True)
    ]


def hand_of(figure: DressedBody, side: int) -> Hand:
    """Give the hand of a side as the pose, or what it holds, has it."""
    k, s = figure.skeleton, figure.skeleton.stature
    held = holds(figure, side)
    usual = str(read_table("things")["thing"][figure.prop].get("hand", "grip")) if held else "rest"
    row = usual if held else str(figure.pose.get(f"hand_{('near', 'far')[side]}", usual))
    wrist = k.wrists[side]
    inward = k.chest.along(0.7, 0.5, -0.35 if side == NEAR else 0.35)
    size = HAND * s * (1.08 if figure.looks.age in ("toddler", "child") else 1.0)
    return make_hand(figure.easel, wrist, k.fingers[side], blend(wrist, 1.0, inward, 0.3), row, size)


def holds(figure: DressedBody, side: int) -> bool:
    """Say whether a hand holds the figure's prop."""
    if not figure.prop:
        return False
    thing = read_table("things")["thing"][figure.prop]
    which = str(figure.pose.get("holds", thing.get("holds", "near")))
    return which == "both" or which == ("near", "far")[side]


def hold_under(figure: DressedBody, side: int, skin: Colour) -> None:
    """Draw the palm and the thing in it."""
    draw_hand(figure.easel, hand_of(figure, side), skin)


def hold_over(figure: DressedBody, side: int, skin: Colour) -> None:
    """Draw what is held, and the fingers that close over it."""
    if not holds(figure, side):
        return
    both = holds(figure, 1 - side)
    if not both or side == NEAR:
        draw_prop(figure, side, both=both)
    hand = hand_of(figure, side)
    if hand_bars(hand.row, "over"):
        draw_hand(figure.easel, hand, skin, "over")


def draw_prop(figure: DressedBody, side: int, *, both: bool) -> None:
    """Draw the thing in the hand, turned as the hand is unless it hangs or stands upright."""
    k, easel = figure.skeleton, figure.easel
    thing = read_table("things")["thing"][figure.prop]
    palm = [between(k.wrists[n], k.fingers[n], 0.42) for n in (NEAR, AWAY)]
    place = between(palm[0], palm[1], 0.5) if both else palm[side]
    spot = easel.spot
    u, v, w = place
    wrist, tip = k.wrists[side], k.fingers[side]
    turn = math.atan2(tip[0] - wrist[0], wrist[1] - tip[1])
    lean = 0.0 if thing.get("upright") or both else math.pi / 2 - turn
    x = spot.x + (-u if spot.flip else u)
    draw_thing(easel.brush, figure.prop, replace(spot, x=x, y=spot.y + v, z=spot.z + w, lean=lean))
