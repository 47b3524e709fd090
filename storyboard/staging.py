"""Staging: a drawing in, the posed people on its stage and the camera out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storyboard.attention import attend
from storyboard.beast import find_beast, height_of, reach_of_beast
from storyboard.blocking import Formation, before_the_lead, make_formation, settle, with_room
from storyboard.camera import (
    CLOSE,
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
from storyboard.casting import Actor, in_place, make_actor
from storyboard.contact import beside_seat, for_unequal, join, stooped, wishes
from storyboard.deeds import find_pose, poses
from storyboard.drawing import MOST_FIGURES
from storyboard.framing import settled_camera
from storyboard.grips import top_of
from storyboard.people import read_looks
from storyboard.seats import ON_A_BENCH, is_bed, seat_room, share_bench, take_seat, under_roof
from storyboard.shapes import extent_of
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera

BESIDE = 0.45  # metres from the end of a door or a mirror to the next person
HAND_LENGTH = 0.08  # metres from two wrists to where the hands meet
SHOULDER_GAP = 1.15  # metres from the lens to the one over whose shoulder is looked
SHOULDER_PLACE = 0.4  # share of the panel's width to the right of the middle
SHOULDER_CROWN = 0.09  # panel heights from the upper edge to that one's crown
SEEN = 34.0  # heading, near by, of who would turn the back to us
SHOULDER_TURN = -62.0  # heading of the one over whose shoulder is looked
LARGE_BEAST = 0.8  # metres
NOSE_AIR, BEAST_BACK = 0.45, 0.35  # metres between a nose and the next person; how much deeper than the lead it stands
HEAD_TALLER = 0.16  # metres by which two faces are too unequal for a close-up of both
SHOULDER_HIGH = 1.45  # metres; who is smaller is no shoulder to look over
FLIGHT = 0.8  # metres above the ground from which a pose flies
ACROSS = 0.36  # metres by which who stands at the lead's table is deeper
# What of a pose a picture to the breast would not show, and what a second one before the lens would be seen wrongly in.
SHOWN = ("table", "behind", "back", "hold", "holds", "touches", "low", "plants", "shown")
APART = ("along", "back", "touches")
INFANT = "infant"  # a baby in somebody's arms
STEP_BACK, MOST_STEPS = 1.07, 24  # how much farther the camera stands at each step, and how often it steps back


@dataclass(frozen=True, slots=True)
class Staging:
    """The people and the camera that sees them."""

    actors: tuple[Actor, ...]
    camera: Camera


def on_stage(drawing: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """List the people who are bodily there, the lead first."""
    return [person for person in drawing.get("people", ()) if person.get("presence") != "remote"][:MOST_FIGURES]


def stage_people(drawing: Mapping[str, Any], place: Mapping[str, Any], aspect: float, tilt: float) -> Staging:
    """Pose the people, stand them where none hides another, and set up the camera."""
    people, shot = on_stage(drawing), shot_of(drawing, place)
    row = lead_row(drawing, people, place)
    deeds = [str(drawing.get("action", "")), *(str(person.get("doing", "")) for person in people[1:])]
    cast = [
        take_seat(make_actor(person, index, row, drawing, place), place, deed)
        for index, (person, deed) in enumerate(zip(people, deeds, strict=False))
    ]
    shot = "two" if shot == "over" and "touches" in row else shot  # nobody holds who stands before the lens
    cast = without_doubles([faced(actor) for actor in cast] if shot in CLOSE else cast)
    cast, row = beside_seat(stooped(cast, row), row)
    carried = row.get("carries", [])[: max(0, len(cast) - 1)]
    walking = share_bench([*cast[:1], *cast[1 + len(carried) :]])
    formation, head = formation_of(walking, row, SHOTS[shot]), head_height(cast, shot)
    distance = first_distance(shot, aspect, formation, head, cast, place)
    for step in range(MOST_STEPS):
        spots = settle(formation, distance, seen_width(distance, aspect))
        spots = before_the_lead(spots) if walking and walking[0].behind else spots
        walkers = [airborne(replace(actor, spot=spot)) for actor, spot in zip(walking, spots, strict=True)]
        actors = [*walkers[:1], *carry(walkers[:1], cast[1 : 1 + len(carried)], carried), *walkers[1:]]
        actors = under_roof(take_seats(actors, place["seats"]), place) if "seats" in place else actors
        camera = make_camera(shot, aspect, tilt, distance, head)
        actors = over_shoulder(actors, camera) if shot == "over" else actors
        actors = actors if "seats" in place else join(attend(actors, row))
        if settled := settled_camera(actors, shot, camera, step):
            return Staging(tuple(actors), settled)
        distance *= STEP_BACK
    return Staging(tuple(actors), camera)


def shot_of(drawing: Mapping[str, Any], place: Mapping[str, Any]) -> str:
    """Name the shot; no animal's and no child's back is put before the lens, nor anybody's before an animal."""
    people = on_stage(drawing)
    shot = str(place.get("shot") or find_shot(str(drawing.get("shot", "")), len(people)))
    pair = [read_looks(person) for person in people[:2]]
    if shot in CLOSE and any(looks.beast and height_of(looks.beast) > LARGE_BEAST for looks in pair):
        return ""  # a horse so near would be all that is seen
    row = lead_row(drawing, people, place)
    if ((row.get("low") and len(people) > 1) or row.get("legs")) and SHOTS[shot].distance < SHOTS[""].distance:
        return ""  # on the ground beside one who stands only a head would be seen, of who paces only a standing body
    if shot in CLOSE and any(row.get(key) for key in (SHOWN if shot in CLOSE[:2] else APART)):
        return "two" if len(people) > 1 else "medium"  # the deed is seen in the hands, or in what is before them
    if shot in CLOSE[:2] and len(pair) > 1 and abs(pair[0].stature - pair[1].stature) > HEAD_TALLER:
        return "two"  # so near, the taller one would have no face
    if shot != "over":
        return shot
    return "two" if any(looks.beast for looks in pair) or pair[1].stature < SHOULDER_HIGH else shot


def faced(actor: Actor) -> Actor:
    """Turn somebody seen from near to show the face; at a door, a board or a wall the back stays to us."""
    if actor.heading > 0 or actor.behind or actor.looks.beast:
        return actor
    return replace(actor, pose={**actor.pose, "turn": SEEN, "look": 0.0})


def without_doubles(cast: Sequence[Actor]) -> list[Actor]:
    """Draw an animal once, ridden or as it stands there, and a baby in somebody's arms in no cradle."""
    lead, others = list(cast[:1]), list(cast[1:])
    for actor in lead:
        held = actor.prop == INFANT
        others = [one for one in others if not (same_beast(one, actor.seat) or (held and one.looks.age == "baby"))]
        if any(same_beast(other, actor.table) or same_beast(other, actor.behind) for other in others):
            return [replace(actor, table="", behind=""), *others]
    return [*lead, *others]


def same_beast(actor: Actor, thing: str) -> bool:
    """Say whether a thing of a pose is the animal that stands on the stage."""
    return bool(actor.looks.beast) and find_beast(thing.replace("_", " ")) == actor.looks.beast


def airborne(actor: Actor) -> Actor:
    """Lift a bird that flies off the ground."""
    flies = actor.looks.beast and float(actor.pose.get("on", 0.0)) > FLIGHT and not actor.seat
    return replace(actor, spot=replace(actor.spot, y=float(actor.pose["on"]))) if flies else actor


def first_distance(
    shot: str, aspect: float, formation: Formation, head: float, cast: Sequence[Actor], place: Mapping[str, Any]
) -> float:
    """Say how far away the camera begins: as the shot asks, and where it cuts nobody's shins."""
    if "seats" in place:
        return shooting_distance(shot, aspect, 0.0, place)
    distance = shooting_distance(shot, aspect, formation.width + 2 * SHOTS[shot].margin, place)
    return free_feet(shot, distance, head, seated=any("seat" in actor.pose for actor in cast))


def formation_of(walking: Sequence[Actor], row: Mapping[str, Any], framing: Framing) -> Formation:
    """Form the group of those who have a place of their own."""
    lead = walking[:1]
    reach = max([0.0, *(extent_of(name)[1] for actor in lead for name in (actor.table, actor.behind) if name)])
    apart = min(float(row.get("apart", 1.3)), framing.apart)
    bench = any(actor.bench for actor in walking)
    apart = ON_A_BENCH if bench else apart
    if row.get("meet") and len(walking) > 1:
        apart = sum(reach_of(actor) for actor in walking[:2]) + HAND_LENGTH
    if apart > 0 and any(actor.behind for actor in lead) and not row.get("together"):
        apart = max(apart, min(reach + BESIDE, framing.apart))  # nobody stands behind the door or the mirror
    beasts = [actor.looks.beast for actor in walking[:2] if actor.looks.beast and not actor.seat]
    if beasts and len(walking) > 1 and not row.get("together"):
        apart = max(apart, NOSE_AIR + sum(reach_of_beast(name) for name in beasts))
    left, right = row.get("span", (0.0, reach if len(walking) == 1 else 0.0))
    formation = make_formation(
        len(walking),
        apart,
        (float(left), float(right)),
        together=bool(row.get("together")),
        seated=any(actor.table or is_bed(actor.seat) or actor.seat == "cart_and_horse" for actor in lead),
        keys=[actor.looks.key for actor in walking],
    )
    formation = with_room(formation, [0.0 if wishes(actor) else seat_room(actor) for actor in walking])
    if len(walking) > 1 and walking[1].looks.beast and not {"after", "apart"} & set(row):
        formation = formation.moved(1, replace(formation.spots[1], z=LEAD_Z + BEAST_BACK))
    if stands_at_table(walking, row):
        spot = formation.spots[1]
        formation = formation.moved(1, replace(spot, z=max(spot.z, LEAD_Z + ACROSS)))
    if bench:
        lead_spot, spot = formation.spots[:2]
        return formation.moved(1, replace(spot, z=lead_spot.z - 0.02))  # drawn after the bench
    if len(walking) < 2 or not {"after", "along"} & set(row):  # noqa: PLR2004 (two people)
        return formation
    spot = formation.spots[1]
    depth = LEAD_Z - float(row["after"]) if "after" in row else spot.z
    return formation.moved(1, replace(spot, z=depth, flip=spot.flip and not row.get("along")))


def stands_at_table(walking: Sequence[Actor], row: Mapping[str, Any]) -> bool:
    """Say whether the second stands at the lead's table: across it, for before it they would hide it."""
    if len(walking) < 2 or {"after", "along", "touches"} & set(row):  # noqa: PLR2004 (two people)
        return False
    lead, other = walking[:2]
    return top_of(lead.table) is not None and not (other.seat or other.table or other.looks.beast)


def reach_of(actor: Actor) -> float:
    """Give how many metres before somebody the farther wrist is."""
    return max(wrist[0] for wrist in actor.skeleton.wrists)


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
    return for_unequal(in_place(lead_pose(drawing, people), place, str(drawing.get("action", ""))), people)


def lead_pose(drawing: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> str:
    """Name the pose of the lead."""
    pose = find_pose(str(drawing.get("action", "")))
    if len(people) == 1 and any(person.get("presence") == "remote" for person in drawing.get("people", ())):
        return "phoning"
    pose = pose or ("talking" if len(people) > 1 else "standing")
    if len(people) == 1:
        pose = str(poses()[pose].get("alone", pose))  # nobody embraces or fights the empty air
    ways = [pose, *str(poses()[pose].get("also", "")).split()]
    # The words of the action choose with the person, so that nobody does the same all through a book.
    return choose(f"{people[0].get('key', '')}{drawing.get('action', '')}" if people else "", "way", ways)


def head_height(cast: Sequence[Actor], shot: str) -> float:
    """Give how high the highest head reaches that must be in the picture; a close shot is the lead's alone."""
    return max((actor.top for actor in (cast[:1] if shot in CLOSE[:2] else cast)), default=1.7)


def take_seats(actors: Sequence[Actor], seats: Sequence[Sequence[float]]) -> list[Actor]:
    """Sit people down where a vehicle has its seats, the driver first; who finds none stands behind it."""
    driving, riding = poses()["driving"], poses()["aboard"]
    return [
        replace(
            actor,
            pose={**(riding if index else driving), "on": y},
            spot=replace(actor.spot, x=x, y=0, z=LEAD_Z + sum(away), flip=False),
            prop=actor.prop if index else "",  # both hands of who drives are on the wheel
            seat="",
            table="",
            behind="",
        )
        for index, (actor, (x, y, *away)) in enumerate(zip(actors, seats, strict=False))
    ]


def over_shoulder(cast: Sequence[Actor], camera: Camera) -> list[Actor]:
    """Bring the second person before the lens, back to us, and let the lead look their way."""
    lead, partner, *others = cast
    near = replace(
        partner,
        pose={**poses()["standing"], "turn": SHOULDER_TURN, "look": -14},
        spot=replace(
            partner.spot,
            x=SHOULDER_PLACE * seen_width(SHOULDER_GAP, camera.aspect),
            y=0,
            z=camera.z + SHOULDER_GAP,
            flip=True,
        ),
        seat="",
        table="",
        behind="",
        prop="",
    )
    near = replace(near, spot=replace(near.spot, y=lowered(near, camera)))
    moved = replace(lead, spot=replace(lead.spot, x=-0.14 * seen_width(LEAD_Z - camera.z, camera.aspect), flip=False))
    behind = [
        replace(
            other,
            spot=replace(
                other.spot, x=x * camera.distance(LEAD_Z + 1.6) * camera.aspect / FOCAL, z=LEAD_Z + 1.6, flip=x > 0
            ),
        )
        for other, x in zip(others, (-0.37, 0.1, -0.28, 0.2), strict=False)
    ]
    return [moved, near, *behind]


def lowered(near: Actor, camera: Camera) -> float:
    """Say how far down somebody before the lens must go to keep the crown in the picture; the feet are not seen."""
    crown = near.head_ends()[0][1]
    highest = camera.y + (camera.horizon - SHOULDER_CROWN) * SHOULDER_GAP / camera.focal
    return min(0.0, highest - crown)
