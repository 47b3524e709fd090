"""The types of the tables about scenes: headings, places, things, times and frames."""

from collections.abc import Mapping
from typing import NamedTuple


class NameEndings(NamedTuple):
    """Last words that mark a proper name as a place's."""

    words: frozenset[str]
    surnames: frozenset[str]
    first_words: frozenset[str]
    suffixes: frozenset[str]


class Places(NamedTuple):
    """Words around the places of `places.txt`, and the endings of places' names."""

    parts: frozenset[str]
    measures: frozenset[str]
    bits: frozenset[str]
    countries: frozenset[str]
    adjectives: frozenset[str]
    nouns_before: frozenset[str]
    being: frozenset[str]
    elsewhere: frozenset[str]
    name_endings: NameEndings


class PlaceSense(NamedTuple):
    """Another place that a word may mean, and the words that tell."""

    word: str
    said: str
    telling: frozenset[str]
    hints: frozenset[str]
    signs: frozenset[str]
    against: frozenset[str]


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


class Time(NamedTuple):
    """Words that indicate the time of day."""

    days: frozenset[str]
    minutes: frozenset[str]
    hours: Mapping[str, int]
    parts: Mapping[str, tuple[int, int]]
    moved: Mapping[str, frozenset[str]]


class Shots(NamedTuple):
    """Frames of a picture, and what each fits."""

    journeys: frozenset[str]
    close_moods: frozenset[str]
    variants: Mapping[str, tuple[str, ...]]
