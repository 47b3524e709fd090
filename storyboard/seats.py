"""Seats: somebody who sits or lies in, the thing that is there to sit on, and a body turned as it is turned, out."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table, words_of
from storyboard.grips import furniture_size
from storyboard.skeleton import LYING
from storyboard.solids import reach_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.casting import Actor

RESTED_ON = re.compile(r"\b(?:on|upon|in|into|onto)((?: [\w']+){1,5})")  # "on the edge of the bed"
FRONTAL = 45.0  # heading from which a seat faces us: nobody sits on it at a table
CHAIRS = ("chair", "armchair_seat")  # the seats of poses that give way to what is there
SITTING, GROWN = 0.27, 1.7  # share of the stature between feet and seat, and for whose metres seats are made
BENCHES = (
    "bench",
    "park_bench",
    "log_seat",
    "pew_seat",
    "sofa",
    "cot",
    "step_seat",
    "wall_seat",
    "tube_bench",
)  # seats of two
# A long seat would stand before the legs of the next one, who has one too.
FOR_ONE = {
    "bench": "stool_seat",
    "park_bench": "stool_seat",
    "tube_bench": "stool_seat",
    "pew_seat": "chair",
    "log_seat": "boulder_seat",
    "sofa": "chair",
}
STRETCHES = tuple(range(40, 90, 5))  # degrees of the shins of who sits ever lower
LENGTH = 0.58  # statures to each side that a swimmer takes up, with an arm ahead
ON_A_BENCH = 0.84  # metres between two who share a bench
COUCHES = ("sofa", "bench")  # what one lies on without a cover
USUAL_BED = "bed"  # what stands where nothing is said of the beds of a place


def take_seat(actor: Actor, place: Mapping[str, Any], action: str = "") -> Actor:
    """Give somebody the chair or the bed that is there; a child at a grown person's table sits as high."""
    actor = take_bed(take_chair(actor, place, action), place, action)
    return lifted(actor) if "table" in actor.pose and actor.seat and not actor.table else actor


def take_chair(actor: Actor, place: Mapping[str, Any], action: str = "") -> Actor:
    """Sit on what the action names, else on what a place has to sit on: a bench in the open, a log in the woods."""
    usual = str(place.get("chair", "chair" if place["set"] == "room" else "bench"))
    if actor.seat not in CHAIRS:
        return actor
    seat = named_seat(action) or (usual if actor.seat == CHAIRS[0] else actor.seat)
    seat = usual if seat in usual else seat  # the bench that is named is the park's own
    if "table" in actor.pose and float(read_table("things")["thing"].get(seat, {}).get("sits", 0.0)) > FRONTAL:
        seat = CHAIRS[0]
    return seated(replace(actor, seat=seat))


def named_seat(action: str) -> str:
    """Name the thing on which somebody sits by an action's words, "" where it says nothing of one."""
    text = "_".join(word for words in RESTED_ON.findall(action.casefold()) for word in words_of(words))
    rows = read_table("poses")["seat"].items()
    return next((name for name, words in rows if any(f"_{word}_" in f"_{text}_" for word in words.split())), "")


def seated(actor: Actor) -> Actor:
    """Turn somebody as the seat is turned, and lift the feet to where its floor is."""
    thing = read_table("things")["thing"].get(actor.seat, {})
    if "sits" in thing and "table" not in actor.pose:
        actor = replace(actor, pose={**actor.pose, "turn": float(thing["sits"])})
    if "floor" in thing:  # what has steps of its own is made for grown people
        actor = lifted(replace(actor, pose={**actor.pose, "on": float(thing["floor"])}))
    return actor


def lifted(actor: Actor) -> Actor:
    """Lift a child onto a grown person's seat; the legs hang."""
    rise = SITTING * max(0.0, GROWN - actor.looks.stature)
    return replace(actor, pose={**actor.pose, "lift": rise})


def take_bed(actor: Actor, place: Mapping[str, Any], action: str = "") -> Actor:
    """Lie in a bed like those of the place: a hospital's is of steel, with a white sheet."""
    named = named_seat(action)
    if actor.seat == "cot" and named in COUCHES:
        return replace(actor, seat=named, table="")
    if actor.seat != "cot":
        return on_own_size(actor) if actor.seat == actor.pose.get("seat") else actor
    seat, cover = bed_of(place)
    if actor.pose.get("up"):
        seat, cover = sat_up(seat), sat_up(cover)
        actor = replace(actor, pose={**actor.pose, "table": cover})  # the hands lie on it
    return tucked_in(replace(actor, seat=seat, table=cover if actor.table == "coverlet" else actor.table))


def beds() -> frozenset[str]:
    """Name the things of a place in which people sleep."""
    return frozenset(read_table("poses")["lying"]["beds"].split())


def bed_of(place: Mapping[str, Any]) -> tuple[str, str]:
    """Name the seat and the cover of who lies in a bed like those of a place."""
    kinds, put = read_table("poses")["lying"]["in"], str(place.get("put", "")).split()
    seat, cover = kinds[next((name for name in kinds if name in put), USUAL_BED)].split()
    return seat, cover


def sat_up(thing: str) -> str:
    """Name the form that a bed or its cover takes around who sits up in it."""
    return str(read_table("poses")["lying"]["up"][thing])


def is_bed(seat: str) -> bool:
    """Say whether somebody who has this seat lies in a bed of their own."""
    return any(seat in (bed := kind.split()[0], sat_up(bed)) for kind in read_table("poses")["lying"]["in"].values())


def tucked_in(actor: Actor) -> Actor:
    """Lay somebody as high as a bed of their size is: a child's is low; the cover hides their legs."""
    sized = on_own_size(actor)
    return replace(sized, pose={**sized.pose, "tucked": True}) if actor.table else actor


def on_own_size(actor: Actor) -> Actor:
    """Keep somebody as high as what their pose is on is made in their size: a child's pony, a child's bed."""
    if "on" not in actor.pose or "lift" in actor.pose:
        return actor
    on = float(actor.pose["on"]) * furniture_size(actor.looks.stature)
    return replace(actor, pose={**actor.pose, "on": on})


def under_roof(cast: Sequence[Actor], place: Mapping[str, Any]) -> list[Actor]:
    """Let everybody in a vehicle sit so low that the crown, or the hat on it, stays under its roof."""
    room = float(place.get("headroom", math.inf))
    return [sunk(actor, room) for actor in cast]


def sunk(actor: Actor, room: float) -> Actor:
    """Let somebody sit lower: the shins stretch ahead, the feet stay on the floor; only then the feet sink as well."""
    for shin in STRETCHES:
        if above(actor, room) <= 0:
            return actor
        legs = {key: [actor.pose[key][0], max(shin, *actor.pose[key][1:2])] for key in ("leg_near", "leg_far")}
        actor = replace(actor, pose={**actor.pose, **legs})
    deep = max(0.0, above(actor, room))
    return replace(actor, pose={**actor.pose, "on": float(actor.pose["on"]) - deep}) if deep else actor


def above(actor: Actor, room: float) -> float:
    """Give how many metres somebody's crown, or the hat on it, is above so much room."""
    return max(actor.top, actor.head_ends()[0][1]) - room


def seat_room(actor: Actor) -> float:
    """Give how many metres somebody's own seat takes up to each side; none of a mount, which others pass.

    Who swims takes up a body's length.
    """
    if actor.pose.get("afloat") and abs(float(actor.pose["lean"])) > LYING:
        return LENGTH * actor.looks.stature
    if not actor.seat or actor.pose.get("astride") or ("on" in actor.pose and not is_bed(actor.seat)):
        return 0.0
    left, right = reach_of(actor.seat)[0]
    return max(-left, right) * (1.0 if "lift" in actor.pose else furniture_size(actor.looks.stature))


def share_bench(cast: Sequence[Actor]) -> list[Actor]:
    """Let the second sit on the lead's own bench where it is wide enough for two; the others have seats for one."""
    cast = [*cast[:2], *(replace(actor, seat=FOR_ONE.get(actor.seat, actor.seat)) for actor in cast[2:])]
    lead, other = [*cast, None, None][:2]
    if not lead or not other or lead.table or lead.seat not in BENCHES or not other.seat or other.table:
        return list(cast)
    if lead.looks.beast:  # it has no bench to share
        return list(cast)
    middle = {**lifted(lead).pose, "seat_at": ON_A_BENCH / 2}  # both sit to the sides of its middle
    own = {**lifted(other).pose, **{key: lead.pose[key] for key in ("turn", "on") if key in lead.pose}}
    return [replace(lead, pose=middle), replace(other, pose=own, seat="", bench=lead.seat), *cast[2:]]
