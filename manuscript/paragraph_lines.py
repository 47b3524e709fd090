"""The lines of a block in, blocks out: list items, paragraphs without blank lines between, titles with a line below."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from manuscript.inlines import Block, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BULLET = re.compile(r"(?:[*+•‣◦·] |- )(?:\[[ xX/>-]\] )?(?=\S)|\d{1,9}[.)] (?=\S)")
TASK = re.compile(r"(?:[*+•‣◦·-] |\d{1,9}[.)] )\[[ xX/>-]\] ")
DROPPED_BULLET = re.compile(r"(?:[*+•‣◦·] |- (?=\[))(?:\[[ xX/>-]\] )?")
CLOSED = re.compile(r"[.!?…][\"”’'»)\]]*$|[\"”»]$")
LEAST_LINES = 3
CLOSED_LINES = 0.8  # share of lines that end a sentence; of hard-wrapped prose one in ten does


def split_lines(block: Block, lines: Sequence[str]) -> Iterator[Block]:
    """Split a list into its items, and a run of lines that are paragraphs without blank lines between.

    Bullets go; dashes and numbers stay, for they may be speech and years.
    """
    if block.kind != "paragraph" or (len(block.line_map) == 1 and not BULLET.match(block.text)):
        yield block
        return
    edges = paragraph_edges(block, lines)
    if not edges:
        yield block
        return
    for start, end in pairwise([*edges, len(block.text)]):
        bullet = DROPPED_BULLET.match(block.text, start)
        item = cut(block, bullet.end() if bullet and bullet.end() < end else start, end)
        if item.text:
            yield replace(item, item=item_kind(block.text, start))


def paragraph_edges(block: Block, lines: Sequence[str]) -> list[int]:
    """Find where the paragraphs of a block begin; none where it is one."""
    edges = [offset for offset, _ in block.line_map]
    if BULLET.match(block.text):
        return [offset for offset in edges if BULLET.match(block.text, offset)]
    if has_line_paragraphs(block.text, edges):
        return edges
    return [] if block.quote else indented_edges(block, lines)


def item_kind(text: str, start: int) -> Literal["", "bullet", "number", "task"]:
    """Tell what kind of list item begins here."""
    if not BULLET.match(text, start):
        return ""
    if TASK.match(text, start):
        return "task"
    return "number" if text[start].isdigit() else "bullet"


INDENT = re.compile(r"[ \t]{2,}\S|\t")


def indented_edges(block: Block, lines: Sequence[str]) -> list[int]:
    """Find the paragraphs of hard-wrapped prose whose first lines are indented; none where there is one, or verse."""
    starts = [offset for offset, line in block.line_map[1:] if INDENT.match(lines[line - 1])]
    if not starts or len(starts) == len(block.line_map) - 1:
        return []
    is_prose = all(CLOSED.search(block.text, max(0, start - 8), start - 1) for start in starts)
    return [0, *starts] if is_prose else []


def has_line_paragraphs(text: str, edges: Sequence[int]) -> bool:
    """Tell lines that are paragraphs of their own from hard-wrapped prose and from verse."""
    if len(edges) < LEAST_LINES:
        return False
    closed = sum(
        bool(CLOSED.search(text, max(start, end - 8), end - 1)) for start, end in pairwise([*edges, len(text) + 1])
    )
    return closed >= CLOSED_LINES * len(edges)


# --- Setext headings --------------------------------------------------------------------------------------------------
TITLE_LENGTH = 100  # characters; the longest setext title seen in a real book has 85
FREE_UNDERLINE = 8  # characters; a line this long under words was drawn to underline them


def resolve_underlines(blocks: Sequence[Block]) -> Iterator[Block]:
    """Make setext headings of titles with a line drawn under them, and leave a rule right under prose a break.

    A line that also stands alone somewhere, or under what cannot be a title, is this author's break.
    """
    breaks = {
        block.text
        for above, block in pairwise([Block("break", "", (0, 0)), *blocks])
        if block.kind == "break" and not may_be_title(above, block)
    }
    pending: Block | None = None
    for block in blocks:
        if pending and may_be_title(pending, block) and block.text not in breaks:
            yield replace(pending, kind="heading", level=1 if block.text[0] == "=" else 2)
            pending = None
            continue
        if pending:
            yield pending
        pending = block
    if pending:
        yield pending


def may_be_title(above: Block, rule: Block) -> bool:
    """Tell whether `rule` may underline `above`: one short line, right above it, that ends unlike speech."""
    if above.kind != "paragraph" or above.quote or rule.kind != "break" or set(rule.text) not in ({"-"}, {"="}):
        return False
    text = above.text
    if above.lines != (rule.lines[0] - 1, rule.lines[0] - 1) or len(text) > TITLE_LENGTH or text[0].islower():
        return False
    if text[-1] in '"”’»,;—-' or text[0] in '"“«':
        return False
    return text[-1] not in ".!?…" or len(rule.text) >= FREE_UNDERLINE or rule.text[0] == "="
