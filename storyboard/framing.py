"""Framing: the people on a stage and a camera in, whether it sees of everybody what it must out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.camera import CLOSE, CLOSEST, EDGE_ABOVE, EDGE_BELOW, LOWEST_EYE
from storyboard.deeds import LONG
from storyboard.grips import holding, lay
from storyboard.skeleton import LYING, SOLE, palm_of
from storyboard.solids import reach_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.camera import Camera, Place3
    from storyboard.casting import Actor

AIR = 0.04  # panel heights that stay free above the highest crown, in all but close-ups
STRIDING, STEP_ROOM = 24.0, 0.42  # degrees between the thighs of who strides, and the metres that a step takes
SIDE_AIR = 0.03  # panel heights that stay free beside a head; the frame covers a part of them
HALF_HEAD = 0.6  # heads from the middle of a head to the outside of its hair
DROPS = (0.0, 0.08, 0.16, 0.26, 0.38)  # metres by which a camera goes down before it goes back
BREAST = 0.12  # statures below a chin that are in the picture with it
FOR_FEET = 9  # steps up to which a camera goes back so that its edges cut through no foot and no hand
FINGERS = 0.06  # metres from the middle of a hand to its outside


def well_framed(actors: Sequence[Actor], shot: str, camera: Camera, step: int) -> bool:
    """Say whether a camera that has stepped back so often sees all heads, and cuts through no foot."""
    seen = must_be_seen(actors, shot)
    if shot == CLOSEST or not all(framed(actor, camera) for actor in seen):
        return shot == CLOSEST
    if shot in CLOSE[:2] or step >= FOR_FEET:
        return True
    shins = any(shows_feet(actor, camera) for actor in seen[:1])
    return not any(cuts_foot(actor, camera, shins=shins) or cuts_hand(actor, camera) for actor in seen)


def settled_camera(actors: Sequence[Actor], shot: str, camera: Camera, step: int) -> Camera | None:
    """Give a camera that sees what it must, a little lower where only so the nearest feet are seen; None for none."""
    drops = DROPS if shot != "over" else DROPS[:1]  # over a shoulder somebody stands where the lens is
    eyes = (replace(camera, y=max(LOWEST_EYE, camera.y - drop)) for drop in drops)
    return next((eye for eye in eyes if well_framed(actors, shot, eye, step)), None)


def cuts_foot(actor: Actor, camera: Camera, *, shins: bool = False) -> bool:
    """Say whether the lower edge goes through a foot: the ankle is seen, and the toes or the heel are not.

    With `shins` the knee is enough: where the lead's feet are seen, nobody else ends at the shins.
    """
    if actor.looks.beast or actor.pose.get("tucked"):
        return False
    skeleton, sole = actor.skeleton, SOLE * actor.looks.stature
    for knee, ankle, toes in zip(skeleton.knees, skeleton.ankles, skeleton.toes, strict=True):
        low = max(camera.project(actor.spot.place(x, y - sole, z))[1] for x, y, z in (ankle, toes))
        if camera.project(actor.spot.place(*(knee if shins else ankle)))[1] < EDGE_BELOW < low:
            return True
    return False


def cuts_hand(actor: Actor, camera: Camera) -> bool:
    """Say whether the upper edge or a side goes through a hand, or leaves it outside; below it may be."""
    if actor.looks.beast or actor.looks.age == "baby":
        return False
    hands = [camera.project(actor.spot.place(*fingers)) for fingers in actor.skeleton.fingers]
    air = EDGE_ABOVE + FINGERS * camera.scale(actor.spot.z)
    return any(y < air or not air < x < camera.aspect - air for x, y in hands if y < EDGE_BELOW)


def shows_feet(actor: Actor, camera: Camera) -> bool:
    """Say whether somebody's feet are in the picture."""
    ankles = [camera.project(actor.spot.place(*ankle))[1] for ankle in actor.skeleton.ankles]
    return max(ankles) < EDGE_BELOW and not cuts_foot(actor, camera)


def must_be_seen(actors: Sequence[Actor], shot: str) -> Sequence[Actor]:
    """List whose whole head must be in the picture: over a shoulder the one before the lens may be cut."""
    return [*actors[:1], *actors[2:]] if shot == "over" else actors


def framed(actor: Actor, camera: Camera, *, whole: bool = True) -> bool:
    """Say whether crown and chin of somebody are in the picture, with some air; of who strides, the step as well.

    What is raised above the head is in it too where people are seen `whole`.
    """
    points = [camera.project(place) for place in actor.head_ends()]
    half = max(HALF_HEAD * abs(points[0][1] - points[1][1]), step_room(actor) * camera.scale(actor.spot.z))
    inside = all(SIDE_AIR + half < x < camera.aspect - SIDE_AIR - half for x, _ in points)
    points += [camera.project(place) for place in (*raised_end(actor), *raised_hands(actor)) if whole]
    low = EDGE_BELOW - breast(actor) * camera.scale(actor.spot.z)
    return inside and min(y for _, y in points) > AIR and max(y for _, y in points) < low


def raised_end(actor: Actor) -> list[Place3]:
    """Give the upper end of a long thing that somebody raises: a blade is in the picture as a whole."""
    hands = () if actor.looks.beast or actor.looks.age == "baby" else holding(actor.pose, actor.prop)
    if not hands or palm_of(actor.skeleton, hands[0])[1] < actor.skeleton.chest.origin[1]:
        return []
    held, ((left, right), (low, high)) = lay(actor.skeleton, actor.pose, actor.prop), reach_of(actor.prop)
    if max(right - left, high - low) < LONG:
        return []
    ends = [held.at(x, y) for x, y in ((left, 0.0), (right, 0.0), (0.0, low), (0.0, high))]
    return [actor.spot.place(*max(ends, key=lambda end: end[1]))]


def raised_hands(actor: Actor) -> list[Place3]:
    """Give where the hands are that somebody holds above the crown: an arm without a hand reaches for nothing."""
    if actor.looks.beast or actor.looks.age == "baby":
        return []
    crown = max(y for _, y, _ in actor.head_ends())
    places = [actor.spot.place(*palm_of(actor.skeleton, side)) for side in (0, 1)]
    return [place for place in places if place[1] > crown]


def breast(actor: Actor) -> float:
    """Give how many metres below the chin must be in the picture: no head alone looks in over its lower edge."""
    lies = actor.looks.beast or "tucked" in actor.pose or abs(float(actor.pose.get("lean", 0.0))) > LYING
    return 0.0 if lies or actor.pose.get("afloat") else BREAST * actor.looks.stature


def hands_seen(actor: Actor, camera: Camera) -> Actor:
    """Take away what somebody holds in a hand below the lower edge: its upper end would be held by nothing."""
    hands = () if actor.looks.beast else holding(actor.pose, actor.prop)
    if len(hands) != 1:
        return actor
    palm = actor.spot.place(*palm_of(actor.skeleton, hands[0]))
    return replace(actor, prop="") if camera.project(palm)[1] > EDGE_BELOW else actor


def moved_in(actor: Actor, camera: Camera) -> Actor:
    """Stand somebody without a name a little farther in where the frame would cut the head."""
    (x, crown), (other, chin) = (camera.project(place) for place in actor.head_ends())
    edge = SIDE_AIR + HALF_HEAD * abs(chin - crown)
    middle = (x + other) / 2
    step = min(max(middle, edge), camera.aspect - edge) - middle
    moved = actor.spot.x + step / camera.scale(actor.spot.z)
    return replace(actor, spot=replace(actor.spot, x=moved)) if step else actor


def step_room(actor: Actor) -> float:
    """Give how many metres to each side a step takes; none where nobody steps out."""
    near, far = (float(actor.pose.get(key, [0.0])[0]) for key in ("leg_near", "leg_far"))
    return STEP_ROOM if abs(near - far) > STRIDING and not actor.seat else 0.0
