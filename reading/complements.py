"""What somebody is said to be: a tall man of fifty with a white beard, or just tall and very thin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reading.ages import decade_after, read_years, years_after
from reading.garment_lists import read_things
from reading.garments import worn_list
from reading.looks import (
    CLAUSE_END,
    DENIALS,
    FEATURES,
    LAYERS,
    LONGEST_RUN,
    Fact,
    adjective_fact,
    follows,
    follows_any,
    person_adjectives,
)
from reading.predicates import ARTICLES, COMPOUNDS, LONGEST_TAIL, PersonPhrase, read_person_phrase

if TYPE_CHECKING:
    from english.tokens import Token

BEING = frozenset(("was", "is", "'s", "looked", "'m", "am", "are", "were", "'re", "seemed", "appeared", "became"))


def complement(tokens: Sequence[Token], who: int, start: int, *, apposed: bool = False) -> Iterator[Fact]:
    """Read what somebody is: a noun phrase ("a tall, very thin young man with a white beard"), or adjectives alone."""
    while start < len(tokens) and tokens[start].word in ADVERBS:
        start += 1
    if start >= len(tokens) or tokens[start].word in DENIALS or tokens[start].text == ",":
        return
    phrase = read_person_phrase(tokens, start)
    if phrase:
        yield from phrase.facts(who)
        yield from phrase_years(tokens, who, phrase)
        yield from with_things(tokens, who, phrase.head + 1)
        if apposed and follows(tokens, phrase.head + 1, ",") and follows_any(tokens, phrase.head + 2, ("a", "an")):
            yield from complement(tokens, who, phrase.head + 2, apposed=True)
    elif not apposed and tokens[start].word not in ARTICLES:
        yield from _predicates(tokens, who, start)


ADVERBS = frozenset(
    (
        "only",
        "but",
        "then",
        "now",
        "still",
        "also",
        "just",
        "simply",
        "merely",
        "already",
        "indeed",
        "quite",
        "rather",
        "once",
    )
)


def phrase_years(tokens: Sequence[Token], who: int, phrase: PersonPhrase) -> Iterator[Fact]:
    """Read the age of "a man of fifty", "a woman in her thirties", "a seven-year-old girl"."""
    after = tokens[phrase.head + 1].word if phrase.head + 1 < len(tokens) else ""
    years = None
    if after in ("of", "aged"):
        years = years_after(tokens, phrase.head + 2)
    elif after == "in":
        years = decade_after(tokens, phrase.head + 2)
    compound = next(
        (token.word for token in tokens[max(0, phrase.head - 3) : phrase.head] if token.word.endswith("-old")), ""
    )
    years = read_years(compound) if compound else years
    if years is not None:
        yield Fact(who, "years", str(years), phrase.head)


def _predicates(tokens: Sequence[Token], who: int, start: int) -> Iterator[Fact]:
    """Read "tall and very thin, with red hair"."""
    for index in range(start, min(start + LONGEST_RUN, len(tokens))):
        word = tokens[index].word
        if word in person_adjectives() or word.endswith(COMPOUNDS):
            if not follows_any(tokens, index + 1, ("enough", "on")):  # "tall enough", "bent on"
                yield adjective_fact(who, word, index)
        elif word == "," and (years := years_after(tokens, index + 1)) is not None:
            yield Fact(who, "years", str(years), index + 1)  # "quite young, not more than eighteen"
            return
        elif word in ("with", "in", "dressed", "wearing", "clad"):
            yield from with_things(tokens, who, index)
            return
        elif word not in (",", "and", "but", "so", "too", "very", "rather", "quite", "tall") and not word.endswith(
            "ly"
        ):
            return


def with_things(tokens: Sequence[Token], who: int, index: int) -> Iterator[Fact]:
    """Read what follows the noun: "of forty, with red hair and a scar", "in a green coat"."""
    for number in range(index, min(index + LONGEST_TAIL, len(tokens))):
        token = tokens[number]
        if token.text in CLAUSE_END or token.word in ("who", "which", "that", "was", "had"):
            return
        if token.word == "with":
            yield from read_things(tokens, who, number + 1, FEATURES + LAYERS)
            return
        if token.word == "in" and decade_after(tokens, number + 1):
            continue
        if token.word == "in" and follows_any(tokens, number + 1, ("his", "her", "my")):
            return  # read with its owner
        if token.word in ("in", "wearing", "dressed", "clad"):
            start = number + 1 + (token.word in ("dressed", "clad") and follows(tokens, number + 1, "in"))
            yield from worn_list(tokens, who, start)
            return
