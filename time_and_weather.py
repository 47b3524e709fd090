"""When a scene is and in what weather: said times and clocks, and weather that is really there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reading import WEATHERS
from word_tables import read_table, split_words, word_set

if TYPE_CHECKING:
    from prose import Prose, Token
    from reading import TimeOfDay

TIMES: tuple[TimeOfDay, ...] = ("dawn", "morning", "midday", "afternoon", "evening", "dusk", "night")
LONGEST = 4  # words of a phrase
HINT = 0.3
QUOTED = 0.35
ENOUGH = 0.5  # weight from which a time is told


class Sign(NamedTuple):
    """Words that speak for something."""

    value: str
    weight: float
    first: int
    last: int


@cache
def _phrases(section: str) -> Mapping[str, tuple[str, float]]:
    table = read_table("time.toml")
    weights, found = table["weights"], {}
    for time, words in table[section].items():
        for phrase in split_words(words):
            spaced = phrase.replace("-", " ")
            weight = HINT if section == "hints" else float(weights.get(phrase.replace(" ", "_"), 1.0))
            found[spaced] = (time, weight)
    return found


def find_time(prose: Prose) -> tuple[TimeOfDay, list[Sign]]:
    """Tell the time of day and the words that told it; "unknown" where nothing does."""
    signs = [*_clock_signs(prose.tokens), *_said_signs(prose.tokens, "said")]
    time, weight = _best(signs)
    if weight < ENOUGH:
        signs += _said_signs(prose.tokens, "hints")
        time, weight = _best(signs)
    if weight < ENOUGH:
        return "unknown", []
    return time, [sign for sign in signs if sign.value == time]


def _best(signs: Sequence[Sign]) -> tuple[TimeOfDay, float]:
    totals = {time: sum(sign.weight for sign in signs if sign.value == time) for time in TIMES}
    best = max(TIMES, key=lambda time: totals[time])
    return best, totals[best]


def _said_signs(tokens: Sequence[Token], section: str) -> Iterator[Sign]:
    phrases = _phrases(section)
    for number, token in enumerate(tokens):
        if not token.text[0].isalpha():
            continue
        for length in range(LONGEST, 0, -1):
            phrase = " ".join(part.word.replace("-", " ") for part in tokens[number : number + length])
            entry = phrases.get(phrase)
            if entry:
                weight = entry[1] * _now(tokens, number, number + length)
                if weight:
                    yield Sign(entry[0], weight, number, number + length)
                break


def _now(tokens: Sequence[Token], first: int, last: int) -> float:
    """Weigh a time word: nothing for another day's, little in speech."""
    before = [token.word for token in tokens[max(0, first - 3) : first] if token.sentence == tokens[first].sentence]
    away = word_set("time.toml", "not_now", "before")
    if before and (before[-1] in away or (len(before) > 1 and before[-1] in ("the", "a") and before[-2] in away)):
        return 0.0
    after = tokens[last].word if last < len(tokens) else ""
    if after in ("'s", "before") or after in NOUNS_AFTER:
        return 0.0
    weight = QUOTED if tokens[first].quoted else 1.0
    if any(token.word in ("had", "would", "'d", "used") for token in tokens[max(0, first - 8) : first]):
        weight *= 0.5
    return weight * (1.15 if first < len(tokens) / 4 else 1.0)


NOUNS_AFTER = frozenset(
    (
        "gown",
        "dress",
        "coat",
        "star",
        "paper",
        "papers",
        "school",
        "shift",
        "train",
        "post",
        "suit",
        "clothes",
        "watchman",
        "club",
    )
)


# --- Clocks ---------------------------------------------------------------------------------------------------------

DIGITS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?$")


def _clock_signs(tokens: Sequence[Token]) -> Iterator[Sign]:
    for number in range(len(tokens)):
        read = _clock_at(tokens, number)
        if read:
            hour, last = read
            weight = _now(tokens, number, last)
            if weight:
                yield Sign(part_of_day(hour), 1.3 * weight, number, last)


def _clock_at(tokens: Sequence[Token], number: int) -> tuple[int, int] | None:
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


def part_of_day(hour: int) -> TimeOfDay:
    """Name the part of the day that an hour of 24 belongs to."""
    for time, (first, last) in read_table("time.toml")["parts"].items():
        if first <= hour < last or (first > last and (hour >= first or hour < last)):
            return TIMES[TIMES.index(time)]
    return "night"


# --- Weather --------------------------------------------------------------------------------------------------------


@cache
def _weather_words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for weather, words in read_table("weather.toml")["strong"].items():
        for word in split_words(words):
            found[word] = (*found.get(word, ()), weather)
    return found


def find_weather(prose: Prose) -> tuple[tuple[str, ...], list[Sign]]:
    """Tell the weather that is there, in the order of WEATHERS, and the words that told it."""
    signs: list[Sign] = []
    words = _weather_words()
    for number, token in enumerate(prose.tokens):
        for weather in words.get(token.word, ()):
            weight = _weather_weight(prose.tokens, number)
            if weight > 0:
                signs.append(Sign(weather, weight, number, number + 1))
        if token.word == "sun" and not token.quoted and _sun_shines(prose.tokens, number):
            signs.append(Sign("sun", 1.0, number, number + 1))
    totals = {weather: sum(sign.weight for sign in signs if sign.value == weather) for weather in WEATHERS}
    there = tuple(weather for weather in WEATHERS if totals[weather] >= 1.0)
    return there, [sign for sign in signs if sign.value in there]


def _weather_weight(tokens: Sequence[Token], number: int) -> float:
    """Weigh one word: nothing where it is a comparison, denied, planned or spoken of."""
    token = tokens[number]
    if token.quoted:
        return 0.3
    before = [part.word for part in tokens[max(0, number - 4) : number] if part.sentence == token.sentence]
    if any(word in ("like", "as", "than", "if", "would", "no", "not", "without", "had", "never") for word in before):
        return 0.0
    after = tokens[number + 1].word if number + 1 < len(tokens) else ""
    if after == "of" and token.word not in ("clouds", "cloud"):
        return 0.0
    return 1.0


def _sun_shines(tokens: Sequence[Token], number: int) -> bool:
    near = {part.word for part in tokens[max(0, number - 5) : number + 6] if part.sentence == tokens[number].sentence}
    return bool(near & word_set("weather.toml", "sun_shines", "verbs")) or "in" in {
        part.word for part in tokens[max(0, number - 2) : number]
    }
