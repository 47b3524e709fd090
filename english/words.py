"""Nouns for people, what gender they tell, and how far "the tall old man" reaches from its article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from english.tables import read_lines, read_pairs, read_words, word_set
from english.verbs import read_verb

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
        if not may_describe(word):
            return None
        last += 1
    return None


ARTICLES = frozenset(("the", "a", "an", "this", "that", "his", "her", "my", "their", "our", "another"))


@cache
def may_describe(word: str) -> bool:
    keys = ("preposition", "conjunction", "be", "have", "modal", "negation", "determiner")
    stops = (
        frozenset[str]().union(*(word_set("verbs.toml", key) for key in keys)) | GENDER_BY_PRONOUN.keys() | FIRST_PERSON
    )
    return (word.isalpha() and word not in stops) or "-" in word


@cache
def titles() -> frozenset[str]:
    """Every title, with and without its dot."""
    return word_set("titles.toml", "female") | word_set("titles.toml", "male") | word_set("titles.toml", "neutral")


@cache
def kin() -> frozenset[str]:
    """Words of kinship that are names when written with a capital."""
    return word_set("titles.toml", "kin_female") | word_set("titles.toml", "kin_male")


@cache
def never_names() -> frozenset[str]:
    """Words whose capital never makes a name."""
    return word_set("titles.toml", "never")


def is_word(word: str) -> bool:
    """Whether a lower-case word is in the English dictionary, itself or as a plural, past or -ing form."""
    words = read_words("english_words.txt.gz")
    if "-" in word:
        return all(part in words and not first_name_sex(part) for part in word.split("-"))  # onion-sauce
    if word in words or "'" in word or word in word_set("people.toml", "crowd"):
        return True
    return any(
        word.endswith(ending) and (word[: -len(ending)] + more) in words
        for ending, more in (
            ("s", ""),
            ("es", ""),
            ("ed", ""),
            ("ed", "e"),
            ("ing", ""),
            ("ing", "e"),
            ("ies", "y"),
            ("ly", ""),
            ("ied", "y"),
        )
    )


def first_name_sex(name: str) -> str:
    """Give "f", "m" or "u" for a known first name, "" for any other word."""
    word = name.lower()
    return read_pairs("first_names.txt").get(word, "") or read_pairs("world_names.txt").get(word, "")


def is_census_name(word: str) -> bool:
    """Whether a lower-case word is a first name of the census, so that Ann is no short form of Anna."""
    return word in read_pairs("first_names.txt")


@cache
def nickname_bases(word: str) -> frozenset[str]:
    """First names that a lower-case word is short for: tom -> thomas."""
    return frozenset(read_pairs("nicknames.txt").get(word, "").split())


@cache
def gazetteer() -> frozenset[str]:
    """Known places, in lower case."""
    return frozenset(line.lower() for line in read_lines("gazetteer.txt"))


@cache
def no_people() -> frozenset[str]:
    """Capitalised words that name no person: peoples, languages, days, things; in lower case."""
    lines = read_lines("demonyms.txt") + read_lines("capitalised_things.txt")
    return frozenset(line.lower() for line in lines)


@cache
def peoples() -> frozenset[str]:
    """Words for peoples, beliefs and styles, in lower case."""
    return frozenset(line.lower() for line in read_lines("demonyms.txt"))


@cache
def function_words() -> frozenset[str]:
    keys = ("preposition", "conjunction", "determiner", "be", "have", "modal", "negation", "adverbs")
    return frozenset[str]().union(*(word_set("verbs.toml", key) for key in keys)) - titles()


FUNCTION_WORDS = ("preposition", "conjunction", "determiner", "be", "have", "modal", "negation", "adverbs")


PRONOUNS = frozenset(
    ("i", "he", "she", "it", "we", "they", "you", "everyone", "everybody", "nobody", "somebody", "someone")
)


@cache
def is_noun(word: str) -> bool:
    """Whether a word is likely a noun: neither a function word nor a verb form."""
    if not word.isalpha() or word in PRONOUNS or any(word in word_set("verbs.toml", key) for key in FUNCTION_WORDS):
        return False
    verb = read_verb(word)
    return verb is None or verb.form in ("base", "s")


NOT_JUDGEMENTS = (("preposition",), ("determiner",), ("conjunction",), ("copulas", "directions"))


@cache
def is_adverb(word: str) -> bool:
    """Whether a word may stand between subject and verb without changing either."""
    return word in word_set("verbs.toml", "adverbs") or (word.endswith("ly") and len(word) > len("only"))
