"""Find the garments and features of a scene's people, and what is handed over, seen on nobody or told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.look_owners import owners_of
from reading.look_phrases import LookPhrase, find_phrases
from reading.looks import Fact, follows_any, garment_of, grammar, is_adjective, slot_by_noun
from reading.people import GROUP
from reading.wardrobe import use_of
from reading.wearing import Owned, governed, is_off

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose
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
    facts.extend(list(handed_over(prose, facts, people)))
    yield from (*facts, *put_off(prose, facts))


def facts_of_group(prose: Prose, people: PeopleAround, phrase: LookPhrase) -> Iterator[Fact]:
    """Give each of "they" what "they" wear."""
    off = is_off(prose.tokens, phrase.opens, phrase.noun)
    if off is not None:
        for who in group_at(people, phrase):
            yield from facts_of_phrase(prose, one_of(phrase), Owned(who, off))


def group_at(people: PeopleAround, phrase: LookPhrase) -> list[PersonIndex]:
    """Give who is meant by "they" or "we": the subjects of the sentences just before, and the teller of "our"."""
    tokens, sentence = people.tokens, people.tokens[phrase.noun].sentence
    start = next((at for at in range(phrase.opens, -1, -1) if tokens[at].sentence != sentence), -1) + 1
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
        if (not phrase.is_bare or is_rare) and not is_strange(phrase):
            yield Fact(owned.who, phrase.slot, phrase.text + on_part(prose, phrase), phrase.opens)
        return
    if phrase.slot == "worn" and phrase.is_bare:
        return  # everybody wears clothes
    text = f"{phrase.text} clothes" if phrase.slot == "stuff" else phrase.text
    removed = owned.removed and use_of(text) != "always"  # glasses that are polished are put on again
    yield Fact(owned.who, "worn" if phrase.slot == "stuff" else phrase.slot, text, phrase.opens, removed)
    is_dressed = prose.tokens[phrase.opens - 1].word == "in" if phrase.opens else False
    if is_dressed and phrase.slot in ("shirt", "under") and not owned.removed:
        yield Fact(owned.who, "outer", "", phrase.opens, removed=True)


def is_strange(phrase: LookPhrase) -> bool:
    """Whether a part of the body has a colour that no skin has: "his orange arms" are those of his oilskins."""
    unlike_skin = lexicon().looks.colors - SKIN_COLORS
    return phrase.slot == "body" and not unlike_skin.isdisjoint(phrase.text.split())


SKIN_COLORS = frozenset(("white", "pale", "red", "pink", "brown", "black", "dark", "gray", "grey", "golden", "bronze"))


def on_part(prose: Prose, phrase: LookPhrase) -> str:
    """Read where "a scar" is: "on her cheek", "down his face"; "" if nothing is said."""
    tokens, of = prose.tokens, phrase.noun + 1
    is_of = phrase.slot == "smile" and follows_any(tokens, of, ("of",))
    if is_of and not follows_any(tokens, of + 1, grammar().determiners):
        felt = [tokens[at].word for at in range(of + 1, min(of + 3, len(tokens))) if tokens[at].text.isalpha()]
        return " of " + " ".join(felt[: 1 + (bool(felt) and is_adjective(felt[0]))])  # "a look of utter disbelief"
    for at in range(phrase.noun + 1, min(phrase.noun + PART_REACH, len(tokens) - 1)):
        if not tokens[at].text[0].isalpha():
            return ""
        is_owned = follows_any(tokens, at + 1, grammar().determiners) or follows_any(tokens, at + 2, ("'s",))
        if tokens[at].word in grammar().parted and is_owned:
            part = next((n for n in range(at + 2, min(at + 6, len(tokens))) if is_body(tokens[n].word)), 0)
            return f" on {tokens[part].word}" if part and phrase.slot == "marks" else ""
    return ""


PART_REACH = 6  # tokens from a scar to the part of the body


def is_body(word: str) -> bool:
    """Whether a word is a part of the body or the face, or a pocket for hands."""
    return word == "pockets" or slot_by_noun().get(word) in ("body", "face", "eyes", "hair")


def all_of_color(prose: Prose, people: PeopleAround) -> Iterator[Fact]:
    """Read "wore black" and "in red", where no garment is named."""
    tokens = prose.tokens
    for number in prose.find_words(lexicon().looks.colors):
        if (
            not number
            or tokens[number].quoted
            or tokens[number - 1].word not in lexicon().looks.garments.put_on | {"in", "all"}
        ):
            continue
        after = tokens[number + 1].word if number + 1 < len(tokens) else "."
        if (
            after in ("and", "of", "or")
            or is_adjective(after)
            or after in slot_by_noun()
            or (after.isalpha() and after not in grammar().ending)
        ):
            continue
        phrase = LookPhrase(number, number, "worn", f"{tokens[number].word} clothes", "")
        owned = governed(people, phrase)
        if owned is not None and owned.who is not GROUP:
            yield Fact(owned.who, "worn", phrase.text, number)


def put_off(prose: Prose, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Read "Piet pulled it off" of the garment that was spoken of last."""
    tokens, words = prose.tokens, lexicon().looks.garments
    for number in prose.find_words(words.take_off_with | words.take_off):
        is_it = follows_any(tokens, number + 1, ("it", "them"))
        if (
            tokens[number].quoted
            or not is_it
            or not (tokens[number].word in words.take_off or follows_any(tokens, number + 2, ("off",)))
        ):
            continue
        garment = last_garment(prose, facts, number)
        if garment is not None:
            yield garment._replace(token=number, removed=True)


def last_garment(prose: Prose, facts: Sequence[Fact], number: int) -> Fact | None:
    """Find the garment that was spoken of last before a token, no more than a sentence before."""
    earlier = [fact for fact in facts if fact.token < number and fact.text and garment_of(fact.text) is not None]
    garment = max(earlier, key=lambda fact: fact.token, default=None)
    is_near = (
        garment is not None and prose.tokens[number].sentence - prose.tokens[garment.token].sentence <= GARMENT_REACH
    )
    return garment if is_near else None


GARMENT_REACH = 2  # sentences from a garment to "it"


def handed_over(prose: Prose, facts: Sequence[Fact], people: PeopleAround) -> Iterator[Fact]:
    """Read "He put it on her" after "took off his orange jacket": it is hers now; "put it on" is the subject's."""
    tokens = prose.tokens
    for number in prose.find_words(lexicon().looks.garments.giving):
        token = tokens[number]
        if (
            token.quoted
            or not follows_any(tokens, number + 1, ("it", "them"))
            or not follows_any(tokens, number + 2, grammar().around)
        ):
            continue
        garment = last_garment(prose, facts, number)
        if garment is None:
            continue
        taker = people.by_first.get(number + 3)
        if taker is not None and taker.who is not GROUP:
            yield Fact(taker.who, garment.slot, garment.text, number)
        elif follows_any(tokens, number + 3, (",", ".", ";", "and", "over")):
            yield Fact(garment.who, garment.slot, garment.text, number)
