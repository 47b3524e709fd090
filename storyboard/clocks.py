"""Clocks: a room with what stands in it and who is there in, its clock where it is seen best out.

A clock that shows the hour of the scene is read by every reader, and one that is half hidden is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.camera import EDGE_ABOVE, FOCAL
from storyboard.extras import overlap, span_of
from storyboard.shapes import Spot, extent_of
from storyboard.solids import across_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera
    from storyboard.extras import Span

SIZE, RADIUS = 1.15, 0.36  # of the clock; metres around its middle that stay free
BELOW_CEILING = 0.55  # metres
ABOVE_HEADS = 0.62  # metres between the eyes and the clock where the ceiling is high
NEAR_WALL = 1.6  # metres; what stands so near to the back wall can hide what hangs on it
SLOTS = 41
CROWDED = 30.0  # what it costs to hang on or behind something; a clock cut by an edge costs more


def timed(things: Sequence[Thing], hands: Sequence[int]) -> list[Thing]:
    """Leave the clocks out where no hour is known."""
    rows = read_table("things")["thing"]
    return [thing for thing in things if hands or not rows.get(thing.name, {}).get("hour")]


def hang_clock(place: Mapping[str, Any], things: Sequence[Thing], heads: Sequence[Span], camera: Camera) -> list[Thing]:
    """Hang a clock on a room's back wall where it is seen best; none where it would be a halo or the place has one."""
    rows = read_table("things")["thing"]
    has_one = any(rows.get(thing.name, {}).get("hour") for thing in things)
    if place["set"] != "room" or not place.get("clock", True) or has_one:
        return []
    depth, height = float(place.get("depth", 8.0)), float(place.get("height", 2.9))
    highest = camera.y + (camera.horizon - EDGE_ABOVE) * camera.distance(depth) / FOCAL - RADIUS
    top = min(height - RADIUS - 0.03, highest)
    usual = min(height - BELOW_CEILING, top, max(2.1, camera.y + ABOVE_HEADS))
    half = float(place.get("width", 7.0)) / 2 - RADIUS
    seen = camera.aspect * camera.distance(depth) / FOCAL / 2 - RADIUS * 1.5
    costs = []
    for slot in range(2 * SLOTS):
        x, y = -half + 2 * half * (slot % SLOTS) / (SLOTS - 1), usual if slot < SLOTS else top
        hidden = sum(overlap(span_of(Spot(x, y, depth), RADIUS, camera), head) for head in heads)
        crowded = sum(blocks(thing, x, y, depth) for thing in things)
        away = 100.0 * (abs(x - camera.x) > seen) + 0.1 * abs(x) + 0.5 * (y - usual)
        costs.append((CROWDED * crowded + 400.0 * hidden + away, x, y))
    ways = (Thing(clock_of(place), Spot(x, y, depth - 0.02, SIZE)) for cost, x, y in sorted(costs) if cost < CROWDED)
    return next(([clock] for clock in ways if is_seen(clock, things, heads, camera)), [])


def clock_of(place: Mapping[str, Any]) -> str:
    """Name the clock of a room."""
    return "digital_clock" if place.get("clock") == "digital" else "wall_clock"


def is_seen(clock: Thing, things: Sequence[Thing], heads: Sequence[Span], camera: Camera) -> bool:
    """Say whether neither a head nor a thing is before a clock."""
    span = span_of(clock.spot, RADIUS, camera)
    return not any(overlap(span, head) for head in heads) and not any(
        covers(thing, clock.spot, camera) for thing in things
    )


def covers(thing: Thing, clock: Spot, camera: Camera) -> bool:
    """Say whether a thing that stands or hangs before the wall hides some of the clock."""
    spot = thing.spot
    if spot.turn != "front" or not camera.z < spot.z < clock.z:
        return False
    nearer = camera.distance(spot.z) / camera.distance(clock.z)
    reach = RADIUS * nearer
    x, y = camera.x + (clock.x - camera.x) * nearer, camera.y + (clock.y - camera.y) * nearer - spot.y
    parts = (solid.span((y - reach) / spot.size, (y + reach) / spot.size) for solid in solids_of(thing.name))
    return any(
        left < x + reach and right > x - reach for left, right in (across_of(spot, part) for part in parts if part)
    )


def blocks(thing: Thing, x: float, y: float, depth: float) -> bool:
    """Say whether a thing on or near the back wall is where the clock would hang."""
    spot = thing.spot
    if spot.turn != "front" or spot.z < depth - NEAR_WALL or thing.name not in read_table("things")["thing"]:
        return False
    left, right, top = (number * spot.size for number in extent_of(thing.name))
    left, right = (-right, -left) if spot.flip else (left, right)
    across = spot.x + left < x + RADIUS and spot.x + right > x - RADIUS
    return across and spot.y + top > y - RADIUS and spot.y < y + RADIUS
