"""The words of a heading or a lone line in, their sense out: chapter, part, number, notes, title page or the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from english.lexicon import lexicon

Role = Literal["chapter", "numeral", "story", "part", "scene", "note", "metadata", "ending", "other"]


@dataclass(frozen=True, slots=True)
class HeadingSense:
    """What a heading is, by its words alone."""

    role: Role  # "story": a prologue, epilogue or interlude; "numeral": a bare number, a chapter or a section
    number: int | None = None
    title: str = ""  # without "Chapter 3:"; of metadata: the value
    is_continued: bool = False  # "IX (Cont.)"


# --- Numbers ----------------------------------------------------------------------------------------------------------
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
ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
ROMAN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|c{1,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER_WORD = rf"(?:(?:one |two |a )?hundred(?:[ -]and)?(?:[ -](?:{WORD}))*|(?:{WORD})(?:[ -](?:{WORD}))?)"
NUMBER = rf"(?:\d{{1,3}}(?:st|nd|rd|th)?|(?:{ROMAN})|{NUMBER_WORD})\b"
LARGEST_NUMBER = 999  # above it is a year: "1984", "2001"


def parse_number(text: str) -> int | None:
    """Read "12", "XII", "twelve", "Twenty-One" or "the First"; None where it is no number up to 999."""
    text = text.strip().lower().removeprefix("the ").strip()
    if match := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)?", text):
        return int(match[1]) if int(match[1]) <= LARGEST_NUMBER else None
    if text and text not in ("c", "l") and re.fullmatch(ROMAN, text):
        values = [ROMAN_DIGITS[digit] for digit in text]
        return sum(-now if now < later else now for now, later in zip(values, [*values[1:], 0], strict=True))
    if not re.fullmatch(NUMBER_WORD, text):
        return None
    total = 0
    for word in re.split(r"[ -]", text):
        total = max(total, 1) * 100 if word == "hundred" else total + NUMBER_WORDS.get(word, 0)
    return total


# --- Patterns ---------------------------------------------------------------------------------------------------------
CHAPTER_WORD = r"(?:chapter|chap\.?|ch\.?|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|глава)"
PART_WORD = r"(?:part|book|volume|vol\.?|act|teil|buch|partie|tome|livre|parte|libro)"
STORY_WORD = (
    r"(?:prologue|prolog|epilogue|epilog|interlude|intermezzo|intermission|prelude|coda|postlude|preamble|entr'acte"
    r"|afterward|frame|prólogo|epílogo|épilogue)"
)
SEPARATOR = r"[ \t]*[:.—–\-|·•*~,][ \t:.—–\-|·•*~]*"
CONTINUED = r"(?P<continued>[ \t]*[(\[]?\b(?:cont(?:inued|'d|\.)?|continuation)\b\.?[)\]]?)?"

CHAPTER = re.compile(
    rf"{CHAPTER_WORD}[ \t_#-]*(?:no\.?[ \t]*)?(?:the[ \t]+)?(?P<number>{NUMBER}){CONTINUED}"
    rf"(?:[.:]?$|{SEPARATOR}(?P<title>.*)$|[ \t]+(?P<bare>.+)$)",
    re.IGNORECASE,
)
NUMERAL = re.compile(
    rf"(?:#|no\.?[ \t]*)?(?P<number>{NUMBER}){CONTINUED}(?:[.:)]?$|(?:{SEPARATOR})(?<![,-])[ \t]+(?P<title>\S.*)$)",
    re.IGNORECASE,
)
STORY = re.compile(
    rf"(?:the[ \t]+)?{STORY_WORD}(?:[ \t]+(?P<number>{NUMBER}))?(?:[.:]?$|{SEPARATOR}.*$|[ \t]*\(.*$)", re.IGNORECASE
)
PART = re.compile(
    rf"(?:{PART_WORD}[ \t]+(?:the[ \t]+)?(?P<number>{NUMBER})|the[ \t]+(?:{WORD})[ \t]+(?:part|book))"
    rf"(?:[.:]?$|{SEPARATOR}(?P<title>.*)$)",
    re.IGNORECASE,
)
SCENE = re.compile(rf"scene[ \t]+(?P<number>{NUMBER})(?:[.:]?$|{SEPARATOR}(?P<title>.*)$)", re.IGNORECASE)
METADATA = re.compile(
    r"(?P<key>title|subtitle|authors?|year|date|by|language|publisher|published|translator|translated by|illustrator"
    r"|editor|edition|copyright|genre|series|source|release date|isbn|word ?count|words|status|draft|tags|credits"
    r"|original publication)[ \t]*:[ \t]*(?P<title>.*)$|by[ \t]+(?-i:[A-Z])[\w.'’-]*(?:[ \t]+[\w.'’-]+){1,4}$",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"(?:the[ \t]+)?end(?:[ \t]+of[ \t]+(?:the[ \t]+)?(?:chapter|part|book|volume|prologue|novel|story)\b.{0,40})?[.!]?"
    r"|fin(?:is|e)?\.?|ende\.?|to be continued(?:\.{1,3}|…)?|-?[ ]?30[ ]?-",
    re.IGNORECASE,
)
LONGEST_HEADING = 160  # characters
DECORATION = " \t*#~_=-–—·•◆◇❦❧☙⁂|:<>"


def sense_of(text: str, *, is_marked: bool = True) -> HeadingSense:
    """Read a heading's words; an unmarked line, which may be prose, counts only where it is unmistakable."""
    words = text.strip(DECORATION)
    if not words or len(words) > LONGEST_HEADING:
        return HeadingSense("other", title=text)
    if is_note_heading(words):
        return HeadingSense("note", title=words)
    if ENDING.fullmatch(words) or ENDING.fullmatch(text.strip()):
        return HeadingSense("ending", title=words)
    for role, pattern in PATTERNS:
        match = pattern.match(words)
        if match and (is_marked or is_unmistakable(match.groupdict(), words)):
            return sense_of_match(role, match, words)
    return HeadingSense("other", title=text.strip())


PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("metadata", METADATA),
    ("chapter", CHAPTER),
    ("story", STORY),
    ("part", PART),
    ("scene", SCENE),
    ("numeral", NUMERAL),
)


LONGEST_LINE_TITLE = 10  # words


def is_unmistakable(found: dict[str, str | None], line: str) -> bool:
    """Tell "CHAPTER TWO THE DOOR" and "Chapter Two: The Door" from "Chapter Two was the hardest to write."."""
    if line.isupper():
        return True
    title = found.get("title") or ""
    return not found.get("bare") and len(title.split()) <= LONGEST_LINE_TITLE and title[-1:] not in (".", ",", ";")


def sense_of_match(role: Role, match: re.Match[str], words: str) -> HeadingSense:
    """Make a heading's sense from a pattern's match."""
    found = match.groupdict()
    title = found.get("title") or found.get("bare") or ""
    number = parse_number(found.get("number") or "")
    if role in ("chapter", "numeral") and number is None:
        return HeadingSense("other", title=words)
    is_continued = bool(found.get("continued")) or bool(title and re.fullmatch(CONTINUED + "$", title, re.IGNORECASE))
    if role == "story":
        return HeadingSense("story", title=words.rstrip(".:"))
    return HeadingSense(role, number, "" if is_continued else title.strip(DECORATION), is_continued)


# --- Sections that are not story --------------------------------------------------------------------------------------
STRONG_NOTE_WORDS = 2  # "craft notes" may be followed by any words, "notes" only by a chapter or a number
NOTE_ABOUT = (
    rf"(?:[ \t]*[:—–\-(]*[ \t]*(?:(?:for|on|to)[ \t]+)?(?:{CHAPTER_WORD}[ \t]*)?(?:{NUMBER})[).:]*)?[ \t:.—–\-]*"
)
NOTE_TAIL = r"[ \t]*(?:[:—–|(]|[ \t]-+[ \t]|(?:for|on|to)[ \t]+(?:the|this|chapter)\b).*"


def plain_words(text: str) -> str:
    """Normalise case, apostrophes and outer punctuation, for comparison."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'").replace("ʼ", "'").replace("‘", "'")).strip(
        DECORATION + ".()[]!"
    )


@cache
def note_pattern() -> re.Pattern[str]:
    """Build the pattern of all note headings; those of two words and more may be followed by any title."""
    names = sorted({plain_words(name) for name in lexicon().headings.notes} - {""}, key=len, reverse=True)
    weak = "|".join(re.escape(name) for name in names)
    strong = "|".join(re.escape(name) for name in names if len(name.split()) >= STRONG_NOTE_WORDS)
    return re.compile(rf"(?:{weak or '(?!)'}){NOTE_ABOUT}|(?:{strong or '(?!)'}){NOTE_TAIL}")


def is_note_heading(text: str) -> bool:
    """Tell whether a heading opens what is not story: "CRAFT NOTES — Chapter 3", but not "Notes from the Sea"."""
    return bool(note_pattern().fullmatch(plain_words(text)))
