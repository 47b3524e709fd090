"""Split plain prose into tokens; each knows its sentence, its paragraph and whether it is in direct speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.quotes import CLOSERS, ENDS, LONG_QUOTE, find_quotes, speaks_in_single_quotes

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from records import Scene


WORD = r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*"
TOKEN = (
    r"|[ap]\.\s?m\.?(?![^\W\d_])"
    r"|(?<![^\W_])[A-Z]\.(?=\s?[A-Z])"  # initials
    rf"|{WORD}"
    r"|\d+(?:[.:,]\d+)*(?:st|nd|rd|th)?"
    r"|--+|\.{2,}|…|[^\w\s]"
)
CLITIC = re.compile(r"(?i)(?<=[^\W\d_])['’](?:s|d|ll|re|ve|m)$")


class Token(NamedTuple):
    """One word or mark of a scene."""

    text: str  # as written
    word: str  # in lower case, with straight apostrophes
    start: int  # offset in the scene's plain text
    end: int
    sentence: int
    paragraph: int
    quoted: bool  # inside direct speech

    @property
    def is_capital(self) -> bool:
        """Whether the word starts with an upper-case letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Prose:
    """A scene's text as tokens; `sentences` and `paragraphs` are (first, after last) token numbers."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...]  # characters (start, end) of direct speech, marks included
    index: Mapping[str, Sequence[int]]  # for every word (in lower case) its token numbers, ascending

    def words_among(self, known: Container[str]) -> list[str]:
        """Give the scene's words that are known, each once, in the order of the text, not of a set."""
        return [word for word in self.index if word in known]

    def find_words(self, words: AbstractSet[str]) -> list[int]:
        """Give the numbers of all tokens whose word is among `words` (a set or the keys of a mapping), ascending."""
        index = self.index
        return sorted(chain.from_iterable([index[word] for word in index.keys() & words]))

    def quote_at(self, start: int) -> int:
        """Give the index of the quote that holds the character at `start`, or -1."""
        index = bisect_right(self.quotes, (start, 1 << 62)) - 1
        return index if index >= 0 and start < self.quotes[index][1] else -1


def parse_prose(text: str, asides: Sequence[tuple[int, int]] = ()) -> Prose:
    """Split plain text (paragraphs separated by a line end) into tokens, sentences and direct speech.

    `asides` are stretches set apart by italics or as a block quote: letters, signs and thoughts count as speech.
    """
    single = speaks_in_single_quotes(text)
    asides = long_asides(text, asides)
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    quotes: list[tuple[int, int]] = []
    for start, line in split_paragraphs(text):
        spans = merged([(start + a, start + b) for a, b in find_quotes(line, single=single)], asides, start, len(line))
        quotes.extend(spans)
        first = len(tokens)
        add_tokens(tokens, sentences, spans, start, line, len(paragraphs))
        paragraphs.append((first, len(tokens)))
    return Prose(text, tuple(tokens), tuple(sentences), tuple(paragraphs), tuple(quotes), index_words(tokens))


def index_words(tokens: Iterable[Token]) -> dict[str, list[int]]:
    """Give the token numbers of every word, so that a search for a vocabulary need not walk over all tokens."""
    index: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        index.setdefault(token.word, []).append(number)
    return index


def long_asides(text: str, asides: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the asides that are sentences, not a stressed word; a scene all in italics has none."""
    long: list[tuple[int, int]] = []
    for first, last in sorted(asides):
        if text.count(" ", first, last) >= LONG_QUOTE and not (long and first < long[-1][1]):
            long.append((first, last))
    return long if sum(last - first for first, last in long) < len(text) * MOST_ASIDE else []


MOST_ASIDE = 0.7  # with a larger share in italics, the italics are the scene itself


def merged(
    quotes: list[tuple[int, int]], asides: Sequence[tuple[int, int]], start: int, length: int
) -> list[tuple[int, int]]:
    """Merge a paragraph's asides into its direct speech."""
    inside = [(max(first, start), min(last, start + length)) for first, last in asides]
    new = [(a, b) for a, b in inside if a < b and not any(first < b and a < last for first, last in quotes)]
    return sorted((*quotes, *new))


def split_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that are not blank, each with its offset."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def add_tokens(
    tokens: list[Token],
    sentences: list[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
    start: int,
    line: str,
    paragraph: int,
) -> None:
    """Add the tokens and sentences of one paragraph; `spans` are its direct speech."""
    pieces = list(split_pieces(line))
    quote, first, new = 0, len(tokens), tuple.__new__  # Token(…) itself takes twice as long
    for number, (text, word, at) in enumerate(pieces):
        position = start + at
        while quote < len(spans) and position >= spans[quote][1]:
            quote += 1
        quoted = quote < len(spans) and spans[quote][0] <= position
        tokens.append(new(Token, (text, word, position, position + len(text), len(sentences), paragraph, quoted)))
        if text[0] in ENDS and ends_sentence(pieces, number):
            close(tokens, sentences, first)
            first = len(tokens)
        elif text[0] in CLOSERS and first == len(tokens) - 1 and sentences and number:
            # a closing mark belongs to the sentence it closes
            tokens[-1] = tokens[-1]._replace(sentence=len(sentences) - 1)
            sentences[-1] = (sentences[-1][0], len(tokens))
            first = len(tokens)
    if first < len(tokens):
        close(tokens, sentences, first)


def close(tokens: list[Token], sentences: list[tuple[int, int]], first: int) -> None:
    """End the sentence that began at a token."""
    sentences.append((first, len(tokens)))


@cache
def token_pattern() -> re.Pattern[str]:
    """Compile the pattern of a token: a title with its dot, a word, a number or a mark."""
    titles = lexicon().titles.dotted | lexicon().titles.after_names
    return re.compile(rf"{IS_DOTTED}(?:{'|'.join(sorted(title.title() for title in titles))})\.{TOKEN}")


IS_DOTTED = r"(?=[A-Z][A-Za-z]*\.)"  # saves trying every title at every word


def split_pieces(line: str) -> Iterator[tuple[str, str, int]]:
    """Split a line into words and marks, each with its lower case and its offset; "Emma's" is two."""
    for match in token_pattern().finditer(line):
        at = match.start()
        for text, word, offset in split_clitic(match.group()):
            yield text, word, at + offset


@cache
def split_clitic(text: str) -> tuple[tuple[str, str, int], ...]:
    """Split a word from its clitic; each part with its lower case and its offset.

    A book has few distinct words: each is split once, and is in memory once.
    """
    clitic = CLITIC.search(text) if "'" in text or "’" in text else None
    parts = [(text, 0)] if clitic is None else [(text[: clitic.start()], 0), (clitic.group(), clitic.start())]
    return tuple((intern(part), plain_word(part), at) for part, at in parts)


@cache
def plain_word(text: str) -> str:
    """Give a word in lower case, with straight apostrophes and hyphens."""
    return intern(text.lower().replace("’", "'").replace("‑", "-"))


def ends_sentence(pieces: Sequence[tuple[str, str, int]], number: int) -> bool:
    """Whether the mark at `number` ends a sentence: what follows, after closing marks, starts with no small letter."""
    index = number + 1
    while index < len(pieces) and pieces[index][0][0] in CLOSERS | ENDS:
        index += 1
    if index >= len(pieces):
        return True
    following = pieces[index][0]
    return not (following[0].islower() or following[0] in ",;:")


# --- Direct speech --------------------------------------------------------------------------------------------------


def sentence_start(tokens: Sequence[Token], number: int) -> int:
    """Find the first token of the sentence that holds a token."""
    while number > 0 and tokens[number - 1].sentence == tokens[number].sentence:
        number -= 1
    return number


def is_named(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word is written like a name, with a capital after another word of its sentence ("Hurricane Street")."""
    if not number or not tokens[number].is_capital:
        return False
    before = tokens[number - 1]
    return before.sentence == tokens[number].sentence and before.text[0].isalpha()


def parse_scene(scene: Scene) -> Prose:
    """Parse a scene's text; what Markdown sets apart in it may count as speech."""
    return parse_prose(scene.text, [(mark.start, mark.end) for mark in scene.marks])
