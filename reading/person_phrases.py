"""Read noun phrases about a person: "a tall, very thin man of fifty", "the miller's only son", ", a sailor"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.word_classes import auxiliary_words
from english.words import is_adverb, person_nouns
from reading.ages import decade_after, read_years, years_after
from reading.looks import (
    CLAUSE_END,
    Fact,
    adjective_fact,
    follows,
    follows_any,
    is_adjective,
    is_degree,
    is_seen_of_person,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Token
    from reading.mentions import Mention
    from reading.people import Who
    from reading.people_around import PeopleAround

LONGEST_PHRASE = 18  # words from an article to its person noun
LONGEST_ASIDE = 6  # words between two commas within it
ARTICLES = frozenset(("a", "an", "the", "that", "such", "his", "her", "no", "one"))


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
        if self.noun in lexicon().looks.haired:
            yield Fact(who, "hair", lexicon().looks.haired[self.noun], self.head)
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
        if is_seen_of_person(token.word) and not intensifies(tokens, index):
            adjectives.append((token.word, index))
    return None


def intensifies(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word only tells how much of another adjective there is: "pretty sure", "a pretty hard fellow"."""
    after = tokens[number + 1].word if number + 1 < len(tokens) else "."
    kept = nouns() | lexicon().looks.age.child | lexicon().looks.age.young  # "a pretty little girl" is pretty
    is_more = is_adjective(after) or is_degree(after) or after in ("sure", "much", "well")
    return tokens[number].word in lexicon().looks.intensifiers and is_more and after not in kept


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


def apposition(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read ", a tall man of fifty, a sailor"."""
    phrase = read_person_phrase(tokens, start)
    if phrase is None or follows_any(tokens, phrase.head + 1, ("called", "named")):
        return  # "Paul, a tall man called Tom": the next of a list
    yield from phrase.facts(who)
    yield from phrase_years(tokens, who, phrase)
    if follows(tokens, phrase.head + 1, ",") and follows_any(tokens, phrase.head + 2, ("a", "an")):
        yield from apposition(tokens, who, phrase.head + 2)


def told_after(tokens: Sequence[Token], who: Who, comma: int) -> Iterator[Fact]:
    """Read "Emma came in, a tall woman of fifty", a whole aside; not "came in, a tall woman following"."""
    phrase = read_person_phrase(tokens, comma + 1) if tokens[comma].text == "," else None
    if phrase is None:
        return
    after = phrase.head + 1
    is_whole = after >= len(tokens) or not tokens[after].text[0].isalpha()
    is_told = is_whole or (follows(tokens, after, "with") and is_described(tokens, after + 1))
    if is_told or list(phrase_years(tokens, who, phrase)):
        yield from apposition(tokens, who, comma + 1)


def aside_after(tokens: Sequence[Token], verb: int) -> int:
    """Find what follows a verb and its adverbs: the comma of "came in slowly, a tall man"."""
    at = verb + 1
    while at < len(tokens) - 1 and (is_adverb(tokens[at].word) or tokens[at].word in DIRECTIONS):
        at += 1
    return min(at, len(tokens) - 1)


ARRIVING = frozenset(
    ("came", "come", "entered", "appeared", "rose", "arrived", "emerged", "walked", "stepped", "returned", "waited")
)
DIRECTIONS = frozenset(("in", "out", "up", "down", "back", "home", "forward", "over", "by", "along", "near"))


def is_described(tokens: Sequence[Token], number: int) -> bool:
    """Whether a feature with its adjective follows "with", no other person: "with a grey beard", not "with her"."""
    return not follows_any(tokens, number, ("her", "him", "them", "his", "me", "us"))


def phrase_years(tokens: Sequence[Token], who: Who, phrase: PersonPhrase) -> Iterator[Fact]:
    """Read the age of "a man of fifty", "a woman in her thirties", "a seven-year-old girl"."""
    after = tokens[phrase.head + 1].word if phrase.head + 1 < len(tokens) else ""
    years, slot = None, "decade" if after == "in" else "years"
    if after in ("of", "aged"):
        years = years_after(tokens, phrase.head + 2)
    elif after == "in":
        years = decade_after(tokens, phrase.head + 2)
    before = (token.word for token in tokens[max(0, phrase.head - 3) : phrase.head])
    compound = next((word for word in before if word.endswith("-old")), "")
    if compound:
        years, slot = read_years(compound), "years"
    if years is not None:
        yield Fact(who, slot, str(years), phrase.head)


def facts_of_own_words(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "the tall old man" itself."""
    for number in range(mention.first + 1, mention.last - 1):
        if is_seen_of_person(tokens[number].word):
            yield adjective_fact(mention.who, tokens[number].word, number)


def is_only(people: PeopleAround, subject: Mention, end: int) -> bool:
    """Whether nobody but a subject is spoken of up to a token, and no other clause begins."""
    between = people.tokens[subject.last : end]
    others = {each.who for each in people.in_sentence(end) if subject.last <= each.first < end} - {subject.who}
    words = {token.word for token in between}
    return not others and words.isdisjoint(OTHER_CLAUSES) and words.isdisjoint(nouns())


OTHER_CLAUSES = frozenset(("as", "while", "when", "where", "who", "whose", "which", "that", "because", "if", "than"))
