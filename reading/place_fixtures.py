"""Tell from the things of a scene where it is: pews a church, a bath a bathroom, a sky and a hedge the open air."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from english.place_tables import place_kinds, thing_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from english.tokens import Prose
    from reading.realis import Realis

ENOUGH = 3  # things that make a place
HERE = 0.5  # least reality of a thing
MOST = 3  # mentions of a thing that count


class Fixtures(NamedTuple):
    """The things of a scene as evidence of where it is."""

    places: Mapping[str, float]  # for each place what its things weigh: one of three places a third
    counts: Mapping[str, int]  # how many things they are; what stands nowhere else counts twice
    sides: Counter[str]  # things indoors and out, for the interior

    def tell(self, place: str) -> bool:
        """Whether the things of a place make it, though nobody names it."""
        return self.counts[place] >= ENOUGH and place in place_kinds()


def find_fixtures(prose: Prose, realis: Realis) -> Fixtures:
    """Find the things of a scene that tell where it is."""
    tokens, kinds = prose.tokens, thing_kinds()
    places: dict[str, float] = {}
    counts: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    for word in prose.words_among(kinds):
        kind = kinds[word]
        here = sum(not tokens[number].quoted and realis.at(number) >= HERE for number in prose.index[word])
        if not here:
            continue
        for place in kind.places:
            places[place] = places.get(place, 0.0) + 1 / len(kind.places)
            counts[place] += 1 + kind.tells
        if kind.interior is not None and (kind.interior or not kind.is_held):  # out of doors hands hold anything
            side = "things in" if kind.interior else "things out"
            sides[side + " hands" if kind.is_held else side] += min(MOST, here)
    return Fixtures(places, counts, sides)
