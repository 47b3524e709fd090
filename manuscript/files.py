"""Files on disk in, text out: what lies in a folder, and in which encoding."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from errors import NovelError, say_os_error
from manuscript.beside import MARKDOWN_SUFFIXES, TEXT_SUFFIXES, suffix_of
from manuscript.copies import FETCH_IT, find_away, fold_name
from manuscript.documents import door_of
from manuscript.made_books import find_books
from untrusted import looks_again

if TYPE_CHECKING:
    from collections.abc import Sequence

MACHINES = frozenset({"node_modules", "site-packages", "__pycache__", "venv"})  # folders that nobody writes in


# --- Which files ------------------------------------------------------------------------------------------------------
def list_files(folder: Path) -> list[str]:
    """List the files below a folder by their names relative to it, but for hidden and written ones; packages too."""
    found: list[str] = []
    for where, folders, names in os.walk(folder, onerror=refuse):
        packages = [name for name in folders if door_of(name)]
        folders[:] = sorted(name for name in folders if name not in {*packages, *MACHINES} and not is_hidden(name))
        inside = os.path.relpath(where, folder).replace(os.sep, "/")
        prefix = "" if inside == "." else f"{inside}/"
        refuse_away(Path(where), names)
        written = find_books(Path(where), names, folders)
        found += [prefix + name for name in sorted(packages) if not is_hidden(name)]
        for name in sorted(names):
            if (
                not is_hidden(name) and fold_name(name) not in written and Path(where, name).is_file()
            ):  # a pipe or a device may have a chapter's name
                found.append(prefix + name)
    return found


def refuse_away(folder: Path, names: Sequence[str]) -> None:
    """Raise NovelError where iCloud keeps a text of the folder away: a chapter must not be taken for gone."""
    for name in find_away(names):
        if suffix_of(name) in MARKDOWN_SUFFIXES | TEXT_SUFFIXES:
            raise NovelError(f"{folder / name} is in iCloud and not on this disk: {FETCH_IT}")


def refuse(error: OSError) -> None:
    """Raise NovelError that names the folder that cannot be read."""
    raise NovelError(f"{say_os_error(error, deed='cannot be read')}.") from error


def is_hidden(name: str) -> bool:
    """Tell the files of editors and systems from an author's."""
    return name.startswith((".", "~", "$"))


def read_file(folder: Path, name: str) -> tuple[str, str]:
    """Read one file of a folder: (text with plain line ends, a warning or ""); raises NovelError where it cannot be."""
    path = folder / name
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise NovelError(
                f"{name} is larger than {LARGEST_FILE // 2**20} MB, which is no chapter: move it out of the folder."
            )
        raw, again = path.read_bytes(), looks_again(path)
        while not raw.strip() and next(again, False):  # an editor has emptied it and not filled it again
            raw = path.read_bytes()
    except OSError as error:
        raise NovelError(f"{say_os_error(error, path, 'cannot be read')}.") from error
    text, warning = decode(raw, name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warning


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads the files of a folder, each once however often it is asked for."""

    folder: Path
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read(self, name: str) -> tuple[str, str]:
        """Give a file's text and warning as `read_file` does."""
        if name not in self.texts:
            self.texts[name] = read_file(self.folder, name)
        return self.texts[name]

    def read_quietly(self, name: str) -> str:
        """Read a file that may say something of the book; "" where it cannot be read."""
        try:
            return self.read(name)[0]
        except NovelError:
            return ""


# --- In which encoding ------------------------------------------------------------------------------------------------
WIDE_MARKS = {  # what begins a text of two or four bytes a character, as old editors on Windows save it
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
OTHER_MARKS = {
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
    """Decode a file: (text, a warning or ""); anything but UTF-8, marked UTF-16 and cp1252 is a NovelError."""
    for mark, encoding in WIDE_MARKS.items():
        if raw.startswith(mark):
            return decode_wide(raw, name, encoding)
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


def decode_wide(raw: bytes, name: str, encoding: str) -> tuple[str, str]:
    """Decode UTF-16 or UTF-32, whose mark says which way round it is."""
    kind = encoding.upper()
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise NovelError(f"{name} begins like {kind} and is broken: save it as Markdown text in UTF-8.") from None
    return text, f"{name} is {kind}: read as such; save it as UTF-8 to be safe."


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
