"""Read clock times in digits and words: "half past four", "10.15 p.m.", "at six in the evening"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.tokens import Prose, Token

DIGITS = re.compile(r"(\d{1,2})(?:([:.])?(\d{2}))?$")
NOON, MIDNIGHT = 12, 24
NIGHT_HOURS = range(6, NOON)  # "ten at night" is before midnight, "two at night" after
LONGEST = 10  # tokens of a clock time with what follows it
SAYING = frozenset(("at", "struck", "strikes", "striking", "chimed"))  # "at six.", "the clock struck twelve,"
WHEN = frozenset(
    ("not", "yet", "quite", "nearly", "almost", "just", "gone", "only", "already", "barely", "about", "after", "past")
)
ROUND = frozenset(("five", "ten", "twenty", "twenty-five"))  # minutes that need no "minutes"
NEARING = frozenset(("at", "by", "towards", "toward"))
CLAUSE_STARTS = frozenset(("the", "he", "she", "it", "they", "we", "i", "there", "his", "her", "their", "its"))
OPENERS = frozenset(('"', "“", "‘"))  # "Ten to one." by itself
ENDS = frozenset((".", ",", ";", "!", "?", "—", "--", "…", "sharp", "precisely", "exactly"))
HALVES: Mapping[str, str] = {  # what tells the half of the day after an hour
    **{name: name[0] + "m" for name in ("am", "a.m.", "a.m", "a. m.", "a. m", "pm", "p.m.", "p.m", "p. m.", "p. m")},
    **{f"{word} morning": "am" for word in ("in the", "on the", "this", "that")},
    **{f"{word} {part}": "pm" for word in ("in the", "on the", "this", "that") for part in ("afternoon", "evening")},
    **{f"for {meal}": "pm" for meal in ("tea", "dinner", "supper")},
    "for breakfast": "am",
    "for lunch": "noon",
    "at night": "night",
}


class Read(NamedTuple):
    """An hour with its number of tokens, and whether its form alone makes it a clock time."""

    hour: int
    length: int
    sure: bool
    half: str = ""  # of the day, where the form tells it: "0430 hours"


class Clock(NamedTuple):
    """A clock time as the scene states it."""

    first: int  # token numbers
    last: int
    hours: tuple[str, ...]  # parts of the day: one, or where the half of the day is not said, two


def read_clocks(prose: Prose) -> Iterator[Clock]:
    """Find the clock times of a scene."""
    told = {word for word in prose.index if word.partition("-")[0] in openings() or DIGITS.match(word)}
    for number in prose.find_words(told):
        clock = read_clock(prose.tokens, number)
        if clock:
            yield clock


def read_clock(tokens: Sequence[Token], number: int) -> Clock | None:
    """Read the clock time that starts at a token, or None."""
    words = [token.word for token in tokens[number : number + LONGEST]]
    pair = words[0].split("-")
    joined = len(pair) == 2 and pair[0] in lexicon().time.hours and pair[1] in lexicon().time.minutes  # noqa: PLR2004
    words[:1] = pair if joined else words[:1]
    read = past_or_to(words) or digits(words) or spoken(words)
    if read is None or read.hour > MIDNIGHT:
        return None
    half, used = choose_half(words[read.length :])
    half = half or read.half
    before = tokens[number - 1].word if number else ""
    if not half and not read.sure and not joined:
        stated = is_stated(tokens, number) and (read.length > 1 or read.hour > 1)
        if not is_told(before, words[read.length :], stated=stated):
            return None
    hours = dict.fromkeys(map(part_of_day, hours_of(read.hour, half)))
    return Clock(number, number + read.length + used - joined, tuple(hours))


def is_stated(tokens: Sequence[Token], number: int) -> bool:
    """Whether "it was", "it's gone", "it was already after", "his watch said" precedes the hour."""
    index = number - 1
    while index > 0 and tokens[index].word in WHEN and number - index <= LONGEST // 2:
        index -= 1
    if index <= 0 or tokens[index].sentence != tokens[number].sentence:
        return False
    if tokens[index + 1].word == "gone" and tokens[index].word in ("had", "has"):
        return True
    return tokens[index].word in ("was", "is", "'s") and tokens[index - 1].word == "it"


def is_told(before: str, following: Sequence[str], *, stated: bool = False) -> bool:
    """Whether the context makes a bare number an hour: "at six.", "towards eleven the sun came out"."""
    after = following[0] if following else "."
    if (before in SAYING or before in OPENERS or stated) and after in (
        ENDS | {"and", "when", "by", "now"} if stated else ENDS
    ):
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
    if words[0] not in ("half", "quarter") and index == 1 and (side[0] in ("after", "before") or words[0] not in ROUND):
        return None
    value = lexicon().time.hours[hour[0]]
    sure = index > 1 or words[0] in ("half", "quarter") or side[0] == "past"
    return Read(value if side[0] in ("past", "after") else value - 1 or NOON, index + 2, sure)


def digits(words: Sequence[str]) -> Read | None:
    """Read "16:30", "10.15 p.m.", "7 o'clock", "0430 hours"."""
    match = DIGITS.match(words[0]) if words else None
    if not match:
        return None
    hour, after = int(match[1]), words[1:2]
    if match[3] and not match[2]:
        return Read(hour, 2, sure=True, half="am" if hour < NOON else "pm") if after == ["hours"] else None
    clock = after == ["o'clock"]
    return Read(hour, 2 if clock else 1, sure=clock or match[2] == ":")


def spoken(words: Sequence[str]) -> Read | None:
    """Read "seven o'clock", "twelve thirty-eight", "six"."""
    if not words or words[0] not in lexicon().time.hours:
        return None
    hour = lexicon().time.hours[words[0]]
    if words[1:2] == ["o'clock"]:
        return Read(hour, 2, sure=True)
    two = words[1:2] and words[1] in lexicon().time.minutes and words[1] not in lexicon().time.hours
    return Read(hour, 2 if two else 1, sure=False)


def choose_half(words: Sequence[str]) -> tuple[str, int]:
    """Read the half of the day after an hour, and its number of words; ("", 0) if unsaid."""
    return next(((HALVES[said], n) for n in (3, 2, 1) if (said := " ".join(words[:n])) in HALVES), ("", 0))


def hours_of(hour: int, half: str) -> tuple[int, ...]:
    """Give the hours of 24 that an hour of a clock may be: two where the half of the day is unsaid."""
    early, late = hour % NOON, hour % NOON + NOON
    said = {"am": early, "pm": late, "night": late if hour in NIGHT_HOURS else early, "noon": hour % MIDNIGHT}
    if half:
        return (said[half],)
    return (early, late) if 0 < hour <= NOON else (hour % MIDNIGHT,)


def part_of_day(hour: int) -> str:
    """Name the part of the day that an hour of 24 belongs to."""
    for time, (first, last) in lexicon().time.parts.items():
        if first <= hour < last or (first > last and (hour >= first or hour < last)):
            return time
    return "night"
