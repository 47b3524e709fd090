"""Blocks in, entries with their roles out: lone lines that are prose after all, title pages, titles below a number."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from manuscript.entries import LONE, Entry, read_entries
from manuscript.headings import LONGEST_HEADING, HeadingSense, plain_title
from manuscript.left_out import Left
from manuscript.notes import without_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manuscript.inlines import Block


def outline_entries(
    blocks: Sequence[Block], *, file: str = "", one_chapter: bool = False
) -> tuple[str, list[Entry], list[Left]]:
    """Classify every block: the book's title, the story's entries, and what is left out."""
    entries = [entry for block in between_licences(blocks) for entry in read_entries(block)]
    entries = without_doubtful_lines(with_counted_titles(entries, file), one_chapter=one_chapter)
    entries, left = without_notes(entries, one_chapter=one_chapter)
    title, entries, page = without_title_page(entries)
    return title, list(with_subtitles(entries)), [*left, *page]


LICENCE_START = re.compile(r"\W*START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
LICENCE_END = re.compile(r"\W*END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)


def between_licences(blocks: Sequence[Block]) -> Sequence[Block]:
    """Keep what stands between a digital library's START and END lines."""
    first = next((i + 1 for i, block in enumerate(blocks) if LICENCE_START.match(block.text)), 0)
    last = next((i for i, block in enumerate(blocks) if i >= first and LICENCE_END.match(block.text)), len(blocks))
    return blocks[first:last]


# --- Numbers before titles --------------------------------------------------------------------------------------------
MEASURES = re.compile(r"(?:day|night|week|month|year|hour|minute|second|mile)s?\b", re.IGNORECASE)


def with_counted_titles(entries: list[Entry], file: str) -> list[Entry]:
    """Read "2 Snow" as chapter 2 where the headings of its level count up, or where the file has that number."""
    levels: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if entry.level and entry.sense and entry.sense.counted:
            levels[entry.level].append((index, *entry.sense.counted))
    named = {int(digits) for digits in re.findall(r"\d{1,3}", PurePath(file).stem)}
    for found in levels.values():
        counts_up = len(found) > 1 and all(now[1] + 1 == later[1] for now, later in pairwise(found))
        is_row = counts_up and len({title for _, _, title in found}) == len(found)
        for index, number, title in found:
            if (is_row or (len(found) == 1 and number in named)) and not MEASURES.match(title):
                label = entries[index].block.text.split()[0]
                entries[index] = replace(entries[index], sense=HeadingSense("numeral", number, title, label=label))
    return entries


# --- Lone lines that are prose after all ------------------------------------------------------------------------------
LEAST_SECTION = 40  # words between two lone numbers; "One." "Two." "Three." is somebody counting


def without_doubtful_lines(entries: list[Entry], *, one_chapter: bool) -> list[Entry]:
    """Turn lone lines back into prose where marked headings or the count speak against them."""
    lone = [index for index, entry in enumerate(entries) if entry.sense and not entry.level]
    has_marked_chapters = any(entry.level and entry.role in ("chapter", "numeral") for entry in entries)
    has_numbers = sum(entries[index].role == "numeral" for index in lone) > 1
    sure = {*(numbered_lines(entries) if has_numbers else ()), *chapter_lines(entries, lone, one_chapter=one_chapter)}
    for index in lone:
        if is_doubtful(entries, index, sure, has_marked_chapters=has_marked_chapters):
            entries[index] = replace(entries[index], sense=None, note=None)
    return entries


def chapter_lines(entries: Sequence[Entry], lone: Sequence[int], *, one_chapter: bool) -> set[int]:
    """Find the lone lines that open chapters: the first above all prose, and those that count on in its form."""
    found = [index for index in lone if entries[index].role == "chapter"]
    if not found:
        return set()
    head = next((index for index, entry in enumerate(entries) if entry.level and entry.role == "other"), None)
    prose = next((index for index, entry in enumerate(entries) if entry.is_prose), len(entries))
    is_titled = head is not None and head < min(prose, found[0])
    if not one_chapter and not (is_titled and found[0] > prose):
        return set(found)
    first = found[0]
    row = [first, *(index for index in found[1:] if form_of(entries[index]) == form_of(entries[first]))]
    counts_up = len(row) > 1 and all(
        (entries[later].sense.number or 0) == (entries[now].sense.number or 0) + 1  # type: ignore[union-attr]
        for now, later in pairwise(row)
    )
    if counts_up and all(words_between(entries, now, later) >= LEAST_SECTION for now, later in pairwise(row)):
        return set(row)
    return {first} if first < prose and not (one_chapter and is_titled) else set()


def form_of(entry: Entry) -> tuple[bool, bool, bool]:
    """Give how an author sets a chapter's line: in capitals or not, bold or not, with digits or words."""
    text = entry.block.text
    return text.isupper(), entry.block.is_bold, any(map(str.isdigit, text))


def words_between(entries: Sequence[Entry], start: int, end: int) -> int:
    """Count the words of prose between two entries."""
    return sum(entry.block.words for entry in entries[start + 1 : end] if entry.is_prose)


def is_doubtful(entries: Sequence[Entry], index: int, sure: set[int], *, has_marked_chapters: bool) -> bool:
    """Tell whether a lone line that reads like a heading is prose."""
    entry = entries[index]
    if entry.level or entry.sense is None:
        return False
    is_loud = entry.block.is_bold or entry.block.text.isupper() or entry.block.text.endswith(":")
    match entry.role:
        case "numeral":
            return index not in sure
        case "chapter":
            return has_marked_chapters or index not in sure
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
            words += entry.block.words
    return found


# --- Title pages ------------------------------------------------------------------------------------------------------
TITLE_PAGE = "the title page"
SENTENCE = re.compile(r"[a-z][.!?…]")  # a page without a sentence is not worth telling


def without_title_page(entries: Sequence[Entry]) -> tuple[str, list[Entry], list[Left]]:
    """Drop `Title: …`, `by …` and the like above the first prose; give the title they state."""
    title = ""
    kept: list[Entry] = []
    page: list[Left] = []
    has_begun = False
    for index, entry in enumerate(entries):
        key, _, value = entry.block.text.partition(":")
        is_page = entry.role == "metadata" and (index or value) and not is_sentence(entry, value)
        if is_page and not has_begun:
            title = title or (value.strip() if key.strip().lower() == "title" else "")
            if SENTENCE.search(value):
                page.append(Left(TITLE_PAGE, (entry.block,)))
            continue
        has_begun |= entry.is_prose
        kept.append(replace(entry, sense=None) if entry.role == "metadata" and not entry.level else entry)
    return title, kept, page


LONGEST_FACT = 6  # words of a value that ends like a sentence


def is_sentence(entry: Entry, value: str) -> bool:
    """Tell "Word count: 212, said the screen, as it had at noon." from what a title page states."""
    return not entry.level and len(value.split()) > LONGEST_FACT and value.rstrip("*_")[-1] in '.!?…"”’'


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
        least = 1 if entry.role == "part" else 2  # a part's page may stand alone
        if entry.sense and is_bare(entry) and len(below) >= least and is_subtitle(below[0], levels):
            entry = replace(entry, sense=replace(entry.sense, title=plain_title(below[0].block.text)))
            index += 1
        yield entry


def is_bare(entry: Entry) -> bool:
    """Tell a chapter's or part's heading that has a number and no words."""
    return is_bare_chapter(entry) or (entry.role == "part" and entry.sense is not None and not entry.sense.title)


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
