"""The book's settings in, the three books on disk out, made from the manuscript and its pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import doorstep
from cast.sheet import add_words, read_cast_sheet
from errors import UsageError
from manuscript.account import say_left_out, say_passed_over
from publish.book_settings import PictureOptions
from publish.contents import make_book, make_models, make_plates
from publish.cover import can_letter, draw_cover
from publish.details import find_details
from publish.epub import make_epub
from publish.files import file_stem, write_files
from publish.html import make_html
from publish.markdown import make_markdown
from publish.pictures import Encoded, encode, open_image, open_picture
from publish.typography import typeset_book
from scene_parser import read_novel
from scene_reader import read_book
from workspace.console import print_result
from workspace.log import log
from workspace.lookalikes import refuse_placeholders, say_copies
from workspace.model_sheet import find_looks
from workspace.picture_files import PictureError
from workspace.pictures import read_pictures
from workspace.run_settings import Folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from publish.book_settings import BookSettings
    from publish.contents import BookContents, Models, Plate
    from records import Novel
    from workspace.pictures import Picture

PAGE = Path(__file__).with_name("page")
LARGE = 40_000_000  # bytes; shops and e-mail services refuse books much above it
SUFFIXES = (".epub", ".html", ".md")
COVER_OPTIONS = PictureOptions(width=1600, format="jpeg", quality=88)


def run(settings: BookSettings) -> int:
    """Make the three books; gives the exit status."""
    if settings.missing:
        raise UsageError(settings.missing)
    if settings.said:
        log.info("%s", settings.said)
    novel = read_novel(settings.novel, settings.blank_lines_break, settings.file.facts, settings.file.order)
    for sentence in (*novel.warnings, *(sentence for _, sentence in say_left_out(novel)), *say_passed_over(novel)):
        log.info("%s", sentence)
    book = lay_out(novel, settings)
    pictures = encode_plates(book.plates, settings.pictures)
    book = book.showing(pictures)
    printed = book if settings.straight_quotes else typeset_book(book)
    files = make_files(book, printed, make_cover(printed, settings), pictures, settings)
    stem = file_stem(book.details.title)
    write_files(settings.output, files, picture_folder(stem))
    log.info("%d scenes, %d with a picture.", len(novel.scenes), len(book.scene_plates))
    for suffix in SUFFIXES:
        print_result(f"{settings.output / stem}{suffix} ({say_size(len(files[stem + suffix]))})")
    if len(files[stem + SUFFIXES[0]]) > LARGE:
        log.info("That is large for an e-reader: --picture-width 1000 or --picture-quality 70 makes it smaller.")
    return 0


def say_size(count: int) -> str:
    """Put a size in bytes into words."""
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"  # noqa: PLR2004


# --- Reading ----------------------------------------------------------------------------------------------------------
def lay_out(novel: Novel, settings: BookSettings) -> BookContents:
    """Read the novel's scenes and pictures and lay out the book's contents."""
    sheet = add_words(read_cast_sheet(settings.cast), settings.file.words)
    pictures = sound_pictures(settings.images)
    plates = {}
    if pictures:  # the reading is for the pictures' descriptions
        read = read_book(novel.scenes, sheet)
        plates = make_plates(novel.scenes, read.readings, pictures, captions=settings.captions, looks=read.looks)
    if not plates:
        none = f"No picture in {settings.images} was made of this novel: the book has none."
        log.info("%s (--images DIR names their folder.)", none)
    book = make_book(novel, find_details(novel, settings.details), plates)
    return replace(book, models=find_models(settings)) if settings.model_sheet else book


def find_models(settings: BookSettings) -> Models:
    """Find the chosen portraits of the book's people, and say where there are none."""
    folders = Folders(settings.novel, settings.images, settings.images, settings.images, settings.cast)
    looks = find_looks(folders, settings.file.words)
    models = make_models(settings.model_sheet, looks)
    if not models.plates:
        log.info("Nobody in %s has a portrait: the book has no model sheet.", settings.cast)
    return models


def sound_pictures(folder: Path) -> list[Picture]:
    """Read the intact pictures of a folder, and report the broken ones."""
    refuse_placeholders([folder])
    for sentence in say_copies([(folder, ".png")]):
        log.info("%s", sentence)
    pictures = read_pictures(folder)
    for picture in pictures:
        if not picture.sound:
            again = doorstep.name_program("generate_scene_images.py")
            log.info("%s is damaged and left out; %s draws it again.", picture.path, again)
    return [picture for picture in pictures if picture.sound]


# --- Making -----------------------------------------------------------------------------------------------------------
def make_cover(book: BookContents, settings: BookSettings) -> Encoded:
    """Draw the cover, or take the author's own."""
    if settings.cover and not settings.cover_scene:
        return encode(open_image(Path(settings.cover)), COVER_OPTIONS)
    plates = {scene.key: scene.plate for chapter in book.chapters for scene in chapter.scenes if scene.plate}
    if settings.cover_scene and settings.cover_scene not in plates:
        raise UsageError(f"--cover {settings.cover}: that scene has no picture; name another, or a picture file.")
    plate = plates[settings.cover_scene] if settings.cover_scene else next(iter(plates.values()), None)
    words = book.details.title + book.details.author
    if not can_letter(words):
        missing = next(letter for letter in words if not can_letter(letter))
        said = "The cover's typeface has no %r, so words are missing there; give your own with --cover FILE."
        log.info(said, missing)
    picture = open_picture(plate.picture) if plate else None
    return encode(draw_cover(picture, book.details.title, book.details.author), COVER_OPTIONS)


def encode_plates(plates: Iterable[Plate], options: PictureOptions) -> dict[str, Encoded]:
    """Encode every picture, by name; one that cannot be opened is said and left out."""
    pictures = {}
    for plate in plates:
        try:
            pictures[plate.name] = encode(open_picture(plate.picture), options)
        except PictureError as error:
            log.info("%s; it is left out.", str(error).removesuffix("."))
    return pictures


def make_files(
    book: BookContents,
    printed: BookContents,
    cover: Encoded,
    pictures: Mapping[str, Encoded],
    settings: BookSettings,
) -> dict[str, bytes]:
    """Make every file of the book, by name; the Markdown has the manuscript's own quotes and dashes."""
    options, version = settings.pictures, settings.version
    stem = file_stem(book.details.title)
    folder = picture_folder(stem)
    style, print_style = ((PAGE / name).read_text(encoding="utf-8") for name in ("book.css", "book_print.css"))
    made = (
        make_epub(printed, pictures, cover, style, options, version),
        make_html(printed, pictures, cover, style + print_style, options, version).encode("utf-8"),
        make_markdown(book, quote(folder), options.suffix).encode("utf-8"),
    )
    files = {stem + suffix: data for suffix, data in zip(SUFFIXES, made, strict=True)}
    return files | {f"{folder}/{name}{options.suffix}": picture.data for name, picture in pictures.items()}


def picture_folder(stem: str) -> str:
    """Name the folder of the pictures that the Markdown shows."""
    return f"{stem} pictures"
