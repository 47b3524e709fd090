"""Split plain prose into tokens; each knows its sentence, its paragraph and whether it is in direct speech."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, repeat
from operator import add, attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from english.lexicon import lexicon
from english.quotes import CLOSERS, ENDS, LONG_QUOTE, find_quotes, speaks_in_single_quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from records import Scene

Span = tuple[int, int]  # the first, and after the last

CLITIC = r"['’](?:[sS]|[dD]|[lL][lL]|[rR][eE]|[vV][eE]|[mM])(?!['’‑-]?[^\W\d_])"  # at the end of a word
TOKEN = (
    r"|[ap]\.\s?m\.?(?![^\W\d_])"
    r"|(?<![^\W_])[A-Z]\.(?=\s?[A-Z])"  # initials
    rf"|[^\W\d_]+(?:(?!{CLITIC})['’‑-][^\W\d_]+)*"
    r"|\d+(?:[.:,]\d+)*(?:st|nd|rd|th)?"
    rf"|(?<=[^\W\d_]){CLITIC}"  # "Emma's" is two
    r"|--+|\.{2,}|…|[^\w\s]"
)
PLAIN = r"(?>[a-z]+)(?![\w'’‑.-])|"  # most words; saves trying all else


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
    columns, sentences, paragraphs, quotes = Columns([], array("I")), list[Span](), list[Span](), list[Span]()
    for start, line in split_paragraphs(text):
        quotes += merged(
            [(start + a, start + b) for a, b in find_quotes(line, single=single)], asides, start, len(line)
        )
        first = len(columns.texts)
        columns.add(start, line)
        paragraphs.append((first, len(columns.texts)))
        add_sentences(sentences, columns.texts, first)
    quoted = bytearray(len(columns.texts))
    for opened, closed in quotes:
        first, last = bisect_left(columns.starts, opened), bisect_left(columns.starts, closed)
        quoted[first:last] = b"\1" * (last - first)
    return build_prose(text, *columns, bytes(quoted), Spans(tuple(sentences), tuple(paragraphs), tuple(quotes)))


class Columns(NamedTuple):
    """The tokens of a scene as written, and where each starts."""

    texts: list[str]
    starts: array[int]

    def add(self, start: int, line: str) -> None:
        """Add the words and marks of a paragraph."""
        matches = list(token_pattern().finditer(line))
        self.texts.extend([intern(match[0]) for match in matches])
        self.starts.extend([start + match.start() for match in matches])


class Spans(NamedTuple):
    """What a scene's tokens belong to."""

    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    quotes: tuple[Span, ...]


def build_prose(text: str, texts: Sequence[str], starts: array[int], quoted: bytes, spans: Spans) -> Prose:
    """Make a prose from its tokens' texts and starts; `quoted` says of each whether it is in direct speech."""
    words = list(map(plain_word, texts))
    ends = map(add, starts, map(len, texts))
    numbers = numbers_of(spans.sentences), numbers_of(spans.paragraphs)
    rows = zip(texts, words, starts, ends, *numbers, map(bool, quoted), strict=True)
    new = cast("Callable[[tuple[Any, ...]], Token]", partial(tuple.__new__, Token))  # Token(…) takes four times as long
    return Prose(text, tuple(map(new, rows)), *spans, index_words(words))


def numbers_of(spans: Iterable[Span]) -> Iterator[int]:
    """Give for every token the number of the span that holds it."""
    return chain.from_iterable(repeat(number, last - first) for number, (first, last) in enumerate(spans))


def index_words(words: Iterable[str]) -> dict[str, list[int]]:
    """Give the token numbers of every word, so that a search for a vocabulary need not walk over all tokens."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        index[word].append(number)
    return dict(index)


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


def add_sentences(sentences: list[Span], texts: Sequence[str], first: int) -> None:
    """Add the sentences of the paragraph that begins at token `first`."""
    begins = after = first
    for number in [at for at in range(first, len(texts)) if texts[at][0] in MARKS]:
        after = max(after, number + 1)
        while after < len(texts) and texts[after][0] in MARKS:
            after += 1
        if texts[number][0] in ENDS and not goes_on("".join(texts[after : after + 1])):
            sentences.extend(pieces(begins, number + 1))
            begins = number + 1
        elif texts[number][0] in CLOSERS and number == begins > first:
            sentences[-1] = (sentences[-1][0], number + 1)  # a closing mark belongs to the sentence it closes
            begins = number + 1
    sentences.extend(pieces(begins, len(texts)))


MARKS = CLOSERS | ENDS
LONGEST_SENTENCE = 2_000  # tokens; the rules look back to a sentence's start, and nobody's is half as long


def goes_on(after: str) -> bool:
    """Whether the sentence goes on with a word or mark after a full stop and the closing marks behind it."""
    return after[:1].islower() or after[:1] in {",", ";", ":"}


def pieces(first: int, last: int) -> Iterator[Span]:
    """Give a sentence, one that no human wrote in several."""
    return ((start, min(last, start + LONGEST_SENTENCE)) for start in range(first, last, LONGEST_SENTENCE))


@cache
def token_pattern() -> re.Pattern[str]:
    """Compile the pattern of a token: a title with its dot, a word, a number or a mark."""
    titles = lexicon().titles.dotted | lexicon().titles.after_names
    return re.compile(rf"{PLAIN}{IS_DOTTED}(?:{'|'.join(sorted(title.title() for title in titles))})\.{TOKEN}")


IS_DOTTED = r"(?=[A-Z][A-Za-z]*\.)"  # saves trying every title at every word


@cache
def plain_word(text: str) -> str:
    """Give a word in lower case, with straight apostrophes and hyphens."""
    return intern(text.lower().replace("’", "'").replace("‑", "-"))


# --- Direct speech --------------------------------------------------------------------------------------------------


def sentence_start(tokens: Sequence[Token], number: int) -> int:
    """Find the first token of the sentence that holds a token."""
    return bisect_left(tokens, tokens[number].sentence, max(0, number - LONGEST_SENTENCE), number, key=SENTENCE)


SENTENCE = attrgetter("sentence")


def is_named(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word is written like a name, with a capital after another word of its sentence ("Hurricane Street")."""
    if not number or not tokens[number].is_capital:
        return False
    before = tokens[number - 1]
    return before.sentence == tokens[number].sentence and before.text[0].isalpha()


def parse_scene(scene: Scene) -> Prose:
    """Parse a scene's text; what Markdown sets apart in it may count as speech."""
    return parse_prose(scene.text, [(mark.start, mark.end) for mark in scene.marks])
