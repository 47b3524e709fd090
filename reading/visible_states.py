"""Read what is seen of somebody for the moment: "was pale and shaking", "smiled", "sat there, barefoot"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tables import read_pairs
from english.verbs import ing_form, read_verb
from english.words import is_adverb
from reading.looks import (
    Fact,
    adjective_fact,
    follows_any,
    grammar,
    is_adjective,
    is_degree,
    is_of_body,
    person_adjectives,
)
from reading.people import GROUP
from reading.people_around import is_denied, is_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from english.tokens import Prose, Token
    from reading.mentions import Mention
    from reading.people_around import PeopleAround


def find_states(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Find the expressions and the passing states that the narration gives somebody, and what ends an outfit."""
    tokens = prose.tokens
    for number in unquoted(prose, expression_words()):
        if (who := who_shows(prose, people, number)) is not None:
            yield Fact(who.who, "state", expression(tokens[number].word), number)
    told = {word for word in prose.index if "-" in word and is_of_body(word)}
    for number in unquoted(prose, known_states() | told):
        if (who := who_is(people, number)) is not None:
            yield from (adjective_fact(who.who, tokens[at].word, at) for at in row_of(tokens, number))
    for number in unquoted(prose, UNDRESSING):
        who = people.subject_before(number)
        if who is not None and is_free(people, who, number) and ends_clothes(tokens, number, tokens[number].word):
            yield Fact(who.who, "undressed", "", number)
    yield from looked(prose, people)


def unquoted(prose: Prose, words: AbstractSet[str]) -> Iterator[int]:
    """Give the tokens of some words that are not in speech."""
    return (number for number in prose.find_words(words) if not prose.tokens[number].quoted)


def looked(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Read "looked rather tired"."""
    for number in prose.find_words(LOOKING):
        who, at = people.by_last.get(number), number + 1
        while at < len(prose.tokens) and is_degree(prose.tokens[at].word):
            at += 1
        if who is not None and at < len(prose.tokens) and is_free(people, who, at) and is_said_so(prose.tokens, at):
            yield adjective_fact(who.who, prose.tokens[at].word, at)


UNDRESSING = frozenset(("undressed", "stripped", "bathed", "showered", "changed", "bed", "bath", "shower"))


def ends_clothes(tokens: Sequence[Token], number: int, word: str) -> bool:
    """Whether somebody bathes, changes or goes to bed: what they wore before is not worn after it."""
    if word in ("bed", "bath", "shower"):
        before = [token.word for token in tokens[max(0, number - 2) : number]]
        return before in (["to", "bed"], ["into", "bed"], ["took", "a"], ["had", "a"]) or before[-1:] == ["to"]
    return follows_any(tokens, number + 1, grammar().ends | {"into"})


LOOKING = frozenset(("looked", "looks", "seemed", "appeared"))


def is_said_so(tokens: Sequence[Token], number: int) -> bool:
    """Whether "looked" is followed by how somebody looks: "looked tired", not "looked out" or "seemed able to"."""
    word = tokens[number].word
    is_told = is_adjective(word) and word not in lexicon().looks.unsaid
    return is_told and follows_any(tokens, number + 1, grammar().ends)


def row_of(tokens: Sequence[Token], number: int) -> Iterator[int]:
    """Give the tokens of the adjectives that stand in a row with one that can be seen: "small and fragile"."""
    yield number
    for step in (-1, 1):
        at = number + step
        while 0 < at < len(tokens) - 1 and is_of_row(tokens[at].word):
            word, is_more = tokens[at].word, follows_any(tokens, at + 1, ("to", "of"))
            if is_adjective(word) and word not in lexicon().looks.unsaid and not is_more:
                yield at
            at += step
            if tokens[at].sentence != tokens[number].sentence:
                break


@cache
def is_of_row(word: str) -> bool:
    """Whether a word may stand in a row of adjectives."""
    return word in ("and", ",", "but") or is_degree(word) or is_adjective(word)


@cache
def expression_words() -> frozenset[str]:
    """Give the forms of the verbs that can be seen in a face or body."""
    irregular = {
        form for form, base in read_pairs("irregular_verbs.txt").items() if base in lexicon().looks.expressions
    }
    lemmas = lexicon().looks.expressions
    regular = {lemma + ending for lemma in lemmas for ending in ("s", "d", "ed")} | {
        ing_form(lemma) for lemma in lemmas
    }
    return frozenset(word for word in irregular | regular if expression(word))


@cache
def expression(word: str) -> str:
    """Give the participle of a verb that can be seen in a face or body, "" for any other word."""
    verb = read_verb(word)
    if verb is None or verb.form == "base" or verb.lemma not in lexicon().looks.expressions:
        return ""
    return ing_form(verb.lemma)


def who_shows(prose: Prose, people: PeopleAround, number: int) -> Mention | None:
    """Find who smiles: the subject right before the verb, or that of its clause."""
    tokens = prose.tokens
    verb = read_verb(tokens[number].word)
    if verb is None or follows_any(tokens, number + 1, grammar().objects):
        return None
    if verb.lemma in lexicon().looks.spoken and is_said_aloud(prose, number):
        return None
    start = number
    while start > 0 and is_adverb(tokens[start - 1].word):
        start -= 1
    mention = people.by_last.get(start)
    if verb.form != "ing":
        joined = tokens[start - 1].word == "and" if start else False
        mention = (
            mention if mention is not None and mention.subject else people.subject_before(number) if joined else None
        )
    elif start and tokens[start - 1].word in lexicon().verbs.be:
        mention = people.by_last.get(start - 1)
    elif start == 0 or tokens[start - 1].sentence != tokens[number].sentence:
        mention = people.first_after(number)
    elif tokens[start - 1].word in (",", "and", "still"):
        mention = people.subject_before(number) or people.first_after(number)
    return mention if mention is not None and is_free(people, mention, number) else None


def is_said_aloud(prose: Prose, number: int) -> bool:
    """Whether a speech stands in a verb's sentence, so that "cried" is a way to speak."""
    first, last = prose.sentences[prose.tokens[number].sentence]
    return any(token.quoted for token in prose.tokens[first:last])


POSING = frozenset(("'s", "sat", "stood", "lay"))


def who_is(people: PeopleAround, number: int) -> Mention | None:
    """Find who is pale: the subject of "was", or of the clause before ", pale,"."""
    tokens = people.tokens
    start = number
    if tokens[number].word in lexicon().looks.build and follows_any(tokens, number + 1, ("with", "from")):
        return None  # "cars, heavy with tubes"
    while start > 0 and is_of_row(tokens[start - 1].word):
        start -= 1
    if start and tokens[start - 1].word in lexicon().looks.garments.seeming | POSING:
        mention = people.by_last.get(start - 1) or people.by_last.get(start - 2)
        if mention is None and tokens[start - 2].word in ("and", ","):
            mention = people.subject_before(start - 2)  # "was in her tenth year, and was tall"
    elif is_first(people.tokens, start) and follows_any(tokens, number + 1, (",",)):
        mention = people.first_after(number)
    elif start < number and tokens[start].text == "," and follows_any(tokens, number + 1, grammar().ends):
        mention = people.by_last.get(start) or people.subject_before(start)
    else:
        return None
    return mention if mention is not None and is_free(people, mention, number) else None


@cache
def known_states() -> frozenset[str]:
    """Give the adjectives that tell how somebody is seen for the moment, or in manner."""
    return lexicon().looks.states | person_adjectives()


def is_free(people: PeopleAround, mention: Mention, number: int) -> bool:
    """Whether somebody is one person and nothing is denied of them."""
    return mention.who is not GROUP and not mention.owns and not is_denied(people.tokens, mention.last, number)
