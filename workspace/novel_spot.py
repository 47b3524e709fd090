"""Where something stands in `novel.toml`: what is wrong there is told with file, line and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from errors import NovelError
from toml_lines import find_line
from typed import shown
from workspace.novel_keys import TABLES


@dataclass(frozen=True, slots=True)
class TomlSpot:
    """A table of the file, to which what is wrong points."""

    path: Path
    text: str
    table: str = ""  # "" for what stands above the first one

    def error(self, key: str, problem: str, value: str = "") -> NovelError:
        """Make the error with the line of a key, or of a value among its lines."""
        line = find_line(self.text, [part for part in (self.table, key) if part], value)
        return NovelError(f"{self.path}, line {line}: {problem}")


def wrong(name: str, value: object, spot: TomlSpot, problem: str) -> NovelError:
    """Make the error for a value, with an example of how it is written."""
    key = TABLES[spot.table].get(name)
    return spot.error(name, f"{name} is {shown(value)}, {problem}; write {name} = {key.example if key else '…'}.")
