"""Find what a scene says of people's looks and clothes: visible facts, each with its person and its position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.words import kin, titles
from reading.ages import read_years, years_passed
from reading.looks import Fact, adjective_fact, person_adjectives
from reading.people import GROUP
from reading.people_around import people_around
from reading.person_phrases import PersonPhrase, apposition, facts_of_own_words, phrase_years
from reading.predicates import facts_of_predicates
from reading.realis import dreamt_sentences
from reading.things_worn import facts_of_things
from reading.visible_states import find_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.mentions import Mention, Mentions


def find_facts(prose: Prose, mentions: Mentions) -> tuple[Fact, ...]:
    """Find every visible fact of a scene; comparisons, denials, dreams and other days are left out."""
    facts: list[Fact] = []
    told = [with_verb(prose.tokens, mention) for mention in mentions.found]
    for mention in told:
        if mention.who is not GROUP and not mention.is_pronoun:
            facts.extend(facts_about(prose.tokens, mention))
    people = people_around(prose.tokens, told)
    facts.extend(facts_of_predicates(prose, people))
    facts.extend(find_states(prose, people))
    facts.extend(facts_of_things(prose, people))
    dreamt = dreamt_sentences(prose)
    kept = [fact for fact in facts if prose.tokens[fact.token].sentence not in dreamt]
    if (passed := years_passed(prose)) is not None:
        kept.append(Fact(GROUP, "passed", str(passed[1]), passed[0]))
    return tuple(in_order(kept))


def with_verb(tokens: Sequence[Token], mention: Mention) -> Mention:
    """Mark a mention as a subject if its "'s" is a verb ("She's wearing"), no possessive ("Emma's coat")."""
    word, at = tokens[mention.first].word, mention.last
    after = [token.word for token in tokens[at : at + 2]]
    is_open = word in ("he", "she") or (mention.kind == "name" and not SHORTENED.isdisjoint(after[1:]))
    is_verb = is_open and after[:1] == ["'s"]
    is_nominative = mention.is_pronoun and word in ("i", "he", "she")
    return mention._replace(owns=False, subject=True) if is_verb or is_nominative else mention


SHORTENED = frozenset(("got", "been", "in", "a", "an", "the", "at", "not", "wearing", "carrying", "holding"))


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    """Sort facts by position, without duplicates."""

    def position(fact: Fact) -> tuple[int, str, str, bool, int, bool]:
        who = -1 if fact.who is GROUP else fact.who
        return fact.token, fact.slot, fact.text, fact.removed, who, fact.shed

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
    yield from facts_after(tokens, mention)


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


def is_fond(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "old" is no age: "poor old Emma", "Here's old Emma!" in speech; in "old Mrs. Hale" it is."""
    if tokens[mention.first].word in titles() | kin():
        return False
    before = tokens[mention.first - 2].word if mention.first > 1 else "."
    return tokens[mention.first].quoted or before == "the" or before in lexicon().looks.age.fond


def facts_after(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "Emma, a tall woman with red hair"."""
    index = mention.last
    if index + 1 >= len(tokens):
        return
    word, following = tokens[index].word, tokens[index + 1].word
    if word in APPOSING and following in ("a", "an", "the", "that", "his", "her"):
        yield from apposition(tokens, mention.who, index + 1)


APPOSING = frozenset((",", "--", "—", "–"))
