"""The words of a heading or a lone line in, their sense out: chapter, part, number, notes, title page or the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from manuscript.heading_patterns import CONTINUED, compiled, one_of, patterns_of
from manuscript.numbers import CARDINALS, NUMBER, NUMBER_WORDS, other_number_words, parse_number, without_accents

if TYPE_CHECKING:
    from manuscript.heading_patterns import HeadingPattern, Role

CHAPTER_WORD = one_of(lexicon().headings.chapter)


@dataclass(frozen=True, slots=True)
class HeadingSense:
    """What a heading is, by its words alone."""

    role: Role  # "story": a prologue, epilogue or interlude; "numeral": a bare number, a chapter or a section
    number: int | None = None
    title: str = ""  # without "Chapter 3:"; of metadata: the value
    is_continued: bool = False  # "IX (Cont.)"
    label: str = ""  # what stands before the title: "Chapter 3"
    part: str = ""  # "Part Two" of "Part Two, Chapter 3"
    counted: tuple[int, str] | None = None  # "2 Snow" may be chapter 2, or a title that begins with a number


COUNTED = re.compile(
    r"(?P<number>\d{1,3}|[IVXL]{2,6})[ \t]+(?P<title>[^\W\d_].*)$"
)  # "2 Snow"; but "10 Downing Street"
LONGEST_HEADING = 160  # characters
DECORATION = " \t*#~_=-–—·•◆◇❦❧☙⁂|:<>"
BRACKETS = "()[]{}"


# --- Reading ----------------------------------------------------------------------------------------------------------
FIRST_WORD = re.compile(r"[\W_]*(?:the[ \t]+)?([^\W\d_]+|\d)", re.IGNORECASE)


@cache
def first_words() -> frozenset[str]:
    """Name the words that a line must begin with to be anything but prose: a cheap test."""
    table = lexicon().headings
    lists = (
        table.chapter,
        table.part,
        table.story,
        table.scene,
        table.ending,
        table.end_of,
        table.metadata,
        table.notes,
    )
    words = {*NUMBER_WORDS, *other_number_words(), "no", "nr", "a", "one", "two", "hundred"}
    phrases = [
        form
        for phrase in (*words, *(word for names in lists for word in names))
        for form in (phrase, without_accents(phrase))
    ]
    return frozenset(found[1].lower() for found in map(FIRST_WORD.match, phrases) if found)


def may_speak(line: str) -> bool:
    """Tell by a line's first word whether it is worth reading as a heading, a mark or a note."""
    found = FIRST_WORD.match(line)
    if not found:
        return False
    first = found[1].lower()
    return first.isdigit() or first in first_words() or not first.strip("ivxlc")


def sense_of(text: str, *, is_marked: bool = True) -> HeadingSense:
    """Read a heading's words; an unmarked line, which may be prose, counts only where it is unmistakable."""
    plain = plain_title(text)
    words = plain.strip(DECORATION)
    if not words or len(words) > LONGEST_HEADING:
        return HeadingSense("other", title=text)
    if is_note_heading(words):
        return HeadingSense("note", title=words)
    for pattern in patterns_of(text):
        is_end = pattern.role == "ending"
        match = end_of(pattern, text, words) if is_end else pattern.match(words)
        if match and counts(match) and (is_end or is_marked or is_unmistakable(match.groupdict(), words)):
            return sense_of_match(pattern.role, match, words)
    counted = COUNTED.match(words)
    number = parse_number(counted["number"]) if counted else None
    return HeadingSense("other", title=plain, counted=(number, counted["title"]) if counted and number else None)


def end_of(pattern: HeadingPattern, text: str, words: str) -> re.Match[str] | None:
    """Match the words of an end, with the marks of "- 30 -" and without."""
    return pattern.match(words.strip(BRACKETS + DECORATION)) or pattern.match(text.strip())


NUMBER_GROUPS = ("number", "ordinal", "counted", "ended", "ends")


def counts(match: re.Match[str]) -> bool:
    """Tell whether what stands where a number must stand is one: "Chapter House" and "One Book" count nothing."""
    for name, stated in match.groupdict().items():
        if name in NUMBER_GROUPS and stated and not any(map(str.isdigit, stated)):
            is_no_ordinal = name == "ordinal" and stated.strip().lower() in CARDINALS
            if parse_number(stated) is None or is_no_ordinal:
                return False
    return True


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
    stated = {"chapter": ("number", "ordinal"), "part": ("counted",)}.get(role, ("number",))
    if found.get("bare") and is_note_heading(found["bare"] or ""):
        return HeadingSense("note", title=words)  # "Chapter 2 Notes"
    number = parse_number(next((found[name] or "" for name in stated if found.get(name)), ""))
    if role in ("story", "ending"):
        return HeadingSense(role, title=words.rstrip(".:") if role == "story" else words)
    name = "title" if found.get("title") else "bare"
    title = found.get(name) or ""
    label = (words[: match.start(name)] if title else words).strip(DECORATION + ".,/")
    is_continued = bool(found.get("continued")) or bool(title and re.fullmatch(CONTINUED + "$", title, re.IGNORECASE))
    if is_continued:
        return HeadingSense(role, number, "", is_continued=True, label=label)
    part = (found.get("part") or "").strip(DECORATION + ".,/")
    return HeadingSense(
        role, number, plain_title(title).strip(DECORATION), label=label.removeprefix(part).strip(" ,:.—–-|/"), part=part
    )


# --- Titles without what only dresses them ----------------------------------------------------------------------------
ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*+\{(?:[#.:-]|\w++=)[^{}]*+\}[ \t]*+$")
PICTOGRAM = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]\ufe0f?|[#*0-9]\ufe0f?\u20e3|[\ufe0f\u200d]")
PAIRED = re.compile(r"(?P<mark>[*_~=#|·•–—-]{1,40})[ \t]*+(?P<inner>[^*_~=#|·•–—-].*)(?P=mark)")


def plain_title(text: str) -> str:
    """Take attributes, emoji and marks around it from a title; one that is nothing else stays."""
    title = ATTRIBUTES.sub("", text).strip()
    if not title.isascii():
        title = " ".join(PICTOGRAM.sub(" ", title).split())
    if framed := PAIRED.fullmatch(title):
        title = framed["inner"].rstrip(" \t")
    return title if any(map(str.isalnum, title)) else text.strip()


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
def note_names() -> tuple[str, ...]:
    """Give the names of all sections that are notes, in plain words."""
    return tuple(sorted({plain_words(name) for name in lexicon().headings.notes} - {""}))


def is_note_heading(text: str) -> bool:
    """Tell whether a heading opens what is not story: "CRAFT NOTES — Chapter 3", but not "Notes from the Sea".

    Names of two words and more may be followed by any title.
    """
    plain, names = plain_words(text), note_names()
    return plain.startswith(names) and any(
        goes_with(plain[len(name) :], is_strong=len(name.split()) >= STRONG_NOTE_WORDS)
        for name in names
        if plain.startswith(name)
    )


def goes_with(rest: str, *, is_strong: bool) -> bool:
    """Tell whether such words may follow the name of a section that is notes."""
    patterns = (NOTE_ABOUT, NOTE_TAIL) if is_strong else (NOTE_ABOUT,)
    return not rest or any(compiled(pattern).fullmatch(rest) for pattern in patterns)
