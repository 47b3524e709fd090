"""What time of day a scene has: said times and clocks, each until the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.tables import read_table, split_words, word_set
from english.verbs import read_verb
from english.words import is_noun
from reading.clock import read_clock

if TYPE_CHECKING:
    from english.tokens import Prose, Token
    from reading.realis import Realis
    from records import TimeOfDay

DARK = 2  # signs of the dark that make an hour one of the night
HERE = 0.3


def is_in_the_dark(realis: Realis) -> bool:
    """Whether pyjamas, a bed, headlamps or "the dark" outweigh the signs of daylight."""
    dark: set[str] = set()
    day: set[str] = set()
    telling = frozenset(("dark", "bed")).union(
        *(word_set("time.toml", "context", key) for key in ("dark", "lights", "day"))
    )
    for number, token in enumerate(realis.tokens):
        if token.word not in telling or token.quoted or realis.at(number) < HERE:
            continue
        if token.word in word_set("time.toml", "context", "dark"):
            dark.add(token.word)
        elif token.word in word_set("time.toml", "context", "lights"):
            dark |= {"lights", "of the night"}
        elif token.word in word_set("time.toml", "context", "day"):
            day.add(token.word)
        elif token.word == "dark" and number and realis.tokens[number - 1].word in ("the", "was", "'s", "quite"):
            dark |= {"dark", "the dark"}
        elif token.word == "bed" and number and realis.tokens[number - 1].word == "in":
            dark.add("in bed")
    return len(dark) >= DARK and len(dark) > len(day)


TIMES: tuple[TimeOfDay, ...] = ("dawn", "morning", "midday", "afternoon", "evening", "dusk", "night")
LONGEST = 4  # words of a phrase
HINT = 0.3
QUOTED = 0.4
NARRATED = 1.05  # weight from which a time that is narrated silences all that is said aloud
ENOUGH = 0.28  # weight from which a time is told
SAID = 0.5  # what saying a time is worth besides the share of the scene for which it holds
LATER = 0.5  # how much more the last sign counts than the first
CUTTING = 0.4  # weight from which a sign ends what was said before it
BEFORE_NOUN = 0.5  # "morning walk"
GENERAL = 0.7  # "at night"
BRACKET = 30  # tokens in which a bracket may have opened
EARLIER, POINTED_AT, TO_COME = 0.5, 0.8, 0.2
OVER = 0.3  # "this morning" said aloud is mostly over
RELATIVE = 9  # tokens back to the "that" of a relative clause
ASIDE = 0.3  # in brackets
CLOCK = 1.1  # a clock says more than a word


class Sign(NamedTuple):
    """Words that speak for something."""

    value: str
    weight: float
    first: int
    last: int


@cache
def time_phrases(section: str) -> Mapping[str, tuple[str, float]]:
    """Give the phrases of a section of the table, each with its time of day and weight."""
    table = read_table("time.toml")
    weights, found = table["weights"], {}
    for time, words in table[section].items():
        for phrase in split_words(words):
            weight = HINT if section == "hints" else float(weights.get(phrase.replace(" ", "_"), 1.0))
            found[phrase.replace("-", " ")] = (time, weight)
    return found


@cache
def first_words(section: str) -> frozenset[str]:
    """Give the words with which the phrases of a section begin."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in time_phrases(section))


def find_time(prose: Prose, realis: Realis, scene_before: TimeOfDay = "unknown") -> tuple[TimeOfDay, list[Sign]]:
    """Tell the time of day and the words that told it; "unknown" where nothing does."""
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
    """Read every clock time as a sign of its part of the day."""
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
    return not word_set("time.toml", "waking", "words").isdisjoint(before)


def is_after_dark(said: Sequence[Sign], number: int, scene_before: TimeOfDay) -> bool:
    """Whether the last time told before a token, here or in the scene before, is the evening; here also the night."""
    before = [sign for sign in said if sign.last <= number and sign.weight >= CUTTING]
    if before:
        return before[-1].value in ("evening", "dusk", "night")
    return scene_before in ("evening", "dusk")


def part_of_day(hour: int) -> TimeOfDay:
    """Name the part of the day that an hour of 24 belongs to."""
    for time, (first, last) in read_table("time.toml")["parts"].items():
        if first <= hour < last or (first > last and (hour >= first or hour < last)):
            return TIMES[TIMES.index(time)]
    return "night"


def said_signs(realis: Realis, section: str) -> Iterator[Sign]:
    """Find the phrases of a section in a scene, each as a sign of its time."""
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
    """Take the day from "Friday-morning"."""
    day, hyphen, rest = word.partition("-")
    return rest if hyphen and day in word_set("time.toml", "months", "days") else word


def now(realis: Realis, first: int, last: int) -> float:
    """Weigh a time word: nothing for another day's, little in speech, less before a noun ("morning walk")."""
    tokens = realis.tokens
    sentence = tokens[first].sentence
    before = [token.word for token in tokens[max(0, first - 4) : first] if token.sentence == sentence]
    after_it = [token.word for token in tokens[last : last + 8] if token.sentence == sentence]
    is_elsewhere = last + 1 < len(tokens) and tokens[last + 1].is_capital and after_it[1:2] not in months()
    is_reached = not tokens[first].quoted and reaches(before, after_it)
    if not tokens[first].quoted and is_in_a_relative(tokens, first):
        return 0.0
    if not is_reached and is_another_day(before, after_it, is_elsewhere=is_elsewhere):
        return 0.0
    weight = said_now(realis, first, last)
    if before[-1:] and before[-1] in word_set("time.toml", "general", "before"):
        weight *= GENERAL
    if any(token.text == "(" for token in tokens[max(0, first - BRACKET) : first] if token.sentence == sentence):
        weight *= ASIDE
    after = tokens[last].word if last < len(tokens) else ""
    return weight * (BEFORE_NOUN if last - first == 1 and (after == "'s" or is_noun(after)) else 1.0)


def is_in_a_relative(tokens: Sequence[Token], first: int) -> bool:
    """Whether a past relative clause or "some time in" holds the time: "a letter that came at noon lies there"."""
    if tokens[first - 1].word == "the" and " ".join(token.word for token in tokens[max(0, first - 5) : first - 1]) in (
        "hand some time in",
        "some time in",
    ):
        return True
    before = tokens[first - 2].word if tokens[first - 1].word == "the" else tokens[first - 1].word
    if before not in ("at", "in", "on", "that", "after"):
        return False
    for index in range(first - 1, max(0, first - RELATIVE), -1):
        token = tokens[index]
        if token.sentence != tokens[first].sentence or not token.text[0].isalpha():
            return False
        if token.word in ("that", "which", "who") and is_noun(tokens[index - 1].word):
            verb = read_verb(tokens[index + 1].word)
            return verb is not None and verb.form == "past" and tokens[index - 1].text.islower()
    return False


def reaches(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether "by" opens the clause, or "now" follows: "By noon the rain had gone", "lit by half past five now"."""
    if before[-1:] != ["by"]:
        return False
    return len(before) == 1 or before[-2] in (",", ";", ":", "—", "and", "but") or after[:1] == ["now"]


@cache
def months() -> tuple[list[str], ...]:
    """Give the months, as what may follow "in"."""
    return tuple([month] for month in sorted(word_set("time.toml", "months", "words")))


def said_now(realis: Realis, first: int, last: int) -> float:
    """Weigh a time by who says it: the narration, of now or before ("had"), or somebody aloud ("a night like this")."""
    tokens = realis.tokens
    if not tokens[first].quoted:
        if is_to_come(tokens, first):
            return TO_COME
        around = [token.word for token in tokens[max(0, first - 6) : last + 4]]
        if tokens[first - 1].word == "that" and is_looked_back_on(tokens, realis.earlier_verb(first), first):
            return 0.0
        earlier = any(is_before(around, at) for at in range(len(around)))
        had = earlier or not {"had", "'d", "has", "have", "'ve"}.isdisjoint(around)
        if had and tokens[first - 1].word == "all":
            return 0.0  # "had snowed all night": the night is over
        if earlier and tokens[first - 1].word == "by":  # "By noon the rain had gone": it is noon now
            return 1.0
        return min(1.0, realis.at(first) * 1.2) * (EARLIER if earlier else 1.0)
    if is_asked(tokens, first, last):
        return POINTED_AT
    if is_planned(tokens, first) or [token.word for token in tokens[first - 1 : last]] == ["in", "the", "night"]:
        return 0.0
    if tokens[first].word == "morning" and tokens[first - 1].word == "this":
        return OVER
    pointed = tokens[first - 1].word == "this" or [token.word for token in tokens[last : last + 2]] == ["like", "this"]
    return POINTED_AT if pointed and first else QUOTED


def is_asked(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether somebody says what time it is: "It's lunch", "Ten to one." by itself, "At ten o'clock?"."""
    after = tokens[last].text if last < len(tokens) else "."
    if after not in (".", ",", "?", "!", "-", "—", "now"):
        return False
    before = [token.word for token in tokens[max(0, first - 3) : first]]
    stated = before[-2:] in (["it", "'s"], ["it", "is"])
    alone = last - first > 1 and before[-1:] in (['"'], ["“"], ["'"], ["‘"])
    return stated or alone or (after == "?" and before[-1:] == ["at"] and before[-2:-1] in (['"'], ["“"], ["‘"]))


def is_before(words: Sequence[str], at: int) -> bool:
    """Whether "had" in a row of words tells of before: "had come", "there had been", not "had been coming"."""
    if words[at : at + 2] in (["must", "have"], ["might", "have"]):
        return True
    is_had = words[at] in ("had", "'d")
    return is_had and (words[at + 1 : at + 2] != ["been"] or words[at - 1 : at] == ["there"])


def is_looked_back_on(tokens: Sequence[Token], verb: int, first: int) -> bool:
    """Whether a verb told with "had" governs the time: "where he had left it that morning"."""
    return verb >= 0 and not any(token.text == "," for token in tokens[verb:first])


def is_planned(tokens: Sequence[Token], first: int) -> bool:
    """Whether somebody speaks of a time to come: "The board meets in the morning", "Be there at dawn"."""
    before = [token.word for token in tokens[max(0, first - 2) : first]]
    return before[-1:] == ["at"] or before == ["in", "the"] or before[-1:] == ["by"]


def is_to_come(tokens: Sequence[Token], first: int) -> bool:
    """Whether a bare verb just before makes it a plan: "… and call them in the morning"."""
    for index in range(first - 1, max(0, first - 6), -1):
        if tokens[index].sentence != tokens[first].sentence:
            return False
        verb = read_verb(tokens[index].word)
        if verb and verb.form == "base" and tokens[index - 1].word in ("and", "or", "to", "let", "them", "him", "her"):
            return True
    return False


def is_another_day(before: Sequence[str], after: Sequence[str], *, is_elsewhere: bool) -> bool:
    """Whether the words around a time make it another day's."""
    if before[-1:] == ["after"] and {"it", "was"} <= {*before} | ({"it"} if before[:1] == ["'s"] else set()):
        return False  # "It was already after four"
    away = word_set("time.toml", "not_now", "before")
    if before[-1:] in (["till"], ["until"]) and not {"not", "never", "wasn't", "didn't"}.isdisjoint(before):
        return False  # "was not over till noon"
    if {"yesterday", "tomorrow", "to-morrow"} & set(before):
        return True
    if before[-1:] == ["and"] and before[-2:-1] and before[-2] in ("day", "night"):
        return True  # "day and night"
    if after[:2] in (["and", "day"], ["and", "night"]):
        return True
    if before[-1:] == ["after"] and before[-2:-1] and before[-2] in word_set("time.toml", "waking", "shortly"):
        return False  # "shortly after midnight"
    if before and (
        before[-1] in away or (before[-1] in ("the", "a", "about") and before[-2:-1] and before[-2] in away)
    ):
        return True
    if after[:1] == ["in"] and is_elsewhere:
        return True  # "midnight in Tokyo"
    return "ago" in after or (bool(after) and after[0] in word_set("time.toml", "after", "words"))
