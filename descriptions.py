"""What a scene says of people's looks and clothes: all its visible facts, each with its person and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ages import decade_after, read_years, years_after
from garments import facts_of_wearing, read_things
from looks import (
    CLAUSE_END,
    DENIALS,
    FEATURES,
    LAYERS,
    LONGEST_RUN,
    Fact,
    adjective_fact,
    facts_of_own_words,
    facts_of_owned,
    follows,
    follows_any,
    person_adjectives,
)
from mentions import GROUP, NARRATOR, Mention, Mentions
from name_signs import is_called
from names import NameRun
from predicates import (
    ARTICLES,
    COMPOUNDS,
    LONGEST_TAIL,
    PersonPhrase,
    complement_start,
    read_person_phrase,
    second_verb,
    verb_after_aside,
)

if TYPE_CHECKING:
    from prose import Prose, Token


def find_facts(prose: Prose, mentions: Mentions, narrator: int | None) -> tuple[Fact, ...]:
    """Find every visible fact of a scene; comparisons and denials are left out."""
    facts: list[Fact] = []
    named_later = _named_later(prose.tokens, mentions.found)
    for mention in mentions.found:
        if mention.who == GROUP:
            continue
        who = narrator if mention.who == NARRATOR and narrator is not None else mention.who
        who = named_later.get(mention.first, who)
        facts.extend(fact._replace(who=who) for fact in _facts_about(prose.tokens, mention))
    facts.extend(_told_to_their_face(prose, mentions.found))
    return tuple(sorted(set(facts), key=lambda fact: (fact.token, fact.slot, fact.text)))


def _told_to_their_face(prose: Prose, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Read "You are a tall girl, Emma": said to whom the same speech calls by name."""
    called: dict[int, int] = {}
    for mention in mentions:
        token = prose.tokens[mention.first]
        run = NameRun(mention.first, mention.last, "", (), has_article=False, quoted=token.quoted)
        if mention.kind == "name" and is_called(prose.tokens, run):
            called[prose.quote_at(token.start)] = mention.who
    for number, token in enumerate(prose.tokens[:-1]):
        if token.quoted and token.word == "you" and prose.tokens[number + 1].word in BEING:
            who = called.get(prose.quote_at(token.start))
            if who is not None:
                yield from _complement(prose.tokens, who, number + 2)


def _named_later(tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[int, int]:
    """Find whom a description means that a name follows: "a tall girl called Emma", "the old man, Mr. Hale,"."""
    names = {mention.first: mention for mention in mentions if mention.kind == "name"}
    found: dict[int, int] = {}
    for mention in mentions:
        name = names.get(mention.last + 1) if mention.kind == "described" else None
        if name is None:
            continue
        joint, after = tokens[mention.last].word, tokens[name.last].text if name.last < len(tokens) else "."
        if joint in ("named", "called") or (joint == "," and after[0] in ',.;"”'):
            found[mention.first] = name.who
    return found


def _facts_about(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    if mention.kind == "described":
        yield from facts_of_own_words(tokens, mention)
        noun = PersonPhrase((), mention.last - 1, tokens[mention.last - 1].word)
        yield from _phrase_years(tokens, mention.who, noun)
        yield from _with(tokens, mention.who, mention.last)
    if mention.owns:
        yield from facts_of_owned(tokens, mention)
        return
    yield from _before(tokens, mention)
    yield from _after(tokens, mention)
    if not tokens[mention.first].quoted:
        yield from facts_of_wearing(tokens, mention)


def _before(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read the adjective of "young Ethan", "old Mrs. Hale"."""
    if mention.kind != "name" or not mention.first:
        return
    word = tokens[mention.first - 1].word
    if word in person_adjectives():
        yield adjective_fact(mention.who, word, mention.first - 1)


def _after(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "Emma was tall" and "Emma, a tall woman with red hair"."""
    index = mention.last
    if index + 1 >= len(tokens):
        return
    word, following = tokens[index].word, tokens[index + 1].word
    if word in BEING and (mention.subject or mention.kind == "name"):
        yield from _years(tokens, mention, years_after(tokens, index + 1), index + 1)
        if following == "in":
            yield from _years(tokens, mention, decade_after(tokens, index + 2), index + 1)
        yield from _complement(tokens, mention.who, complement_start(tokens, index + 1))
        if verb := second_verb(tokens, index + 1):
            yield from _complement(tokens, mention.who, complement_start(tokens, verb + 1))
    elif word in APPOSING and following in ("a", "an", "the", "that", "his", "her"):
        yield from _complement(tokens, mention.who, index + 1, apposed=True)
        if mention.kind == "name" and (verb := verb_after_aside(tokens, index + 1)):
            yield from _complement(tokens, mention.who, verb + 1)
    elif word == "," and mention.kind == "name" and (verb := verb_after_aside(tokens, index + 1)):
        yield from _complement(tokens, mention.who, verb + 1)
    elif tokens[mention.first].word.endswith("self"):
        yield from _complement(tokens, mention.who, index, apposed=True)
    elif not mention.subject:
        yield from _regarded(tokens, mention)


def _years(tokens: Sequence[Token], mention: Mention, years: int | None, token: int) -> Iterator[Fact]:
    """State an age that holds now: not "when she was nine"."""
    before = tokens[mention.first - 1].word if mention.first else ""
    if years is not None and before not in (
        "when",
        "since",
        "until",
        "till",
        "before",
        "after",
        "if",
        "while",
        "as",
        "was",
        "that",
    ):
        yield Fact(mention.who, "years", str(years), token)


def _regarded(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "thought of her as a very pretty child"."""
    for index in range(mention.last, min(mention.last + 4, len(tokens) - 1)):
        if tokens[index].text in CLAUSE_END or tokens[index].text == ",":
            return
        if tokens[index].word == "as" and tokens[index + 1].word in ("a", "an"):
            yield from _complement(tokens, mention.who, index + 1, apposed=True)
            return


APPOSING = frozenset((",", "--", "—", "–"))
BEING = frozenset(("was", "is", "'s", "looked", "'m", "am", "are", "were", "'re", "seemed", "appeared", "became"))


def _complement(tokens: Sequence[Token], who: int, start: int, *, apposed: bool = False) -> Iterator[Fact]:
    """Read what somebody is: a noun phrase ("a tall, very thin young man with a white beard"), or adjectives alone."""
    while start < len(tokens) and tokens[start].word in ADVERBS:
        start += 1
    if start >= len(tokens) or tokens[start].word in DENIALS:
        return
    phrase = read_person_phrase(tokens, start)
    if phrase:
        yield from phrase.facts(who)
        yield from _phrase_years(tokens, who, phrase)
        yield from _with(tokens, who, phrase.head + 1)
        if apposed and follows(tokens, phrase.head + 1, ",") and follows_any(tokens, phrase.head + 2, ("a", "an")):
            yield from _complement(tokens, who, phrase.head + 2, apposed=True)
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


def _phrase_years(tokens: Sequence[Token], who: int, phrase: PersonPhrase) -> Iterator[Fact]:
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
            yield adjective_fact(who, word, index)
        elif word in ("with", "in", "dressed", "wearing", "clad"):
            yield from _with(tokens, who, index)
            return
        elif word not in (",", "and", "but", "so", "too", "very", "rather", "quite", "tall") and not word.endswith(
            "ly"
        ):
            return


def _with(tokens: Sequence[Token], who: int, index: int) -> Iterator[Fact]:
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
        if token.word in ("in", "wearing", "dressed", "clad"):
            start = number + 1 + (token.word in ("dressed", "clad") and follows(tokens, number + 1, "in"))
            yield from read_things(tokens, who, start, LAYERS)
            return
