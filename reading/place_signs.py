"""See what a mention says of a place: whether people are there now, or only look at it or speak of it."""

from __future__ import annotations

from collections import Counter
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import read_verb
from reading.place_prepositions import arrives, kinds_of_governors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from english.weights import Features
    from reading.place_words import PlaceMention
    from reading.realis import Realis

NOBODY = frozenset(("nobody", "one", "none"))
NOT = frozenset(("not", "never", "wasn't", "weren't", "isn't", "aren't", "instead"))
TELLING_ARTICLES = {"the": "article the", "": "no article"}
REAL = 0.8  # least reality of what happens now
REACH = 30  # tokens of a sentence
ACT_REACH = 8  # tokens after a verb that belong to it
LOOK_BACK = 4  # tokens before a governing word
OPENING = 2  # sentences that open a scene


class Seen(NamedTuple):
    """What one mention says of its place."""

    mention: PlaceMention
    is_now: bool  # whether people are there, as far as the sentence tells
    signs: tuple[str, ...]  # features, each counted once a mention


def see_mention(mention: PlaceMention, realis: Realis) -> Seen:
    """See what one mention says of its place."""
    tokens, first = realis.tokens, mention.first
    signs = [TELLING_ARTICLES[mention.governor.article]] if mention.governor.article in TELLING_ARTICLES else []
    if tokens[first].quoted:
        return Seen(mention, False, (*signs, "quoted"))
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
    signs += [f"somebody acts {governed}".rstrip()] if acts else []
    return signs + (["opens the scene"] if tokens[first].sentence < tokens[0].sentence + OPENING else [])


def governed_by(tokens: Sequence[Token], mention: PlaceMention) -> str:
    """Name the kind of the governing word; "arrival" for "to" after a verb of motion, "being" for a subject."""
    governing = mention.governor
    if not governing.word:
        return "being" if is_subject(tokens, mention) else ""
    kind = kinds_of_governors()[governing.word]
    if kind == "to":
        return "arrival" if arrives(tokens, governing) else ""
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
    """Whether people are at a place now: not in a likeness, a thought, a denial, a memory, and not seen from afar."""
    tokens, first = realis.tokens, mention.first
    if realis.at(first) < REAL or kinds_of_governors().get(mention.governor.word) == "likeness":
        return False
    if is_thought_of(tokens, first) or is_denied(tokens, mention) or is_looked_at(tokens, mention):
        return False
    return realis.earlier_verb(first) < 0


def is_denied(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether nobody is at a place: "nobody was in the hall", "he was not at the inn", "no garden"."""
    if mention.governor.article == "no":
        return True
    at = mention.governor.at
    before = [token.word for token in tokens[max(0, at - 3) : at]] if at > 0 else []
    return bool(before) and (before[-1] in NOT or (before[-1] in lexicon().verbs.be and not NOBODY.isdisjoint(before)))


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


def is_looked_at(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a place is seen from elsewhere: "gazed at the castle", "watched the estuary"."""
    governing = mention.governor
    if governing.at >= 0 and governing.word not in lexicon().prepositions.afar:
        return False
    last = governing.at if governing.at >= 0 else governing.start
    for token in reversed(tokens[max(0, last - LOOK_BACK) : last]):
        if token.sentence != tokens[mention.first].sentence or not token.text[0].isalpha():
            return False
        verb = read_verb(token.word)
        if verb is not None and verb.lemma in lexicon().verbs.looks_at:
            return governing.at >= 0 or mention.kind.interior is not True
    return False


def features_of(seen: Sequence[Seen], tokens: Sequence[Token]) -> Features:
    """Put together what all mentions of a place say."""
    counts = Counter(sign for one in seen for sign in one.signs)
    features: Features = {sign: log1p(count) for sign, count in counts.items()}
    features["mentions"] = log1p(len(seen))
    features["paragraphs"] = log1p(len({tokens[one.mention.first].paragraph for one in seen if one.is_now}))
    features["plural"] = float(all(one.mention.plural for one in seen))
    return features
