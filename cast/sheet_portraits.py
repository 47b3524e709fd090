"""The pictures of people that the author's sheet names: whose each is, and from which scene on it holds.

They decide nothing of what is read or written: only painted pictures hold to them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cast.sheet_memory import FROM_THE_FIRST
from cast.sheet_tables import Place, read_number, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from errors import NovelError
    from records import Key

PORTRAIT = "portrait"  # the key of a table


@dataclass(frozen=True, slots=True)
class NamedPortrait:
    """A picture's file as a table names it."""

    file: str  # as it is written; "" ends what held before
    place: Place  # of the table

    def error(self, problem: str) -> NovelError:
        """Make the error that points to its line."""
        return self.place.error(PORTRAIT, f'portrait is "{self.file}"{problem}')


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody of whom the sheet names a picture."""

    key: str  # the table's name
    name: str
    marks: frozenset[str | int]  # by which somebody is known as this person
    portraits: tuple[tuple[Key, NamedPortrait], ...]  # in order, each with the scene from which it holds

    def at(self, scene: Key) -> NamedPortrait | None:
        """Give the portrait that holds in a scene."""
        begun = bisect_right(self.portraits, scene, key=itemgetter(0))
        found = self.portraits[begun - 1][1] if begun else None
        return found if found and found.file else None


def read_portraits(table: Mapping[str, Any], place: Place) -> tuple[tuple[Key, NamedPortrait], ...]:
    """Read the portraits of one person, whose table is sound but for them; raises NovelError for what is no text."""
    return tuple(sorted(list_portraits(table, place), key=itemgetter(0)))


def list_portraits(table: Mapping[str, Any], place: Place) -> Iterator[tuple[Key, NamedPortrait]]:
    """Yield a table's own portrait, and those of its changes."""
    changes = enumerate(table.get("from", ()), 1)
    places = [(table, place), *((change, Place(place.file, place.text, place.table, at)) for at, change in changes)]
    for values, where in places:
        if (file := read_text(values, PORTRAIT, where)) is not None:
            chapter, scene = (read_number(values, key, where) for key in ("chapter", "scene"))
            yield (chapter, scene) if where.change else FROM_THE_FIRST, NamedPortrait(file, where)
