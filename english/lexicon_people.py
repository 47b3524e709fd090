"""The types of the tables about people: nouns, titles, looks and clothes."""

from collections.abc import Mapping
from typing import NamedTuple


class People(NamedTuple):
    """Nouns for people, by the gender or kind that they indicate."""

    female: frozenset[str]
    male: frozenset[str]
    neutral: frozenset[str]
    anybody: frozenset[str]
    not_people: frozenset[str]
    crowd: frozenset[str]
    any_number: frozenset[str]
    beasts: frozenset[str]
    numbers: frozenset[str]


class BodyWords(NamedTuple):
    """Parts of the body and what belongs to it."""

    words: frozenset[str]
    heard: frozenset[str]


class Dead(NamedTuple):
    """Words that say that somebody is dead."""

    states: frozenset[str]
    owned: frozenset[str]


class Titles(NamedTuple):
    """Titles, kinship terms and words that stand around names."""

    female: frozenset[str]
    male: frozenset[str]
    neutral: frozenset[str]
    calendar: frozenset[str]
    any_age: frozenset[str]
    adjectives: frozenset[str]
    dotted: frozenset[str]
    after_names: frozenset[str]
    before_file_names: frozenset[str]
    in_prompts: frozenset[str]
    empty: frozenset[str]
    surnames: frozenset[str]
    before_surnames: frozenset[str]
    offices: frozenset[str]
    connectors: frozenset[str]
    kin_female: frozenset[str]
    kin_male: frozenset[str]
    never: frozenset[str]
    body: BodyWords
    dead: Dead
    short: Mapping[str, str]


class Feature(NamedTuple):
    """Nouns for a feature, and the adjectives that may describe it."""

    nouns: frozenset[str]
    words: frozenset[str]


class Hair(NamedTuple):
    """Words for hair, and the adjectives that describe it."""

    nouns: frozenset[str]
    words: frozenset[str]
    cut: frozenset[str]
    passing: frozenset[str]
    measures: frozenset[str]


class Eyes(NamedTuple):
    """Words for eyes."""

    nouns: frozenset[str]
    words: frozenset[str]
    passing: frozenset[str]


class Face(NamedTuple):
    """Words for faces and limbs."""

    nouns: frozenset[str]
    words: frozenset[str]
    lasting: frozenset[str]
    skin: frozenset[str]
    kept: frozenset[str]


class Age(NamedTuple):
    """Adjectives that indicate an age, and lookalikes that do not."""

    young: frozenset[str]
    old: frozenset[str]
    middle: frozenset[str]
    child: frozenset[str]
    signs: frozenset[str]
    fond: frozenset[str]
    not_old: frozenset[str]


class Garments(NamedTuple):
    """Garments by what they cover, and the verbs of dressing and undressing."""

    whole: frozenset[str]
    outer: frozenset[str]
    top: frozenset[str]
    undress: frozenset[str]
    bottom: frozenset[str]
    head: frozenset[str]
    feet: frozenset[str]
    extra: frozenset[str]
    occasion: frozenset[str]
    words: frozenset[str]
    stuffs: frozenset[str]
    passing: frozenset[str]
    light: frozenset[str]
    put_on: frozenset[str]
    put_on_with: frozenset[str]
    into: frozenset[str]
    take_off: frozenset[str]
    take_off_with: frozenset[str]
    put_away: frozenset[str]
    set_out: frozenset[str]
    bearing: frozenset[str]
    wound: frozenset[str]
    giving: frozenset[str]
    resting: frozenset[str]
    kinds: tuple[tuple[str, ...], ...]
    handled: frozenset[str]
    under_coat: frozenset[str]
    over_shirt: frozenset[str]
    unseen: frozenset[str]
    containers: frozenset[str]
    list_words: frozenset[str]
    owners_end: frozenset[str]
    duty: frozenset[str]
    night: frozenset[str]
    spare: frozenset[str]


class Years(NamedTuple):
    """Words around a number of years in a stated age."""

    nearly: frozenset[str]
    ends: frozenset[str]
    passing: frozenset[str]


class Child(NamedTuple):
    """Nouns that indicate a child, or rule one out."""

    nouns: frozenset[str]
    young: frozenset[str]
    adjectives: frozenset[str]
    grown: frozenset[str]


class LookWords(NamedTuple):
    """Words for a person's visible features and clothes."""

    colors: frozenset[str]
    build: frozenset[str]
    manner: frozenset[str]
    visual_nouns: frozenset[str]
    adverbs: frozenset[str]
    denials: frozenset[str]
    hair: Hair
    beard: Feature
    eyes: Eyes
    face: Face
    marks: Feature
    age: Age
    age_words: Mapping[str, str]
    into_look: Mapping[str, str]
    garments: Garments
    years: Years
    child: Child


class InventedLooks(NamedTuple):
    """Looks proposed for people whom the book does not describe, by gender."""

    hair: Mapping[str, tuple[str, ...]]
    outfit: Mapping[str, tuple[str, ...]]
