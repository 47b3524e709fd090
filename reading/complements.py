"""Read predicates about people: a tall man of fifty with a white beard, or just tall and very thin."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.word_classes import auxiliary_words
from english.words import person_nouns
from reading.ages import decade_after, read_years, years_after
from reading.looks import (
    CLAUSE_END,
    Fact,
    adjective_fact,
    follows,
    follows_any,
    is_adjective,
    is_of_body,
    person_adjectives,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Token
    from reading.mentions import Mention
    from reading.people import Who

LONGEST_RUN = 6  # words of a list of adjectives
LONGEST_TAIL = 8  # words between a person noun and its "with"
LONGEST_PHRASE = 18  # words from an article to its person noun
LONGEST_ASIDE = 6  # words between two commas within it
ARTICLES = frozenset(("a", "an", "the", "that", "such", "his", "her", "no", "one"))


def verb_after_aside(tokens: Sequence[Token], number: int) -> int:
    """Find the "was" that follows an aside between commas ("Beth, as they called her, was …"), or 0."""
    for index in range(number, min(number + LONGEST_TAIL, len(tokens) - 1)):
        if tokens[index].text in CLAUSE_END:
            return 0
        if tokens[index].text == ",":
            return index + 1 if tokens[index + 1].word in ("was", "is") else 0
    return 0


def complement_start(tokens: Sequence[Token], number: int) -> int:
    """Give the token after "to be" in "was admitted by all to be the prettiest girl", else this token."""
    if tokens[number].word not in REPUTED:
        return number
    for index in range(number + 1, min(number + LONGEST_TAIL, len(tokens) - 2)):
        if (
            tokens[index].text in CLAUSE_END
            or tokens[index].text == ","
            or tokens[index].word in lexicon().looks.denials
        ):
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

    def facts(self, who: Who) -> Iterator[Fact]:
        """Give the phrase as facts: each adjective, and the whole."""
        for word, token in self.adjectives:
            if word != "old" or self.noun not in lexicon().looks.age.not_old:
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
        resumes = max(resumes, aside_end(tokens, index))
        if index < resumes:
            continue
        if token.word == "'s" and tokens[index - 1].word in nouns():
            continue  # "the miller's only son"
        if token.quoted != tokens[start].quoted or token.text in CLAUSE_END or token.word in phrase_stops():
            return None
        if token.word in nouns() and not follows_any(tokens, index + 1, nouns() | {"'s"}):
            return PersonPhrase(tuple(adjectives), index, token.word)
        if is_telling(token.word):
            adjectives.append((token.word, index))
    return None


@cache
def is_telling(word: str) -> bool:
    """Whether an adjective before a noun for a person may be seen: not "own", "late", "other"."""
    return (
        word in person_adjectives() or is_of_body(word) or (is_adjective(word) and word not in lexicon().looks.unsaid)
    )


def aside_end(tokens: Sequence[Token], comma: int) -> int:
    """Find the comma that ends an aside within a phrase ("a pale, and, in short, rather sad man"), or 0."""
    if tokens[comma].text != "," or not follows_any(tokens, comma + 1, lexicon().verbs.preposition):
        return 0
    words = [token.text for token in tokens[comma + 1 : comma + LONGEST_ASIDE]]
    return comma + 1 + words.index(",") if "," in words else 0


@cache
def nouns() -> frozenset[str]:
    """Give the nouns that end a phrase about a person."""
    return lexicon().looks.visual_nouns | person_nouns()


@cache
def phrase_stops() -> frozenset[str]:
    """Give the words that end a description: "a pale man with", "tall and thin was"; not "the" and "and"."""
    return lexicon().verbs.preposition | auxiliary_words() | CLAUSE_OPENERS


CLAUSE_OPENERS = frozenset(
    ("which", "who", "that", "because", "when", "while", "if", "he", "she", "it", "they", "i", "we", "you")
)


BEING = frozenset(("was", "is", "'s", "looked", "'m", "am", "are", "were", "'re", "seemed", "appeared", "became"))


def complement(tokens: Sequence[Token], who: Who, start: int, *, apposed: bool = False) -> Iterator[Fact]:
    """Read what somebody is: a noun phrase ("a tall, very thin young man with a white beard"), or adjectives alone."""
    while start < len(tokens) and tokens[start].word in lexicon().looks.adverbs:
        start += 1
    if start >= len(tokens) or tokens[start].word in lexicon().looks.denials or tokens[start].text == ",":
        return
    phrase = read_person_phrase(tokens, start)
    if phrase:
        yield from phrase.facts(who)
        yield from phrase_years(tokens, who, phrase)
        if apposed and follows(tokens, phrase.head + 1, ",") and follows_any(tokens, phrase.head + 2, ("a", "an")):
            yield from complement(tokens, who, phrase.head + 2, apposed=True)


def phrase_years(tokens: Sequence[Token], who: Who, phrase: PersonPhrase) -> Iterator[Fact]:
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


def facts_of_own_words(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "the tall old man" itself."""
    for number in range(mention.first + 1, mention.last - 1):
        word = tokens[number].word
        if is_telling(word):
            yield adjective_fact(mention.who, word, number)
