"""File names in, their numbers and places out: 07b, 22-pt1, S01E02, Volume 2 Chapter 1, 2019-11-01, Kapitel eins."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from english.lexicon import lexicon
from manuscript.numbers import parse_number, roman_value, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Label = Literal["", "chapter", "volume", "part", "scene", "date", "year", "words"]
Place = Literal["", "first", "last", "between"]


@dataclass(frozen=True, slots=True)
class NameNumber:
    """A number in a name."""

    value: int
    label: Label  # "words": one of a title's, as in "the 39 steps"
    at: int  # which word of the name it is
    letter: int = 0  # 2 for the b of 07b


@dataclass(frozen=True, slots=True)
class NameSense:
    """What one file's or folder's name says."""

    words: tuple[str, ...]  # folded: no capitals, no accents
    numbers: tuple[NameNumber, ...]
    place: Place = ""
    place_at: int = 0  # which word says so

    @property
    def counted(self) -> tuple[NameNumber, ...]:
        """Numbers that count the files: no dates, years or words of a title."""
        return tuple(number for number in self.numbers if number.label not in ("date", "year", "words"))

    @property
    def is_story(self) -> bool:
        """Whether the name says "chapter" with a number, or that it is a prologue, an epilogue or an interlude."""
        return bool(self.place) or any(number.label == "chapter" for number in self.numbers)


# --- Words ------------------------------------------------------------------------------------------------------------
TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
ROMAN = re.compile(r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
LETTERS = frozenset("cdlm")  # alone they name a file A to Z rather than 100
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
LONGEST_NUMBER = 4  # words in "one hundred and one"
LONGEST_COUNT = 4  # digits; a longer number is a time stamp
YEARS = range(1800, 2200)
SKIPPED = frozenset({"the", "no", "nr", "number"})  # between a label and its number


def fold(text: str) -> str:
    """Drop capitals and accents, for comparison."""
    return unicodedata.normalize("NFC", without_accents(text.casefold().replace("’", "'")))


def name_words(stem: str) -> str:
    """Give a file name as words."""
    return re.sub(r"[\s_.\-–—]+", " ", unicodedata.normalize("NFC", stem)).strip()


@cache
def label_words() -> Mapping[str, Label]:
    """Give the label that each word stands for."""
    labels = lexicon().files.labels
    tables: dict[Label, frozenset[str]] = {
        "chapter": labels.chapter,
        "volume": labels.volume,
        "part": labels.part,
        "scene": labels.scene,
    }
    return {fold(word): label for label, words in tables.items() for word in words}


@cache
def place_words() -> Mapping[str, Place]:
    """Give the place that each word such as "prologue" stands for."""
    files = lexicon().files
    places: dict[Place, frozenset[str]] = {"first": files.first, "last": files.last, "between": files.between}
    return {fold(word): place for place, words in places.items() for word in words}


def word_value(word: str) -> int | None:
    """Read a Roman numeral, or a number word of any language."""
    if ROMAN.fullmatch(word) and word not in LETTERS:
        return roman_value(word)
    return None if word.isdecimal() else parse_number(word)


# --- One name ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class NamePiece:
    """A word or a number of a name."""

    text: str
    is_glued: bool  # nothing stands between it and the one before

    @property
    def is_digits(self) -> bool:
        """Whether it is a number in digits."""
        return self.text.isdecimal()


def split_name(stem: str) -> list[NamePiece]:
    """Split a name into folded words and numbers: "Chapter12Rope" into three."""
    text = fold(CAMEL.sub(" ", unicodedata.normalize("NFC", stem)))
    tokens, end = [], -1
    for match in TOKEN.finditer(text):
        tokens.append(NamePiece(match[0], match.start() == end))
        end = match.end()
    return tokens


def read_name(stem: str) -> NameSense:
    """Read a name by itself; which bare words and numbers inside it count, its siblings tell (`read_names`)."""
    tokens = split_name(stem)
    dates = read_date(tokens)
    numbers = [*dates, *find_numbers(tokens, 3 if len(dates) > 1 else len(dates))]
    words = tuple(token.text for token in tokens)
    at, place = find_place(words, {number.at for number in numbers})
    return NameSense(words, tuple(sorted(numbers, key=lambda number: number.at)), place, at)


def read_date(tokens: Sequence[NamePiece]) -> list[NameNumber]:
    """Read a date at the head of a name: 2019-11-01, 20191101 or 01-11-2019, as year, month and day."""
    heads = [token.text for token in tokens[:3] if token.is_digits]
    if heads and len(heads[0]) in (8, 12, 14) and is_date(heads[0][:4], heads[0][4:6], heads[0][6:8]):
        return [NameNumber(int(heads[0]), "date", 0)]
    if len(heads) == 3 and not any(token.is_glued for token in tokens[:3]):  # noqa: PLR2004
        for ymd in (heads, heads[::-1]):
            if is_date(*ymd):
                return [NameNumber(int(text), "date", at) for at, text in enumerate(ymd)]
    return []


def is_date(year: str, month: str, day: str) -> bool:
    """Tell whether three numbers are a year, a month and a day."""
    return len(year) == 4 and int(year) in YEARS and int(month) in range(1, 13) and int(day) in range(1, 32)  # noqa: PLR2004


def find_numbers(tokens: Sequence[NamePiece], begin: int) -> Iterator[NameNumber]:
    """Yield the numbers in digits, and number words with a label before or behind them."""
    label, at, words = "", begin, [token.text for token in tokens]
    labels, glued, versions = label_words(), lexicon().files.labels.glued, lexicon().files.labels.version
    while at < len(tokens):
        token = tokens[at]
        later = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.is_digits:
            number, width = read_digits(tokens, at, label)
            if number:
                yield number
            label, at = "", at + width
        elif (label or is_order(words, at)) and (found := read_words(words[at:])):
            yield NameNumber(found[0], label or labels[tokens[at + found[1]].text], at)  # type: ignore[arg-type]
            label, at = "", at + found[1]
        else:
            if later and later.is_digits and token.text in glued and later.is_glued:
                label = "words" if is_version(token.text, words[:at]) else glued_label(token.text)
            elif token.text not in SKIPPED:
                label = "words" if token.text in versions else labels.get(token.text, "")
            at += 1


def is_version(letter: str, words: Sequence[str]) -> bool:
    """Tell the v of "ch 2 v3", a version, from that of "v1c2", a volume."""
    return letter == "v" and any(word.isdecimal() or read_words([word]) for word in words)


def glued_label(letter: str) -> Label:
    """Give what a single letter before a number stands for."""
    return "chapter" if letter in "ce" else "part" if letter == "p" else "volume"


def read_digits(tokens: Sequence[NamePiece], at: int, label: str) -> tuple[NameNumber | None, int]:
    """Read a number in digits with the letter behind it: (the number, how many words it takes)."""
    text, later = tokens[at].text, tokens[at + 1] if at + 1 < len(tokens) else None
    behind = later.text if later and later.is_glued else ""
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    if behind in ORDINAL_ENDS:
        is_counted = label or (after and after.text in label_words())
        kind = label or (label_words()[after.text] if after and is_counted else "words")
        return NameNumber(int(text), kind, at), 2  # type: ignore[arg-type]
    if behind == "x" and after and after.is_digits and after.is_glued:  # 1x02
        return NameNumber(int(text), "volume", at), 2
    is_letter = len(behind) == 1 and "a" <= behind <= "w" and not (after and after.is_glued and after.is_digits)
    if not label and len(text) >= LONGEST_COUNT and text[0] != "0":
        label = "year" if int(text) in YEARS or len(text) == LONGEST_COUNT else "date"
    letter = ord(behind) - 96 if is_letter else 0
    return NameNumber(int(text[:18]), label, at, letter), 2 if is_letter else 1  # type: ignore[arg-type]


def read_words(words: Sequence[str]) -> tuple[int, int] | None:
    """Read the number word that a name begins with: (its value, how many words it takes), the longest that is one."""
    for width in range(min(LONGEST_NUMBER, len(words)), 0, -1):
        text = " ".join(words[:width])
        value = word_value(text) if width == 1 else parse_number(text) or parse_number("-".join(words[:width]))
        if value is not None:
            return value, width
    return None


def is_order(words: Sequence[str], at: int) -> bool:
    """Tell whether a number word stands right before a label that has no number of its own: "Second Book"."""
    found = read_words(words[at:])
    if not found or at + found[1] >= len(words) or words[at + found[1]] not in label_words():
        return False
    behind = words[at + found[1] + 1 :]
    return not behind or not (behind[0].isdecimal() or read_words(behind))


def find_place(words: Sequence[str], numbers: set[int]) -> tuple[int, Place]:
    """Find "prologue" and its like where it is the first or the last word of a name."""
    places = place_words()
    inner = [at for at, word in enumerate(words) if at not in numbers and word not in SKIPPED and not word.isdecimal()]
    labels = [at for at in inner if words[at] in label_words()]
    ends = [at for at in inner if at not in labels or words[at] in places]
    for at in dict.fromkeys([*ends[:1], *ends[-1:]]):
        if word := places.get(words[at]) or places.get(f"{words[at]} {words[at + 1]}" if at + 1 < len(words) else ""):
            return at, word
    return 0, ""
