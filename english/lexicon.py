"""Nouns for people, what gender they tell, and how far "the tall old man" reaches from its article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from english.tables import read_words, word_set

if TYPE_CHECKING:
    from english.tokens import Token

LONGEST_DESCRIPTION = 4  # words between the article and the noun
FIRST_PERSON = frozenset(("i", "me", "my", "myself", "mine"))
GENDER_BY_PRONOUN = {"he": "male", "him": "male", "his": "male", "himself": "male"} | {
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}


def person_gender(noun: str) -> str:
    """Give the gender a person noun tells, "" where it tells none."""
    if noun in word_set("people.toml", "female"):
        return "female"
    return "male" if noun in word_set("people.toml", "male") else ""


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for one person."""
    own = word_set("people.toml", "female") | word_set("people.toml", "male") | word_set("people.toml", "neutral")
    return (
        (own | read_words("person_nouns.txt"))
        - word_set("people.toml", "not_people")
        - word_set("people.toml", "crowd")
    )


def described_until(tokens: Sequence[Token], article: int) -> int | None:
    """Find the noun of "the tall old man" from its article on: its token, or None where nobody is described."""
    last = article + 1
    while last < len(tokens) and last - article <= LONGEST_DESCRIPTION:
        word = tokens[last].word
        if word == "," and last > article + 1:
            last += 1  # "a tall, thin woman"
            continue
        if not tokens[last].text.islower():
            return None
        if word in person_nouns() and not (last + 1 < len(tokens) and tokens[last + 1].word in person_nouns()):
            firm = last + 2 < len(tokens) and tokens[last + 1].text.islower() and tokens[last + 2].word == "'s"
            return None if firm else last  # "the courier company's van"
        if not _may_describe(word):
            return None
        last += 1
    return None


ARTICLES = frozenset(("the", "a", "an", "this", "that", "his", "her", "my", "their", "our", "another"))


@cache
def _may_describe(word: str) -> bool:
    keys = ("preposition", "conjunction", "be", "have", "modal", "negation", "determiner")
    stops = (
        frozenset[str]().union(*(word_set("verbs.toml", key) for key in keys)) | GENDER_BY_PRONOUN.keys() | FIRST_PERSON
    )
    return (word.isalpha() and word not in stops) or "-" in word
