"""What the program wrote in the cast sheet, remembered as numbers, by which the author's changes are told from it.

Numbers, not words: whoever exchanges "yellow raincoat" for "red coat" through the whole file changes values alone.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from records import Key

NUMBERS = 10_000_000_000  # ten digits
FROM_THE_FIRST = (0, 0)  # before the first scene: where the values hold that have no scene
MAY_END = ("outfit",)  # what the author may end by taking out the scene where it begins


def number_of(value: str) -> int:
    """Give the number by which a value is known again."""
    digest = hashlib.sha256(" ".join(value.split()).encode("utf-8", "surrogatepass")).hexdigest()
    return int(digest, 16) % NUMBERS


@dataclass(frozen=True, slots=True)
class Written:
    """What the program wrote of one person, as numbers."""

    name: int
    aliases: frozenset[int]
    looks: Mapping[Key, Mapping[str, int]]  # by the scene from which it holds, (0, 0) for all

    @classmethod
    def from_lines(cls, lines: Sequence[str]) -> Written:
        """Read it from the sheet; raises ValueError for anything else."""
        first, *later = map(str.split, lines)
        names = [(what, int(number)) for what, number in pairs(first)]
        (name,) = (number for what, number in names if what == "name")
        looks = {read_start(start): numbers_of(numbers) for start, *numbers in later}
        return cls(name, frozenset(number for what, number in names if what == "alias"), looks)

    def without_own(self, looks: Mapping[Key, Mapping[str, str]]) -> dict[Key, dict[str, str | None]]:
        """Give of a person's values those that are the author's: None where the rules decide.

        They do where the program's value stands, or its line is taken out. Where she took out a whole scene from which
        something held, what held before it goes on there.
        """
        own = {start: self._changed(start, values) for start, values in looks.items()}
        shown: dict[str, str] = {}  # the values that the sheet shows right before a scene
        later = deque(sorted(looks.items()))
        for start, values in sorted(self.looks.items()):
            while later and later[0][0] < start:
                shown |= later.popleft()[1]
            for what in values:
                if start in looks:
                    own[start].setdefault(what, None)
                elif (before := shown.get(what)) is not None:
                    own.setdefault(start, {})[what] = before if before or what in MAY_END else None
        return own

    def _changed(self, start: Key, values: Mapping[str, str]) -> dict[str, str | None]:
        numbers = self.looks.get(start, {})
        return {
            what: value if value and number_of(value) != numbers.get(what) else None for what, value in values.items()
        }


def pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair what is remembered with its number; raises ValueError where one is missing."""
    return zip(words[::2], words[1::2], strict=True)


def numbers_of(words: Sequence[str]) -> dict[str, int]:
    """Read the numbers of one scene's values."""
    return {what: int(number) for what, number in pairs(words)}


def read_start(text: str) -> Key:
    """Read "3-6", from chapter 3, scene 6 on."""
    chapter, scene = text.split("-")
    return int(chapter), int(scene)


def remember(key: str, names: Sequence[str], looks: Mapping[Key, Mapping[str, str]]) -> list[str]:
    """Write the lines of TOML by which one table is remembered: `names` are the name, then the aliases."""
    first = " ".join(f"{'alias' if number else 'name'} {number_of(name)}" for number, name in enumerate(names))
    later = (
        " ".join((f"{chapter}-{scene}", *(f"{what} {number_of(value)}" for what, value in values.items())))
        for (chapter, scene), values in sorted(looks.items())
    )
    return [f"{key} = [", *(f'    "{line}",' for line in (first, *later)), "]"]
