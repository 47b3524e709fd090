"""Keep the prose of a whole novel: the first scenes as they are, the others packed into a tenth of the memory."""

from __future__ import annotations

import gc
from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from english.tokens import Prose, Spans, build_prose, parse_scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records import Scene

MOST_KEPT = 200_000  # tokens: about 160,000 words and 40 MB


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking over a novel's tokens again and again: they hold no circles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class PackedProse:
    """The tokens of a scene in columns, which are rebuilt ten times as fast as they are parsed."""

    text: str
    words: tuple[str, ...]  # as written
    starts: array[int]
    quoted: bytes
    spans: Spans

    def unpack(self) -> Prose:
        """Rebuild the prose, equal to the one that was packed."""
        return build_prose(self.text, self.words, self.starts, self.quoted, self.spans)


def pack(prose: Prose) -> PackedProse:
    """Pack a scene's prose."""
    tokens = prose.tokens
    return PackedProse(
        prose.text,
        tuple(token.text for token in tokens),
        array("I", (token.start for token in tokens)),
        bytes(token.quoted for token in tokens),
        Spans(prose.sentences, prose.paragraphs, prose.quotes),
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
    """Parse every scene of a book once; those after the first `most_kept` tokens are kept packed.

    The scene that goes beyond them is not: it has to be whole in memory whenever it is read.
    """
    kept: list[Prose] = []
    packed: list[PackedProse] = []
    room = most_kept
    for scene in scenes:
        prose = parse_scene(scene)
        if room > 0:
            kept.append(prose)
        else:
            packed.append(pack(prose))
        room -= len(prose.tokens)
    return BookProse(tuple(kept), tuple(packed))
