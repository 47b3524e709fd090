"""How old somebody is: years in words and digits, and how an illustrator says it ("in her thirties", "teenage")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prose import Token

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")
TEENS = ("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
CHILD, TEENAGE, OLD, OLDEST = 13, 20, 70, 110  # from these years on
YEAR_OLD = re.compile(r"([a-z]+(?:-[a-z]+)?|\d+)-years?-old$")
ENDS = frozenset(
    (
        ",",
        ".",
        ";",
        "and",
        "years",
        "or",
        "but",
        "now",
        "when",
        "!",
        "?",
        "—",
        "--",
        "that",
        "last",
        "this",
        "next",
        "with",
        "who",
        "in",
    )
)
OWNERS = {"female": "her", "male": "his"}


@cache
def _numbers() -> dict[str, int]:
    found = {word: number for number, word in enumerate((*UNITS, *TEENS), 1)}
    for ten, word in enumerate(TENS, 2):
        found[word] = ten * 10
        found.update({f"{word}-{unit}": ten * 10 + number for number, unit in enumerate(UNITS[:9], 1)})
    return found


def read_years(word: str) -> int | None:
    """Read a number of years from one word: "thirty-three", "8", "seven-year-old"; None where it is none."""
    old = YEAR_OLD.match(word)
    word = old[1] if old else word
    years = int(word) if word.isdigit() else _numbers().get(word)
    return years if years is not None and 0 < years < OLDEST else None


def years_after(tokens: Sequence[Token], number: int) -> int | None:
    """Read "thirty-three" in "was thirty-three," or "of fifty"; None where the number counts something else."""
    while number < len(tokens) and tokens[number].word in (
        "about",
        "nearly",
        "almost",
        "perhaps",
        "just",
        "only",
        "some",
        "over",
        "past",
        "not",
    ):
        number += 1
    if number >= len(tokens):
        return None
    years = read_years(tokens[number].word)
    following = tokens[number + 1].word if number + 1 < len(tokens) else "."
    return years if years is not None and following in ENDS else None


def decade_after(tokens: Sequence[Token], number: int) -> int | None:
    """Read "her thirties", "his early forties" as years, from the owner on."""
    words = [token.word for token in tokens[number : number + 3]]
    if words[:1] in (["her"], ["his"], ["their"], ["my"]):
        found = next((word for word in words[1:] if word in DECADES), "")
        return (DECADES.index(found) + 2) * 10 + 5 if found else None
    return None


def say_age(years: int, gender: str) -> str:
    """Say an age as a prompt would: "child", "teenage", "in her thirties", "old"."""
    if years < CHILD:
        return "child"
    if years < TEENAGE:
        return "teenage"
    if years >= OLD:
        return "old"
    return f"in {OWNERS.get(gender, 'their')} {DECADES[years // 10 - 2]}"
