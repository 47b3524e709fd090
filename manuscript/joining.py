"""The chapters of each file in, the novel's chapters out: their titles, parts and numbers, across files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from manuscript.front_matter import FrontMatter
from manuscript.headings import plain_title, sense_of
from manuscript.novelwriter import read_heading
from manuscript.numbering import choose_numbers, own_numbers, say_numbers
from manuscript.titles import chapter_title

if TYPE_CHECKING:
    from manuscript.orders import Order
    from records import Chapter, Scene

CHAPTER_LEVEL, SCENE_LEVEL = 2, 3  # of novelWriter's headings


@dataclass(frozen=True, slots=True)
class Piece:
    """A chapter as one file has it, and the number that its heading states; its own number is still 0."""

    chapter: Chapter
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A file with its chapters."""

    name: str
    text: str
    front: FrontMatter
    pieces: tuple[Piece, ...]
    part: str = ""  # of a part that begins with the next file


def join_files(files: Sequence[ChapterFile], order: Order, book: str) -> list[Piece]:
    """Give the novel's chapters in order; `book` is its title, which is no chapter's and no part's."""
    if order.is_pieces:
        return list(join_documents(files))
    joined, part = [], ""
    several = sum(bool(file.pieces) for file in files) > 1
    for file in files:
        part = order.parts.get(file.name, part)
        for piece in titled(file, order, book) if several else file.pieces:
            own = piece.chapter.part or part
            joined.append(replace(piece, chapter=replace(piece.chapter, part="" if own == book else own)))
            part = ""
        part = file.part or part
    return joined


def titled(file: ChapterFile, order: Order, book: str) -> Iterator[Piece]:
    """Give a file's one chapter the title that its front matter states, or a list of chapters where it has none."""
    if len(file.pieces) != 1:
        yield from file.pieces
        return
    piece = file.pieces[0]
    stated = chapter_title(file.front, book)
    listed = order.titles.get(file.name, "") if not piece.chapter.title and not piece.chapter.label else ""
    if stated is None and listed:
        stated = chapter_title(FrontMatter({"title": listed}), book)
    if stated is None:
        yield piece
        return
    title = stated.title or piece.chapter.title
    label = stated.label or piece.chapter.label
    yield Piece(entitle(replace(piece.chapter, label=label), title), piece.stated or stated.number)


def entitle(chapter: Chapter, title: str) -> Chapter:
    """Give a chapter another title, and those of its scenes that have it from the chapter."""
    scenes = tuple(
        replace(scene, title=title) if scene.title in ("", chapter.title) else scene for scene in chapter.scenes
    )
    return replace(chapter, title=title, scenes=scenes)


def join_documents(files: Sequence[ChapterFile]) -> Iterator[Piece]:
    """Join the documents of a novelWriter project: one that begins below a chapter's heading goes on with the last."""
    open_piece: Piece | None = None
    part = ""
    heading = ""  # of a chapter that has a document of its own
    for file in files:
        level, words = read_heading(file.text)
        if not file.pieces:
            part = words if level == 1 else part
            heading = words if level == CHAPTER_LEVEL else heading
            continue
        first, *others = file.pieces
        goes_on = level == 0 or level >= SCENE_LEVEL
        if goes_on and open_piece and not heading and not part:
            open_piece = replace(open_piece, chapter=extend(open_piece.chapter, first.chapter.scenes))
        else:
            if open_piece:
                yield open_piece
            chapter = replace(first.chapter, part=first.chapter.part or plain_title(part))
            open_piece = replace(first, chapter=head(chapter, heading) if goes_on else chapter)
        for other in others:
            yield open_piece
            open_piece = other
        part = heading = ""
    if open_piece:
        yield open_piece


def head(chapter: Chapter, heading: str) -> Chapter:
    """Set the heading of another document above a chapter; the chapter's own is that of its first scene."""
    sense = sense_of(heading)
    title = plain_title(sense.title if sense.role in ("chapter", "numeral") else heading)
    scenes = tuple(replace(scene, title=scene.title or title) for scene in chapter.scenes)
    return replace(chapter, title=title, scenes=scenes)


def extend(chapter: Chapter, scenes: Sequence[Scene]) -> Chapter:
    """Add the scenes of another file to a chapter."""
    more = (
        replace(scene, number=number, title=scene.title or chapter.title)
        for number, scene in enumerate(scenes, len(chapter.scenes) + 1)
    )
    return replace(chapter, scenes=(*chapter.scenes, *more))


def number_chapters(pieces: Sequence[Piece], *, by_name: bool = True) -> tuple[tuple[Chapter, ...], tuple[str, ...]]:
    """Give the chapters their numbers: (those, a sentence where their files' names have other numbers or none)."""
    files = [(name, list(run)) for name, run in groupby(pieces, key=lambda piece: piece.chapter.file)]
    names = [name for name, _ in files]
    own = own_numbers(names) if by_name else dict.fromkeys(names)
    stated = [[piece.stated for piece in run] for _, run in files]
    numbers = choose_numbers([own[name] for name in names], stated)
    is_own = numbers in (stated, [[own[name]] for name in names]) or len(files) == 1
    chapters = [
        replace(
            piece.chapter,
            number=number,
            scenes=tuple(replace(scene, chapter=number) for scene in piece.chapter.scenes),
        )
        for (_, run), inside in zip(files, numbers, strict=True)
        for piece, number in zip(run, inside, strict=True)
    ]
    said = () if is_own else (say_numbers(list(zip(names, numbers, strict=True))),)
    return tuple(chapters), said
