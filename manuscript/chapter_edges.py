"""A chapter's entries in, the same without what only stands above and below its words: counts, links, thanks, ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from manuscript.author_voice import is_farewell
from manuscript.entries import LONE, OPENERS, Entry
from manuscript.headings import sense_of
from manuscript.left_out import Left
from manuscript.note_words import mark_at_edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONTENTS = "a table of contents"
END_MARK = "an end mark"
FAREWELL = "words to readers"
LONGEST_END = 3  # words of "To be continued"


def without_edges(entries: Sequence[Entry], left: list[Left]) -> tuple[list[Entry], list[Left]]:
    """Leave out what is no story above the first and below the last words of each chapter: counts, links, thanks."""
    gone: set[int] = set()
    heads = [index for index, entry in enumerate(entries) if entry.level or entry.role in OPENERS]
    for first, last in zip([-1, *heads], [*heads, len(entries)], strict=True):
        for way in (range(first + 1, last), range(last - 1, first, -1)):
            for index in way:
                entry = entries[index]
                if index not in gone and (entry.is_prose or (entry.role == "metadata" and way.step < 0)):
                    is_shown = index > 0 and entries[index - 1].is_introduction
                    what = "" if is_shown else mark_at_edge(entry.block) or chapter_item(entries, index)
                    if not what:
                        break
                    gone.add(index)
                    left.append(Left(what, (entry.block,)))
        for apart in (head_apart(entries, first + 1, last), tail_apart(entries, first + 1, last)):
            rest = [index for index in apart if index not in gone]
            if all(entries[index].is_prose for index in rest) and is_farewell(
                [entries[index].block.text for index in rest]
            ):
                gone.update(rest)
                left.append(Left(FAREWELL, tuple(entries[index].block for index in rest)))
    return [entry for index, entry in enumerate(entries) if index not in gone], left


def head_apart(entries: Sequence[Entry], first: int, last: int) -> range:
    """Give what stands above the first break of a chapter, where prose stands below it."""
    pause = next((index for index in range(first, last) if entries[index].is_break), last)
    return range(first, pause) if pause < last else range(0)


def tail_apart(entries: Sequence[Entry], first: int, last: int) -> range:
    """Give what stands below the last break of a chapter."""
    pause = next((index for index in range(last - 1, first - 1, -1) if entries[index].is_break), last)
    is_apart = pause < last and any(entry.is_prose for entry in entries[first:pause])
    return range(pause + 1, last) if is_apart else range(0)


def chapter_item(entries: Sequence[Entry], index: int) -> str:
    """Tell a line of a table of contents: one of several items that are chapters."""
    beside = [*entries[max(0, index - 1) : index], *entries[index + 1 : index + 2]]
    return CONTENTS if names_chapter(entries[index]) and any(map(names_chapter, beside)) else ""


def names_chapter(entry: Entry) -> bool:
    """Tell whether a list item names a chapter; one that ends like a sentence is somebody's list."""
    text = entry.block.text
    return bool(entry.block.item) and text[-1] not in '.!?…"”' and sense_of(text).role in (*OPENERS, "numeral")


def without_endings(entries: Iterable[Entry], left: list[Left]) -> tuple[list[Entry], list[Left]]:
    """Leave out end marks; "The end." with prose right below it is a sentence, as a heading a title."""
    kept: list[Entry] = []
    below: Entry | None = None
    rows = [*entries]
    for index, entry in reversed([*enumerate(rows)]):
        if entry.role == "ending" and entry.sense and not (index and rows[index - 1].is_introduction):
            if below is None or not below.is_prose or is_plain_end(entry):
                left.append(Left(END_MARK, (entry.block,)))
                continue
            below = replace(entry, sense=replace(entry.sense, role="other") if entry.level else None)
        else:
            below = replace(entry, sense=None) if entry.role == "ending" and not entry.level else entry
        kept.append(below)
    return kept[::-1], left


def is_plain_end(entry: Entry) -> bool:
    """Tell "**END CHAPTER 1**" and "[end of part two]", which are no sentences of a story, from "The end."."""
    text = entry.block.text
    return entry.level == LONE and (
        entry.block.is_bold or text.isupper() or text[0] in "[(" or len(text.split()) > LONGEST_END
    )
