"""Which place a word means that has several: the bridge of a starship, or one over a river, by the words around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.place_tables import place_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from english.lexicon_scenes import PlaceSense
    from english.place_tables import PlaceKind
    from english.tokens import Prose
    from reading.place_trail import Trail

NEEDED = 3  # different words that must speak for a sense
HINTS = 2  # that tell as much as a telling word


def in_sense(place: str, prose: Prose, trail: Trail) -> PlaceKind | None:
    """Give the place that a word means here by the words of the scene and of its chapter; None for the plain one.

    What a word has once meant in a book it goes on to mean, unless the scene speaks for the plain sense.
    """
    trail.heard |= heard_in(prose)
    best = max(senses_of().get(place, ()), key=lambda sense: count_signs(sense, trail), default=None)
    if best is None:
        return None
    if speaks_for(best, prose, trail):
        trail.senses[place] = best.said
    elif any(sense.against & prose.index.keys() for sense in senses_of()[place]):
        return None
    return place_kinds().get(trail.senses.get(place, ""))


def speaks_for(sense: PlaceSense, prose: Prose, trail: Trail) -> bool:
    """Whether enough of what was told speaks for a sense, and more of the scene than against it."""
    here, against = all_of(sense) & prose.index.keys(), sense.against & prose.index.keys()
    is_told = bool(sense.telling & trail.heard) or len(sense.hints & trail.heard) >= HINTS
    return is_told and count_signs(sense, trail) >= NEEDED and len(against) < len(here)


def count_signs(sense: PlaceSense, trail: Trail) -> int:
    """Count the different words of a chapter that speak for a sense."""
    return len(all_of(sense) & trail.heard)


def all_of(sense: PlaceSense) -> frozenset[str]:
    """List the words that speak for a sense."""
    return sense.telling | sense.hints | sense.signs


def heard_in(prose: Prose) -> frozenset[str]:
    """List the words of a scene that speak for any sense."""
    return all_signs() & prose.index.keys()


@cache
def senses_of() -> Mapping[str, Sequence[PlaceSense]]:
    """Give the senses of each word that has several."""
    rows = tuple(lexicon().place_senses.values())
    return {row.word: tuple(other for other in rows if other.word == row.word) for row in rows}


@cache
def all_signs() -> frozenset[str]:
    """List all words that speak for a sense."""
    return frozenset[str]().union(*map(all_of, lexicon().place_senses.values()))
