"""Resolve descriptions and pronouns without a name: "He was tall." after "A man entered.", "his visitor"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.people import GROUP, PersonIndex, Who

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cast.names import MemberIndex
    from english.tokens import Token
    from reading.mentions import Mention, Mentions
    from reading.people import ScenePeople, ScenePerson

DESCRIBING = frozenset(("was", "is", "had", "has", "wore", "wears"))  # verbs after which a look is likely
POINTING = frozenset(("it", "there", "that", "this", "here", "one", "who"))  # subjects that bring in somebody new
LONGEST_OWNED = 3  # words in "her long red hair was"
BRINGING = frozenset(("was", "is", "stood", "sat", "came", "lay", "appeared", "entered"))
COUNTERPARTS = frozenset(("visitor", "guest", "caller", "companion", "host", "hostess", "interlocutor", "opponent"))
NAMED_WITHIN = 60  # tokens before "his visitor" in which the visitor was named


def begins_description(tokens: Sequence[Token], number: int) -> bool:
    """Whether a pronoun opens a sentence of description ("He was", "Her hair was") about the one before."""
    if number == 0 or number + 1 >= len(tokens) or tokens[number - 1].sentence != tokens[number].sentence - 1:
        return False
    if tokens[number].word in ("his", "her"):
        return any(token.word in ("was", "were") for token in tokens[number + 2 : number + 2 + LONGEST_OWNED])
    return tokens[number].word in ("he", "she") and tokens[number + 1].word in DESCRIBING


def only_subject(
    tokens: Sequence[Token], found: Sequence[Mention], number: int, may_be: Callable[[Who], bool]
) -> Who | None:
    """Find the only subject in the sentence before a token that fits; None if there are none or several."""
    before, subjects = tokens[number].sentence - 1, set[Who]()
    for mention in reversed(found):
        first = tokens[mention.first]
        if first.sentence < before:
            break
        if first.sentence == before and is_brought_in(tokens, mention) and may_be(mention.who):
            return mention.who
        if mention.subject and not first.quoted and mention.kind != "first person" and may_be(mention.who):
            subjects.add(mention.who)
    return subjects.pop() if len(subjects) == 1 else None


def is_brought_in(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "there was a girl" introduces a person, so that what follows is about her."""
    words = [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    return mention.kind == "described" and words[:1] == ["there"] and words[-1] in BRINGING and not mention.owns


def counterpart(tokens: Sequence[Token], found: Sequence[Mention], number: int) -> Who | None:
    """Find whom "his visitor" or "her companion" refers to: whoever else was named last."""
    owner = found[-1] if found else None
    if not owner or owner.first != number or not owner.owns or number + 1 >= len(tokens):
        return None
    if tokens[number + 1].word not in COUNTERPARTS or (number + 2 < len(tokens) and tokens[number + 2].is_capital):
        return None
    near = (mention for mention in reversed(found) if number - mention.first <= NAMED_WITHIN)
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
LONGEST_UNNAMED = 450  # tokens after the first word of him


def named_later(tokens: Sequence[Token], mentions: Mentions, known: Collection[MemberIndex]) -> dict[Who, PersonIndex]:
    """Find the descriptions of people whom the story names later: "A girl stood there. … Kit laughed.".

    `known` are those whom the narration has named before.
    """
    people = mentions.people
    told = [mention for mention in mentions.found if not tokens[mention.first].quoted]
    described = mentions_of_described(told, people)
    unnamed = {who: own for who, own in described.items() if any(brings_in(tokens, mention) for mention in own)}
    merged: dict[Who, PersonIndex] = {}
    for named, at in first_named(told, people, known).items():
        near = [
            who
            for who, own in unnamed.items()
            if who not in merged
            and may_be_one(people[who], people[named])
            and 0 < at - own[-1].first <= NAMED_AFTER
            and at - own[0].first <= LONGEST_UNNAMED
            and is_acting(own)
        ]
        if len(near) == 1:
            merged[near[0]] = named
    return merged


def mentions_of_described(told: Sequence[Mention], people: ScenePeople) -> dict[PersonIndex, list[Mention]]:
    """Collect the mentions of the people whom the scene only describes."""
    found: dict[PersonIndex, list[Mention]] = {}
    for mention in told:
        if mention.who is not GROUP and people[mention.who].is_described:
            found.setdefault(mention.who, []).append(mention)
    return found


def first_named(told: Sequence[Mention], people: ScenePeople, known: Collection[MemberIndex]) -> dict[PersonIndex, int]:
    """Give for every new person the token of their first name, -1 if that is no subject."""
    named: dict[PersonIndex, int] = {}
    for mention in told:
        if mention.kind == "name" and mention.who is not GROUP and people[mention.who].member not in known:
            named.setdefault(mention.who, mention.first if mention.subject else -1)
    return named


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
        before = [
            one.who
            for one in mentions.found[:at]
            if one.kind == "described"
            and brings_in(tokens, one)
            and one.who is not GROUP
            and people[one.who].is_described
            and mention.first - one.first <= NAMED_AFTER
            and may_be_one(people[one.who], people[mention.who])
        ]
        if before and before[-1] not in merged:
            merged[before[-1]] = mention.who
    return merged


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


def is_acting(mentions: Sequence[Mention]) -> bool:
    """Whether a person is a subject often enough to be a character of the story."""
    return sum(mention.subject for mention in mentions) >= len(("came in", "spoke"))
