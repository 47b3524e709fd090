"""Visible facts about people: features and garments with their adjectives ("her short red hair")."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mentions import person_nouns
from verb_forms import read_verb
from word_tables import read_table, split_words, word_set

if TYPE_CHECKING:
    from mentions import Mention
    from prose import Token

FEATURES = ("hair", "beard", "eyes", "face", "marks")
LAYERS = ("whole", "outer", "top", "bottom", "head", "feet", "extra", "occasion")
LONGEST_RUN = 6  # adjectives and commas before a noun
CLAUSE_END = frozenset((".", ";", ":", "!", "?", "…", "(", ")", "—", "--"))
DENIALS = frozenset(
    ("not", "never", "no", "without", "n't", "wasn't", "isn't", "nor", "neither", "like", "as", "than", "if", "would")
)


class Fact(NamedTuple):
    """One visible thing that a scene says of somebody."""

    who: int
    slot: str  # one of FEATURES, of LAYERS, or "build", "age", "noun", "manner"
    text: str  # "short red hair"
    token: int
    removed: bool = False  # taken off


@cache
def slot_by_noun() -> dict[str, str]:
    """Give for every noun of a look or garment the slot that it fills."""
    table, found = read_table("looks.toml"), {}
    for slot in FEATURES:
        for noun in split_words(table[slot]["nouns"]):
            found[noun] = slot
    for layer in LAYERS:
        for noun in split_words(table["garments"][layer]):
            found[noun] = layer
    return found


@cache
def _adjectives(slot: str) -> frozenset[str]:
    """Words that may describe the noun of a slot."""
    colors = word_set("looks.toml", "colors", "words")
    if slot in FEATURES:
        return colors | word_set("looks.toml", slot, "words")
    return colors | word_set("looks.toml", "garments", "words")


@cache
def person_adjectives() -> frozenset[str]:
    """Give the adjectives that say how a whole person looks."""
    ages = (word_set("looks.toml", "age", key) for key in ("young", "old", "middle", "child"))
    return word_set("looks.toml", "build", "words").union(word_set("looks.toml", "manner", "words"), *ages)


def facts_of_own_words(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "the tall old man" itself."""
    words = [token.word for token in tokens[mention.first + 1 : mention.last - 1]]
    for offset, word in enumerate(words):
        if word in person_adjectives():
            yield adjective_fact(mention.who, word, mention.first + 1 + offset)


def adjective_fact(who: int, word: str, token: int) -> Fact:
    """Make the fact that an adjective states of somebody."""
    if any(word in word_set("looks.toml", "age", key) for key in ("young", "old", "middle")):
        return Fact(who, "age", word, token)
    if word in word_set("looks.toml", "build", "words"):
        return Fact(who, "build", word, token)
    return Fact(who, "manner", word, token)


def facts_of_owned(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "her short red hair", "Emma's green coat", and "his hair was grey"."""
    start = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    run = noun_run(tokens, start)
    if not run:
        return
    first, last, noun = run
    slot = slot_by_noun()[noun]
    text = feature_phrase(tokens, first, last, slot)
    if slot in LAYERS:
        removed = _is_taken_off(tokens, mention.first) or follows(tokens, last + 1, "off")
        yield Fact(mention.who, slot, text, first, removed)
    elif " " in text:
        yield Fact(mention.who, slot, text, first)
    else:
        yield from _feature_is(tokens, mention.who, last, slot, text)


def _is_taken_off(tokens: Sequence[Token], number: int) -> bool:
    """Whether what comes before an owner takes the garment away: "took off his", "without her", "hung up my"."""
    before = [token.word for token in tokens[max(0, number - 2) : number]]
    if not before:
        return False
    return (
        before[-1] in word_set("looks.toml", "garments", "take_off")
        or before in (["hung", "up"], ["put", "away"])
        or before[-1] == "off"
    )


def follows(tokens: Sequence[Token], number: int, word: str) -> bool:
    """Whether a word stands at a token number."""
    return number < len(tokens) and tokens[number].word == word


def follows_any(tokens: Sequence[Token], number: int, words: Collection[str]) -> bool:
    """Whether one of these words stands at a token number."""
    return number < len(tokens) and tokens[number].word in words


def _feature_is(tokens: Sequence[Token], who: int, noun_at: int, slot: str, noun: str) -> Iterator[Fact]:
    """Read "her hair was short and red"."""
    index = noun_at + 1
    if index >= len(tokens) or tokens[index].word not in ("was", "were", "is", "are"):
        return
    words = []
    for number in range(index + 1, min(index + 1 + LONGEST_RUN, len(tokens))):
        token = tokens[number]
        if token.word in DENIALS or token.text in CLAUSE_END:
            break
        if token.word in _adjectives(slot) and not follows(tokens, number + 1, "of"):
            words.append(token.word)
    if words:
        yield Fact(who, slot, " ".join((*words, noun)), noun_at)


def noun_run(tokens: Sequence[Token], start: int) -> tuple[int, int, str] | None:
    """Find adjectives and the noun of a look or garment from a token on: (first, noun's token, noun)."""
    nouns = slot_by_noun()
    for index in range(start, min(start + LONGEST_RUN, len(tokens))):
        word = tokens[index].word
        pair = f"{word} {tokens[index + 1].word}" if index + 1 < len(tokens) else ""
        if pair in nouns:
            return start, index + 1, pair
        feature = word.rpartition("-")[2]
        if feature != word and word not in nouns and nouns.get(feature) in FEATURES:
            return start, index, feature
        if word in nouns and not (index + 1 < len(tokens) and tokens[index + 1].word in nouns and word != "hair"):
            return start, index, word
        if not _may_stand_before(word):
            return None
    return None


@cache
def _may_stand_before(word: str) -> bool:
    """Whether a word may stand between an owner and the noun: an adjective, no verb, person or function word."""
    if word in (",", "and", "-"):
        return True
    if not word[0].isalpha():
        return False
    if any(word in _adjectives(slot) for slot in (*FEATURES, "whole")):
        return True  # also where it has another use: "a round face"
    if word in _stops():
        return False
    if word in person_adjectives() or "-" in word:
        return True
    verb = read_verb(word)
    return verb is None or verb.form in ("base", "ing", "participle")


@cache
def _stops() -> frozenset[str]:
    keys = ("preposition", "be", "have", "modal", "negation", "conjunction", "determiner")
    return frozenset[str]().union(*(word_set("verbs.toml", key) for key in keys)) | person_nouns() | {"'s"} | PRONOUNS


PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we", "you", "him", "them", "me", "us"))


def feature_phrase(tokens: Sequence[Token], first: int, last: int, slot: str) -> str:
    """Write the visible adjectives and the noun."""
    noun_first = last - 1 if f"{tokens[last - 1].word} {tokens[last].word}" in slot_by_noun() else last
    words = [token.word for token in tokens[first:noun_first] if token.word in _adjectives(slot) or "-" in token.word]
    return " ".join((*words, *(token.word for token in tokens[noun_first : last + 1])))
