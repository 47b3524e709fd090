"""What a sentence says somebody is: phrases with a person noun, and where such a phrase begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import person_nouns
from english.tables import word_set
from reading.looks import CLAUSE_END, DENIALS, Fact, adjective_fact, follows_any, person_adjectives

if TYPE_CHECKING:
    from english.tokens import Token

LONGEST_TAIL = 8  # words between a person noun and its "with"
LONGEST_PHRASE = 18  # words from an article to its person noun
LONGEST_ASIDE = 6  # words between two commas within it
COMPOUNDS = (
    "-haired",
    "-eyed",
    "-faced",
    "-complexioned",
    "-bearded",
    "-skinned",
    "-shouldered",
    "-looking",
    "-featured",
    "-legged",
    "-chested",
)
ARTICLES = frozenset(("a", "an", "the", "that", "such", "his", "her", "no", "one"))


def verb_after_aside(tokens: Sequence[Token], number: int) -> int:
    """Find the "was" that follows an aside between commas ("Beth, as they called her, was …"), or 0."""
    for index in range(number, min(number + LONGEST_TAIL, len(tokens) - 1)):
        if tokens[index].text in CLAUSE_END:
            return 0
        if tokens[index].text == ",":
            return index + 1 if tokens[index + 1].word in ("was", "is") else 0
    return 0


def second_verb(tokens: Sequence[Token], number: int) -> int:
    """Find the second verb of "was in her tenth year, and was tall", or 0."""
    for index in range(number, min(number + LONGEST_PHRASE, len(tokens) - 1)):
        if tokens[index].text in CLAUSE_END or tokens[index].is_capital:
            return 0
        if tokens[index].word == "and" and tokens[index + 1].word in ("was", "is"):
            return index + 1
    return 0


def complement_start(tokens: Sequence[Token], number: int) -> int:
    """Give the token after "to be" in "was admitted by all to be the prettiest girl", or this token."""
    if tokens[number].word not in REPUTED:
        return number
    for index in range(number + 1, min(number + LONGEST_TAIL, len(tokens) - 2)):
        if tokens[index].text in CLAUSE_END or tokens[index].text == "," or tokens[index].word in DENIALS:
            return number
        if tokens[index].word == "to" and tokens[index + 1].word == "be":
            return index + 2
    return number


REPUTED = frozenset(("admitted", "allowed", "considered", "known", "said", "thought", "held", "found", "acknowledged"))


class PersonPhrase(NamedTuple):
    """A noun phrase about a person."""

    adjectives: tuple[tuple[str, int], ...]  # words that can be seen, with their tokens
    head: int  # token of the noun
    noun: str

    def facts(self, who: int) -> Iterator[Fact]:
        """Give the phrase as facts: each adjective, and the whole."""
        for word, token in self.adjectives:
            if word != "old" or self.noun not in word_set("looks.toml", "age", "not_old"):
                yield adjective_fact(who, word, token)
        yield Fact(who, "noun", " ".join((*(word for word, _ in self.adjectives), self.noun)), self.head)


def read_person_phrase(tokens: Sequence[Token], start: int) -> PersonPhrase | None:
    """Read a phrase from its article to a person noun, over any adjectives; None where no person comes."""
    if tokens[start].word not in ARTICLES or (tokens[start].word == "the" and follows_any(tokens, start + 1, ("one",))):
        return None
    adjectives: list[tuple[str, int]] = []
    resumes = start
    for index in range(start + 1, min(start + LONGEST_PHRASE, len(tokens))):
        token = tokens[index]
        resumes = max(resumes, _aside_end(tokens, index))
        if index < resumes:
            continue
        if token.word == "'s" and tokens[index - 1].word in _nouns():
            continue  # "the miller's only son"
        if token.quoted != tokens[start].quoted or token.text in CLAUSE_END or token.word in _phrase_stops():
            return None
        if token.word in _nouns() and not follows_any(tokens, index + 1, _nouns() | {"'s"}):
            return PersonPhrase(tuple(adjectives), index, token.word)
        if token.word in person_adjectives() or token.word.endswith(COMPOUNDS):
            adjectives.append((token.word, index))
    return None


def _aside_end(tokens: Sequence[Token], comma: int) -> int:
    """Find the comma that ends an aside within a phrase ("a pale, and, in short, rather sad man"), or 0."""
    if tokens[comma].text != "," or not follows_any(tokens, comma + 1, word_set("verbs.toml", "preposition")):
        return 0
    words = [token.text for token in tokens[comma + 1 : comma + LONGEST_ASIDE]]
    return comma + 1 + words.index(",") if "," in words else 0


@cache
def _nouns() -> frozenset[str]:
    return word_set("looks.toml", "visual_nouns", "words") | person_nouns()


@cache
def _phrase_stops() -> frozenset[str]:
    keys = ("preposition", "be", "have", "modal", "negation")
    words = frozenset[str]().union(*(word_set("verbs.toml", key) for key in keys))
    return words | {
        "which",
        "who",
        "that",
        "because",
        "when",
        "while",
        "if",
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
    }
