"""Markdown chapters in, scenes out: plain prose, with the line in the file that each piece comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

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
from manuscript.markdown import front_matter_title, visible_text
from manuscript.outline import make_outline
from manuscript.scenes import cut_units, make_scene, with_blank_breaks
from records import Chapter, Novel, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """A chapter as read from its file: its scenes have chapter number 0 until the whole novel is numbered."""

    number: int | None  # as its heading states it
    title: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one Markdown file holds."""

    title: str  # of the book, where the file states it; else ""
    chapters: tuple[ParsedChapter, ...]


def parse_file(text: str, *, file: str = "", one_chapter: bool = False, blank_lines_break: int = 0) -> ParsedFile:
    """Cut a Markdown text into its chapters and scenes, and find the book's title.

    With `one_chapter` the text is one chapter unless two headings say "Chapter"; `blank_lines_break` blank lines in a
    row end a scene, 0: they never do. A chapter without a scene is left out.
    """
    visible = visible_text(text)
    blocks = parse_blocks(visible)
    if blank_lines_break:
        blocks = tuple(with_blank_breaks(blocks, text, blank_lines_break))
    outline = make_outline(blocks, one_chapter=one_chapter)
    units = [unit for unit in cut_units(outline) if unit.segments]
    chapters = []
    file_scene = 0
    for unit in units:
        scenes = []
        for number, segment in enumerate(unit.segments, 1):
            file_scene += 1
            scenes.append(make_scene(segment, (number, file_scene), unit.title, file))
        chapters.append(ParsedChapter(unit.number, unit.title, tuple(scenes)))
    return ParsedFile(front_matter_title(visible) or outline.title, tuple(chapters))


# --- Outline to scenes ------------------------------------------------------------------------------------------------


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


def read_novel(path: Path, blank_lines_break: int = 0) -> Novel:
    """Read a folder of chapters or one Markdown file; raises NovelError, or UsageError where there is no such path.

    `blank_lines_break` blank lines in a row also end a scene; 0: they never do.
    """
    if not is_there(path):
        raise UsageError(f"{path}: no such file or folder; give the novel's folder or file with --novel.")
    folder = path if path.is_dir() else path.parent
    found, left_out = chapter_files(path) if path.is_dir() else ([path], [])
    if not found:
        raise NovelError(
            f"{path} holds no chapters: put Markdown files there (chapter_01.md), or name another folder with --novel."
        )
    files = [read_file(file, folder, blank_lines_break, is_alone=len(found) == 1) for file in found]
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


def read_file(path: Path, folder: Path, blank_lines_break: int, *, is_alone: bool) -> ReadFile:
    """Read and parse one file; its name is relative to the novel's folder, with "/"."""
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
    parsed = parse_file(text, file=name, one_chapter=one_chapter, blank_lines_break=blank_lines_break)
    return ReadFile(path, number, parsed, warning)


def story_files(files: Sequence[ReadFile], folder: Path) -> tuple[list[ReadFile], list[str]]:
    """Leave out the files that are no chapters: those without a scene, and unnumbered ones among `chapter_NN`."""
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
    """Order the files and number their chapters: by stated numbers if these are unique and ascending, else from 1."""
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
    """Give the number that a chapter's file name states, else its heading."""
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
    """Set the number of a chapter and of its scenes."""
    scenes = tuple(replace(scene, chapter=number) for scene in chapter.scenes)
    return Chapter(number, chapter.title, scenes[0].file, scenes)


def title_from_name(path: Path) -> str:
    """Make a title from the name of a folder or file."""
    return path.resolve().stem.replace("_", " ").replace("-", " ").strip()


def name_list(paths: Sequence[Path], folder: Path) -> str:
    """List up to three file names and count the rest."""
    names = [path.relative_to(folder).as_posix() for path in paths]
    return " and ".join(names) if len(names) < 4 else f"{names[0]} and {len(names) - 1} other files"  # noqa: PLR2004
