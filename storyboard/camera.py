"""The stage in metres and the camera that projects it onto the panel.

x runs to the right, y up from the floor, z away from the viewer; the camera stands at z = 0 and looks along z.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.artwork import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyboard.canvas import Point

Place3 = tuple[float, float, float]

NEAREST = 0.35  # metres before the lens; what is nearer cannot be projected


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the viewer stands and how much is seen."""

    x: float  # metres from the middle of the stage
    y: float  # metres above the floor
    z: float  # metres forward from where the establishing shot is taken
    focal: float  # panel heights that a metre fills one metre away
    horizon: float  # panel heights from the upper edge
    aspect: float  # the panel's width in panel heights
    roll: float = 0.0  # radians; an uneasy mood tilts the picture

    def distance(self, z: float) -> float:
        """Metres before the lens, never less than what can be projected."""
        return max(NEAREST, z - self.z)

    def scale(self, z: float) -> float:
        """Panel heights in a metre at depth `z`."""
        return self.focal / self.distance(z)

    def project(self, place: Place3) -> Point:
        """Give the panel point of a place on the stage."""
        scale = self.scale(place[2])
        across = scale * (place[0] - self.x)
        down = self.horizon - 0.5 + scale * (self.y - place[1])
        cos, sin = math.cos(self.roll), math.sin(self.roll)
        return (self.aspect / 2 + across * cos - down * sin, 0.5 + across * sin + down * cos)


LEAD_Z = 4.0  # metres from the front of the stage to the lead
FOCAL = 1.2  # panel heights that a metre fills one metre away
LOWEST_EYE = 0.5  # metres; a lower camera would see nothing of the ground
BACK_WALL = 0.64  # least share of the panel's width that a room's back wall fills
FARTHEST = 14.0  # metres; nobody is recognised from farther away


@dataclass(frozen=True, slots=True)
class Framing:
    """One shot: how far away, and either from which height or with how much air above the heads."""

    distance: float  # metres before the lead
    horizon: float  # panel heights from the upper edge
    eye: float = 0.0  # metres above the ground; 0: as the heads ask
    headroom: float = 0.28  # metres between the highest head and the upper edge
    apart: float = 9.0  # metres that two people stand apart at most
    margin: float = 0.62  # metres between the outermost people and the edges


SHOTS: Mapping[str, Framing] = {
    "establishing": Framing(9.0, 0.44, eye=2.6),
    "wide": Framing(6.0, 0.42, eye=1.9),
    "long": Framing(3.5, 0.40, eye=1.35),
    "medium": Framing(1.85, 0.42, headroom=0.24),
    "two": Framing(1.95, 0.42, headroom=0.25),
    "bust": Framing(1.25, 0.44, headroom=0.20, apart=1.0, margin=0.42),
    "close": Framing(0.92, 0.46, headroom=0.13, apart=0.72, margin=0.33),
    "over": Framing(2.35, 0.40, headroom=0.42),
    "low": Framing(3.2, 0.70, eye=0.5),
    "high": Framing(4.6, 0.12, eye=3.1),
    "ride": Framing(4.4, 0.45, eye=1.5),  # a vehicle from the side
    "": Framing(2.6, 0.42, headroom=0.34),
}
SHOT_WORDS: Mapping[str, str] = {
    "full": "long",
    "extreme": "establishing",
    "closeup": "close",
    "shoulder": "over",
    "aerial": "high",
    "overhead": "high",
}
CLOSE = ("close", "bust", "over")  # shots that end above the hip
CLOSEST = "close"  # the one shot that may cut a crown
EDGE_ABOVE, EDGE_BELOW = 0.02, 0.91  # panel heights between which the drawing is seen: the frame covers the rest
FEET, KNEES, LAP = -0.09, 0.26, 0.48  # shares of the height of the heads between which no picture should end
UPRIGHT_LOW = 0.7  # how near the lower edge people stand in an upright panel, 1 = right above it
LEAST_PEOPLE = {"over": 2, "two": 2}  # shots that make no sense with fewer people
MOST_CLOSE = 2  # people that a close-up has room for


def find_shot(shot: str, people: int) -> str:
    """Name the shot a reading asks for; without people the place is the subject."""
    words = words_of(shot)
    found = next((SHOT_WORDS.get(word, word) for word in words if SHOT_WORDS.get(word, word) in SHOTS), "")
    if {"medium", "close"} <= set(words):
        found = "bust"
    if not people:
        return found if found in ("establishing", "high", "low") else "wide"
    if found == "close" and people > MOST_CLOSE:
        return "bust"
    return "medium" if people < LEAST_PEOPLE.get(found, 0) else found


def seen_width(distance: float, aspect: float) -> float:
    """Give how many metres from edge to edge are seen so far away."""
    return aspect * distance / FOCAL


def shooting_distance(shot: str, aspect: float, wanted: float, place: Mapping[str, Any]) -> float:
    """Say how far the camera stands from the lead: as the shot asks, far enough for all, near enough for the room."""
    distance = SHOTS[shot].distance
    if place["set"] == "room":
        far = float(place.get("width", 7.0)) * FOCAL / (aspect * BACK_WALL)
        distance = min(distance, max(1.9, far - (float(place.get("depth", 8.0)) - LEAD_Z)))
    return min(FARTHEST, max(distance, wanted * FOCAL / aspect))


def free_feet(shot: str, distance: float, head: float, *, seated: bool) -> float:
    """Step back where the lower edge would cut the shins or the lap: a picture ends at the thigh or below the feet."""
    framing = SHOTS[shot]
    if framing.eye or shot in CLOSE:
        return distance
    edge = head + framing.headroom - (EDGE_BELOW - EDGE_ABOVE) * distance / FOCAL
    share = edge / max(0.5, head)
    if FEET < share < (LAP if seated else KNEES):
        return (head + framing.headroom - FEET * head) * FOCAL / (EDGE_BELOW - EDGE_ABOVE)
    return distance


def make_camera(shot: str, aspect: float, tilt: float, distance: float, head: float) -> Camera:
    """Set up the camera for a shot; `head` is how high the highest of the heads that matter reaches."""
    framing = SHOTS[shot]
    by_head = head + framing.headroom - (framing.horizon - EDGE_ABOVE) * distance / FOCAL
    by_feet = (EDGE_BELOW - framing.horizon) * distance / FOCAL + FEET * head
    # In a small room the camera cannot stand back as far as the shot asks: it comes down until the feet are seen.
    # Where many people push it back, they stay in the middle of the picture's height, in an upright one lower.
    low = UPRIGHT_LOW if aspect < 1 else 0.5
    eye = min(framing.eye, max(by_feet, 1.0)) if framing.eye else max(by_head, by_head + (by_feet - by_head) * low)
    return Camera(0.0, max(LOWEST_EYE, eye), LEAD_Z - distance, FOCAL, framing.horizon, aspect, math.radians(tilt))
