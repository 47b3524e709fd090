"""Markdown chapters in, scenes out: plain prose that knows its lines in the file."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

import config
from errors import NovelError, UsageError
from manuscript.blocks import parse_blocks
from manuscript.files import (
    LARGEST_FILE,
    chapter_files,
    decode,
    file_number,
    is_chapter_name,
    reading_key,
    same_number,
)
from manuscript.inlines import Block
from manuscript.markdown import LONGEST, front_matter_title, visible_text
from manuscript.outline import Outline, make_outline
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


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a scene's text that Markdown sets apart: italics (thoughts, letters, titles), bold, a quote."""

    kind: Literal["emphasis", "strong", "blockquote", "heading", "turn"]  # "turn": a space that breaks the line
    start: int  # characters into Scene.text
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: what is drawn as one picture."""

    chapter: int  # the chapter's number, used in file names and on the command line
    number: int  # from 1 within its chapter
    title: str  # the scene's own heading, else its chapter's title; "" where there is neither
    file: str  # relative to the novel's folder, with "/"
    file_scene: int  # from 1 within its file
    lines: tuple[int, int]  # first and last line in the file, from 1
    text: str  # plain prose, NFC; white space within a paragraph is one space, between paragraphs one "\n"
    line_map: tuple[tuple[int, int], ...] = ()  # (characters into text, line in the file), ascending
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        """(chapter, scene), the way an author names it."""
        return (self.chapter, self.number)

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    def line_at(self, start: int) -> int:
        """Line in the file that holds the character at `start`."""
        index = bisect_right(self.line_map, (start, 1 << 62)) - 1
        return self.line_map[index][1] if index >= 0 else self.lines[0]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and its scenes, in reading order."""

    number: int
    title: str
    file: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class ParserOptions:
    """What an author may change about how a manuscript is cut into scenes."""

    blank_lines_break: int = config.BLANK_LINES_BREAK  # as many blank lines in a row also end a scene; 0: never
    note_headings: tuple[str, ...] = config.NOTE_HEADINGS
    one_chapter: bool = False  # the file is one chapter, unless two headings say "Chapter"


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """A chapter as its file has it: the scenes' chapter is 0 until the whole novel is numbered."""

    number: int | None  # as its heading states it
    title: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one Markdown file holds."""

    title: str  # of the book, where the file states it; else ""
    chapters: tuple[ParsedChapter, ...]


DEFAULT_OPTIONS = ParserOptions()


def parse_chapters(text: str, *, file: str = "", options: ParserOptions = DEFAULT_OPTIONS) -> tuple[ParsedChapter, ...]:
    """Cut a Markdown text into its chapters and scenes; a chapter without a scene is left out."""
    return parse_file(text, file=file, options=options).chapters


def parse_file(text: str, *, file: str = "", options: ParserOptions = DEFAULT_OPTIONS) -> ParsedFile:
    """Cut a Markdown text into its chapters and scenes, and find the book's title."""
    blocks = parse_blocks(text)
    if options.blank_lines_break:
        blocks = tuple(with_blank_breaks(blocks, text, options.blank_lines_break))
    outline = make_outline(blocks, options.note_headings, one_chapter=options.one_chapter)
    units = [unit for unit in cut_units(outline) if unit.segments]
    chapters = []
    file_scene = 0
    for unit in units:
        scenes = []
        for number, segment in enumerate(unit.segments, 1):
            file_scene += 1
            scenes.append(make_scene(segment, (number, file_scene), unit.title, file))
        chapters.append(ParsedChapter(unit.number, unit.title, tuple(scenes)))
    return ParsedFile(front_matter_title(visible_text(text[:LONGEST])) or outline.title, tuple(chapters))


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


# --- Outline to scenes ------------------------------------------------------------------------------------------------
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
    """Lay a segment's paragraphs end to end: one line each, every mark and line moved along."""
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


@dataclass(frozen=True, slots=True)
class Novel:
    """A whole novel as the program reads it."""

    title: str
    folder: Path
    chapters: tuple[Chapter, ...]  # every one with at least one scene
    warnings: tuple[str, ...] = ()  # sentences for the author
    skipped: tuple[str, ...] = ()  # files that are no chapters, with why

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """All scenes in reading order."""
        return tuple(scene for chapter in self.chapters for scene in chapter.scenes)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as read: what it holds and the number its name states."""

    path: Path
    number: int | None
    parsed: ParsedFile
    warning: str = ""

    @property
    def claim(self) -> int | None:
        """The number of the one chapter that this file is; None where it holds several."""
        if len(self.parsed.chapters) != 1:
            return None
        return self.parsed.chapters[0].number if self.number is None else self.number


def read_novel(path: Path) -> Novel:
    """Read a folder of chapters or one Markdown file; raises NovelError, or UsageError where there is no such path."""
    if not is_there(path):
        raise UsageError(f"{path}: no such file or folder; give the novel's folder or file with --novel.")
    folder = path if path.is_dir() else path.parent
    found, left_out = chapter_files(path) if path.is_dir() else ([path], [])
    if not found:
        raise NovelError(
            f"{path} holds no chapters: put Markdown files there (chapter_01.md), or name another folder with --novel."
        )
    files = [read_file(file, folder, is_alone=len(found) == 1) for file in found]
    files, more = story_files(files, folder)
    chapters = number_chapters(files, folder)
    if not chapters:
        raise NovelError(f"{path} holds no scene: there is no prose in {name_list(found, folder)}.")
    return Novel(
        title=next(
            (file.parsed.title for file in files if file.parsed.title),
            title_from_name(folder if is_chapter_name(path.stem) else path),
        ),
        folder=folder,
        chapters=chapters,
        warnings=tuple(file.warning for file in files if file.warning),
        skipped=(*(f"{file.relative_to(folder).as_posix()}: {why}" for file, why in left_out), *more),
    )


def is_there(path: Path) -> bool:
    """Tell whether a path is a file or a folder that may be read."""
    try:
        return path.is_file() or path.is_dir()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def read_file(path: Path, folder: Path, *, is_alone: bool) -> ReadFile:
    """Read and parse one file; its name is told relative to the novel's folder, with "/"."""
    name = path.relative_to(folder).as_posix()
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise NovelError(
                f"{name} is larger than {LARGEST_FILE // 2**20} MB, which is no chapter: move it out of the folder."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise NovelError(f"{name} cannot be read: {error.strerror}.") from error
    text, warning = decode(raw, name)
    number = file_number(path.stem)
    one_chapter = is_chapter_name(path.stem) or (number is not None and not is_alone)
    return ReadFile(path, number, parse_file(text, file=name, options=ParserOptions(one_chapter=one_chapter)), warning)


def story_files(files: Sequence[ReadFile], folder: Path) -> tuple[list[ReadFile], list[str]]:
    """Leave out what is plainly beside the chapters: files without a scene, and unnumbered ones among `chapter_NN`."""
    named = sum(is_chapter_name(file.path.stem) for file in files)
    kept: list[ReadFile] = []
    skipped: list[str] = []
    for file in files:
        name = file.path.relative_to(folder).as_posix()
        if not file.parsed.chapters:
            skipped.append(f"{name}: there is no scene in it")
        elif named > 1 and file.number is None and file.claim is None and not is_chapter_name(file.path.stem):
            skipped.append(f"{name}: it has no chapter number, unlike the files beside it")
        else:
            kept.append(file)
    return kept, skipped


def number_chapters(files: Sequence[ReadFile], folder: Path) -> tuple[Chapter, ...]:
    """Order the files and number their chapters: as they say where that is unique and ascending, else from 1."""
    for number, first, second in same_number((file.path, file.claim) for file in files if file.claim is not None):
        names = name_list([first, second], folder)
        raise NovelError(f"{names} both claim to be chapter {number}: rename one of them.")
    ordered = sorted(files, key=lambda file: reading_key(file.path.relative_to(folder)))
    if all(file.claim is not None and file.number is None for file in files):
        ordered.sort(key=lambda file: (file.path.parent, file.claim))
    parsed = [(chapter, chapter_number(file, chapter)) for file in ordered for chapter in file.parsed.chapters]
    numbers = [number for _, number in parsed]
    if len(ordered) > 1 and numbers[0] is None and numbers[1:2] == [1]:
        numbers[0] = 0  # prologue.md beside chapter_01.md
    return tuple(numbered(chapter, number) for (chapter, _), number in zip(parsed, final_numbers(numbers), strict=True))


def chapter_number(file: ReadFile, chapter: ParsedChapter) -> int | None:
    """Give the number that a chapter states, by its file name first."""
    return chapter.number if file.claim is None else file.claim


def final_numbers(stated: Sequence[int | None]) -> list[int]:
    """Keep the stated numbers where they ascend; a last chapter without one (an epilogue) takes the next."""
    numbers = [*stated]
    if len(numbers) > 1 and numbers[-1] is None and numbers[-2] is not None:
        numbers[-1] = numbers[-2] + 1
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers) and all(low < high for low, high in pairwise(known)):
        return known
    return list(range(1, len(numbers) + 1))


def numbered(chapter: ParsedChapter, number: int) -> Chapter:
    """Give a chapter and its scenes their number."""
    scenes = tuple(replace(scene, chapter=number) for scene in chapter.scenes)
    return Chapter(number, chapter.title, scenes[0].file, scenes)


def title_from_name(path: Path) -> str:
    """Make a title of a folder's or file's name."""
    return path.resolve().stem.replace("_", " ").replace("-", " ").strip()


def name_list(paths: Sequence[Path], folder: Path) -> str:
    """Name up to three files, and count more."""
    names = [path.relative_to(folder).as_posix() for path in paths]
    return " and ".join(names) if len(names) < 4 else f"{names[0]} and {len(names) - 1} other files"  # noqa: PLR2004
