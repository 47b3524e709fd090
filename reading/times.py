"""Find a scene's time of day from stated times and clocks, each of which holds until the next one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from english.cues import Sign
from english.lexicon import lexicon
from reading.clock import read_clock
from reading.time_signs import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.tokens import Prose, Token
    from reading.realis import Realis
    from records import TimeOfDay

DARK = 2  # signs of darkness that make an hour one of the night
HERE = 0.3


def is_in_the_dark(realis: Realis) -> bool:
    """Whether pyjamas, a bed, headlamps or "the dark" outweigh the signs of daylight."""
    dark: set[str] = set()
    day: set[str] = set()
    signs = lexicon().time.context
    telling = signs.dark | signs.lights | signs.day | {"dark", "bed"}
    for number, token in enumerate(realis.tokens):
        if token.word not in telling or token.quoted or realis.at(number) < HERE:
            continue
        if token.word in lexicon().time.context.dark:
            dark.add(token.word)
        elif token.word in lexicon().time.context.lights:
            dark |= {"lights", "of the night"}
        elif token.word in lexicon().time.context.day:
            day.add(token.word)
        elif token.word == "dark" and number and realis.tokens[number - 1].word in ("the", "was", "'s", "quite"):
            dark |= {"dark", "the dark"}
        elif token.word == "bed" and number and realis.tokens[number - 1].word == "in":
            dark.add("in bed")
    return len(dark) >= DARK and len(dark) > len(day)


TIMES: tuple[TimeOfDay, ...] = ("dawn", "morning", "midday", "afternoon", "evening", "dusk", "night")
LONGEST = 4  # words of a phrase
HINT = 0.3
NARRATED = 1.05  # from this weight on a narrated time outweighs all in speech
ENOUGH = 0.28  # least weight of a time
SAID = 0.5  # weight of stating a time, beside its share of the scene
LATER = 0.5  # how much more the last sign counts than the first
CUTTING = 0.4  # from this weight on a sign ends the time before it
CLOCK = 1.1  # a clock is stronger evidence than a word


Section = Literal["said", "hints"]


@cache
def time_phrases(section: Section) -> Mapping[str, tuple[str, float]]:
    """Give the time that every phrase indicates, and how surely: stated, or only hinted at."""
    table = lexicon().time
    return {
        phrase.replace("-", " "): (time, HINT if section == "hints" else table.weights.get(phrase, 1.0))
        for time, phrases in (table.hints if section == "hints" else table.said).items()
        for phrase in phrases
    }


@cache
def first_words(section: Section) -> frozenset[str]:
    """Give the first words of all phrases."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in time_phrases(section))


def find_time(prose: Prose, realis: Realis, scene_before: TimeOfDay = "unknown") -> tuple[TimeOfDay, list[Sign]]:
    """Give the time of day and its tokens; "unknown" if nothing indicates one."""
    said = list(said_signs(realis, "said"))
    clocks = list(clock_signs(realis, said, scene_before))
    spent = {number for sign in clocks for number in range(sign.first, sign.last)}
    signs = [*clocks, *(sign for sign in said if sign.first not in spent)]
    if any(sign.weight >= NARRATED and not prose.tokens[sign.first].quoted for sign in signs):
        signs = [sign for sign in signs if not prose.tokens[sign.first].quoted]
    time, weight = longest(signs, len(prose.tokens))
    if weight < ENOUGH:
        signs += said_signs(realis, "hints")
        time, weight = longest(signs, len(prose.tokens))
    if weight < ENOUGH:
        return "unknown", []
    return time, [sign for sign in signs if sign.value == time and sign.weight > 0]


def longest(signs: Sequence[Sign], length: int) -> tuple[TimeOfDay, float]:
    """Find the time that holds longest: each sign until the next one, the first also for what stands before it."""
    held = dict.fromkeys(TIMES, 0.0)
    said = dict.fromkeys(TIMES, 0.0)
    ordered = sorted((sign for sign in signs if sign.weight > 0), key=lambda sign: sign.first)
    for number, sign in enumerate(ordered):
        time = TIMES[TIMES.index(sign.value)]
        ends = (later.first for later in ordered[number + 1 :] if later.weight >= min(CUTTING, sign.weight))
        tokens = next(ends, length) - sign.first + (sign.first / 2 if number == 0 else 0)
        weight = sign.weight * (1 + LATER * sign.first / max(1, length))
        held[time] += weight * tokens / max(1, length)
        said[time] = max(said[time], weight)
    best = max(TIMES, key=lambda time: held[time] + SAID * said[time])
    return best, held[best] + SAID * said[best]


def clock_signs(realis: Realis, said: Sequence[Sign], scene_before: TimeOfDay) -> Iterator[Sign]:
    """Find the clock times and the part of the day of each."""
    read = (read_clock(realis.tokens, number) for number in range(len(realis.tokens)))
    clocks = [clock for clock in read if clock]
    in_the_dark = bool(clocks) and is_in_the_dark(realis)
    for clock in clocks:
        after_dark = is_after_dark(said, clock.first, scene_before)
        hour = clock.hour_of_day(after_dark=after_dark, in_the_dark=in_the_dark)
        hour = hour - 12 if 16 < hour < 22 and wakes(realis.tokens, clock.first) else hour  # noqa: PLR2004 - at six
        yield Sign(part_of_day(hour), CLOCK * now(realis, clock.first, clock.last), clock.first, clock.last)


def wakes(tokens: Sequence[Token], number: int) -> bool:
    """Whether somebody wakes or gets up at an hour: "Helen woke at six"."""
    before = [token.word for token in tokens[max(0, number - 5) : number] if token.sentence == tokens[number].sentence]
    return not lexicon().time.waking.words.isdisjoint(before)


def is_after_dark(said: Sequence[Sign], number: int, scene_before: TimeOfDay) -> bool:
    """Whether the last time before a token, here or in the scene before, is the evening; here also the night."""
    before = [sign for sign in said if sign.last <= number and sign.weight >= CUTTING]
    if before:
        return before[-1].value in ("evening", "dusk", "night")
    return scene_before in ("evening", "dusk")


def part_of_day(hour: int) -> TimeOfDay:
    """Name the part of the day that an hour of 24 belongs to."""
    for time, (first, last) in lexicon().time.parts.items():
        if first <= hour < last or (first > last and (hour >= first or hour < last)):
            return TIMES[TIMES.index(time)]
    return "night"


def said_signs(realis: Realis, section: Section) -> Iterator[Sign]:
    """Find the phrases for a time, each weighed by its context."""
    phrases, firsts, tokens, number = time_phrases(section), first_words(section), realis.tokens, 0
    while number < len(tokens):
        last = number + 1
        if without_day(tokens[number].word).partition("-")[0] not in firsts:
            number = last
            continue
        for length in range(min(LONGEST, len(tokens) - number), 0, -1):
            phrase = " ".join(without_day(part.word).replace("-", " ") for part in tokens[number : number + length])
            entry = phrases.get(phrase)
            if entry:
                last = number + length
                weight = entry[1] * now(realis, number, last)
                if weight:
                    yield Sign(entry[0], weight, number, last)
                break
        number = last


@cache
def without_day(word: str) -> str:
    """Strip the day from "Friday-morning"."""
    day, hyphen, rest = word.partition("-")
    return rest if hyphen and day in lexicon().time.days else word
