"""Find what tells the hour of a scene (hours.txt, clocks), and of what it tells: of now, another day, or aloud."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.tables import read_columns
from english.tokens import is_named
from english.words import is_noun
from reading.clock import read_clocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from english.tokens import Prose, Token
    from reading.realis import Realis

LONGEST = 5  # words of a phrase
BEFORE, AFTER = 4, 8  # tokens around a sign that may say of what day it is
BRACKET = 30  # tokens in which a bracket may have opened
ARTICLES = ("the", "a", "about")
OTHER_DAYS = frozenset(("yesterday", "tomorrow", "to-morrow"))
REPORTS = frozenset(("said", "says", "told", "tells", "asked", "thought", "knew", "heard", "promised"))
HAD = frozenset(("had", "hadn't", "having"))
NUMBERED = ("clock", "half clock")


class HourSign(NamedTuple):
    """Words that tell the hour."""

    hours: tuple[str, ...]  # any of them
    kind: str  # "named", "clock", "meal", … as in hours.txt
    sense: str  # of what they tell: "now", or one of SENSES
    first: int
    last: int


@cache
def hour_phrases() -> Mapping[str, Mapping[str, tuple[tuple[str, ...], str]]]:
    """Give the hours and the kind of every phrase, by its first word."""
    found: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {}
    for phrase, (hours, kind) in read_columns("hours.txt").items():
        found.setdefault(phrase.split(" ", 1)[0], {})[phrase] = (tuple(hours.split("/")), kind)
    return found


@cache
def second_words() -> Mapping[str, frozenset[str]]:
    """Give what must follow a word that tells nothing by itself, such as "in"."""
    first = {word: phrases for word, phrases in hour_phrases().items() if word not in phrases}
    return {word: frozenset(phrase.split(" ")[1] for phrase in phrases) for word, phrases in first.items()}


def find_signs(prose: Prose, realis: Realis) -> list[HourSign]:
    """Find all that tells the hour, in reading order; the longest phrase counts where several overlap."""
    found = [
        HourSign(clock.hours, "clock" if len(clock.hours) == 1 else "half clock", "", clock.first, clock.last)
        for clock in read_clocks(prose)
    ]
    found += phrase_signs(prose)
    found.sort(key=lambda sign: (sign.first, -sign.last))
    signs: list[HourSign] = []
    for sign in found:
        if not signs or sign.first >= signs[-1].last:
            signs.append(sign._replace(sense=sense_of(realis, sign)))
    return signs


def phrase_signs(prose: Prose) -> Iterator[HourSign]:
    """Find the phrases of hours.txt, the longest at each token."""
    phrases, tokens, seconds = hour_phrases(), prose.tokens, second_words()
    for number in prose.find_words(starts_in(prose)):
        word = tokens[number].word
        if word in seconds and tokens[min(number + 1, len(tokens) - 1)].word not in seconds[word]:
            continue  # the common case: "the", "it", "in"
        words = (
            " ".join(without_day(token.word) for token in tokens[number : number + LONGEST])
            .replace("-", " ")
            .split(" ")
        )
        here = phrases[words[0]]
        for length in range(min(LONGEST, len(words)), 0, -1):
            entry = here.get(" ".join(words[:length]))
            if entry and (last := ends_at(tokens, number, length)):
                yield HourSign(*entry, "", number, last)
                break


def starts_in(prose: Prose) -> set[str]:
    """Give the words of a scene with which a phrase may start, those with a hyphen or a day before it, too."""
    phrases = hour_phrases()
    joined = {word for word in prose.index if "-" in word and without_day(word).partition("-")[0] in phrases}
    return joined | (prose.index.keys() & phrases.keys())


def ends_at(tokens: Sequence[Token], number: int, length: int) -> int:
    """Give the token after so many words, or 0 where they end within one: "morning" in "morning-coat"."""
    while length > 0:
        length -= without_day(tokens[number].word).count("-") + 1
        number += 1
    return 0 if length else number


@cache
def without_day(word: str) -> str:
    """Strip the day from "Friday-morning"."""
    day, hyphen, rest = word.partition("-")
    return rest if hyphen and day in lexicon().time.days else word


# --- Of what a sign tells -------------------------------------------------------------------------------------------


class Around(NamedTuple):
    """A sign with the words of its sentence before and after it."""

    realis: Realis
    sign: HourSign
    before: Sequence[str]
    after: Sequence[str]

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the scene."""
        return self.realis.tokens

    def follows(self, kind: str) -> bool:
        """Whether a word of time.toml's [moved] stands right before the sign, or an article between them."""
        moved, before = lexicon().time.moved[kind], self.before
        return bool(before) and (
            before[-1] in moved or (before[-1] in ARTICLES and not moved.isdisjoint(before[-2:-1]))
        )


def sense_of(realis: Realis, sign: HourSign) -> str:
    """Tell of what a sign tells: the first sense that holds, else it tells of now."""
    tokens, sentence = realis.tokens, realis.tokens[sign.first].sentence
    before = [token.word for token in tokens[max(0, sign.first - BEFORE) : sign.first] if token.sentence == sentence]
    after = [token.word for token in tokens[sign.last : sign.last + AFTER] if token.sentence == sentence]
    around = Around(realis, sign, before, after)
    return next((sense for sense, holds in SENSES if holds(around)), "now")


def is_a_name(around: Around) -> bool:
    """Whether it is part of a name: "the Morning Globe"; "Friday-morning" is none."""
    word = around.tokens[around.sign.first].word
    is_told = around.sign.kind in NUMBERED or without_day(word) != word
    return not is_told and is_named(around.tokens, around.sign.first)


def is_another_day(around: Around) -> bool:
    """Whether the words around move it to another day: "last night", "yesterday at noon", "day and night"."""
    before, after = around.before, around.after
    if around.follows("another day") or "ago" in after or not OTHER_DAYS.isdisjoint(before):
        return True
    return before[-2:] in (["day", "and"], ["night", "and"]) or after[:2] in (["and", "day"], ["and", "night"])


def is_aloud(around: Around) -> bool:
    """Whether it stands in a speech, or one that is reported: "said that tonight"."""
    return around.tokens[around.sign.first].quoted or (
        "that" in around.before and not REPORTS.isdisjoint(around.before)
    )


def is_in_passing(around: Around) -> bool:
    """Whether it stands in brackets, or before a noun: "morning walk"."""
    tokens, first, last, after = around.tokens, around.sign.first, around.sign.last, around.after
    if after and (after[0] == "'s" or (is_noun(after[0]) and not tokens[last].is_capital)):
        return True
    sentence = tokens[first].sentence
    return any(token.text == "(" for token in tokens[max(0, first - BRACKET) : first] if token.sentence == sentence)


SENSES: tuple[tuple[str, Callable[[Around], bool]], ...] = (
    ("a name", is_a_name),
    ("another day", is_another_day),
    ("aloud", is_aloud),
    ("now", lambda around: list(around.before) == ["by"]),  # "By noon the rain had gone"
    ("in passing", lambda around: around.follows("around")),
    ("in passing", lambda around: around.follows("one day")),
    (
        "another day",
        lambda around: around.realis.earlier_verb(around.sign.first) >= 0 or not HAD.isdisjoint(around.before),
    ),
    ("in passing", is_in_passing),
)
