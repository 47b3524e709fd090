"""Takes: a seed in, another camera out, side, distance and moment of the deed, within the shot that was told.

The scene's own picture is the calm one. A take shows the same people at the same deed from elsewhere: the lead's head
stays where the shot puts it, so that no head is cut and nobody is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any

from storyboard.camera import CLOSE, LEAD_Z, LOWEST_EYE
from storyboard.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyboard.camera import Camera

EYES = (-0.75, -0.4, 0.0, 0.55, 1.1)  # metres that the camera is held lower or higher
FARTHER = (1.0, 1.25, 1.55)  # distances in those that the shot asks for, where all of a figure is seen
NEARER = (0.86, 1.0)  # where a picture ends above the hip; nothing between, for no picture ends at the knee
PANS = (-0.5, 0.0, 0.5)  # shares of the free room at an edge that the camera is turned
HORIZONS = (0.2, 0.74)  # panel heights between which the horizon stays
CEILING = 0.4  # metres below the ceiling that a camera stays
EDGE = 0.55  # metres beside the outermost person that stay free
TURNS = (-20.0, 0.0, 20.0)  # degrees that the lead is turned


@dataclass(frozen=True, slots=True)
class Variation:
    """How a take differs from the calm picture."""

    side: bool = False  # seen from the other side
    farther: int = 0  # which of the distances
    eye: float = 0.0  # metres that the camera is lower or higher
    pan: float = 0.0
    turn: float = 0.0
    stride: bool = False  # the other step of a deed that has two


CALM = Variation()


def variation_of(drawing: Mapping[str, Any], seed: int) -> Variation:
    """Give how a take differs; the scene's own picture is calm."""
    if not drawing.get("varied"):
        return CALM
    random = Random(seed)  # noqa: S311 (art, not secrets)
    side, farther, eye = random.random() < 0.5, random.randrange(3), random.choice(EYES)  # noqa: PLR2004 (one of two)
    if not (side or eye):
        eye = EYES[0] if farther else EYES[-1]  # a take that is as the calm picture would be none
    return Variation(side, farther, eye, random.choice(PANS), random.choice(TURNS), random.random() < 0.5)  # noqa: PLR2004


def vary(staging: Staging, variation: Variation, shot: str, place: Mapping[str, Any]) -> Staging:
    """Move the camera and the moment as a variation says."""
    if variation == CALM:
        return staging
    camera = at_distance(staging, distance_of(variation, shot, place))
    camera = at_height(camera, variation.eye, place)
    return panned(Staging(moved(staging, variation), camera), variation.pan)


def distance_of(variation: Variation, shot: str, place: Mapping[str, Any]) -> float:
    """Say how much farther away the camera stands; in a room it has no more space."""
    if shot in CLOSE or "seats" in place:
        return NEARER[variation.farther % len(NEARER)] if shot in CLOSE else 1.0
    return 1.0 if place["set"] == "room" else FARTHER[variation.farther]


def at_distance(staging: Staging, share: float) -> Camera:
    """Step nearer or farther with the lead's head on the same height of the panel."""
    camera = staging.camera
    head = max((actor.spot.y + actor.top for actor in staging.actors[:1]), default=camera.y)
    moved = replace(camera, z=LEAD_Z - (LEAD_Z - camera.z) * share, y=max(LOWEST_EYE, head + (camera.y - head) * share))
    shift = camera.scale(LEAD_Z) * (camera.y - head) - moved.scale(LEAD_Z) * (moved.y - head)
    return replace(moved, horizon=camera.horizon + shift)


def at_height(camera: Camera, rise: float, place: Mapping[str, Any]) -> Camera:
    """Hold the camera lower or higher, shifted so that the lead stays on the same height of the panel."""
    top = float(place.get("height", 2.9)) - CEILING if place["set"] == "room" else camera.y + rise
    wanted = max(LOWEST_EYE, min(camera.y + rise, max(top, camera.y)))
    scale = camera.scale(LEAD_Z)
    lowest, highest = (camera.y + (edge - camera.horizon) / -scale for edge in reversed(HORIZONS))
    eye = max(min(lowest, camera.y), min(max(highest, camera.y), wanted))
    return replace(camera, y=eye, horizon=camera.horizon - scale * (eye - camera.y))


def panned(staging: Staging, share: float) -> Staging:
    """Turn the camera aside as far as everybody stays in the picture."""
    camera = staging.camera
    if not staging.actors or not share:
        return staging
    half = camera.aspect / 2 / camera.scale(LEAD_Z)
    left = min(actor.spot.x for actor in staging.actors) - EDGE - (camera.x - half)
    right = (camera.x + half) - max(actor.spot.x for actor in staging.actors) - EDGE
    room = max(0.0, left if share > 0 else right)
    return replace(staging, camera=replace(camera, x=camera.x + room * share))


def moved(staging: Staging, variation: Variation) -> tuple[Any, ...]:
    """Turn the lead a little, or let them take the other step."""
    lead, *others = staging.actors or (None,)
    if lead is None or any(lead.pose.get(key) for key in ("seat", "table", "on", "back", "meet", "touches")):
        return staging.actors
    pose = {**lead.pose, "turn": float(lead.pose.get("turn", 32)) + variation.turn}
    if variation.stride and "leg_near" in pose and "leg_far" in pose:
        pose |= {"leg_near": pose["leg_far"], "leg_far": pose["leg_near"]}
    return (replace(lead, pose=pose), *others)
