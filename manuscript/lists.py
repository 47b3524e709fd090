"""Lists of chapters in, their entries out: Book.txt of Leanpub, SUMMARY.md of mdBook, those of Quarto and bookdown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from manuscript.front_matter import plain_value, read_yaml
from manuscript.numbering import stem_of


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line of a list of chapters."""

    kind: Literal["file", "part"]
    text: str  # the file as the list names it, or the part's title
    title: str = ""  # of the chapter, where the list states it


Entries = Sequence[ListEntry]


# --- Leanpub ----------------------------------------------------------------------------------------------------------
SECTION = re.compile(r"(?:front|main|back)matter:?$|\{(?:front|main|back)matter\}$", re.IGNORECASE)
PART_LINE = re.compile(r"part:\s*(\S.*)$", re.IGNORECASE)
FILE_NAME = re.compile(r"\S.*\.\w{2,8}$")


def read_book_txt(text: str) -> list[ListEntry]:
    """Read Leanpub's Book.txt: a file a line, and lines such as `mainmatter:` and `part: The Water`."""
    entries = []
    for line in map(str.strip, text.lstrip("\ufeff").splitlines()):
        if not line or line.startswith("#") or SECTION.match(line):
            continue
        part = PART_LINE.match(line)
        name = part[1] if part else line
        entries.append(ListEntry("part" if part and not FILE_NAME.match(name) else "file", name))
    return entries


# --- mdBook and GitBook -----------------------------------------------------------------------------------------------
LINK = re.compile(
    r"\[(?P<words>(?:\\.|[^\[\]\\])*+)\]\(\s*+(?P<target><[^<>\n]*+>|(?>[^()\s]*(?:\([^()\s]*+\)[^()\s]*)*+))[^()\n]*+\)"
    r"|\[\[(?P<wiki>[^\[\]|\n]++)(?:\|(?P<name>[^\[\]\n]*+))?\]\]"
)
PART_HEADING = re.compile(r"#{1,6}[ \t]++(\S(?:.*[^ \t#])?)[ \t#]*$")
LIST_TITLES = frozenset({"summary", "table of contents", "contents", "toc", "inhalt", "sommaire", "indice", "índice"})
FOREIGN = re.compile(r"[a-z][a-z0-9+.-]+:|#", re.IGNORECASE)


def read_summary(text: str) -> list[ListEntry]:
    """Read SUMMARY.md: links in lists that may be nested, with headings for the parts."""
    entries = []
    closed = text.rfind("-->") + len("-->") if "-->" in text else 0  # below the last one nothing is a comment
    for line in (re.sub(r"(?s)<!--.*?-->", "", text[:closed]) + text[closed:]).splitlines():
        heading = PART_HEADING.match(line.strip())
        if heading and not LINK.search(line) and heading[1].casefold() not in LIST_TITLES:
            entries.append(ListEntry("part", heading[1]))
        for link in LINK.finditer(line):
            target = link["wiki"] or link["target"]
            if target and target != "<>" and not FOREIGN.match(target):
                title = link["name"] if link["wiki"] else re.sub(r"\\(.)", r"\1", link["words"])
                entries.append(ListEntry("file", target, (title or "").strip(" *_`")))
    return entries


# --- Quarto and bookdown ----------------------------------------------------------------------------------------------
MOST_ENTRIES = 20_000


def read_quarto(text: str) -> list[ListEntry]:
    """Read `book:` `chapters:` and `appendices:` of _quarto.yml, with their parts."""
    book = read_yaml(text).get("book")
    if not isinstance(book, Mapping):
        return []
    return [*walk_chapters(book.get("chapters")), *walk_chapters(book.get("appendices"))]


def walk_chapters(value: object, depth: int = 0) -> Iterator[ListEntry]:
    """Yield the entries of a list of files, of parts with chapters, or of files with a text."""
    if isinstance(value, str) and value.strip():
        yield ListEntry("file", value)
    elif isinstance(value, list) and depth < 10:  # noqa: PLR2004 - nobody nests deeper
        for one in value[:MOST_ENTRIES]:
            yield from walk_chapters(one, depth + 1)
    elif isinstance(value, Mapping):
        if part := plain_value(value.get("part")):
            yield ListEntry("file" if FILE_NAME.match(part) and " " not in part else "part", part)
        elif name := plain_value(value.get("file")) or plain_value(value.get("href")):
            yield ListEntry("file", name, plain_value(value.get("text")))
        elif section := plain_value(value.get("section")):
            yield ListEntry("part", section)
        yield from walk_chapters(value.get("chapters") or value.get("contents"), depth + 1)


def read_bookdown(text: str) -> list[ListEntry]:
    """Read `rmd_files:` of _bookdown.yml: a list, or one for each kind of output."""
    files = read_yaml(text).get("rmd_files")
    if isinstance(files, Mapping):
        files = max((one for one in files.values() if isinstance(one, list)), key=len, default=[])
    return list(walk_chapters(files))


LISTS: tuple[tuple[frozenset[str], Callable[[str], Entries]], ...] = (  # in the order in which they count
    (frozenset({"book.txt"}), read_book_txt),
    (frozenset({"summary.md"}), read_summary),
    (frozenset({"_quarto.yml", "_quarto.yaml"}), read_quarto),
    (frozenset({"_bookdown.yml", "_bookdown.yaml"}), read_bookdown),
)


# --- Entries to files -------------------------------------------------------------------------------------------------
def resolve(entries: Entries, folders: Sequence[str], names: Sequence[str]) -> list[tuple[ListEntry, str]]:
    """Find the file of each entry, "" where there is none: below the first of `folders` ("" or "src/") that has it."""
    index = FileIndex.of(names)
    return [(entry, index.find(entry.text, folders) if entry.kind == "file" else "") for entry in entries]


@dataclass(frozen=True, slots=True)
class FileIndex:
    """The files of a folder, to be found however a list writes their names."""

    by_path: Mapping[str, str]  # with and without ending, folded
    by_name: Mapping[str, tuple[str, ...]]  # the same without folders

    @classmethod
    def of(cls, names: Sequence[str]) -> FileIndex:
        """Index some files."""
        by_path: dict[str, str] = {}
        by_name: dict[str, list[str]] = defaultdict(list)
        for name in names:
            folder = name.rpartition("/")[0]
            for path in (name, "/".join(filter(None, (folder, stem_of(name))))):
                by_path.setdefault(path.casefold(), name)
                by_name[path.rpartition("/")[2].casefold()].append(name)
        return cls(by_path, {key: tuple(found) for key, found in by_name.items()})

    def find(self, text: str, folders: Sequence[str]) -> str:
        """Find the file that an entry of a list means; "" where there is none, or where several could be meant."""
        path = clean_path(text)
        if not path:
            return ""
        for folder in folders:
            for end in ("", "/readme", "/index"):  # a folder's own page
                if found := self.by_path.get(f"{folder}{path}{end}".casefold()):
                    return found
        alike = self.by_name.get(path.rpartition("/")[2].casefold(), ())
        return alike[0] if len(set(alike)) == 1 else ""


def clean_path(text: str) -> str:
    """Give the path that a list's entry means, without its escapes: "<./my%20rope.md#top>" is "my rope.md"."""
    path = unquote(text.strip().strip("<>\"'`")).replace("\\", "/").partition("#")[0].strip()
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return "/".join(parts)
