"""Find where a scene is: places ranked by how plainly the narration is set in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cast.name_signs import ends_like_place
from english.lexicon import lexicon
from english.words import gazetteer
from reading.place_fixtures import places_by_fixtures
from reading.place_references import add_references
from reading.place_signs import acts_like_a_person, seen_afar, stands_outside, stands_within, weigh_mention
from reading.place_words import Kind, PlaceFound, common_places, place_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cast.members import Cast
    from cast.names import NameRun
    from english.tokens import Prose, Token
    from reading.realis import Realis

PLAIN_PLACE = 0.8  # weight below which a place is hardly the set
PLAIN_KIND = 0.41
DETAILS = {0.4: 99.0, 0.35: 2.2}  # kinds of low weight, and the weight from which they are kept all the same
KINSHIP = 0.7  # what a place gains if all the scene agrees, indoors or out
THING = 1.5  # weight of a thing that indicates a room or open air
MOST_OF_A_KIND = 3  # mentions of the same thing that count
DOUBT = 1.0  # prior weight of both sides
LEAST_DETAIL = 0.5
ANY_ROOM = 0.6  # factor for "the room" where a kitchen is named
NAMED_ROOM = 2.5
OUTER = 0.3  # share of a weight outside a building that does not count for the building
PLAINLY_IN = 3.5
OPEN_ROOMS = frozenset(("tent", "pavilion", "marquee", "stage", "gallery", "landing", "passage", "basement"))
TOP = 0.1  # weight of the first place as evidence of being indoors
LEAST = 1.0  # below this weight of its first place a scene does not say where it is


def find_places(prose: Prose, runs: Sequence[NameRun], cast: Cast, realis: Realis) -> list[PlaceFound]:
    """Find the places of a scene, the likeliest set first."""
    found: dict[str, PlaceFound] = {}
    for first, last, kind in common_places(prose.tokens):
        weight = weigh_mention(prose.tokens, first, last, realis, kind) * kind.weight
        afar = seen_afar(prose.tokens, first, kind)
        add(found, prose.tokens, first, last, kind, weight * afar)
        found[kind.place].seen += weight * (1 - afar)
    people = {run.words for run in runs if acts_like_a_person(prose.tokens, run.last)}
    for run in runs:
        if run.words not in people:
            add_proper(found, run, cast, realis)
    add_references(prose, found, realis)
    add_fixtures(found, prose, realis)
    inside = inside_share(prose, found.values())
    ranked = sorted(found.values(), key=lambda place: (is_aside(place), -rank(place, inside), place.spans[0][1]))
    return without_ground(named_first(ranked, inside))


def named_first(ranked: list[PlaceFound], inside: float) -> list[PlaceFound]:
    """Put the kitchen before "the room" where it is nearly as likely."""
    if not ranked or ranked[0].phrase not in lexicon().places.any_room.words:
        return ranked
    least = ANY_ROOM * rank(ranked[0], inside)
    named = next((place for place in ranked if names_a_room(place) and rank(place, inside) >= least), None)
    return ranked if named is None else [named, *(place for place in ranked if place is not named)]


def rank(place: PlaceFound, inside: float) -> float:
    """Weigh a place with its neighbours: outdoors, a beach goes before a house."""
    weight = place.weight - (OUTER * (place.outer + place.passing) if place.interior else 0.0)
    if place.interior is None:
        return weight
    return weight * (1 + KINSHIP * (inside if place.interior else 1 - inside))


def names_a_room(place: PlaceFound) -> bool:
    """Whether a word names a particular room or building: a kitchen, not just a room."""
    is_none = place.head in lexicon().places.any_room.no_room
    return bool(place.interior) and not is_none and place.weight - place.outer >= NAMED_ROOM


def inside_share(prose: Prose, places: Iterable[PlaceFound]) -> float:
    """Give the share of evidence for being indoors, 0 to 1, from a scene's places and things."""
    weights = {True: DOUBT, False: DOUBT}
    for place in places:
        if place.interior is not None:
            weights[place.interior] += max(0.0, place.weight - place.outer - place.passing)
            weights[False] += max(0.0, place.outer) + (0.0 if place.interior else place.seen)
    things = Counter(token.word for token in prose.tokens if not token.quoted)
    for side, signs in ((True, lexicon().places.insides), (False, lexicon().places.outsides)):
        kinds = things.keys() & signs
        weights[side] += THING * sum(min(things[word], MOST_OF_A_KIND) for word in kinds)
    return weights[True] / (weights[True] + weights[False])


def without_ground(places: Sequence[PlaceFound]) -> list[PlaceFound]:
    """Leave out places that are only ground or within a room, unless somebody acts there or no other is left."""
    kept = [place for place in places if not is_detail(place)]
    if kept and kept[0].weight >= LEAST:
        return kept
    return [place for place in places if is_detail(place) and place.weight >= LEAST_DETAIL]


def is_detail(place: PlaceFound) -> bool:
    """Whether a place is of a vague kind, and is not said plainly enough to be the set."""
    kind = place_kinds().get(place.head)
    return kind is not None and kind.weight in DETAILS and place.weight < DETAILS[kind.weight]


def is_aside(place: PlaceFound) -> bool:
    """Whether a place is only a spot or too large, so that any other goes before it."""
    kind = place_kinds().get(place.head)
    return place.weight < PLAIN_PLACE or (kind is not None and kind.weight < PLAIN_KIND)


def add_fixtures(found: dict[str, PlaceFound], prose: Prose, realis: Realis) -> None:
    """Add the evidence of the things around; a place that is named gains by it, too."""
    for place, weight, first, last in places_by_fixtures(prose, realis):
        kind = place_kinds()[place]
        known = found.setdefault(place, PlaceFound(place, kind.place, kind.interior))
        known.weight += weight * kind.weight
        known.spans.append((weight, first, last))


def add(
    found: dict[str, PlaceFound], tokens: Sequence[Token], first: int, last: int, kind: Kind, weight: float
) -> None:
    """Add one mention to the places found."""
    place = found.get(kind.place)
    if place is None:
        place = found[kind.place] = PlaceFound(kind.place, kind.place, kind.interior)
    place.weight += weight
    place.spans.append((weight, first, last))
    if stands_outside(tokens, first, last, kind):
        place.outer += weight
    elif kind.group == "vehicles" and not stands_within(tokens, first):
        place.passing += weight
    if place.phrase == place.head:
        place.phrase = " ".join((*modifiers(tokens, first), place.head))


def modifiers(tokens: Sequence[Token], first: int) -> list[str]:
    """Collect at most two words before a place that can be seen or that join it."""
    words: list[str] = []
    for index in range(first - 1, max(-1, first - 3), -1):
        word = tokens[index].word
        joins = word in lexicon().places.nouns_before
        if not joins and word not in lexicon().places.adjectives:
            break
        words.insert(0, word)
    return words


def add_proper(found: dict[str, PlaceFound], run: NameRun, cast: Cast, realis: Realis) -> None:
    """Add the name of a place that is on the map, or that the book uses as one."""
    name = " ".join(run.words)
    on_map = name.lower() in gazetteer()
    if not run.words or cast.find(run) is not None or (run.words not in cast.places and not on_map):
        return
    is_site = (
        len(run.words) > 1
        and ends_like_place(run.words)
        and not on_map
        and run.words[-1] not in lexicon().places.name_endings.areas
    )
    share = 1.0 if is_site else lexicon().prepositions.rules.proper
    weight = weigh_mention(realis.tokens, run.first, run.last, realis) * share
    place = found.setdefault(name, PlaceFound(name, name, proper_interior(run.words), proper=True))
    place.weight += weight
    place.spans.append((weight, run.first, run.last))


def proper_interior(words: tuple[str, ...]) -> bool | None:
    """Whether a place with a name is indoors, by its last word; None if that does not decide."""
    kind = place_kinds().get(words[-1].lower())
    return kind.interior if kind else None


UNDECIDED = 0.002


def setting_interior(prose: Prose, places: Sequence[PlaceFound]) -> bool | None:
    """Whether the scene is indoors, by its places, the first above all, and by its things; None if unknown."""
    share = inside_share(prose, places)
    if places and is_plainly_in(places[0]):
        share = share * (1 - TOP) + TOP
    return None if abs(share - 0.5) < UNDECIDED else share > 0.5  # noqa: PLR2004 - half


def is_plainly_in(place: PlaceFound) -> bool:
    """Whether people are said to be in a room or vehicle: a leafy greenhouse is indoors all the same."""
    kind = place_kinds().get(place.head)
    if kind is None or kind.group not in ("rooms", "vehicles", "buildings") or place.head in OPEN_ROOMS:
        return False
    return place.weight - place.outer >= PLAINLY_IN and place.outer + place.passing <= 0.0


def is_untold(prose: Prose, places: Sequence[PlaceFound], *, stays: bool) -> bool:
    """Whether a scene does not say where it is, so that it keeps the place of the one before.

    `stays`: the scene before was indoors, among the same people.
    """
    if not places:
        return True
    first = places[0]
    if all(prose.tokens[start].quoted for _, start, _ in first.spans):
        return True
    kind = place_kinds().get(first.head)
    if kind is not None and kind.group == "spots":
        return stays and first.head in lexicon().places.furniture
    same = all(is_the_same(prose.tokens, start) for _, start, _ in first.spans)
    return first.phrase == "room" and stays and same


def is_the_same(tokens: Sequence[Token], first: int) -> bool:
    """Whether "the room" is the one already known: not "a room", and nobody enters it."""
    enters = {"into", "entered"} & {token.word for token in tokens[max(0, first - 3) : first]}
    return tokens[first - 1].word in ("the", "this") and not enters


def is_set(phrase: str) -> bool:
    """Whether a place can be the set of a scene that continues: no table, no corner."""
    kind = place_kinds().get(phrase.rsplit(" ", 1)[-1])
    return bool(phrase) and (kind is None or kind.group not in ("spots", "grounds"))
