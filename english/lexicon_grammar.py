"""The types of the grammar tables: closed word classes, and verbs by what they indicate."""

from collections.abc import Mapping
from typing import NamedTuple


class Postures(NamedTuple):
    """Verbs of posture, and the words that go with them."""

    companions: frozenset[str]
    seated: frozenset[str]
    outdoors: frozenset[str]
    moving: frozenset[str]
    words: frozenset[str]


class Copulas(NamedTuple):
    """Copular verbs of judgement, of the face and of the senses."""

    words: frozenset[str]
    directions: frozenset[str]
    faces: frozenset[str]
    features: frozenset[str]
    senses: frozenset[str]
    rooms: frozenset[str]


class PhraseWords(NamedTuple):
    """Words that end a phrase, and words that it leaves out."""

    ends: frozenset[str]
    manner: frozenset[str]
    not_manner: frozenset[str]
    takes_particle: frozenset[str]
    vague: frozenset[str]
    articles: frozenset[str]
    directions: frozenset[str]


class Verbs(NamedTuple):
    """Closed word classes, and verbs by what they indicate."""

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
    """Verbs that name the speaker of direct speech."""

    verbs: frozenset[str]
    strong: frozenset[str]
    remote: frozenset[str]
    heard: frozenset[str]
    talking: frozenset[str]


class Rules(NamedTuple):
    """Weights of the evidence for where a scene is."""

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
    """Weights of the prepositions before a place, as evidence that the scene is there."""

    particle_verbs: frozenset[str]
    within: frozenset[str]
    outside: frozenset[str]
    afar: frozenset[str]
    meeting: frozenset[str]
    weights: Mapping[str, float]
    pairs: Mapping[str, float]
    rules: Rules
