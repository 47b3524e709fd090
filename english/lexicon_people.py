"""The tables about people: nouns, titles and looks; their words stand in vocabulary/, each with what it is for."""

from collections.abc import Mapping
from typing import NamedTuple


class People(NamedTuple):
    """Nouns for people, by what they tell."""

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
    """What belongs to a body."""

    words: frozenset[str]
    heard: frozenset[str]


class Dead(NamedTuple):
    """What is said of the dead."""

    states: frozenset[str]
    owned: frozenset[str]


class Titles(NamedTuple):
    """Titles, kin and words around names."""

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
    """Nouns for a feature, and what may be said of it."""

    nouns: frozenset[str]
    words: frozenset[str]


class Hair(NamedTuple):
    """Words for hair, and what is said of it."""

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
    """Adjectives that tell an age, and what looks so but does not."""

    young: frozenset[str]
    old: frozenset[str]
    middle: frozenset[str]
    child: frozenset[str]
    signs: frozenset[str]
    fond: frozenset[str]
    not_old: frozenset[str]


class Garments(NamedTuple):
    """Garments by what they cover, and the verbs that put them on and off."""

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
    """Words around a number of years."""

    nearly: frozenset[str]
    ends: frozenset[str]
    passing: frozenset[str]


class Child(NamedTuple):
    """Nouns that tell a child or deny one."""

    nouns: frozenset[str]
    young: frozenset[str]
    adjectives: frozenset[str]
    grown: frozenset[str]


class LookWords(NamedTuple):
    """What can be seen of a person."""

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
    """What somebody is proposed to look like whom the book does not describe, by gender."""

    hair: Mapping[str, tuple[str, ...]]
    outfit: Mapping[str, tuple[str, ...]]
