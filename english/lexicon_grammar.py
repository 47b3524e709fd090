"""The tables about sentences: the closed classes, and verbs by what they tell."""

from collections.abc import Mapping
from typing import NamedTuple


class Postures(NamedTuple):
    """Verbs that say how a body is, and what goes with them."""

    companions: frozenset[str]
    seated: frozenset[str]
    outdoors: frozenset[str]
    moving: frozenset[str]
    words: frozenset[str]


class Copulas(NamedTuple):
    """Verbs that judge, and verbs of the face and the senses."""

    words: frozenset[str]
    directions: frozenset[str]
    faces: frozenset[str]
    features: frozenset[str]
    senses: frozenset[str]
    rooms: frozenset[str]


class PhraseWords(NamedTuple):
    """Where a phrase ends, and what it leaves out."""

    ends: frozenset[str]
    manner: frozenset[str]
    not_manner: frozenset[str]
    takes_particle: frozenset[str]
    vague: frozenset[str]
    articles: frozenset[str]
    directions: frozenset[str]


class Verbs(NamedTuple):
    """The closed classes, and verbs by what they tell."""

    be: frozenset[str]
    have: frozenset[str]
    modal: frozenset[str]
    negation: frozenset[str]
    adverbs: frozenset[str]
    determiner: frozenset[str]
    preposition: frozenset[str]
    conjunction: frozenset[str]
    unreal: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    wishes: frozenset[str]
    aims: frozenset[str]
    habit: frozenset[str]
    rules: frozenset[str]
    recurring: frozenset[str]
    inner: frozenset[str]
    arriving: frozenset[str]
    parting: frozenset[str]
    begun: frozenset[str]
    subordinating: frozenset[str]
    governing: frozenset[str]
    suffered: frozenset[str]
    participles: frozenset[str]
    same: frozenset[str]
    not_verbs: frozenset[str]
    ambiguous: frozenset[str]
    results: frozenset[str]
    arrivals: frozenset[str]
    gestures: frozenset[str]
    tells_of: frozenset[str]
    recalls: frozenset[str]
    looks_at: frozenset[str]
    never_action: frozenset[str]
    modest: frozenset[str]
    drawable: Mapping[str, float]
    differ: Mapping[float, frozenset[str]]
    postures: Postures
    copulas: Copulas
    phrases: PhraseWords
    instruments: Mapping[str, frozenset[str]]


class SpeechVerbs(NamedTuple):
    """Verbs that say who speaks."""

    verbs: frozenset[str]
    strong: frozenset[str]
    remote: frozenset[str]
    heard: frozenset[str]
    talking: frozenset[str]


class Rules(NamedTuple):
    """Weights of what tells where a scene is."""

    mention: float
    own: float
    before_noun: float
    bare: float
    unreal: float
    arrived: float
    came_to: float
    opening_subject: float
    subject: float
    opening: float
    denied: float
    afar: float
    later: float
    proper: float


class Prepositions(NamedTuple):
    """How strongly the word before a place says that the scene is there."""

    particle_verbs: frozenset[str]
    within: frozenset[str]
    outside: frozenset[str]
    afar: frozenset[str]
    meeting: frozenset[str]
    weights: Mapping[str, float]
    pairs: Mapping[str, float]
    rules: Rules
