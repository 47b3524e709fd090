"""The book's command line and config.py in, the book's frozen settings out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import doorstep
from errors import Limits
from publish.book_settings import DEFAULT_LANGUAGE, FORMATS, BookSettings, PictureOptions
from workspace.book_home import find_home
from workspace.novel_keys import LANGUAGE_CODE
from workspace.parser import Parser, add_paths, novel_option, one_of
from workspace.request import read_defaults, with_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workspace.run_settings import Defaults

USUAL = PictureOptions()
WIDTHS = Limits(64, 8192, str(USUAL.width))
MODELS = "The people"
QUALITIES = Limits(1, 100, str(USUAL.quality))


class BookArguments(argparse.Namespace):
    """What the command line says; None means "not given"."""

    novel: Path | None
    images: Path | None
    output: Path | None
    cast: Path | None
    title: str | None
    author: str | None
    language: str | None
    cover: str | None
    captions: bool
    straight_quotes: bool
    model_sheet: str | None
    picture_width: int
    picture_format: str
    picture_quality: int


def read_request(argv: Sequence[str] | None, description: str) -> BookSettings:
    """Read the command line and `novel.toml`; exits with status 2 where the former cannot be understood.

    Raises NovelError where the latter cannot, or where two folders may be the book's.
    """
    defaults = read_defaults()
    parser = make_parser(description, defaults)
    args = parser.parse_args(argv, BookArguments())
    faults = (
        WIDTHS.find_fault("--picture-width", args.picture_width),
        QUALITIES.find_fault("--picture-quality", args.picture_quality),
        ""
        if LANGUAGE_CODE.fullmatch(args.language or DEFAULT_LANGUAGE)
        else f"--language {args.language!r} is no language code: write en, en-GB or de",
    )
    for fault in filter(None, faults):
        parser.error(fault)
    home = find_home({"novel": args.novel, "output": args.images, "cast": args.cast}, defaults)
    given = {"title": args.title, "author": args.author, "language": args.language}
    return BookSettings(
        version=defaults.version,
        blank_lines_break=with_file(defaults, home).blank_lines_break,
        novel=home.folders.novel,
        images=home.folders.output,
        output=args.output or home.book,
        cast=home.folders.cast,
        file=home.file,
        said=home.said,
        missing=home.missing,
        details={key: value or "" for key, value in given.items()},
        cover=args.cover or "",
        captions=args.captions,
        straight_quotes=args.straight_quotes,
        model_sheet=args.model_sheet or "",
        pictures=PictureOptions(args.picture_width, args.picture_format, args.picture_quality),
    )


def make_parser(description: str, defaults: Defaults) -> Parser:
    """Build the parser; every default comes from config.py."""
    parser = Parser(doorstep.name_program("make_illustrated_book.py"), description, defaults.version)
    add_paths(
        parser.add_argument_group("where things are"),
        (
            novel_option(defaults.folders.novel),
            ("images", defaults.folders.output, "DIR", "the pictures"),
            ("output", defaults.book, "DIR", "where the book goes"),
            ("cast", defaults.folders.cast, "FILE", "the cast sheet, for the pictures' descriptions"),
        ),
    )
    add_words(parser)
    add_pictures(parser)
    parser.add_argument("--version", action="version", version=parser.version)
    return parser


def add_words(parser: argparse.ArgumentParser) -> None:
    """Add the options for the title page."""
    group = parser.add_argument_group("the book")
    group.add_argument("--title", metavar="TEXT", help="default: as the manuscript says, else its folder's name")
    group.add_argument("--author", metavar="TEXT", help="default: as the manuscript says")
    group.add_argument(
        "--language",
        metavar="CODE",
        help=f"such as en, en-GB or de (default: as the manuscript says, else {DEFAULT_LANGUAGE})",
    )
    group.add_argument(
        "--cover",
        metavar="FILE|C:S",
        help="a picture file that is the whole cover, or the scene whose picture it shows (default: the first)",
    )
    group.add_argument("--captions", action="store_true", help="under each picture, the sentence that it illustrates")
    models_help = f"behind the story, the portraits that were chosen; with a title of your own (default: {MODELS})"
    group.add_argument("--model-sheet", nargs="?", const=MODELS, metavar="TITLE", help=models_help)
    group.add_argument("--straight-quotes", action="store_true", help="leave quotes and dashes as they were typed")


def add_pictures(parser: argparse.ArgumentParser) -> None:
    """Add the options for how pictures are stored."""
    group = parser.add_argument_group("pictures in the book")
    group.add_argument(
        "--picture-width",
        metavar="N",
        type=int,
        default=USUAL.width,
        help="wider ones are made smaller (default: %(default)s)",
    )
    formats = tuple(FORMATS)
    group.add_argument(
        "--picture-format", type=one_of(formats), choices=formats, default=USUAL.format, help="(default: %(default)s)"
    )
    group.add_argument(
        "--picture-quality",
        metavar="N",
        type=int,
        default=USUAL.quality,
        help="1 to 100, of JPEG and WebP (default: %(default)s)",
    )
