"""One file's text in, its chapters of scenes out: blocks, the role of each line, chapters, scenes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manuscript.blocks import parse_blocks
from manuscript.dialects import ReadableText, read_text
from manuscript.front_matter import FrontMatter
from manuscript.left_out import leave_hidden, tell_left_out
from manuscript.outline import make_outline
from manuscript.scenes import Unit, cut_units, make_scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records import LeftOut, Scene


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """A chapter as read from its file: its scenes have chapter number 0 until the whole novel is numbered."""

    number: int | None  # as its heading states it
    title: str
    scenes: tuple[Scene, ...]
    label: str = ""  # what its heading says before the title: "Chapter One"
    part: str = ""  # the title of a part that begins with it
    epigraph: Scene | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one Markdown file holds."""

    title: str  # of the book, where a heading or a title page above its chapters states it; else ""
    chapters: tuple[ParsedChapter, ...]
    front: FrontMatter = field(default_factory=FrontMatter)
    left_out: tuple[LeftOut, ...] = ()
    part: str = ""  # the title of a part that stands below the last scene, for the next file's first chapter


def parse_file(text: str, *, file: str = "", one_chapter: bool = False, blank_lines_break: int = 0) -> ParsedFile:
    """Cut a Markdown text into its chapters and scenes: `parse_readable` of what readers see of it."""
    return parse_readable(read_text(text), file=file, one_chapter=one_chapter, blank_lines_break=blank_lines_break)


def parse_readable(readable: ReadableText, *, file: str, one_chapter: bool, blank_lines_break: int) -> ParsedFile:
    """Cut what readers see of a file into chapters and scenes, and find the book's title.

    With `one_chapter` the text is one chapter unless its headings plainly count several; `blank_lines_break` blank
    lines in a row end a scene, 0: they never do. A chapter without a scene is left out.
    """
    blocks = parse_blocks(readable, blank_lines_break)
    outline = make_outline(blocks, one_chapter=one_chapter, file=file)
    units, part, more = cut_units(outline)
    chapters = make_chapters(units, file)
    left = (*outline.left, *more, *map(leave_hidden, readable.hidden))
    return ParsedFile(
        title=outline.title,
        chapters=chapters,
        front=readable.front,
        left_out=tell_left_out(left, file, sum(block.words for block in blocks)) if left else (),
        part=part,
    )


def make_chapters(units: Sequence[Unit], file: str) -> tuple[ParsedChapter, ...]:
    """Make the chapters of a file, with their scenes numbered in the chapter and in the file."""
    chapters = []
    file_scene = 0
    for unit in units:
        scenes = []
        for number, segment in enumerate(unit.segments, 1):
            file_scene += 1
            scenes.append(make_scene(segment, (number, file_scene), unit.title, file))
        motto = make_scene(unit.epigraph, (0, 0), "", file) if unit.epigraph else None
        chapters.append(ParsedChapter(unit.number, unit.title, tuple(scenes), unit.label, unit.part, motto))
    return tuple(chapters)
