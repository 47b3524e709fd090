"""Resolve descriptions and pronouns without a name: "He was tall." after "A man entered.", "his visitor"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reading.people import GROUP, PersonIndex, Who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Token
    from reading.mentions import Mention, Mentions
    from reading.people import ScenePerson

POINTING = frozenset(("it", "there", "that", "this", "here", "one", "who"))  # subjects that bring in somebody new
COUNTERPARTS = frozenset(("visitor", "guest", "caller", "companion", "host", "hostess", "interlocutor", "opponent"))
NAMED_WITHIN = 60  # tokens before "his visitor" in which the visitor was named


def counterpart(tokens: Sequence[Token], found: Sequence[Mention], number: int) -> Who | None:
    """Find whom "his visitor" or "her companion" refers to: whoever else was named last."""
    owner = found[-1] if found else None
    if not owner or owner.first != number or not owner.owns or number + 1 >= len(tokens):
        return None
    if tokens[number + 1].word not in COUNTERPARTS or (number + 2 < len(tokens) and tokens[number + 2].is_capital):
        return None
    near = takewhile(lambda mention: number - mention.first <= NAMED_WITHIN, reversed(found))
    return next((mention.who for mention in near if mention.kind == "name" and mention.who != owner.who), None)


def is_said_of_another(tokens: Sequence[Token], article: int) -> bool:
    """Whether a description is only a predicate: "he was a tall man", "like a child"; not "it was a man"."""
    if tokens[article].word not in ("a", "an") or article < len(("he", "was")):
        return False
    before, subject = tokens[article - 1].word, tokens[article - 2].word
    return before in ("as", "like", "than") or (
        before in ("was", "is", "am", "were", "became") and subject not in POINTING
    )


RESUMING = frozenset(("man", "woman", "boy", "girl", "child", "lad", "gentleman", "lady"))  # "the old man" once more
RESUMING_WORDS = frozenset(("old", "young", "elderly", "little", "small", "poor", "other"))
POINTS_OUT = frozenset(("at", "in", "with", "who", "whom", "whose", "that", "from", "on", "of", "behind", "beside")) | {
    *("next", "opposite", "to", "by", "near", "under", "'s")
}  # the words after it say which man: somebody new
GROWN, AGED = 18, 55  # years from which nobody is a child, and below which nobody is an old man
GIRLISH = 30  # years from which nobody is called a girl or a boy
CHILDREN = frozenset(("boy", "girl", "child", "lad"))


def resumes(words: Sequence[str]) -> bool:
    """Whether a description refers to somebody already present: "the old man", "the child"."""
    return words[0] == "the" and words[-1] in RESUMING and RESUMING_WORDS.issuperset(words[1:-1])


def tells_age(words: Sequence[str]) -> bool:
    """Whether a description is of the old or of children alone."""
    return words[-1] == "child" or not {"old", "elderly", "little"}.isdisjoint(words)


def is_of_age(words: Sequence[str], years: int | None) -> bool:
    """Whether somebody of such an age, None if unknown, may be described so."""
    if years is None:
        return True
    if words[-1] == "child" or ("little" in words and words[-1] in CHILDREN):
        return years < GROWN
    if words[-1] in CHILDREN:
        return years < GIRLISH
    return years >= AGED if {"old", "elderly"} & set(words) else years < AGED or "young" not in words


NAMED_AFTER = 150  # tokens after the last word of a man in which the story may name him


def brings_in(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a mention begins with "a" or "an"."""
    return tokens[mention.first].word in ("a", "an")


def may_be_one(one: ScenePerson, other: ScenePerson) -> bool:
    """Whether two people may be one by their genders."""
    return not one.gender or not other.gender or one.gender == other.gender


def pointed_out(tokens: Sequence[Token], mentions: Mentions) -> dict[Who, PersonIndex]:
    """Find the descriptions of people whom somebody names aloud: "A woman came up. … "That would be Renata."."""
    people = mentions.people
    merged: dict[Who, PersonIndex] = {}
    for at, mention in enumerate(mentions.found):
        if mention.kind != "name" or mention.who is GROUP:
            continue
        if not tokens[mention.first].quoted or not is_pointed_at(tokens, mention.first):
            continue
        before = (
            one.who
            for one in just_before(mentions.found, at)
            if one.kind == "described"
            and brings_in(tokens, one)
            and one.who is not GROUP
            and people[one.who].is_described
            and may_be_one(people[one.who], people[mention.who])
        )
        if (last := next(before, None)) is not None:
            merged.setdefault(last, mention.who)
    return merged


def just_before(found: Sequence[Mention], at: int) -> Iterator[Mention]:
    """Give the mentions shortly before one, the last first."""
    before = map(found.__getitem__, range(at - 1, -1, -1))
    return takewhile(lambda one: found[at].first - one.first <= NAMED_AFTER, before)


def is_pointed_at(tokens: Sequence[Token], number: int) -> bool:
    """Whether "that would be" or "here is" precedes a token."""
    words = tuple(token.word for token in tokens[max(0, number - 3) : number])
    return words[-3:] in (("that", "would", "be"), ("that", "will", "be")) or words[-2:] in POINTING_OUT


POINTING_OUT = (
    ("that", "'s"),
    ("that", "is"),
    ("this", "is"),
    ("it", "'s"),
    ("it", "is"),
    ("here", "'s"),
    ("there", "'s"),
)
