"""Figures: looks, a skeleton and what is held in, a drawn person on the stage out, part by part from far to near."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.arms import draw_arms, draw_prop, far_to_near, hair_hangs
from storyboard.body import lay_on_self
from storyboard.canvas import Colour, mix
from storyboard.clothes import attire_of, draw_neck, draw_skirt, draw_trunk
from storyboard.collars import draw_apron, draw_collar
from storyboard.dressed import AWAY, IN_FRONT, NEAR, DressedBody, farther
from storyboard.grips import holding, lies_on, rests_on, take_hold, thing_of
from storyboard.heads import draw_hair_behind, draw_head
from storyboard.holds import on_holds
from storyboard.limbs import Easel, balls_of, crease, draw_limbs
from storyboard.skeleton import Skeleton, make_skeleton, palm_of
from storyboard.space import between, blend

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from storyboard.looks import Looks
    from storyboard.shapes import Brush, Spot
    from storyboard.space import Point3

FACES = 0.3  # of a step ahead goes towards the viewer or away: the body is seen from before or from behind
TURNED = 0.5  # of a step ahead goes away from us: the far forearm of hands on the back comes out behind no trunk
HUGS = 0.06  # statures before the chest, and from its middle, of a forearm that lies over what faces the viewer
ON_BELLY = 0.038  # statures before the spine of a hand that lies on the belly
BACK = 0.03  # statures behind the spine of a hand that lies on the back
HANGS, BESIDE = 0.6, 0.09  # share of a forearm that goes down, and statures of its wrist from the body's middle, then
RAISED = 0.19  # statures that a knee is below its hip at most then
KNEES_OUT = 0.12  # statures that a knee comes towards the viewer before the lap covers the trunk


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
    figure = dress(brush, looks, pose, spot, prop, heading)
    skeleton = figure.skeleton
    shut = skeleton.lying and skeleton.chest.forward[1] > 0 and "face" not in pose
    paint(figure, "asleep" if shut else "")


def draw_far_arm(brush: Brush, looks: Looks, pose: Mapping[str, Any], spot: Spot) -> None:
    """Draw the far arm alone: it goes around somebody who is drawn before the rest."""
    draw_arms(dress(brush, looks, pose, spot, "", None), [(AWAY, 0), (AWAY, 1)], NEAR)


def draw_arms_on(brush: Brush, looks: Looks, pose: Mapping[str, Any], spot: Spot, prop: str, table: str) -> None:
    """Draw the arms whose hands lie on a table's top once more, over the table."""
    figure = dress(brush, looks, pose, spot, prop, None)
    k, (_, front) = figure.skeleton, split_arms(figure)
    over = {side for side in (AWAY, NEAR) if lies_on(k, side, table)}
    ahead = {side for side in over if k.elbows[side][0] > k.chest.origin[0] and rests_on(k, side, table)}
    parts = [
        (side, part) for side in sorted(over) for part in (0, 1) if (side, part) in front or (part and side in ahead)
    ]
    draw_arms(figure, parts, held_after(figure, {side for side, part in front if part}))


def dress(
    brush: Brush, looks: Looks, pose: Mapping[str, Any], spot: Spot, prop: str, heading: float | None
) -> DressedBody:
    """Give a body in its pose and its clothes, ready to be drawn."""
    skeleton = drawn_skeleton(looks, pose, prop, heading)
    if looks.expression == "asleep" and not (skeleton.lying or pose.get("seat")):
        looks = replace(looks, expression="")  # nobody sleeps on their feet
    if skeleton.lying and pose.get("seat"):
        looks = replace(looks, headgear="", over=None)  # nor in hat and coat in a bed
    own = replace(brush, colours=own_colours(brush, looks), light=brush.light.on_people())
    return DressedBody(Easel(own, spot), looks, pose, skeleton, attire_of(looks), prop)


def drawn_skeleton(looks: Looks, pose: Mapping[str, Any], prop: str, heading: float | None = None) -> Skeleton:
    """Give the joints as they are drawn, the hands on what they hold or touch."""
    made = on_holds(make_skeleton(looks, pose, heading), pose)
    return take_hold(lay_on_self(made, looks, pose, prop), pose, prop)


def paint(figure: DressedBody, face: str) -> None:
    """Draw the parts from far to near."""
    easel, looks, skeleton = figure.easel, figure.looks, figure.skeleton
    if thing_of(figure.prop).get("behind"):
        draw_prop(figure)
    draw_hair_behind(easel.brush, looks, figure.head, easel.spot)
    behind, front = split_arms(figure)
    last = held_after(figure, {side for side, part in front if part})
    draw_arms(figure, behind, last)
    lap = has_lap(skeleton)
    worn, trunk = figure.attire, figure.trunk
    if lap:
        draw_trunk(easel, worn, trunk, hangs=False)
    draw_legs(figure)
    draw_skirt(easel, worn, trunk, lap=lap)
    if not lap:
        draw_trunk(easel, worn, trunk, hangs=True)
    draw_apron(easel, worn, trunk)
    draw_neck(easel, looks, skeleton)
    draw_collar(easel, worn, trunk)
    over = hair_over_arms(figure)
    if not over:
        draw_head(easel.brush, looks, figure.head, easel.spot, face)
    draw_arms(figure, front, last)
    if over:
        draw_head(easel.brush, looks, figure.head, easel.spot, face)


def has_lap(skeleton: Skeleton) -> bool:
    """Say whether a thigh lies before the trunk: a knee comes towards us and is raised, as no step's knee is."""
    out, low = KNEES_OUT * skeleton.stature, RAISED * skeleton.stature
    return any(
        knee[2] < skeleton.pelvis.origin[2] - out and hip[1] - knee[1] < low
        for hip, knee in zip(skeleton.hips, skeleton.knees, strict=True)
    )


def hair_over_arms(figure: DressedBody) -> bool:
    """Say whether long hair hangs over the tops of both arms: on a back that we see, below no raised hand."""
    k = figure.skeleton
    low = all(elbow[1] < shoulder[1] for elbow, shoulder in zip(k.elbows, k.shoulders, strict=True))
    return low and all(wrist[1] < k.chest.origin[1] for wrist in k.wrists) and hair_hangs(figure)


def split_arms(figure: DressedBody) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """List the parts of the arms that are drawn before the trunk is, and after it."""
    sides = (NEAR,) if figure.pose.get("around") else (AWAY, NEAR)
    parts = [(side, part) for side in sides for part in (0, 1)]
    hidden = AWAY if figure.pose.get("hugs_legs") else None  # beyond both shins
    front = [(side, part) for side, part in parts if side != hidden and before_trunk(figure.skeleton, side, part)]
    return [part for part in parts if part not in front], front


def held_after(figure: DressedBody, before: Collection[int]) -> int:
    """Name the forearm after which what is held is drawn: of the hands that hold it the last; -1 for nothing held."""
    hands = far_to_near(figure.skeleton, holding(figure.pose, figure.prop))
    return max(hands, key=lambda side: (side in before, hands.index(side)), default=-1)


def before_trunk(skeleton: Skeleton, side: int, part: int) -> bool:
    """Say whether an upper arm (0) or a forearm (1) lies before the trunk for the viewer."""
    chest, margin = skeleton.chest.origin[2], IN_FRONT * skeleton.stature
    if part:
        if abs(skeleton.chest.forward[2]) > FACES and hugs(skeleton, side):
            return skeleton.chest.forward[2] < 0
        if behind_back(skeleton, side):
            return skeleton.chest.forward[2] > (TURNED if side == AWAY else 0.0)
        if hangs_beside(skeleton, side):
            return before_trunk(skeleton, side, 0)
        depth = (skeleton.elbows[side][2] + skeleton.wrists[side][2]) / 2
        return depth < chest + (margin if before_trunk(skeleton, side, 0) else -margin)
    if skeleton.chest.forward[2] < -FACES and hugs(skeleton, side):
        return True  # a forearm before the belly hangs on an arm that is seen
    depth = (skeleton.shoulders[side][2] + skeleton.elbows[side][2]) / 2
    return depth < chest + margin


def behind_back(skeleton: Skeleton, side: int) -> bool:
    """Say whether a hand lies on the middle of its own back."""
    k, palm = skeleton, palm_of(skeleton, side)
    aside = abs(off(palm, k.waist, k.pelvis.side))
    return off(palm, k.waist, k.pelvis.forward) < -BACK * k.stature and aside < HUGS * k.stature


def hangs_beside(skeleton: Skeleton, side: int) -> bool:
    """Say whether a forearm hangs beside its own hip, swung back as it may be: a skirt swings behind it."""
    k, outward = skeleton, 1.0 if side == NEAR else -1.0
    low = k.elbows[side][1] - k.wrists[side][1] > HANGS * math.dist(k.elbows[side], k.wrists[side])
    return low and outward * off(k.wrists[side], k.pelvis.origin, k.pelvis.side) > BESIDE * k.stature


def hugs(skeleton: Skeleton, side: int) -> bool:
    """Say whether a forearm lies before the breast or the belly, its hand near the middle or across it."""
    k, outward = skeleton, 1.0 if side == NEAR else -1.0
    middle, chest = between(k.elbows[side], k.wrists[side], 0.6), k.chest
    ahead, aside = off(middle, chest.origin, chest.forward), off(k.wrists[side], chest.origin, chest.side)
    if ahead > HUGS * k.stature > outward * aside:
        return True
    palm = palm_of(k, side)
    origin, frame = (k.waist, k.pelvis) if palm[1] < k.waist[1] else (chest.origin, chest)
    ahead, aside = off(palm, origin, frame.forward), off(palm, origin, frame.side)
    return palm[1] < chest.origin[1] and ahead > ON_BELLY * k.stature > outward * aside


def off(place: Point3, origin: Point3, way: Point3) -> float:
    """Give how many metres a place is from another one in a direction."""
    return sum(a * b for a, b in zip(blend(place, 1.0, origin, -1.0), way, strict=True))


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


def draw_legs(figure: DressedBody) -> None:
    """Draw both legs, the farther one first; none below the cover of a bed."""
    if figure.pose.get("tucked"):
        return
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
