"""Read ages in words and digits, and say them in a prompt's words ("in her thirties", "teenage")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.words import LONGEST_RUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Prose, Token

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")
TEENS = ("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
CHILD, ADULT, GROWN, OLD, OLDEST = 13, 18, 20, 70, 110  # from these years on
YEAR_OLD = re.compile(r"([a-z]+(?:-[a-z]+)?|\d+)-years?-old$")
OWNERS = {"female": "her", "male": "his"}
SPANS = {
    "year": 1,
    "winter": 1,
    "summer": 1,
    "spring": 1,
    "autumn": 1,
    "decade": 10,
    "month": 0,
    "week": 0,
    "day": 0,
    "morning": 0,
}
FEW = {"many": 10, "several": 4, "few": 3, "some": 3, "couple": 2, "a": 1, "an": 1}
OPENING = 2  # sentences at a scene's beginning in which time may be said to have passed


@cache
def numbers() -> dict[str, int]:
    """Give the numbers that are written as one word, up to ninety-nine."""
    found = {word: number for number, word in enumerate((*UNITS, *TEENS), 1)}
    for ten, word in enumerate(TENS, 2):
        found[word] = ten * 10
        found.update({f"{word}-{unit}": ten * 10 + number for number, unit in enumerate(UNITS[:9], 1)})
    return found


def read_years(word: str) -> int | None:
    """Read a number of years from one word: "thirty-three", "8", "seven-year-old"; None where it is none."""
    old = YEAR_OLD.match(word)
    word = old[1] if old else word
    unit, _, ten = word.partition("-and-")
    if unit in UNITS[:9] and ten in TENS:
        return numbers()[ten] + numbers()[unit]  # "four-and-twenty"
    years = int(word) if word.isdigit() else numbers().get(word)
    return years if years is not None and 0 < years < OLDEST else None


def years_after(tokens: Sequence[Token], number: int) -> int | None:
    """Read "thirty-three" in "was thirty-three," or "of fifty"; None where the number counts something else."""
    end = min(len(tokens), number + LONGEST_RUN)
    while number < end and tokens[number].word in lexicon().looks.years.nearly:
        number += 1
    if number >= len(tokens):
        return None
    years = read_years(tokens[number].word)
    words = [token.word for token in tokens[number : number + 3]]
    if years and words[0] in UNITS[:9] and words[1:2] == ["and"] and words[2:] and words[2] in TENS:
        years, number = years + numbers()[words[2]], number + 2  # "five and twenty"
    following = [token.word for token in tokens[number + 1 : number + 3]] or ["."]
    if years in (None, 1) or following[0] not in lexicon().looks.years.ends:
        return None  # "was one who"
    return None if following[0] == "years" and following[1:] not in (["old"], ["of"]) else years


YEARS = ("years", "decade")  # the slots of facts about ages: exact, and only its ten years known


def decade_after(tokens: Sequence[Token], number: int) -> int | None:
    """Read "her thirties", "his early forties" as years, from the owner on."""
    words = [token.word for token in tokens[number : number + 3]]
    if words[:1] in (["her"], ["his"], ["their"], ["my"]):
        found = next((word for word in words[1:] if word in DECADES), "")
        return (DECADES.index(found) + 2) * 10 + 5 if found else None
    return None


def years_passed(prose: Prose) -> tuple[int, int] | None:
    """Find how many years a scene says at its beginning have passed: (token, years), 0 for weeks and months."""
    for number, token in enumerate(prose.tokens[:-1]):
        if token.sentence >= OPENING:
            return None
        unit = SPANS.get(token.word.removesuffix("s"))
        if unit is None or token.quoted or not number:
            continue
        if not unit and prose.tokens[number - 1].word in ("next", "following"):
            return number, 0  # "The next morning"
        if not has_passed(prose.tokens, number + 1):
            continue
        count = count_before(prose.tokens, number)
        if count:
            return number, count * unit
    return None


def has_passed(tokens: Sequence[Token], number: int) -> bool:
    """Whether years are said to have passed: "later", "went by"."""
    words = [token.word for token in tokens[number : number + 3]]
    gone = words[:1] in (["had"], ["have"]) and words[1:2] in (["passed"], ["gone"])
    return words[0] in lexicon().looks.years.passing or gone or words[:2] == ["went", "by"]


def count_before(tokens: Sequence[Token], number: int) -> int:
    """Read "sixteen" or "a few" before "years", 0 if no number is there."""
    for token in reversed(tokens[max(0, number - 3) : number]):
        count = FEW.get(token.word) or read_years(token.word)
        if count:
            return count
        if token.word not in ("long", "whole", "full", "more", "of"):
            break
    return 0


def say_years(years: int) -> str:
    """Word an exact age: "thirty-five-year-old"."""
    words = {number: word for word, number in numbers().items()}
    return f"{words.get(years, years)}-year-old"


def say_age(years: int, gender: str) -> str:
    """Word an age for a prompt: "child", "teenage", "young", "in her thirties", "old"."""
    if years < CHILD:
        return "child"
    if years < ADULT:
        return "teenage"
    if years < GROWN:
        return "young"
    if years >= OLD:
        return "old"
    return f"in {OWNERS.get(gender, 'their')} {DECADES[years // 10 - 2]}"
