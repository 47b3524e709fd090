"""A body's places: a skeleton in, where a part of it is, and a skeleton whose hands lie on its own body out.

A row of the poses says `rests_near = [20, 0.4]`, a place on the trunk as `Trunk.on` counts it (degrees from the front
to the near side, 0 the hip to 1 the neck), or `rests_near = "far_sleeve"`, a part of a limb by its side and name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.clothes import attire_of
from storyboard.grips import SIDES, holding
from storyboard.skeleton import SHOULDER, lay_palm, planted
from storyboard.space import between, blend
from storyboard.trunk import Trunk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.looks import Looks
    from storyboard.skeleton import Skeleton
    from storyboard.space import Point3

ROUNDS = 3  # a hand on the other arm moves with it
UPPER, BEFORE = 0.62, 0.036  # share of an upper arm at which a hand lies on it; statures before its middle
TUCKED = 0.058  # statures from there towards the chest of a hand whose fingers are hidden under that arm
# Shares of a thigh at which a hand lies on it, and statures above its middle.
THIGH = {"thigh": (0.62, 0.052), "knee": (0.82, 0.045)}
BELOW = 0.03  # statures below an elbow of a hand that carries it
# Where the palm is whose fingers lie there: statures before, above and beside the middle of the head.
FACE = {
    "chin": (0.075, -0.128, -0.02),
    "lips": (0.076, -0.061, 0.009),
    "brow": (0.073, 0.029, 0.023),
    "temple": (0.023, 0.038, 0.064),
    "ear": (-0.006, -0.018, 0.08),
}
ON_SHIN, SHIN = 0.22, 0.03  # share of a shin below the knee where hands meet that hug it; statures before it


def lay_on_self(skeleton: Skeleton, looks: Looks, pose: Mapping[str, Any], prop: str) -> Skeleton:
    """Lay the hands that hold nothing on the places of their own body that a pose names."""
    busy = holding(pose, prop)
    if busy and pose.get("laced"):
        return skeleton  # no arms are crossed with a cup in one hand
    wishes = [
        (side, pose[f"rests_{name}"])
        for side, name in enumerate(SIDES)
        if pose.get(f"rests_{name}") and f"palm_{name}" not in pose and side not in busy
    ]
    for _ in range(ROUNDS if wishes else 0):
        for side, place in wishes:
            if str(place).endswith("_ground"):
                skeleton = planted(skeleton, side)
            else:
                skeleton = lay_palm(skeleton, side, own_place(skeleton, looks, place))
    return skeleton


def is_laced(pose: Mapping[str, Any], prop: str) -> bool:
    """Say whether both arms are crossed: each lies over one part of the other, and under one."""
    return bool(pose.get("laced")) and not holding(pose, prop) and "palm_near" not in pose and "palm_far" not in pose


def own_place(skeleton: Skeleton, looks: Looks, place: str | Sequence[float]) -> Point3:
    """Give where a place of somebody's own body is: a part by its name, or on the clothes of the trunk."""
    if isinstance(place, str):
        return body_part(skeleton, place)
    return Trunk(skeleton, looks, attire_of(looks).bulk).on(float(place[0]), float(place[1]))


def body_part(skeleton: Skeleton, part: str) -> Point3:
    """Give where a part of a body is."""
    s, chest, head = skeleton.stature, skeleton.chest, skeleton.head
    near, far = skeleton.shoulders
    places: Mapping[str, Point3] = {
        "near_shoulder": blend(near, 1.0, chest.up, 0.02 * s),
        "far_shoulder": blend(far, 1.0, chest.up, 0.02 * s),
        "back": chest.at(-0.06 * s, -0.10 * s, 0.03 * s),
        "blade": chest.at(-0.015 * s, -0.07 * s, 0.06 * s),
        "breast": chest.at(0.06 * s, -0.10 * s, 0.0),
        # Where the trunk hides the hand with its fingers.
        "loin": blend(blend(skeleton.waist, 1.0, chest.side, -0.03 * s), 1.0, chest.forward, 0.03 * s),
        "waist": blend(skeleton.waist, 1.0, chest.side, 0.06 * s),
        "cheek": head.at(0.0, -0.062 * s, 0.05 * s),
        "hair": head.at(-0.05 * s, 0.05 * s, 0.03 * s),
        "near_arm": between(near, skeleton.elbows[0], 0.4),
        "far_arm": between(far, skeleton.elbows[1], 0.4),
        "near_hand": skeleton.wrists[0],
        "far_hand": skeleton.wrists[1],
    }
    return places[part] if part in places else limb_part(skeleton, part)


def limb_part(skeleton: Skeleton, part: str) -> Point3:
    """Give where a hand lies on a limb or the face of its own body, `near_chin` for the near hand."""
    k, s = skeleton, skeleton.stature
    name, _, limb = part.partition("_")
    side = SIDES.index(name)
    if limb in ("sleeve", "crook"):
        out = blend(k.shoulders[side], 0.5 / (SHOULDER * s), k.shoulders[1 - side], -0.5 / (SHOULDER * s))
        on = blend(between(k.shoulders[side], k.elbows[side], UPPER), 1.0, k.chest.forward, BEFORE * s)
        return blend(on, 1.0, out, -TUCKED * s) if limb == "crook" else on
    if limb in THIGH:
        share, above = THIGH[limb]
        return blend(between(k.hips[side], k.knees[side], share), 1.0, (0.0, 1.0, 0.0), above * s)
    if limb == "wrist":
        return k.wrists[side]
    if limb == "elbow":
        return blend(k.elbows[side], 1.0, (0.0, -1.0, 0.0), BELOW * s)
    if limb in FACE:
        ahead, up, aside = FACE[limb]
        return k.head.at(ahead * s, up * s, aside * s if side == 0 else -aside * s)
    if limb != "shins":
        raise KeyError(part)
    middle = between(between(*k.knees, 0.5), between(*k.ankles, 0.5), ON_SHIN)
    return blend(middle, 1.0, k.pelvis.forward, SHIN * s)
