"""Find what governs a place in its sentence: its article, its preposition or verb, the part of it that is named."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.place_tables import kinds_of_governors, place_kinds
from english.word_classes import auxiliary_words
from english.words import is_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Prose, Token

LONGEST = 5  # words between a place and what governs it
ARTICLES = (
    {"the": "the"}
    | dict.fromkeys(("a", "an", "another", "some"), "a")
    | dict.fromkeys(("any", "no", "every", "each"), "no")
)
OWNERS = frozenset(("his", "her", "my", "its", "our", "their", "your"))
POINTING = frozenset(("this", "that", "these", "those"))
ADVERBS = frozenset(("all", "both", "half", "only", "just", "quite", "not", "right", "out", "back"))


class Governor(NamedTuple):
    """What stands before a place."""

    word: str  # the preposition or verb that governs it, "" without one
    at: int  # its token, -1 without one
    article: str  # "the", "a", "own", "this", "no" or ""
    start: int = 0  # the first token of the noun phrase


def governor(tokens: Sequence[Token], first: int) -> Governor:
    """Find what governs the noun phrase that a place ends or heads."""
    governors, sentence = kinds_of_governors(), tokens[first].sentence
    index, article, owned = first - 1, "", False
    while index >= 0 and first - index <= LONGEST and tokens[index].sentence == sentence:
        word = tokens[index].word
        article = article_of(word)
        if article or word in governors:
            break
        owned |= word == "'s"
        if word != "'s" and (not (word[0].isalpha() or (word == "," and index < first - 1)) or word in closed()):
            return Governor("", -1, "")
        index -= 1
    else:
        opening = tokens[index + 1]  # "Milford market was under canvas"
        is_named = index < first - 1 and opening.is_capital and is_noun(opening.word)
        return Governor("", -1, "own" if owned else "name" if is_named else "", index + 1)
    start = index if article else index + 1
    index, article = index - bool(article), "own" if owned else article
    while article and index >= 0 and tokens[index].word in ADVERBS and tokens[index].word not in governors:
        index -= 1
    if index < 0 or tokens[index].sentence != sentence or tokens[index].word not in governors:
        return Governor("", -1, article, start)
    word = tokens[index].word
    if word == "of" and tokens[index - 1].word in lexicon().places.parts and tokens[index - 2 : index - 1]:
        whole = governor(tokens, index - 1)
        if (whole.word, tokens[index - 1].word) != ("in", "front"):
            return whole._replace(article=article)
        word = "before"
    if word == "of" and tokens[index - 1].word == "out":
        word = "out of"
    return Governor(word, index, article, start)


STANDS = {
    "in": "in",
    "inside": "in",
    "within": "in",
    "into": "in",
    "on": "on",
    "upon": "on",
    "onto": "on",
    "aboard": "on",
    "at": "at",
}


def say_where(prose: Prose, place: Sequence[str]) -> tuple[str, ...]:
    """Word where somebody is who is at a place, with the preposition that the text has most often: "on the knoll"."""
    found = [(number, governor(prose.tokens, number)) for number in prose.index.get(place[-1].lower(), ())]
    words = Counter(STANDS[one.word] for at, one in found if one.word in STANDS and not is_part(prose, one, at))
    usual = "on" if place[-1] in lexicon().verbs.phrases.upon else usual_preposition(place)
    preposition = max((usual, "in", "on", "at"), key=lambda word: words[word])
    is_bare_name = place[0][0].isupper() and not any(one.article in ("the", "a") for _, one in found)
    return (preposition, *(() if is_bare_name else ("the",)), *place)


def is_part(prose: Prose, told: Governor, place: int) -> bool:
    """Whether a preposition governs a part of a place: "at the end of the corridor"."""
    return any(token.word == "of" for token in prose.tokens[told.at : place])


def usual_preposition(place: Sequence[str]) -> str:
    """Give what usually stands before a place: "at" before what one sits at, else "in"."""
    known = place_kinds().get(" ".join(place)) or place_kinds().get(place[-1])
    return "at" if known is not None and known.kind in ("furniture", "part") else "in"


@cache
def closed() -> frozenset[str]:
    """Give the words that end a noun phrase to the left."""
    return auxiliary_words() | lexicon().verbs.conjunction - {"and"}


def article_of(word: str) -> str:
    """Give the kind of article that a word is, "" if it is none."""
    if word in OWNERS:
        return "own"
    return "this" if word in POINTING else ARTICLES.get(word, "")
