"""Files that anyone may have written in, their bytes and values out; whatever lies there costs that file alone.

A folder, a pipe or a device under a file's name, a file too large, another encoding, a value nested a thousand deep, a
number of five thousand digits: each is an OSError with its reason, or a `DocumentError` with its line.
"""

from __future__ import annotations

import contextlib
import errno
import json
import math
import os
import re
import stat
import time
import tomllib
from typing import TYPE_CHECKING, Any, BinaryIO

from errors import NovelError, say_toml_fault
from toml_lines import find_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOMENT = 1.0  # seconds within which an editor that has emptied a file fills it again
LOOK = 0.02  # seconds between two looks at it
LARGEST = 20 * 2**20  # bytes of a file that is read whole: a cast of 10,000 people takes 4 MB
MOST_DEEP = 40  # tables and lists in each other; ours take 6
LARGEST_NUMBER = 2**63  # as TOML has it, and every other reader of JSON
KINDS = {
    stat.S_IFDIR: "it is a folder, where a file belongs",
    stat.S_IFIFO: "it is a named pipe, where a file belongs",
    stat.S_IFSOCK: "it is a socket, where a file belongs",
    stat.S_IFCHR: "it is a device, where a file belongs",
    stat.S_IFBLK: "it is a device, where a file belongs",
}


class DocumentError(NovelError):
    """What is wrong with a file's text: a phrase with its line, the line by itself (0: none), its own remedy or ""."""

    def __init__(self, fault: str, line: int = 0, remedy: str = "") -> None:
        """Add the line to the phrase, where it does not tell it."""
        super().__init__(fault if not line or f"line {line}" in fault else f"{fault} (at line {line})")
        self.line = line
        self.remedy = remedy


# --- Bytes ------------------------------------------------------------------------------------------------------------


def open_file(path: Path) -> BinaryIO:
    """Open a file to read it, and nothing else: a pipe would wait for ever. Raises OSError with its reason."""
    try:
        refuse_kind(path, os.stat(path).st_mode)  # noqa: PTH116 - a path may hold a null character
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError as error:
        raise OSError(errno.EINVAL, "its name holds a character that no file's has", str(path)) from error
    try:
        refuse_kind(path, os.fstat(handle).st_mode)  # it may have been exchanged meanwhile
        return os.fdopen(handle, "rb")
    except OSError:
        os.close(handle)
        raise


def refuse_kind(path: Path, mode: int) -> None:
    """Raise OSError for whatever is no file."""
    if not stat.S_ISREG(mode):
        reason = KINDS.get(stat.S_IFMT(mode), "it is no file")
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, reason, str(path))


def read_file(path: Path, most: int = LARGEST) -> bytes:
    """Read a file whole; raises OSError with its reason where it cannot be, or is larger than `most` bytes."""
    if str(path) == os.devnull:  # who names it means an empty file
        return b""
    with open_file(path) as file:
        is_small = os.fstat(file.fileno()).st_size <= most  # before room is made for it
        content = file.read() if is_small else b""
    if not is_small or len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 2**20} MB", str(path))
    return content


def read_document(path: Path) -> str:
    """Read a file's text; raises OSError, and DocumentError where it is not UTF-8."""
    return decode(read_file(path))


def decode(content: bytes) -> str:
    """Decode a file's text; raises DocumentError where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"not UTF-8 text (byte {error.start}, line {line})", line, "save it as UTF-8") from error


def looks_again(path: Path) -> Iterator[bool]:
    """Yield True as long as a file was changed less than a moment ago, and wait before: somebody may be saving it."""
    for _ in range(round(2 * MOMENT / LOOK)):
        try:
            age = time.time() - os.stat(path).st_mtime  # noqa: PTH116
        except (OSError, ValueError):
            return
        if not 0 <= age < MOMENT:  # an odd clock must not make it wait
            return
        time.sleep(LOOK)
        yield True


def list_folder(folder: Path, suffix: str) -> list[Path]:
    """List what has a suffix in a folder, by name, none where there is no such folder.

    Raises NovelError where it may not be looked into: what lies there must not be taken for gone.
    """
    try:
        with os.scandir(folder) as entries:
            return sorted(folder / entry.name for entry in entries if entry.name.lower().endswith(suffix))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise NovelError(f"{folder}: cannot be looked into ({error.strerror}); make that folder readable.") from error


# --- TOML -------------------------------------------------------------------------------------------------------------

# A key of hundreds of parts takes the library a time that grows with their square.
LONG_KEY = re.compile(
    rf"^[ \t\[]*+(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MOST_DEEP}}}", re.MULTILINE
)
LONG_NUMBER = re.compile(r"(?<![\d_])_*+\d[\d_]{4000}")
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\']|\'(?!\'\'))*+\'\'\'|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|#[^\n]*+|[\[\]{}]',
    re.DOTALL,
)


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML; raises DocumentError with its line."""
    if found := LONG_KEY.search(text):
        raise DocumentError(TOO_DEEP, line_at(text, found.end()))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = say_toml_fault(error, text)
        line = re.search(r"\bline (\d+)", fault)
        raise DocumentError(fault, int(line[1]) if line else 0) from error
    except RecursionError as error:
        raise DocumentError(TOO_DEEP, line_of_depth(text)) from error
    except ValueError as error:  # a number that Python does not read
        number = LONG_NUMBER.search(text)
        raise DocumentError(TOO_LARGE, line_at(text, number.start()) if number else 0) from error
    for fault, path in find_excess(values, may_be_infinite=True):
        raise DocumentError(fault, line_of_depth(text) if fault == TOO_DEEP else find_line(text, path))
    return values


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Read a TOML file: its text and its values; raises OSError and DocumentError."""
    text = read_saved_toml(path)
    return text, parse_toml(text)


def read_saved_toml(path: Path) -> str:
    """Read a TOML file's text; one that says nothing and was changed a moment ago is being saved: it is read again."""
    for _ in looks_again(path):
        with contextlib.suppress(DocumentError):
            if parse_toml(text := read_document(path)):
                return text
    return read_document(path)


def line_at(text: str, position: int) -> int:
    """Give the line of a character, from 1."""
    return text.count("\n", 0, position) + 1


def line_of_depth(text: str) -> int:
    """Give the line on which more brackets are open than may be; 0 where none is."""
    depth = 0
    for token in TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > MOST_DEEP:
            return line_at(text, token.start())
    return 0


# --- JSON -------------------------------------------------------------------------------------------------------------


def parse_json(text: str) -> Any:  # noqa: ANN401 - JSON values
    """Parse JSON, in which nothing is too deep, too large, infinite or half a character; raises DocumentError."""
    with contextlib.suppress(ValueError, RecursionError):
        if is_shallow(text):
            return AT_A_GLANCE.decode(text)
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(f"{error.msg} (at line {error.lineno}, column {error.colno})", error.lineno) from error
    except RecursionError as error:
        raise DocumentError(TOO_DEEP) from error
    except ValueError as error:
        raise DocumentError(TOO_LARGE) from error
    for fault, path in find_excess(values):
        raise DocumentError(f"{'.'.join(map(str, path)) or 'it'} is {fault}" if path else fault)
    return values


def read_json(path: Path) -> Any:  # noqa: ANN401 - JSON values
    """Read a JSON file; raises OSError and DocumentError."""
    return parse_json(read_document(path))


def is_shallow(text: str) -> bool:
    """Tell at a glance that nothing in a text's JSON is too deep or half a character, as of any file of ours."""
    return text.count("[") + text.count("{") <= MOST_DEEP and "\\u" not in text and is_whole(text)


def usual_int(digits: str) -> int:
    """Read a whole number; raises ValueError for one that is too large."""
    if not -LARGEST_NUMBER <= (number := int(digits)) < LARGEST_NUMBER:
        raise ValueError
    return number


def usual_float(digits: str) -> float:
    """Read a number, or what JSON has for none; raises ValueError for one that is infinite."""
    if not math.isfinite(number := float(digits)):
        raise ValueError
    return number


AT_A_GLANCE = json.JSONDecoder(parse_int=usual_int, parse_float=usual_float, parse_constant=usual_float)


# --- Both -------------------------------------------------------------------------------------------------------------

TOO_DEEP = f"tables or lists more than {MOST_DEEP} deep"
TOO_LARGE = "a number with too many digits"
NO_NUMBER = "a number without end, or none at all"
NO_TEXT = "text with half a character"


def find_excess(values: object, *, may_be_infinite: bool = False) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield what is too deep, too large, infinite or half a character in values, and the keys that lead there."""
    waiting: list[tuple[object, tuple[str | int, ...]]] = [(values, ())]
    while waiting:
        value, path = waiting.pop()
        if len(path) > MOST_DEEP:
            yield TOO_DEEP, path[:2]
        elif isinstance(value, dict):
            waiting += [(one, (*path, key)) for key, one in value.items()]
            waiting += [(key, path) for key in value]
        elif isinstance(value, list):
            waiting += [(one, (*path, number)) for number, one in enumerate(value)]
        elif isinstance(value, int) and not -LARGEST_NUMBER <= value < LARGEST_NUMBER:
            yield TOO_LARGE, path
        elif isinstance(value, str) and not is_whole(value):
            yield NO_TEXT, path
        elif isinstance(value, float) and not (may_be_infinite or math.isfinite(value)):
            yield NO_NUMBER, path


def is_whole(text: str) -> bool:
    """Tell whether a text has no half of a surrogate pair, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
