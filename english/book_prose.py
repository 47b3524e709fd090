"""Keep the prose of a whole novel: the first scenes as they are, the others packed into a tenth of the memory."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from english.tokens import Prose, Token, index_words, parse_scene, plain_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records import Scene

MOST_KEPT = 200_000  # tokens: about 160,000 words and 40 MB


@dataclass(frozen=True, slots=True)
class PackedProse:
    """The tokens of a scene in columns, which are rebuilt ten times as fast as they are parsed."""

    text: str
    words: tuple[str, ...]  # as written
    starts: array[int]
    quoted: bytes
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...]

    def unpack(self) -> Prose:
        """Rebuild the prose, equal to the one that was packed."""
        new, tokens = tuple.__new__, list[Token]()
        paragraph_of = numbers_of(self.paragraphs)
        for sentence, (first, last) in enumerate(self.sentences):
            tokens.extend(
                new(Token, (text, plain_word(text), start, start + len(text), sentence, paragraph, quoted == 1))
                for text, start, paragraph, quoted in zip(
                    self.words[first:last],
                    self.starts[first:last],
                    paragraph_of[first:last],
                    self.quoted[first:last],
                    strict=True,
                )
            )
        return Prose(self.text, tuple(tokens), self.sentences, self.paragraphs, self.quotes, index_words(tokens))


def numbers_of(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give for every token the number of the span that holds it."""
    return [number for number, (first, last) in enumerate(spans) for _ in range(first, last)]


def pack(prose: Prose) -> PackedProse:
    """Pack a scene's prose."""
    tokens = prose.tokens
    return PackedProse(
        prose.text,
        tuple(token.text for token in tokens),
        array("I", (token.start for token in tokens)),
        bytes(token.quoted for token in tokens),
        prose.sentences,
        prose.paragraphs,
        prose.quotes,
    )


@dataclass(frozen=True, slots=True)
class BookProse:
    """The prose of every scene in order; it can be iterated any number of times."""

    kept: tuple[Prose, ...]  # of the first scenes
    packed: tuple[PackedProse, ...]  # of the others

    def __iter__(self) -> Iterator[Prose]:
        """Iterate over the scenes; a caller should not hold on to one."""
        yield from self.kept
        for scene in self.packed:
            yield scene.unpack()


def parse_book(scenes: Sequence[Scene], most_kept: int = MOST_KEPT) -> BookProse:
    """Parse every scene of a book once; those after the first `most_kept` tokens are kept packed."""
    kept: list[Prose] = []
    packed: list[PackedProse] = []
    room = most_kept
    for scene in scenes:
        prose = parse_scene(scene)
        room -= len(prose.tokens)
        if room >= 0:
            kept.append(prose)
        else:
            packed.append(pack(prose))
    return BookProse(tuple(kept), tuple(packed))
