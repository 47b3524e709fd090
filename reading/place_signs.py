"""See what a mention says of a place: whether people are there now, or only speak or think of it."""

from __future__ import annotations

from collections import Counter
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.place_tables import kinds_of_governors
from english.verbs import read_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from english.weights import Features
    from reading.place_words import PlaceMention
    from reading.realis import Realis

NOBODY = frozenset(("nobody", "one", "none"))
NOT = frozenset(("not", "never", "wasn't", "weren't", "isn't", "aren't", "instead"))
TELLING_ARTICLES = {"the": "article the", "": "no article"}
LEAVING = frozenset(("out of", "left", "leaving", "from", "outside"))
REAL = 0.8  # least reality of what happens now
REACH = 30  # tokens of a sentence
ACT_REACH = 8  # tokens after a verb that belong to it
LOOK_BACK = 4  # tokens before a governing word
OPENING = 2  # sentences that open a scene
MOST_CHANCE = 3.0  # of a place to be the set


class Seen(NamedTuple):
    """What one mention says of its place."""

    mention: PlaceMention
    is_now: bool  # whether people are there, as far as the sentence tells
    signs: tuple[str, ...]  # features, each counted once a mention
    is_aloud: bool = False  # only somebody speaks of it


def see_mention(mention: PlaceMention, realis: Realis) -> Seen:
    """See what one mention says of its place."""
    tokens, first = realis.tokens, mention.first
    signs = [TELLING_ARTICLES[mention.governor.article]] if mention.governor.article in TELLING_ARTICLES else []
    if tokens[first].quoted:
        return Seen(mention, False, (*signs, "quoted"), is_aloud=True)
    is_now = is_there_now(mention, realis)
    if is_now:
        signs += ["now", *signs_of_now(mention, realis)]
    return Seen(mention, is_now, tuple(signs))


def signs_of_now(mention: PlaceMention, realis: Realis) -> list[str]:
    """Name what says that people are at a place now."""
    tokens, first = realis.tokens, mention.first
    governed = governed_by(tokens, mention)
    acts = not realis.acting.isdisjoint(range(first - ACT_REACH, first))
    signs = [f"said with {governed}"] if governed else []
    signs += ["left"] if mention.governor.word in LEAVING else []
    signs += [f"somebody acts {governed}"] if acts and governed else []
    return signs + (["opens the scene"] if tokens[first].sentence < tokens[0].sentence + OPENING else [])


def governed_by(tokens: Sequence[Token], mention: PlaceMention) -> str:
    """Name the kind of the governing word; "being" for a subject."""
    if not mention.governor.word:
        return "being" if is_subject(tokens, mention) else ""
    kind = kinds_of_governors()[mention.governor.word]
    return kind if kind in lexicon().prepositions.there else ""


def is_subject(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a sentence says how a place is: "The kitchen was warm", not "Her flat was at the end"."""
    start, last = mention.governor.start, mention.last
    joint = tokens[start - 1] if start else tokens[start]
    heads = start == 0 or joint.sentence != tokens[start].sentence or joint.word in ("and", ",", "that")
    if not heads or last >= len(tokens) or tokens[last].word not in lexicon().places.being:
        return False
    return last + 1 >= len(tokens) or tokens[last + 1].word not in lexicon().places.elsewhere


def is_there_now(mention: PlaceMention, realis: Realis) -> bool:
    """Whether people are at a place now: not in a thought, a denial, a memory."""
    tokens, first = realis.tokens, mention.first
    if realis.at(first) < REAL or realis.earlier_verb(first) >= 0:
        return False
    return not (is_thought_of(tokens, first) or is_denied(tokens, mention))


def is_denied(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether nobody is at a place: "nobody was in the hall", "he was not at the inn", "no garden"."""
    if mention.governor.article == "no":
        return True
    at = mention.governor.at
    before = [token.word for token in tokens[max(0, at - 3) : at]] if at > 0 else []
    return bool(before) and (
        not NOT.isdisjoint(before[-2:]) or (before[-1] in lexicon().verbs.be and not NOBODY.isdisjoint(before))
    )


def is_thought_of(tokens: Sequence[Token], first: int) -> bool:
    """Whether a place is only talked or thought of, alone or in a list: "thought about the sea, her aunt's kitchen"."""
    for index in range(first - 1, max(0, first - REACH), -1):
        token = tokens[index]
        if token.sentence != tokens[first].sentence or token.text in (";", ":", "—", "--") or token.quoted:
            return False
        verb = read_verb(token.word) if token.text.islower() else None
        if verb and verb.lemma in lexicon().verbs.recalls:
            return True
        if verb and verb.lemma in lexicon().verbs.tells_of:
            return not {"of", "about"}.isdisjoint(part.word for part in tokens[index + 1 : index + 1 + LOOK_BACK])
        if verb and verb.form != "base":
            return False
    return False


def features_of(seen: Sequence[Seen]) -> Features:
    """Put together what all mentions of a place say; a door is named often, and is hardly ever the set."""
    counts = Counter(sign for one in seen for sign in one.signs)
    features: Features = {sign: log1p(count) for sign, count in counts.items()}
    chance = max((one.mention.kind.chance for one in seen), default=0.0) / MOST_CHANCE
    features |= {"mentions": log1p(len(seen)) * chance, "now": log1p(counts["now"]) * chance}
    features["plural"] = float(all(one.mention.plural for one in seen))
    return features
