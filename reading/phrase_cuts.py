"""Cut the parts of a phrase to what can be seen, and to the number of words that it may have."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.word_classes import phrase_openers
from reading.objects import is_abstract

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NOUN = 5  # words from an article to its noun
POSSESSIVES = frozenset(("his", "her", "my", "their", "our"))  # "on her back" is a body's


def is_manner(word: str) -> bool:
    """Whether a word says how or when and shows nothing: "slowly", "again"."""
    if word in lexicon().verbs.phrases.manner:
        return True
    return word.endswith("ly") and word not in lexicon().verbs.phrases.not_manner


def is_direction(part: Sequence[str]) -> bool:
    """Whether a part only says in what direction: "up", "back home"."""
    return all(word in lexicon().verbs.phrases.directions for word in part)


def head_of(part: Sequence[str]) -> str:
    """Give the noun of a part: "wall" of "by the wall of the house", but "pier" of "at the end of the pier"."""
    if "of" in part[1:]:
        at = len(part) - 1 - list(reversed(part)).index("of")
        before = part[at - 1].lower()
        if before not in lexicon().verbs.phrases.vague:
            return before
    return part[-1].lower() if part else ""


def is_shown(part: Sequence[str]) -> bool:
    """Whether a part can be seen: a direction, or a place or thing; not "in silence", "at the end"."""
    kept = trimmed(part)
    if not kept:
        return False
    head = head_of(kept)
    return (
        is_direction(kept)
        or kept[-2:] == ["each", "other"]
        or (
            not is_abstract(head)
            and (head not in lexicon().verbs.phrases.vague or any(word in POSSESSIVES for word in kept))
            and head not in lexicon().verbs.preposition
        )
    )


def trimmed(part: Sequence[str]) -> list[str]:
    """Strip what cannot end a part: articles, adjectives without their noun, a preposition but a direction."""
    kept, stops = list(part), never_last()
    while kept and kept[-1] in stops and not is_direction(kept):
        kept.pop()
    return kept


@cache
def never_last() -> frozenset[str]:
    """Unite the words that end no part of a phrase."""
    verbs, looks = lexicon().verbs, lexicon().looks
    words = verbs.determiner | verbs.modal | verbs.adverbs | verbs.preposition | lexicon().people.numbers
    words |= looks.age.old | looks.build | {"it", "very", "more"}
    return frozenset(word for word in words if not word.endswith(("self", "selves")))


def fitted(parts: Sequence[Sequence[str]], most: int) -> list[Sequence[str]]:
    """Fit the parts into a number of words: adjectives go first, then whole parts from the end."""
    kept = list(parts)
    for number, part in enumerate(parts):
        if sum(map(len, kept)) > most:
            kept[number] = without_adjectives(part)
    while sum(map(len, kept)) > most:
        kept.pop()
    return kept


def without_adjectives(part: Sequence[str]) -> list[str]:
    """Keep only the noun after every article: "through her brilliant gold hair", "through her hair"."""
    openers = phrase_openers() | lexicon().verbs.phrases.directions
    kept: list[str] = []
    for at, word in enumerate(part):
        inside = any(before in lexicon().verbs.determiner for before in part[max(0, at - LONGEST_NOUN) : at])
        ends = at + 1 == len(part) or part[at + 1] in openers
        if word in openers or ends or not inside:
            kept.append(word)
    return kept
