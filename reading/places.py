"""Find where a scene is: all the places it may be, with what speaks for each, and the one that weighs most."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from math import log1p
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from english.own_words import known_places
from english.place_tables import SPOTS, PlaceKind, place_kinds
from english.weights import Option
from english.words import gazetteer
from reading.evidence import MOST_QUOTED
from reading.place_prepositions import governor
from reading.place_signs import features_of, see_mention
from reading.place_words import PlaceMention, find_mentions_of_places, wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cast.members import Cast
    from cast.names import NameRun
    from english.own_words import OwnWords
    from english.tokens import Prose, Span
    from english.weights import Features, Weights
    from reading.place_fixtures import Fixtures
    from reading.place_signs import Seen
    from reading.place_trail import Trail
    from reading.realis import Realis
    from records import SceneReading

NOWHERE = ""  # the answer where a scene says nothing of its place
NAME = PlaceKind("", "name alone", None, 0.0, "plain")


@dataclass(slots=True)
class PlaceFound:
    """A place where a scene may be, with all that was seen of it."""

    phrase: str  # "railway office"
    kind: PlaceKind
    seen: list[Seen] = field(default_factory=list)
    features: Features = field(default_factory=dict)
    held: list[Span] = field(default_factory=list)  # the stretches that pass there, by its tokens

    @property
    def now(self) -> list[int]:
        """Give the tokens that name it where people are there now."""
        return [one.mention.first for one in self.seen if one.is_now]

    @property
    def spans(self) -> list[Span]:
        """Give the first words that tell of it, before all those that say that people are there now."""
        told = sorted((not one.is_now, one.mention.first, one.mention.last) for one in self.seen)
        return [(first, last) for _, first, last in told[:MOST_QUOTED]]


class SceneText(NamedTuple):
    """A scene as far as it has been read."""

    prose: Prose
    realis: Realis
    runs: Sequence[NameRun]
    cast: Cast

    @property
    def words(self) -> OwnWords:
        """The words of the author's world."""
        return self.cast.words


def find_places(scene: SceneText, fixtures: Fixtures, trail: Trail, weights: Weights) -> list[PlaceFound]:
    """Find the places where a scene may be, the likeliest first; none where it says nothing of its place."""
    found: dict[str, PlaceFound] = {}
    for mention in find_mentions_of_places(scene.prose, scene.words):
        if not is_in_name(mention, scene):
            add(found, mention, scene.realis)
    for run in scene.runs:
        add_name(found, run, scene)
    kinds = known_places(scene.words)
    resolve_the_room(found, trail.set_before, kinds)
    found = {key: place for key, place in found.items() if not all(one.is_aloud for one in place.seen)}
    for place in found.values():
        place.features = features_of(place.seen)
    for thing_place in fixtures.places:
        if fixtures.tell(thing_place):
            find_or_add(found, thing_place, kinds)
    own = {id(place) for place in found.values()}
    if trail.last:
        find_or_add(found, trail.last, kinds).features["times set before"] = log1p(trail.times[trail.last])
    compare(found.values(), fixtures)
    add_tenure(found, trail.set_before, scene.prose)
    options = [Option(place.phrase, place.features) for place in found.values()]
    options.append(Option(NOWHERE, {"nothing told": 1.0}))
    if weights.choose("place", options) == len(found):
        return []
    ranked = sorted(found.values(), key=lambda place: -weights.weigh("place", place.features))
    # of the places that other scenes tell of, only the one that is chosen is this scene's
    return [place for place in ranked if place is ranked[0] or id(place) in own]


def resolve_the_room(found: dict[str, PlaceFound], before: str, kinds: Mapping[str, PlaceKind]) -> None:
    """Take "the room" that nobody enters for the room of the scene before."""
    known = kinds.get(head_of(before, kinds))
    if known is None or known.says == "generic" or known.kind != "room":
        return
    for key, place in tuple(found.items()):
        if place.kind.place == "room" and all(map(is_definite, place.seen)):
            find_or_add(found, before, kinds).seen.extend(found.pop(key).seen)


def add(found: dict[str, PlaceFound], mention: PlaceMention, realis: Realis) -> None:
    """Add a mention to its place; a generic word is a place of its own with each wording."""
    phrase = wording(realis.tokens, mention)
    key = phrase if mention.kind.says == "generic" else mention.kind.place
    place = found.setdefault(key, PlaceFound(phrase, mention.kind))
    if len(phrase) > len(place.phrase):
        place.phrase = phrase
    place.seen.append(see_mention(mention, realis))


def is_in_name(mention: PlaceMention, scene: SceneText) -> bool:
    """Whether a place is part of a person's name: Mr. Kettle is not the Kettle, but Molly's is more than Molly."""
    at = bisect_right(scene.runs, mention.first, key=attrgetter("first")) - 1
    around = scene.runs[at] if at >= 0 else None
    return around is not None and mention.last <= around.last and scene.cast.find(around) is not None


def add_name(found: dict[str, PlaceFound], run: NameRun, scene: SceneText) -> None:
    """Add the name of a place that is on the map, or that the book uses as one."""
    name = " ".join(run.words)
    if scene.words.is_place(name) or scene.words.is_thing(name):
        return  # found by its words, or none
    known = run.words in scene.cast.places or name.lower() in gazetteer()
    if not run.words or not known or scene.cast.find(run) is not None:
        return
    kind = known_places(scene.words).get(run.words[-1].lower(), NAME) if len(run.words) > 1 else NAME
    mention = PlaceMention(run.first, run.last, kind, False, governor(scene.prose.tokens, run.first))
    found.setdefault(name, PlaceFound(name, kind)).seen.append(see_mention(mention, scene.realis))


def find_or_add(found: dict[str, PlaceFound], phrase: str, kinds: Mapping[str, PlaceKind]) -> PlaceFound:
    """Find a place by its wording or by its last word, or add it as one that the scene does not name."""
    head = head_of(phrase, kinds)
    for key in (phrase, head):
        if key in found and (key == phrase or found[key].kind.says != "generic"):
            return found[key]
    return found.setdefault(phrase, PlaceFound(phrase, kinds.get(head, NAME)))


def head_of(phrase: str, kinds: Mapping[str, PlaceKind] | None = None) -> str:
    """Give the longest end of a phrase that is a place word: "hotel room" of "big hotel room"."""
    words, known = phrase.lower().split(), place_kinds() if kinds is None else kinds
    return next((end for start in range(len(words)) if (end := " ".join(words[start:])) in known), phrase)


def with_places(reading: SceneReading, words: OwnWords) -> SceneReading:
    """Put the known place that a place of the author's world is like in its stead, in the deed too."""
    if not words.places or not reading.places:
        return reading
    places = tuple(dict.fromkeys(map(words.show, reading.places)))
    action = words.show_in(reading.action, places[0])
    return replace(reading, place=places[0], places=places, action=action)


def compare(places: Collection[PlaceFound], fixtures: Fixtures) -> None:
    """Add what is known of each place, and how it fits the other places and things of the scene."""
    first = min((number for place in places for number in place.now), default=-1)
    most, sides = max(fixtures.places.values(), default=0.0), fixtures.sides + count_sides(places)
    for place in places:
        kind, things = place.kind, fixtures.places.get(place.kind.place, 0.0)
        place.features |= {f"a {kind.kind}": 1.0, "chance": kind.chance, kind.says: 1.0}
        place.features |= {"things around": log1p(things), "share of the things": things / (most + 1)}
        if kind.interior is not None:
            others = lean(sides - count_sides([place]))
            place.features["side of the others"] = others if kind.interior else -others
        if first in place.now:
            place.features["told first"] = 1.0
        if not place.seen:
            place.features["not named here"] = 1.0


def count_sides(places: Collection[PlaceFound]) -> Counter[str]:
    """Count how often the scene tells that it is at places under a roof, and at others."""
    sides: Counter[str] = Counter()
    for place in places:
        if place.kind.interior is not None:
            sides["told in" if place.kind.interior else "told out"] += len(place.now)
    return sides


def lean(sides: Counter[str]) -> float:
    """Give how far things and places lean indoors, from -1 to 1."""
    inside, outside = sides["things in"] + sides["told in"], sides["things out"] + sides["told out"]
    return (inside - outside) / (inside + outside + 2)


def add_tenure(found: dict[str, PlaceFound], before: str, prose: Prose) -> None:
    """Add how much of the scene passes at each place, from where it is told until another is; at first at the last."""
    tokens, sentences, length = prose.tokens, prose.sentences, len(prose.tokens)
    told = sorted(
        (sentences[tokens[one.mention.first].sentence][0], key)
        for key, place in found.items()
        if place.kind.kind not in SPOTS
        for one in place.seen
        if one.is_now and any(sign.startswith("said with") for sign in one.signs)
    )
    at, key = 0, next((key for key, place in found.items() if place.phrase == before), "")
    for number, there in [*told, (length, "")]:
        if there == key:
            continue
        if key and number > at:
            found[key].held.append((at, number))
        at, key = number, there
    for place in found.values():
        place.features["tenure"] = sum(last - first for first, last in place.held) / max(1, length)


def is_definite(one: Seen) -> bool:
    """Whether a mention has "the" or "this", now, and nobody enters there."""
    governing = one.mention.governor
    return one.is_now and governing.article in ("the", "this") and governing.word not in ("into", "entered")
