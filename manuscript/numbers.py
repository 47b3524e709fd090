"""Number words in, numbers out: digits, Roman numbers, English words, and those of other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from english.lexicon import lexicon

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {
    **{word: value for words in (UNITS, ORDINALS) for value, word in enumerate(words.split())},
    **{word: 10 * value for value, word in enumerate(TENS.split(), 2)},
    **{word[:-1] + "ieth": 10 * value for value, word in enumerate(TENS.split(), 2)},
}
ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ROMAN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|c{1,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER_WORD = rf"(?:(?:one |two |a )?hundred(?:[ -]and)?(?:[ -](?:{WORD}))*|(?:{WORD})(?:[ -](?:{WORD}))?)"
NUMBER = rf"(?:\d{{1,3}}(?:st|nd|rd|th)?|(?:{ROMAN})|{NUMBER_WORD})\b"
LARGEST_NUMBER = 999  # above it is a year: "1984", "2001"


def without_accents(word: str) -> str:
    """Give a word as it is typed without accents."""
    return "".join(mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))


GERMAN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@cache
def other_number_words() -> Mapping[str, int]:
    """Give the value of the number words of other languages than English, with and without accents."""
    return {
        spelt: value
        for words in lexicon().headings.numbers.values()
        for value, forms in reversed([*enumerate(words, 1)])
        for form in forms.split("/")
        for spelt in (form, without_accents(form), form.translate(GERMAN_LETTERS))
    }


ARTICLES = "ein eine un una uno um uma een ett en et"
CARDINALS = frozenset((*UNITS.split(), *TENS.split(), *ARTICLES.split()))  # "Two Books" and "Ein Buch" count nothing


def roman_value(digits: str) -> int:
    """Add up the digits of a Roman number in lower case; one before a larger is taken away."""
    values = [ROMAN_DIGITS[digit] for digit in digits]
    return sum(-now if now < later else now for now, later in zip(values, [*values[1:], 0], strict=True))


def parse_number(text: str) -> int | None:
    """Read "12", "XII", "twelve", "Twenty-One" or "the First"; None where it is no number up to 999."""
    text = text.strip().lower().removeprefix("the ").strip()
    if match := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th|er|re|ème|e|[.ºª°])?", text):
        return int(match[1]) if int(match[1]) <= LARGEST_NUMBER else None
    if (text := text.removesuffix(".")) and text not in ("c", "l") and re.fullmatch(ROMAN, text):
        return roman_value(text)
    if not re.fullmatch(NUMBER_WORD, text):
        return other_number_words().get(" ".join(text.rstrip(".ºª°").split()))
    total = 0
    for word in re.split(r"[ -]", text):
        total = max(total, 1) * 100 if word == "hundred" else total + NUMBER_WORDS.get(word, 0)
    return total
