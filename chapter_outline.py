"""Blocks in, an outline out: which headings and lone lines open a chapter, a part or a scene, and what is no story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from heading_words import CHAPTER_WORD, HeadingSense, sense_of
from inline_text import Block, cut

LONE = 0  # the level of a heading that is only a line of its own
Role = Literal["text", "break", "chapter", "part", "scene"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A block and what its words say; `sense` is None for prose and breaks."""

    block: Block
    sense: HeadingSense | None = None

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
        return self.sense is None and self.block.kind == "paragraph"


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


def make_outline(blocks: Sequence[Block], note_headings: tuple[str, ...], *, one_chapter: bool) -> Outline:
    """Give every block its role; notes, title pages, editing marks and `THE END` are gone."""
    entries = [entry for block in between_licences(blocks) for entry in read_entries(block, note_headings)]
    entries = without_doubtful_lines(entries)
    entries = without_notes(entries)
    title, entries = without_title_page(entries)
    kept = [entry for entry in entries if entry.role not in ("ending", "note") and not is_editing_mark(entry.block)]
    return assign_roles(title, kept, one_chapter=one_chapter)


# --- Reading the words ------------------------------------------------------------------------------------------------
LICENCE_START = re.compile(r"\W*START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
LICENCE_END = re.compile(r"\W*END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
CHAPTER_LINE = re.compile(rf"\W*{CHAPTER_WORD}\b", re.IGNORECASE)
LONGEST_LONE_LINE = 100  # characters
EDITING_MARK = re.compile(
    r"\W*(?:(?:revised?|rewrite|write|edit|expand|fix(?:me)?|check|todo|tk(?:tk)?|draft)\b(?:\W|\b(?:and|or|this|more|here)\b)*)+",
    re.IGNORECASE,
)


def between_licences(blocks: Sequence[Block]) -> Sequence[Block]:
    """Keep what stands between a digital library's START and END lines."""
    first = next((i + 1 for i, block in enumerate(blocks) if LICENCE_START.match(block.text)), 0)
    last = next((i for i, block in enumerate(blocks) if i >= first and LICENCE_END.match(block.text)), len(blocks))
    return blocks[first:last]


def is_editing_mark(block: Block) -> bool:
    """Tell a note to oneself, `*write and revise*` or `[TK]`, from prose."""
    is_apart = (
        block.is_bold or block.text[:1] in "[({<" or (0, len(block.text)) in block.emphasis or block.text.isupper()
    )
    return is_apart and len(block.text) <= LONGEST_LONE_LINE and bool(EDITING_MARK.fullmatch(block.text))


def read_entries(block: Block, note_headings: tuple[str, ...]) -> Iterator[Entry]:
    """Read a block's words; a chapter line or a notes line that opens or interrupts a paragraph is cut off."""
    if block.kind == "heading":
        yield Entry(block, sense_of(block.text, note_headings))
        return
    if block.kind == "break" or block.quote:
        yield Entry(block)
        return
    starts = [offset for offset, _ in block.line_map[1:]] if len(block.line_map) > 1 else []
    edges = [0, *starts, len(block.text)]
    begin = 0
    for start, end in pairwise(edges):
        if start and not CHAPTER_LINE.match(block.text, start):
            continue
        if start and not block.text[start:end].isupper() and block.text[start - 2 : start - 1] not in tuple('.!?"”’…*'):
            continue
        sense = lone_sense(block, start, end, note_headings)
        if sense is None:
            continue
        if start > begin:
            yield Entry(cut(block, begin, start))
        yield Entry(cut(block, start, end), sense)
        begin = end
    if begin < len(block.text):
        yield Entry(cut(block, begin, len(block.text)) if begin else block)


def lone_sense(block: Block, start: int, end: int, note_headings: tuple[str, ...]) -> HeadingSense | None:
    """Read one line as a heading; None where it is prose."""
    line = block.text[start:end].strip()
    if len(line) > LONGEST_LONE_LINE or line[:1] in "\"“«'‘" or line[-1:] in '"”»,;?':
        return None
    sense = sense_of(line, note_headings, is_marked=block.is_bold)
    is_whole = len(line) == len(block.text)
    if sense.role in ("chapter", "note") or (
        is_whole and sense.role in ("story", "part", "scene", "ending", "metadata")
    ):
        return sense
    if is_whole and sense.role == "numeral" and (not sense.title or block.is_bold or line.isupper()):
        return sense
    return None


# --- Lone lines that are prose after all ------------------------------------------------------------------------------
LEAST_SECTION = 40  # words between two lone numbers; "One." "Two." "Three." is somebody counting


def without_doubtful_lines(entries: Sequence[Entry]) -> list[Entry]:
    """Turn lone lines back into prose where marked headings or the count speak against them."""
    has_marked_chapters = any(entry.level and entry.role in ("chapter", "numeral") for entry in entries)
    numbered = numbered_lines(entries)
    return [
        replace(entry, sense=None)
        if is_doubtful(entries, index, numbered, has_marked_chapters=has_marked_chapters)
        else entry
        for index, entry in enumerate(entries)
    ]


def is_doubtful(entries: Sequence[Entry], index: int, numbered: set[int], *, has_marked_chapters: bool) -> bool:
    """Tell whether a lone line that reads like a heading is prose."""
    entry = entries[index]
    if entry.level or entry.sense is None:
        return False
    is_loud = entry.block.is_bold or entry.block.text.isupper() or entry.block.text.endswith(":")
    match entry.role:
        case "numeral":
            return index not in numbered
        case "chapter":
            return has_marked_chapters
        case "story" | "part" | "scene":
            return has_marked_chapters and not is_loud
        case "note":
            is_one_word = " " not in entry.block.text.strip()
            before = entries[index - 1] if index else None
            return is_one_word and not is_loud and before is not None and before.is_prose
    return False


def numbered_lines(entries: Sequence[Entry]) -> set[int]:
    """Find the lone numbers that count sections: 1, 2, 3 with prose between, beginning again in each chapter."""
    found: set[int] = set()
    run: list[int] = []
    words = LEAST_SECTION
    for index, entry in enumerate(entries):
        if entry.role == "numeral" and entry.level == LONE and entry.sense:
            number = entry.sense.number
            follows = bool(run) and number == (entries[run[-1]].sense or entry.sense).number + 1  # type: ignore[operator]
            if not follows or words < LEAST_SECTION:
                run = []
            if run or number in (1, 2):
                run.append(index)
            if len(run) > 1:
                found.update(run[-2:])
            words = 0
        elif entry.is_prose:
            words += len(entry.block.text.split())
    return found


# --- What is not story ------------------------------------------------------------------------------------------------
def without_notes(entries: Sequence[Entry]) -> list[Entry]:
    """Drop sections of notes: to the next heading of the same or a higher level, or the next chapter."""
    kept: list[Entry] = []
    note_level: int | None = None
    for entry in entries:
        if entry.role == "note":
            if note_level is None or (entry.level and entry.level < (note_level or 7)):
                note_level = entry.level
            continue
        if note_level is not None and ends_notes(entry, note_level):
            note_level = None
        if note_level is None:
            kept.append(entry)
    return kept


def ends_notes(entry: Entry, note_level: int) -> bool:
    """Tell whether a section of notes ends at this entry."""
    if entry.sense is None or entry.role in ("ending", "metadata"):
        return False
    if entry.role in ("chapter", "story", "part") or entry.level == LONE:
        return True
    return note_level == LONE or entry.level <= note_level


def without_title_page(entries: Sequence[Entry]) -> tuple[str, list[Entry]]:
    """Drop `Title: …`, `by …` and their kind above the first prose; give the title they state."""
    title = ""
    kept: list[Entry] = []
    has_begun = False
    for index, entry in enumerate(entries):
        if entry.role == "metadata" and not has_begun and (index or ":" in entry.block.text):
            key, _, value = entry.block.text.partition(":")
            title = title or (value.strip() if key.strip().lower() == "title" else "")
            continue
        has_begun |= entry.is_prose
        kept.append(replace(entry, sense=None) if entry.role == "metadata" and not entry.level else entry)
    return title, kept


# --- Roles ------------------------------------------------------------------------------------------------------------
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
            chosen = {i for i in found if role == "chapter" or entries[i].level == level}
            return chosen | {
                i
                for i in heads
                if entries[i].role == "story"
                or (level and entries[i].level == level and entries[i].role in ("other", "metadata"))
            }
    return chapters_by_level(entries, heads)


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
    worded = [i for i in leading if entries[i].role in ("chapter", "numeral", "story")]
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
        elif index in chapters:
            if not (sense.is_continued and sense.number == number):
                yield Item("chapter", entry.block, sense.number, sense.title)
            number = sense.number
        elif index in parts or index in scenes:
            yield Item("part" if index in parts else "scene", entry.block, None, sense.title)
        else:
            yield Item("text", entry.block)
