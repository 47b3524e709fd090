"""Infer places from the things in them: a bath and a bath mat a bathroom, pews and a coffin a church."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.tokens import Prose, Token
    from reading.realis import Realis

ENOUGH = 3  # different things that establish a place by themselves; a thing of no other place counts as two
PER_THING = 1.6  # weight of each thing
MOST = 5  # most things that count
HERE = 0.5  # least reality of a thing
SITS = frozenset(("sitting", "sits", "sat", "lay", "lying", "lies"))
REACH = 7  # tokens after "sat" within which the bed is found


def places_by_fixtures(prose: Prose, realis: Realis) -> Iterator[tuple[str, float, int, int]]:
    """Infer places from the scene's things: (place, weight, first token, after the last)."""
    seen: dict[str, dict[str, int]] = {}
    for number, token in enumerate(prose.tokens):
        for place in places_by_thing().get(token.word, ()):
            if token.word not in seen.setdefault(place, {}) and not token.quoted and realis.at(number) >= HERE:
                seen[place][token.word] = number
        if is_saints(prose.tokens, number) and realis.at(number) >= HERE:
            seen.setdefault("church", {})["pew"] = number
    for place, things in seen.items():
        count = sum(2 if word in telling(place) else 1 for word in things)
        if count >= ENOUGH and len(things) > 1:
            first = min(things.values())
            yield place, PER_THING * min(count, MOST), first, first + 1
    bed = sits_on_bed(prose.tokens, realis)
    if bed >= 0:
        yield "bedroom", PER_THING * ENOUGH, bed, bed + 1


def is_saints(tokens: Sequence[Token], number: int) -> bool:
    """Whether a saint's name with "'s" and no noun is a church: "to St. Anne's"."""
    if tokens[number].word not in ("st", "st.", "saint") or number + 2 >= len(tokens) or tokens[number].quoted:
        return False
    after = tokens[number + 3].text if number + 3 < len(tokens) else "."
    return tokens[number + 1].is_capital and tokens[number + 2].word == "'s" and not after[0].isupper()


def sits_on_bed(tokens: Sequence[Token], realis: Realis) -> int:
    """Find the bed of a house on whose edge somebody sits, or -1: "sitting on the edge of his own bed"."""
    words = frozenset(token.word for token in tokens)
    if not words.isdisjoint(lexicon().places.no_bedroom):
        return -1
    for number, token in enumerate(tokens):
        if token.word not in SITS or token.quoted or realis.at(number) < HERE:
            continue
        following = [part.word for part in tokens[number + 1 : number + 1 + REACH] if part.sentence == token.sentence]
        if following[:1] == ["on"] and {"bed", "bedspread", "mattress"} & set(following):
            return number
    return -1


@cache
def places_by_thing() -> Mapping[str, tuple[str, ...]]:
    """Give for every thing the places that it indicates."""
    found: dict[str, tuple[str, ...]] = {}
    for place, words in lexicon().places.fixtures_of.items():
        for word in words:
            found[word.lstrip("+")] = (*found.get(word.lstrip("+"), ()), place)
    return found


@cache
def telling(place: str) -> frozenset[str]:
    """Give the things that belong to no other place, marked with "+"."""
    return frozenset(word[1:] for word in lexicon().places.fixtures_of[place] if word.startswith("+"))
