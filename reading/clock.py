"""Read clock times in digits and words: "half past four", "10.15 p.m.", "at six in the evening"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token

DIGITS = re.compile(r"(\d{1,2})(?:([:.])(\d{2}))?$")
NOON, MIDNIGHT = 12, 24
WAKING = 7  # "at six" without more is evening, "at seven" morning
NIGHT_HOURS = range(6, NOON)  # "ten at night" is before midnight, "two at night" after
LONGEST = 10  # tokens of a clock time with what follows it
SAYING = frozenset(("at", "struck", "strikes", "striking", "chimed"))  # "at six.", "the clock struck twelve,"
WHEN = frozenset(
    ("not", "yet", "quite", "nearly", "almost", "just", "gone", "only", "already", "barely", "about", "after", "past")
)
NEARING = frozenset(("at", "by", "towards", "toward"))
CLAUSE_STARTS = frozenset(("the", "he", "she", "it", "they", "we", "i", "there", "his", "her", "their", "its"))
ENDS = frozenset((".", ",", ";", "!", "?", "—", "--", "…", "sharp", "precisely", "exactly"))


class Read(NamedTuple):
    """An hour with its number of tokens, and whether its form alone makes it a clock time."""

    hour: int
    length: int
    sure: bool


class Clock(NamedTuple):
    """A clock time as the scene states it."""

    first: int  # token numbers
    last: int
    hour: int  # as said
    half: str  # of the day: "am", "noon", "pm", "night", or "" where unsaid
    is_early: bool  # "not yet six": a remark made in the morning only

    def hour_of_day(self, *, after_dark: bool = False, in_the_dark: bool = False) -> int:
        """Give the hour of 24; after dark "ten" is at night, and in a dark scene so are "one" and "four"."""
        if self.is_early and not self.half and self.hour <= WAKING:
            return self.hour - 1
        hour = to_24(self.hour, self.half)
        if not self.half and (after_dark or in_the_dark) and WAKING - 1 <= hour < NOON:
            return hour + NOON
        if not self.half and in_the_dark and NOON <= hour < NOON + WAKING - 1:
            return MIDNIGHT if hour == NOON else hour - NOON
        return hour


def read_clock(tokens: Sequence[Token], number: int) -> Clock | None:
    """Read the clock time that starts at a token, or None."""
    first = tokens[number].word
    if first not in openings() and not first[0].isdigit():
        return None
    words = [token.word for token in tokens[number : number + LONGEST]]
    read = past_or_to(words) or digits(words) or spoken(words)
    if read is None or read.hour > MIDNIGHT:
        return None
    half, used = choose_half(words[read.length :])
    before = tokens[number - 1].word if number else ""
    stated = is_stated(tokens, number) and (read.length > 1 or read.hour > 1)
    if not half and not read.sure and not is_told(before, words[read.length :], stated=stated):
        return None
    return Clock(number, number + read.length + used, read.hour, half, is_early(tokens, number))


def is_stated(tokens: Sequence[Token], number: int) -> bool:
    """Whether "it was", "it's gone", "it was already after" precedes the hour."""
    index = number - 1
    while index > 0 and tokens[index].word in WHEN and number - index <= LONGEST // 2:
        index -= 1
    be = tokens[index].word in ("was", "is", "'s") if index > 0 else False
    if index > 0 and tokens[index + 1].word == "gone" and tokens[index].word in ("had", "has"):
        be = True
    return be and tokens[index - 1].word == "it" and tokens[index].sentence == tokens[number].sentence


def is_early(tokens: Sequence[Token], number: int) -> bool:
    """Whether the hour is "not yet six", "not quite seven": a remark that it is early."""
    before = [token.word for token in tokens[max(0, number - 2) : number]]
    return is_stated(tokens, number) and before in (["not", "yet"], ["not", "quite"])


def is_told(before: str, following: Sequence[str], *, stated: bool = False) -> bool:
    """Whether the context makes a bare number an hour: "at six.", "towards eleven the sun came out"."""
    after = following[0] if following else "."
    if (before in SAYING or stated) and after in (ENDS | {"and", "when", "by", "now"} if stated else ENDS):
        return True
    return before in NEARING and after in CLAUSE_STARTS


@cache
def openings() -> frozenset[str]:
    """Give the words that a clock time may begin with."""
    return frozenset(lexicon().time.hours) | lexicon().time.minutes | {"half", "quarter"}


def past_or_to(words: Sequence[str]) -> Read | None:
    """Read "half past four", "a quarter to five", "ten minutes past six"."""
    if words[:1] not in (["half"], ["quarter"]) and (not words or words[0] not in lexicon().time.minutes):
        return None
    index = 2 if words[1:2] in (["minutes"], ["minute"]) else 1
    side, hour = words[index : index + 1], words[index + 1 : index + 2]
    if not hour or hour[0] not in lexicon().time.hours or side[0] not in ("past", "after", "to", "before"):
        return None
    if side[0] in ("after", "before") and words[0] not in ("half", "quarter"):
        return None
    value = lexicon().time.hours[hour[0]]
    return Read(value if side[0] in ("past", "after") else value - 1 or NOON, index + 2, sure=True)


def digits(words: Sequence[str]) -> Read | None:
    """Read "16:30", "10.15 p.m.", "7 o'clock"."""
    match = DIGITS.match(words[0]) if words else None
    if not match:
        return None
    clock = words[1:2] == ["o'clock"]
    return Read(int(match[1]), 2 if clock else 1, sure=clock or match[2] == ":")


def spoken(words: Sequence[str]) -> Read | None:
    """Read "seven o'clock", "twelve thirty-eight", "six"."""
    if not words or words[0] not in lexicon().time.hours:
        return None
    hour = lexicon().time.hours[words[0]]
    if words[1:2] == ["o'clock"]:
        return Read(hour, 2, sure=True)
    if words[1:2] and words[1] in lexicon().time.minutes and words[1] not in lexicon().time.hours:
        return Read(hour, 2, sure=False)
    return Read(hour, 1, sure=False)


MEALS = {
    "breakfast": "am",
    "lunch": "noon",
    "luncheon": "noon",
    "tea": "pm",
    "dinner": "pm",
    "supper": "pm",
    "cocktails": "pm",
}
PARTS = {"morning": "am", "afternoon": "pm", "evening": "pm"}


def choose_half(words: Sequence[str]) -> tuple[str, int]:
    """Read the half of the day after an hour, and its number of words; ("", 0) if unsaid."""
    if not words:
        return "", 0
    first = words[0].replace(" ", "").replace(".", "")
    if first in ("am", "pm"):
        return first, 1
    if tuple(words[:2]) in (("in", "the"), ("on", "the")) and words[2:3] and words[2] in PARTS:
        return PARTS[words[2]], 3
    if words[0] in ("that", "this") and words[1:2] and words[1] in PARTS:
        return PARTS[words[1]], 2
    if words[:2] == ["at", "night"]:
        return "night", 2
    if words[0] == "for" and words[1:2] and words[1] in MEALS:
        return MEALS[words[1]], 2
    return "", 0


def to_24(hour: int, half: str) -> int:
    """Turn an hour of a clock into one of 24; unsaid halves are read as waking hours."""
    if half == "am":
        return hour % NOON
    if half == "pm":
        return hour % NOON + NOON
    if half == "night":
        return hour % NOON + (NOON if hour in NIGHT_HOURS else 0)
    if hour >= NOON:
        return hour % MIDNIGHT
    return hour + NOON if hour < WAKING else hour
