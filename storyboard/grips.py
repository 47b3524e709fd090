"""Grips: a posed skeleton with what is held or touched in, arms whose palms lie on it and where it is drawn out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.shafts import aside
from storyboard.shapes import parse_shapes
from storyboard.skeleton import HAND, HEAD, lay_palm, palm_of
from storyboard.solids import reach_of
from storyboard.space import between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.skeleton import Skeleton
    from storyboard.space import Point3

SIDES = ("near", "far")
GROWN = 1.6  # metres; who is smaller has smaller chairs and tables
BEFORE = 0.12  # metres that a table is nearer to the viewer than who sits at it
MOUTH = (0.5, -0.36)  # heads before and above the middle of a head
POUR = 0.22  # metres that what is poured falls
UPSIDE = 0.5  # share of the way between two grips from which two palms say how a thing lies
SIDE_BY_SIDE = ((-0.05, 0.0), (0.05, 0.0))  # where both hands hold what says nothing of it
WIDE, FLAT = 0.8, 0.13  # metres: a table's top is wider than the one and thinner than the other
UNDER, THICK = 0.14, 0.025  # metres below a top from which a hand comes up on it, and above it, of its palm there
LOW = 0.1  # metres above a top within which a hand belongs to it
EDGE = -0.18  # metres before somebody's middle that the edge of the table is
LIFTED = 1.35  # lengths of a stick below the hand from which that hand lifts it off the ground
# Metres down and ahead that a hand brings what is read at once, how often at most, heads that it is then from a head,
# and metres that who reads is tall at least.
DOWN, AHEAD, LOWERED, OFF_FACE, READER = 0.035, 0.01, 9, 0.68, 1.1
ACROSS = 0.35  # hand lengths on the panel from which a hand points to one side
CLOSE = 0.01  # metres from a place at which a palm is on it
# Shares of the way from the middle to its grips that hands slide apart: the first is taken that both arms can reach.
SLIDES = (1.0, 0.9, 0.8, 0.6, 0.4, 0.2, 0.0)


@dataclass(frozen=True, slots=True)
class Held:
    """Where a held thing has its origin, in the figure's own space, how many radians it leans and how large it is."""

    place: Point3
    lean: float
    size: float = 1.0
    turned: bool = False  # its left is its right: the handle is where the arm comes from

    def at(self, x: float, y: float) -> Point3:
        """Give the place of a point of the thing."""
        x = -x if self.turned else x
        cos, sin = math.cos(self.lean) * self.size, math.sin(self.lean) * self.size
        return (self.place[0] + x * cos + y * sin, self.place[1] + y * cos - x * sin, self.place[2])


def furniture_size(stature: float) -> float:
    """Give how large the seat and the table of somebody are, 1 = a grown person's."""
    return min(1.0, stature / GROWN)


def thing_of(prop: str) -> Mapping[str, Any]:
    """Give the row of a held thing; an empty one for none."""
    row: Mapping[str, Any] = read_table("things")["thing"].get(prop, {})
    return row


def holding(pose: Mapping[str, Any], prop: str) -> tuple[int, ...]:
    """List the hands that hold a thing, the one first that it is drawn around."""
    if not prop:
        return ()
    thing = thing_of(prop)
    which = str(pose.get("holds", thing.get("holds", "near")))
    main = SIDES.index(str(thing.get("main", "near"))) if which == "both" else SIDES.index(which)
    return (main, 1 - main) if which == "both" else (main,)


def take_hold(skeleton: Skeleton, pose: Mapping[str, Any], prop: str) -> Skeleton:
    """Lay the palms on what the pose touches and both hands hold; a spout comes over the cup, a cup to the lips."""
    for side, name in enumerate(SIDES):
        if pose.get(f"touch_{name}"):
            skeleton = lay_palm(skeleton, side, on_table(pose, pose[f"touch_{name}"], skeleton.stature))
    skeleton = rest_on_table(skeleton, str(pose.get("table", "")))
    hands = holding(pose, prop)
    if hands and "pours" in pose:
        skeleton = lay_palm(skeleton, hands[0], over_cup(skeleton, pose, prop))
    if hands and "sips" in thing_of(prop):
        skeleton = lay_palm(skeleton, hands[0], at_mouth(skeleton, prop))
    skeleton = off_face(skeleton, hands, pose, prop)
    return hold_in_both(skeleton, hands, pose, prop) if len(hands) > 1 else past_face(skeleton, hands, prop)


def past_face(skeleton: Skeleton, hands: Sequence[int], prop: str) -> Skeleton:
    """Move a hand aside whose spear or torch would run through the face of who is turned to us."""
    if not hands or not thing_of(prop).get("upright") or skeleton.lying:
        return skeleton
    (side,), head = hands, skeleton.head.origin
    u, v, w = palm_of(skeleton, side)
    step = aside(head, HEAD * skeleton.stature, (u, v, w), prop, skeleton.shoulders[side][0] - head[0])
    return lay_palm(skeleton, side, (u + step, v, w)) if step else skeleton


def off_face(skeleton: Skeleton, hands: Sequence[int], pose: Mapping[str, Any], prop: str) -> Skeleton:
    """Lower what is read until no corner of it sticks to a cheek or an ear, however the head is turned."""
    read = "read" in str(thing_of(prop).get("use", "")).split()
    if not read or skeleton.lying or skeleton.stature < READER:
        return skeleton
    size = HEAD * skeleton.stature
    for _ in range(LOWERED):
        if apart_from(skeleton.head.origin, lay(skeleton, pose, prop), prop) > OFF_FACE * size:
            break
        for side in hands:
            u, v, w = palm_of(skeleton, side)
            skeleton = lay_palm(skeleton, side, (u + AHEAD, v - DOWN, w))
    return skeleton


def apart_from(place: Point3, held: Held, prop: str) -> float:
    """Give how many metres a place is from what is held, as both are seen."""
    (left, right), (low, high) = reach_of(prop)
    cos, sin = math.cos(held.lean), math.sin(held.lean)
    u, v = (place[0] - held.place[0]) / held.size, (place[1] - held.place[1]) / held.size
    x, y = u * cos - v * sin, u * sin + v * cos
    return held.size * math.hypot(x - min(right, max(left, x)), y - min(high, max(low, y)))


def at_mouth(skeleton: Skeleton, prop: str) -> Point3:
    """Give the place of the palm from which the rim of a cup is at the mouth, however the head is turned."""
    head, size = skeleton.head, HEAD * skeleton.stature
    u, v, w = head.at(MOUTH[0] * size, MOUTH[1] * size, 0.0)
    x, y = (float(number) for number in thing_of(prop)["sips"])
    return (u - x, v - y, w)


def hold_in_both(skeleton: Skeleton, hands: Sequence[int], pose: Mapping[str, Any], prop: str) -> Skeleton:
    """Lay both palms on a thing; where an arm is too short for its grip, they slide together until both lie on it."""
    held, points = lay(skeleton, pose, prop), grips_of(skeleton, hands, prop)
    anchor = blend2(points[0], points[1], 0.5) if is_level(prop) else points[0]
    made = skeleton
    for share in SLIDES:
        places = [held.at(*blend2(anchor, point, share)) for point in points]
        made = skeleton
        for side, place in zip(hands, places, strict=True):
            made = lay_palm(made, side, place)
        if all(math.dist(palm_of(made, side), place) < CLOSE for side, place in zip(hands, places, strict=True)):
            break
    return made


def blend2(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    """Give the point of a thing a share of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def is_level(prop: str) -> bool:
    """Say whether a thing is held level between both palms, rather than by a main hand."""
    thing = thing_of(prop)
    return bool(thing.get("upright")) and "main" not in thing


@cache
def top_of(table: str) -> tuple[float, float, float] | None:
    """Give left and right end and height of a table's top in metres; None of what has no flat top."""
    if "top" in thing_of(table):  # soft things say where hands lie on them
        left, right, height = thing_of(table)["top"]
        return (float(left), float(right), float(height))
    shapes = parse_shapes(thing_of(table).get("shapes", ""))
    slabs = [
        shape.numbers for shape in shapes if shape.kind == "box" and shape.numbers[3] > WIDE > FLAT > shape.numbers[4]
    ]
    return max(((x, x + wide, y + high) for x, y, _, wide, high, _ in slabs), key=lambda top: top[2], default=None)


def lies_on(skeleton: Skeleton, side: int, table: str) -> bool:
    """Say whether a hand is on a table's top, or above it."""
    top, palm = top_of(table), palm_of(skeleton, side)
    size = furniture_size(skeleton.stature)
    return top is not None and top[0] * size < palm[0] < top[1] * size and palm[1] > top[2] * size - UNDER


def rests_on(skeleton: Skeleton, side: int, table: str) -> bool:
    """Say whether a hand is on a table's top, or so little above it that it belongs there."""
    top, size = top_of(table), furniture_size(skeleton.stature)
    return top is not None and lies_on(skeleton, side, table) and palm_of(skeleton, side)[1] < top[2] * size + LOW


def rest_on_table(skeleton: Skeleton, table: str) -> Skeleton:
    """Lay the hands that would be within a table's top, or before its edge, onto it."""
    top = top_of(table)
    for side in (0, 1):
        if top and rests_on(skeleton, side, table):
            u, v, w = palm_of(skeleton, side)
            height = top[2] * furniture_size(skeleton.stature) + THICK
            skeleton = lay_palm(skeleton, side, (u, max(v, height), max(w, EDGE)))
    return skeleton


def on_table(pose: Mapping[str, Any], point: Sequence[float], stature: float) -> Point3:
    """Give the place of a point of what stands before somebody, else behind, else of what they sit on."""
    size = furniture_size(stature) if "table" in pose or "behind" not in pose else 1.0
    return (point[0] * size, point[1] * size, -BEFORE if "table" in pose else 0.0)


def over_cup(skeleton: Skeleton, pose: Mapping[str, Any], prop: str) -> Point3:
    """Give the place of the palm from which what is poured falls into the cup."""
    u, v, w = on_table(pose, pose["pours"], skeleton.stature)
    x, y, _ = Held((0.0, 0.0, 0.0), tipped(pose, prop)).at(*thing_of(prop).get("spout", (0.0, 0.0)))
    return (u - x, v + fall_of(pose) - y, w)


def fall_of(pose: Mapping[str, Any]) -> float:
    """Give how many metres what is poured falls."""
    return float(pose.get("fall", POUR))


def tipped(pose: Mapping[str, Any], prop: str) -> float:
    """Give how many radians a thing is tipped that is poured from."""
    return math.radians(float(thing_of(prop).get("tip", 0.0))) if "pours" in pose else 0.0


def grips_of(skeleton: Skeleton, hands: Sequence[int], prop: str) -> list[tuple[float, float]]:
    """Give the points of a thing that the hands hold: of what is upright the left one has the left."""
    thing = thing_of(prop)
    points = [(float(x), float(y)) for x, y in thing.get("grips", SIDE_BY_SIDE)]
    if not is_level(prop):
        return points
    ordered = sorted(points)
    rise, behind = float(thing.get("hides", 0.0)), hidden_hands(skeleton, prop)
    # No forearm is lost behind a box whose hand is seen: that hand has the end that is nearer to the body.
    left = palm_of(skeleton, hands[0])[0] <= palm_of(skeleton, hands[1])[0]
    left = hands[1] in behind if len(behind) == 1 else left
    ordered = ordered if left else ordered[::-1]
    return [(x, y + rise if side in behind else y) for side, (x, y) in zip(hands, ordered, strict=True)]


def hidden_hands(skeleton: Skeleton, prop: str) -> tuple[int, ...]:
    """List the hands that a box hides which both hold: the farther one, both of who is turned away from us."""
    if "hides" not in thing_of(prop):
        return ()
    near, far = (shoulder[2] for shoulder in skeleton.shoulders)
    return (0, 1) if skeleton.chest.forward[2] > 0 else (int(near <= far),)


def lay(skeleton: Skeleton, pose: Mapping[str, Any], prop: str) -> Held:
    """Say how a thing lies in the hands: as the forearm points, level, or through both palms."""
    hands, thing = holding(pose, prop), thing_of(prop)
    main = palm_of(skeleton, hands[0])
    if len(hands) == 1:
        lean = tipped(pose, prop) if thing.get("upright") else -forearm_angle(skeleton, hands[0])
        turned = bool(thing.get("handed")) and comes_from_right(skeleton, hands[0])
        return grounded(Held(main, lean, turned=turned), pose, prop)
    other, (first, second) = palm_of(skeleton, hands[1]), grips_of(skeleton, hands, prop)
    if is_level(prop):
        size = furniture_size(skeleton.stature) if "hides" in thing else 1.0  # a child carries a child's box
        middle, (x, y, w) = blend2(first, second, 0.5), between(main, other, 0.5)
        return Held((x - size * middle[0], y - size * middle[1], w), 0.0, size)
    size = 1.0 if thing.get("upright") else furniture_size(skeleton.stature)  # nor is a spade longer than who digs
    lean = 0.0 if thing.get("upright") else -forearm_angle(skeleton, hands[0])
    if not thing.get("upright") and math.dist(main[:2], other[:2]) > UPSIDE * size * math.dist(first, second):
        lean = math.atan2(second[1] - first[1], second[0] - first[0])
        lean -= math.atan2(other[1] - main[1], other[0] - main[0])
    lean = lean if "on" in pose or thing.get("upright") else off_ground(lean, main[1] / size, first, prop)
    x, y, _ = Held((0.0, 0.0, 0.0), lean, size).at(*first)
    return Held((main[0] - x, main[1] - y, main[2]), lean, size)


def off_ground(lean: float, height: float, first: Sequence[float], prop: str) -> float:
    """Give how a long thing leans that a hand holds so high above the ground, so that its end is not below it."""
    long = reach_of(prop)[0][1] - first[0]
    if math.sin(lean) * long <= height:
        return lean
    level = math.asin(max(0.0, height) / long)
    return level if math.cos(lean) >= 0 else math.pi - level


def grounded(held: Held, pose: Mapping[str, Any], prop: str) -> Held:
    """Stand a stick on the ground: it goes up through a low hand, and is longer where the hand is a little too high."""
    (u, v, w), foot = held.place, float(thing_of(prop).get("foot", 0.0))
    if not foot or "on" in pose or v > LIFTED * foot:
        return held
    return Held((u, max(v, foot), w), held.lean, max(1.0, v / foot))


def comes_from_right(skeleton: Skeleton, side: int) -> bool:
    """Say whether a forearm is seen to lead to the left, past what stands by itself or points at us."""
    ahead = skeleton.fingers[side][0] - skeleton.wrists[side][0]
    return ahead < -ACROSS * HAND * skeleton.stature


def forearm_angle(skeleton: Skeleton, side: int) -> float:
    """Give how a forearm points on the panel: radians from the right, upwards."""
    wrist, tip = skeleton.wrists[side], skeleton.fingers[side]
    return math.atan2(tip[1] - wrist[1], tip[0] - wrist[0])
