"""Openings: a room in which no sky is seen in, a window, a door or an arch onto the hour's sky where it is seen out.

Whoever sees a single picture reads its hour from the sky or a clock; a window behind a cupboard or a head tells none.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows, read_table
from storyboard.backdrops import Thing
from storyboard.camera import EDGE_ABOVE
from storyboard.clocks import clock_of, hang_clock
from storyboard.shapes import Spot
from storyboard.sightlines import sight_of, sky_of
from storyboard.solids import away_of, reach_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera
    from storyboard.hangings import Box
    from storyboard.sightlines import Sight
    from storyboard.staging import Staging

Opening = tuple[str, float]  # a thing and how high it hangs, in metres

SEEN = 0.012  # square panel heights of sky from which a reader sees what hour it is
WHOLE = 0.9  # share of an opening's sky that should be seen where it is let in
SLOTS = 33  # places along a wall
SIZES = (1.0, 1.35, 0.8)  # of openings and clocks, the best first
AIR = 0.12  # metres between what shares a wall
NEAR, CORNER = 1.6, 0.5  # metres from the lens to where a side wall is seen, and from there to the back wall
WALL = 0.3  # metres before the back wall in which things lean on it or hang there
BELOW_CEILING, CLOCK_HEIGHT = 0.6, 2.2  # metres to a clock on a side wall from the ceiling, and from the floor


def tell_hour(
    place: Mapping[str, Any], things: Sequence[Thing], brought: Sequence[Thing], staging: Staging
) -> tuple[Mapping[str, Any], list[Thing]]:
    """Let a room show what hour it is: the sky where none of it is seen, and a clock; `brought` is the people's own."""
    if place["set"] != "room" or "seats" in place:
        return place, list(things)
    camera, sight = staging.camera, sight_of([*things, *brought], staging.actors, staging.camera)
    is_open = any(sight.shown(thing) >= SEEN for thing in things)
    opened = [] if is_open else let_in(place, things, sight)
    heads = [(left / camera.aspect, right / camera.aspect) for left, _, right, _ in sight.heads]
    clock = hang_clock(place, [*things, *brought, *opened], heads, camera)
    if not (clock or any(is_clock(thing) for thing in things)) and place.get("clock", True):
        clock = hang_aside(place, things, sight)
    return with_opening(place, opened), [*things, *opened, *clock]


def is_clock(thing: Thing) -> bool:
    """Say whether a thing shows the hour."""
    return bool(read_table("things")["thing"].get(thing.name, {}).get("hour"))


def let_in(place: Mapping[str, Any], things: Sequence[Thing], sight: Sight) -> list[Thing]:
    """Open a room onto the sky; nothing where it has no opening, or no free wall."""
    kind = opening_of(place)
    walls = (on_back_wall, on_side_walls)
    ways = [way for size in SIZES for wall in walls for way in wall(place, kind, sight.camera, size)] if kind else []
    free = [way for way in ways if is_free(way, things, sight)]
    whole = (way for way in free if sight.share(way) >= WHOLE)
    large = [way for way in free if sight.shown(way) >= SEEN]
    best = (way for way in large if sight.share(way) >= WHOLE)
    return list(itertools.islice(itertools.chain(best, large, whole), 1))


def hang_aside(place: Mapping[str, Any], things: Sequence[Thing], sight: Sight) -> list[Thing]:
    """Hang a clock on a side wall, where it is seen whole."""
    kind = clock_of(place), min(ceiling_of(place) - BELOW_CEILING, CLOCK_HEIGHT)
    ways = (way for size in SIZES for way in on_side_walls(place, kind, sight.camera, size))
    free = (way for way in ways if is_free(way, things, sight) and sight.share(way) == 1)
    return list(itertools.islice(free, 1))


def is_free(way: Thing, things: Sequence[Thing], sight: Sight) -> bool:
    """Say whether neither a head is before a thing nor anything where it would be."""
    return sight.is_clear(way) and not any(shares_place(other, way) for other in things)


def opening_of(place: Mapping[str, Any]) -> Opening | None:
    """Name what a room opens with and at which height: as its row says, else like the first window that it has."""
    if "opens" in place:
        name, height = str(place["opens"]).split()
        return name, float(height)
    rows = (row for row in parse_rows(place.get("put", "")) if row[2] == "B" and sky_of(row[0]))
    return next(((row[0], float(row[3])) for row in rows if len(row) > 3), None)  # noqa: PLR2004 (it has a height)


def with_opening(place: Mapping[str, Any], opened: Sequence[Thing]) -> Mapping[str, Any]:
    """Let the sun fall in through what was opened in the back wall."""
    rows = [f"{one.name} {one.spot.x} B {one.spot.y} x{one.spot.size}" for one in opened if one.spot.turn == "front"]
    return {**place, "put": "\n".join([*rows, place.get("put", "")])} if rows else place


def on_back_wall(place: Mapping[str, Any], kind: Opening, camera: Camera, size: float) -> list[Thing]:
    """List the places of an opening along the back wall, those in the middle first."""
    name, depth = kind[0], float(place.get("depth", 8.0)) - 0.02
    height = below(min(top_edge(camera, depth), ceiling_of(place)), kind, size)
    half = float(place.get("width", 7.0)) / 2 - size * (reach_of(name)[0][1] + AIR)
    steps = [half * (2 * slot / (SLOTS - 1) - 1) for slot in range(SLOTS)] if half > 0 else []
    return [Thing(name, Spot(round(x, 3), height, depth, size)) for x in sorted(steps, key=abs)]


def below(top: float, kind: Opening, size: float) -> float:
    """Give how high an opening hangs where it ends below some height."""
    name, height = kind
    return max(0.0, min(height, top - AIR - size * reach_of(name)[1][1]))


def ceiling_of(place: Mapping[str, Any]) -> float:
    """Give how high a room is."""
    return float(place.get("height", 2.9))


def top_edge(camera: Camera, depth: float) -> float:
    """Give how high the picture reaches at a depth, in metres."""
    return camera.y + (camera.horizon - EDGE_ABOVE) / camera.scale(depth)


def on_side_walls(place: Mapping[str, Any], kind: Opening, camera: Camera, size: float) -> list[Thing]:
    """List the places of an opening along the side walls, from far to near."""
    name, half, height = kind[0], float(place.get("width", 7.0)) / 2, below(ceiling_of(place), kind, size)
    reach = size * (reach_of(name)[0][1] + AIR)
    far, near = float(place.get("depth", 8.0)) - CORNER - reach, camera.z + NEAR + reach
    steps = [far + (near - far) * slot / (SLOTS - 1) for slot in range(SLOTS)] if far > near else []
    walls = ((-half, "left"), (half, "right"))
    return [Thing(name, Spot(x, height, round(z, 3), size, turn=turn)) for z in steps for x, turn in walls]


def shares_place(other: Thing, thing: Thing) -> bool:
    """Say whether a thing is on the same wall where an opening would be."""
    if other.spot.turn != thing.spot.turn:
        return False
    if thing.spot.turn == "front" and thing.spot.z - other.spot.z - away_of(other.name)[1] > WALL:
        return False
    (left, low, right, high), (start, foot, end, top) = wall_box(other), wall_box(thing)
    return left < end + AIR and right > start - AIR and low < top + AIR and high > foot - AIR


def wall_box(thing: Thing) -> Box:
    """Give where a thing is on its wall: from left to right, or from far to near, and from low to high."""
    (left, right), (low, high) = reach_of(thing.name)
    spot = thing.spot
    at, reach = spot.x if spot.turn == "front" else spot.z, max(-left, right) * spot.size  # whichever way it is turned
    return at - reach, spot.y + low * spot.size, at + reach, spot.y + high * spot.size
