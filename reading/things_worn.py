"""Find the garments and features of a scene's people, and what is handed over, seen on nobody or told twice."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tokens import sentence_start
from english.verbs import read_verb
from english.words import is_adverb
from reading.look_owners import owners_of
from reading.look_phrases import LookPhrase, find_phrases
from reading.looks import Fact, follows, follows_any, garment_of, grammar, is_adjective, slot_by_noun
from reading.people import GROUP
from reading.people_around import unquoted
from reading.wardrobe import use_of
from reading.wearing import Owned, governed, is_off

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.people import PersonIndex
    from reading.people_around import PeopleAround

NOT_ALL_HAVE = ("beard", "marks")


def facts_of_things(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Give every garment and feature with its owner, or as seen on nobody in particular."""
    phrases = find_phrases(prose, people.ends())
    facts: list[Fact] = []
    for phrase, owned in zip(phrases, owners_of(phrases, people), strict=True):
        if owned is None and phrase.determiner not in ("their", "our"):
            continue
        if owned is None or owned.who is GROUP:
            facts.extend(facts_of_group(prose, people, phrase))
        else:
            facts.extend(facts_of_phrase(prose, phrase, owned))
    facts.extend(all_of_color(prose, people))
    yield from (*facts, *told_of_it(prose, facts, people))


def facts_of_group(prose: Prose, people: PeopleAround, phrase: LookPhrase) -> Iterator[Fact]:
    """Give each of "they" what "they" wear."""
    off = is_off(prose.tokens, phrase.opens, phrase.noun)
    if off is not None:
        for who in group_at(people, phrase):
            yield from facts_of_phrase(prose, one_of(phrase), Owned(who, off))


def group_at(people: PeopleAround, phrase: LookPhrase) -> list[PersonIndex]:
    """Give who is meant by "they" or "we": the subjects of the sentences just before, and the teller of "our"."""
    tokens, sentence = people.tokens, people.tokens[phrase.noun].sentence
    start = sentence_start(tokens, phrase.opens)
    if not any(token.word in grammar().several for token in tokens[start : phrase.opens]):
        return []
    near = [mention for at in range(sentence - GROUP_REACH, sentence + 1) for mention in people.by_sentence.get(at, ())]
    is_ours = phrase.determiner == "our" or any(tokens[mention.first].word == "we" for mention in near)
    told = [mention for mention in near if not mention.owns and (mention.kind != "first person" or is_ours)]
    return list(dict.fromkeys(mention.who for mention in told if mention.who is not GROUP))


GROUP_REACH = 3  # sentences


def one_of(phrase: LookPhrase) -> LookPhrase:
    """Give one of several things that several people have: of "heavy suits" a "heavy suit"; not of boots."""
    single = phrase.text.removesuffix("s")
    known = garment_of(single)
    is_pair = phrase.slot in ("feet", "legs", "hands", "bottom", "worn")
    return phrase if known is None or is_pair else phrase._replace(text=single)


def facts_of_phrase(prose: Prose, phrase: LookPhrase, owned: Owned) -> Iterator[Fact]:
    """Make the facts of a phrase: a feature if it is described, a garment in any case."""
    if phrase.is_feature:
        is_rare = phrase.slot in NOT_ALL_HAVE or phrase.noun_text in lexicon().looks.uncommon
        is_rare = is_rare or (phrase.slot == "smile" and follows_any(prose.tokens, phrase.noun + 1, ("of",)))
        is_skin = phrase.slot != "body" or SKIN.issuperset(lexicon().looks.colors.intersection(phrase.text.split()))
        part = on_part(prose, phrase)
        is_told = is_rare if part or phrase.noun_text not in lexicon().looks.spread else False
        text = of_both(phrase.text)
        if (not phrase.is_bare or is_told) and is_skin and text:
            yield Fact(owned.who, phrase.slot, text + part, phrase.opens)
        return
    if phrase.slot == "worn" and phrase.is_bare:
        return  # everybody wears clothes
    text = f"{phrase.text} clothes" if phrase.slot == "stuff" else phrase.text
    removed = owned.removed and use_of(text) != "always"  # glasses that are polished are put on again
    slot = "worn" if phrase.slot == "stuff" else phrase.slot
    yield Fact(owned.who, slot, text, phrase.opens, removed, removed and owned.shed)
    is_dressed = prose.tokens[phrase.opens - 1].word == "in" if phrase.opens else False
    if is_dressed and phrase.slot in ("shirt", "under") and not owned.removed:
        yield Fact(owned.who, "outer", "", phrase.opens, removed=True)


SKIN = frozenset(("white", "pale", "red", "pink", "brown", "black", "dark", "gray", "grey", "golden", "bronze"))


def of_both(text: str) -> str:
    """Say of both eyes or arms what is told of one; "" if only one is seen so now, or has nothing to be seen."""
    looks, (*words, noun) = lexicon().looks, text.split()
    if noun not in looks.paired or not (looks.half | looks.states).isdisjoint(words):
        return text
    is_now = any(read_verb(word) and (word in looks.become.values() or word.endswith("ing")) for word in words)
    return "" if is_now else " ".join((*words, "feet" if noun == "foot" else noun + "s"))


def on_part(prose: Prose, phrase: LookPhrase) -> str:
    """Read where "a scar" is: "on her cheek", "down his face"; "" if nothing is said."""
    tokens, of = prose.tokens, phrase.noun + 1
    is_of = phrase.slot == "smile" and follows_any(tokens, of, ("of",))
    if is_of and not follows_any(tokens, of + 1, grammar().determiners):
        felt = [tokens[at].word for at in range(of + 1, min(of + 3, len(tokens))) if tokens[at].text.isalpha()]
        return " of " + " ".join(felt[: 1 + (bool(felt) and is_adjective(felt[0]))])  # "a look of utter disbelief"
    part = part_after(tokens, of) or part_before(tokens, phrase)
    if phrase.slot != "marks" or not part:
        return ""
    at_eyes = "in" if phrase.noun_text in ("tears", "tear", "sweat") else "around"
    return f" {at_eyes if part == 'eyes' else 'on'} {part}"


def part_after(tokens: Sequence[Token], number: int) -> str:
    """Read the part of the body after a mark: "on her cheek", "down Nora's face"."""
    for at in range(number, min(number + PART_REACH - 1, len(tokens) - 1)):
        if not tokens[at].text[0].isalpha():
            return ""
        is_owned = follows_any(tokens, at + 1, grammar().determiners) or follows_any(tokens, at + 2, ("'s",))
        if tokens[at].word in grammar().parted and is_owned:
            return next((token.word for token in tokens[at + 2 : at + 6] if is_body(token.word)), "")
    return ""


def part_before(tokens: Sequence[Token], phrase: LookPhrase) -> str:
    """Read the part of the body before a mark: "her eyes filled with tears"; of tears that are shed the face."""
    before = tokens[phrase.opens - 1].word if phrase.opens else ""
    if before in ("in", "into") and phrase.noun_text == "tears" and phrase.opens > 1:
        last = tokens[phrase.opens - 2].word
        is_now = last in (",", "her", "him", "all") or read_verb(last) is not None or is_adverb(last)
        return "face" if is_now else ""  # not "spent her life in tears"
    near = tokens[max(0, phrase.opens - PART_REACH) : phrase.opens] if before in ("with", "by") else ()
    same = [token.word for token in near if token.sentence == tokens[phrase.noun].sentence]
    return next((word for word in reversed(same) if is_body(word)), "")


PART_REACH = 6  # tokens from a scar to the part of the body


def is_body(word: str) -> bool:
    """Whether a word is a part of the body or the face, or a pocket for hands."""
    return word == "pockets" or slot_by_noun().get(word) in ("body", "face", "eyes", "hair")


def all_of_color(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Read "wore black" and "in red", where no garment is named."""
    tokens, dressed = prose.tokens, lexicon().looks.garments.put_on | {"in", "all"}
    for number in unquoted(prose, lexicon().looks.colors):
        after = tokens[number + 1].word if number + 1 < len(tokens) else "."
        if number and tokens[number - 1].word in dressed and (not after.isalpha() or after in grammar().ending):
            phrase = LookPhrase(number, number, "worn", f"{tokens[number].word} clothes", "")
            owned = governed(people, phrase)
            if owned is not None and owned.who is not GROUP:
                yield Fact(owned.who, "worn", phrase.text, number)


def told_of_it(prose: Prose, facts: Sequence[Fact], people: PeopleAround) -> Iterator[Fact]:
    """Read "pulled it off", "put it on", "He put it on her" of the garment that was spoken of last."""
    tokens, words = prose.tokens, lexicon().looks.garments
    told = sorted(filter(is_told_garment, facts), key=attrgetter("token"))
    for number in unquoted(prose, words.take_off_with | words.take_off | words.giving):
        garment = last_garment(prose, told, number) if follows_any(tokens, number + 1, ("it", "them")) else None
        if garment is not None:
            found = list(done_with(people, number, garment._replace(token=number)))
            told.extend(filter(is_told_garment, found))
            yield from found


def done_with(people: PeopleAround, number: int, garment: Fact) -> Iterator[Fact]:
    """Give who wears a garment after it is taken off, put on or handed over."""
    tokens, words = people.tokens, lexicon().looks.garments
    verb, taker = tokens[number].word, people.by_first.get(number + 3)
    if verb in words.take_off or (verb in words.take_off_with and follows(tokens, number + 2, "off")):
        yield garment._replace(removed=True, shed=True)
    elif verb in words.giving and follows_any(tokens, number + 2, grammar().around):
        if taker is not None and taker.who is not GROUP:
            yield garment._replace(removed=True, shed=False)
            yield garment._replace(who=taker.who, removed=False)
        elif follows_any(tokens, number + 3, (",", ".", ";", "and", "over")):
            yield garment._replace(removed=False)


def is_told_garment(fact: Fact) -> bool:
    """Whether a fact is a garment."""
    return bool(fact.text) and garment_of(fact.text) is not None


def last_garment(prose: Prose, garments: Sequence[Fact], number: int) -> Fact | None:
    """Find the garment, of those in order, that was spoken of last before a token, no more than a sentence before."""
    end = bisect_left(garments, number, key=attrgetter("token"))
    first = bisect_left(garments, garments[end - 1].token, key=attrgetter("token")) if end else 0
    garment = garments[first] if end else None
    is_near = garment and prose.tokens[number].sentence - prose.tokens[garment.token].sentence <= GARMENT_REACH
    return garment if is_near else None


GARMENT_REACH = 2  # sentences from a garment to "it"
