"""Read what people wear, put on, take off and have: lists of garments and features after a verb or "with"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from reading.garment_lists import SUBJECTS, garment_at, layered_over, read_things
from reading.looks import (
    CLAUSE_END,
    FEATURES,
    LAYERS,
    LONGEST_RUN,
    Fact,
    follows,
    follows_any,
    noun_run,
    slot_by_noun,
)
from reading.possessions import as_undress, without_coat

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from english.tokens import Token
    from reading.mentions import Mention
    from reading.people import Who

CLAUSE_REACH = 14  # tokens after a subject in which "in a green coat" is said of it
PREPOSITIONS = frozenset(("beside", "by", "near", "behind", "before", "opposite", "from", "past", "at", "with", "to"))


def facts_of_wearing(tokens: Sequence[Token], mention: Mention, others: Collection[int] = ()) -> Iterator[Fact]:
    """Read what somebody wore, put on or took off, from the verb soon after the mention.

    `others` are the tokens at which other people are named: what comes after them may be theirs.
    """
    sentence, subject = tokens[mention.first].sentence, mention.subject
    reach = mention.last + LONGEST_RUN
    for index in range(mention.last, min(mention.last + CLAUSE_REACH, len(tokens) - 1)):
        token, near = tokens[index], index < reach
        if (
            token.sentence != sentence
            or token.text in CLAUSE_END
            or token.quoted
            or token.word in lexicon().looks.denials
        ):
            return
        if index > mention.last and (token.word in SUBJECTS or index in others):
            return
        if subject and index == mention.last and has(tokens, index):
            start = index + 1 + follows(tokens, index + 1, "got")
            if not has_just(tokens, start):
                yield from had(tokens, mention.who, start)
                return
        elif token.word == "in" and is_dressed_in(tokens, mention, index):
            yield from worn_list(tokens, mention.who, index + 1)
            return
        elif (subject or index == mention.last) and (near or spares(token)) and (start := put_on(tokens, index)):
            yield from read_things(tokens, mention.who, start, (*LAYERS, "marks"))
            yield from all_of_color(tokens, mention.who, start)
            yield from layered_over(tokens, mention.who, start)
            return
        elif token.word == "in" and is_of_color(tokens, mention, index):
            yield from all_of_color(tokens, mention.who, index + 1)
            return
        elif subject and near and (start := taken_off(tokens, index)):
            yield from changed(tokens, mention.who, start)
            reach = mention.last + CLAUSE_REACH  # "took off her coat and put on an apron"


def has(tokens: Sequence[Token], index: int) -> bool:
    """Whether "had", "has", "have" or the "'s" of "she's got" is at a token."""
    word = tokens[index].word
    return word in ("had", "has", "have") or (word in ("'s", "'ve") and follows(tokens, index + 1, "got"))


def all_of_color(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read "wore black" and "in black velvet", where no garment is named."""
    colors = lexicon().looks.colors
    words = [token.word for token in tokens[start : start + 4]]
    end = next((at for at, word in enumerate(words) if not word.isalpha() or word in ("and", "with")), 0)
    stuffs = lexicon().looks.garments.stuffs
    if end and words[0] in colors | stuffs and set(words[:end]) <= colors | stuffs | {"all"}:
        if words[end] == "and" and follows_any(tokens, start + end + 1, ("white", "blue", "gold")):
            return  # "in black and white"
        yield Fact(who, "whole", " ".join((*words[:end], "clothes")), start)


def is_of_color(tokens: Sequence[Token], mention: Mention, index: int) -> bool:
    """Whether "in red" follows at once on a person, a predicate or a verb of dressing."""
    before = tokens[index - 1].word
    if not mention.subject:
        return mention.kind == "name" and before == "," and index == mention.last + 1
    return (
        index == mention.last
        or (before == "," and index == mention.last + 1)
        or before in ("was", "is", "were", "'s", "all", "dressed", "clad", "entirely", "still")
    )


def spares(token: Token) -> bool:
    """Whether a verb does not dress anybody, or comes late: "to spare the black uniform", "and borrowed a cap"."""
    return token.word in ("borrowed", "borrows") or token.word in lexicon().looks.garments.spare


def worn_list(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read a list after "in": the whole outfit, so that whoever is "in his shirt" has no coat on."""
    facts = [as_undress(fact) for fact in read_things(tokens, who, start, LAYERS)]
    if any(fact.slot == "occasion" for fact in facts):  # "in pyjama bottoms and an old jersey"
        facts = [fact._replace(slot="occasion") if fact.slot in ("top", "bottom") else fact for fact in facts]
    yield from facts
    yield from layered_over(tokens, who, start)
    yield from without_coat(who, [fact.slot for fact in facts], start)


def has_just(tokens: Sequence[Token], number: int) -> bool:
    """Whether "had" only says that the dressing is done: "had put on", "had changed the jacket for"."""
    number += follows_any(tokens, number, ("just", "now", "already", "also"))
    words = lexicon().looks.garments.put_on_with | lexicon().looks.garments.into
    taken = lexicon().looks.garments.take_off_with | {"taken", "exchanged", "swapped", "lost"}
    if number >= len(tokens) or tokens[number].word in words | taken:
        return number < len(tokens)
    verb = read_verb(tokens[number].word)
    is_done = verb is not None and verb.form in ("past", "participle")
    is_done = is_done and tokens[number].word not in lexicon().looks.garments.put_on  # "had worn" is over
    return is_done and noun_run(tokens, number) is None  # "had left", not "had cropped hair"


def had(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read "had on the coat", "had his cap on and his red tie", "had only a jersey under it"; otherwise features."""
    if follows(tokens, start, "on") and follows(tokens, start + 1, "what"):
        yield from named_apart(tokens, who, start)
        return
    if not garment_at(tokens, start + follows(tokens, start, "on")):
        yield from read_things(tokens, who, start, FEATURES)
        return
    facts = list(read_things(tokens, who, start, LAYERS))
    end = facts[0].token + 1
    while end < len(tokens) and tokens[end - 1].word not in slot_by_noun():
        end += 1
    around = follows_any(tokens, end, ("round", "around", "about")) and follows_any(tokens, end + 1, WEARER)
    on = ("on", "under", "underneath", "beneath", "over")
    if around or follows(tokens, start, "on") or follows_any(tokens, end, on):
        yield from facts
        yield from layered_over(tokens, who, start)


WEARER = frozenset(("him", "her", "me", "them", "himself", "herself", "myself", "his", "my", "both"))


def named_apart(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read "had on what I had slept in, a shirt and jeans" from the comma on."""
    for index in range(start, min(start + CLAUSE_REACH, len(tokens) - 1)):
        if tokens[index].text in CLAUSE_END:
            return
        if tokens[index].text == "," and garment_at(tokens, index + 1):
            yield from read_things(tokens, who, index + 1, LAYERS)
            return


def is_dressed_in(tokens: Sequence[Token], mention: Mention, index: int) -> bool:
    """Whether "in a green coat" describes a person: a subject, "him" put in it, not "her" who sat by him."""
    if not garment_at(tokens, index + 1) or follows_any(tokens, index + 1, ("his", "her", "my", "their")):
        return False  # "in her coat" is read with its owner
    if tokens[index + 1].word in ("dress", "costume", "disguise"):
        return False  # "in dress and manners"
    if mention.subject:
        return True
    if mention.kind != "described" and mention.first and tokens[mention.first - 1].word in PREPOSITIONS:
        return False
    if mention.first > 1 and tokens[mention.first - 1].word == "of" and tokens[mention.first - 2].word in SIDES:
        return tokens[index - 1].text == ","  # "in front of me in a red coat" is said of another
    return index == mention.last or tokens[index - 1].text == ","


SIDES = frozenset(("front", "ahead", "back", "side", "top", "out"))


def put_on(tokens: Sequence[Token], index: int) -> int:
    """Find where the list of garments after a verb of putting on begins, or 0."""
    word, after = tokens[index].word, index + 1
    if word in lexicon().looks.garments.put_on:
        return after + follows_any(tokens, after, ("in", "on"))
    if word in ("borrowed", "borrows") and follows_any(tokens, after, ("a", "an")):
        return after if garment_at(tokens, after) else 0
    if word in lexicon().looks.garments.put_on_with and follows_any(tokens, after, ("on", "over")):
        return after + 1 if garment_at(tokens, after + 1) else 0
    if word in lexicon().looks.garments.put_on_with and follows_any(tokens, after, ("a", "an", "the")):
        run = noun_run(tokens, after + 1)  # "put a brown overcoat on"
        return after if run and slot_by_noun()[run[2]] in LAYERS and follows(tokens, run[1] + 1, "on") else 0
    if word in lexicon().looks.garments.into:
        after += follows_any(tokens, after, ("himself", "herself", "myself", "up", "him", "her"))
        after += follows(tokens, after, "up")
        if follows_any(tokens, after, ("in", "into")) and garment_at(tokens, after + 1):
            return after + 1
    if spares(tokens[index]) and follows(tokens, after, "the"):
        return after if garment_at(tokens, after) else 0
    return 0


def taken_off(tokens: Sequence[Token], index: int) -> int:
    """Find where the list of garments after a verb of taking off begins, or 0; "his" is read with its owner."""
    word, after = tokens[index].word, index + 1
    if word in lexicon().looks.garments.take_off:
        return after if garment_at(tokens, after) else 0
    if word in lexicon().looks.garments.take_off_with and follows(tokens, after, "off"):
        return after + 1 if garment_at(tokens, after + 1) else 0
    if word in lexicon().looks.garments.take_off_with and follows_any(tokens, after, ("a", "an", "the")):
        run = noun_run(tokens, after + 1)  # "pulled the football shirt off"
        return after if run and slot_by_noun()[run[2]] in LAYERS and follows(tokens, run[1] + 1, "off") else 0
    if word in lexicon().looks.garments.put_away:
        after += follows_any(tokens, after, ("up", "down", "aside", "away"))
        return after if garment_at(tokens, after) else 0
    if word in ("changed", "exchanged", "swapped", "changing"):
        return after if garment_at(tokens, after) else 0
    return 0


def changed(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read what is taken off, and its replacement: "the uniform jacket for a brown leather one"."""
    off = list(read_things(tokens, who, start, LAYERS, removed=True))
    yield from off
    for number in range(start, min(start + LONGEST_RUN, len(tokens) - 1)):
        if tokens[number].word == "for" and tokens[number + 1].word in ("a", "an", "his", "her", "the"):
            yield from one(tokens, who, number + 1, off)
            return


def one(tokens: Sequence[Token], who: Who, start: int, off: Sequence[Fact]) -> Iterator[Fact]:
    """Read "a brown leather one" as the garment that it replaces, or another garment."""
    words = [token.word for token in tokens[start : start + LONGEST_RUN]]
    if off and "one" in words[1:]:
        kept = lexicon().looks.garments.words | lexicon().looks.colors
        seen = [word for word in words[1 : words.index("one")] if word in kept]
        yield Fact(who, off[0].slot, " ".join((*seen, off[0].text.split()[-1])), start + 1)
        return
    yield from read_things(tokens, who, start, LAYERS)
