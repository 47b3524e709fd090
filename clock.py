"""Clock times in digits and words: "half past four", "10.15 p.m.", "at six in the evening"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from word_tables import read_table

if TYPE_CHECKING:
    from prose import Token

DIGITS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?$")


def read_clock(tokens: Sequence[Token], number: int) -> tuple[int, int] | None:
    """Read a clock time that starts at a token: (hour of 24, token after it), or None."""
    words = [token.word for token in tokens[number : number + 6]]
    hour, length, sure = _hour(words)
    if hour is None:
        return None
    half = _half(tokens, number + length)
    if not half and not sure:
        return None
    before = [token.word for token in tokens[max(0, number - 2) : number]]
    if not half and sure == "bare" and "at" not in before[-1:] and "past" not in before and "to" not in before[-1:]:
        return None
    return to_24(hour, half), number + length


def _hour(words: Sequence[str]) -> tuple[int | None, int, str]:
    """Read the hour at the start of some words: (hour, words used, how sure)."""
    hours = read_table("time.toml")["hours"]
    if not words:
        return None, 0, ""
    digits = DIGITS.match(words[0])
    if digits and int(digits[1]) <= MIDNIGHT:
        sure = "clock" if digits[2] and ":" in words[0] else ""
        sure = "clock" if (len(words) > 1 and words[1] in ("o'clock", "am", "pm")) or sure else ""
        return int(digits[1]), 1, sure
    if (
        words[0] in ("half", "quarter")
        and words[1:2]
        and words[1] in ("past", "to", "after")
        and words[2:3]
        and words[2] in hours
    ):
        return hours[words[2]], 3, "clock"
    if words[0] in hours:
        if len(words) > 1 and words[1] == "o'clock":
            return hours[words[0]], 2, "clock"
        return hours[words[0]], 1, ""
    return None, 0, ""


def _half(tokens: Sequence[Token], number: int) -> str:
    """Read which half of the day follows a clock time: "am", "pm", or "" where unsaid."""
    words = [token.word.replace(" ", "") for token in tokens[number : number + 4]]
    if not words:
        return ""
    if words[0].rstrip(".") in ("a.m", "am"):
        return "am"
    if words[0].rstrip(".") in ("p.m", "pm"):
        return "pm"
    if words[:2] == ["in", "the"] and words[2:3]:
        return {"morning": "am", "afternoon": "pm", "evening": "pm"}.get(words[2], "")
    return "night" if words[:2] == ["at", "night"] else ""


NOON, MIDNIGHT = 12, 24
WAKING = 7  # "at six" without more is evening, "at seven" morning
NIGHT_HOURS = range(6, NOON)  # "ten at night" is before midnight, "two at night" after


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
