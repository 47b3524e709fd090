"""Read lists of garments or features: "a green coat over a man's shirt, and one of his old caps"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from reading.looks import (
    LAYERS,
    LONGEST_RUN,
    Fact,
    after_measure,
    feature_phrase,
    follows,
    follows_any,
    is_described,
    noun_run,
    slot_by_noun,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Token
    from reading.people import Who

SUBJECTS = frozenset(("he", "she", "i", "they", "we", "it", "who", "which", "that"))


def read_things(
    tokens: Sequence[Token], who: Who, start: int, slots: tuple[str, ...], *, removed: bool = False
) -> Iterator[Fact]:
    """Read a list of features or garments: "a green coat, a hat and brown boots"."""
    index, seen, under = start, set[str](), -1
    while index < len(tokens):
        if tokens[index].word in lexicon().looks.garments.list_words | lexicon().looks.garments.unseen:
            index += 1
            continue
        if (passed := over_owner(tokens, index)) != index:
            tokens = one_of_them(tokens, passed) if tokens[index].word == "one" else tokens
            under, index = (passed if tokens[index - 1].word == "over" else under), passed
            continue
        if index > start and (passed := over_aside(tokens, index)):
            index = passed
            continue
        if is_overlaid(tokens, index):
            index += 2
            continue
        index = after_measure(tokens, index)
        run = noun_run(tokens, index)
        if not run or any(token.word in lexicon().looks.denials for token in tokens[index : run[1]]):
            return
        slot = slot_by_noun()[run[2]]
        is_beneath = index == under or "over" in [token.word for token in tokens[max(start, index - 2) : index]]
        if slot in slots and not (is_beneath and slot in {*seen, "occasion"}):  # "a coat over her pyjamas"
            seen.add(slot)
            text = feature_phrase(tokens, run[0], run[1], slot)
            if text == "beard" and tokens[index - 2].word in ("day", "days", "week", "weeks"):
                text = "stubble"  # "a day's beard"
            if slot in LAYERS or is_described(text, slot):
                yield Fact(who, slot, text, run[0], removed)
        index = run[1] + 1


def over_owner(tokens: Sequence[Token], number: int) -> int:
    """Skip a garment's owner ("a man's cardigan", "one of Emma's old tops"); without one give the same token."""
    start = number + 2 if tokens[number].word == "one" and follows(tokens, number + 1, "of") else number
    for index in range(start, min(start + LONGEST_OWNER, len(tokens) - 1)):
        if tokens[index].word == "'s":
            return index + 1
        if not tokens[index].word.isalpha() or tokens[index].word in lexicon().looks.garments.owners_end:
            break
    return start


LONGEST_OWNER = 5  # tokens of "the courier company's"


def one_of_them(tokens: Sequence[Token], number: int) -> Sequence[Token]:
    """Put the garment of "one of his old shirts" into the singular."""
    for index in range(number, min(number + LONGEST_RUN, len(tokens))):
        pair = f"{tokens[index - 1].word} {tokens[index].word}".removesuffix("s")
        if tokens[index].word.removesuffix("s") in slot_by_noun() or pair in slot_by_noun():
            single = tokens[index]._replace(word=tokens[index].word.removesuffix("s"))
            return [*tokens[:index], single, *tokens[index + 1 :]]
    return tokens


def over_aside(tokens: Sequence[Token], number: int) -> int:
    """Skip "rolled down," between two garments of a list, or give 0."""
    verb = read_verb(tokens[number].word)
    if tokens[number - 1].text != "," or verb is None or verb.form not in ("past", "participle"):
        return 0
    for index in range(number + 1, min(number + LONGEST_ASIDE, len(tokens) - 1)):
        if tokens[index].text == ",":
            return index + 1 if tokens[index + 1].word in ("and", "a", "an", "with") else 0
        if not tokens[index].word.isalpha():
            return 0
    return 0


LONGEST_ASIDE = 6  # tokens of "scuffed white at the elbows"


def layered_over(tokens: Sequence[Token], who: Who, start: int) -> Iterator[Fact]:
    """Read what is worn ", and, over it, a long cardigan" later in the sentence."""
    for index in range(start, len(tokens) - 2):
        if tokens[index].sentence != tokens[start].sentence or tokens[index].word in SUBJECTS - {"it", "that"}:
            return
        if tokens[index].word in OVER and tokens[index + 1].word in ("it", "that", "this", "them", "these"):
            after = index + 2 + follows(tokens, index + 2, ",")
            if after < len(tokens) and follows_any(tokens, after, ("a", "an", "his", "her", "my", "the", "one")):
                yield from read_things(tokens, who, after, LAYERS)
            return


OVER = frozenset(("over", "under", "underneath", "beneath"))


def is_overlaid(tokens: Sequence[Token], number: int) -> bool:
    """Whether "shaded by", "streaked with" or "surmounted by" leads from one feature of a list to the next."""
    verb = read_verb(tokens[number].word)
    return verb is not None and verb.form in ("past", "participle") and follows_any(tokens, number + 1, ("by", "with"))


def garment_at(tokens: Sequence[Token], number: int) -> bool:
    """Whether a garment with its adjectives begins at a token, with or without an article."""
    number += follows(tokens, number, "only")
    while follows_any(tokens, number, lexicon().looks.garments.unseen | {"and"}):
        number += 1
    number += follows_any(tokens, number, ("a", "an", "the", "his", "her", "my"))
    number = over_owner(tokens, number) if number < len(tokens) else number
    run = noun_run(tokens, number) if number < len(tokens) else None
    return run is not None and slot_by_noun()[run[2]] in LAYERS
