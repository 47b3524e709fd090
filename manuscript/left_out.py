"""Blocks that are no story in, what the author is told of them out: where, what, how many words, breaks inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manuscript.inlines import Block
from manuscript.markdown import is_scene_break
from records import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from manuscript.dialects import Hidden

LONGEST_NAME = 60  # characters of a heading or label
LARGE_SHARE = 10  # more than a tenth of the file's words is worth a warning


@dataclass(frozen=True, slots=True)
class Left:
    """Blocks in a row that are not read as story, and why."""

    what: str
    blocks: tuple[Block, ...]


def leave_hidden(hidden: Hidden) -> Left:
    """Make blocks of what a tool hides from readers, one a line."""
    lines = [(hidden.lines[0] + index, line) for index, line in enumerate(hidden.text.split("\n")) if line.strip()]
    return Left(
        hidden.what,
        tuple(Block("break" if is_scene_break(line) else "paragraph", line, (at, at)) for at, line in lines),
    )


def tell_left_out(lefts: Iterable[Left], file: str, words: int) -> tuple[LeftOut, ...]:
    """Describe what is left out of a file of so many words, in reading order; neighbours of one kind are one entry."""
    return tuple(describe(left, file, words) for left in neighbours_joined(lefts) if any(map(has_words, left.blocks)))


def neighbours_joined(lefts: Iterable[Left]) -> Iterator[Left]:
    """Join what is left out for one reason and stands together but for blank lines."""
    what, blocks = "", list[Block]()
    for left in sorted((left for left in lefts if left.blocks), key=lambda left: left.blocks[0].lines):
        if blocks and (what != left.what or left.blocks[0].lines[0] > blocks[-1].lines[1] + 2):
            yield Left(what, tuple(blocks))
            blocks = []
        what = left.what
        blocks += left.blocks
    if blocks:
        yield Left(what, tuple(blocks))


def has_words(block: Block) -> bool:
    """Tell words from breaks."""
    return block.kind != "break"


def describe(left: Left, file: str, words: int) -> LeftOut:
    """Make the record of one stretch; breaks at its edges only set it apart."""
    inside = [index for index, block in enumerate(left.blocks) if has_words(block)]
    blocks = left.blocks[inside[0] : inside[-1] + 1]
    count = sum(block.words for block in blocks if has_words(block))
    breaks = len(blocks) - len(inside)
    name = left.what if len(left.what) <= LONGEST_NAME else left.what[: LONGEST_NAME - 1].rstrip() + "…"
    is_large = breaks > 0 or count * LARGE_SHARE > words
    return LeftOut(file, (blocks[0].lines[0], max(block.lines[1] for block in blocks)), name, count, breaks, is_large)
