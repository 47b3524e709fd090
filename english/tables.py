"""The reader's word lists, read once from `vocabulary/`: text lists, pairs and TOML tables."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

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
def read_table(name: str) -> Mapping[str, Any]:
    """Read a TOML table of `vocabulary/`."""
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


@cache
def word_set(table: str, *keys: str) -> frozenset[str]:
    """Read the words of one entry of a TOML table: a string of words split by white space, "_" for a space."""
    value: Any = read_table(table)
    for key in keys:
        value = value[key]
    return frozenset(split_words(value))


def split_words(text: str) -> tuple[str, ...]:
    """Split a table's string of words; "_" stands for a space within an entry."""
    return tuple(word.replace("_", " ") for word in text.split())
