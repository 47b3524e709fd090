"""Blocks in, entries out: what the words of headings and lone lines say, without what is not part of the story."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from manuscript.headings import CHAPTER_WORD, LONGEST_HEADING, HeadingSense, sense_of
from manuscript.inlines import Block, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONE = 0  # the level of a heading that is only a line of its own


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


def outline_entries(blocks: Sequence[Block]) -> tuple[str, list[Entry]]:
    """Classify every block: the book's title and the entries, without notes, title page, marks and `THE END`."""
    entries = [entry for block in between_licences(blocks) for entry in read_entries(block)]
    title, entries = without_title_page(without_notes(without_doubtful_lines(entries)))
    kept = [entry for entry in entries if entry.role not in ("ending", "note") and not is_editing_mark(entry.block)]
    return title, list(with_subtitles(kept))


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


def read_entries(block: Block) -> Iterator[Entry]:
    """Read a block's words; a chapter line or a notes line that opens or interrupts a paragraph is cut off."""
    if block.kind == "heading":
        yield Entry(block, sense_of(block.text))
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
        sense = lone_sense(block, start, end)
        if sense is None:
            continue
        if start > begin:
            yield Entry(cut(block, begin, start))
        yield Entry(cut(block, start, end), sense)
        begin = end
    if begin < len(block.text):
        yield Entry(cut(block, begin, len(block.text)) if begin else block)


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
    """Drop `Title: …`, `by …` and the like above the first prose; give the title they state."""
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


# --- Titles below a chapter's number ----------------------------------------------------------------------------------
LONGEST_SUBTITLE = 60  # characters; of one in capitals, which no first line is, LONGEST_HEADING
TITLE_WORD = re.compile(r"[A-Z][\w’'-]*|[a-z’']{1,4}")  # "The Man Who Died in the Lane"


def with_subtitles(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Give a chapter that is only a number the title that stands on the line below it."""
    levels = subtitle_levels(entries)
    index = 0
    while index < len(entries):
        entry, below = entries[index], entries[index + 1 : index + 3]
        index += 1
        if entry.sense and is_bare_chapter(entry) and len(below) > 1 and is_subtitle(below[0], levels):
            entry = replace(entry, sense=replace(entry.sense, title=below[0].block.text))
            index += 1
        yield entry


def is_bare_chapter(entry: Entry) -> bool:
    """Tell a chapter's heading that has a number and no words."""
    return entry.role in ("chapter", "numeral") and entry.sense is not None and not entry.sense.title


def subtitle_levels(entries: Sequence[Entry]) -> set[int]:
    """Find the levels whose headings only ever stand right below a bare chapter: they name chapters, not scenes."""
    below = {after.level for before, after in pairwise(entries) if after.role == "other" and is_bare_chapter(before)}
    elsewhere = {
        after.level for before, after in pairwise(entries) if after.role == "other" and not is_bare_chapter(before)
    }
    return below - elsewhere - {LONE}


def is_subtitle(entry: Entry, levels: set[int]) -> bool:
    """Tell a title, all capitals or capitalised, from a first line and from a place and date ("London, 1914")."""
    if entry.level:
        return entry.role == "other" and entry.level in levels
    text = entry.block.text
    if not entry.is_prose or entry.block.quote or len(text) > LONGEST_HEADING:
        return False
    is_capitalised = text[0].isupper() and all(map(TITLE_WORD.fullmatch, text.split()))
    return text.isupper() or (len(text) <= LONGEST_SUBTITLE and is_capitalised)
