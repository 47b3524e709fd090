"""Where a key or a value stands in a TOML file: the line to which an error points, however the file is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Path = Sequence[str | int]  # keys from the top down; a number counts the tables of [[…]], from 0

PART = r"(?:[\w-]++|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')"
KEY = rf"{PART}(?:[ \t]*+\.[ \t]*+{PART})*+"
HEADER = re.compile(rf"[ \t]*+(\[\[?)[ \t]*+({KEY})[ \t]*+\]")
SETTING = re.compile(rf"[ \t]*+({KEY})[ \t]*+=")
QUOTES = ('"""', "'''")


class Beginning(NamedTuple):
    """A line that begins a table or gives a key its value."""

    line: int  # from 1
    path: tuple[str | int, ...]


def find_line(text: str, path: Path, word: str = "") -> int:
    """Give the line, from 1, of a key; else of the nearest table around it, or 1.

    With a `word`, the first line at or below that which holds it, where one does.
    """
    lines = text.splitlines()
    spots = list(find_spots(lines))
    # The first of the spots that lead farthest; where none does, the top of the file.
    depth, above = max(((shared(spot.path, path), -spot.line) for spot in spots), default=(0, -1))
    first = -above if depth else 1
    if depth < len(path):  # within a line, in the lines of a list, in a table below
        others = (spot.line for spot in spots if spot.line > first and depth and shared(spot.path, path) < depth)
        within = lines[first - 1 : next(others, len(lines) + 1) - 1]
        first += find_inside(within, [part for part in path[depth:] if isinstance(part, str)])
    return next((number for number in range(first, len(lines) + 1) if word and word in lines[number - 1]), first)


def find_spots(lines: Sequence[str]) -> Iterator[Beginning]:
    """Find where tables begin and keys get their values, but for what stands in texts of several lines."""
    table: tuple[str | int, ...] = ()
    counted: Counter[tuple[str | int, ...]] = Counter()
    ending = ""
    for number, line in enumerate(lines, 1):
        if ending:
            ending = "" if ending in line else ending
            continue
        if header := HEADER.match(line):
            table = numbered(split_key(header[2]), counted)
            if header[1] == "[[":
                counted[table] += 1
                table = (*table, counted[table] - 1)
            yield Beginning(number, table)
        elif setting := SETTING.match(line):
            yield Beginning(number, (*table, *split_key(setting[1])))
        ending = next((quote for quote in QUOTES if line.count(quote) % 2), "")


def split_key(text: str) -> tuple[str, ...]:
    """Split a dotted key into its parts, without quotation marks."""
    return tuple(part.strip("\"'") if part[0] in "\"'" else part for part in re.findall(PART, text))


def numbered(path: tuple[str, ...], counted: Counter[tuple[str | int, ...]]) -> tuple[str | int, ...]:
    """Put into the path of a table which of the tables of [[…]] it is in."""
    found: tuple[str | int, ...] = ()
    for part in path[:-1]:
        found = (*found, part)
        found = (*found, counted[found] - 1) if counted[found] else found
    return (*found, path[-1])


def shared(spot: Path, path: Path) -> int:
    """Count the first parts of a path that a spot shares; which table of [[…]] counts only where the path says it."""
    depth = 0
    for part in spot:
        wanted = path[depth] if depth < len(path) else None
        if part == wanted:
            depth += 1
        elif isinstance(wanted, int) or not isinstance(part, int):
            break
    return depth


def find_inside(lines: Sequence[str], keys: Sequence[str]) -> int:
    """Count the lines above the one on which the last of some keys gets a value; 0 where none does."""
    for key in reversed(keys):
        inner = re.compile(rf"(?:^|[{{,\[.])\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        if (above := next((number for number, line in enumerate(lines) if inner.search(line)), -1)) >= 0:
            return above
    return 0
