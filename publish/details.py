"""A novel in, the book's title, author and language out: as given, else as the manuscript states them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from manuscript.dialects import visible_text
from manuscript.titles import folder_title, title_from_name
from publish.book_settings import DEFAULT_LANGUAGE
from workspace.novel_keys import LANGUAGE_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records import Novel

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class BookDetails:
    """What stands on the title page and in the metadata."""

    title: str
    author: str = ""
    language: str = DEFAULT_LANGUAGE
    date: str = ""  # of publication, where the manuscript has one: 2026, 2026-05 or 2026-05-17


def find_details(novel: Novel, given: Mapping[str, str]) -> BookDetails:
    """Give a book's details: those given, else what the manuscript states."""
    found = {**novel.details, **{key: value for key, value in given.items() if value}}
    language, date = found.get("language", ""), found.get("date", "")[:10]
    return BookDetails(
        title=one_line(found.get("title", "")) or default_title(novel),
        author=one_line(found.get("author", "")),
        language=language if LANGUAGE_CODE.fullmatch(language) else DEFAULT_LANGUAGE,
        date=date if DATE.fullmatch(date) else "",
    )


def one_line(text: str) -> str:
    """Put the visible text of a title or a name on one line."""
    return " ".join(visible_text(text).split())


def default_title(novel: Novel) -> str:
    """Give the title that the manuscript states, else its folder's or file's name in a title's capitals."""
    title = one_line(novel.title)
    if title == title_from_name(novel.folder):
        title = folder_title(novel.folder)
    named = {folder_title(novel.folder), *(title_from_name(Path(chapter.file)) for chapter in novel.chapters[:1])}
    if title not in named or not title.islower():
        return title or "Untitled"
    return " ".join(word[:1].upper() + word[1:] for word in title.split())
