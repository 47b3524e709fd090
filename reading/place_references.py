"""Resolve words that refer to a place: "it" in "in the middle of it", "the room" after a kitchen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.place_prepositions import part_of
from reading.place_words import heads_sentence, place_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from english.tokens import Prose, Token
    from reading.place_words import PlaceFound
    from reading.realis import Realis

WITHIN = frozenset(("in", "on", "inside", "across", "along", "through", "into"))
NAMED = 2.0  # weight of a mention to which "the room" may refer
SHARED = 1.0  # how much of the weight of "the room" is the named room's
REACH = 400  # tokens back to which "the room" may refer
THINGS = 2  # signs of a motor car that make it the set


def add_references(prose: Prose, found: dict[str, PlaceFound], realis: Realis) -> None:
    """Add to places the weight of "it", "the room" and the things of a car."""
    add_pronouns(prose.tokens, found, realis)
    add_the_room(prose.tokens, found)
    add_vehicle(prose.tokens, found)


def add_pronouns(tokens: Sequence[Token], found: Mapping[str, PlaceFound], realis: Realis) -> None:
    """Add "in the middle of it" to the place that is the subject of its sentence, or of the one before."""
    weights = lexicon().prepositions.weights
    for number, token in enumerate(tokens):
        if token.word != "it" or token.quoted or not number:
            continue
        part = part_of(tokens, number)
        before = tokens[max(0, part - 2)].word if part > 0 else tokens[number - 1].word
        if before not in WITHIN:
            continue
        place = subject_before(tokens, number, found.values())
        if place is not None:
            place.weight += weights[before] * realis.at(number) * place_kinds()[place.head].weight


def subject_before(tokens: Sequence[Token], number: int, places: Iterable[PlaceFound]) -> PlaceFound | None:
    """Find the place that is the subject of this sentence or the one before."""
    sentence, best, at = tokens[number].sentence, None, -1
    for place in places:
        for _, first, _last in place.spans:
            near = first < number and sentence - tokens[first].sentence <= 1
            if near and first > at and not place.proper and heads_sentence(tokens, first):
                best, at = place, first
    return best


def add_the_room(tokens: Sequence[Token], found: dict[str, PlaceFound]) -> None:
    """Resolve "the room" to the room named before it, if there is one: the kitchen, the office."""
    room = found.get("room")
    if room is None:
        return
    before: tuple[int, PlaceFound] | None = None
    for weight, first, _last in tuple(room.spans):
        if tokens[first - 1].word != "the" or tokens[first].quoted:
            continue
        named = room_before(first, found.values())
        if before and (named is None or before[0] > named[0]):
            named = before
        if named is None or first - named[0] > REACH:
            continue
        before = first, named[1]
        room.weight -= weight * SHARED
        named[1].weight += weight * SHARED


def room_before(number: int, places: Iterable[PlaceFound]) -> tuple[int, PlaceFound] | None:
    """Find the last room that is named before a token, with the token where it is."""
    best: tuple[int, PlaceFound] | None = None
    for place in places:
        kind = place_kinds().get(place.head)
        if kind is None or kind.group != "rooms" or place.head in lexicon().places.any_room.no_room:
            continue
        firsts = [first for weight, first, _ in place.spans if first < number and weight >= NAMED]
        if firsts and (best is None or firsts[-1] > best[0]):
            best = firsts[-1], place
    return best


def add_vehicle(tokens: Sequence[Token], found: dict[str, PlaceFound]) -> None:
    """Put a scene with a dashboard and wipers into the vehicle that it names."""
    things = lexicon().places.motor.things
    seen = {token.word for token in tokens if not token.quoted and token.word in things}
    motors = [place for place in found.values() if place.head in lexicon().places.motor.words]
    if len(seen) < THINGS or not motors:
        return
    vehicle = max(motors, key=lambda place: (is_definite(tokens, place), place.weight))
    vehicle.weight += len(seen)


def is_definite(tokens: Sequence[Token], place: PlaceFound) -> int:
    """Whether a mention has "the" or an owner: "the van", not "a car"."""
    return sum(tokens[first - 1].word not in ("a", "an") and not tokens[first].quoted for _, first, _ in place.spans)
