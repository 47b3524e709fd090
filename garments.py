"""What people wear, put on and take off, and what they have: lists of garments and features after a verb or "with"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from looks import (
    CLAUSE_END,
    DENIALS,
    FEATURES,
    LAYERS,
    LONGEST_RUN,
    Fact,
    feature_phrase,
    follows,
    follows_any,
    noun_run,
    slot_by_noun,
)
from verb_forms import read_verb
from word_tables import word_set

if TYPE_CHECKING:
    from mentions import Mention
    from prose import Token


def read_things(
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
        if _is_overlaid(tokens, index):
            index += 2
            continue
        run = noun_run(tokens, index)
        if not run or any(token.word in DENIALS for token in tokens[index : run[1]]):
            return
        slot = slot_by_noun()[run[2]]
        if slot in slots:
            text = feature_phrase(tokens, run[0], run[1], slot)
            if slot in LAYERS or " " in text or slot in ("beard", "marks"):
                yield Fact(who, slot, text, run[0], removed)
        index = run[1] + 1


def _is_overlaid(tokens: Sequence[Token], number: int) -> bool:
    """Whether "shaded by", "streaked with" or "surmounted by" leads from one feature of a list to the next."""
    verb = read_verb(tokens[number].word)
    return verb is not None and verb.form in ("past", "participle") and follows_any(tokens, number + 1, ("by", "with"))


def _garment_at(tokens: Sequence[Token], number: int) -> bool:
    """Whether a garment with its adjectives follows, as after "in a"."""
    run = noun_run(tokens, number)
    return run is not None and slot_by_noun()[run[2]] in LAYERS


def facts_of_wearing(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read what somebody wore, put on or took off, from the verb soon after the mention."""
    put_on = word_set("looks.toml", "garments", "put_on")
    take_off = word_set("looks.toml", "garments", "take_off")
    sentence = tokens[mention.first].sentence
    for index in range(mention.last, min(mention.last + LONGEST_RUN, len(tokens))):
        token = tokens[index]
        if token.sentence != sentence or token.text in CLAUSE_END or token.quoted or token.word in DENIALS:
            return
        if token.word in ("had", "has") and mention.subject and index == mention.last:
            yield from read_things(tokens, mention.who, index + 1, FEATURES)
            return
        if token.word == "in" and (index == mention.last or (mention.subject and _garment_at(tokens, index + 2))):
            yield from read_things(tokens, mention.who, index + 1, LAYERS)
            return
        if token.word in put_on and (mention.subject or index == mention.last):
            start = index + 1 + (follows(tokens, index + 1, "in") or follows(tokens, index + 1, "on"))
            yield from read_things(tokens, mention.who, start, LAYERS)
            return
        taken = token.word in take_off or (
            token.word in ("took", "takes", "pulled") and follows(tokens, index + 1, "off")
        )
        if taken and mention.subject:
            yield from read_things(tokens, mention.who, index + 1, LAYERS, removed=True)
            return
