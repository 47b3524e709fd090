"""How weather comes and goes within a scene: what has stopped is not there any more, and snow falls or only lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from english.tables import read_table, split_words, word_set

if TYPE_CHECKING:
    from english.tokens import Token
    from reading.times import Sign

CALM = 40  # tokens for which the air stays still once it is said to be
NEAR = 5  # tokens beside a weather word in which its verb stands
CLEARED = ("rain", "fog", "cloud", "storm")  # what ends when the sun comes out


@cache
def weather_words() -> Mapping[str, tuple[str, ...]]:
    """Every weather word by the weathers that it tells."""
    found: dict[str, tuple[str, ...]] = {}
    for weather, words in read_table("weather.toml")["strong"].items():
        for word in split_words(words):
            found[word] = (*found.get(word, ()), weather)
    return found


def with_its_verb(tokens: Sequence[Token], number: int) -> tuple[int, int]:
    """Span a weather word with the verb beside it that makes it fall: "snow fell", "falling snow"."""
    falls = word_set("weather.toml", "falling", "verbs")
    if number and tokens[number - 1].word in falls:
        return number - 1, number + 1
    for last in range(number + 1, min(number + NEAR, len(tokens))):
        if not tokens[last].text[0].isalpha() or tokens[last].sentence != tokens[number].sentence:
            break
        if tokens[last].word in falls:
            return number, last + 1
    return number, number + 1


def still_there(tokens: Sequence[Token], signs: Sequence[Sign]) -> list[Sign]:
    """Leave out the signs of a weather that ends later on; snow that has stopped falling still lies."""
    last_end: dict[str, int] = {}
    ended_here: set[int] = set()
    for weather, number in _endings(tokens):
        last_end[weather] = number
        ended_here.add(number)
    return [
        sign
        for sign in signs
        if not (sign.first in ended_here if sign.value == "snow" else sign.first <= last_end.get(sign.value, -1))
    ]


def _endings(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Find where weathers end: "the rain had passed over", "it stopped raining", "the sun came out", "no wind"."""
    for number, token in enumerate(tokens):
        if token.quoted:
            continue
        weathers = weather_words().get(token.word, ())
        if not weathers and token.word != "sun" and token.word not in _calm_words():
            continue
        before = [part.word for part in tokens[max(0, number - NEAR) : number] if part.sentence == token.sentence]
        after = [part.word for part in tokens[number + 1 : number + 1 + NEAR] if part.sentence == token.sentence]
        if weathers and (_stops(before) or _has_ended(after, weathers) or _is_none(before)):
            yield from ((weather, number) for weather in weathers)
        elif token.word == "sun" and not _pairs(after).isdisjoint(word_set("weather.toml", "endings", "sun")):
            yield from ((weather, number) for weather in CLEARED)
        elif token.word in _calm_words() and _is_calm(token.word, before):
            yield "wind", number + CALM


@cache
def _calm_words() -> frozenset[str]:
    return word_set("weather.toml", "endings", "calm") | {"still", "calm"}


def _pairs(words: Sequence[str]) -> set[str]:
    """Join neighbours, up to the first mark: "had gone"."""
    clause = words[: next((at for at, word in enumerate(words) if not word[0].isalpha()), len(words))]
    return {" ".join(pair) for pair in pairwise(clause)}


def _stops(before: Sequence[str]) -> bool:
    """Whether "stopped" or "left off" stands right before a weather word."""
    ended = word_set("weather.toml", "endings", "before")
    return before[-1:] != [] and (before[-1] in ended or " ".join(before[-2:]) in ended)


def _has_ended(after: Sequence[str], weathers: Sequence[str]) -> bool:
    """Whether what follows a weather word says that it is over: "had passed over", "let up", "dried"."""
    if "snow" in weathers:
        return False
    clause = after[: next((at for at, word in enumerate(after) if not word[0].isalpha()), len(after))]
    verbs, pairs = (word_set("weather.toml", "endings", key) for key in ("after", "pairs"))
    return not verbs.isdisjoint(clause[:3]) or not pairs.isdisjoint(_pairs(after))


def _is_none(before: Sequence[str]) -> bool:
    """Whether there is none of it: "no wind", "without wind", "not a breath of wind"."""
    return before[-1:] in (["no"], ["without"]) or " ".join(before[-3:]) == "a breath of"


def _is_calm(word: str, before: Sequence[str]) -> bool:
    """Whether the air is said to be still: "The air was quite still", "a windless day"."""
    if word not in ("still", "calm"):
        return True
    airs = word_set("weather.toml", "endings", "airs")
    return not airs.isdisjoint(before) and before[-1] in word_set("weather.toml", "endings", "degrees")
