"""Staging: a drawing in, the posed people on its stage and the camera out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table, words_of
from storyboard.blocking import Formation, make_formation, settle
from storyboard.bodies import HEAD, make_body
from storyboard.camera import (
    FOCAL,
    LEAD_Z,
    SHOTS,
    Framing,
    find_shot,
    free_feet,
    make_camera,
    seen_width,
    shooting_distance,
)
from storyboard.drawing import MOST_FIGURES
from storyboard.people import Looks, read_looks
from storyboard.places import find_pose
from storyboard.shapes import Spot, extent_of
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera

IDLE = ("standing", "listening", "crossed", "akimbo", "pocketed", "musing")  # what people do who do nothing
HAND_LENGTH = 0.08  # metres from two wrists to where the hands meet
SHOULDER_GAP = 1.4  # metres from the lens to the one over whose shoulder is looked
SHOULDER_PLACE = 0.31  # share of the panel's width to the right of the middle
LIMBS = ("leg_near", "leg_far", "seat")  # what a posture is made of
RESTS = ("seat", "table", "outdoors")  # what the body of a pose sits at, and what it sits at elsewhere


@dataclass(frozen=True, slots=True)
class Actor:
    """One drawn person on the stage."""

    looks: Looks
    pose: Mapping[str, Any]
    spot: Spot
    prop: str = ""  # a thing in the near hand
    seat: str = ""  # a thing behind the figure
    table: str = ""  # a thing before the figure
    bold: float = 1.0  # how heavy the outlines are; the lead's are heavier
    face: str = ""  # row of the faces; "": as the mood asks

    @property
    def top(self) -> float:
        """Metres from the ground to the crown."""
        return make_body(self.looks, self.pose).head[1] + HEAD * self.looks.stature * 0.6


@dataclass(frozen=True, slots=True)
class Staging:
    """The people and the camera that sees them."""

    actors: tuple[Actor, ...]
    camera: Camera


def on_stage(drawing: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """List the people who are bodily there, the lead first."""
    people = [person for person in drawing.get("people", ()) if person.get("presence") != "remote"]
    return people[:MOST_FIGURES]


def stage_people(drawing: Mapping[str, Any], place: Mapping[str, Any], aspect: float, tilt: float) -> Staging:
    """Pose the people, stand them where none hides another, and set up the camera."""
    people = on_stage(drawing)
    shot = str(place.get("shot") or find_shot(str(drawing.get("shot", "")), len(people)))
    row = lead_row(drawing, people, place)
    cast = [make_actor(person, index, row, drawing, place) for index, person in enumerate(people)]
    carried = row.get("carries", [])[: max(0, len(cast) - 1)]
    walking = [*cast[:1], *cast[1 + len(carried) :]]
    formation, head = formation_of(walking, row, SHOTS[shot]), head_height(cast, shot)
    if "seats" in place:
        distance = shooting_distance(shot, aspect, 0.0, place)
    else:
        distance = shooting_distance(shot, aspect, formation.width + 2 * SHOTS[shot].margin, place)
        distance = free_feet(shot, distance, head, seated=any(actor.seat for actor in cast))
    spots = settle(formation, distance, seen_width(distance, aspect))
    walking = [replace(actor, spot=spot) for actor, spot in zip(walking, spots, strict=True)]
    cast = [*walking[:1], *carry(walking[:1], cast[1 : 1 + len(carried)], carried), *walking[1:]]
    if "seats" in place:
        cast = take_seats(cast, place["seats"])
    camera = make_camera(shot, aspect, tilt, distance, head)
    return Staging(tuple(over_shoulder(cast, camera) if shot == "over" else cast), camera)


def formation_of(walking: Sequence[Actor], row: Mapping[str, Any], framing: Framing) -> Formation:
    """Form the group of those who have a place of their own."""
    lead = walking[:1]
    reach = max([0.0, *(extent_of(actor.table)[1] for actor in lead if actor.table)])
    apart = min(float(row.get("apart", 1.3)), framing.apart)
    if row.get("meet") and len(walking) > 1:
        apart = sum(make_body(actor.looks, actor.pose).hands[0][0] for actor in walking[:2]) + HAND_LENGTH
    left, right = row.get("span", (0.0, reach if len(walking) == 1 else 0.0))
    return make_formation(
        len(walking),
        apart,
        (float(left), float(right)),
        together=bool(row.get("together")),
        seated=any(actor.table or actor.seat in ("cot", "cart_and_horse") for actor in lead),
    )


def carry(lead: Sequence[Actor], riders: Sequence[Actor], offsets: Sequence[float]) -> list[Actor]:
    """Seat people in the lead's boat or wagon; who sits before the lead looks back."""
    return [
        replace(rider, spot=replace(actor.spot, x=actor.spot.x + offset, z=actor.spot.z + 0.15, flip=offset > 0))
        for actor in lead
        for rider, offset in zip(riders, offsets, strict=True)
    ]


def lead_row(
    drawing: Mapping[str, Any], people: Sequence[Mapping[str, Any]], place: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Give the row of the lead's pose, in the form it takes outdoors where the place is no room."""
    return in_place(lead_pose(drawing, people), place, str(drawing.get("action", "")))


def in_place(name: str, place: Mapping[str, Any], action: str) -> Mapping[str, Any]:
    """Give the row of a pose in the form it takes at a place, in the posture the action names; nothing for no pose."""
    poses = read_table("poses")["pose"]
    row = in_posture(poses.get(name, {}), action)
    inside = place["set"] == "room" or "seats" in place
    return row if inside or "outdoors" not in row else poses[row["outdoors"]]


def named_posture(action: str) -> str:
    """Name the pose of the posture that an action names first, "" without one."""
    postures = read_table("poses")["posture"]
    return next((name for word in words_of(action) for name, words in postures.items() if word in words.split()), "")


def in_posture(row: Mapping[str, Any], action: str) -> Mapping[str, Any]:
    """Give a pose's row with the legs and the seat of the posture named; who rides, rows or lies in bed stays so."""
    poses = read_table("poses")["pose"]
    name = named_posture(action)
    posture: Mapping[str, Any] = poses.get(name, {})
    if not row or not name or row is posture or "back" in row or "on" in row or "carries" in row:
        return row
    if "on" in posture:
        return posture  # nothing else is done lying down
    if ("seat" in row) == ("seat" in posture) and name != "kneeling":
        return row
    upper = {key: value for key, value in row.items() if key not in (*LIMBS, *RESTS)}
    return upper | {key: posture[key] for key in LIMBS if key in posture}


def lead_pose(drawing: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> str:
    """Name the pose of the lead."""
    pose = find_pose(str(drawing.get("action", "")))
    if len(people) == 1 and any(person.get("presence") == "remote" for person in drawing.get("people", ())):
        return "phoning"
    return pose or ("talking" if len(people) > 1 else "standing")


def head_height(cast: Sequence[Actor], shot: str) -> float:
    """Give how high the highest head reaches that must be in the picture; a close shot is the lead's alone."""
    return max((actor.top for actor in (cast[:1] if shot in ("close", "bust") else cast)), default=1.7)


def make_actor(
    person: Mapping[str, Any], index: int, row: Mapping[str, Any], drawing: Mapping[str, Any], place: Mapping[str, Any]
) -> Actor:
    """Dress, pose and equip the nth person."""
    poses, key = read_table("poses")["pose"], str(person.get("key", ""))
    pose = row
    if index > 0:
        name = str(row.get("partner", "listening"))
        carried = index <= len(row.get("carries", ()))
        idle = not carried and (name == "listening" or (index > 1 and not row.get("together")) or "carries" in row)
        pose = poses[choose(key, "idle", IDLE[1:] if index == 1 else IDLE) if idle else name]
        pose = vary(pose, key, index) if idle or row.get("together") else pose
        doing = str(person.get("doing", ""))
        pose = in_place(find_pose(doing), place, doing) or pose
    prop, action = "", str(drawing.get("action", "") if index == 0 else person.get("doing", ""))
    if (person.get("presence") == "lead" or person.get("doing")) and not pose.get("empty"):
        props = drawing.get("props", ()) if index == 0 else ()
        prop = held_prop(props, action, str(pose.get("hold", "")), str(pose.get("use", "")))
    actor = Actor(
        read_looks(person),
        pose,
        Spot(0, 0, LEAD_Z),
        prop,
        str(pose.get("seat", "")),
        # The second sits at the lead's own table.
        str(pose.get("table", "")) if index == 0 or pose.get("table") != row.get("table") else "",
        1.3 if index == 0 else 1.0,
        choose(key, "face", ("", "calm")) if index > 1 else "",
    )
    return take_chair(actor, place)


def vary(pose: Mapping[str, Any], key: str, index: int) -> Mapping[str, Any]:
    """Vary a pose by the person, so that no two look alike; people together swap near and far limbs in turn."""
    if pose.get("seat") or pose.get("table"):
        return pose
    turn = [int(choose(key, part, ("-2", "-1", "0", "1", "2"))) for part in ("lean", "nod", "near", "far")]
    near, far = ("far", "near") if index % 2 and pose.get("together") and not pose.get("back") else ("near", "far")
    return {
        **pose,
        "lean": pose["lean"] + 2 * turn[0],
        "nod": pose["nod"] + 3 * turn[1],
        "arm_near": [angle + 5 * turn[2] for angle in pose[f"arm_{near}"]],
        "arm_far": [angle + 5 * turn[3] for angle in pose[f"arm_{far}"]],
        "leg_near": pose[f"leg_{near}"],
        "leg_far": pose[f"leg_{far}"],
    }


def take_chair(actor: Actor, place: Mapping[str, Any]) -> Actor:
    """Sit on what a place has to sit on: a bench in the open, a log in the woods."""
    usual = "chair" if place["set"] == "room" else "bench"
    return replace(actor, seat=str(place.get("chair", usual))) if actor.seat == "chair" else actor


def take_seats(actors: Sequence[Actor], seats: Sequence[Sequence[float]]) -> list[Actor]:
    """Sit people down where a vehicle has its seats."""
    sitting = read_table("poses")["pose"]["driving"]
    return [
        replace(actor, pose={**sitting, "on": y}, spot=Spot(x, 0, LEAD_Z), seat="", table="")
        for actor, (x, y) in zip(actors, seats, strict=False)
    ]


def over_shoulder(cast: Sequence[Actor], camera: Camera) -> list[Actor]:
    """Bring the second person before the lens, back to us, and let the lead look their way."""
    lead, partner, *others = cast
    near = replace(
        partner,
        pose=read_table("poses")["pose"]["turned"],
        spot=Spot(SHOULDER_PLACE * seen_width(SHOULDER_GAP, camera.aspect), 0, camera.z + SHOULDER_GAP),
        seat="",
        table="",
        prop="",
    )
    moved = replace(lead, spot=replace(lead.spot, x=-0.14 * seen_width(LEAD_Z - camera.z, camera.aspect), flip=False))
    behind = [
        replace(
            other, spot=Spot(x * camera.distance(LEAD_Z + 1.6) * camera.aspect / FOCAL, 0, LEAD_Z + 1.6, flip=x > 0)
        )
        for other, x in zip(others, (0.02, -0.4, 0.12, -0.3), strict=False)
    ]
    return [moved, near, *behind]


def held_prop(props: Sequence[str], action: str, usual: str, use: str = "") -> str:
    """Name the thing in the hand: what the action names, else a prop that can be held, else what the pose brings.

    A pose with a `use` holds nothing else: who reads holds no pencil.
    """
    things = read_table("things")["thing"]
    names = [find_row("things", "thing", text) for text in (action, *props)]
    held = [name for name in names if name and things[name].get("held")]
    return next((name for name in held if not use or things[name].get("use") == use), usual)


def set_props(props: Sequence[str], taken: Sequence[str], *, indoors: bool) -> list[str]:
    """List the props that stand somewhere rather than in a hand; no horse stands in a kitchen."""
    things = read_table("things")["thing"]
    names = [name for prop in props if (name := find_row("things", "thing", prop)) and name not in taken]
    fitting = [name for name in names if things[name].get("prop") and not (indoors and things[name].get("outdoors"))]
    return list(dict.fromkeys(fitting))[:2]
