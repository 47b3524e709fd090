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


class Dead(NamedTuple):
    """Words that say that somebody is dead."""

    states: frozenset[str]
    owned: frozenset[str]


class Teller(NamedTuple):
    """Words that tell whether who says "I" is a woman or a man, a child or grown."""

    women_called: frozenset[str]
    women_own: frozenset[str]
    men_called: frozenset[str]
    men_own: frozenset[str]
    children_own: frozenset[str]
    grown_own: frozenset[str]


class Titles(NamedTuple):
    """Titles, kinship terms and words that stand around names."""

    female: frozenset[str]
    male: frozenset[str]
    neutral: frozenset[str]
    calendar: frozenset[str]
    adjectives: frozenset[str]
    dotted: frozenset[str]
    after_names: frozenset[str]
    before_file_names: frozenset[str]
    in_prompts: frozenset[str]
    empty: frozenset[str]
    offices: frozenset[str]
    connectors: frozenset[str]
    kin_female: frozenset[str]
    kin_male: frozenset[str]
    never: frozenset[str]
    body: BodyWords
    dead: Dead
    teller: Teller
    short: Mapping[str, str]


class Hair(NamedTuple):
    """Words about hair: states of the moment, and measures before it."""

    passing: frozenset[str]
    measures: frozenset[str]


class Face(NamedTuple):
    """Of faces and skin, what lasts."""

    marked: frozenset[str]
    eyed: frozenset[str]
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
    """The verbs of dressing and undressing, and words around garments."""

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
    handled: frozenset[str]
    spare: frozenset[str]
    having: frozenset[str]
    hanging: frozenset[str]
    before_now: frozenset[str]
    seeming: frozenset[str]
    parts: frozenset[str]
    containers: frozenset[str]
    passing: frozenset[str]
    light: frozenset[str]
    kinds: tuple[tuple[str, ...], ...]
    over_shirt: frozenset[str]


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


class LookGrammar(NamedTuple):
    """Small words around a garment or a feature."""

    around: frozenset[str]
    beside: frozenset[str]
    subjects: frozenset[str]
    joints: frozenset[str]
    sides: frozenset[str]
    negations: frozenset[str]
    measured: frozenset[str]
    determiners: frozenset[str]
    between: frozenset[str]
    pronouns: frozenset[str]
    others: frozenset[str]
    objects: frozenset[str]
    after: frozenset[str]
    ends: frozenset[str]
    ending: frozenset[str]
    several: frozenset[str]
    parted: frozenset[str]
    shades: frozenset[str]


class LookWords(NamedTuple):
    """Words for a person's visible features and clothes."""

    colors: frozenset[str]
    build: frozenset[str]
    manner: frozenset[str]
    visual_nouns: frozenset[str]
    adverbs: frozenset[str]
    denials: frozenset[str]
    words: frozenset[str]
    visible: frozenset[str]
    character: frozenset[str]
    states: frozenset[str]
    feelings: frozenset[str]
    going_on: frozenset[str]
    expressions: frozenset[str]
    reddening: frozenset[str]
    spoken: frozenset[str]
    unsaid: frozenset[str]
    likenesses: frozenset[str]
    doubtful: frozenset[str]
    uncommon: frozenset[str]
    ambiguous: frozenset[str]
    bound_in: frozenset[str]
    moves: frozenset[str]
    paired: frozenset[str]
    half: frozenset[str]
    linking: frozenset[str]
    other_times: frozenset[str]
    predicative: frozenset[str]
    spread: frozenset[str]
    intensifiers: frozenset[str]
    grammar: LookGrammar
    become: Mapping[str, str]
    hair: Hair
    face: Face
    age: Age
    age_words: Mapping[str, str]
    into_look: Mapping[str, str]
    haired: Mapping[str, str]
    garments: Garments
    years: Years
    child: Child


class InventedLooks(NamedTuple):
    """Looks proposed for people whom the book does not describe, by gender."""

    hair: Mapping[str, tuple[str, ...]]
    outfit: Mapping[str, tuple[str, ...]]
