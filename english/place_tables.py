"""What is known of places and of things: in or out, what kind, how likely the set of a scene, where things stand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.tables import read_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

SPOTS = ("part", "furniture", "ground", "event", "region", "settlement", "name alone")  # kinds hardly ever a set
SIDES: Mapping[str, bool | None] = {"in": True, "out": False, "either": None}


class PlaceKind(NamedTuple):
    """What is known of a place word."""

    place: str  # "railway station"
    kind: str  # room, building, way, nature, part …
    interior: bool | None
    chance: float  # how likely it is the whole set of a scene, 0 to 3
    says: (
        str  # "generic" where any place of the kind is called so, "doubtful" where the word mostly means something else
    )


class ThingKind(NamedTuple):
    """What is known of a thing."""

    places: tuple[str, ...]  # where it stands, none where it may stand anywhere
    interior: bool | None
    is_held: bool  # whether a hand may carry it anywhere
    tells: bool  # whether it stands nowhere else


@cache
def kinds_of_governors() -> Mapping[str, str]:
    """Give the kind of each word that governs places: into, entered and boarded are one kind."""
    return {word: kind for kind, words in lexicon().prepositions.kinds.items() for word in words}


@cache
def place_kinds() -> Mapping[str, PlaceKind]:
    """Give what is known of every place, by its wording."""
    return {
        place: PlaceKind(place, kind, SIDES[side], float(chance), says)
        for place, (kind, side, chance, says) in read_columns("places.txt").items()
    }


@cache
def places_of(kinds: tuple[str, ...]) -> frozenset[str]:
    """Give the places of some kinds."""
    return frozenset(place for place, known in place_kinds().items() if known.kind in kinds)


@cache
def thing_kinds() -> Mapping[str, ThingKind]:
    """Give what is known of every thing."""
    return {
        thing: ThingKind(
            tuple(places.split(",")) if places != "-" else (), SIDES[side], held == "held", tells == "only"
        )
        for thing, (places, side, held, tells) in read_columns("things.txt").items()
    }
