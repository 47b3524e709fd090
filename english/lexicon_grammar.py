"""The types of the grammar tables: closed word classes, and verbs by what they indicate."""

from collections.abc import Mapping
from typing import NamedTuple


class Postures(NamedTuple):
    """Verbs of posture, and the words that go with them."""

    ending: frozenset[str]
    words: frozenset[str]


class Copulas(NamedTuple):
    """Copular verbs of judgement, of the face and of the senses."""

    words: frozenset[str]
    directions: frozenset[str]
    features: frozenset[str]
    rooms: frozenset[str]


class PhraseWords(NamedTuple):
    """Words that end a phrase, and words that it leaves out."""

    ends: frozenset[str]
    manner: frozenset[str]
    not_manner: frozenset[str]
    takes_particle: frozenset[str]
    vague: frozenset[str]
    upon: frozenset[str]
    articles: frozenset[str]
    directions: frozenset[str]
    ways: frozenset[str]
    loose: frozenset[str]
    results: frozenset[str]
    gives: frozenset[str]
    takes_of: frozenset[str]
    of_doers: frozenset[str]
    says: frozenset[str]
    spans: frozenset[str]
    aimed: frozenset[str]
    aims_at: frozenset[str]


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
    parting: frozenset[str]
    begun: frozenset[str]
    subordinating: frozenset[str]
    governing: frozenset[str]
    participles: frozenset[str]
    same: frozenset[str]
    not_verbs: frozenset[str]
    ambiguous: frozenset[str]
    tells_of: frozenset[str]
    recalls: frozenset[str]
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


class Prepositions(NamedTuple):
    """Words that govern a place, by what they say of who is there."""

    meeting: frozenset[str]
    there: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
