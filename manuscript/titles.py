"""What a novel's files state in, the book's title, author, language and date out, and each chapter's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from manuscript.beside import folded, plain_words, table
from manuscript.book_facts import KEYS, Facts
from manuscript.front_matter import FrontMatter, read_front_matter
from manuscript.headings import plain_title, sense_of
from manuscript.names import fold, name_words, read_name

FACT_KEYS = {
    "title": ("title", "booktitle", "book_title", "book-title"),
    "author": KEYS["author"],
    "language": KEYS["language"],
    "date": KEYS["date"],
}
SHARED_KEYS = (
    "book_title", "booktitle", "book-title", "book", "novel", "project", "story", "title", "series", "collection",
)  # fmt: skip
BOOK_KEYS = ("subtitle", "author", "authors", "creator", "lang", "language", "publisher", "isbn", "rights", "copyright")
TITLE_KEYS = ("chapter_title", "chaptertitle", "chapter-title", "title", "linktitle")
TITLE_PAGES = frozenset(
    {"title page", "titlepage", "title", "metadata", "front matter", "frontmatter", "book", "cover"}
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What one chapter file states: its front matter, and the titles that its text has."""

    name: str
    front: FrontMatter
    text: str
    book_title: str = ""  # a heading above its chapters
    heading: str = ""  # the title of its first chapter


# --- The book ---------------------------------------------------------------------------------------------------------
def find_facts(settings: Iterable[Facts], pages: Iterable[str], files: Sequence[Stated]) -> Facts:
    """Find the book's facts: as settings files say, else title pages, else the chapters' files."""
    found: dict[str, str] = {}
    for facts in (*settings, *map(page_facts, pages), *chapter_facts(files)):
        for key, value in facts.items():
            if value.strip():
                found.setdefault(key, value.strip())
    return found


def chapter_facts(files: Sequence[Stated]) -> Iterator[Facts]:
    """Yield what chapters say of their book, the surest first."""
    if not files:
        return
    first = files[0]
    if first.front.is_of_book or len(files) == 1:
        yield front_facts(first.front)
    for key in SHARED_KEYS:
        values = {file.front.text(key) for file in files}
        if len(files) > 1 and len(values) == 1 and not "".join(values).isdecimal():
            yield {"title": values.pop()}
    if states_book(files):
        yield front_facts(first.front)
    yield from ({"title": file.book_title} for file in files if file.book_title)
    yield {"author": first.front.text(*KEYS["author"]), "language": first.front.text(*KEYS["language"])}
    for file in files[:MOST_TITLE_FILES]:
        yield dict(line_facts(file.text))


def states_book(files: Sequence[Stated]) -> bool:
    """Tell whether the first file's front matter speaks of the book, where the other files have no titles."""
    first, *others = files
    title = first.front.text("title")
    if not title or any(other.front.text(*TITLE_KEYS) for other in others):
        return False
    heading = first.heading or first.book_title
    return any(first.front.text(key) for key in BOOK_KEYS) or bool(heading and fold(heading) not in fold(title))


def front_facts(front: FrontMatter) -> Facts:
    """Read the book's facts from front matter that speaks of it."""
    return {fact: front.text(*keys) for fact, keys in FACT_KEYS.items()}


def folder_title(folder: Path) -> str:
    """Give the folder's name as a title, or its parent's where the folder is called "chapters" or the like."""
    names = [title_from_name(one) for one in (folder.resolve(), folder.resolve().parent)]
    return names[1] if is_plain_folder(names[0]) and names[1] else names[0]


def is_plain_folder(name: str) -> bool:
    """Tell a folder's name that says nothing of the book."""
    return " ".join(plain_words(name)) in folded(table().manuscripts) | folded(table().drafts)


def default_title(path: Path, folder: Path) -> str:
    """Give the title of a novel that states none: its folder's, or that of its one file."""
    if path.is_dir() or read_name(path.stem).is_story:
        return folder_title(folder)
    return title_from_name(path.resolve())


def title_from_name(path: Path) -> str:
    """Make a title from the name of a folder or file."""
    return path.stem.replace("_", " ").replace("-", " ").strip()


# --- Title pages and lines --------------------------------------------------------------------------------------------
MOST_TITLE_FILES = 3  # files at the top of which an author may stand
TITLE_LINES = 30  # lines that a title page may have before the first words of the story
LONGEST_TITLE = 14  # words
BY_LINE = re.compile(r"by\s+(\S.*)", re.IGNORECASE)
LINE_KEYS = {key: fact for fact, keys in FACT_KEYS.items() for key in keys}
MARKS = " \t#*_%>|"


def is_title_page(name: str) -> bool:
    """Tell by its name whether a file is a title page rather than a chapter."""
    stem, dot, ending = name.rpartition("/")[2].rpartition(".")
    if ending.casefold() == "txt" and stem.casefold() == "book":  # Leanpub's list of chapters
        return False
    stem = stem if dot else ending
    words = " ".join(word for word in name_words(stem).casefold().split() if not word.isdecimal())
    return words in TITLE_PAGES


def page_facts(text: str) -> Facts:
    """Read a title page: its front matter, its lines, and its first heading or line as the title."""
    front = read_front_matter(text)
    body = "\n".join(text.split("\n")[front.lines :])
    found = dict(line_facts(body)) | {fact: value for fact, value in front_facts(front).items() if value}
    if "title" not in found:
        lines = (plain_title(line.strip(MARKS)) for line in body.split("\n"))
        title = next((line for line in lines if any(map(str.isalpha, line))), "")
        if len(title.split()) <= LONGEST_TITLE and not is_title_page(title) and sense_of(title).role == "other":
            found["title"] = title
    return found


def line_facts(text: str) -> Iterator[tuple[str, str]]:
    """Read lines near the top of a text: `Author: Jane Doe`, `by Jane Doe`."""
    for line in text.split("\n", TITLE_LINES)[:TITLE_LINES]:
        words = line.strip(MARKS)
        if not words or sense_of(words).role != "metadata":
            continue
        by_line = BY_LINE.fullmatch(words)
        key, value = ("by", by_line[1]) if by_line else (words.partition(":")[0], words.partition(":")[2])
        if (fact := LINE_KEYS.get(key.strip().casefold())) and value.strip(MARKS):
            yield fact, value.strip(MARKS)


# --- A chapter's title ------------------------------------------------------------------------------------------------
MARKUP = re.compile(
    r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[([^\[\]]*)\]\([^()]*\)|(?<!\w)[*_]{1,3}(\S[^*_]*)[*_]{1,3}(?!\w)"
)


@dataclass(frozen=True, slots=True)
class ChapterTitle:
    """What front matter calls a chapter."""

    title: str
    label: str = ""
    number: int | None = None


def chapter_title(front: FrontMatter, book: str) -> ChapterTitle | None:
    """Read a chapter's title from its front matter, without "Chapter 1 - "; None where it states none of its own."""
    text = plain_title(MARKUP.sub(lambda found: found[1] or found[2] or found[3] or "", front.text(*TITLE_KEYS)))
    if not text or front.is_of_book or fold(text) == fold(book):
        return None
    sense = sense_of(text)
    if sense.role in ("chapter", "numeral") and sense.number is not None:
        label = text[: len(text) - len(sense.title)] if sense.title and text.endswith(sense.title) else text
        return ChapterTitle(plain_title(sense.title), label.strip(" \t:.—–-|·•*~,"), sense.number)
    return ChapterTitle(text)


def says_part(front: FrontMatter) -> str:
    """Give the title of the part that front matter says a file is; "" where it says none."""
    text = plain_title(front.text("part_title", "parttitle", "part-title", "title"))
    return text if text and sense_of(text).role == "part" else ""
