"""Blocking: where on the stage the people stand, so that no one hides another and no table hides anyone."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyboard.camera import LEAD_Z
from storyboard.shapes import Spot, extent_of
from storyboard.solids import away_of
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.backdrops import Thing
    from storyboard.solids import Range

STEP, SEATED_STEP = 0.78, 1.7  # metres between the middles of two people
WIDE, CLOSER, BEHIND = 1.6, 0.6, 1.5  # who takes more metres than that stands closer, every second one so much deeper
# How much deeper than the lead the nth person stands, in metres; the person's key chooses, so that no feet are in line.
DEPTHS: tuple[tuple[float, ...], ...] = ((0.0,), (0.2, 0.36, -0.22), (0.7, 0.95), (0.5, 0.85), (-0.3, 0.3), (0.4, 1.1))
GAPS = (1.0, 1.0, 1.16, 1.0, 1.08, 1.2)  # how uneven the gaps between people are
FACING = 0.8  # metres; who stands nearer to another stays at the same depth: they touch
NEARER = 0.12  # metres that each of the others stands nearer than what is behind the lead
MARGIN = 0.3  # metres that stay free at the panel's edges where one person is moved off the middle
THIRD = 0.165  # share of the panel's width between the middle and where one person alone stands
ELBOW_ROOM = 0.42  # metres to each side of a person that furniture keeps out of
STANDING = (-ELBOW_ROOM, ELBOW_ROOM)
TALL = 0.35  # metres; what is lower hides nobody
ON_TOP = 1.1  # metres; what stands on something that is moved moves with it


@dataclass(frozen=True, slots=True)
class Formation:
    """Where some people stand, around the middle of the stage."""

    spots: tuple[Spot, ...]
    width: float  # metres from the leftmost to the rightmost

    def moved(self, index: int, spot: Spot) -> Formation:
        """Stand one person elsewhere."""
        return replace(self, spots=(*self.spots[:index], spot, *self.spots[index + 1 :]))


def order_across(count: int, *, behind: bool = False, span: Range = (0.0, 0.0)) -> list[int]:
    """Say who stands where from left to right: the lead and the second face each other, the others stand beside.

    The second may stand `behind` the lead's back instead. On the one side to which the lead's `span` reaches far,
    to the stairs that are gone up or down, stands nobody.
    """
    if behind and span[1] > STEP:
        return [*reversed(range(count))]
    if span[0] < -STEP and span[1] <= 0:
        return [*range(count)]
    row = [1, 0][-count:] if behind else [0, 1][:count]
    for index in range(2, count):
        row.insert(len(row) if index % 2 == 0 else 0, index)
    return row


def places_across(row: Sequence[int], apart: float, step: float, *, seated: bool) -> tuple[dict[int, float], float]:
    """Give where each of a row stands from its first, in metres, and how wide the row is."""
    x, across = 0.0, dict[int, float]()
    for left, index in zip([None, *row], row, strict=False):
        if left is not None:
            x += (
                apart
                if {left, index} == {0, 1}
                else SEATED_STEP
                if seated and 0 in (left, index)
                else step * GAPS[index]
            )
        across[index] = x
    return across, x


def make_formation(
    count: int,
    apart: float,
    span: tuple[float, float],
    *,
    together: bool,
    seated: bool,
    keys: Sequence[str] = (),
) -> Formation:
    """Stand people side by side, with `apart` below 0 the second behind the lead's back; `span` is the lead's reach."""
    staggered = together and apart > WIDE
    apart = apart * CLOSER if staggered else apart
    step, row = max(STEP, apart if together else 0.0), order_across(count, behind=apart < 0, span=span)
    across, x = places_across(row, abs(apart), step, seated=seated)
    reaching = [place for index, place in across.items() if index == 0 or together]  # all ride where the lead does
    first, last = (
        min([0.0, *(place + span[0] for place in reaching)]),
        max([x, *(place + span[1] for place in reaching)]),
    )
    middle = (first + last) / 2
    lead = across.get(0, 0.0)
    spots = [
        Spot(
            across[index] - middle,
            0,
            LEAD_Z + (BEHIND * (index % 2) if staggered else depth_of(index, keys, apart)),
            flip=across[index] > lead and not together,
        )
        for index in range(count)
    ]
    return Formation(tuple(spots), last - first)


def with_room(formation: Formation, seats: Sequence[float]) -> Formation:
    """Move people apart until no seat stands in another; `seats` are metres that each takes up to each side."""
    if not any(seats):
        return formation
    order = sorted(range(len(seats)), key=lambda index: formation.spots[index].x)
    more, shifts = 0.0, {order[0]: 0.0}
    for left, right in itertools.pairwise(order):
        gap = formation.spots[right].x - formation.spots[left].x
        more += max(0.0, seats[left] + seats[right] - gap) if seats[left] and seats[right] else 0.0
        shifts[right] = more
    spots = [replace(spot, x=spot.x + shifts[index] - more / 2) for index, spot in enumerate(formation.spots)]
    return Formation(tuple(spots), formation.width + more) if more else formation


def depth_of(index: int, keys: Sequence[str], apart: float) -> float:
    """Say how much deeper than the lead the nth person stands."""
    if index == 1 and apart < FACING:
        return DEPTHS[1][0] / 4
    depths = DEPTHS[index]
    return float(choose(keys[index], "depth", [str(depth) for depth in depths])) if keys else depths[0]


def settle(formation: Formation, distance: float, seen: float) -> list[Spot]:
    """Fit a formation into what is seen: one person off the middle by a third, those farther away spread wider."""
    slack = max(0.0, (seen - formation.width) / 2 - MARGIN)
    shift = -min(THIRD * seen, slack) if len(formation.spots) == 1 else -min(0.03 * seen, slack)
    return [
        replace(spot, x=(spot.x + shift) * (distance + spot.z - LEAD_Z) / distance) if distance > 0 else spot
        for spot in formation.spots
    ]


def before_the_lead(spots: Sequence[Spot]) -> list[Spot]:
    """Bring the others nearer than the lead, who has something large behind: it would hide them."""
    return [replace(spot, z=min(spot.z, LEAD_Z - NEARER * index)) for index, spot in enumerate(spots)]


def clear_stage(
    things: Sequence[Thing], people: Sequence[Spot], half: float, rooms: Sequence[Range] = ()
) -> list[Thing]:
    """Move what would stand before or in a person to the side; what finds no room within `half` metres is left out.

    `rooms` say how many metres to the left and to the right each keeps free, else it is an elbow's.
    """
    taken = list(zip(people, rooms or [STANDING] * len(people), strict=True))
    shifts = [shift_of(thing, taken, half) for thing in things]
    moved = []
    for thing, shift in zip(things, shifts, strict=True):
        if thing.spot.y > 0 and thing.spot.turn == "front":  # what hangs on a side wall stays in it
            below = [
                other_shift
                for other, other_shift in zip(things, shifts, strict=True)
                if other.spot.y == 0
                and other.spot.turn == "front"
                and abs(other.spot.x - thing.spot.x) < ON_TOP
                and abs(other.spot.z - thing.spot.z) < ON_TOP / 2
            ]
            shift = next((value for value in below if value != 0), 0.0)  # noqa: PLW2901 (goes where its table goes)
        if shift is not None:
            moved.append(replace(thing, spot=replace(thing.spot, x=thing.spot.x + shift)) if shift else thing)
    return moved


def shift_of(thing: Thing, people: Sequence[tuple[Spot, Range]], half: float) -> float | None:
    """Say how far a thing must move to the side; None where there is no room for it."""
    spot = thing.spot
    if spot.turn != "front" or spot.y > 0:
        return 0.0
    left, right, height = (number * spot.size for number in extent_of(thing.name))
    left, right = (-right, -left) if spot.flip else (left, right)
    near = spot.z + away_of(thing.name)[0] * spot.size  # a leg that is lifted gets into what a body stands behind
    before = [
        (person.x + room[0], person.x + room[1])
        for person, room in people
        if (spot.z if room == STANDING else near) < person.z + 0.3
    ]
    if height < TALL or not before:
        return 0.0
    options = [0.0]
    for first, last in before:
        options += [last - spot.x - left, first - spot.x - right]
    free = [
        shift
        for shift in options
        if is_free(spot.x + left + shift, spot.x + right + shift, before, half if shift else math.inf)
    ]
    return min(free, key=abs, default=None)


def is_free(left: float, right: float, taken: Sequence[Range], half: float) -> bool:
    """Say whether nobody stands between two places across the stage and both are on it."""
    slack = 1e-6
    clear = all(right <= first + slack or left >= last - slack for first, last in taken)
    return clear and left > -half and right < half
