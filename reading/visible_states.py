"""Read what is seen of somebody for the moment: "was shaking", "smiled"; and what ends an outfit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tables import read_pairs
from english.verbs import ing_form, read_verb
from english.word_classes import closed_classes
from english.words import LONGEST_RUN, is_adverb
from reading.looks import Fact, follows_any, grammar, is_adjective, is_degree
from reading.people_around import is_free, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.mentions import Mention
    from reading.people_around import PeopleAround


def find_states(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Find the expressions that the narration gives somebody, and what ends an outfit."""
    tokens = prose.tokens
    for number in unquoted(prose, expression_words()):
        if (who := who_shows(prose, people, number)) is not None:
            word = expression(tokens[number].word)
            yield Fact(who.who, "state" if word in lexicon().looks.states else "feeling", word, number)
    for number in unquoted(prose, UNDRESSING):
        who = people.subject_before(number)
        if who is not None and is_free(people, who, number) and ends_clothes(tokens, number, tokens[number].word):
            yield Fact(who.who, "undressed", "", number)


UNDRESSING = frozenset(("undressed", "stripped", "bathed", "showered", "changed", "bed", "bath", "shower"))


def ends_clothes(tokens: Sequence[Token], number: int, word: str) -> bool:
    """Whether somebody bathes, changes or goes to bed: what they wore before is not worn after it."""
    if word in ("bed", "bath", "shower"):
        before = [token.word for token in tokens[max(0, number - 2) : number]]
        return before in (["to", "bed"], ["into", "bed"], ["took", "a"], ["had", "a"]) or before[-1:] == ["to"]
    return follows_any(tokens, number + 1, grammar().ends | {"into"})


@cache
def expression_words() -> frozenset[str]:
    """Give the forms of the verbs that can be seen in a face or body."""
    irregular = {
        form for form, base in read_pairs("irregular_verbs.txt").items() if base in lexicon().looks.expressions
    }
    lemmas = lexicon().looks.expressions | lexicon().looks.reddening
    regular = {lemma + ending for lemma in lemmas for ending in ("s", "d", "ed")} | {
        ing_form(lemma) for lemma in lemmas
    }
    return frozenset(word for word in irregular | regular if expression(word))


@cache
def expression(word: str) -> str:
    """Give the participle of a verb that can be seen in a face or body, "flushed" of "flushes"; "" for any other."""
    verb, looks = read_verb(word), lexicon().looks
    if verb is None or verb.form == "base":
        return ""
    if verb.lemma in looks.reddening:
        return looks.become[verb.lemma]
    return ing_form(verb.lemma) if verb.lemma in looks.expressions else ""


def who_shows(prose: Prose, people: PeopleAround, number: int) -> Mention | None:
    """Find who smiles: the subject right before the verb, or that of its clause."""
    tokens = prose.tokens
    verb = read_verb(tokens[number].word)
    if verb is None or follows_any(tokens, number + 1, grammar().objects):
        return None
    if verb.lemma in lexicon().looks.reddening and does_to_a_thing(tokens, number + 1):
        return None
    if verb.lemma in lexicon().looks.spoken and is_said_aloud(prose, number):
        return None
    start = number
    while start > max(0, number - LONGEST_RUN) and is_adverb(tokens[start - 1].word):
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


def does_to_a_thing(tokens: Sequence[Token], number: int) -> bool:
    """Whether a noun follows a verb, as of somebody who colours pictures."""
    word = tokens[number].word if number < len(tokens) else "."
    is_how = is_degree(word) or is_adjective(word) or word in closed_classes()
    return word[0].isalpha() and not is_how


def is_said_aloud(prose: Prose, number: int) -> bool:
    """Whether a speech stands in a verb's sentence, so that "cried" is a way to speak."""
    first, last = prose.sentences[prose.tokens[number].sentence]
    return any(token.quoted for token in prose.tokens[first:last])
