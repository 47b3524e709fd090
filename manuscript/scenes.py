"""A chapter's outline in, its scenes out: what is story, where each scene begins and ends, and its plain text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manuscript.inlines import Block
from manuscript.segments import (
    BARE_OPENING,
    TITLE_PAGE,
    RuleHabits,
    Segment,
    is_epigraph,
    is_real_prose,
    is_story,
    join_framed,
    rule_habits,
    without_title_lines,
)
from records import Mark, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manuscript.outline import Outline


def with_blank_breaks(blocks: Sequence[Block], text: str, blank_lines: int) -> Iterator[Block]:
    """Add a break wherever so many blank lines in a row lie between two paragraphs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    previous: Block | None = None
    for block in blocks:
        if previous and previous.kind == block.kind == "paragraph":
            run = longest = 0
            for line in lines[previous.lines[1] : block.lines[0] - 1]:
                run = 0 if line.strip() else run + 1
                longest = max(longest, run)
            if longest >= blank_lines:
                yield Block("break", "", (previous.lines[1] + 1, block.lines[0] - 1))
        yield block
        previous = block


@dataclass(slots=True)
class Unit:
    """A chapter under construction, or what stands outside of chapters."""

    number: int | None = None
    title: str = ""
    is_chapter: bool = False
    least_words: int = 0  # of prose that a scene outside of the chapters must have
    segments: list[Segment] = field(default_factory=lambda: [Segment()])


def cut_units(outline: Outline) -> list[Unit]:
    """Cut an outline into chapters of scenes; parts and title pages stay only where they hold real prose."""
    units = [Unit()]
    for item in outline.items:
        last = units[-1].segments[-1]
        match item.role:
            case "text":
                last.blocks.append(item.block)
            case "break":
                units[-1].segments.append(Segment(opener=item.block))
            case "scene" if last.blocks:
                units[-1].segments.append(Segment(item.title))
            case "scene":
                last.title = item.title
            case "chapter" | "part":
                units.append(Unit(item.number, item.title, is_chapter=item.role == "chapter"))
    first = next((index for index, unit in enumerate(units) if unit.is_chapter), 0)
    for index, unit in enumerate(units):
        is_title_page = index < first and bool(index or outline.title)
        unit.least_words = 0 if unit.is_chapter or not first else TITLE_PAGE if is_title_page else BARE_OPENING
    habits = rule_habits([segment for unit in units for segment in unit.segments])
    for unit in units:
        unit.segments = story_segments(unit, habits)
    return units


def story_segments(unit: Unit, habits: RuleHabits) -> list[Segment]:
    """Keep the segments that are scenes; a frame of two rules is undone first."""
    segments = join_framed(unit.segments, habits)
    segments[0].blocks = without_title_lines(segments[0].blocks)
    if unit.least_words:
        return [segment for segment in segments if is_story(segment) and is_real_prose(segment, unit.least_words)]
    kept = [segment for segment in segments if is_story(segment)]
    if len(kept) > 1 and kept[0] is segments[0] and not kept[0].title and is_epigraph(kept[0]):
        del kept[0]
    return kept


def make_scene(segment: Segment, numbers: tuple[int, int], chapter_title: str, file: str) -> Scene:
    """Join a segment's paragraphs into a scene's text, one line each, with marks and line numbers moved to fit."""
    paragraphs, line_map = [], []
    marks: list[Mark] = []
    start = 0
    for block in segment.blocks:
        paragraphs.append(block.text)
        line_map += [(start + offset, line) for offset, line in block.line_map]
        marks += block_marks(block, start)
        start += len(block.text) + 1
    marks += quote_marks(segment.blocks)
    return Scene(
        chapter=0,
        number=numbers[0],
        title=segment.title or chapter_title,
        file=file,
        file_scene=numbers[1],
        lines=(segment.blocks[0].lines[0], max(block.lines[1] for block in segment.blocks)),
        text=unicodedata.normalize("NFC", "\n".join(paragraphs)),
        line_map=tuple(line_map),
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
    )


def block_marks(block: Block, start: int) -> Iterator[Mark]:
    """Mark what is set apart within a block that begins at `start`."""
    yield from (Mark("emphasis", start + first, start + last) for first, last in block.emphasis)
    yield from (Mark("strong", start + first, start + last) for first, last in block.strong)
    yield from (Mark("turn", start + turn, start + turn + 1) for turn in block.turns)
    if block.kind == "heading":
        yield Mark("heading", start, start + len(block.text))


def quote_marks(blocks: Sequence[Block]) -> Iterator[Mark]:
    """Mark each block quote as one stretch, however many paragraphs it has."""
    start = 0
    opened: tuple[int, int, int] | None = None  # (quote, start, end)
    for block in blocks:
        end = start + len(block.text)
        if opened and opened[0] != block.quote:
            yield Mark("blockquote", opened[1], opened[2])
            opened = None
        if block.quote:
            opened = (block.quote, opened[1] if opened else start, end)
        start = end + 1
    if opened:
        yield Mark("blockquote", opened[1], opened[2])
