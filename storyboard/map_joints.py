"""An actor and the camera in, COCO's eighteen joints, the head's box and the trunk's outline on the panel out.

Points are in panel heights, as the camera projects them; left and right are the person's own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.dressed import AWAY, NEAR
from storyboard.faces import nose_places
from storyboard.figures import drawn_skeleton
from storyboard.sitters import make_sitter
from storyboard.skeleton import DROP, HEAD, HIP, SHOULDER
from storyboard.skulls import Head
from storyboard.space import hull

if TYPE_CHECKING:
    from storyboard.canvas import Point
    from storyboard.casting import Actor
    from storyboard.shapes import Brush
    from storyboard.sitters import Sitter
    from storyboard.skeleton import Skeleton
    from storyboard.space import Point3

# In OpenPose's order; its neck is the middle between the shoulders.
COCO = (
    *("nose", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist"),
    *("right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle"),
    *("right_eye", "left_eye", "right_ear", "left_ear"),
)
HEAD_BOX = 1.24  # sizes of a head, chin to crown, that a box has which holds the hair too
AWAY_FACE, EDGE_ON = -0.1, -0.25  # how far nose and ears may be turned away and still be seen
FROM_BEHIND = 0.2  # as much farther an ear may be where the whole head is
EYE_ASIDE = 0.13  # where on the face an eye is looked for, as it is when it is drawn
EAR_BACK = -0.055  # head sizes behind the middle of the head
ROUND = [(math.cos(math.pi * step / 4), math.sin(math.pi * step / 4)) for step in range(8)]


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What is known of a human figure on the panel before anything covers it, in panel heights."""

    joints: tuple[Point | None, ...]  # as in COCO; None where the head is turned away
    head: Point  # its middle
    head_size: float  # chin to crown
    head_box: tuple[float, float, float, float]  # left, top, right, bottom
    torso: tuple[Point, ...]  # an outline around shoulders and hips


def has_joints(actor: Actor) -> bool:
    """Say whether somebody has a human shape with limbs to be seen: no baby in its cloth, no beast."""
    return not actor.looks.beast and actor.looks.age != "baby"


def head_height(actor: Actor, scale: float) -> float:
    """Give how high a human head's box is in panel heights; `scale` is what a metre has at its depth."""
    return HEAD_BOX * HEAD * actor.looks.stature * actor.looks.head * actor.spot.size * scale


def find_landmarks(brush: Brush, actor: Actor, *, mirrored: bool) -> Landmarks:
    """Find the joints of somebody with a human shape; `mirrored` says that the finished panel is turned around."""
    skeleton = drawn_skeleton(actor.looks, actor.pose, actor.prop)
    head = Head(skeleton.head, HEAD * skeleton.stature * actor.looks.head)
    sitter = make_sitter(brush, actor.looks, head, actor.spot)
    right = AWAY if actor.spot.flip != mirrored else NEAR
    aspect = brush.camera.aspect

    def turned(point: Point) -> Point:
        return (aspect - point[0], point[1]) if mirrored else point

    def seen(place: Point3) -> Point:
        return turned(brush.camera.project(actor.spot.place(*place)))

    sides = {right: "right", 1 - right: "left"}
    places = body_places(skeleton, sides) | {"neck": skeleton.chest.at(0.0, -DROP * skeleton.stature, 0.0)}
    points = {name: seen(place) for name, place in places.items()}
    points |= {name: turned(point) for name, point in face_points(sitter, sides).items()}
    ends = [turned(brush.camera.project(place)) for place in actor.head_ends()]
    middle, scale = turned(sitter.view.origin), brush.camera.scale(actor.spot.z)
    return Landmarks(
        tuple(points.get(name) for name in COCO),
        middle,
        sitter.view.size,
        box_around(middle, head_height(actor, scale) / 2, ends),
        tuple(hull([(x + u, y + v) for (x, y), u, v in torso_discs(points, skeleton.stature * scale)])),
    )


def body_places(skeleton: Skeleton, sides: dict[int, str]) -> dict[str, Point3]:
    """Name the joints of trunk and limbs in the figure's own space."""
    pairs = {
        "shoulder": skeleton.shoulders,
        "elbow": skeleton.elbows,
        "wrist": skeleton.wrists,
        "hip": skeleton.hips,
        "knee": skeleton.knees,
        "ankle": skeleton.ankles,
    }
    return {f"{name}_{joint}": pair[side] for joint, pair in pairs.items() for side, name in sides.items()}


def face_points(sitter: Sitter, sides: dict[int, str]) -> dict[str, Point]:
    """Name what of the face is turned to us, where it is drawn: nose, eyes and ears."""
    view, found = sitter.view, dict[str, "Point"]()
    eyes, nose = float(sitter.age["eyes"]), float(sitter.age["nose"])
    if view.ahead > AWAY_FACE:
        found["nose"] = view.at(*nose_places(sitter)[2])
    for side, name in sides.items():
        sign = 1.0 if side == NEAR else -1.0
        if view.ahead > AWAY_FACE and view.seen(sign * EYE_ASIDE, eyes):
            found[f"{name}_eye"] = view.on(sign * float(sitter.age["apart"]), eyes)
        if view.facing(0.35, 0.0, sign * 0.94) > EDGE_ON - FROM_BEHIND * (view.ahead < AWAY_FACE):
            level = (eyes + nose) / 2 + 0.05
            found[f"{name}_ear"] = view.at(EAR_BACK, level, sign * view.ring(level)[2])
    return found


def torso_discs(points: dict[str, Point], stature: float) -> list[tuple[Point, float, float]]:
    """List the corners of discs around shoulders and hips, as wide as the trunk is around these joints."""
    parts = (("shoulder", SHOULDER * 0.4), ("hip", HIP))
    return [
        (points[f"{side}_{joint}"], reach * stature * u, reach * stature * v)
        for joint, reach in parts
        for side in ("right", "left")
        for u, v in ROUND
    ]


def box_around(middle: Point, reach: float, points: list[Point]) -> tuple[float, float, float, float]:
    """Give a square around a middle, grown until it holds some points."""
    x, y = middle
    across, down = [x - reach, x + reach, *(p for p, _ in points)], [y - reach, y + reach, *(q for _, q in points)]
    return (min(across), min(down), max(across), max(down))
