"""What the text says of people's looks and clothes: visible facts, each with its person and its place in the scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mentions import NARRATOR, Mention, Mentions
from word_tables import read_table, split_words, word_set

if TYPE_CHECKING:
    from cast import Cast
    from prose import Prose, Token

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
def _slot_by_noun() -> dict[str, str]:
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
def _person_adjectives() -> frozenset[str]:
    ages = (word_set("looks.toml", "age", key) for key in ("young", "old", "middle", "child"))
    return word_set("looks.toml", "build", "words").union(word_set("looks.toml", "manner", "words"), *ages)


def find_facts(prose: Prose, mentions: Mentions, cast: Cast, narrator: int | None) -> tuple[Fact, ...]:
    """Find every visible fact of a scene; comparisons, denials and speech are left out."""
    del cast
    facts: list[Fact] = []
    for mention in mentions.found:
        if prose.tokens[mention.first].quoted:
            continue
        who = narrator if mention.who == NARRATOR and narrator is not None else mention.who
        facts.extend(fact._replace(who=who) for fact in _facts_about(prose.tokens, mention))
    return tuple(sorted(set(facts), key=lambda fact: (fact.token, fact.slot, fact)))  # equal on every run


def _facts_about(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    if mention.kind == "described":
        yield from _own_words(tokens, mention)
    if mention.owns:
        yield from _owned(tokens, mention)
    else:
        yield from _said_of(tokens, mention)


def _own_words(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "the tall old man" itself."""
    words = [token.word for token in tokens[mention.first + 1 : mention.last - 1]]
    for offset, word in enumerate(words):
        if word in _person_adjectives():
            yield _adjective(mention.who, word, mention.first + 1 + offset)


def _adjective(who: int, word: str, token: int) -> Fact:
    if any(word in word_set("looks.toml", "age", key) for key in ("young", "old", "middle")):
        return Fact(who, "age", word, token)
    if word in word_set("looks.toml", "build", "words"):
        return Fact(who, "build", word, token)
    return Fact(who, "manner", word, token)


def _owned(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "her short red hair", "Emma's green coat", and "his hair was grey"."""
    start = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    run = _noun_run(tokens, start)
    if not run:
        return
    first, last, noun = run
    slot = _slot_by_noun()[noun]
    text = _phrase(tokens, first, last, slot)
    before = tokens[mention.first - 1].word if mention.first else ""
    if slot in LAYERS:
        removed = before in word_set("looks.toml", "garments", "take_off") or _follows(tokens, last + 1, "off")
        yield Fact(mention.who, slot, text, first, removed)
    elif " " in text:
        yield Fact(mention.who, slot, text, first)
    else:
        yield from _feature_is(tokens, mention.who, last, slot, text)


def _follows(tokens: Sequence[Token], number: int, word: str) -> bool:
    return number < len(tokens) and tokens[number].word == word


def _feature_is(tokens: Sequence[Token], who: int, noun_at: int, slot: str, noun: str) -> Iterator[Fact]:
    """Read "her hair was short and red"."""
    index = noun_at + 1
    if index >= len(tokens) or tokens[index].word not in ("was", "were", "is", "are"):
        return
    words = []
    for token in tokens[index + 1 : index + 1 + LONGEST_RUN]:
        if token.word in DENIALS or token.text in CLAUSE_END:
            break
        if token.word in _adjectives(slot):
            words.append(token.word)
    if words:
        yield Fact(who, slot, " ".join((*words, noun)), noun_at)


def _noun_run(tokens: Sequence[Token], start: int) -> tuple[int, int, str] | None:
    """Find adjectives and the noun of a look or garment from a token on: (first, noun's token, noun)."""
    nouns = _slot_by_noun()
    for index in range(start, min(start + LONGEST_RUN, len(tokens))):
        word = tokens[index].word
        pair = f"{word} {tokens[index + 1].word}" if index + 1 < len(tokens) else ""
        if pair in nouns:
            return start, index + 1, pair
        if word in nouns and not (index + 1 < len(tokens) and tokens[index + 1].word in nouns and word != "hair"):
            return start, index, word
        if not _may_stand_before(word):
            return None
    return None


@cache
def _may_stand_before(word: str) -> bool:
    if word in (",", "and", "-"):
        return True
    tables = [_adjectives(slot) for slot in (*FEATURES, "whole")]
    return any(word in table for table in tables) or word in _person_adjectives() or "-" in word


def _phrase(tokens: Sequence[Token], first: int, last: int, slot: str) -> str:
    """Write the visible adjectives and the noun."""
    noun_first = last - 1 if f"{tokens[last - 1].word} {tokens[last].word}" in _slot_by_noun() else last
    words = [token.word for token in tokens[first:noun_first] if token.word in _adjectives(slot) or "-" in token.word]
    return " ".join((*words, *(token.word for token in tokens[noun_first : last + 1])))


# --- "Emma was tall", "Emma, a tall woman with red hair", "he wore a green coat" ------------------------------------


def _said_of(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    index = mention.last
    if index >= len(tokens):
        return
    word = tokens[index].word
    if (word in ("was", "is", "'s", "looked", "'m", "am") and mention.subject) or (
        word == "," and index + 1 < len(tokens) and tokens[index + 1].word in ("a", "an", "the")
    ):
        yield from _complement(tokens, mention.who, index + 1)
    yield from _worn(tokens, mention)


def _complement(tokens: Sequence[Token], who: int, start: int) -> Iterator[Fact]:
    """Read adjectives and a person noun up to the clause's end: "a tall, thin young man with a white beard"."""
    words, nouns = [], word_set("looks.toml", "visual_nouns", "words")
    for index in range(start, min(start + LONGEST_RUN + 3, len(tokens))):
        word, text = tokens[index].word, tokens[index].text
        if word in DENIALS or text in CLAUSE_END or tokens[index].quoted:
            break
        if word in _person_adjectives():
            words.append(word)
            yield _adjective(who, word, index)
        elif word in nouns:
            yield Fact(who, "noun", " ".join((*words, word)), index)
            yield from _with(tokens, who, index + 1)
            break
        elif word == "with":
            yield from _with(tokens, who, index)
            break
        elif word in ("in", "dressed", "wearing", "clad"):
            yield from _dressed(tokens, who, index)
            break
        elif not _passes(word):
            break


@cache
def _passes(word: str) -> bool:
    return (
        word in (",", "and", "a", "an", "the", "very", "rather", "quite", "so", "too", "but", "of", "about", "somewhat")
        or word.endswith("ly")
        or "-" in word
    )


def _with(tokens: Sequence[Token], who: int, index: int) -> Iterator[Fact]:
    """Read "with red hair and a scar"."""
    if not _follows(tokens, index, "with"):
        if index < len(tokens) and tokens[index].word in ("in", "wearing", "dressed"):
            yield from _dressed(tokens, who, index)
        return
    yield from _things(tokens, who, index + 1, FEATURES)


def _dressed(tokens: Sequence[Token], who: int, index: int) -> Iterator[Fact]:
    start = index + 1 + (tokens[index].word in ("dressed", "clad") and _follows(tokens, index + 1, "in"))
    yield from _things(tokens, who, start, LAYERS)


def _things(
    tokens: Sequence[Token], who: int, start: int, slots: tuple[str, ...], *, removed: bool = False
) -> Iterator[Fact]:
    """Read a list of features or garments: "a green coat, a hat and brown boots"."""
    index = start
    while index < len(tokens):
        if tokens[index].word in (
            "a",
            "an",
            "the",
            "his",
            "her",
            "my",
            "their",
            "and",
            ",",
            "on",
            "with",
            "off",
            "up",
            "in",
            "over",
            "pair",
            "of",
            "some",
        ):
            index += 1
            continue
        run = _noun_run(tokens, index)
        if not run or any(token.word in DENIALS for token in tokens[index : run[1]]):
            return
        slot = _slot_by_noun()[run[2]]
        if slot in slots:
            text = _phrase(tokens, run[0], run[1], slot)
            if slot in LAYERS or " " in text or slot in ("beard", "marks"):
                yield Fact(who, slot, text, run[0], removed)
        index = run[1] + 1


def _worn(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read what somebody wore, put on or took off, from the verb soon after the mention."""
    put_on = word_set("looks.toml", "garments", "put_on")
    take_off = word_set("looks.toml", "garments", "take_off")
    sentence = tokens[mention.first].sentence
    for index in range(mention.last, min(mention.last + LONGEST_RUN, len(tokens))):
        token = tokens[index]
        if token.sentence != sentence or token.text in CLAUSE_END or token.quoted or token.word in DENIALS:
            return
        if token.word in ("had", "has") and mention.subject and index == mention.last:
            yield from _things(tokens, mention.who, index + 1, FEATURES)
            return
        if token.word == "in" and index == mention.last:
            yield from _things(tokens, mention.who, index + 1, LAYERS)
            return
        if token.word in put_on and (mention.subject or index == mention.last):
            start = index + 1 + (_follows(tokens, index + 1, "in") or _follows(tokens, index + 1, "on"))
            yield from _things(tokens, mention.who, start, LAYERS)
            return
        taken = token.word in take_off or (
            token.word in ("took", "takes", "pulled") and _follows(tokens, index + 1, "off")
        )
        if taken and mention.subject:
            yield from _things(tokens, mention.who, index + 1, LAYERS, removed=True)
            return
