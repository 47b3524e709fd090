"""What stands in a place: rows of `artwork/places.toml` in, things at their spots on the stage out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows, read_table
from storyboard.shapes import Spot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

SIDES = {"L": "left", "R": "right"}
VERGE = 0.6  # metres beside a road where nothing is strewn
SHORTEST_CORD = 0.02  # metres; a lamp nearer to the ceiling hangs from its own cord alone


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the backdrop at its spot."""

    name: str
    spot: Spot


def things_of(place: Mapping[str, Any], random: Random) -> list[Thing]:
    """List what stands in a place: what is put somewhere, and what is strewn."""
    put = [thing for row in parse_rows(place.get("put", "")) for thing in hung(put_thing(row, place), place)]
    strewn = [off_road(thing, place) for row in parse_rows(place.get("strew", "")) for thing in strew(row, random)]
    return [*put, *strewn]


def put_thing(row: Sequence[str], place: Mapping[str, Any]) -> Thing:
    """Read `NAME X Z [Y] [xSIZE] [flip] [flat]`; L and R are the side walls, B the back wall."""
    name, x, z, *rest = row
    numbers = [float(word) for word in rest if word[0] not in "xf"]
    size = next((float(word[1:]) for word in rest if word[0] == "x"), 1.0)
    half, depth = float(place.get("width", 7.0)) / 2, float(place.get("depth", 8.0))
    across = {"L": -half, "R": half}.get(x)
    return Thing(
        name,
        Spot(
            x=float(x) if across is None else across,
            y=numbers[0] if numbers else 0.0,
            z=depth - 0.02 if z == "B" else float(z),
            size=size,
            flip="flip" in rest,
            turn="flat" if "flat" in rest else SIDES.get(x, "front"),
        ),
    )


def hung(thing: Thing, place: Mapping[str, Any]) -> list[Thing]:
    """Hang a lamp from the ceiling of a room: with the cord up to it, and the rose that holds the cord."""
    row = read_table("things")["thing"].get(thing.name, {})
    if "hangs" not in row or place.get("set") != "room":
        return [thing]
    spot, height = thing.spot, float(place.get("height", 2.9))
    start = spot.y + float(row.get("top", 0.0)) * spot.size
    rose = Thing("ceiling_rose", replace(spot, y=height, size=1.0))
    if height - start < SHORTEST_CORD:
        return [rose, thing]
    return [rose, Thing("cord", replace(spot, y=start, size=height - start)), thing]


def off_road(thing: Thing, place: Mapping[str, Any]) -> Thing:
    """Move what is strewn on a road or a path beside it."""
    kerb = float(place.get("roadway", 2.4)) + VERGE if "road" in place else 0.0
    spot = thing.spot
    if abs(spot.x) >= kerb:
        return thing
    return replace(thing, spot=replace(spot, x=math.copysign(abs(spot.x) + kerb, spot.x)))


def strew(row: Sequence[str], random: Random) -> list[Thing]:
    """Read `NAME COUNT LEFT RIGHT NEAR FAR` and strew that many, leaving the middle of the stage free."""
    name, count, *numbers = row
    left, right, near, far = (float(number) for number in numbers)
    spots = []
    for index in range(int(count)):
        z = near + (far - near) * ((index + random.random()) / int(count)) ** 1.5
        x = random.uniform(left, right)
        if near < z < 6 and abs(x) < 2:  # noqa: PLR2004 (where people stand)
            x = math.copysign(abs(x) + 2.2, x)
        spots.append(Thing(name, Spot(x, 0, z, random.uniform(0.82, 1.2), flip=bool(random.getrandbits(1)))))
    return spots
