"""A chapter's outline in, its scenes out: what is story, where each scene begins and ends, and its plain text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manuscript.headings import plain_title
from manuscript.left_out import Left
from manuscript.segments import (
    BARE_OPENING,
    PLACE_OR_TIME,
    SENTENCE,
    TITLE_PAGE,
    RuleHabits,
    Segment,
    is_caption,
    is_epigraph,
    is_loud,
    is_real_prose,
    is_story,
    join_framed,
    rule_habits,
    title_lines,
)
from records import Mark, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manuscript.inlines import Block
    from manuscript.outline import Outline


@dataclass(slots=True)
class Unit:
    """A chapter under construction, or what stands outside of chapters."""

    number: int | None = None
    title: str = ""
    label: str = ""
    part: str = ""  # the title of a part that begins with it
    is_chapter: bool = False
    least_words: int = 0  # of prose that a scene outside of the chapters must have
    segments: list[Segment] = field(default_factory=lambda: [Segment()])
    epigraph: Segment | None = None


def cut_units(outline: Outline) -> tuple[list[Unit], str, list[Left]]:
    """Cut an outline into chapters of scenes: (those with scenes, the title of a part below them, what is left out).

    Parts and title pages stay only where they hold real prose.
    """
    units = open_units(outline)
    first = next((index for index, unit in enumerate(units) if unit.is_chapter), 0)
    for index, unit in enumerate(units):
        is_title_page = index < first and bool(index or outline.title)
        unit.least_words = 0 if unit.is_chapter or not first else TITLE_PAGE if is_title_page else BARE_OPENING
    habits = rule_habits([segment for unit in units for segment in unit.segments])
    left = [left for unit in units for left in keep_story(unit, habits)]
    part = ""
    for unit in units:
        part = joined_parts(part, unit.part)
        if unit.segments:
            unit.part, part = (part if unit.is_chapter else ""), ""
    return [unit for unit in units if unit.segments], part, left


def joined_parts(above: str, part: str) -> str:
    """Give the title of a part within a part: "Book One: Water: Part I"."""
    return ": ".join(dict.fromkeys(name for name in (above, part) if name))


def open_units(outline: Outline) -> list[Unit]:
    """Cut an outline at the headings of chapters and parts, and at breaks and scenes within them."""
    units = [Unit()]
    part = ""  # that the headings of chapters name
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
            case "part":
                units.append(Unit(title=item.title, label=item.label, part=item.part))
            case "chapter":
                name = item.part if item.part != part else ""
                part = item.part
                units.append(Unit(item.number, item.title, item.label, name, is_chapter=True))
    return units


# --- What of a chapter is story ---------------------------------------------------------------------------------------
TITLE_ALONE = "a title alone"


def keep_story(unit: Unit, habits: RuleHabits) -> list[Left]:
    """Keep the segments that are scenes, and the motto above them; a frame of two rules is undone first."""
    segments = join_framed(unit.segments, habits)
    lines = title_lines(segments[0].blocks)
    left = [page_left(segments[0].blocks[:lines])]
    segments[0].blocks = segments[0].blocks[lines:]
    if unit.least_words:
        unit.segments = [each for each in segments if is_story(each) and is_real_prose(each, unit.least_words)]
        stories = set(map(id, unit.segments))
        return left + [page_left(each.blocks) for each in segments if id(each) not in stories]
    told = [segments[0], *(each for each in segments[1:] if each.blocks or each.title)]
    captions = with_captions(told)
    if unit.is_chapter and len(told) == 1 and told[0].blocks and told[0].blocks[0].kind != "heading":
        captions = set()  # one line under a chapter's heading is what its author has written
    left += [Left(TITLE_ALONE, tuple(each.blocks)) for each in segments if id(each) in captions]
    unit.segments = [each for each in segments if is_story(each) and id(each) not in captions]
    left += [Left("links", tuple(each.blocks)) for each in segments if not is_story(each)]
    take_motto(unit, segments[0])
    return left


def page_left(blocks: Sequence[Block]) -> Left:
    """Tell what a title page says where it holds sentences; a title or a name is not worth telling."""
    return Left("the title page", tuple(blocks) if any(SENTENCE.search(block.text) for block in blocks) else ())


def with_captions(segments: Sequence[Segment]) -> set[int]:
    """Give a title or line that stands alone to the scene below it; return the ids of those with no scene below."""
    alone: set[int] = set()
    below: Segment | None = None
    for segment in reversed(segments):
        if below and not segment.blocks:
            below.title = below.title or segment.title
        elif is_caption(segment) and below:
            give_caption(segment, below)
        elif is_caption(segment) and not segment.title:
            alone.add(id(segment))
        elif segment.blocks:
            below = segment
    return alone


def give_caption(segment: Segment, below: Segment) -> None:
    """Make a line alone the title of the scene below it, or its first line where it says a place or a time."""
    (block,) = segment.blocks
    segment.blocks = []
    if is_loud(block) and not below.title and not PLACE_OR_TIME.search(block.text):
        below.title = plain_title(block.text)
    else:
        below.blocks.insert(0, block)
        below.title = below.title or segment.title


def take_motto(unit: Unit, first: Segment) -> None:
    """Take the motto above a chapter's first scene from its scenes."""
    kept = unit.segments
    if not kept or kept[0] is not first or first.title:
        return
    if len(kept) > 1 and is_epigraph(first):
        unit.epigraph = kept.pop(0)


# --- The scene itself -------------------------------------------------------------------------------------------------
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
