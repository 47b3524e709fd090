"""A line in, the patterns of headings that it may match out, made of no more words than the line holds.

The patterns of the words of all languages take long to compile; those of the one or two that a line holds do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from english.lexicon import lexicon
from manuscript.numbers import NUMBER, NUMBER_WORD, ROMAN, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from english.lexicon_manuscript import Headings

Phrase = tuple[str, str]  # a list of the table of headings, and a phrase of it
Role = Literal["chapter", "numeral", "story", "part", "scene", "note", "metadata", "ending", "other"]

# After a word that says what is counted any word may be a number, "Kapitel drei", if `parse_number` knows it.
ANY_NUMBER = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th|\.\d{{1,2}}|[a-h])?\b|(?:{ROMAN})\b|{NUMBER_WORD}\b|[^\W\d_]{{2,}}(?:-[^\W\d_]+)*)"
)
NUMBER_FIRST = rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th|er|re|ème|e|[.ºª°])|(?:{ROMAN})\b\.?|[^\W\d_]{{3,}})[ \t]+"
SEPARATOR = r"[ \t]*[:：.—–\-|·•*~,/][ \t:：.—–\-|·•*~,/]*"
CONTINUED = r"(?P<continued>[ \t]*[(\[]?\b(?:cont(?:inued|'d|\.)?|continuation)\b\.?[)\]]?)?"
TAIL = rf"(?:[.:]?$|{SEPARATOR}(?P<title>.*)$)"
BARE_TAIL = rf"(?:[.:]?$|{SEPARATOR}(?P<title>.*)$|[ \t]+(?P<bare>.+)$)"
NUMERAL = (
    rf"(?:#|n[or]\.?[ \t]*)?(?P<number>{NUMBER}){CONTINUED}"
    rf"(?:[.:)]?$|(?:{SEPARATOR}(?<![,-])|[ \t]+-+|\))[ \t]+(?P<title>\S.*)$)"
)
BY_SOMEBODY = r"by[ \t]+(?-i:[A-Z])[\w.'’-]*(?:[ \t]+[\w.'’-]+){1,4}$"
NO_WORD = "(?!)"
LISTS = ("chapter", "part", "story", "scene", "ending", "end_of", "ended", "metadata")
OWN_WORDS = (("an end", "end"), ("an end", "ends"), ("an end", "30"), ("an author", "by"))  # beside the lists
MOST_SETS = 50  # sets of phrases that patterns are made for; in a book of more, the others get those of all phrases


@dataclass(frozen=True, slots=True)
class HeadingPattern:
    """A pattern of headings of one role; it is compiled once it is needed."""

    role: Role
    source: str

    def match(self, line: str) -> re.Match[str] | None:
        """Match a line."""
        return compiled(self.source).match(line)


def patterns_of(line: str) -> tuple[HeadingPattern, ...]:
    """Give the patterns that a line may match, in the order in which they are tried."""
    said = phrases_in(words_in(line))
    return make_patterns(said if make_patterns.cache_info().currsize < MOST_SETS else frozenset(all_phrases()))


@lru_cache(maxsize=MOST_SETS + 1)
def make_patterns(said: frozenset[Phrase]) -> tuple[HeadingPattern, ...]:
    """Make the patterns of headings that hold such phrases."""
    rows = sorted(said)
    kept: dict[str, Any] = {name: tuple(phrase for each, phrase in rows if each == name) for name in LISTS}
    words = lexicon().headings._replace(**kept)
    return (
        *named_patterns(words, frozenset(name for name, _ in said)),
        *counted_patterns(words),
        HeadingPattern("numeral", NUMERAL),
    )


def named_patterns(words: Headings, said: frozenset[str]) -> Iterator[HeadingPattern]:
    """Make the patterns of endings and of what is told of the book, where words of such lists are said."""
    if not said.isdisjoint(("ending", "end_of", "an end")):
        yield HeadingPattern("ending", ending_source(words))
    if not said.isdisjoint(("metadata", "an author")):
        yield HeadingPattern("metadata", metadata_source(words))


def counted_patterns(words: Headings) -> Iterator[HeadingPattern]:
    """Make the patterns of what is counted: chapters, prologues, parts, scenes."""
    part = rf"{one_of(words.part)}[ \t]+(?:the[ \t]+)?(?P<counted>{ANY_NUMBER})"
    if words.chapter:
        chapter = one_of(words.chapter)
        before = rf"(?:(?P<part>{part}(?:{SEPARATOR}[^:—–|]{{1,40}}?)?)(?:{SEPARATOR}|[ \t]+))?" if words.part else ""
        number = rf"(?:[ \t_#-]+|(?=\d))(?:no\.?[ \t]*)?(?:the[ \t]+)?(?P<number>{ANY_NUMBER})"
        yield HeadingPattern("chapter", f"{before}{chapter}{number}{CONTINUED}{BARE_TAIL}")
        yield HeadingPattern("chapter", rf"(?:the[ \t]+)?{NUMBER_FIRST}{chapter}\b{TAIL}")
    if words.story:
        counted = rf"(?:[ \t]+(?P<number>{ANY_NUMBER}))?"
        yield HeadingPattern(
            "story", rf"(?:the[ \t]+)?{one_of(words.story)}{counted}(?:[.:]?$|{SEPARATOR}.*$|[ \t]*\(.*$)"
        )
    if words.part:
        yield HeadingPattern("part", rf"(?:{part}|(?:the[ \t]+)?{NUMBER_FIRST}{one_of(words.part)}\b){TAIL}")
    if words.scene:
        yield HeadingPattern("scene", rf"{one_of(words.scene)}[ \t]+(?P<number>{NUMBER}){TAIL}")


def metadata_source(words: Headings) -> str:
    """Make the pattern of "Author: …" and "by Jane Doe"."""
    return rf"{one_of(words.metadata)}[ \t]*:[ \t]*(?P<title>.*)$|{BY_SOMEBODY}"


def ending_source(words: Headings) -> str:
    """Make the pattern of "The End", "-30-", "End of Part Two" and "Chapter 3 ends"."""
    whole = one_of((*words.chapter, *words.part, *words.story, *words.ended))
    return (
        rf"(?:{one_of(words.ending)}[.!…]*|-?[ ]?30[ ]?-"
        rf"|{one_of(words.end_of)}(?:[ \t'’]+{one_of(words.end_joints)}\b)*[ \t'’]+{whole}\b"
        rf"(?:[ \t]+(?:the[ \t]+)?(?P<ended>{ANY_NUMBER}))?(?:{SEPARATOR}.{{0,40}})?[.!]?"
        rf"|{whole}(?:[ \t]+(?P<ends>{ANY_NUMBER}))?[ \t:–—-]+ends?[.!]?)\Z"
    )


# --- Words ------------------------------------------------------------------------------------------------------------
@cache
def compiled(source: str) -> re.Pattern[str]:
    """Compile a pattern once it is needed."""
    return re.compile(source, re.IGNORECASE)


def one_of(words: Iterable[str]) -> str:
    """Make a pattern of words, with and without their accents, the longest first; of none, one that never matches."""
    forms = sorted(
        {form for word in words for form in (word, without_accents(word))}, key=lambda form: (-len(form), form)
    )
    escaped = "|".join(re.escape(form).replace(r"\ ", "[ \t]+") for form in forms)
    return f"(?:{escaped or NO_WORD})"


def words_in(text: str) -> frozenset[str]:
    """Give the words and numbers of a text, in small letters, with and without accents."""
    words = re.findall(r"[^\W\d_]+|\d+", text.lower())
    return frozenset((*words, *map(without_accents, words)))


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """Give the phrases of which patterns of headings are made, and the words that patterns hold beside them."""
    table = lexicon().headings
    return (*((name, phrase) for name in LISTS for phrase in getattr(table, name)), *OWN_WORDS)


@cache
def phrases_by_word() -> Mapping[str, tuple[tuple[Phrase, frozenset[str]], ...]]:
    """Give the phrases with their words, without accents, by one of these."""
    found: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
    for phrase in all_phrases():
        words = words_in(without_accents(phrase[1]))
        found.setdefault(min(words), []).append((phrase, words))
    return {word: tuple(rows) for word, rows in found.items()}


def phrases_in(words: frozenset[str]) -> frozenset[Phrase]:
    """Give the phrases of which a line has all words."""
    rows = (row for word in sorted(words & phrases_by_word().keys()) for row in phrases_by_word()[word])
    return frozenset(phrase for phrase, its_words in rows if its_words <= words)
