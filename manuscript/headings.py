"""The words of a heading or a lone line in, their sense out: chapter, part, number, notes, title page or the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from english.lexicon import lexicon
from manuscript.numbers import (
    CARDINALS,
    NUMBER,
    NUMBER_WORD,
    NUMBER_WORDS,
    ROMAN,
    other_number_words,
    parse_number,
    without_accents,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from english.lexicon_manuscript import Headings

Role = Literal["chapter", "numeral", "story", "part", "scene", "note", "metadata", "ending", "other"]


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


# --- Patterns ---------------------------------------------------------------------------------------------------------
def one_of(words: Iterable[str]) -> str:
    """Make a pattern of words, with and without their accents, the longest first."""
    forms = {form for word in words for form in (word, without_accents(word))}
    return (
        "(?:"
        + "|".join(re.escape(form).replace(r"\ ", "[ \t]+") for form in sorted(forms, key=len, reverse=True))
        + ")"
    )


def heading_words() -> Headings:
    """Give the table of what headings say."""
    return lexicon().headings


WORDS = heading_words()
CHAPTER_WORD = one_of(WORDS.chapter)
PART_WORD = one_of(WORDS.part)
STORY_WORD = one_of(WORDS.story)
# After a word that says what is counted any word may be a number, "Kapitel drei", if `parse_number` knows it.
ANY_NUMBER = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th|\.\d{{1,2}}|[a-h])?\b|(?:{ROMAN})\b|{NUMBER_WORD}\b|[^\W\d_]{{2,}}(?:-[^\W\d_]+)*)"
)
NUMBER_FIRST = rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th|er|re|ème|e|[.ºª°])|(?:{ROMAN})\b\.?|[^\W\d_]{{3,}})[ \t]+"
SEPARATOR = r"[ \t]*[:：.—–\-|·•*~,/][ \t:：.—–\-|·•*~,/]*"
CONTINUED = r"(?P<continued>[ \t]*[(\[]?\b(?:cont(?:inued|'d|\.)?|continuation)\b\.?[)\]]?)?"
TAIL = rf"(?:[.:]?$|{SEPARATOR}(?P<title>.*)$)"
BARE_TAIL = rf"(?:[.:]?$|{SEPARATOR}(?P<title>.*)$|[ \t]+(?P<bare>.+)$)"
PART_NUMBER = rf"{PART_WORD}[ \t]+(?:the[ \t]+)?(?P<counted>{ANY_NUMBER})"

CHAPTER = (
    rf"(?:(?P<part>{PART_NUMBER}(?:{SEPARATOR}[^:—–|]{{1,40}}?)?)(?:{SEPARATOR}|[ \t]+))?"
    rf"{CHAPTER_WORD}(?:[ \t_#-]+|(?=\d))(?:no\.?[ \t]*)?(?:the[ \t]+)?(?P<number>{ANY_NUMBER}){CONTINUED}{BARE_TAIL}"
)
CHAPTER_LAST = rf"(?:the[ \t]+)?{NUMBER_FIRST}{CHAPTER_WORD}\b{TAIL}"
NUMERAL = (
    rf"(?:#|n[or]\.?[ \t]*)?(?P<number>{NUMBER}){CONTINUED}"
    rf"(?:[.:)]?$|(?:{SEPARATOR}(?<![,-])|[ \t]+-+|\))[ \t]+(?P<title>\S.*)$)"
)
STORY = rf"(?:the[ \t]+)?{STORY_WORD}(?:[ \t]+(?P<number>{ANY_NUMBER}))?(?:[.:]?$|{SEPARATOR}.*$|[ \t]*\(.*$)"
PART = rf"(?:{PART_NUMBER}|(?:the[ \t]+)?{NUMBER_FIRST}{PART_WORD}\b){TAIL}"
SCENE = rf"{one_of(WORDS.scene)}[ \t]+(?P<number>{NUMBER}){TAIL}"
METADATA = (
    rf"{one_of(WORDS.metadata)}[ \t]*:[ \t]*(?P<title>.*)$|by[ \t]+(?-i:[A-Z])[\w.'’-]*(?:[ \t]+[\w.'’-]+){{1,4}}$"
)
WHOLE = rf"(?:{CHAPTER_WORD}|{PART_WORD}|{STORY_WORD}|{one_of(WORDS.ended)})"
ENDING = (
    rf"{one_of(WORDS.ending)}[.!…]*|-?[ ]?30[ ]?-"
    rf"|{one_of(WORDS.end_of)}(?:[ \t'’]+{one_of(WORDS.end_joints)}\b)*[ \t'’]+{WHOLE}\b"
    rf"(?:[ \t]+(?:the[ \t]+)?(?P<ended>{ANY_NUMBER}))?(?:{SEPARATOR}.{{0,40}})?[.!]?"
    rf"|{WHOLE}(?:[ \t]+(?P<ends>{ANY_NUMBER}))?[ \t:–—-]+ends?[.!]?"
)
COUNTED = re.compile(
    r"(?P<number>\d{1,3}|[IVXL]{2,6})[ \t]+(?P<title>[^\W\d_].*)$"
)  # "2 Snow"; but "10 Downing Street"
LONGEST_HEADING = 160  # characters
DECORATION = " \t*#~_=-–—·•◆◇❦❧☙⁂|:<>"
BRACKETS = "()[]{}"


@dataclass(frozen=True, slots=True)
class HeadingPattern:
    """A pattern of headings, and words of which a line must have one: only then is the long pattern compiled."""

    role: Role
    source: str
    words: frozenset[str]  # none: any line may match

    def match(self, line: str, of: frozenset[str]) -> re.Match[str] | None:
        """Match a line that consists of such words."""
        return None if self.words and self.words.isdisjoint(of) else compiled(self.source).match(line)


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Compile a pattern once it is needed."""
    return re.compile(source, re.IGNORECASE)


def words_in(*phrases: str) -> frozenset[str]:
    """Give the words and numbers of phrases, in small letters, with and without accents."""
    words = re.findall(r"[^\W\d_]+|\d+", " ".join(phrases).lower())
    return frozenset((*words, *map(without_accents, words)))


PATTERNS = (
    HeadingPattern("metadata", METADATA, words_in(*WORDS.metadata, "by")),
    HeadingPattern("chapter", CHAPTER, words_in(*WORDS.chapter)),
    HeadingPattern("chapter", CHAPTER_LAST, words_in(*WORDS.chapter)),
    HeadingPattern("story", STORY, words_in(*WORDS.story)),
    HeadingPattern("part", PART, words_in(*WORDS.part)),
    HeadingPattern("scene", SCENE, words_in(*WORDS.scene)),
    HeadingPattern("numeral", NUMERAL, frozenset()),
)
ENDS = HeadingPattern("ending", rf"(?:{ENDING})\Z", words_in(*WORDS.ending, *WORDS.end_of, "end ends 30"))


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
    of = words_in(text)
    ending = ENDS.match(words.strip(BRACKETS + DECORATION), of) or ENDS.match(text.strip(), of)
    if ending and counts(ending):
        return HeadingSense("ending", title=words)
    for pattern in PATTERNS:
        match = pattern.match(words, of)
        if match and counts(match) and (is_marked or is_unmistakable(match.groupdict(), words)):
            return sense_of_match(pattern.role, match, words)
    counted = COUNTED.match(words)
    number = parse_number(counted["number"]) if counted else None
    return HeadingSense("other", title=plain, counted=(number, counted["title"]) if counted and number else None)


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
    if role == "story":
        return HeadingSense("story", title=words.rstrip(".:"))
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
ATTRIBUTES = re.compile(r"[ \t]*\{(?:[#.:-][^{}]*|\w+=[^{}]*)\}[ \t]*$")
PICTOGRAM = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]\ufe0f?|[#*0-9]\ufe0f?\u20e3|[\ufe0f\u200d]")
PAIRED = re.compile(r"([*_~=#|·•–—-]+)[ \t]*(?P<inner>[^*_~=#|·•–—-].*?)[ \t]*\1")


def plain_title(text: str) -> str:
    """Take attributes, emoji and marks around it from a title; one that is nothing else stays."""
    title = ATTRIBUTES.sub("", text).strip()
    if not title.isascii():
        title = " ".join(PICTOGRAM.sub(" ", title).split())
    if framed := PAIRED.fullmatch(title):
        title = framed["inner"]
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
