"""A file's text in, the text that a reader sees out: metadata, comments and the marks of writing tools are gone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from manuscript.front_matter import FrontMatter, read_front_matter

if TYPE_CHECKING:
    from english.lexicon_manuscript import HiddenStretch

# Characters that no reader sees, or sees as a space; the rest of the program meets only plain spaces.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\ud800-\udfff]"
)
SPACES = re.compile("[\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
OTHER_LINE_ENDS = "\r\u2028\u2029"
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
CENTRED = re.compile(r"\n[ \t]+(?=[*#~_=<\\%@:{-])")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch that no reader sees, such as a comment."""

    what: str
    lines: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class ReadableText:
    """A text as readers see it; every line keeps its number."""

    text: str
    plain: str  # the same before any mark was resolved, comments and all
    front: FrontMatter
    hidden: tuple[Hidden, ...]


def read_text(text: str) -> ReadableText:
    """Normalise line ends and characters, take the front matter off, and resolve what only tools read."""
    plain = plain_characters(text)
    front = read_front_matter(plain)
    below = "\n" * front.lines + "\n".join(plain.split("\n")[front.lines :]) if front.lines else plain
    hidden: list[Hidden] = []
    return ReadableText(resolve_marks(uncentred(below), hidden), plain, front, tuple(hidden))


def visible_text(text: str) -> str:
    """Give what a reader sees of some words, such as a title."""
    return resolve_marks(uncentred(plain_characters(text)), [])


def plain_characters(text: str) -> str:
    r"""Normalise characters, with "\n" at every line end."""
    if any(end in text for end in OTHER_LINE_ENDS):
        text = LINE_ENDS.sub("\n", text)
    return composed(UNSEEN.sub(seen_as, text))


MOST_MARKS = 30  # accents on one letter, as Unicode's stream-safe format has it; ordering more takes ever longer
MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")
JOINER = "\u034f"  # joins nothing, and keeps the marks before it apart from those behind it


def composed(text: str) -> str:
    """Compose letters with their accents (NFC), in time that does not grow faster than the text."""
    return unicodedata.normalize("NFC", text if text.isascii() else MARKS.sub(parted, text))


def parted(match: re.Match[str]) -> str:
    """Part a long row of accents; other marks stay as they are."""
    seen: list[str] = []
    row = 0
    for mark in match[0]:
        row = row + 1 if unicodedata.combining(mark) else 0
        if row > MOST_MARKS:
            seen.append(JOINER)
            row = 1
        seen.append(mark)
    return "".join(seen)


def uncentred(text: str) -> str:
    """Take away the spaces that centre an ornament or a mark."""
    return CENTRED.sub("\n", "\n" + text)[1:]


def seen_as(match: re.Match[str]) -> str:
    """Give what a reader sees of an invisible character: a space, nothing, or a sign of damage."""
    if "\ud800" <= match[0] <= "\udfff":
        return "\ufffd"
    return " " if SPACES.match(match[0]) else ""


# --- Marks of tools ---------------------------------------------------------------------------------------------------
@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a row's pattern, once a text has its signs."""
    return re.compile(pattern, re.MULTILINE)


def replace_mark(becomes: str, match: re.Match[str]) -> str:
    """Give what a match becomes, with as many line ends as it had."""
    seen = match.expand(becomes)
    return seen + "\n" * (match[0].count("\n") - seen.count("\n"))


def resolve_marks(text: str, hidden: list[Hidden]) -> str:
    """Blank hidden stretches, which are added to `hidden`, and turn every mark into what a reader sees of it."""
    is_escaping = "\\" in text
    if is_escaping:
        text = ESCAPED.sub(shield, text)
    signs = Signs(b"\n" + text.encode("utf-8", "replace"))
    for stretch in lexicon().dialects.stretches:
        if any(map(signs.are_there, stretch.needs)):
            text = blank_stretches(text, stretch, hidden)
    for mark in lexicon().dialects.marks:
        if any(map(signs.are_there, mark.needs)):
            text = compiled(mark.pattern).sub(partial(replace_mark, mark.becomes), text)
    return SHIELDS.sub(unshield, text) if is_escaping else text


# What an author escapes is no mark: it is set aside as characters that no text has while marks are sought.
SHIELD = "\U0010f000"
ESCAPED = re.compile(r"(\\\\[*!]?(?:\[[\d.]+\w\w\])?[ \t]*$)|\\([][{}<>%^~=`:@#&|*_!()+$\\-])", re.MULTILINE)
SHIELDS = re.compile("[\U0010f000-\U0010f07f]")


def shield(match: re.Match[str]) -> str:
    """Set an escaped character aside; two backslashes at the end of a line are LaTeX's."""
    return match[0] if match[1] else chr(ord(SHIELD) + ord(match[2]))


def unshield(match: re.Match[str]) -> str:
    """Put it back."""
    return "\\" + chr(ord(match[0]) - ord(SHIELD))


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs stand in a text, sought in its bytes, which is fast; each once."""

    raw: bytes
    known: dict[str, bool] = field(default_factory=dict)

    def are_there(self, sign: str) -> bool:
        """Tell whether a sign stands somewhere in the text."""
        if sign not in self.known:
            rare = [mark for mark in sign if not mark.isalnum() and mark != sign]  # a character alone is found fastest
            self.known[sign] = all(map(self.are_there, rare)) and sign.encode() in self.raw
        return self.known[sign]


def blank_stretches(text: str, stretch: HiddenStretch, hidden: list[Hidden]) -> str:
    """Blank each stretch of one kind, keeping its line ends; one that never closes stays."""
    parts: list[str] = []
    done, line = 0, 1  # where the last one ended, and on which line
    while opening := compiled(stretch.open).search(text, done):
        closing = compiled(stretch.close).search(text, opening.end())
        if not closing:
            break
        start, end = opening.start(), closing.end()
        first = line + text.count("\n", done, start)
        line = first + text.count("\n", start, end)
        if stretch.what:
            hidden.append(Hidden(stretch.what, (first, line), text[opening.end() : closing.start()]))
        parts += (text[done:start], "\n" * (line - first))
        done = end
    return "".join(parts) + text[done:] if parts else text


# --- Words for a break ------------------------------------------------------------------------------------------------
BREAK_FRAME = " \t*_-–—=~<>[](){}\\/|.:+#•·"  # what may stand around them


@cache
def break_words() -> re.Pattern[str]:
    """Build the pattern of the words that stand for a scene break."""
    return re.compile("|".join(lexicon().dialects.break_lines), re.IGNORECASE)


LONGEST_BREAK_WORDS = 60  # characters, with what stands around them


def is_worded_break(line: str) -> bool:
    """Tell `[Line Break]` and `--- scene change ---`; a bare single word ("break") is prose."""
    if len(line) > LONGEST_BREAK_WORDS:
        return False
    words = line.strip(BREAK_FRAME)
    if not break_words().fullmatch(words):
        return False
    return len(words) < len(line.strip()) or " " in words
