"""Know what can be seen of a person: the nouns of features and garments, adjectives, and facts made of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.tables import read_columns, read_words
from english.verbs import ing_form, read_verb
from english.word_classes import closed_classes
from english.words import is_adverb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from english.lexicon_people import LookGrammar
    from english.tokens import Token
    from reading.people import Who

FEATURES = ("hair", "beard", "eyes", "face", "marks", "body", "smile")
CLAUSE_END = frozenset((".", ";", ":", "!", "?", "…", "(", ")", "—", "--"))


class Fact(NamedTuple):
    """One visible fact that a scene states about a person."""

    who: Who  # of the scene's people; GROUP: of nobody in particular
    slot: str  # one of FEATURES, a garment's layer, or "build", "age", "noun", "manner", "state" …
    text: str  # "short red hair"
    token: int
    removed: bool = False  # not worn, or not any more
    shed: bool = False  # taken off in this scene, and worn until then


class KnownGarment(NamedTuple):
    """What is known of a garment by its noun."""

    layer: str  # what it covers
    use: str  # when it is worn
    is_sure: bool  # the noun alone, with its owner, tells that it is worn


def grammar() -> LookGrammar:
    """Give the small words around garments and features."""
    return lexicon().looks.grammar


@cache
def garments() -> Mapping[str, KnownGarment]:
    """Give every garment by its noun; plurals too."""
    rows = {
        noun: KnownGarment(layer, use, sure == "sure")
        for noun, (layer, use, sure) in read_columns("garments.txt").items()
    }
    plurals = {plural: row for noun, row in rows.items() if row.layer != "stuff" for plural in plurals_of(noun)}
    return {**plurals, **rows}


def plurals_of(noun: str) -> tuple[str, ...]:
    """Give the plural of a noun, none of a plural."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return ()
    return (noun + "es",) if noun.endswith(("ss", "x", "sh", "ch")) else (noun + "s",)


@cache
def slot_by_noun() -> Mapping[str, str]:
    """Give for every noun of a feature or garment what it fills."""
    return {noun: garment.layer for noun, garment in garments().items()} | features()


@cache
def features() -> dict[str, str]:
    """Give for every noun of a feature what it is: hair, eyes, a mark."""
    return {noun: slot for noun, (slot,) in read_columns("features.txt").items()}


def garment_of(text: str) -> KnownGarment | None:
    """Give what is known of the garment of a phrase, by its last two words or its last one."""
    words = text.split()
    noun = " ".join(words[-2:])
    return garments().get(noun) or (garments().get(words[-1].rpartition("-")[2]) if words else None)


@cache
def is_adjective(word: str) -> bool:
    """Whether a word describes more often than it names or tells: an adjective, or what a body does for all to see."""
    looks = lexicon().looks
    if word in looks.words or word in looks.visible or word in looks.colors or word in known_states():
        return True
    is_known = word in read_words("adjectives.txt") and word not in closed_classes()
    return is_known or bool(shown(word)) or is_compound(word)


def describes(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word is an adjective where it stands, no preposition: not "round" of "a hand round the cup"."""
    word = tokens[number].word
    is_before = word in lexicon().verbs.preposition and follows_any(tokens, number + 1, grammar().objects)
    return is_adjective(word) and not is_before


@cache
def is_visible(word: str) -> bool:
    """Whether an adjective of a part of the body tells what an eye sees: not "natural", "experienced", "own"."""
    looks, face = lexicon().looks, lexicon().looks.face
    known = looks.words | looks.visible | looks.colors | face.lasting | face.eyed | face.skin
    is_told = word in known or is_seen_of_person(word) or bool(shown(word)) or is_compound(word)
    return is_told and word not in looks.unsaid


@cache
def is_seen_of_person(word: str) -> bool:
    """Whether an adjective tells what an eye sees of a whole person."""
    return word in known_states() or is_of_body(word)


@cache
def known_states() -> frozenset[str]:
    """Give the adjectives that tell how somebody is seen for the moment, or in manner."""
    return lexicon().looks.states | lexicon().looks.feelings | person_adjectives()


@cache
def is_degree(word: str) -> bool:
    """Whether a word may stand before an adjective and is none: "very", "rather", "slightly"."""
    return is_adverb(word) or word in lexicon().looks.adverbs


def is_compound(word: str) -> bool:
    """Whether a word is a hyphened adjective: "close-fitting", "gold-rimmed", "half-humorous"."""
    first, _, last = word.rpartition("-")
    return (
        bool(first and last)
        and word not in slot_by_noun()
        and (last.endswith(("ed", "ing", "en")) or is_adjective(last))
    )


@cache
def is_of_body(word: str) -> bool:
    """Whether a word says what somebody's body is like: "lithe-limbed", "red-haired", "sparely-built"."""
    first, _, last = word.rpartition("-")
    return bool(first) and (last in ("built", "featured") or last in bodied())


@cache
def bodied() -> frozenset[str]:
    """Give the second parts of such words: "limbed", "haired", "faced", "lipped"."""
    nouns = [noun for noun, slot in features().items() if slot in ("hair", "beard", "eyes", "face", "body")]
    return frozenset(form for noun in nouns for form in (noun + "ed", noun + "d", noun + noun[-1] + "ed"))


@cache
def shown(word: str) -> str:
    """Give the participle for a verb form that tells how a part of the body is seen: of "shook" it is "shaking"."""
    verb = read_verb(word)
    if verb is None or verb.form == "base":
        return ""
    if verb.lemma in lexicon().looks.going_on:
        return ing_form(verb.lemma)
    return lexicon().looks.become.get(verb.lemma, "") if verb.form != "ing" else ""


@cache
def person_adjectives() -> frozenset[str]:
    """Give the adjectives for a whole person's looks."""
    looks, ages = lexicon().looks, lexicon().looks.age
    return looks.build | looks.manner | ages.young | ages.old | ages.middle | ages.child


def adjective_fact(who: Who, word: str, token: int) -> Fact:
    """Make a fact from an adjective about a person."""
    ages = lexicon().looks.age
    if word in ages.young or word in ages.old or word in ages.middle:
        return Fact(who, "age", word, token)
    if word in lexicon().looks.build | ages.child:
        return Fact(who, "build", word, token)
    if word in ("barefoot", "barefooted"):
        return Fact(who, "feet", "bare feet", token)
    if word in lexicon().looks.feelings:
        return Fact(who, "feeling", word, token)
    return Fact(who, "state" if word in lexicon().looks.states else "manner", word, token)


def is_colored(text: str) -> bool:
    """Whether a garment has a color."""
    return bool(colors_of(text))


def colors_of(text: str) -> frozenset[str]:
    """Give the colors in a phrase: navy and blue of "navy-blue uniform"."""
    return lexicon().looks.colors.intersection(text.replace("-", " ").split())


def follows(tokens: Sequence[Token], number: int, word: str) -> bool:
    """Whether a word is at a token number."""
    return number < len(tokens) and tokens[number].word == word


def follows_any(tokens: Sequence[Token], number: int, words: Collection[str]) -> bool:
    """Whether one of these words is at a token number."""
    return number < len(tokens) and tokens[number].word in words
