"""The types of the tables about scenes: headings, places, things, times and frames."""

from collections.abc import Mapping
from typing import NamedTuple


class PlaceGroup(NamedTuple):
    """Places of one kind: whether they are indoors, and how likely they are the whole set of a scene."""

    weight: float
    words: frozenset[str]
    interior: bool | None = None


class NeedsIn(NamedTuple):
    """Words that name a place only after certain prepositions."""

    words: frozenset[str]
    on: frozenset[str]


class Being(NamedTuple):
    """Predicates of the place that the scene is in."""

    words: frozenset[str]
    groups: frozenset[str]
    leads: frozenset[str]
    elsewhere: frozenset[str]


class Seen(NamedTuple):
    """Predicates of a building that is seen from outside."""

    verbs: frozenset[str]
    parts: frozenset[str]


class AnyRoom(NamedTuple):
    """Generic words for a room."""

    words: frozenset[str]
    no_room: frozenset[str]


class Motor(NamedTuple):
    """Vehicles, and the things inside them."""

    words: frozenset[str]
    things: frozenset[str]


class NameEndings(NamedTuple):
    """Last words that mark a proper name as a place's."""

    words: frozenset[str]
    surnames: frozenset[str]
    areas: frozenset[str]
    first_words: frozenset[str]
    suffixes: frozenset[str]


class Places(NamedTuple):
    """Places that a picture can show, and the words around them."""

    insides: frozenset[str]
    outsides: frozenset[str]
    parts: frozenset[str]
    measures: frozenset[str]
    bare: frozenset[str]
    needs_article: frozenset[str]
    adjectives_too: frozenset[str]
    one_of_many: frozenset[str]
    bits: frozenset[str]
    bodily: frozenset[str]
    furnishings: frozenset[str]
    countries: frozenset[str]
    thing_endings: frozenset[str]
    adjectives: frozenset[str]
    nouns_before: frozenset[str]
    furniture: frozenset[str]
    stations: frozenset[str]
    no_bedroom: frozenset[str]
    rooms: PlaceGroup
    buildings: PlaceGroup
    vehicles: PlaceGroup
    open_vehicles: PlaceGroup
    ways: PlaceGroup
    nature: PlaceGroup
    spots: PlaceGroup
    homes: PlaceGroup
    grounds: PlaceGroup
    regions: PlaceGroup
    same: Mapping[str, str]
    needs_in: NeedsIn
    being: Being
    seen: Seen
    company: Mapping[str, frozenset[str]]
    meanings: Mapping[str, str]
    any_room: AnyRoom
    motor: Motor
    name_endings: NameEndings
    fixtures_of: Mapping[str, frozenset[str]]


class Snow(NamedTuple):
    """Words for falling snow, and for snow that may only lie."""

    verbs: frozenset[str]
    words: frozenset[str]
    lies: frozenset[str]


class Props(NamedTuple):
    """Things that somebody may hold."""

    words: frozenset[str]
    outdoors: frozenset[str]
    indoors: frozenset[str]
    handled: frozenset[str]


class Waking(NamedTuple):
    """Words that make an hour one of the morning."""

    words: frozenset[str]
    shortly: frozenset[str]


class Context(NamedTuple):
    """Words that indicate darkness or daylight around an hour."""

    dark: frozenset[str]
    lights: frozenset[str]
    day: frozenset[str]


class Time(NamedTuple):
    """Words that indicate the time of day."""

    not_now: frozenset[str]
    general: frozenset[str]
    after: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    minutes: frozenset[str]
    said: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    hints: Mapping[str, tuple[str, ...]]
    hours: Mapping[str, int]
    parts: Mapping[str, tuple[int, int]]
    waking: Waking
    context: Context


class Shots(NamedTuple):
    """Frames of a picture, and what each fits."""

    journeys: frozenset[str]
    close_moods: frozenset[str]
    variants: Mapping[str, tuple[str, ...]]
