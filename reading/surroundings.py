"""Find where and when a scene is set, with what it takes over from the scene before."""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from english.weights import Option
from reading.evidence import sign_spans
from reading.place_fixtures import find_fixtures
from reading.place_senses import in_sense
from reading.places import count_sides, find_places
from reading.times import find_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Span
    from english.weights import Features, Weights
    from reading.place_fixtures import Fixtures
    from reading.place_trail import Trail
    from reading.places import PlaceFound, SceneText
    from records import SceneReading, TimeOfDay

MOST_PLACES = 6  # that a reading lists


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A scene's place and time, with the tokens that are their evidence."""

    place: str
    places: tuple[str, ...]  # ranked, `place` first
    interior: bool | None
    time_of_day: TimeOfDay
    place_spans: tuple[Span, ...]  # none where the place is that of the scene before
    time_spans: tuple[Span, ...]
    paragraphs: frozenset[int]  # that name the place
    held: tuple[Span, ...]  # the stretches that pass there, none where nobody says so


def find_surroundings(scene: SceneText, before: SceneReading | None, trail: Trail, weights: Weights) -> Surroundings:
    """Find a scene's place and time; `before` is the scene before in the chapter."""
    prose, fixtures = scene.prose, find_fixtures(scene.prose, scene.realis)
    places = find_places(scene, fixtures, trail, weights)
    interior = find_interior(places, fixtures, trail, weights)
    if places and scene.words.is_place(places[0].kind.place) and places[0].kind.interior is not None:
        interior = places[0].kind.interior  # as the author says
    phrases = tuple(place.phrase for place in places[:MOST_PLACES])
    meant = in_sense(phrases[0] if phrases else "", prose, trail)
    trail.add(phrases[0] if phrases else "", interior=interior)
    if meant and not scene.words.is_place(places[0].kind.place):
        phrases = (meant.place, *phrases[1:])
        interior = interior if meant.interior == places[0].kind.interior else meant.interior
    stays = before is not None and phrases[:1] == (before.place,)
    time, signs = find_time(prose, scene.realis, before.time_of_day if before else None, stays=stays, weights=weights)
    told = places[0].spans if places else []
    return Surroundings(
        place=phrases[0] if phrases else "",
        places=phrases,
        interior=interior,
        time_of_day=time,
        place_spans=tuple(told),
        time_spans=tuple(sign_spans(signs)),
        paragraphs=frozenset(prose.tokens[first].paragraph for first, _ in told),
        held=tuple(places[0].held) if places else (),
    )


def find_interior(places: Sequence[PlaceFound], fixtures: Fixtures, trail: Trail, weights: Weights) -> bool | None:
    """Tell whether a scene is indoors, by its place, the others it tells of, its things and the scene before."""
    sides = fixtures.sides + count_sides(places)
    features: Features = {name: log1p(count) for name, count in sides.items()}
    if trail.interior is not None and not trail.is_new:
        features["scene before indoors" if trail.interior else "scene before outdoors"] = 1.0
    if places and places[0].kind.interior is not None:
        features["place indoors" if places[0].kind.interior else "place outdoors"] = 1.0
    return weights.accepts("interior", Option(True, features)) if features else None
