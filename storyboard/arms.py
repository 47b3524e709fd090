"""Arms: a dressed person in, upper arms, forearms and hands with what they hold on the canvas out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.body import is_laced
from storyboard.clothes import sleeve_colour
from storyboard.dressed import AWAY, IN_FRONT, NEAR, farther
from storyboard.grips import fall_of, hidden_hands, holding, lay, thing_of
from storyboard.hair import hair_row
from storyboard.limbs import balls_of, crease, disc, draw_hand, draw_limbs, hand_bars, make_hand
from storyboard.painters import draw_thing
from storyboard.skeleton import HAND, palm_of
from storyboard.sleeves import bare_row, draw_sleeve, find_mouth, sleeve_row
from storyboard.space import between, blend, project, radius_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from storyboard.canvas import Colour
    from storyboard.dressed import DressedBody
    from storyboard.limbs import Hand
    from storyboard.skeleton import Skeleton
    from storyboard.space import Point3

# Statures between the palms from which the fingers of a hand close around the other one.
MEETING: Mapping[str, float] = {"rest": 0.095, "flat": 0.07, "fist": 0.05}
SEAM = 0.72  # share of the way from the chest to a shoulder at which a sleeve is sewn on
BREAST, OPENING = 0.06, 0.05  # statures from the chest's middle to its front, and around it, that clothes leave open
OPEN = ("vee", "round", "lapel", "shawl", "wrap")  # necks at which skin or another cloth is seen
LONG = -0.6  # head sizes below the middle of a head to which hair hangs over shoulders
STREAM = 0.012  # metres that what is poured is wide


def draw_arms(figure: DressedBody, parts: Sequence[tuple[int, int]], held_after: int) -> None:
    """Draw upper arms and forearms in their order, with the hands; after one forearm what is held is drawn."""
    if parts and is_laced(figure.pose, figure.prop):
        draw_laced(figure)
        return
    for side in far_to_near(figure.skeleton, {side for side, _ in parts}):
        mine = [part for who, part in parts if who == side]
        draw_arm(figure, side, mine)
        if side == held_after and 1 in mine:
            hold_over(figure)


def draw_laced(figure: DressedBody) -> None:
    """Draw crossed arms: one hand lies on the other upper arm, the other one is tucked under."""
    far = figure.skeleton.shoulders[AWAY][2] > figure.skeleton.shoulders[NEAR][2]
    over, under = (NEAR, AWAY) if far else (AWAY, NEAR)
    draw_arm(figure, under, (1,))
    draw_arm(figure, over, (0, 1))
    draw_arm(figure, under, (0,))
    hold_under(figure, under, figure.looks.skin)


def far_to_near(skeleton: Skeleton, sides: Collection[int]) -> list[int]:
    """Give arms in the order in which they are drawn."""
    return sorted(sides, key=lambda side: (-skeleton.elbows[side][2] - skeleton.wrists[side][2], side))


def draw_arm(figure: DressedBody, side: int, parts: Sequence[int]) -> None:
    """Draw the parts of one arm: 0 the upper arm, 1 the forearm with the hand."""
    k, s, worn = figure.skeleton, figure.skeleton.stature, figure.attire
    points = (k.shoulders[side], k.elbows[side], k.wrists[side])
    far = k.shoulders[side][2] > k.chest.origin[2] + IN_FRONT * s
    w = figure.looks.width**0.6 * (0.92 if figure.looks.gender == "female" else 1.0)
    skin = farther(figure.looks.skin, far=far)
    rows = arm_rows(points, w, parts)
    cloth = [balls_of(row, s) for row in (sleeve_row(row, points, worn) for row in rows) if len(row) > 1]
    mouth = find_mouth(figure.easel, cloth[-1], worn) if cloth and 1 in parts else None
    if 1 in parts and not (mouth and mouth.open):
        hold_under(figure, side, skin)
    if worn.sleeve < 1:
        draw_limbs(figure.easel, [balls_of(row, s) for row in rows], skin)
    if cloth:
        draw_sleeve(figure.easel, cloth, farther(sleeve_colour(worn), far=far), mouth)
        if 0 in parts and sleeve_colour(worn) == worn.outer.colour:
            sew_on(figure, side, far=far)
        if worn.sleeve > 0.5:  # noqa: PLR2004 (past the elbow)
            crease(figure.easel, points[0], points[1], points[2], 0.032 * s)
    if mouth and mouth.open:
        draw_limbs(figure.easel, [balls_of(bare_row(rows[-1], points, worn), s)], skin)
        hold_under(figure, side, skin)


def sew_on(figure: DressedBody, side: int, *, far: bool) -> None:
    """Take the line away between a sleeve's top and the shoulder that it belongs to."""
    k, s, easel = figure.skeleton, figure.skeleton.stature, figure.easel
    shoulder, inner = k.shoulders[side], inner_of(k, side)
    radius = 0.031 * s * figure.looks.width**0.6
    colour = easel.tone(farther(figure.attire.outer.colour, far=far))
    for place, share in ((inner, 0.75), (shoulder, 0.9)):
        opened = figure.attire.outer.neck in OPEN and bares_neck(k, side)
        if place is shoulder or not (opened or hair_hangs(figure)):
            easel.brush.canvas.fill(disc(*easel.flat([(place, radius * share)])[0]), colour)


def inner_of(skeleton: Skeleton, side: int) -> Point3:
    """Give the place of the seam between a shoulder and the chest."""
    k, low = skeleton, -0.035 * skeleton.stature
    return between(blend(k.chest.origin, 1.0, k.chest.up, low), k.shoulders[side], SEAM)


def bares_neck(skeleton: Skeleton, side: int) -> bool:
    """Say whether the seam of a shoulder is seen where clothes are open at the neck, or have their lapels."""
    k, s = skeleton, skeleton.stature
    front = k.chest.at(BREAST * s, 0.0, 0.0)
    return k.chest.forward[2] < 0 and abs(inner_of(k, side)[0] - front[0]) < OPENING * s


def hair_hangs(figure: DressedBody) -> bool:
    """Say whether long hair hangs over the shoulders of somebody who shows us the back."""
    falls = float(hair_row(figure.looks.hairstyle).get("fall", 0.0)) < LONG
    return falls and figure.skeleton.chest.forward[2] > 0


def arm_rows(points: Sequence[Any], w: float, parts: Sequence[int]) -> list[list[tuple[Any, float]]]:
    """Give the balls of the parts of an arm, radii in statures."""
    shoulder, elbow, wrist = points
    upper = [(shoulder, 0.031 * w), (between(shoulder, elbow, 0.45), 0.029 * w), (elbow, 0.025 * w)]
    fore = [(elbow, 0.025 * w), (between(elbow, wrist, 0.3), 0.0255 * w), (wrist, 0.0165 * w)]
    return [row for part, row in ((0, upper), (1, fore)) if part in parts]


def hand_of(figure: DressedBody, side: int) -> Hand:
    """Give the hand of a side as the pose, or what it holds, has it."""
    k, s = figure.skeleton, figure.skeleton.stature
    held = holds(figure, side)
    usual = str(thing_of(figure.prop).get("hand", "grip")) if held else "rest"
    row = usual if held else str(figure.pose.get(f"hand_{('near', 'far')[side]}", usual))
    row = "fold" if row in MEETING and apart(figure) < MEETING[row] else row
    wrist = k.wrists[side]
    inward = k.chest.along(0.7, 0.5, -0.35 if side == NEAR else 0.35)
    size = HAND * s * (1.08 if figure.looks.age in ("toddler", "child") else 1.0)
    return make_hand(figure.easel, wrist, k.fingers[side], blend(wrist, 1.0, inward, 0.3), row, size)


def apart(figure: DressedBody) -> float:
    """Give how many statures lie between two empty palms."""
    k = figure.skeleton
    palms = [palm_of(k, side) for side in (NEAR, AWAY)]
    return math.inf if figure.prop else math.dist(*palms) / k.stature


def holds(figure: DressedBody, side: int) -> bool:
    """Say whether a hand holds the figure's prop."""
    return side in holding(figure.pose, figure.prop)


def hold_under(figure: DressedBody, side: int, skin: Colour) -> None:
    """Draw the palm, below the thing in it; a hand that holds nothing has its fingers too."""
    hand = hand_of(figure, side)
    draw_hand(figure.easel, hand, skin)
    if not holds(figure, side) and hand_bars(hand.row, "over"):
        draw_hand(figure.easel, hand, skin, "over")


def hold_over(figure: DressedBody) -> None:
    """Draw what is held, and the fingers of every hand before it that close over it."""
    if not thing_of(figure.prop).get("behind"):
        draw_prop(figure)
    hidden = hidden_hands(figure.skeleton, figure.prop)
    for side in holding(figure.pose, figure.prop):
        if side in hidden:
            continue
        hand = hand_of(figure, side)
        if hand_bars(hand.row, "over"):
            draw_hand(figure.easel, hand, figure.looks.skin, "over")


def draw_prop(figure: DressedBody) -> None:
    """Draw the thing in the hand as it lies there, and what is poured from it."""
    easel, pose, prop = figure.easel, figure.pose, figure.prop
    held, spot = lay(figure.skeleton, pose, prop), easel.spot
    thing = thing_of(prop)
    if "pours" in pose and "spout" in thing:
        u, v, w = held.at(*thing["spout"])
        width = radius_at(easel.brush, spot, (u, v, w), STREAM)
        ends = project(easel.brush, spot, [(u, v, w), (u, v - fall_of(pose), w)])
        easel.brush.canvas.stroke(ends, easel.brush.colour(str(thing.get("stream", "water")), easel.distance), width)
    u, v, w = held.place
    x = spot.x + (-u if spot.flip else u)
    lain = replace(spot, x=x, y=spot.y + v, z=spot.z + w, lean=held.lean, size=spot.size * held.size)
    draw_thing(easel.brush, prop, replace(lain, flip=spot.flip != held.turned))
