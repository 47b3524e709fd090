"""What a run of make_illustrated_book.py is asked for, as frozen records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from records import Key
    from workspace.novel_file import NovelFile

DEFAULT_LANGUAGE = "en"
FORMATS = {"jpeg": (".jpg", "image/jpeg"), "webp": (".webp", "image/webp"), "png": (".png", "image/png")}


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How pictures are stored in the book."""

    width: int = 1344  # pixels; a wider picture is made smaller, a narrower one is left alone
    format: str = "jpeg"  # of FORMATS
    quality: int = 82  # 1 to 100, of JPEG and WebP

    @property
    def suffix(self) -> str:
        """The suffix of the file names."""
        return FORMATS[self.format][0]

    @property
    def media_type(self) -> str:
        """The format's media type in EPUB and HTML."""
        return FORMATS[self.format][1]


@dataclass(frozen=True, slots=True)
class BookSettings:
    """Everything that one run of make_illustrated_book.py is asked for."""

    version: str
    blank_lines_break: int
    novel: Path
    images: Path
    output: Path
    cast: Path
    file: NovelFile  # what the author says of the book
    said: str  # which book it is; "" where that is plain
    missing: str  # why there is no novel; "" where there may be one
    details: dict[str, str]  # title, author and language; "" where they are not given
    cover: str  # a picture file, or the scene whose picture the cover has; "": the first picture
    captions: bool
    straight_quotes: bool
    model_sheet: str  # the title of the pages that show who looks how; "": there are none
    pictures: PictureOptions

    @property
    def cover_scene(self) -> Key | None:
        """The scene whose picture the cover has, where one was given."""
        found = re.fullmatch(r"(\d{1,9}):(\d{1,9})", self.cover)
        return (int(found[1]), int(found[2])) if found else None
