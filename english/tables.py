"""How `vocabulary/` is read: text lists, pairs, and TOML tables that fill classes of typed fields."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, dataclass_transform, get_args, get_origin

from errors import NovelError

FOLDER = Path(__file__).parent.parent / "vocabulary"
Filled = TypeVar("Filled")


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


@dataclass_transform(frozen_default=True)
def table(cls: type[Filled]) -> type[Filled]:
    """Make a frozen dataclass of what a TOML table holds.

    Its module must not postpone annotations: the types are read at run time. Nobody compares or prints a table, and
    every run makes some fifty of these classes: what they do without saves it half of their time.
    """
    return dataclass(frozen=True, slots=True, eq=False, repr=False, match_args=False)(cls)


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """Read a TOML table of `vocabulary/` as it stands there."""
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def fill(kind: Any, value: Any, where: str) -> Any:  # noqa: ANN401  TOML holds anything
    """Turn what TOML holds into the type of a field; a string of words is split, "_" stands for a space within one."""
    if is_dataclass(kind):
        return fill_fields(kind, value, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Mapping:
        return {inner[0](spaced(key)): fill(inner[1], entry, f"{where}: {key}") for key, entry in value.items()}
    if origin in (frozenset, tuple):
        entries = split_words(value) if isinstance(value, str) else value
        return origin(fill(inner[0], entry, where) for entry in entries)
    if not isinstance(value, kind):
        raise NovelError(f"{where} is {value!r}, where {getattr(kind, '__name__', kind)} is wanted.")
    return value


def fill_fields(kind: Any, found: Mapping[str, Any], where: str) -> Any:  # noqa: ANN401
    """Fill a table's class by the names of its fields; what is unknown or missing is refused."""
    known = {field.name: field for field in fields(kind)}
    if unknown := found.keys() - known:
        raise NovelError(f"{where} has {', '.join(sorted(unknown))}, which no rule reads.")
    if missing := {name for name, field in known.items() if field.default is MISSING} - found.keys():
        raise NovelError(f"{where} lacks {', '.join(sorted(missing))}, which the rules read.")
    return kind(**{name: fill(known[name].type, value, f"{where}: {name}") for name, value in found.items()})


def spaced(word: str) -> str:
    """Write a table's word as it stands in a text."""
    return word.replace("_", " ")


def split_words(text: str) -> tuple[str, ...]:
    """Split a table's string of words."""
    return tuple(map(spaced, text.split()))
