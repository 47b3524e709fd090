"""The tables of the art: colours, shapes, places and poses, read from `artwork/` once per process."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ARTWORK = Path(__file__).with_name("artwork")
MOST_PHRASES = 4096  # of a book that are remembered: its scenes say the same again and again


@functools.cache
def read_table(name: str) -> Mapping[str, Any]:
    """Read `artwork/NAME.toml`."""
    return tomllib.loads((ARTWORK / f"{name}.toml").read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=MOST_PHRASES)
def words_of(text: str) -> tuple[str, ...]:
    """Split a phrase into lower-case words without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


def singular(word: str) -> str:
    """Strip a plural ending, well enough to find `trees` under `tree`."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word  # noqa: PLR2004


@functools.cache
def index_of(table: str, section: str) -> Mapping[tuple[str, ...], str]:
    """Map every phrase of the `words` of a section's rows to the row's name; `_` joins the words of a phrase."""
    rows = read_table(table)[section]
    return {
        tuple(singular(word) for word in words_of(phrase.replace("_", " "))): name
        for name, row in rows.items()
        for phrase in [*str(row.get("words", "")).split(), name]
    }


@functools.lru_cache(maxsize=MOST_PHRASES)
def find_row(table: str, section: str, text: str, least: int = 1) -> str:
    """Name the row whose words occur last in a phrase (its head noun), longer ones first; "" where none does.

    `least` is how many words a phrase of the row must have.
    """
    index = index_of(table, section)
    words = [singular(word) for word in words_of(text)]
    for size in range(4, least - 1, -1):
        for start in range(len(words) - size, -1, -1):
            name = index.get(tuple(words[start : start + size]))
            if name is not None:
                return name
    return ""


@functools.cache
def parse_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """Split a table of words, one row a line; `#` starts a remark."""
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip() and not line.strip().startswith("#"))
