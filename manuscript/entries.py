"""Blocks in, entries out: what the words of headings and lone lines say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from manuscript.headings import CHAPTER_WORD, HeadingSense, may_speak, sense_of
from manuscript.inlines import Block, cut
from manuscript.note_words import NoteSign, is_linked, label_of, mark_anywhere, note_from

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENERS = ("chapter", "story", "part")  # roles of what begins a chapter
LONE = 0  # the level of a heading that is only a line of its own


@dataclass(frozen=True, slots=True)
class Entry:
    """A block and what its words say; `sense` and `note` are None for prose and breaks."""

    block: Block
    sense: HeadingSense | None = None
    note: NoteSign | None = None

    @property
    def level(self) -> int:
        """1 to 6, LONE for a line that is not marked as a heading."""
        return self.block.level if self.block.kind == "heading" else LONE

    @property
    def role(self) -> str:
        """What the words say; "" for prose and breaks."""
        return self.sense.role if self.sense else ""

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph of text."""
        return self.sense is None and self.note is None and self.block.kind == "paragraph"

    @property
    def is_introduction(self) -> bool:
        """Whether it is a paragraph that says that somebody reads or writes what follows."""
        return self.is_prose and self.block.text.rstrip("*_")[-1:] in (":", "：")

    @property
    def is_break(self) -> bool:
        """Whether it is a scene break."""
        return self.block.kind == "break"


# --- Reading the words ------------------------------------------------------------------------------------------------
CHAPTER_LINE = re.compile(rf"\W*{CHAPTER_WORD}\b", re.IGNORECASE)
LONGEST_LONE_LINE = 100  # characters
EDITING_MARK = re.compile(
    r"\W*(?:(?:revised?|rewrite|write|edit|expand|fix(?:me)?|check|todo|tk(?:tk)?|draft)\b(?:\W|\b(?:and|or|this|more|here)\b)*)+",
    re.IGNORECASE,
)
TO_ONESELF = "a note to oneself"


def is_editing_mark(block: Block) -> bool:
    """Tell a note to oneself, `*write and revise*` or `[TK]`, from prose."""
    text = block.text
    if len(text) > LONGEST_LONE_LINE or not EDITING_MARK.fullmatch(text):
        return False
    return block.is_bold or text[:1] in "[({<" or (0, len(text)) in block.emphasis or text.isupper()


def read_entries(block: Block) -> Iterator[Entry]:
    """Read a block's words; a chapter line or a notes line that opens or interrupts a paragraph is cut off."""
    if block.kind == "break":
        yield Entry(block)
    elif block.kind == "heading":
        yield read_heading(block)
    elif what := mark_anywhere(block):
        yield Entry(block, note=NoteSign(what, "mark"))
    elif is_editing_mark(block):
        yield Entry(block, note=NoteSign(TO_ONESELF, "mark"))
    elif sign := label_of(block.text) or (note_from(block.text) if block.is_bold else None):
        yield Entry(block, note=None if block.quote and sign.is_weak else sign)
    elif block.quote or block.item or is_linked(block):
        yield Entry(block)
    else:
        yield from read_lines(block)


def read_heading(block: Block) -> Entry:
    """Read a marked heading; a label, "Author's Note" or "Content warnings", is one of notes."""
    sense = sense_of(block.text)
    if sense.role == "other" and (found := note_from(block.text)):
        return Entry(block, sense, found)
    if sense.role in ("other", "note"):
        sign = label_of(block.text)
        if sign and (sense.role == "note" or not sign.is_weak):
            sign = replace(sign, what=block.text, is_alone=True)
            return Entry(block, HeadingSense("note", title=block.text), sign)
    return Entry(block, sense, NoteSign(block.text, "section", is_alone=True) if sense.role == "note" else None)


def read_lines(block: Block) -> Iterator[Entry]:
    """Read a paragraph's lines: the first, and those below that begin like a chapter's."""
    text = block.text
    starts = [offset for offset, _ in block.line_map[1:] if CHAPTER_LINE.match(text, offset)]
    if not starts and not may_speak(text):
        yield Entry(block)
        return
    edges = [0, *(offset for offset, _ in block.line_map[1:]), len(text)]
    begin = 0
    for start, end in pairwise(edges):
        if start and (start not in starts or not interrupts(text, start, end)):
            continue
        sense = lone_sense(block, start, end)
        if sense is None:
            continue
        if start > begin:
            yield Entry(cut(block, begin, start))
        line = cut(block, start, end)
        is_note = sense.role == "note"
        yield Entry(line, sense, NoteSign(line.text.strip(), "section", is_alone=True) if is_note else None)
        begin = end
    if begin < len(text):
        yield Entry(cut(block, begin, len(text)) if begin else block)


def interrupts(text: str, start: int, end: int) -> bool:
    """Tell whether a line stands apart from the sentence above it."""
    return text[start:end].isupper() or text[start - 2 : start - 1] in tuple('.!?"”’…*')


def lone_sense(block: Block, start: int, end: int) -> HeadingSense | None:
    """Read one line as a heading; None where it is prose."""
    line = block.text[start:end].strip()
    if len(line) > LONGEST_LONE_LINE or line[:1] in "\"“«'‘" or line[-1:] in '"”»,;?':
        return None
    sense = sense_of(line, is_marked=block.is_bold)
    is_whole = len(line) == len(block.text)
    if sense.role in ("chapter", "note") or (
        is_whole and sense.role in ("story", "part", "scene", "ending", "metadata")
    ):
        return sense
    if is_whole and sense.role == "numeral" and (not sense.title or block.is_bold or line.isupper()):
        return sense
    return None
