"""Resolve "it" and "them" after a verb to a thing, and find the props that somebody handles."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.tokens import sentence_start
from english.verbs import deed_verb, read_verb
from english.word_classes import function_words
from english.words import person_nouns
from reading.clauses import REAL, Event
from reading.looks import garments

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.realis import Realis

SENTENCES_BACK = 2  # within which a thing that can be held is still meant
LONGEST_NOUN = 4  # words after its article
MOST_KEPT = 2  # of them in the phrase, the last ones


class NounPart(NamedTuple):
    """An article with its noun."""

    first: int
    words: tuple[str, ...]
    done_to: bool  # object of a verb
    opens: bool  # subject of its sentence or clause


def find_object(tokens: Sequence[Token], verb: int, pronoun: str, fitting: Collection[str] = ()) -> tuple[str, ...]:
    """Resolve a pronoun after a verb to the words for a thing, () if that is not possible.

    Of `fitting` things, if a verb is done to few ("read it"), the last named is meant; else what the sentence or one
    just before it is about: an object, a subject, at last any thing.
    """
    first, last = sentence_start(tokens, verb), verb
    for back in range(SENTENCES_BACK + 1):
        parts = [part for part in noun_parts(tokens, first, last) if fits(part, pronoun)]
        known = [part for part in parts if is_thing(part.words[-1])]
        if fitting:
            choices = [[part for part in parts if part.words[-1] in fitting]]
        else:
            named = known if back else parts
            choices = [[part for part in named if part.done_to], [part for part in named if part.opens], known]
        if choice := next(filter(None, choices), None):
            return said(choice[-1])
        if first == 0 or tokens[first - 1].paragraph != tokens[verb].paragraph:
            break
        first, last = sentence_start(tokens, first - 1), first
    return ()


def said(part: NounPart) -> tuple[str, ...]:
    """Repeat a noun, with "the" for "a"."""
    article = "the" if part.words[0] in ("a", "an", "another", "some", "that", "this") else part.words[0]
    return (article, *part.words[1:][-MOST_KEPT:])


def fits(part: NounPart, pronoun: str) -> bool:
    """Whether number and kind agree: "them" are several, nobody and nothing abstract is "it"."""
    head = part.words[-1]
    several = head.endswith("s") and not head.endswith(("ss", "us"))
    return several is (pronoun != "it") and head not in person_nouns() and not is_abstract(head)


def noun_parts(tokens: Sequence[Token], first: int, last: int) -> Iterator[NounPart]:
    """Find the articles and possessives of a stretch with the words up to their noun."""
    number = first
    while number < last:
        if tokens[number].quoted or tokens[number].word not in lexicon().verbs.phrases.articles:
            number += 1
            continue
        end = number + 1
        while end < min(last, number + 1 + LONGEST_NOUN) and is_noun_word(tokens[end], end == number + 1):
            end += 1
        if end > number + 1:
            words = tuple(token.word for token in tokens[number:end])
            yield NounPart(number, words, is_done_to(tokens, number, first), opens_clause(tokens, number, first))
        number = max(end, number + 1)


def is_noun_word(token: Token, is_first: bool) -> bool:  # noqa: FBT001  a fact about the token
    """Whether a word may be part of a noun with its adjectives; no past form stands after the first."""
    is_open = token.word not in function_words() and token.word not in PRONOUNS
    if token.quoted or not token.text[0].islower() or not is_open:
        return False
    verb = read_verb(token.word)
    return is_first or verb is None or verb.form not in ("past", "participle")


def is_done_to(tokens: Sequence[Token], number: int, first: int) -> bool:
    """Whether a noun is the object of a verb before it, directions between them left out."""
    before = number - 1
    while before > first and tokens[before].word in lexicon().verbs.phrases.directions:
        before -= 1
    verb = read_verb(tokens[before].word) if before >= first else None
    return verb is not None and verb.lemma != "be" and verb.form in ("past", "ing", "s")


def opens_clause(tokens: Sequence[Token], number: int, first: int) -> bool:
    """Whether a noun is the first of its sentence or clause."""
    return number == first or tokens[number - 1].text in (",", ";") or tokens[number - 1].word == "and"


PRONOUNS = frozenset(("it", "them", "he", "she", "they"))


@cache
def thing_words() -> frozenset[str]:
    """Unite the things that people handle and the clothes that they wear by day."""
    worn = {noun for noun, garment in garments().items() if garment.is_sure and garment.use == "plain"}
    return lexicon().props.words | lexicon().props.handled | worn


def is_thing(word: str) -> bool:
    """Whether a noun names something that a hand can hold."""
    return word in thing_words() or (word.endswith("s") and word[:-1] in thing_words())


def is_abstract(word: str) -> bool:
    """Whether a noun names nothing visible."""
    return word in lexicon().prompt_words.poses.abstract


MOST = 3
REACH = 5  # tokens after a verb within which its object is found
NEAR = 1  # paragraph from the action: what is handled there is in the picture
OFTEN, TWICE = 3, 2  # times that a thing is named where it matters in the scene; in hand, twice is enough


def find_props(
    prose: Prose, events: Sequence[Event], realis: Realis, *, interior: bool | None = None, action: int | None = None
) -> tuple[str, ...]:
    """Give at most three things that matter: handled beside the action, or named often; no horse in a room.

    `action` is the token of the event drawn.
    """
    elsewhere = frozenset[str]()
    if interior is not None:
        elsewhere = lexicon().props.outdoors if interior else lexicon().props.indoors
    things = lexicon().props.words - elsewhere
    handled = things_handled(prose.tokens, events, things)
    deed = prose.tokens[action].paragraph if action is not None else None
    named: Counter[str] = Counter()
    for word in prose.words_among(things):
        beside = deed is not None and any(abs(one - deed) <= NEAR for one in handled.get(word, ()))
        times = sum(not prose.tokens[number].quoted and realis.at(number) >= REAL for number in prose.index[word])
        if beside or times >= (TWICE if word in handled else OFTEN):
            named[word] = times + OFTEN * beside
    return tuple(word for word, _ in named.most_common(MOST))


def things_handled(tokens: Sequence[Token], events: Sequence[Event], things: Collection[str]) -> dict[str, list[int]]:
    """Give the things that somebody handles, each with the paragraphs where that is told."""
    found: dict[str, list[int]] = {}
    for event in events:
        if event.real < REAL or event.who is None or not handles(event.lemma):
            continue
        for token in tokens[event.token + 1 : event.token + 1 + REACH]:
            if token.quoted or token.text in (".", ";"):
                break
            if token.word in things:
                found.setdefault(token.word, []).append(token.paragraph)
                break
    return found


def handles(lemma: str) -> bool:
    """Whether a verb may bring a thing into somebody's hands or before their eyes: not "said that the lamp"."""
    verb = deed_verb(lemma)
    return verb.drawable >= SHOWN or verb.kind == "own" or lemma in ("have", "bring", "send")


SHOWN = 4  # verbs at least so drawable are seen
