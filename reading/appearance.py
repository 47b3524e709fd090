"""Find what a scene says of people's looks and clothes: visible facts, each with its person and its position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.word_classes import phrase_openers
from english.words import kin, titles
from reading.ages import decade_after, numbers, read_years, years_after, years_passed
from reading.complements import (
    BEING,
    PersonPhrase,
    complement,
    complement_start,
    facts_of_own_words,
    phrase_years,
    verb_after_aside,
)
from reading.looks import Fact, adjective_fact, follows, follows_any, person_adjectives
from reading.people import GROUP
from reading.people_around import people_around
from reading.realis import dreamt_sentences
from reading.spoken_looks import OTHER_TIMES, facts_told_in_speech
from reading.things_worn import facts_of_things
from reading.visible_states import find_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.mentions import Mention, Mentions
    from reading.people_around import PeopleAround


def find_facts(prose: Prose, mentions: Mentions) -> tuple[Fact, ...]:
    """Find every visible fact of a scene; comparisons, denials, dreams and other days are left out."""
    facts: list[Fact] = []
    told = [with_verb(prose.tokens, mention) for mention in mentions.found]
    for mention in told:
        if mention.who is not GROUP:
            facts.extend(facts_about(prose.tokens, mention))
    people = people_around(prose.tokens, told)
    facts.extend(facts_told_in_speech(prose, told))
    facts.extend(years_apart(prose, people))
    facts.extend(find_states(prose, people))
    facts.extend(facts_of_things(prose, people))
    dreamt = dreamt_sentences(prose)
    kept = [fact for fact in facts if prose.tokens[fact.token].sentence not in dreamt]
    if (passed := years_passed(prose)) is not None:
        kept.append(Fact(GROUP, "passed", str(passed[1]), passed[0]))
    return tuple(in_order(kept))


def years_apart(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Read ", nine years old," of whoever was described last, and ", seventeen," of the subject."""
    tokens = prose.tokens
    for number in prose.find_words(numbers().keys()):
        if tokens[number].quoted or not number or tokens[number - 1].text != ",":
            continue
        years = read_years(tokens[number].word)
        if follows(tokens, number + 1, "years") and follows_any(tokens, number + 2, ("old", "of")):
            inside = [m for m in people.by_sentence.get(tokens[number].sentence, ()) if m.first < number and not m.owns]
            described = [m for m in inside if m.kind == "described"] or [m for m in inside if m.subject]
            who = described[-1] if described else None
        else:
            who = people.subject_before(number) if is_lone_number(tokens, number) else None
        if who is not None and who.who is not GROUP:
            yield Fact(who.who, "years", str(years), number)


def is_lone_number(tokens: Sequence[Token], number: int) -> bool:
    """Whether ", seventeen," is at a token, and no other number beside it."""
    years = read_years(tokens[number].word)
    if years is None or years < LEAST_TOLD or not follows_any(tokens, number + 1, (",", ".")):
        return False
    beside = [tokens[at].word for at in (number - 2, number + 2) if 0 <= at < len(tokens)]
    return all(read_years(word) is None for word in beside)


LEAST_TOLD = 3  # years from which ", seventeen," is an age


def with_verb(tokens: Sequence[Token], mention: Mention) -> Mention:
    """Mark a mention as a subject if its "'s" is a verb ("She's wearing"), no possessive ("Emma's coat")."""
    at = mention.last
    if at + 1 >= len(tokens) or tokens[mention.first].word in lexicon().verbs.preposition:
        return mention
    is_short = tokens[at].word == "'s" and (
        tokens[mention.first].word in ("he", "she", "who") or goes_on(tokens, at + 1)
    )
    before = tokens[mention.first - 1].word if mention.first else "."
    free = before not in lexicon().verbs.preposition or before in ("up", "off", "out", "down")
    nominative = mention.is_pronoun and tokens[mention.first].word in ("i", "he", "she")
    if (
        is_short
        or (nominative and not mention.owns)
        or (not mention.subject and not mention.owns and free and tokens[at].word in ("is", "was"))
    ):
        return mention._replace(owns=False, subject=True)
    return mention


def goes_on(tokens: Sequence[Token], number: int) -> bool:
    """Whether the word after "'s" makes it a verb ("wearing a coat", "got", "in"); not in "Emma's shining eyes"."""
    word = tokens[number].word
    if word in ("got", "been", "in", "a", "an", "the", "at", "not", "wearing", "carrying", "holding"):
        return True
    verb = read_verb(word)
    if verb is None or verb.form != "ing" or word in person_adjectives() or number + 1 >= len(tokens):
        return False
    after = tokens[number + 1].word
    return not after.isalpha() or after in phrase_openers()


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    """Sort facts by position, without duplicates."""

    def position(fact: Fact) -> tuple[int, str, str, bool, int]:
        return fact.token, fact.slot, fact.text, fact.removed, -1 if fact.who is GROUP else fact.who

    return sorted(set(facts), key=position)


def facts_about(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read the facts in a mention and in the words beside it."""
    if mention.kind == "described":
        yield from facts_of_own_words(tokens, mention)
        words = [token.word for token in tokens[mention.first + 1 : mention.last]]
        yield Fact(mention.who, "called", " ".join(words), mention.last - 1)
        noun = PersonPhrase((), mention.last - 1, tokens[mention.last - 1].word)
        yield from phrase_years(tokens, mention.who, noun)
    if mention.owns:
        return
    yield from facts_before(tokens, mention)
    yield from known_grown(tokens, mention)
    yield from facts_after(tokens, mention)
    words = [token.word for token in tokens[mention.last : mention.last + 3]]
    if not mention.is_pronoun and words[:2] == [",", "who"] and words[2:] and words[2] in ("was", "is", "'s"):
        yield from said_to_be(tokens, mention, mention.last + 3)


def facts_before(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read the adjective of "young Ethan", "old Mrs. Hale", "nine-year-old Kit"."""
    if mention.kind != "name":
        return
    for token in tokens[max(0, mention.first - 1) : mention.first + 1]:
        if token.word.endswith("-old") and (years := read_years(token.word)) is not None:
            yield Fact(mention.who, "years", str(years), mention.first)
    if not mention.first:
        return
    word = tokens[mention.first - 1].word
    if word in person_adjectives() and not (word == "old" and is_fond(tokens, mention)):
        yield adjective_fact(mention.who, word, mention.first - 1)


def known_grown(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "Mrs. Hale", "Captain Hale" and "a woman named Emma" as an adult."""
    if mention.kind != "name":
        return
    words = [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    is_named = words[1:] in (["named"], ["called"]) and words[0] in lexicon().looks.child.grown
    title = tokens[mention.first].word
    is_titled = mention.last - mention.first > 1 and title in titles() and title not in lexicon().titles.any_age
    if is_named or is_titled:
        yield Fact(mention.who, "called", "adult", mention.first)


def is_fond(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "old" is no age: "poor old Emma", "Here's old Emma!" in speech; in "old Mrs. Hale" it is."""
    if tokens[mention.first].word in titles() | kin():
        return False
    before = tokens[mention.first - 2].word if mention.first > 1 else "."
    return tokens[mention.first].quoted or before == "the" or before in lexicon().looks.age.fond


def facts_after(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "Emma was tall", "Emma, at twenty," and "Emma, a tall woman with red hair"."""
    index = mention.last
    if index + 1 >= len(tokens):
        return
    word, following = tokens[index].word, tokens[index + 1].word
    if word in (",", "at", "aged") and (years := years_aside(tokens, index)) is not None:
        yield from facts_of_years(tokens, mention, years, index + 1)
    elif word in BEING and (mention.subject or mention.kind == "name"):
        if tokens[mention.first - 1].word == "as" or not is_another_time(tokens, mention):  # "as she was a lady"
            yield from said_to_be(tokens, mention, index + 1)
    elif word in APPOSING and following in ("a", "an", "the", "that", "his", "her"):
        yield from complement(tokens, mention.who, index + 1, apposed=True)
        if mention.kind == "name" and (verb := verb_after_aside(tokens, index + 1)):
            yield from complement(tokens, mention.who, verb + 1)
    elif word == "," and mention.kind == "name" and (verb := verb_after_aside(tokens, index + 1)):
        yield from complement(tokens, mention.who, verb + 1)


def said_to_be(tokens: Sequence[Token], mention: Mention, start: int) -> Iterator[Fact]:
    """Read what follows "was": years, adjectives, a noun for a person."""
    if start >= len(tokens):
        return
    yield from facts_of_years(tokens, mention, years_after(tokens, start), start)
    if tokens[start].word == "in":
        yield from facts_of_years(tokens, mention, decade_after(tokens, start + 1), start)
    yield from complement(tokens, mention.who, complement_start(tokens, start))


def years_aside(tokens: Sequence[Token], number: int) -> int | None:
    """Read ", at twenty," and ", nine years old," and "aged fifty" after the person."""
    number += follows(tokens, number, ",")
    said = follows_any(tokens, number, ("at", "aged"))
    if said:
        years = years_after(tokens, number + 1)
        return years if tokens[number].word == "aged" or follows(tokens, number + 2, ",") else None
    years = years_after(tokens, number)
    is_age = follows_any(tokens, number + 1, ("years", ","))
    return years if is_age else None


def facts_of_years(tokens: Sequence[Token], mention: Mention, years: int | None, token: int) -> Iterator[Fact]:
    """Give the fact of an age that holds now: not "when she was nine"."""
    if years is not None and not is_another_time(tokens, mention):
        yield Fact(mention.who, "years", str(years), token)


def is_another_time(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a fact held at another time: "when she was a girl"."""
    before = [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    if before[-1:] == ["that"]:
        return before[0] in ("year", "time", "day", "summer", "winter", "was")  # "the year that he was nine"
    return bool(before) and before[-1] in OTHER_TIMES | YEARS  # "the year she was nine"


YEARS = frozenset(("year", "time", "day", "summer", "winter", "spring", "autumn", "age", "month", "week", "night"))


APPOSING = frozenset((",", "--", "—", "–"))
