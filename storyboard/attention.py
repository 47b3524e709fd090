"""Attention: posed people on a stage in, the same people with heads and bodies turned to what matters to them out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.casting import most_turn
from storyboard.skeleton import LYING, heading_of
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.casting import Actor

BUSY_NOD = 13.0  # degrees from which a bent head looks at its own work
MOST_LOOK = 48.0  # degrees that a head turns against the chest
LEAST_SEEN = 12.0  # heading of a face that must be seen
LEAST_HEARING = -16.0  # a listener's may be half lost
MOST_FRONTAL = 70.0  # heading from which a face looks at the viewer rather than at anybody
FOLLOWS = 0.4  # share of the head's turn that the body follows
BEHIND = 105.0  # degrees; what is farther round is behind somebody's back
TOUCHING = 0.8  # metres between two who hold each other
GLANCES = ("0", "12", "24", "38")  # how those who go together look about: ahead, aside, back over a shoulder
CLUSTER = 3  # every third of those who stand about talks with a neighbour


def attend(actors: Sequence[Actor], row: Mapping[str, Any]) -> list[Actor]:
    """Turn the lead to the second person and everybody else to the lead; who goes together looks about."""
    if len(actors) < 2:  # noqa: PLR2004 (nobody to look at)
        return list(actors)
    lead, second, *_ = actors
    if row.get("together"):
        # Who is followed or watched knows nothing of it, and looks ahead.
        return [
            lead,
            *(
                actor if row.get("along") and index == 1 else glance(actor, index)
                for index, actor in enumerate(actors[1:], 1)
            ),
        ]
    own = lead if "look" in row or "back" in row else look_at(lead, second, LEAST_SEEN)
    return [own, *(look_at(actor, lead, LEAST_HEARING, turns=index > 1) for index, actor in enumerate(actors[1:], 1))]


def watch(extras: Sequence[Actor], actors: Sequence[Actor]) -> list[Actor]:
    """Let most of those who stand about look at the lead."""
    if not actors:
        return list(extras)
    return [
        extra if index % CLUSTER == CLUSTER - 1 else look_at(extra, actors[0], LEAST_HEARING, turns=True)
        for index, extra in enumerate(extras)
    ]


def look_at(actor: Actor, other: Actor, least: float, *, turns: bool = False) -> Actor:
    """Turn a head to somebody, and the body after it; who has it behind turns round where `turns` allows it."""
    if not free_head(actor.pose) or actor.looks.beast:
        return actor
    wanted = direction(actor, other)
    if abs(wanted) > BEHIND:
        if not turns or not free_body(actor):
            return actor
        actor = replace(actor, spot=replace(actor.spot, flip=not actor.spot.flip))
        wanted = direction(actor, other)
    wanted = max(least, min(MOST_FRONTAL, wanted))
    heading = heading_of(actor.pose)
    if free_body(actor):
        heading = min(heading + FOLLOWS * (wanted - heading), most_turn(actor.pose))
    look = max(-MOST_LOOK, min(MOST_LOOK, wanted - heading - float(actor.pose.get("twist", 0.0))))
    return replace(actor, pose={**actor.pose, "turn": heading, "look": look})


def glance(actor: Actor, index: int) -> Actor:
    """Let one of several who go the same way look about, each in a way of their own."""
    if not free_head(actor.pose) or actor.looks.beast:
        return actor
    look = float(choose(f"{actor.looks.key}/{index}", "glance", GLANCES))
    return replace(actor, pose={**actor.pose, "look": float(actor.pose.get("look", 0.0)) + look})


def direction(actor: Actor, other: Actor) -> float:
    """Give the heading in which somebody has another: 0 before them in profile, 90 towards the viewer."""
    across = (other.spot.x - actor.spot.x) * (-1 if actor.spot.flip else 1)
    return math.degrees(math.atan2(actor.spot.z - other.spot.z, across))


def free_head(pose: Mapping[str, Any]) -> bool:
    """Say whether a head may turn: no sleeper's, nobody's who bends over some work, weeps or holds another."""
    held = float(pose.get("apart", 9.0)) < TOUCHING or pose.get("meet") or pose.get("back") or pose.get("behind")
    rests = pose.get("face") in ("asleep", "weeping") or abs(float(pose["lean"])) > LYING
    return not held and not rests and float(pose.get("nod", 0.0)) <= BUSY_NOD and heading_of(pose) > LEAST_HEARING


def free_body(actor: Actor) -> bool:
    """Say whether a body may turn: nobody's who sits at a table or rides."""
    return not actor.table and not actor.seat and "on" not in actor.pose and not actor.bench
