"""Nearness: a staging and the least height of a head in, the same people seen from nearer out, no head cut.

A panel may show people as small as its shot asks, but a painting model loses such faces. The camera comes nearer then,
and depths shrink with its distance: the picture grows as a whole, so that nobody is hidden who was not.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.camera import CLOSEST, EDGE_BELOW, FEET, LEAD_Z, LOWEST_EYE
from storyboard.framing import HALF_HEAD, SIDE_AIR, breast, framed, must_be_seen, step_room
from storyboard.map_joints import has_joints, head_height
from storyboard.staging import Staging, lowered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from storyboard.camera import Camera
    from storyboard.casting import Actor

FAR_SHOT = "establishing"  # the shot in which people are small because they shall be
STEPS = 16  # distances that are tried from the one that is wanted to the staging's own
HIGHEST_CROWN = 0.08  # panel heights from the upper edge, where there is no room for the feet
CLOSEST_STAND = 0.62  # metres between two who close up because all must be seen from near by
LEAST_SHARE = 0.2  # of the distance; nearer nobody would be seen
SLACK = 0.01  # panel heights more than a head must have free beside it


def come_nearer(staging: Staging, least_head: float, shot: str, place: Mapping[str, Any]) -> Staging:
    """Bring the camera so near that every human head's box has its least height in panel heights, where that cuts none.

    Where it would, the camera comes as near as it can. An establishing shot stays as it is.
    """
    smallest = least_share(staging, least_head, fixed="seats" in place)
    if shot == FAR_SHOT or smallest >= 1:
        return staging
    for step in range(STEPS):
        share = smallest + (1 - smallest) * step / STEPS
        found = seen_from(staging, share, shot, fixed="seats" in place)
        seen = must_be_seen(found.actors, shot)  # a head counts for more than a raised hand or the end of a blade
        if shot == CLOSEST or all(framed(actor, found.camera, whole=False) for actor in seen):
            return found
    return staging


def least_share(staging: Staging, least_head: float, *, fixed: bool) -> float:
    """Say to which share of its distance the camera must come for the smallest head; at least 1 where it need not.

    Depths shrink with the distance, unless they are `fixed`.
    """
    camera = staging.camera
    whole = LEAD_Z - camera.z
    shares = [1.0]
    for actor in staging.actors if least_head else ():
        if has_joints(actor):
            needed, deeper = head_height(actor, camera.focal) / least_head, actor.spot.z - LEAD_Z
            shares.append((needed - deeper) / whole if fixed else needed / (whole + deeper))
    return max(LEAST_SHARE, min(shares))


def seen_from(staging: Staging, share: float, shot: str, *, fixed: bool) -> Staging:
    """See people from a share of the distance; who is `fixed` to the seats of a vehicle stays in them."""
    camera = staging.camera
    moved = replace(camera, z=LEAD_Z - (LEAD_Z - camera.z) * share)
    still = staging.actors if fixed else staging.actors[1:2] if shot == "over" else ()
    actors = [actor if actor in still else shrink_depth(actor, share) for actor in staging.actors]
    seen = must_be_seen(actors, shot)
    moved = at_eye_height(moved, camera, seen, must_be_seen(staging.actors, shot))
    if not fixed and shot != "over":
        actors = seen = close_up(actors, moved)
    moved = replace(moved, x=between_edges(moved, seen))
    return Staging(tuple(before_lens(actors, camera, moved) if shot == "over" else actors), moved)


def shrink_depth(actor: Actor, share: float) -> Actor:
    """Bring who stands deeper or nearer than the lead to a share of that."""
    return replace(actor, spot=replace(actor.spot, z=LEAD_Z + (actor.spot.z - LEAD_Z) * share))


def at_eye_height(camera: Camera, before: Camera, actors: Sequence[Actor], were: Sequence[Actor]) -> Camera:
    """Hold the camera so that the highest crown stays where it was, or as much higher as feet and chins need."""
    crowns = [(before.project(old.head_ends()[0])[1], new) for old, new in zip(were, actors, strict=True)]
    y, highest = min(crowns, key=lambda crown: crown[0])
    crown = highest.head_ends()[0]
    scale = camera.scale(crown[2])
    y = min(y, max(HIGHEST_CROWN, EDGE_BELOW - (1 - FEET) * crown[1] * scale))
    eye = crown[1] + (y - camera.horizon) / scale
    held = replace(camera, y=eye)
    breasts = [(x, chin - breast(actor), z) for actor in actors for x, chin, z in actor.head_ends()[1:]]
    eye -= max(0.0, *((held.project(low)[1] - EDGE_BELOW + SLACK) / held.scale(low[2]) for low in breasts))
    if eye < LOWEST_EYE:
        return replace(camera, y=LOWEST_EYE, horizon=camera.horizon + scale * (eye - LOWEST_EYE))
    return replace(camera, y=eye)


def close_up(actors: Sequence[Actor], camera: Camera) -> list[Actor]:
    """Let people stand closer where they would not all be seen; the lead and the second keep their distance."""
    order = sorted(range(len(actors)), key=lambda index: actors[index].spot.x)
    gaps = [actors[right].spot.x - actors[left].spot.x for left, right in itertools.pairwise(order)]
    least = [
        gap if {left, right} == {0, 1} else min(gap, CLOSEST_STAND)
        for gap, (left, right) in zip(gaps, itertools.pairwise(order), strict=True)
    ]
    margins = sum(
        margin_of(actors[index], camera) / camera.scale(actors[index].spot.z) for index in (order[0], order[-1])
    )
    excess = sum(gaps) + margins - camera.aspect / camera.scale(LEAD_Z)
    spare = sum(gaps) - sum(least)
    if excess <= 0 or spare <= 0:
        return list(actors)
    share = min(1.0, excess / spare)
    steps = [gap - (gap - low) * share for gap, low in zip(gaps, least, strict=True)]
    first = actors[order[0]].spot.x + (sum(gaps) - sum(steps)) / 2
    across = dict(zip(order, itertools.accumulate(steps, initial=first), strict=True))
    return [replace(actor, spot=replace(actor.spot, x=across[index])) for index, actor in enumerate(actors)]


def margin_of(actor: Actor, camera: Camera) -> float:
    """Give how much must stay free between the middle of somebody's head and an edge, in panel heights."""
    scale = camera.scale(actor.spot.z)
    return SIDE_AIR + SLACK + max(HALF_HEAD * head_height(actor, scale), step_room(actor) * scale)


def between_edges(camera: Camera, actors: Sequence[Actor]) -> float:
    """Give where across the stage the camera sees every head between the edges, as near to where it is as can be."""
    reaches = [
        (place[0], (camera.aspect / 2 - margin_of(actor, camera)) / camera.scale(place[2]))
        for actor in actors
        for place in actor.head_ends()
    ]
    lowest, highest = max(x - reach for x, reach in reaches), min(x + reach for x, reach in reaches)
    return (lowest + highest) / 2 if lowest > highest else max(lowest, min(highest, camera.x))


def before_lens(actors: Sequence[Actor], before: Camera, camera: Camera) -> list[Actor]:
    """Keep the one over whose shoulder is looked where they were before the lens."""
    lead, near, *others = actors
    spot = replace(near.spot, x=near.spot.x - before.x + camera.x, y=0, z=near.spot.z - before.z + camera.z)
    near = replace(near, spot=spot)
    return [lead, replace(near, spot=replace(spot, y=lowered(near, camera))), *others]
