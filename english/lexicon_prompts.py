"""The types of the table that words a picture's prompt."""

from collections.abc import Mapping
from typing import NamedTuple


class ShotsFit(NamedTuple):
    """Frames that do not fit a number of people, and their replacements."""

    alone: Mapping[str, str]
    company: Mapping[str, str]


class LightWords(NamedTuple):
    """Light by the time of day, for every kind of place."""

    outdoors: Mapping[str, tuple[str, ...]]
    street: Mapping[str, tuple[str, ...]]
    indoors: Mapping[str, tuple[str, ...]]
    overcast: Mapping[str, tuple[str, ...]]
    overcast_street: Mapping[str, tuple[str, ...]]
    vehicle: Mapping[str, tuple[str, ...]]
    windowless: Mapping[str, tuple[str, ...]]


class WeatherShown(NamedTuple):
    """Weather as it is visible, and which weather hides which."""

    outdoors: Mapping[str, tuple[str, ...]]
    lying: Mapping[str, tuple[str, ...]]
    nobody: Mapping[str, tuple[str, ...]]
    indoors: Mapping[str, tuple[str, ...]]
    hides: Mapping[str, tuple[str, ...]]


class Against(NamedTuple):
    """Moods that contradict an action."""

    fierce: frozenset[str]
    stance: frozenset[str]
    fierce_moods: frozenset[str]
    stance_words: frozenset[str]


class Poses(NamedTuple):
    """Actions as poses."""

    needs_object: frozenset[str]
    goes_with: frozenset[str]
    postures: frozenset[str]
    linking: frozenset[str]
    faces: frozenset[str]
    directions: frozenset[str]
    abstract: frozenset[str]
    loose_ends: frozenset[str]
    cuts: tuple[str, ...]
    gaze: Mapping[str, str]
    touch: Mapping[str, str]
    idioms: Mapping[str, str]
    always: Mapping[str, str]
    together: Mapping[str, str]
    objects: Mapping[str, tuple[str, ...]]
    bare: Mapping[str, str]
    against: Against


class PlaceNames(NamedTuple):
    """Places in words that the model knows."""

    common: frozenset[str]
    unseen: frozenset[str]
    built: frozenset[str]
    windowless: frozenset[str]
    vehicles: frozenset[str]
    roofed: frozenset[str]
    inside: Mapping[str, str]
    outside: Mapping[str, str]
    anywhere: Mapping[str, str]


class PropNames(NamedTuple):
    """Things in words that the model knows."""

    tiny: frozenset[str]
    unsure: frozenset[str]
    said: Mapping[str, str]


class Descriptions(NamedTuple):
    """Words for looks and crowds."""

    vague: frozenset[str]
    children: tuple[str, ...]
    ages: frozenset[str]
    plurals: Mapping[str, str]
    love: tuple[str, ...]
    mutual: tuple[str, ...]
    crowd_vague: frozenset[str]
    many: tuple[str, ...]
    plain_colors: frozenset[str]
    counted: frozenset[str]
    consonant_sounds: tuple[str, ...]
    colors: frozenset[str]
    shades: frozenset[str]
    negations: frozenset[str]


class PromptWords(NamedTuple):
    """All words by which a reading becomes an SDXL prompt."""

    shots: Mapping[str, str]
    shots_fit: ShotsFit
    light: LightWords
    weather: WeatherShown
    moods: Mapping[str, str]
    moods_body: Mapping[str, str]
    poses: Poses
    places: PlaceNames
    props: PropNames
    spelling: Mapping[str, str]
    words: Descriptions


class CorrectionWords(NamedTuple):
    """What an author may call what the program knows, where the reading of a scene is put right."""

    yes: frozenset[str]
    no: frozenset[str]
    none: frozenset[str]
    clear: frozenset[str]
    before: frozenset[str]
    worn: tuple[str, ...]
    unnamed: frozenset[str]
    many: frozenset[str]
    single: frozenset[str]
    teller: frozenset[str]
    keys: Mapping[str, str]
    person_keys: Mapping[str, str]
    times: Mapping[str, tuple[str, ...]]
    weathers: Mapping[str, tuple[str, ...]]
    shots: Mapping[str, tuple[str, ...]]
