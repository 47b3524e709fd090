"""Blocks in, an outline out: which headings open a chapter, a part or a scene."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from manuscript.line_roles import Entry, outline_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manuscript.inlines import Block

Role = Literal["text", "break", "chapter", "part", "scene"]


@dataclass(frozen=True, slots=True)
class Item:
    """A block with its place in the book."""

    role: Role
    block: Block
    number: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A file's blocks with their roles, and the book's title where the file states it."""

    title: str
    items: tuple[Item, ...]


def make_outline(blocks: Sequence[Block], *, one_chapter: bool) -> Outline:
    """Give every block its role; notes, title pages, editing marks and `THE END` are gone."""
    title, entries = outline_entries(blocks)
    return assign_roles(title, entries, one_chapter=one_chapter)


PART_PROSE = 50  # words under a part's title that make it a chapter of its own


def assign_roles(title: str, entries: Sequence[Entry], *, one_chapter: bool) -> Outline:
    """Choose which headings are chapters, by their words first and their level second."""
    heads = [index for index, entry in enumerate(entries) if entry.sense]
    numbers = {entries[i].sense.number for i in heads if entries[i].role == "chapter"}  # type: ignore[union-attr]
    is_many = not one_chapter or len(numbers) > 1
    chapters = chapter_heads(entries, heads) if is_many else leading_head(entries, heads)
    level = chapter_level(entries, chapters)
    parts = {
        i
        for i in heads
        if i not in chapters
        and is_many
        and (entries[i].role == "part" or (entries[i].level and entries[i].level < level))
    }
    if not is_many:
        parts = {i for i in heads if chapters and i < min(chapters)}
    subs = [i for i in heads if i not in chapters and i not in parts]
    scenes = scene_heads(entries, subs)
    items = list(make_items(entries, chapters, parts, scenes))
    first = entries[heads[0]] if heads else None
    if not title and first and first.level and heads[0] in parts and first.role == "other":
        title = first.block.text
    return Outline(title, tuple(items))


def prose_below(entries: Sequence[Entry], index: int) -> int:
    """Count the words between a heading and the next."""
    words = 0
    for later in range(index + 1, len(entries)):
        entry = entries[later]
        if entry.sense:
            break
        words += len(entry.block.text.split()) if entry.is_prose else 0
        if words >= PART_PROSE:
            break
    return words


def chapter_heads(entries: Sequence[Entry], heads: Sequence[int]) -> set[int]:
    """Find the chapters of a book in one file."""
    for role in ("chapter", "numeral"):
        found = [i for i in heads if entries[i].role == role]
        if len(found) > (role == "numeral"):
            level = Counter(entries[i].level for i in found).most_common(1)[0][0]
            if role == "numeral" and any(is_told_above(entries, i, level) for i in heads[1:]):
                break  # "### I" and "### II" are sections of some of the stories
            chosen = {i for i in found if role == "chapter" or entries[i].level == level}
            return chosen | {
                i
                for i in heads
                if entries[i].role == "story"
                or (level and entries[i].level == level and entries[i].role in ("other", "metadata"))
            }
    return chapters_by_level(entries, heads)


def is_told_above(entries: Sequence[Entry], index: int, level: int) -> bool:
    """Tell whether a heading above `level` that is not a part has prose right below it."""
    entry = entries[index]
    return 0 < entry.level < level and entry.role == "other" and prose_below(entries, index) > 0


def chapters_by_level(entries: Sequence[Entry], heads: Sequence[int]) -> set[int]:
    """Take the highest level that has prose under two headings; else the one heading that has prose."""
    told = [i for i in heads if prose_below(entries, i) >= (PART_PROSE if entries[i].role == "part" else 1)]
    marked = [i for i in told if entries[i].role != "scene"]
    for level in sorted({entries[i].level for i in marked}):
        if sum(entries[i].level == level for i in marked) > 1:
            return {i for i in heads if entries[i].level == level} | {i for i in heads if entries[i].role == "story"}
    return set(marked[:1]) | {i for i in heads if entries[i].role == "story"}


def leading_head(entries: Sequence[Entry], heads: Sequence[int]) -> set[int]:
    """Find the title of a file that is one chapter: among the headings above its first prose."""
    first_prose = next((i for i, entry in enumerate(entries) if entry.is_prose), len(entries))
    leading = [i for i in heads if i < first_prose]
    worded = [i for i in leading if entries[i].role in ("chapter", "story")]
    return set((worded or leading)[:1])


def chapter_level(entries: Sequence[Entry], chapters: set[int]) -> int:
    """Give the level that most chapter headings have."""
    levels = Counter(entries[i].level for i in chapters if entries[i].level)
    return levels.most_common(1)[0][0] if levels else 1


def scene_heads(entries: Sequence[Entry], subs: Sequence[int]) -> set[int]:
    """Find the headings below the chapters that open scenes, where an author uses them so.

    They do unless rules mark most of the scenes: then a heading is a caption, a newspaper's or a letter's.
    """
    certain = {i for i in subs if entries[i].role in ("scene", "numeral")}
    levels = Counter(entries[i].level for i in subs if i not in certain and entries[i].level)
    if not levels:
        return certain
    repeated = [level for level in sorted(levels) if levels[level] > 1]
    level = repeated[0] if repeated else min(levels)
    heads = [i for i in subs if entries[i].level and entries[i].level <= level]
    rules = sum(
        entry.block.kind == "break" and not (index + 1 < len(entries) and entries[index + 1].sense)
        for index, entry in enumerate(entries)
    )
    return certain | set(heads if len(heads) >= rules else ())


def make_items(entries: Sequence[Entry], chapters: set[int], parts: set[int], scenes: set[int]) -> Iterator[Item]:
    """Give every entry its place; a heading that opens nothing is a caption in the text."""
    number: int | None = None
    for index, entry in enumerate(entries):
        sense = entry.sense
        if sense is None:
            yield Item("break" if entry.block.kind == "break" else "text", entry.block)
        elif sense.is_continued and sense.number == number:
            continue
        elif index in chapters:
            number = sense.number
            yield Item("chapter", entry.block, number, sense.title)
        elif index in parts or index in scenes:
            yield Item("part" if index in parts else "scene", entry.block, None, sense.title)
        else:
            yield Item("text", entry.block)
