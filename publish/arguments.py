"""The book's command line in, typed arguments out."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import config
from publish.details import DEFAULT_LANGUAGE, LANGUAGE
from publish.pictures import FORMATS, PictureOptions
from workspace.arguments import Parser

DEFAULTS = PictureOptions()
WIDTHS = config.Range(64, 8192, str(DEFAULTS.width))
QUALITIES = config.Range(1, 100, str(DEFAULTS.quality))


class BookArguments(argparse.Namespace):
    """What the command line says; None means "not given"."""

    novel: Path
    images: Path
    output: Path
    cast: Path
    title: str | None
    author: str | None
    language: str | None
    cover: str | None
    captions: bool
    straight_quotes: bool
    picture_width: int
    picture_format: str
    picture_quality: int

    @property
    def cover_scene(self) -> tuple[int, int] | None:
        """The scene whose picture the cover has, where one was given."""
        found = re.fullmatch(r"(\d{1,9}):(\d{1,9})", self.cover or "")
        return (int(found[1]), int(found[2])) if found else None

    @property
    def picture_options(self) -> PictureOptions:
        """How pictures are stored."""
        return PictureOptions(self.picture_width, self.picture_format, self.picture_quality)


def parse_arguments(argv: Sequence[str] | None, description: str) -> BookArguments:
    """Read the command line; exits with status 2 where it cannot be understood."""
    parser = make_parser(description)
    args = parser.parse_args(argv, BookArguments())
    faults = (
        WIDTHS.find_fault("--picture-width", args.picture_width),
        QUALITIES.find_fault("--picture-quality", args.picture_quality),
        ""
        if LANGUAGE.fullmatch(args.language or DEFAULT_LANGUAGE)
        else f"--language {args.language!r} is no language code: write en, en-GB or de",
    )
    for fault in filter(None, faults):
        parser.error(fault)
    return args


def make_parser(description: str) -> argparse.ArgumentParser:
    """Build the parser."""
    parser = Parser(
        prog="make_illustrated_book.py",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_folders(parser)
    add_words(parser)
    add_pictures(parser)
    parser.add_argument("--version", action="version", version=f"novel-scenes {config.VERSION}")
    return parser


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Say where things are."""
    group = parser.add_argument_group("where things are")
    group.add_argument(
        "--novel",
        metavar="PATH",
        type=Path,
        default=Path(config.NOVEL),
        help="folder of chapters, or one Markdown file (default: %(default)s)",
    )
    group.add_argument(
        "--images", metavar="DIR", type=Path, default=Path(config.IMAGES), help="the pictures (default: %(default)s)"
    )
    group.add_argument(
        "--output",
        metavar="DIR",
        type=Path,
        default=Path(config.BOOK),
        help="where the book goes (default: %(default)s)",
    )
    group.add_argument(
        "--cast",
        metavar="FILE",
        type=Path,
        default=Path(config.CAST),
        help="the cast sheet, for the pictures' descriptions (default: %(default)s)",
    )


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what stands on the title page."""
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
    group.add_argument("--straight-quotes", action="store_true", help="leave quotes and dashes as they were typed")


def add_pictures(parser: argparse.ArgumentParser) -> None:
    """Say how pictures are stored."""
    group = parser.add_argument_group("pictures in the book")
    group.add_argument(
        "--picture-width",
        metavar="N",
        type=int,
        default=DEFAULTS.width,
        help="wider ones are made smaller (default: %(default)s)",
    )
    group.add_argument(
        "--picture-format", choices=tuple(FORMATS), default=DEFAULTS.format, help="(default: %(default)s)"
    )
    group.add_argument(
        "--picture-quality",
        metavar="N",
        type=int,
        default=DEFAULTS.quality,
        help="1 to 100, of JPEG and WebP (default: %(default)s)",
    )
