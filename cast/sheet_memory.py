"""What the program wrote in the cast sheet, remembered as numbers, by which the author's changes are told from it.

Numbers, not words: whoever exchanges "yellow raincoat" for "red coat" through the whole file changes values alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records import Key

DIGITS = 10
NAMES = ("name", "aliases")
LATER = "from"  # holds what is written for a scene, by "chapter-scene"
MAY_END = ("outfit",)  # what the author may end by taking out the scene where it begins


def number_of(value: str) -> int:
    """Give the number by which a value is known again."""
    digest = hashlib.sha256(" ".join(value.split()).encode("utf-8", "surrogatepass")).hexdigest()
    return int(digest, 16) % 10**DIGITS


@dataclass(frozen=True, slots=True)
class Written:
    """What the program wrote of one person, as numbers."""

    name: int
    aliases: frozenset[int]
    looks: Mapping[Key, Mapping[str, int]]  # by the scene from which it holds, (0, 0) for all

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Written:
        """Read it from the sheet; raises AttributeError, KeyError, TypeError or ValueError for anything else."""
        whole = {what: int(value) for what, value in table.items() if what not in (*NAMES, LATER)}
        later = {read_start(start): numbers_of(values) for start, values in table.get(LATER, {}).items()}
        return cls(int(table["name"]), frozenset(map(int, table["aliases"])), {(0, 0): whole} | later)

    def without_own(self, looks: Mapping[Key, Mapping[str, str]]) -> dict[Key, dict[str, str | None]]:
        """Give of a person's values those that are the author's: None where the rules decide.

        They do where the program's value stands, or its line is taken out. Where she took out a whole scene from which
        something held, what held before it goes on there.
        """
        own = {start: self._changed(start, values) for start, values in looks.items()}
        for start, values in sorted(self.looks.items()):
            for what in values:
                if start in looks:
                    own[start].setdefault(what, None)
                elif (before := shown_before(looks, start, what)) is not None:
                    own.setdefault(start, {})[what] = before if before or what in MAY_END else None
        return own

    def _changed(self, start: Key, values: Mapping[str, str]) -> dict[str, str | None]:
        numbers = self.looks.get(start, {})
        return {
            what: value if value and number_of(value) != numbers.get(what) else None for what, value in values.items()
        }


def shown_before(looks: Mapping[Key, Mapping[str, str]], start: Key, what: str) -> str | None:
    """Give the value that the sheet shows right before a scene, None where it shows none."""
    earlier = [values[what] for begin, values in sorted(looks.items()) if begin < start and what in values]
    return earlier[-1] if earlier else None


def numbers_of(table: Mapping[str, Any]) -> dict[str, int]:
    """Read the numbers of one scene's values."""
    return {what: int(value) for what, value in table.items()}


def read_start(text: str) -> Key:
    """Read "3-6", from chapter 3, scene 6 on."""
    chapter, scene = text.split("-")
    return int(chapter), int(scene)


def remember(key: str, names: tuple[str, ...], looks: Mapping[Key, Mapping[str, str]]) -> list[str]:
    """Write the lines of TOML by which one table is remembered: `names` are the name, then the aliases."""
    name, *aliases = map(number_of, names)
    lines = [f"[generated.{key}]", f"name = {name}", f"aliases = {aliases}"]
    for (chapter, scene), values in sorted(looks.items()):
        before = f"{LATER}.{chapter}-{scene}." if (chapter, scene) != (0, 0) else ""
        lines += [f"{before}{what} = {number_of(value)}" for what, value in values.items()]
    return lines
