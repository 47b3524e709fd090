"""Read `vocabulary/`: text lists, pairs, and TOML tables that fill named tuples of typed fields."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from errors import NovelError

FOLDER = Path(__file__).parent.parent / "vocabulary"


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Read the entries of a text list, one a line; lines that start with "#" are its notice."""
    path = FOLDER / name
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return tuple(line for line in raw.decode("utf-8").split("\n") if line and line[0] != "#")


@cache
def read_words(name: str) -> frozenset[str]:
    """Read a text list as a set of words."""
    return frozenset(read_lines(name))


@cache
def read_pairs(name: str) -> Mapping[str, str]:
    """Read a text list whose lines hold a word and what belongs to it, keyed by the word."""
    return dict(line.split(" ", 1) for line in read_lines(name))


@cache
def read_columns(name: str) -> Mapping[str, tuple[str, ...]]:
    """Read a text list whose lines hold a word and its columns, parted by tabs, keyed by the word."""
    rows = [line.split("\t") for line in read_lines(name)]
    return {row[0]: tuple(row[1:]) for row in rows}


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """Read a TOML table of `vocabulary/` unchanged."""
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def fill(kind: Any, value: Any, where: str) -> Any:  # noqa: ANN401  TOML holds anything
    """Convert a TOML value to the type of a field; a string of words is split, "_" stands for a space within one."""
    if is_table(kind):
        return fill_fields(kind, value, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Mapping:
        if inner == (str, str) and {str}.issuperset(map(type, value.values())):
            return {spaced(key): entry for key, entry in value.items()}
        return {inner[0](spaced(key)): fill(inner[1], entry, f"{where}: {key}") for key, entry in value.items()}
    if origin in (frozenset, tuple):
        entries = split_words(value) if isinstance(value, str) else value
        if inner[0] is str and isinstance(value, str):  # most entries are words: they need no closer look
            return origin(entries)
        return origin(fill(inner[0], entry, where) for entry in entries)
    if not isinstance(value, kind):
        raise NovelError(f"{where} is {value!r}, where {getattr(kind, '__name__', kind)} is wanted.")
    return value


def is_table(kind: Any) -> bool:  # noqa: ANN401
    """Whether a class is a table: a named tuple, which is created five times as fast as a frozen dataclass.

    Every run makes some fifty of them. Their modules must not postpone annotations: the types are read at run time.
    """
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def fill_fields(kind: Any, found: Mapping[str, Any], where: str) -> Any:  # noqa: ANN401
    """Fill a table's class by the names of its fields; an unknown or missing name is an error."""
    types = kind.__annotations__
    if unknown := found.keys() - types:
        raise NovelError(f"{where} has {', '.join(sorted(unknown))}, which no rule reads.")
    if missing := types.keys() - kind._field_defaults - found.keys():
        raise NovelError(f"{where} lacks {', '.join(sorted(missing))}, which the rules read.")
    return kind(**{name: fill(types[name], value, f"{where}: {name}") for name, value in found.items()})


def spaced(word: str) -> str:
    """Replace "_" by a space in a table's word."""
    return word.replace("_", " ")


def split_words(text: str) -> tuple[str, ...]:
    """Split a table's string of words."""
    return tuple(map(spaced, text.split()))
