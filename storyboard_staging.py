"""Staging: where the people of a drawing stand, how each is posed, what they hold, and where the camera is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from storyboard_artwork import find_row, read_table, words_of
from storyboard_people import Looks, choose, read_looks
from storyboard_shapes import Spot
from storyboard_stage import Camera

STRONG = 9  # poses that do not say how weak they are
MOST_FIGURES = 6  # more would hide each other
LEAD_Z = 4.0  # metres from the establishing camera to the lead
# Where the third and further people stand: x, z. The first two face each other before them.
OTHERS = ((2.3, 5.2), (-2.6, 5.4), (0.7, 6.1), (3.1, 6.4))

# shot: (metres the camera moves forward, its height, metres to the right, horizon, focal)
SHOTS: Mapping[str, tuple[float, float, float, float, float]] = {
    "establishing": (-1.9, 2.1, 0.0, 0.47, 1.15),
    "wide": (-0.7, 1.6, 0.0, 0.46, 1.15),
    "long": (-0.4, 1.5, 0.0, 0.45, 1.15),
    "medium": (1.2, 1.34, -0.2, 0.42, 1.2),
    "two": (0.9, 1.38, 0.0, 0.42, 1.2),
    "close": (2.05, 1.44, -0.55, 0.42, 1.2),
    "over": (0.9, 1.62, 0.3, 0.40, 1.2),
    "low": (0.6, 0.62, -0.2, 0.70, 1.2),
    "high": (-0.2, 3.0, 0.0, 0.20, 1.2),
    "": (0.3, 1.40, -0.1, 0.44, 1.2),
}
SHOT_WORDS: Mapping[str, str] = {
    "full": "long",
    "extreme": "establishing",
    "closeup": "close",
    "shoulder": "over",
    "aerial": "high",
    "overhead": "high",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """One drawn person on the stage."""

    looks: Looks
    pose: Mapping[str, Any]
    spot: Spot
    prop: str  # a thing in the near hand, or ""
    seat: str  # a thing behind the figure, or ""
    table: str  # a thing before the figure, or ""


def find_shot(shot: str, people: int) -> str:
    """Name the shot a reading asks for; without people the place is the subject."""
    words = words_of(shot)
    found = next((SHOT_WORDS.get(word, word) for word in words if SHOT_WORDS.get(word, word) in SHOTS), "")
    return "wide" if not people and found not in ("establishing", "high", "low") else found


def is_seated(action: str) -> bool:
    """Say whether the action's pose is low: on a chair, on the ground."""
    row = read_table("poses")["pose"].get(find_pose(action), {})
    return row.get("seat") in ("chair", "driver_seat", "cot") or bool(row.get("low"))


def make_camera(shot: str, aspect: float, tilt: float, *, seated: bool) -> Camera:
    """Set up the camera for a shot, lower and nearer for seated people, farther in a narrow panel."""
    forward, height, right, horizon, focal = SHOTS[shot]
    if seated and shot in ("", "medium", "two", "close", "over"):
        forward, height = forward + 0.4, height - 0.3
    narrow = min(1.0, aspect / 1.5)
    return Camera(right, height, forward, focal * (0.45 + 0.55 * narrow), horizon, aspect, math.radians(tilt))


def find_pose(action: str) -> str:
    """Name the pose of an action: the first verb that is more than standing, talking, sitting or walking."""
    words, poses = words_of(action), read_table("poses")["pose"]
    index: dict[str, str] = {word: name for name, row in poses.items() for word in [*row["words"].split(), name]}
    phrases = (("_".join(words[start : start + 2]), words[start]) for start in range(len(words)))
    found = [index.get(pair) or index[word] for pair, word in phrases if pair in index or word in index]
    return max(found, key=lambda name: poses[name].get("weak", STRONG), default="")


def stage_people(drawing: Mapping[str, Any], place: Mapping[str, Any]) -> list[Actor]:
    """Place the drawn people: the lead on the left, the second facing the lead, the others behind."""
    people = [person for person in drawing.get("people", ()) if person.get("presence") != "remote"][:MOST_FIGURES]
    poses, action = read_table("poses")["pose"], str(drawing.get("action", ""))
    lead_pose = find_pose(action) or ("talking" if len(people) > 1 else "standing")
    if any(person.get("presence") == "remote" for person in drawing.get("people", ())) and len(people) == 1:
        lead_pose = "phoning"
    row = poses[lead_pose]
    actors = []
    for index, person in enumerate(people):
        name = lead_pose if index == 0 else str(row.get("partner", "listening"))
        if index > 1 and not row.get("together"):
            name = choose(str(person.get("key", "")), "idle", ("standing", "listening"))
        actors.append(make_actor(person, poses[name], place_person(index, len(people), row), drawing))
    if "seats" in place:
        return take_seats(actors, place["seats"])
    return actors if place["set"] == "room" else [outdoors(actor) for actor in actors]


def take_seats(actors: Sequence[Actor], seats: Sequence[Sequence[float]]) -> list[Actor]:
    """Sit people down where a vehicle has its seats."""
    sitting = read_table("poses")["pose"]["driving"]
    return [
        replace(actor, pose={**sitting, "on": y}, spot=Spot(x, 0, LEAD_Z), seat="", table="")
        for actor, (x, y) in zip(actors, seats, strict=False)
    ]


def outdoors(actor: Actor) -> Actor:
    """Sit on a bench where there are no chairs."""
    return replace(actor, seat="bench") if actor.seat == "chair" else actor


def place_person(index: int, count: int, row: Mapping[str, Any]) -> Spot:
    """Say where the nth of some people stands and which way they look."""
    apart, together = float(row.get("apart", 1.3)), bool(row.get("together"))
    if count == 1:
        return Spot(-0.62, 0, LEAD_Z)
    if index == 0:
        return Spot(-0.15 - apart / 2, 0, LEAD_Z)
    if index == 1:
        return Spot(-0.15 + apart / 2, 0, LEAD_Z + 0.25, flip=not together)
    x, z = OTHERS[(index - 2) % len(OTHERS)]
    return Spot(x, 0, z, flip=x > 0 and not together)


def make_actor(person: Mapping[str, Any], pose: Mapping[str, Any], spot: Spot, drawing: Mapping[str, Any]) -> Actor:
    """Dress, pose and equip one person."""
    lead = person.get("presence") == "lead"
    prop = (
        held_prop(drawing.get("props", ()), str(drawing.get("action", "")), str(pose.get("hold", ""))) if lead else ""
    )
    return Actor(read_looks(person), pose, spot, prop, str(pose.get("seat", "")), str(pose.get("table", "")))


def held_prop(props: Sequence[str], action: str, usual: str) -> str:
    """Name the thing in the hand: what the action names, else a prop that can be held, else what the pose brings."""
    things = read_table("things")["thing"]
    for text in (action, *props):
        name = find_row("things", "thing", text)
        if name and things[name].get("held"):
            return name
    return usual


def set_props(props: Sequence[str], taken: Sequence[str]) -> list[str]:
    """List the props that stand somewhere rather than in a hand."""
    things = read_table("things")["thing"]
    names = [find_row("things", "thing", prop) for prop in props]
    return [name for name in dict.fromkeys(names) if name and things[name].get("prop") and name not in taken][:2]
