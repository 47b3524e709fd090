"""The clock of a room: where on the back wall it hangs, so that neither furniture nor a head hides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.extras import Span, overlap, span_of
from storyboard.shapes import Spot, extent_of
from storyboard.storyboard_camera import EDGE_ABOVE, FOCAL

if TYPE_CHECKING:
    from storyboard.camera import Camera

SIZE, RADIUS = 1.15, 0.36  # of the clock; metres around its middle that stay free
BELOW_CEILING = 0.55  # metres
ABOVE_HEADS = 0.62  # metres between the eyes and the clock where the ceiling is high
NEAR_WALL = 1.6  # metres; what stands so near to the back wall can hide what hangs on it
LOW_CEILING = 1.7  # metres; what the tables hang higher, hangs from the ceiling
SLOTS = 41


def timed(things: Sequence[Thing], hands: Sequence[int]) -> list[Thing]:
    """Leave the clocks out where no hour is known."""
    rows = read_table("things")["thing"]
    return [thing for thing in things if hands or not rows.get(thing.name, {}).get("hour")]


def hang_clock(place: Mapping[str, Any], things: Sequence[Thing], heads: Sequence[Span], camera: Camera) -> list[Thing]:
    """Hang a clock on a room's back wall where it is seen best; none where the place has one or would have none."""
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
    before = [*heads, *(lamp_span(thing, camera) for thing in things if hangs(thing, depth))]
    costs = []
    for slot in range(2 * SLOTS):
        x, y = -half + 2 * half * (slot % SLOTS) / (SLOTS - 1), usual if slot < SLOTS else top
        hidden = sum(overlap(span_of(Spot(x, y, depth), RADIUS, camera), head) for head in before)
        crowded = sum(blocks(thing, x, y, depth) for thing in things)
        away = 100.0 * (abs(x - camera.x) > seen) + 0.1 * abs(x) + 0.5 * (y - usual)
        costs.append((10.0 * crowded + 400.0 * hidden + away, x, y))
    _, x, y = min(costs)
    return [Thing("wall_clock", Spot(x, y, depth - 0.02, SIZE))]


def hangs(thing: Thing, depth: float) -> bool:
    """Say whether a thing hangs from the ceiling before the back wall."""
    spot = thing.spot
    return spot.turn == "front" and spot.y > LOW_CEILING and spot.z < depth - NEAR_WALL


def lamp_span(thing: Thing, camera: Camera) -> Span:
    """Give which share of the panel's width a hanging thing covers."""
    left, right, _ = extent_of(thing.name)
    return span_of(thing.spot, max(-left, right) * thing.spot.size, camera)


def blocks(thing: Thing, x: float, y: float, depth: float) -> bool:
    """Say whether a thing on or near the back wall is where the clock would hang."""
    spot = thing.spot
    if spot.turn != "front" or spot.z < depth - NEAR_WALL or thing.name not in read_table("things")["thing"]:
        return False
    left, right, top = (number * spot.size for number in extent_of(thing.name))
    left, right = (-right, -left) if spot.flip else (left, right)
    across = spot.x + left < x + RADIUS and spot.x + right > x - RADIUS
    return across and spot.y + top > y - RADIUS and spot.y < y + RADIUS
