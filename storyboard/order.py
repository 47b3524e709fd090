"""Order: all that stands on a stage in, the same from far to near out, as it is drawn.

What reaches far away, a house or a crash barrier, has its near end before what stands beside it; yet it is behind it.
So is what runs along a side wall, and the marks on a road are under all that stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.casting import Actor
from storyboard.solids import across_of, away_of, reach_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.shapes import Spot
    from storyboard.solids import Range

FLAT = 16.0  # metres; what lies flat on the floor is under everything
LOW = 0.06  # metres; what rises no higher lies on the ground
LONG = 1.5  # metres from which a thing reaches far away
BODY = 0.3  # metres to each side of somebody's middle
TOUCH = 0.3  # metres by which what stands beside a long thing may reach into it: a lamp into the eaves
BEHIND = 0.01  # metres


def far_to_near(things: Sequence[Thing], people: Sequence[Actor], camera: Camera) -> list[Thing | Actor]:
    """List things and people in the order in which they are drawn."""
    items: list[Thing | Actor] = [*things, *people]
    spans = [span_of(item) for item in items]
    seen = [panel_span(item, span, camera) for item, span in zip(items, spans, strict=True)]
    nearest = [depth_in_order(item) for item in items]
    depths, moved = list(nearest), list[int]()
    for index in sorted(range(len(items)), key=nearest.__getitem__):
        # What stands beyond a house that went behind its neighbours goes with it.
        beyond = [depths[house] + BEHIND for house in moved if hides(spans[house], spans[index], camera)]
        depths[index] = max([depths[index], *beyond])
        far = far_end(items[index])
        if far - nearest[index] >= LONG:
            beside = [
                depth + BEHIND
                for place, depth in enumerate(nearest)
                if nearest[index] < depth < far
                and is_between(spans[place], spans[index], camera)
                and meet(seen[place], seen[index])
            ]
            depths[index] = max([depths[index], *beside])
        if depths[index] > nearest[index]:
            moved.append(index)
    layers = [
        (depth, isinstance(item, Actor), place) for place, (depth, item) in enumerate(zip(depths, items, strict=True))
    ]
    return [items[place] for _, _, place in sorted(layers, key=lambda layer: (-layer[0], layer[1:]))]


def hides(house: Range, other: Range, camera: Camera) -> bool:
    """Say whether what stands farther away has its middle beyond a house, and is not beside it."""
    return house[0] < sum(other) / 2 < house[1] and not is_between(other, house, camera)


def meet(one: Range, other: Range) -> bool:
    """Say whether two ranges have something in common."""
    return one[0] < other[1] and other[0] < one[1]


def panel_span(item: Thing | Actor, span: Range, camera: Camera) -> Range:
    """Give from where to where on the panel something may be seen, from its near end to its far end."""
    ends = [(x - camera.x) * camera.scale(z) for x in span for z in (item.spot.z, far_end(item))]
    return min(ends), max(ends)


def far_end(thing: Thing | Actor) -> float:
    """Give how far away the far end of a thing is that faces us."""
    if isinstance(thing, Actor) or thing.spot.turn != "front":
        return thing.spot.z
    return thing.spot.z + away_of(thing.name)[1] * thing.spot.size


def is_between(span: Range, long: Range, camera: Camera) -> bool:
    """Say whether something stands beside a long thing, on the side on which the camera is."""
    right = span[0] > long[1] - TOUCH and camera.x > long[1]
    left = span[1] < long[0] + TOUCH and camera.x < long[0]
    return left or right


def span_of(item: Thing | Actor) -> Range:
    """Give from where to where something reaches across the stage."""
    if isinstance(item, Actor):
        return (item.spot.x - BODY, item.spot.x + BODY)
    return across_of(item.spot, reach_of(item.name)[0])


def depth_in_order(item: Thing | Actor) -> float:
    """Say from how far away something is drawn: what people stand on, and what is on a side wall, from its far end."""
    if isinstance(item, Actor):
        return item.spot.z
    (left, right), (_, top) = reach_of(item.name)
    if item.spot.turn in ("left", "right"):
        ends = [item.spot.place(u, 0.0)[2] for u in (left, right)]
        return max(*ends, item.spot.z)
    lies = top * item.spot.size <= LOW and item.spot.y <= 0 and item.spot.turn == "front"
    return far_end(item) if lies else depth_of(item.spot)


def depth_of(spot: Spot) -> float:
    """Say how far away something is; what lies flat on the floor is under everything."""
    return spot.z + (FLAT if spot.turn == "flat" else 0.0)
