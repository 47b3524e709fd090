"""Contact: two people who touch each other in, the same two with hands and bodies that meet out.

A row of the poses says `touches = ["far shoulder", "near meet"]`: a hand of its own, and where on the other person it
lies; `meet` is halfway between hands that both give, `given` the end of what the other one holds, `toast` where the
glasses in both touch. `stoop` is the posture in which the taller one comes down.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.body import body_part
from storyboard.deeds import poses
from storyboard.grips import holding, lay, thing_of
from storyboard.people import read_looks
from storyboard.skeleton import FOREARM, HAND, PALM, UPPER_ARM, palm_of
from storyboard.solids import reach_of
from storyboard.space import between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.casting import Actor
    from storyboard.looks import Looks
    from storyboard.space import Point3

SIDES = {"near": 0, "far": 1}
UNEQUAL = 0.3  # metres between two statures from which the taller one comes down
STANCE = ("leg_near", "leg_far", "weight", "low", "lean")  # what a stoop takes from its posture
CLINK = "toast"  # what a pose's `touches` says of a hand whose glass touches the other one's
CHIN = 0.83  # statures above the ground at which rims meet: below the eyes of both
FIST = (0.05, 0.06)  # metres from the palm to where a fist without a glass meets one
MEETING = ("meet", "given", CLINK)
REACHED = {"given": "meet"}  # as far as two come together for it
# Where hands lie in a cradle, at its head and its foot: metres from its middle and up; how near its middle is at most.
CRADLE = {"near": ((-0.52, 0.84), (0.46, 0.55)), "far": ((-0.04, 0.66), (0.2, 0.65))}
AT_CRADLE = 0.84
OUT = 0.18  # metres from the hand that holds a thing out to where another one takes it, at most
SEEN = 0.045  # metres beyond that end that the hand stays to be seen
OVERLAP = 0.16  # hand lengths from the middle of two hands that meet back to each palm: both are seen
GIVEN = 0.57  # statures above the ground at which somebody holds out a hand
EASY = 0.93  # share of an arm's length that somebody reaches without stretching
NEAREST, STEPS = 0.26, 12  # metres between two who hold each other, and how often they come nearer
STEP = 0.06  # metres
ROUNDS = 6  # how often both lay their hands where the other ones are now
KNEELS_AWAY, KNEELS_NEARER = 0.92, 0.2  # metres to the side of a seat, and before it, at which the other one kneels
FRONTAL = 45.0  # heading from which the shoulder of who sits is nearer to the other one than the hands are
APART_AGAIN = {"meet": False, "together": False, "along": False}  # of rows in which both stand
UNRESTED = {"rests_near": "", "rests_far": "", "laced": False}
HANDS = ("lean", "nod", "arm_near", "arm_far", "hand_near", "hand_far")  # what somebody does who only sits


def stooped(cast: Sequence[Actor], row: Mapping[str, Any]) -> list[Actor]:
    """Let the taller of two who touch each other come down to the smaller one."""
    if "stoop" not in row or not are_two(cast):
        return list(cast)
    first, second, *others = cast
    taller = max(first, second, key=lambda one: one.looks.stature)
    if not are_unequal(first.looks, second.looks) or "seat" in taller.pose:
        return list(cast)
    down: Mapping[str, Any] = poses()[str(row["stoop"])]
    stance = {key: down[key] for key in STANCE if key in down}
    low = replace(taller, pose={**taller.pose, **stance})
    return [low if one is taller else one for one in (first, second)] + others


def beside_seat(cast: Sequence[Actor], row: Mapping[str, Any]) -> tuple[list[Actor], Mapping[str, Any]]:
    """Let one of two who touch each other kneel beside the other who sits: nobody reaches around a chair."""
    sitters = [index for index, actor in enumerate(cast[:2]) if actor.pose.get("seat") and not actor.table]
    held = [part for actor in cast[:2] for _, part in wishes(actor) if part != CLINK]
    # What is handed over is held out and reached for; nobody kneels for that.
    gives = any(part == "given" or (part == "meet" and actor.prop) for actor in cast[:2] for _, part in wishes(actor))
    if not are_two(cast) or len(sitters) != 1 or not held or gives:
        return list(cast), row
    seated, other = cast[sitters[0]], cast[1 - sitters[0]]
    calm, frontal = poses()["sitting"], seated.heading > FRONTAL
    hands = {key: calm[key] for key in HANDS} if wishes(seated) else {}
    touches = ["far far_shoulder" if frontal else "far far_hand"]
    sits = replace(seated, pose={**seated.pose, **hands, "touches": [], "around": False, **UNRESTED})
    kneels = replace(other, pose={**poses()["beside_seat"], "touches": touches}, face="tender")
    pair = [sits, kneels] if sitters[0] == 0 else [kneels, sits]
    nearer = KNEELS_NEARER if sitters[0] == 0 else -KNEELS_NEARER
    return [*pair, *cast[2:]], {**row, "apart": KNEELS_AWAY, "after": nearer, **APART_AGAIN}


def are_unequal(first: Looks, second: Looks) -> bool:
    """Say whether of two people one is much taller, as beside a child."""
    return abs(first.stature - second.stature) > UNEQUAL


def for_unequal(row: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Give the row that the lead takes beside somebody much taller or smaller, where the table has one."""
    pair = [read_looks(person) for person in people[:2]]
    if "unequal" not in row or len(pair) < 2 or not are_unequal(*pair):  # noqa: PLR2004 (two people)
        return row
    unequal = poses()[str(row["unequal"])]
    carried = "on" in poses().get(str(unequal.get("partner", "")), {})
    return row if carried and pair[0].stature < pair[1].stature else unequal  # no child carries a grown man


def are_two(actors: Sequence[Actor]) -> bool:
    """Say whether the first two are people: no animal is embraced as one of them."""
    return len(actors) > 1 and not any(actor.looks.beast for actor in actors[:2])


def join(actors: Sequence[Actor]) -> list[Actor]:
    """Bring the first two so near to each other that their hands get where their poses want them."""
    if len(actors) > 1 and actors[1].looks.age == "baby" and not actors[0].looks.beast:
        return at_cradle(actors)
    if not are_two(actors) or not any("touches" in actor.pose for actor in actors[:2]):
        return [replace(actor, pose={**actor.pose, "around": False}) for actor in actors]
    first, second, *others = actors
    for _ in range(STEPS):
        gap = second.spot.x - first.spot.x
        if (reaches(first, second) and reaches(second, first)) or abs(gap) <= NEAREST + STEP:
            break
        second = replace(second, spot=replace(second.spot, x=second.spot.x - math.copysign(STEP, gap)))
    for _ in range(ROUNDS):  # hands that reach for arms which reach for something themselves
        first, second = touching(first, second), touching(second, first)
    return [first, replace(second, holder=first if first.pose.get("around") else None), *others]


def at_cradle(actors: Sequence[Actor]) -> list[Actor]:
    """Lay the hands of who bends to a baby on the edge of its cradle and on its blanket."""
    first, baby, *others = actors
    hands = list(CRADLE) if first.pose.get("bends") else [hand for hand, _ in wishes(first)]
    for _ in range(STEPS):
        gap = baby.spot.x - first.spot.x
        if abs(gap) <= AT_CRADLE or all(within_reach(first, hand, in_cradle(first, baby, hand)) for hand in hands):
            break
        baby = replace(baby, spot=replace(baby.spot, x=baby.spot.x - math.copysign(STEP, gap)))
    palms = {f"palm_{hand}": in_cradle(first, baby, hand) for hand in hands}
    alone = replace(first, pose={**first.pose, **palms, "around": False})
    return [alone, replace(baby, pose={**baby.pose, "around": False}), *others]


def in_cradle(actor: Actor, baby: Actor, hand: str) -> Point3:
    """Give where in a cradle a hand lies, in the space of who reaches: at the end that is nearer to them."""
    ends = [seen_by(actor, baby, (x, y, 0.0)) for x, y in CRADLE[hand]]
    return min(ends, key=lambda end: abs(end[0]))


def within_reach(actor: Actor, hand: str, place: Point3) -> bool:
    """Say whether somebody's hand gets to a place without stretching."""
    arm = (UPPER_ARM + FOREARM + HAND * PALM) * actor.looks.stature * EASY
    return math.dist(actor.skeleton.shoulders[SIDES[hand]], place) <= arm


def hold_on(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Let who has been moved be held by the other one as that one stands now: no arm is left behind alone."""
    return tuple(replace(actor, holder=actors[0]) if actor.holder else actor for actor in actors)


def wishes(actor: Actor) -> list[tuple[str, str]]:
    """List which hand of somebody lies where on the other one."""
    return [(hand, part) for hand, _, part in (str(line).partition(" ") for line in actor.pose.get("touches", ()))]


def reaches(actor: Actor, other: Actor) -> bool:
    """Say whether somebody's hands get where they should."""
    return all(
        within_reach(actor, hand, goal(actor, other, hand, REACHED.get(part, part))) for hand, part in wishes(actor)
    )


def touching(actor: Actor, other: Actor) -> Actor:
    """Lay somebody's palms on the other one."""
    palms = {f"palm_{hand}": goal(actor, other, hand, part) for hand, part in wishes(actor)}
    return replace(actor, pose={**actor.pose, **palms})


def goal(actor: Actor, other: Actor, hand: str, part: str) -> Point3:
    """Give where a hand should be, in the space of who reaches."""
    if part == "given" and other.prop:
        return seen_by(actor, other, held_out(other))
    if part not in MEETING:
        return seen_by(actor, other, body_part(other.skeleton, part))
    given = next((theirs for theirs, what in wishes(other) if what in MEETING), "near")
    mine, theirs = (
        actor.skeleton.shoulders[SIDES[hand]],
        seen_by(actor, other, other.skeleton.shoulders[SIDES[given]]),
    )
    long, short = actor.looks.stature, other.looks.stature
    x, y, z = between(mine, theirs, long / (long + short))
    if part == CLINK:
        return palm_at_rim(actor, other, (x, y, z))
    held = math.dist(palm_of(actor.skeleton, SIDES[hand]), held_out(actor)) / 2 if actor.prop else 0.0
    x += math.copysign(OVERLAP * HAND * long + held, mine[0] - x)
    return (x, GIVEN * (0.58 * max(long, short) + 0.42 * min(long, short)), z)


def held_out(actor: Actor) -> Point3:
    """Give where another one takes what somebody holds: at the end that is away from them, not far from the hand."""
    held, ((left, right), (low, high)) = lay(actor.skeleton, actor.pose, actor.prop), reach_of(actor.prop)
    ends = [(left, (low + high) / 2), (right, (low + high) / 2), ((left + right) / 2, low), ((left + right) / 2, high)]
    palm = palm_of(actor.skeleton, holding(actor.pose, actor.prop)[0])
    end = max((held.at(*end) for end in ends), key=lambda place: place[0])
    x, y, z = between(palm, end, min(1.0, OUT / max(OUT, math.dist(palm, end))))
    return (x + SEEN, y, z)


def seen_by(actor: Actor, other: Actor, point: Point3) -> Point3:
    """Turn a point of another's space into one's own."""
    (x, y, z), spot = other.spot.place(*point), actor.spot
    across = (x - spot.x) * (-1 if spot.flip else 1)
    return (across / spot.size, (y - spot.y) / spot.size, (z - spot.z) / spot.size)


def rim_of(prop: str) -> tuple[float, float]:
    """Give where the rim of a vessel is on the side that meets another, from the palm: metres ahead and up."""
    x, y = (float(number) for number in thing_of(prop).get("rim", FIST))
    return x, y


def palm_at_rim(actor: Actor, other: Actor, middle: Point3) -> Point3:
    """Give where a palm is whose glass touches the other one's right between both people."""
    x, y = rim_of(actor.prop)
    low, high = sorted((actor.looks.stature, other.looks.stature))
    ahead = math.copysign(x, middle[0])
    return (middle[0] - ahead, CHIN * (0.4 * high + 0.6 * low) - y, middle[2])
