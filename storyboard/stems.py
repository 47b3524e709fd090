"""Stems: what stands on a slim post in, the same without what nothing seems to hold out.

Of a floor lamp whose post is right behind somebody only the shade is seen, and it hangs in the air at a shoulder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.backing import bears, is_small, level
from storyboard.crowding import boxes_of
from storyboard.solids import across_of, merged, reach_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.casting import Actor
    from storyboard.solids import Range

POST, TOP = (0.25, 0.6), (0.75, 1.0)  # shares of a thing's height between which its post is, and its shade
SLENDER = 0.4  # share of the shade's width up to which what is below is a post
COAT = 0.05  # metres from a sleeve to the outside of a coat or an arm that swings
SHOWN = 0.2  # share of the shade that is seen beside somebody


def with_stems(things: Sequence[Thing], people: Sequence[Actor], camera: Camera) -> list[Thing]:
    """Leave out what shows its upper end beside somebody who hides its whole post."""
    camera = level(camera)
    bodies = [(person.spot.z, trunk_of(person, camera)) for person in people if not person.looks.beast]
    return [one for one in things if not is_small(one) or bears(one, things) or not floats(one, bodies, camera)]


def trunk_of(person: Actor, camera: Camera) -> Range:
    """Give from where to where across the panel somebody's trunk and legs are."""
    left, _, right, _ = boxes_of(person, camera)[1]
    air = COAT * camera.scale(person.spot.z)
    return left - air, right + air


def floats(thing: Thing, bodies: Sequence[tuple[float, Range]], camera: Camera) -> bool:
    """Say whether somebody hides a thing's post and not its upper end."""
    post, top = (part_of(thing, band, camera) for band in (POST, TOP))
    if not (post and top) or post[1] - post[0] > SLENDER * (top[1] - top[0]):
        return False
    least = SHOWN * (top[1] - top[0])
    return any(
        depth < thing.spot.z and left < post[0] and post[1] < right and max(left - top[0], top[1] - right) > least
        for depth, (left, right) in bodies
    )


def part_of(thing: Thing, band: Range, camera: Camera) -> Range | None:
    """Give from where to where across the panel a thing is between two shares of its height."""
    low, high = reach_of(thing.name)[1]
    ends = [low + share * (high - low) for share in band]
    parts = (solid.span(ends[0], ends[1]) for solid in solids_of(thing.name))
    spans = merged([across_of(thing.spot, part) for part in parts if part], high)
    if not spans:
        return None
    scale = camera.scale(thing.spot.z)
    left, right = (camera.aspect / 2 + (x - camera.x) * scale for x in (spans[0][0], spans[-1][1]))
    return left, right
