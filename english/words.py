"""Classify single words: nouns for people and their gender, titles, names, places, dictionary words, adverbs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tables import read_lines, read_pairs, read_words
from english.verbs import read_verb
from english.word_classes import closed_classes, function_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token

LONGEST_RUN = 50  # adverbs, adjectives or small words that are stepped over; no author has half as many in a row
LONGEST_DESCRIPTION = 4  # words between the article and the noun
FIRST_PERSON = frozenset(("i", "me", "my", "myself", "mine"))
GENDER_BY_PRONOUN = {"he": "male", "him": "male", "his": "male", "himself": "male"} | {
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}


def person_gender(noun: str) -> str:
    """Give the gender of a noun for a person, "" if it has none."""
    role = read_pairs("roles.txt").get(noun)
    if role == "f" or noun in lexicon().people.female:
        return "female"
    return "male" if role == "m" or noun in lexicon().people.male else ""


@cache
def person_nouns() -> frozenset[str]:
    """Give the nouns for one person."""
    people = lexicon().people
    known = people.female | people.male | people.neutral | listed_people() | read_pairs("roles.txt").keys()
    return known - people.not_people - people.crowd


def listed_people() -> frozenset[str]:
    """Give the nouns whose commonest sense in WordNet is a person."""
    return read_words("person_nouns.txt")


def described_until(tokens: Sequence[Token], article: int) -> int | None:
    """Find the person noun of a description from its article on ("the tall old man"); None if there is none."""
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
    """Whether a word may stand between an article and its noun: no function word, no pronoun."""
    is_open = word not in closed_classes() and word not in GENDER_BY_PRONOUN and word not in FIRST_PERSON
    return (word.isalpha() and is_open) or "-" in word


@cache
def titles() -> frozenset[str]:
    """Give every title, with and without its dot."""
    return lexicon().titles.female | lexicon().titles.male | lexicon().titles.neutral


@cache
def kin() -> frozenset[str]:
    """Give the words of kinship that are names when capitalised."""
    return lexicon().titles.kin_female | lexicon().titles.kin_male


def is_word(word: str) -> bool:
    """Whether a lower-case word is in the English dictionary, itself or as a plural, past or -ing form."""
    words = read_words("english_words.txt.gz")
    if "-" in word:
        return all(part in words and not first_name_sex(part) for part in word.split("-"))  # onion-sauce
    if word in words or "'" in word or word in lexicon().people.crowd:
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


@cache
def nickname_bases(word: str) -> frozenset[str]:
    """Give the first names that a lower-case word is short for: tom -> thomas."""
    return frozenset(read_pairs("nicknames.txt").get(word, "").split())


@cache
def gazetteer() -> frozenset[str]:
    """Give the known places, in lower case."""
    return frozenset(line.lower() for line in read_lines("gazetteer.txt"))


@cache
def no_people() -> frozenset[str]:
    """Give the capitalised words that name no person, in lower case: peoples, languages, days, things."""
    lines = read_lines("demonyms.txt") + read_lines("capitalised_things.txt")
    return frozenset(line.lower() for line in lines)


@cache
def peoples() -> frozenset[str]:
    """Give the words for peoples, beliefs and styles, in lower case."""
    return frozenset(line.lower() for line in read_lines("demonyms.txt"))


PRONOUNS = frozenset(
    ("i", "he", "she", "it", "we", "they", "you", "everyone", "everybody", "nobody", "somebody", "someone")
)


@cache
def is_noun(word: str) -> bool:
    """Whether a word is likely a noun: neither a function word nor a verb form."""
    if not word.isalpha() or word in PRONOUNS or word in function_words():
        return False
    verb = read_verb(word)
    return verb is None or verb.form in ("base", "s")


@cache
def is_adverb(word: str) -> bool:
    """Whether a word may stand between subject and verb: an adverb."""
    return word in lexicon().verbs.adverbs or (word.endswith("ly") and len(word) > len("only"))
