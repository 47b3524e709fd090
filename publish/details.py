"""A manuscript in, the book's title, author and language out: as given, as the text states, else by its folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manuscript.files import MARKDOWN_SUFFIXES, name_words
from manuscript.headings import sense_of
from manuscript.markdown import LONGEST, front_matter_lines, visible_text
from publish.book_settings import DEFAULT_LANGUAGE, LANGUAGE
from scene_parser import title_from_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from records import Novel

MOST_TITLE_FILES = 3  # files at the top of which a title, an author or a language may stand
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
TITLE_PAGES = frozenset({"title page", "titlepage", "title", "metadata", "front matter", "frontmatter", "book"})
PLAIN_FOLDERS = frozenset(
    {"chapters", "chapter", "manuscript", "novel", "book", "text", "content", "drafts", "story", "src"}
)
KEYS = {  # a key in front matter or on a title page: the field it fills
    "title": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "creator": "author",
    "language": "language",
    "lang": "language",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class BookDetails:
    """What stands on the title page and in the metadata."""

    title: str
    author: str = ""
    language: str = DEFAULT_LANGUAGE
    date: str = ""  # of publication, where the manuscript has one: 2026, 2026-05 or 2026-05-17


def is_title_page(stem: str) -> bool:
    """Tell by its name whether a file is a title page rather than a chapter."""
    return name_words(stem).casefold() in TITLE_PAGES


def title_pages(novel: Path) -> list[Path]:
    """Find the title pages beside the chapters, such as title_page.md."""
    files = sorted(novel.iterdir()) if novel.is_dir() else []
    markdown = [path for path in files if path.suffix.lower() in MARKDOWN_SUFFIXES]
    return [path for path in markdown if is_title_page(path.stem) and path.is_file()]


def find_details(novel: Novel, texts: Iterable[str], given: Mapping[str, str]) -> BookDetails:
    """Give a book's details: those given, else what `texts` state at their top, in order."""
    found = {key: value for key, value in given.items() if value}
    for text in texts:
        for key, value in stated_details(text):
            found.setdefault(key, value)
    language, date = found.get("language", ""), found.get("date", "")[:10]
    return BookDetails(
        title=one_line(found.get("title", "")) or default_title(novel),
        author=one_line(found.get("author", "")),
        language=language if LANGUAGE.fullmatch(language) else DEFAULT_LANGUAGE,
        date=date if DATE.fullmatch(date) else "",
    )


def one_line(text: str) -> str:
    """Put the visible text of a title or a name on one line."""
    return " ".join(visible_text(text).split())


def default_title(novel: Novel) -> str:
    """Give the title that the manuscript states, else its folder's name, or its parent's where that is "chapters"."""
    title = one_line(novel.title)
    if title == title_from_name(novel.folder) and title.casefold() in PLAIN_FOLDERS:
        title = one_line(title_from_name(novel.folder.resolve().parent)) or title
    if not title.islower():
        return title or "Untitled"
    return " ".join(word[:1].upper() + word[1:] for word in title.split())


# --- What a text states at its top ------------------------------------------------------------------------------------
TITLE_LINES = 30  # lines that a title page may have before the first words of the story
BY_LINE = re.compile(r"by\s+(\S.*)", re.IGNORECASE)


def stated_details(text: str) -> Iterator[tuple[str, str]]:
    """Yield the details in the front matter, then those in lines such as `by Jane Doe`."""
    lines = visible_text(text[:LONGEST]).split("\n")
    hidden = front_matter_lines("\n".join(lines))
    yield from front_matter_details(lines[:hidden])
    for line in lines[hidden : hidden + TITLE_LINES]:
        yield from line_details(line.strip(" \t#*_"))


def front_matter_details(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Read `key: value` and `key:` with a list under it."""
    key, names = "", list[str]()
    for line in [*lines, "end:"]:
        item = re.match(r"\s+-\s+(\S.*)|-\s+(\S.*)", line)
        if item:
            names.append(unquoted(item[1] or item[2]))
            continue
        if key and names:
            yield key, ", ".join(filter(None, names))
        word, _, value = re.sub(r"^(\w+) *=", r"\1:", line).partition(":")
        key, names = KEYS.get(word.strip().casefold(), ""), []
        if key and (value := value.strip()):
            names = [unquoted(name) for name in value.strip("[]").split(",")] if value[0] == "[" else [unquoted(value)]


def unquoted(value: str) -> str:
    """Strip the quotes around a value."""
    return value.strip().strip("\"'").strip()


def line_details(line: str) -> Iterator[tuple[str, str]]:
    """Read a line of a title page: `Author: Jane Doe`, `by Jane Doe`."""
    if not line or sense_of(line).role != "metadata":
        return
    by_line = BY_LINE.fullmatch(line)
    word, _, value = ("by", "", by_line[1]) if by_line else line.partition(":")
    key = KEYS.get(word.strip().casefold())
    if key and value.strip():
        yield key, value.strip(" \t*_")
