"""Read what is said of somebody: "was a tall, very thin man of fifty", "looked pale and tired", "she came in, wet"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.word_classes import closed_classes
from english.words import LONGEST_RUN, is_adverb
from reading.ages import YEARS, decade_after, numbers, years_after
from reading.looks import (
    Fact,
    adjective_fact,
    describes,
    follows,
    follows_any,
    grammar,
    is_adjective,
    is_degree,
    is_of_body,
    is_seen_of_person,
    known_states,
    slot_by_noun,
)
from reading.people_around import is_first, is_free, unquoted
from reading.person_phrases import (
    ARRIVING,
    aside_after,
    intensifies,
    is_only,
    phrase_years,
    read_person_phrase,
    told_after,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.mentions import Mention
    from reading.people import Who
    from reading.people_around import PeopleAround

LONGEST_ROW = 24  # words of a predicate


# --- Who is said to be something ------------------------------------------------------------------------------------


def facts_of_predicates(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Read what the narration says of people by a linking verb ("was", "looked"), and in rows without one."""
    for number in unquoted(prose, lexicon().looks.linking):
        mention = subject_of(people, number)
        if mention is not None and is_free(people, mention, number) and not is_of_another_time(people.tokens, mention):
            yield from predicate(people.tokens, mention.who, number + 1)
    for number in unquoted(prose, BECOMING):
        mention = who_becomes(people, number)
        if mention is not None and is_free(people, mention, number) and not is_of_another_time(people.tokens, mention):
            yield from read_row(people.tokens, mention.who, number + 1, is_seen_of_person)[0]
    for number in unquoted(prose, ARRIVING):
        mention = subject_of(people, number)
        if mention is not None and is_free(people, mention, number) and not is_of_another_time(people.tokens, mention):
            yield from told_after(people.tokens, mention.who, aside_after(people.tokens, number))
    told = {word for word in prose.index if "-" in word and is_of_body(word)}
    for number in unquoted(prose, known_states() | told | numbers().keys()):
        yield from said_apart(people, number)


def subject_of(people: PeopleAround, verb: int) -> Mention | None:
    """Find the subject of a linking verb: right before it, or before "and"."""
    tokens, at = people.tokens, verb
    if tokens[verb].word == "be":
        return reputed(people, verb)
    while at > max(0, verb - LONGEST_RUN) and (
        is_adverb(tokens[at - 1].word) or tokens[at - 1].word in ("had", "has", "who")
    ):
        at -= 1
    mention = people.by_last.get(at)
    if mention is None and at and tokens[at - 1].text in (",", "and", "but"):
        mention = people.subject_before(at - 1)
        is_after_aside = mention is not None and follows(tokens, mention.last, ",")
        mention = mention if tokens[at - 1].text != "," or is_after_aside else None
    return mention if mention is not None and (mention.subject or mention.kind == "name") else None


BECOMING = frozenset(("looking", "turning", "growing", "going", "seeming"))


def who_becomes(people: PeopleAround, verb: int) -> Mention | None:
    """Find who is "looking pale", "turning white": who stands right before it, else the subject of its clause."""
    tokens, at = people.tokens, verb
    while at > max(0, verb - LONGEST_RUN) and (is_adverb(tokens[at - 1].word) or tokens[at - 1].word in BEING):
        at -= 1
    mention = people.by_last.get(at)
    if mention is not None or at < verb:
        return mention if mention is not None and (mention.subject or at == verb) else None
    mention = people.subject_before(at)
    goes_on = at > 0 and (
        tokens[at - 1].word in ("in", "out", "up", "down", "back", "home") or tokens[at - 1].text == ","
    )
    if mention is None or not goes_on or not is_only(people, mention, at):
        return None  # "The world going black, she"
    return None if any(mention.last <= each.first < at for each in people.in_sentence(at)) else mention


BEING = ("was", "is", "were", "are", "am", "be", "been")


def reputed(people: PeopleAround, verb: int) -> Mention | None:
    """Find who is admitted, said or thought to be something, or seems to be it."""
    tokens, mention = people.tokens, people.subject_before(verb)
    is_so = mention is not None and follows_any(tokens, mention.last, ("was", "is", "seemed", "appeared", "looked"))
    return mention if is_so and verb > 0 and tokens[verb - 1].word == "to" else None


def is_of_another_time(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether what is said of somebody held at another time: "when she was a girl", "the year that he was nine"."""
    before = [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    return bool(before) and (before[0] if before[-1] == "that" else before[-1]) in lexicon().looks.other_times


# --- What somebody is said to be ------------------------------------------------------------------------------------


def predicate(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read a predicate: years, adjectives, a noun for a person, in any order."""
    start += follows(tokens, start, "as") and is_likeness(tokens, start + 2)
    row, at = read_row(tokens, who, start, is_seen_of_person)
    yield from row
    if at < len(tokens) and (phrase := read_person_phrase(tokens, at)) is not None:
        yield from phrase.facts(who)
        yield from phrase_years(tokens, who, phrase)
        if follows_any(tokens, phrase.head + 1, (",", "of")):
            yield from read_row(tokens, who, phrase.head + 1, is_seen_of_person)[0]  # "a man, very tall, very thin"


def read_row(tokens: Sequence[Token], who: Who, start: int, is_seen: Callable[[str], bool]) -> tuple[list[Fact], int]:
    """Read years and adjectives in a row, those that can be seen; give also the token after them."""
    found: list[Fact] = []
    at, end = start, min(start + LONGEST_ROW, len(tokens))
    while at < end and tokens[at].sentence == tokens[start].sentence and tokens[at].quoted == tokens[start].quoted:
        word = tokens[at].word
        if (years := years_at(tokens, at)) is not None:
            found.append(Fact(who, "decade" if word == "in" else "years", str(years), at))
            at = next((n for n in range(at, end) if tokens[n].text in (",", ".", ";") or tokens[n].word == "and"), end)
        elif word == "of" and follows_any(tokens, at + 2, ("height", "build", "stature")):
            found.append(Fact(who, "body", f"{tokens[at + 1].word} {tokens[at + 2].word}", at))
            at += 3
        elif word in grammar().between or is_only_degree(tokens, at) or (at + 1 < end and is_of_age(tokens, at)):
            at += 1
        elif word not in lexicon().looks.denials and describes(tokens, at) and may_end(tokens, at + 1):
            found += [adjective_fact(who, word, at)] if is_seen(word) else []
            at += 1
        else:
            break
    return found, at


def is_likeness(tokens: Sequence[Token], number: int) -> bool:
    """Whether "as a tree" follows, no other person: "as tall as a tree", not "as tall as Paul"."""
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    is_thing = after is not None and not after.is_capital and after.word not in grammar().pronouns | {"his", "her"}
    return follows(tokens, number, "as") and is_thing


def is_only_degree(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word only tells how much: "very", or "pretty" before another adjective or adverb."""
    word = tokens[number].word
    if word in lexicon().looks.intensifiers:
        return intensifies(tokens, number)
    return is_degree(word) and not is_adjective(word)


def is_of_age(tokens: Sequence[Token], number: int) -> bool:
    """Whether "at" or "aged" stands before years."""
    return tokens[number].word in AGED and years_at(tokens, number + 1) is not None


def years_at(tokens: Sequence[Token], number: int) -> int | None:
    """Read "about thirty", "in her thirties" at a token."""
    word = tokens[number].word
    if word == "in":
        return decade_after(tokens, number + 1)
    is_number = word in numbers() or word in lexicon().looks.years.nearly or not word.isalpha()
    return years_after(tokens, number) if is_number else None


def may_end(tokens: Sequence[Token], number: int) -> bool:
    """Whether an adjective may end before a token: another one, a mark or a small word follows, and not its noun."""
    if number >= len(tokens) or not tokens[number].text[0].isalpha():
        return True
    word = tokens[number].word
    if word == "to" and number > 1 and tokens[number - 2].word in ("too", "so"):
        return True  # "too tall to stand"
    if word in ("to", "of"):
        return False
    return is_adjective(word) or is_degree(word) or word in closed_classes() or word in TIMES


TIMES = frozenset(("today", "tonight", "now", "again", "yesterday", "tomorrow"))


# --- Rows without a verb --------------------------------------------------------------------------------------------


def said_apart(people: PeopleAround, number: int) -> Iterator[Fact]:
    """Read who is pale in a row of adjectives with no verb: "Pale and tired, she", "she came, pale and tired,"."""
    tokens, start = people.tokens, number
    while start > max(0, number - LONGEST_RUN) and is_of_row(tokens[start - 1].word):
        start -= 1
    if tokens[number].word in numbers():
        found = before_years(tokens, start, number)
        if found is None:
            return  # "two men"
        start = found
    opens = start
    if start and tokens[start - 1].word in CONCEDING:
        start -= 1 + (start > 1 and tokens[start - 2].text == ",")
    mention = who_is_so(people, start, number)
    if mention is None or not is_free(people, mention, number) or is_of_another_time(tokens, mention):
        return
    opens = number if follows(tokens, start + 1, "the") else opens
    row, end = read_row(tokens, mention.who, opens, is_seen_of_person)
    last = tokens[end - 1].text if tokens[end - 1].text == "," else tokens[end].text if end < len(tokens) else "."
    ends = (",",) if mention.first > number else ENDS
    is_clear = sum(fact.slot in YEARS for fact in row) <= 1
    if is_clear and last in ends and not (start and is_of_thing(people, start, row)):
        yield from row


def before_years(tokens: Sequence[Token], start: int, number: int) -> int | None:
    """Find the comma or the first word before years: ", at twenty", ", the youngest at just nine", "Now thirty-two"."""
    if tokens[number - 1].text == ",":
        return start
    at = number
    while at > start and (is_degree(tokens[at - 1].word) or tokens[at - 1].word in lexicon().looks.years.nearly):
        at -= 1
    is_told = at > 0 and tokens[at - 1].word in AGED
    at -= is_told
    if at > 1 and tokens[at - 1].word in ELDEST and tokens[at - 2].word == "the":
        at -= 2
    if at and tokens[at - 1].text == ",":
        return at - 1 if is_told else None
    is_clock = numbers()[tokens[number].word] <= LAST_HOUR and not follows_any(tokens, number + 1, ("years",))
    return at if is_first(tokens, at) and (is_told or tokens[at].word == "now") and not is_clock else None


AGED = ("at", "aged", "age")
ELDEST = ("youngest", "eldest", "oldest", "younger", "elder", "older")
LAST_HOUR = 12  # "At nine, she" is a time of day


CONCEDING = ("though", "although", "being")


@cache
def is_of_row(word: str) -> bool:
    """Whether a word may stand in a row of adjectives."""
    return word in ("and", ",", "but") or is_degree(word) or is_adjective(word)


def who_is_so(people: PeopleAround, start: int, number: int) -> Mention | None:
    """Find who may be meant by a row of adjectives: the subject after it, or of the clause before it."""
    tokens = people.tokens
    if is_first(tokens, start):
        return people.first_after(number)
    if tokens[start].text == "," or tokens[start - 1].text in DASHES:
        beside = people.by_last.get(start)
        is_who = beside is not None and (beside.subject or beside.kind == "name")
        return beside if is_who else people.subject_before(start - (tokens[start].text != ","))
    return None


def is_of_thing(people: PeopleAround, comma: int, row: Sequence[Fact]) -> bool:
    """Whether a row of adjectives may be said of the noun before its comma: all but states of people."""
    word = people.tokens[comma - 1].word
    is_noun = comma not in people.by_last and read_verb(word) is None and not is_adverb(word)
    is_state = any(fact.slot in ("state", "feet", *YEARS) and fact.text not in lexicon().looks.words for fact in row)
    return word in slot_by_noun() or (is_noun and people.tokens[comma].text == "," and not is_state)


DASHES = frozenset(("—", "–", "--", "---"))
ENDS = DASHES | {",", ".", ";", "and", "with", "from", "in", "at", "but", "!", "as"}
