"""Where something stands in `novel.toml`: what is wrong there is told with file, line and remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from errors import NovelError
from workspace.novel_keys import TABLES


@dataclass(frozen=True, slots=True)
class TomlSpot:
    """A table of the file, to which what is wrong points."""

    path: Path
    text: str
    table: str = ""  # "" for what stands above the first one

    def error(self, key: str, problem: str, value: str = "") -> NovelError:
        """Make the error with the line of a key, or of a value among its lines."""
        return NovelError(f"{self.path}, line {find_line(self.text, self.table, key, value)}: {problem}")


def wrong(name: str, value: object, spot: TomlSpot, problem: str) -> NovelError:
    """Make the error for a value, with an example of how it is written."""
    key = TABLES[spot.table].get(name)
    return spot.error(name, f"{name} is {value!r}, {problem}; write {name} = {key.example if key else '…'}.")


def find_line(text: str, table: str, key: str, value: str = "") -> int:
    """Give the line of a key in its table, from 1; of a value at or below it where that is found."""
    lines = ["" if line.lstrip().startswith("#") else line for line in text.splitlines()]
    heads = [(number, re.sub(r"[\s\"'\[\]]|#.*", "", line)) for number, line in enumerate(lines) if is_head(line)]
    first = next((number for number, head in heads if table and f"{head}.".startswith(f"{table}.")), 0)
    last = next((number for number, _ in heads if number > first), len(lines))
    wanted = re.compile(rf"(?:^|[\s.,{{\[\"'])[\"']?{re.escape(key)}[\"']?\s*(?:=|\.|\])")
    ranges = (range(first, last), range(len(lines)))
    at = next((number for numbers in ranges for number in numbers if wanted.search(lines[number])), first)
    told = next((number for number in range(at, len(lines)) if value and value in lines[number]), at)
    return told + 1


def is_head(line: str) -> bool:
    """Whether a line begins a table."""
    return re.match(r"\s*\[[^\[\]=,]+\]\s*(?:#.*)?$", line) is not None
