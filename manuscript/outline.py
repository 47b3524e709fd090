"""Blocks in, an outline out: which headings open a chapter, a part or a scene."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from english.lexicon import lexicon
from manuscript.headings import plain_title
from manuscript.line_roles import outline_entries
from manuscript.segments import APPARATUS, SENTENCE, is_all_italic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manuscript.entries import Entry
    from manuscript.inlines import Block
    from manuscript.left_out import Left

Role = Literal["text", "break", "chapter", "part", "scene"]


@dataclass(frozen=True, slots=True)
class Item:
    """A block with its place in the book."""

    role: Role
    block: Block
    number: int | None = None
    title: str = ""
    label: str = ""  # what the heading says before the title: "Chapter One"
    part: str = ""  # of a part: its title as printed; of a chapter: the part that its own heading names


@dataclass(frozen=True, slots=True)
class Outline:
    """A file's blocks with their roles, the book's title where the file states it, and what is no story."""

    title: str
    items: tuple[Item, ...]
    left: tuple[Left, ...] = ()


def make_outline(blocks: Sequence[Block], *, one_chapter: bool, file: str = "") -> Outline:
    """Give every block its role; notes, title pages, editing marks and `THE END` are gone."""
    title, entries, left = outline_entries(blocks, file=file, one_chapter=one_chapter)
    return replace(assign_roles(title, entries, one_chapter=one_chapter), left=tuple(left))


PART_PROSE = 50  # words under a part's title that make it a chapter of its own


def assign_roles(title: str, entries: Sequence[Entry], *, one_chapter: bool) -> Outline:
    """Choose which headings are chapters, by their words first and their level second."""
    heads = [index for index, entry in enumerate(entries) if entry.sense]
    is_many = not one_chapter or counts_chapters(entries, heads)
    chapters = chapter_heads(entries, heads) if is_many else leading_head(entries, heads)
    page = heads[0] if heads and is_many and is_title_page(entries, heads) and len(chapters - {heads[0]}) else None
    chapters.discard(-1 if page is None else page)
    level = chapter_level(entries, chapters)
    parts = {
        i
        for i in heads
        if i not in chapters
        and is_many
        and (i == page or entries[i].role == "part" or (entries[i].level and entries[i].level < level))
    }
    if not is_many:
        parts = {
            i for i in heads if (entries[i].role == "part" and i not in chapters) or (chapters and i < min(chapters))
        }
    subs = [i for i in heads if i not in chapters and i not in parts]
    scenes = scene_heads(entries, subs)
    own = book_heading(entries, heads, parts)
    stated = entries[own].block.text if own is not None and not title else title
    return Outline(
        plain_title(stated), tuple(make_items(entries, chapters, {i for i in parts if i != own}, scenes, own))
    )


def counts_chapters(entries: Sequence[Entry], heads: Sequence[int]) -> bool:
    """Tell whether headings of one level plainly count chapters: 3, 4, 5."""
    found = [i for i in heads if entries[i].role == "chapter"]
    numbers = [entries[i].sense.number or 0 for i in found]  # type: ignore[union-attr]
    is_row = all(now + 1 == later for now, later in pairwise(dict.fromkeys(numbers)))
    return len(set(numbers)) > 1 and is_row and len({entries[i].level for i in found}) == 1


def book_heading(entries: Sequence[Entry], heads: Sequence[int], parts: set[int]) -> int | None:
    """Find the heading that is the book's title: the file's first, alone of its level above the chapters."""
    first = heads[0] if heads else None
    if first is None or first not in parts or not entries[first].level or entries[first].role != "other":
        return None
    beside = [i for i in parts if entries[i].level == entries[first].level]
    return first if len(beside) == 1 else None


def is_title_page(entries: Sequence[Entry], heads: Sequence[int]) -> bool:
    """Tell a file's first heading with nothing below but a dedication or a motto from that of a first chapter."""
    first, after = heads[0], heads[1] if len(heads) > 1 else len(entries)
    blocks = [entry.block for entry in entries[first + 1 : after] if entry.is_prose]
    is_told = any(
        SENTENCE.search(block.text) and not (block.quote or is_all_italic(block) or APPARATUS.match(block.text))
        for block in blocks
    )
    return first == 0 and entries[first].role == "other" and bool(entries[first].level and blocks) and not is_told


def prose_below(entries: Sequence[Entry], index: int) -> int:
    """Count the words between a heading and the next."""
    words = 0
    for later in range(index + 1, len(entries)):
        entry = entries[later]
        if entry.sense:
            break
        words += entry.block.words if entry.is_prose else 0
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
    told = sorted({*told, *heads_of_scenes(entries, heads)})
    marked = [i for i in told if entries[i].role != "scene"]
    for level in sorted({entries[i].level for i in marked}):
        if sum(entries[i].level == level for i in marked) > 1:
            return {i for i in heads if entries[i].level == level} | {i for i in heads if entries[i].role == "story"}
    return set(marked[:1]) | {i for i in heads if entries[i].role == "story"}


LONGEST_SCENES = 1200  # words of prose below a heading, on average; what is longer is a chapter of its own


def heads_of_scenes(entries: Sequence[Entry], heads: Sequence[int]) -> Iterator[int]:
    """Find headings with no prose of their own above headings of short scenes: a chapter above "### At the quay"."""
    for index, below in pairwise([*heads, len(entries)]):
        entry = entries[index]
        if below == len(entries) or entry.role != "other" or not 1 < entry.level < entries[below].level:
            continue
        end = next((i for i in heads if i > index and 0 < entries[i].level <= entry.level), len(entries))
        inner = [i for i in heads if index < i < end]
        words = sum(each.block.words for each in entries[index:end] if each.is_prose)
        is_plain = all(
            entries[i].role in ("other", "scene") and entries[i].level == entries[below].level for i in inner
        )
        if is_plain and 0 < words <= LONGEST_SCENES * len(inner):
            yield index


def leading_head(entries: Sequence[Entry], heads: Sequence[int]) -> set[int]:
    """Find the title of a file that is one chapter: among the headings above its first prose."""
    first_prose = next((i for i, entry in enumerate(entries) if entry.is_prose), len(entries))
    leading = [i for i in heads if i < first_prose]
    named = [i for i in leading if entries[i].role != "part"]
    leading = named or (leading if first_prose < len(entries) else [])
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


def make_items(
    entries: Sequence[Entry], chapters: set[int], parts: set[int], scenes: set[int], own: int | None
) -> Iterator[Item]:
    """Give every entry its place; a heading that opens nothing is a caption in the text."""
    number: int | None = None
    for index, entry in enumerate(entries):
        sense = entry.sense
        if sense is None:
            yield Item("break" if entry.block.kind == "break" else "text", entry.block)
        elif (sense.is_continued and sense.number == number) or says_text_follows(entry):
            continue
        elif index in chapters:
            number = sense.number
            yield Item("chapter", entry.block, number, sense.title, sense.label, sense.part)
        elif index == own:
            yield Item("part", entry.block, None, sense.title)
        elif index in parts:
            yield Item("part", entry.block, None, sense.title, sense.label, part_name(entry))
        elif index in scenes:
            yield Item("scene", entry.block, None, sense.title)
        else:
            yield Item("text", entry.block)


def part_name(entry: Entry) -> str:
    """Give a part's title as printed: its heading, and the title that stands on the line below it."""
    heading = plain_title(entry.block.text)
    title = entry.sense.title if entry.sense else ""
    return heading if not title or title in heading else f"{heading}: {title}"


def says_text_follows(entry: Entry) -> bool:
    """Tell an archive's "Chapter Text" from a title."""
    return bool(entry.level) and entry.block.text.strip(" *_:").casefold() in lexicon().headings.text
