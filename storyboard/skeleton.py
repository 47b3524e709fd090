"""Skeletons: looks and a row of `artwork/poses.toml` in, joints and frames in space out; nothing is drawn here.

A figure's own space: u to the right, v up, w away from the viewer, in metres, around the point between the feet. The
near limb is the one that is nearer the viewer when the figure is seen in profile, its face to the right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from storyboard.reach import reach
from storyboard.space import Frame, Point3, between, blend, make_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.looks import Looks

Pair = tuple[Point3, Point3]  # near, far

# Proportions in statures; seven heads make a body.
HEAD, NECK = 0.146, 0.040
LOIN, RIBS = 0.125, 0.175  # the spine below and above the waist
UPPER_ARM, FOREARM, HAND = 0.165, 0.148, 0.104
THIGH, SHIN, FOOT, SOLE = 0.245, 0.232, 0.145, 0.040
SHOULDER, HIP = 0.104, 0.050  # half widths
DROP = 0.044  # from the base of the neck down to the shoulders

THREE_QUARTERS, FROM_BEHIND = 32.0, -80.0  # headings of who does not say otherwise
SIDES = ("near", "far")
LYING = 60.0  # degrees of lean beyond which somebody lies
HIP_TILT, SHOULDER_TILT = 5.0, -3.5  # degrees with the weight on one leg
ARM_OUT, FORE_IN, LEG_OUT = 7.0, -4.0, 3.0  # degrees of limbs that a pose does not turn out
TOES_OUT = 14.0
HEEL_DOWN, KNEELING = 30.0, -65.0  # degrees of a shin: up to here the sole is level; beyond there the toes point back
HEEL_UP, TOE_REACH = 0.012, 0.9  # statures from which a heel is lifted; foot lengths up to which its toes get down
KNELT = 0.06  # statures of a knee above the lower ankle of who kneels
PALM = 0.42  # hand lengths from the wrist to where a hand holds, touches or lies on something
PLANTED = 0.022  # statures of a wrist above the ground on which the hand lies flat
FLEXED, TOES_BACK = 8.0, 62.0  # degrees that a foot is stretched from square to its shin


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The joints of a figure; pairs are near, far."""

    stature: float
    heading: float
    lying: bool
    pelvis: Frame  # origin between the hips
    chest: Frame  # origin at the base of the neck
    head: Frame  # origin in the middle of the skull
    waist: Point3
    shoulders: Pair
    elbows: Pair
    wrists: Pair
    fingers: Pair  # where the tips of stretched fingers are
    hips: Pair
    knees: Pair
    ankles: Pair
    toes: Pair

    @property
    def top(self) -> float:
        """Metres from the ground to the crown, or to a leg that is flung up higher."""
        crown = self.head.origin[1] + HEAD * self.stature * (0.3 if self.lying else 0.56)
        return max(crown, *(joint[1] + SOLE * self.stature for joint in (*self.knees, *self.ankles)))


def heading_of(pose: Mapping[str, Any]) -> float:
    """Give where a pose looks: 0 to the right, 90 at the viewer, -90 away."""
    return float(pose.get("turn", FROM_BEHIND if pose.get("back") else THREE_QUARTERS))


# Where somebody might stand is tried a hundred times a panel, and the joints are the same each time.
KNOWN: dict[tuple[int, int], tuple[Looks, Mapping[str, Any], Skeleton]] = {}
MOST_KNOWN = 512


def skeleton_of(looks: Looks, pose: Mapping[str, Any]) -> Skeleton:
    """Give the joints of looks in a pose, bent once for the same two objects; neither may be changed afterwards."""
    key = id(looks), id(pose)
    if key not in KNOWN:
        if len(KNOWN) >= MOST_KNOWN:
            KNOWN.clear()
        KNOWN[key] = looks, pose, make_skeleton(looks, pose)  # what is kept keeps its id
    return KNOWN[key][2]


def make_skeleton(looks: Looks, pose: Mapping[str, Any], heading: float | None = None) -> Skeleton:
    """Bend a skeleton into a pose and set it on the ground; who rides keeps the hip at the origin."""
    turned = heading_of(pose) if heading is None else heading
    skeleton = bend(looks, pose, turned)
    if pose.get("astride"):
        return reached(skeleton, pose)
    joints = [*skeleton.knees, *skeleton.ankles, skeleton.chest.origin, skeleton.pelvis.origin]
    floor = min(joint[1] for joint in joints) - SOLE * skeleton.stature
    made = bend(looks, pose, turned, float(pose.get("on", 0.0)) + float(pose.get("lift", 0.0)) - floor)
    hangs = pose.get("seat") or pose.get("aloft") or "on" in pose or made.lying
    return reached(made if hangs else on_toes(made), pose)


def on_toes(skeleton: Skeleton) -> Skeleton:
    """Bring the toes of a foot whose heel is lifted down to the ground, as behind a step; a high foot is in the air."""
    s, low = skeleton.stature, min(ankle[1] for ankle in skeleton.ankles)
    long = FOOT * 0.72 * s
    if min(knee[1] for knee in skeleton.knees) < low + KNELT * s:
        return skeleton  # who kneels has the toes behind
    for side, (knee, ankle, toe) in enumerate(zip(skeleton.knees, skeleton.ankles, skeleton.toes, strict=True)):
        rise, level = ankle[1] - low, blend(blend(toe, 1.0, ankle, -1.0), 1.0, (0.0, 1.0, 0.0), ankle[1] - toe[1])
        bent = sum(a * b for a, b in zip(blend(knee, 1.0, ankle, -1.0), level, strict=True)) > 0
        if bent and HEEL_UP * s < rise < TOE_REACH * long:
            share = sqrt(long**2 - rise**2) / hypot(*level)
            tip = blend(blend(ankle, 1.0, level, share), 1.0, (0.0, -rise, 0.0), 1.0)
            skeleton = replace(skeleton, toes=put(skeleton.toes, side, tip))
    return skeleton


def reached(skeleton: Skeleton, pose: Mapping[str, Any]) -> Skeleton:
    """Bring the hands where a pose wants them: palms at `palm_near` and `palm_far`, or both hands on the ground."""
    for side, name in enumerate(SIDES):
        if pose.get("plants"):
            skeleton = planted(skeleton, side)
        elif f"palm_{name}" in pose:
            skeleton = lay_palm(skeleton, side, pose[f"palm_{name}"])
    return skeleton


def planted(skeleton: Skeleton, side: int) -> Skeleton:
    """Lay a hand flat on the ground under its wrist."""
    s, (x, _, z) = skeleton.stature, skeleton.wrists[side]
    elbow, wrist = reach(
        skeleton.shoulders[side], (x, PLANTED * s, z), (UPPER_ARM * s, FOREARM * s), skeleton.elbows[side]
    )
    ahead = make_frame((0.0, 0.0, 0.0), skeleton.heading).forward
    return with_arm(skeleton, side, (elbow, wrist, blend(wrist, 1.0, ahead, HAND * s)))


def palm_of(skeleton: Skeleton, side: int) -> Point3:
    """Give the place where a hand holds."""
    return between(skeleton.wrists[side], skeleton.fingers[side], PALM)


def lay_palm(skeleton: Skeleton, side: int, target: Point3) -> Skeleton:
    """Bend an arm so that its palm comes to a place, or as near as the arm is long; the elbow stays on its side."""
    s, shoulder, elbow = skeleton.stature, skeleton.shoulders[side], skeleton.elbows[side]
    lower = FOREARM + PALM * HAND
    elbow, palm = reach(shoulder, target, (UPPER_ARM * s, lower * s), elbow)
    wrist, fingers = between(elbow, palm, FOREARM / lower), between(elbow, palm, (FOREARM + HAND) / lower)
    return with_arm(skeleton, side, (elbow, wrist, fingers))


def with_arm(skeleton: Skeleton, side: int, arm: tuple[Point3, Point3, Point3]) -> Skeleton:
    """Give a skeleton with the elbow, the wrist and the finger tips of one arm elsewhere."""
    elbow, wrist, fingers = arm
    return replace(
        skeleton,
        elbows=put(skeleton.elbows, side, elbow),
        wrists=put(skeleton.wrists, side, wrist),
        fingers=put(skeleton.fingers, side, fingers),
    )


def put(pair: tuple[Point3, Point3], side: int, place: Point3) -> tuple[Point3, Point3]:
    """Give a pair of joints with another one on a side."""
    return (place, pair[1]) if side == 0 else (pair[0], place)


def bend(looks: Looks, pose: Mapping[str, Any], heading: float, height: float = 0.0) -> Skeleton:
    """Bend a skeleton into a pose, its hip so many metres above the origin."""
    s, lean = looks.stature, float(pose["lean"])
    lying = abs(lean) > LYING
    lean += 0 if lying else looks.stoop
    carries = {"near": 1.0, "far": -1.0}.get(str(pose.get("weight", "")), 0.0)
    twist, bow = float(pose.get("twist", 0.0)), float(pose.get("bend", 0.0))
    pelvis = make_frame((0.0, height, 0.0), heading, lean if lying else lean * 0.6, bow * 0.4 - carries * HIP_TILT)
    tilt = bow - carries * SHOULDER_TILT
    chest = make_frame((0.0, 0.0, 0.0), heading + twist, lean if lying else lean * 1.15, tilt)
    waist = pelvis.at(0.0, LOIN * s, 0.0)
    chest = replace(chest, origin=blend(waist, 1.0, chest.up, RIBS * s))
    arms = bend_arms(
        pose,
        chest,
        make_frame((0, 0, 0), heading + twist),
        s * looks.width**0.5 * (0.9 if looks.gender == "female" else 1.0),
        s,
    )
    legs = bend_legs(pose, pelvis, make_frame((0, 0, 0), heading), s, carries)
    return Skeleton(
        s, heading, lying, pelvis, chest, set_head(looks, pose, chest, heading + twist, lean, s), waist, *arms, *legs
    )


def set_head(looks: Looks, pose: Mapping[str, Any], chest: Frame, heading: float, lean: float, s: float) -> Frame:
    """Set the head on the neck; it keeps half upright where the trunk leans."""
    nod, look = float(pose.get("nod", 0.0)), float(pose.get("look", 0.0))
    upright = lean if abs(lean) > LYING else lean * 0.6
    turned = make_frame(chest.origin, heading + look, upright + nod, float(pose.get("cock", 0.0)))
    neck = blend(chest.up, 0.5, turned.up, 0.5)
    base = blend(chest.origin, 1.0, neck, NECK * s)
    reach = HEAD * looks.head * s
    return replace(turned, origin=blend(blend(base, 1.0, turned.up, 0.40 * reach), 1.0, turned.forward, 0.10 * reach))


def bend_arms(
    pose: Mapping[str, Any], chest: Frame, level: Frame, wide: float, s: float
) -> tuple[Pair, Pair, Pair, Pair]:
    """Give shoulders, elbows, wrists and finger tips."""
    rows = []
    for side, name in ((1.0, "arm_near"), (-1.0, "arm_far")):
        upper, fore, out, fore_out = angles(pose[name], ARM_OUT, FORE_IN)
        shoulder = chest.at(0.0, -DROP * s, side * SHOULDER * wide)
        elbow = blend(shoulder, 1.0, limb(level, upper, out, side), UPPER_ARM * s)
        ahead = limb(level, fore, fore_out, side)
        wrist = blend(elbow, 1.0, ahead, FOREARM * s)
        rows.append((shoulder, elbow, wrist, blend(wrist, 1.0, ahead, HAND * s)))
    near, far = rows
    return (near[0], far[0]), (near[1], far[1]), (near[2], far[2]), (near[3], far[3])


def bend_legs(
    pose: Mapping[str, Any], pelvis: Frame, level: Frame, s: float, carries: float
) -> tuple[Pair, Pair, Pair, Pair]:
    """Give hips, knees, ankles and toes; the leg without weight bends a little."""
    rows = []
    for side, name in ((1.0, "leg_near"), (-1.0, "leg_far")):
        thigh, shin, out, shin_out = angles(pose[name], LEG_OUT, 0.0)
        if carries and side != carries:
            thigh, shin, out = thigh + 11, shin - 9, out + 6
        hip = pelvis.at(0.0, -0.01 * s, side * HIP * s)
        knee = blend(hip, 1.0, limb(level, thigh, out, side), THIGH * s)
        down = limb(level, shin, shin_out, side)
        ankle = blend(knee, 1.0, down, SHIN * s)
        rows.append((hip, knee, ankle, blend(ankle, 1.0, foot(level, shin, side), FOOT * 0.72 * s)))
    near, far = rows
    return (near[0], far[0]), (near[1], far[1]), (near[2], far[2]), (near[3], far[3])


def foot(level: Frame, shin: float, side: float) -> Point3:
    """Give where a foot points: level on the ground, square to a shin that swings far back."""
    rise = 0.0 if abs(shin) < HEEL_DOWN else shin + 90 - (FLEXED if shin > 0 else TOES_BACK)
    if KNEELING < shin <= -HEEL_DOWN:
        rise = 90 + 0.8 * (shin + HEEL_DOWN)  # the toes stay on the ground and the heel lifts
    turn = radians(TOES_OUT)
    if not rise:
        return level.along(cos(turn), 0.0, side * sin(turn))
    return limb(level, rise, 2.0, side)


def limb(level: Frame, angle: float, out: float, side: float) -> Point3:
    """Give the direction of a limb: 0 degrees hangs down, 90 points forward; `out` turns it away from the middle."""
    a, o = radians(angle), radians(out)
    return level.along(sin(a) * cos(o), -cos(a) * cos(o), side * sin(o))


def angles(row: Sequence[float], out: float, lower_out: float) -> tuple[float, float, float, float]:
    """Fill up the angles of a limb that a pose leaves open."""
    upper, lower, *rest = (float(angle) for angle in row)
    return (upper, lower, rest[0] if rest else out, rest[1] if len(rest) > 1 else lower_out)
