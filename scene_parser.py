"""Markdown chapters in, scenes out: plain prose, with the line in the file that each piece comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from errors import NovelError
from manuscript.account import say_skipped
from manuscript.book_facts import Facts, settings_facts
from manuscript.dialects import read_text
from manuscript.files import FileReader
from manuscript.joining import ChapterFile, Piece, join_files, number_chapters
from manuscript.library import Library, find_chapters, title_pages
from manuscript.numbering import chapter_numbers, own_numbers, read_files
from manuscript.parsing import ParsedFile, parse_readable
from manuscript.places import NO_SCENE, UNNUMBERED, shared_folder, unnumbered
from manuscript.titles import (
    TITLE_LINES,
    Stated,
    default_title,
    find_facts,
    is_plain_folder,
    says_part,
)
from manuscript.twins import find_twins
from records import Chapter, Novel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from manuscript.orders import Order


Parse = Callable[..., ParsedFile]  # as parse_readable does


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as read."""

    name: str  # relative to the novel's folder, with "/"
    text: str
    parsed: ParsedFile
    warning: str = ""

    @property
    def prose(self) -> str:
        """The text of its scenes."""
        return "\n".join(scene.text for chapter in self.parsed.chapters for scene in chapter.scenes)

    @property
    def number(self) -> int | None:
        """The number that its heading states where it is one chapter."""
        return self.parsed.chapters[0].number if len(self.parsed.chapters) == 1 else None

    @property
    def part(self) -> str:
        """The title of the part that it is, where it is only that."""
        return self.parsed.part or ("" if self.parsed.chapters else says_part(self.parsed.front))

    def as_chapters(self) -> ChapterFile:
        """Give its chapters as the novel's, still without their numbers."""
        pieces = (
            Piece(Chapter(0, one.title, self.name, one.scenes, one.label, one.part, one.epigraph), one.number)
            for one in self.parsed.chapters
        )
        return ChapterFile(self.name, self.text, self.parsed.front, tuple(pieces), self.part)


def read_novel(
    path: Path,
    blank_lines_break: int = 0,
    stated: Facts = MappingProxyType({}),
    listed: Sequence[str] = (),
    parse: Parse = parse_readable,
) -> Novel:
    """Read a folder of chapters or one file; raises NovelError, or UsageError where there is no such path.

    `blank_lines_break` blank lines in a row also end a scene; 0: they never do. What the author has `stated` of the
    book and the files that she has `listed` in their order win over everything that the manuscript says. `parse` may
    know a file from an earlier run.
    """
    library = find_chapters(path, listed)
    order = library.order
    files = read_chapters(library, blank_lines_break, parse)
    kept, beside, warnings = story_files(files, order)
    if not any(file.parsed.chapters for file in kept):
        raise NovelError(f"{path} holds no scene: there is no prose in {name_list(library.chapters)}.")
    kept = kept if order.source else by_headings(kept)
    pages = [*title_pages(library), *(name for name in library.order.files[:1] if name in beside)]
    found = find_book(library, kept, pages)
    pieces = join_files([file.as_chapters() for file in kept], order, found.get("title", ""))
    facts = {**found, **stated}
    chapters, numbering = number_chapters(pieces, by_name=not order.is_pieces)
    return Novel(
        title=facts.get("title") or default_title(path, library.folder),
        folder=library.folder,
        chapters=chapters,
        warnings=(*order.warnings, *warnings, *(file.warning for file in files if file.warning)),
        skipped=say_skipped({name: why for name, why in library.beside.items() if name not in pages} | beside),
        order=(*([f"Order: {order.source}."] if order.source else []), *numbering),
        left_out=tuple(left for file in kept for left in file.parsed.left_out),
        details={key: value for key, value in facts.items() if key != "title" or key in stated},
    )


def read_chapters(library: Library, blank_lines_break: int, parse: Parse = parse_readable) -> list[ReadFile]:
    """Read and parse the files that may be chapters."""
    is_alone = len(library.chapters) == 1
    files = []
    for name, sense in read_files(library.chapters).items():
        text, warning = library.reader.read(name)
        readable = read_text(text)
        is_titled = bool(chapter_numbers(sense) or readable.front.text("title"))
        parsed = parse(
            readable,
            file=name,
            one_chapter=sense.is_story or library.order.is_whole or (is_titled and not is_alone),
            blank_lines_break=blank_lines_break,
        )
        files.append(ReadFile(name, text, parsed, warning))
    return files


def story_files(files: Sequence[ReadFile], order: Order) -> tuple[list[ReadFile], dict[str, str], list[str]]:
    """Choose the files that are story: (those, the others with why, warnings)."""
    told = [file for file in files if file.parsed.chapters]
    beside = {
        file.name: NO_SCENE for file in files if not file.parsed.chapters and not file.part and not order.is_pieces
    }
    if order.is_list:
        return [file for file in files if file.name not in beside], beside, []
    twins = find_twins({file.name: file.prose for file in told})
    gone = {twin.name for twin in twins}
    left = [file for file in told if file.name not in gone]
    stated = {file.name for file in left if file.number is not None or file.name in order.counted}
    beside |= dict.fromkeys(unnumbered([file.name for file in left], stated), UNNUMBERED)
    kept = [file for file in files if file.name not in gone and file.name not in beside]
    return kept, beside, [twin.say() for twin in twins]


def by_headings(files: Sequence[ReadFile]) -> list[ReadFile]:
    """Order files without a number in their names by the numbers in their headings, where all have one."""
    own = own_numbers([file.name for file in files])
    if any(number is not None for number in own.values()) or any(file.number is None for file in files):
        return list(files)
    return sorted(files, key=lambda file: (file.name.rpartition("/")[0], file.number or 0))


def find_book(library: Library, files: Sequence[ReadFile], pages: Sequence[str]) -> Facts:
    """Find the book's title, author, language and date, as its files state them."""
    read = library.reader.read_quietly
    above = library.folder.resolve().parent
    settings = settings_facts(library.names, read, ("", shared_folder(library.chapters)))
    beyond = (
        settings_facts([path.name for path in above.iterdir()], FileReader(above).read_quietly)
        if len(library.names) > 1 and is_plain_folder(library.folder.resolve().name)
        else ()
    )
    stated = [
        Stated(
            file.name,
            file.parsed.front,
            "\n".join(file.text.split("\n", TITLE_LINES + file.parsed.front.lines)[file.parsed.front.lines :]),
            file.parsed.title,
            file.parsed.chapters[0].title if file.parsed.chapters else "",
        )
        for file in files
    ]
    return find_facts((library.order.facts, *settings, *beyond), map(read, pages), stated)


def name_list(names: Sequence[str]) -> str:
    """List up to three file names and count the rest."""
    return " and ".join(names) if len(names) < 4 else f"{names[0]} and {len(names) - 1} other files"  # noqa: PLR2004
