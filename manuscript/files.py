"""Files on disk in, text out: which files of a folder are chapters, in which order, and in which encoding."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from errors import NovelError
from manuscript.headings import CHAPTER_WORD, NUMBER, PART_WORD, STORY_WORD, note_pattern, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdwn"})


# --- Which files ------------------------------------------------------------------------------------------------------
def chapter_files(folder: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Find the Markdown files below a folder, except hidden ones: (those that may be chapters, the others with why)."""
    found: list[Path] = []
    skipped: list[tuple[Path, str]] = []
    for where, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not is_hidden(name) and not is_no_chapter(name))
        for name in sorted(names):
            path = Path(where, name)
            if path.suffix.lower() not in MARKDOWN_SUFFIXES or is_hidden(name):
                continue
            if not path.is_file():
                continue  # a pipe or a device may have such a name
            if is_no_chapter(path.stem):
                skipped.append((path, "its name says that it is no chapter"))
            else:
                found.append(path)
    if not found:
        found, skipped = [path for path, _ in skipped], []
    return found, skipped


def refuse(error: OSError) -> None:
    """Raise NovelError that names the folder that cannot be read."""
    raise NovelError(f"{error.filename} cannot be read: {error.strerror}.") from error


def is_hidden(name: str) -> bool:
    """Tell the files of editors and systems from an author's."""
    return name.startswith((".", "~", "$"))


def is_no_chapter(stem: str) -> bool:
    """Tell README, SUMMARY, notes, outlines and the like by name; "notes-from-the-sea" is a chapter."""
    letters = stem.lower().replace("'", "").replace("’", "")
    words = " ".join(re.findall(r"[^\W\d_]+", letters))
    bare = re.sub(rf"^(?:{CHAPTER_WORD}|{PART_WORD})(?: (?:{NUMBER}))? ", "", words)
    is_numbered = bare != words or any(map(str.isdigit, letters))
    table = lexicon().headings
    names = table.not_chapters_numbered if is_numbered else table.not_chapters
    return bare in names or bool(note_pattern().fullmatch(bare))


# --- In which order ---------------------------------------------------------------------------------------------------
LEADING_NUMBER = re.compile(r"(?:\D{0,2}?)(\d{1,3})(?![\d])(?!st|nd|rd|th)")
TRAILING_NUMBER = re.compile(r"(?:^|[^\d])(\d{1,3})$")
WORDED_NUMBER = re.compile(
    rf"(?:^|[^a-z]){CHAPTER_WORD}[ #]*(?:the )?(?P<number>\d{{1,4}}(?![\da-z])|(?:{NUMBER}))", re.IGNORECASE
)
FIRST_WORDS = re.compile(r"(?:\d+ )?(?:prologue|prolog|prelude|preamble|prólogo)\b", re.IGNORECASE)
LAST_WORDS = re.compile(r"(?:\d+ )?(?:epilogue|epilog|coda|postlude|epílogo|épilogue)\b", re.IGNORECASE)
SCENE_WORD = re.compile(r"(?:^|[ \d])(?:scene|sc)[ \d]", re.IGNORECASE)


def name_words(stem: str) -> str:
    """Give a file name as words."""
    return re.sub(r"[\s_.\-–—]+", " ", unicodedata.normalize("NFC", stem)).strip()


def file_number(stem: str) -> int | None:
    """Read a chapter's number from a file name: `The_Novel_Chapter_01`, `01-title`, `ch2`, `Chapter Twelve`."""
    words = name_words(stem)
    if SCENE_WORD.search(words):
        return None  # a file a scene: the chapters are counted in reading order
    if match := WORDED_NUMBER.search(words):
        return parse_number(match["number"])
    if re.match(rf"{PART_WORD} ", words, re.IGNORECASE):
        return None
    match = LEADING_NUMBER.match(words) or TRAILING_NUMBER.search(words)
    return int(match[1]) if match else None


def is_chapter_name(stem: str) -> bool:
    """Tell whether a file's name says "chapter" or that of a prologue, an epilogue or an interlude."""
    words = name_words(stem)
    return bool(WORDED_NUMBER.search(words) or re.search(rf"(?:^|[^a-z]){STORY_WORD}(?![a-z])", words, re.IGNORECASE))


def reading_key(relative: Path) -> tuple[tuple[float, str], ...]:
    """Give a natural sort key: `ch2` before `ch10`, `Chapter Two` before `Chapter Ten`, a prologue first."""
    return tuple(part_key(part) for part in (*relative.parts[:-1], relative.stem))


def part_key(name: str) -> tuple[float, str]:
    """Give what one folder or file name sorts by: its number, then its words."""
    words = name_words(name)
    natural = "".join(
        number.zfill(8) if number.isdigit() else number for number in re.split(r"(\d+)", words.casefold())
    )
    leading = LEADING_NUMBER.match(words)
    number = int(leading[1]) if leading else file_number(name)
    if number is None and (match := re.search(rf"{PART_WORD} ({NUMBER})", words, re.IGNORECASE)):
        number = parse_number(match[1])
    if number is None and FIRST_WORDS.match(words):
        number = -1
    if number is None and LAST_WORDS.match(words):
        return (float("inf"), "￿" + natural)
    return (float("inf") if number is None else number, natural)


# --- In which encoding ------------------------------------------------------------------------------------------------
OTHER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"{\\rtf": "a rich-text document",
    b"PK\x03\x04": "a Word or zip file",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Word file",
}
LARGEST_FILE = 100 * 1024 * 1024  # bytes; the longest novels have 20 MB
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f")) + b"\x7f"
CP1252_LETTERS = re.compile("[‘’“”–—…•\u00a0€£©®°§«»¿¡½¼¾·ªº´à-öø-ÿœšžŠŒŽŸÀ-ÖØ-Ýß™†‡‹›‚„]")
FOREIGN_SHARE = 3  # more than every third letter accented is no Western language
MISPLACED = re.compile("(?<=[a-z])[À-ÖØ-ÞŽŠŒŸ¡-¿](?=[a-z])")


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Decode a file: (text, a warning or ""); anything but UTF-8 and cp1252 is a NovelError."""
    for mark, kind in OTHER_MARKS.items():
        if raw.startswith(mark):
            raise NovelError(f"{name} is {kind}: save it as Markdown text in UTF-8.")
    if raw.count(b"\x00", 0, 4096) > min(len(raw), 4096) // 5:
        raise NovelError(f"{name} is not text, or is UTF-16: save it as Markdown text in UTF-8.")
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if len(raw) - len(raw.translate(None, CONTROL_BYTES)) > len(raw) // 100:
        raise NovelError(f"{name} is not text: a chapter is Markdown in UTF-8.")
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return decode_cp1252(raw, name, line)


def decode_cp1252(raw: bytes, name: str, line: int) -> tuple[str, str]:
    """Decode cp1252 where the result looks like Western text."""
    refusal = f"{name}, line {line}: neither UTF-8 nor Windows-1252 text; save the file as UTF-8."
    half_right = raw.decode("utf-8", errors="replace")
    broken = half_right.count("\ufffd")
    if sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", half_right))) > broken:
        raise NovelError(refusal)
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise NovelError(refusal) from None
    high = [mark for mark in text if mark > "\x7f"]
    foreign = sum(map(str.isalpha, high)) > sum(map(str.isalpha, text)) // FOREIGN_SHARE
    if foreign or 10 * len(MISPLACED.findall(text)) > len(high) or 2 * len(CP1252_LETTERS.findall(text)) < len(high):
        raise NovelError(refusal)
    return text, f"{name} is not UTF-8 (line {line}): read as Windows-1252; save it as UTF-8 to be safe."


def same_number(numbered: Iterable[tuple[Path, int]]) -> Sequence[tuple[int, Path, Path]]:
    """Find two files in one folder that claim the same chapter number."""
    seen: dict[tuple[Path, int], Path] = {}
    clashes = []
    for path, number in numbered:
        first = seen.setdefault((path.parent, number), path)
        if first is not path:
            clashes.append((number, first, path))
    return clashes
