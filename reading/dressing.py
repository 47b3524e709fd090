"""Read looks and clothes stated away from the words for the person: "A shawl hung from her shoulders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.ages import read_years
from reading.garment_lists import garment_at, read_things
from reading.looks import (
    CLAUSE_END,
    FEATURES,
    LAYERS,
    Fact,
    feature_phrase,
    follows,
    follows_any,
    is_colored,
    noun_run,
    slot_by_noun,
)
from reading.people import GROUP
from reading.possessions import is_off

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.mentions import Mention
    from reading.people import Who

REACH = 9  # tokens between a garment and whose shoulders it hangs from
LONGEST_CLAUSE = 30  # tokens from a subject to its ", with a white beard"
AROUND = frozenset(("from", "about", "around", "round", "over", "on", "upon", "at", "across"))


def facts_of_sentences(prose: Prose, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Read a sentence's facts about its subject or about a body, however far from the mention."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        if not prose.tokens[mention.first].quoted and mention.who is not GROUP:
            by_sentence.setdefault(prose.tokens[mention.first].sentence, []).append(mention)
    for sentence, inside in by_sentence.items():
        for mention in inside:
            yield from hung_on(prose.tokens, mention)
        for number in range(*prose.sentences[sentence]):
            if not prose.tokens[number].quoted:
                yield from said_apart(prose.tokens, inside, number)


def hung_on(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "A calico wrapper hung from her shoulders", "with the red scarf wound about her", "a ribbon in her hair"."""
    if not mention.first or not holds_garment(tokens, mention):
        return
    for index in range(mention.first - 2, max(-1, mention.first - REACH), -1):
        if tokens[index].sentence != tokens[mention.first].sentence or tokens[index].text in CLAUSE_END:
            return
        if tokens[index].word not in ("a", "an", "the"):
            continue
        run = noun_run(tokens, index + 1)
        if run and run[1] < mention.first - 1 and slot_by_noun()[run[2]] in LAYERS:
            slot = slot_by_noun()[run[2]]
            yield Fact(mention.who, slot, feature_phrase(tokens, run[0], run[1], slot), run[0])
        return


def holds_garment(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "hung from her shoulders", "wound about her" or "in her hair" is at a token."""
    joint, verb = tokens[mention.first - 1].word, tokens[mention.first - 2].word
    after = mention.last + follows(tokens, mention.last, "'s")
    part = tokens[after].word if after < len(tokens) else ""
    if mention.owns and part.isalpha():
        if part == "hair":
            return joint in ("in", "round", "around", "through")
        return joint in AROUND and part in lexicon().looks.garments.bearing
    return joint in AROUND and verb in lexicon().looks.garments.wound


def said_apart(tokens: Sequence[Token], inside: Sequence[Mention], number: int) -> Iterator[Fact]:
    """Read the subject's looks after a preposition: ", with a white beard", "Without the jacket"."""
    word, before = tokens[number].word, tokens[number - 1].text if number else "."
    if word in ("with", "in") and before == ",":
        who = lone_subject(tokens, inside, number)
        if who is not None:
            yield from trailing(tokens, who, number)
    elif before == "," and follows(tokens, number + 1, "years") and follows_any(tokens, number + 2, ("old", "of")):
        years, of_whom = read_years(word), described_before(inside, number)
        if years is not None and of_whom is not None:
            yield Fact(of_whom, "years", str(years), number)
    elif before == "," and is_lone_number(tokens, number):
        years, who = read_years(word), lone_subject(tokens, inside, number)
        if years is not None and who is not None:
            yield Fact(who, "years", str(years), number)
    elif word == "without" and follows_any(tokens, number + 1, ("the", "a", "an")) and garment_at(tokens, number + 1):
        who = first_after(inside, number)
        if who is not None:
            yield from read_things(tokens, who, number + 1, LAYERS, removed=True)


def is_lone_number(tokens: Sequence[Token], number: int) -> bool:
    """Whether ", seventeen," is at a token, and no other number beside it."""
    years = read_years(tokens[number].word)
    if years is None or years < LEAST_TOLD or not follows_any(tokens, number + 1, (",", ".")):
        return False
    beside = [tokens[at].word for at in (number - 2, number + 2) if 0 <= at < len(tokens)]
    return tokens[number].word.isalpha() and all(read_years(word) is None for word in beside)


LEAST_TOLD = 3  # years from which ", seventeen," is an age


def described_before(inside: Sequence[Mention], number: int) -> Who | None:
    """Find whom ", nine years old," describes: who was described last before it, else the subject."""
    before = [mention for mention in inside if mention.first < number and not mention.owns]
    described = [mention for mention in before if mention.kind == "described"]
    chosen = described or [mention for mention in before if mention.subject]
    return chosen[-1].who if chosen else None


def trailing(tokens: Sequence[Token], who: Who, number: int) -> Iterator[Fact]:
    """Read "with a white beard" at the end of a sentence; "with his hair" is read with its owner."""
    if not follows_any(tokens, number + 1, ("a", "an")) and tokens[number].word == "in":
        return
    slots = LAYERS if tokens[number].word == "in" else FEATURES
    for fact in read_things(tokens, who, number + 1, slots):
        if fact.slot != "face" and tokens[number + 1].word not in ("his", "her", "my", "the"):
            yield fact


def lone_subject(tokens: Sequence[Token], inside: Sequence[Mention], number: int) -> Who | None:
    """Find the subject of the clause before a token, where nobody else is named after it."""
    before = [mention for mention in inside if number - LONGEST_CLAUSE < mention.first < number]
    before = [mention for mention in before if not is_opinion(tokens, mention)]
    subjects = [mention for mention in before if mention.subject]
    if not subjects or any(tokens[index].text in CLAUSE_END for index in range(subjects[-1].last, number)):
        return None
    later = [mention for mention in before if mention.first > subjects[-1].first and not mention.owns]
    return subjects[-1].who if all(mention.who == subjects[-1].who for mention in later) else None


def is_opinion(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "I mean" or "I think" is an aside in a statement about another."""
    return tokens[mention.first].word == "i" and follows_any(tokens, mention.last, OPINIONS)


OPINIONS = frozenset(("mean", "think", "thought", "guess", "suppose", "believe", "swear", "imagine", "bet"))


def first_after(inside: Sequence[Mention], number: int) -> Who | None:
    """Find the subject that "Without the jacket" leads to, else the sentence's first."""
    said = [mention for mention in inside if not mention.owns]
    after = [mention for mention in said if mention.first > number]
    return (after or said)[0].who if said else None


def garments_seen(prose: Prose) -> Iterator[Fact]:
    """Find "the yellow raincoat" in the narration: its wearer is whoever is known to have one."""
    for number, token in enumerate(prose.tokens[:-2]):
        if token.quoted or token.word != "the":
            continue
        run = noun_run(prose.tokens, number + 1)
        slot = slot_by_noun()[run[2]] if run else ""
        if run is None or slot not in LAYERS or is_off(prose.tokens, number, run[1]) is not False:
            continue
        text = feature_phrase(prose.tokens, run[0], run[1], slot)
        if is_colored(text):
            yield Fact(GROUP, "seen", text, number)


def worn_before_off(tokens: Sequence[Token], seen: Sequence[Fact], facts: Sequence[Fact]) -> Iterator[Fact]:
    """Find who wore "the grey cloak" until "she unpinned the cloak"."""
    for fact in facts:
        if fact.removed and fact.slot in LAYERS and fact.text and " " not in fact.text:
            before = [each for each in seen if each.token < fact.token and each.text.split()[-1] == fact.text]
            if before and tokens[fact.token].sentence - tokens[before[-1].token].sentence <= NEAR:
                yield Fact(fact.who, fact.slot, before[-1].text, before[-1].token)


NEAR = 5  # sentences between a garment that is seen and the one who takes it off


def features_told_by_it(prose: Prose, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Read "It was a thick plait, dark red." after a sentence with "her plait"."""
    tokens = prose.tokens
    for first, last in prose.sentences:
        if last - first < 4 or tokens[first].quoted or tokens[first].word not in ("it", "they"):  # noqa: PLR2004
            continue
        if not follows_any(tokens, first + 1, ("was", "were", "is", "are")):
            continue
        start = first + 2 + follows_any(tokens, first + 2, ("a", "an"))
        run = noun_run(tokens, start) if start < last else None
        owner = owner_of(tokens, mentions, tokens[first].sentence - 1, run[2]) if run else None
        if run is None or owner is None:
            continue
        slot = slot_by_noun()[run[2]]
        colors = lexicon().looks.colors
        after = [token.word for token in tokens[run[1] + 2 : run[1] + 4] if token.word in colors]
        words = feature_phrase(tokens, run[0], run[1], slot).split()
        yield Fact(owner, slot, " ".join((*words[:-1], *after, words[-1])), run[0])


def owner_of(tokens: Sequence[Token], mentions: Sequence[Mention], sentence: int, noun: str) -> Who | None:
    """Find the owner of the plait or coat in the sentence before."""
    found = None
    for mention in mentions:
        if mention.owns and tokens[mention.first].sentence == sentence and mention.who is not GROUP:
            after = [token.word for token in tokens[mention.last : mention.last + 5]]
            found = mention.who if noun in after else found
    return found


def handed_over(prose: Prose, facts: Sequence[Fact], mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Read "He put it on her" after "took off his orange jacket": it is hers now; "put it on" is the subject's."""
    tokens = prose.tokens
    by_first = {mention.first: mention for mention in mentions if mention.who is not GROUP}
    for number, token in enumerate(tokens[:-3]):
        if token.quoted or token.word not in lexicon().looks.garments.giving:
            continue
        if tokens[number + 1].word != "it" or tokens[number + 2].word not in AROUND | {"on"}:
            continue
        garment = next((fact for fact in reversed(facts) if fact.token < number and fact.slot in LAYERS), None)
        if garment is None or not garment.text or token.sentence - tokens[garment.token].sentence > 1:
            continue
        taker = by_first.get(number + 3)
        if taker is not None:
            yield Fact(taker.who, garment.slot, garment.text, number)
        elif tokens[number + 3].text in (",", ".", ";") or tokens[number + 3].word in ("and", "over"):
            yield Fact(garment.who, garment.slot, garment.text, number)
