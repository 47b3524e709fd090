"""What an author is told: errors with file, value and remedy in one sentence; counts and durations in words."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

LEFT = 3  # the status where scenes are left to another run that has not finished them
INTERRUPTED = 130  # the shell's status for Ctrl-C


class NovelError(Exception):
    """Something in the author's files or on the disk stops the run (exit status 1)."""

    status = 1


class UsageError(NovelError):
    """The command line asks for something that does not exist (exit status 2)."""

    status = 2


class RenderError(NovelError):
    """An engine cannot draw: a missing model, too little memory, a broken checkpoint (exit status 1)."""


def say_toml_fault(error: Exception, text: str) -> str:
    """Put a TOML error into words, always with a line number: for the end of the file, its last line with text."""
    last = text.rstrip().count("\n") + 1
    return str(error).replace("at end of document", f"at line {last}, the end")


def printable(text: str, keep: str = "\n\t") -> str:
    """Replace control characters but some: a manuscript must not steer the terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in keep else "\N{REPLACEMENT CHARACTER}" for char in text)


def one_line(text: str) -> str:
    """Replace all control characters, line ends too: no name may look like a sentence of the program."""
    return printable(text, keep="")


def printable_json(line: str) -> str:
    """Escape in a line of JSON what is not printable; it means the same."""
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)


# --- What the machine refuses ---------------------------------------------------------------------------------------

NETWORK = "connect the folder again: it lies on another machine"
REMEDIES = {  # by the name of the error, since no system knows all of them
    "ENOSPC": "make room on that disk",
    "EDQUOT": "your share of that disk is used up: delete what you no longer need",
    "EROFS": "have that disk made writable again",
    "EACCES": "give yourself the right to it",
    "EPERM": "give yourself the right to it",
    "EIO": "see to that disk and its cable",
    "ENOENT": "put it back",
    "ENAMETOOLONG": "give it a shorter name",
    "EFBIG": "make it smaller, or allow larger files (`ulimit -f unlimited`)",
    "EMFILE": "allow more open files (`ulimit -n 1024`)",
    "ENFILE": "close other programs: the machine has too many files open",
    "ENOTDIR": "move the file away that stands in a folder's place",
    "EISDIR": "move the folder away that stands in its place",
    "EBUSY": "close the program that uses it",
    "ENOMEM": "close other programs: the machine has no memory left",
    "EAGAIN": "close other programs, or allow more processes (`ulimit -u unlimited`)",
    "ESTALE": NETWORK,
    "ETIMEDOUT": NETWORK,
    "ENOTCONN": NETWORK,
    "EHOSTDOWN": NETWORK,
}


def say_os_error(error: OSError, place: Path | str = "", deed: str = "") -> str:
    """Say which file the system refuses, why, and what mends that, without a full stop.

    `place` is what it was about where the error does not tell, as errors while writing never do (see `naming`);
    `deed` is what was wanted: "cannot be read".
    """
    named = str(place if error.filename is None else error.filename)
    reason = error.strerror or " ".join(map(str, error.args)) or type(error).__name__
    why = f"{deed} ({reason})" if deed else reason
    remedy = REMEDIES.get(errno.errorcode.get(error.errno or 0, ""), "mend that")
    return f"{named}: {why}; {remedy}" if named else f"{why}; {remedy}"


MEMORY = "close other programs, or allow this one more memory (`ulimit -v unlimited`)"
FORGOTTEN = "without setting an exception"  # Python itself at times loses the MemoryError on its way
UNMAPPED = ("failed to map segment", "cannot allocate memory")  # of a library that does not fit into the memory


def say_refusal(error: BaseException, place: Path | str = "") -> str:
    """Say what the system refuses or the machine lacks, and what mends that, without a full stop; "" for others."""
    if isinstance(error, ImportError) and any(words in str(error).casefold() for words in UNMAPPED):
        return f"There is too little memory to load {error.name or 'a library'}; {MEMORY}"
    if isinstance(error, MemoryError) or (isinstance(error, SystemError) and FORGOTTEN in str(error)):
        return f"{place}: there is no memory left; {MEMORY}" if place else f"There is no memory left; {MEMORY}"
    if isinstance(error, RuntimeError) and "can't start new thread" in str(error):
        return f"No thread can be started; {MEMORY} and more processes (`ulimit -u unlimited`)"
    return say_os_error(error, place) if isinstance(error, OSError) else ""


@contextlib.contextmanager
def naming(path: Path, passing: Path | None = None) -> Iterator[None]:
    """Let an OSError that names no file, or one that is only passing, be about this one."""
    try:
        yield
    except OSError as error:
        if error.filename is None or (passing is not None and str(error.filename) == str(passing)):
            error.filename = str(path)
        raise


# --- A word that is meant but spelt another way ---------------------------------------------------------------------

AMERICAN = {"colour": "color", "grey": "gray", "centre": "center", "mould": "mold", "jewellery": "jewelry"}

SHORTEST_CUT = 3  # letters of a word that is cut off
NEAR = 0.7  # of difflib's ratio: "lok" is near "look", "color" is not near "lora"


def fold_spelling(word: str) -> str:
    """Give what is left of a word when case, hyphens, blanks and British spelling are set aside."""
    bare = re.sub(r"[\W_]+", "", word.casefold())
    for british, american in AMERICAN.items():
        bare = bare.replace(british, american)
    return bare


def find_spelling(word: str, choices: Iterable[str]) -> str:
    """Give the choice that is this word in another spelling ("water colour": "watercolor"); "" where none is."""
    by_spelling = {fold_spelling(choice): choice for choice in reversed([*choices])}  # of two alike, the first
    return by_spelling.get(fold_spelling(word), "") if fold_spelling(word) else ""


def spell(word: str, choices: Iterable[str]) -> str:
    """Spell a word as one of the choices does, where it is one of them; else give it back."""
    return find_spelling(word, choices) or word


def nearest(word: str, choices: Iterable[str]) -> str:
    """Give the choice that a misspelt or cut-off word probably means; "" where none is near."""
    import difflib  # noqa: PLC0415 - only what is misspelt waits for it

    by_spelling = {fold_spelling(choice): choice for choice in reversed([*choices])}
    bare = fold_spelling(word)
    begun = [spelling for spelling in by_spelling if len(bare) >= SHORTEST_CUT and spelling.startswith(bare)]
    near = [*begun[-1:], *difflib.get_close_matches(bare, list(by_spelling), n=1, cutoff=NEAR)]
    return by_spelling[near[0]] if near else ""


def did_you_mean(word: str, choices: Iterable[str], mark: str = '"') -> str:
    """Ask for the nearest choice, to be put before a list of all: 'did you mean "noir"? '; "" where none is near."""
    found = nearest(word, choices)
    return f"did you mean {mark}{found}{mark}? " if found else ""


# --- Numbers in words -----------------------------------------------------------------------------------------------


def say_duration(seconds: float) -> str:
    """Put a duration into words."""
    if seconds < 90:  # noqa: PLR2004
        return f"{seconds:.0f} seconds" if seconds >= 10 else f"{seconds:.1f} seconds"  # noqa: PLR2004
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"  # noqa: PLR2004


def count(number: int, noun: str) -> str:
    """Put a number and a noun into words: "1 scene", "33 scenes"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def say_list(words: Sequence[str], last: str = "and") -> str:
    """Put words into a list as one says it: "steps", "steps and prompts", "steps, styles and prompts"."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def speak_utf8() -> None:
    """Make stdout and stderr write UTF-8 whatever the locale is, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number may be, with an example for the author."""

    lowest: float
    highest: float
    example: str
    multiple: int = 1

    def find_fault(self, name: str, value: float) -> str:
        """Say in one sentence what is wrong with a value; "" where nothing is."""
        if not self.lowest <= value <= self.highest:
            return f"{name} is {value}, out of range: take {self.lowest:g} to {self.highest:g}, such as {self.example}."
        if value % self.multiple and self.multiple > 1:
            below = int(value // self.multiple) * self.multiple
            return f"{name} is {value}, not a multiple of {self.multiple}: take {below} or {below + self.multiple}."
        return ""
