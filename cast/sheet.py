"""The author's cast sheet in, her own words about people out: what she wrote or changed, from which scene on."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cast.names import name_key
from cast.sheet_memory import FROM_THE_FIRST, Written, number_of
from cast.sheet_portraits import ShownPerson, read_portraits
from cast.sheet_tables import LOOKS, Place, load_sheet, read_aliases, read_looks, read_text, refuse_unknown
from english.own_words import NO_WORDS, OwnWords
from errors import NovelError, say_os_error
from typed import WrongValue, a_text, list_of
from untrusted import DocumentError, read_saved_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from cast.names import NameKey
    from records import Key

PERSON_KEYS = ("name", *LOOKS, "aliases", "portrait", "from")
MOST_SAID = 20  # warnings about names in two tables
MEMORY = "generated"  # the table in which the program remembers what it wrote
SPOILT = (
    "this table is what the program remembers of the values it wrote; put it back as it was, or delete it whole: "
    "then every value above counts as yours."
)
EMPTY = "is empty, as while an editor saves it: save it again, or delete it to have the text alone decide."
MISPLACED = "this line stands in what the program remembers; write it further up, in the table of its person."


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """One person of whom the author says something herself."""

    key: str  # the table's name
    name: str
    aliases: tuple[str, ...] = ()  # her own
    looks: Mapping[Key, Mapping[str, str | None]] = field(default_factory=dict)  # by LOOKS; None: the rules decide
    is_renamed: bool = False  # the name is her own
    written: Written | None = None  # what the program wrote of this person
    parted: frozenset[int] = frozenset()  # numbers of the program's aliases that she took out
    course: Sequence[tuple[Key, dict[str, str | None]]] = field(
        init=False, repr=False, compare=False
    )  # all looks so far

    def __post_init__(self) -> None:
        """Add the changes up once: a person may be in as many scenes as there are changes."""
        said: dict[str, str | None] = {}
        course = [(start, said := {**said, **values}) for start, values in sorted(self.looks.items())]
        object.__setattr__(self, "course", course)

    def at(self, scene: Key) -> dict[str, str]:
        """Give her own words in a scene by what they are about (one of LOOKS), nothing where the rules decide."""
        begun = bisect_right(self.course, scene, key=itemgetter(0))
        said = self.course[begun - 1][1] if begun else {}
        return {what: value for what, value in said.items() if value is not None}

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names that she gives herself."""
        return (self.name, *self.aliases) if self.is_renamed else self.aliases

    @property
    def is_silent(self) -> bool:
        """Whether she says nothing about this person."""
        said = any(value is not None for values in self.looks.values() for value in values.values())
        return not (said or self.is_renamed or self.aliases or self.parted)

    @property
    def marks(self) -> set[str | int]:
        """The names by which somebody is known as this person, and the numbers of those that she took from it."""
        was = {self.written.name} if self.written else set()
        return {self.name, *self.aliases, *self.parted, *was}


def marks_of(names: Iterable[str]) -> set[str | int]:
    """Give the marks of somebody with these names: any that is a table's too makes them its person."""
    named = list(names)
    return {*named, *map(number_of, named)}


class Marked:
    """Many people by their marks, so that nobody is compared with all of them."""

    def __init__(self, marks: Iterable[Iterable[str | int]]) -> None:
        self.firsts: dict[str | int, int] = {}
        for number, of_one in enumerate(marks):
            for mark in of_one:
                self.firsts.setdefault(mark, number)

    def first(self, marks: Iterable[str | int]) -> int | None:
        """Give the number of the first with any of some marks."""
        return min((self.firsts[mark] for mark in marks if mark in self.firsts), default=None)


@dataclass(frozen=True, slots=True)
class CastSheet:
    """What the author herself says of the cast; without people where there is no file, or nothing in it is changed."""

    people: tuple[SheetPerson, ...] = ()
    warnings: tuple[str, ...] = ()  # sentences about tables that contradict each other
    words: OwnWords = NO_WORDS  # of the author's world, from `novel.toml`
    shown: tuple[ShownPerson, ...] = ()  # of whom she names pictures

    @property
    def as_read(self) -> CastSheet:
        """What of it the story is read by: all but the pictures."""
        return replace(self, shown=())


def words_about(person: SheetPerson, scene: Key) -> dict[str, Any]:
    """Give all that the author says of somebody in a scene as JSON values."""
    names = {"aliases": sorted(person.aliases), "apart": sorted(person.parted), "name": person.is_renamed}
    return {what: value for what, value in names.items() if value} | person.at(scene)


# --- The file ---------------------------------------------------------------------------------------------------------


def read_cast_sheet(path: Path) -> CastSheet:
    """Read the author's cast sheet; a missing file is an empty sheet, a faulty one raises NovelError."""
    try:
        text = read_saved_toml(path)
    except FileNotFoundError:
        return CastSheet()
    except DocumentError as error:
        raise NovelError(f"{path}: {error}; {error.remedy}.") from error
    except OSError as error:
        raise NovelError(f"{say_os_error(error, path, 'cannot be read')}, or give another file with --cast.") from error
    if not text.strip() and str(path) != os.devnull:
        raise NovelError(f"{path} {EMPTY}")
    return parse_cast_sheet(text, str(path))


def add_words(sheet: CastSheet, words: OwnWords) -> CastSheet:
    """Add the words of the author's world to a sheet; whom they call no people is left out, with a warning."""
    gone = dict.fromkeys(person.key for person in sheet.people if words.is_person(*name_key(person.name)) is False)
    said = (f"[{key}] of the cast sheet is left out: novel.toml says that it is no person." for key in gone)
    people = tuple(person for person in sheet.people if person.key not in gone)
    shown = tuple(person for person in sheet.shown if person.key not in gone)
    return CastSheet(people, (*sheet.warnings, *said), words, shown)


def parse_cast_sheet(text: str, file: str) -> CastSheet:
    """Parse the sheet's TOML into what is the author's own; raises NovelError with the line and the remedy.

    What the program wrote and she has not changed is not in it: the rules go on deciding that, as the text says.
    """
    tables = load_sheet(text, file)
    memory = read_memory(tables.pop(MEMORY, {}), Place(file, text, MEMORY))
    places = {key: Place(file, text, key) for key in tables}
    renamed = {written.name: written for written in reversed(memory.values())}
    people = [read_person(key, table, places[key], memory, renamed) for key, table in tables.items()]
    given = {number_of(name) for person in people for name in person.own_names} if memory else set()
    people = [part_from_others(person, given) for person in people]
    shown = tuple(
        ShownPerson(person.key, person.name, frozenset(person.marks), portraits)
        for person in people
        if (portraits := read_portraits(tables[person.key], places[person.key]))
    )
    return replace(settle_claims([person for person in people if not person.is_silent], places), shown=shown)


def read_memory(table: Any, place: Place) -> dict[str, Written]:  # noqa: ANN401 - TOML values
    """Read what the program wrote, by the table's name; raises NovelError where that was changed."""
    if not isinstance(table, dict):
        raise place.error("", SPOILT)
    memory: dict[str, Written] = {}
    for key, lines in table.items():
        try:
            memory[key] = Written.from_lines(list_of(a_text)(key, lines))
        except (WrongValue, ValueError) as error:
            raise place.error(key, f"{key}: {MISPLACED if key in PERSON_KEYS else SPOILT}") from error
    return memory


def read_person(
    key: str,
    table: Any,  # noqa: ANN401 - TOML values
    place: Place,
    memory: Mapping[str, Written],
    renamed: Mapping[int, Written],
) -> SheetPerson:
    """Read one person of the sheet, without what the program wrote; raises NovelError for a faulty value.

    What it wrote is in the `memory` by the table's name; where the author gave the table another one, by the person's.
    """
    if not isinstance(table, dict):
        raise place.error(key, f'is a value, not a person; write [{key}] on a line of its own and name = "…" below.')
    refuse_unknown(table, PERSON_KEYS, place)
    name, aliases = read_text(table, "name", place) or "", read_aliases(table, place)
    looks = read_looks(table, place, FROM_THE_FIRST)
    written = memory.get(key) or (renamed.get(number_of(name)) if name else None)
    if written is None:
        return SheetPerson(key, name or named_after(key), aliases, by_author(looks), is_renamed=True)
    return SheetPerson(
        key,
        name or named_after(key),
        tuple(alias for alias in aliases if number_of(alias) not in written.aliases),
        written.without_own(looks),
        is_renamed=bool(name) and number_of(name) != written.name,
        written=written,
        parted=written.aliases - {number_of(alias) for alias in aliases} if "aliases" in table else frozenset(),
    )


def named_after(key: str) -> str:
    """Make a name of a table's name: [old_tom] is Old Tom."""
    return key.replace("_", " ").replace("-", " ").title()


def by_author(looks: Mapping[Key, Mapping[str, str]]) -> dict[Key, dict[str, str | None]]:
    """Take all values as the author's; an empty one leaves it to the rules."""
    return {start: {what: value or None for what, value in values.items()} for start, values in looks.items()}


def part_from_others(person: SheetPerson, given: AbstractSet[int]) -> SheetPerson:
    """Take from somebody the aliases that the program wrote and the author gives to another table."""
    if person.written is None:
        return person
    kept = {number_of(alias) for alias in person.own_names}
    return replace(person, parted=person.parted | ((person.written.aliases & given) - kept))


# --- Two tables for one name ------------------------------------------------------------------------------------------


def settle_claims(people: Sequence[SheetPerson], places: Mapping[str, Place]) -> CastSheet:
    """Give every name to one table: an alias takes in the person of that name, else the first table has it."""
    owners: dict[NameKey, str] = {}
    kept: list[SheetPerson] = []
    warnings: list[tuple[str, str, str, str]] = []  # (table, its key, the name, the table that has it)
    borne = Counter(key for person in people for key in {name_key(alias) for alias in person.aliases})
    for person in sorted(people, key=lambda person: is_taken_in(person, borne)):
        other = owners.setdefault(name_key(person.name), person.key)
        if other != person.key:
            warnings.append((person.key, "name", person.name, other))
            continue
        claims = {alias: owners.setdefault(name_key(alias), person.key) for alias in person.aliases}
        lost = {alias: owner for alias, owner in claims.items() if owner != person.key}
        warnings += [(person.key, "aliases", alias, owner) for alias, owner in lost.items()]
        kept.append(replace(person, aliases=tuple(alias for alias in person.aliases if alias not in lost)))
    order = {person.key: number for number, person in enumerate(people)}
    said = [say_passed_over(places[key], what, name, other) for key, what, name, other in warnings[:MOST_SAID]]
    if (more := len(warnings) - MOST_SAID) > 0:
        said.append(f"{more:,} more names of the cast sheet stand in two tables.")
    return CastSheet(tuple(sorted(kept, key=lambda person: order[person.key])), tuple(said))


def is_taken_in(person: SheetPerson, borne: Mapping[NameKey, int]) -> bool:
    """Whether another table has this person's name among its aliases; `borne`: in how many tables each alias is."""
    name = name_key(person.name)
    return borne.get(name, 0) > any(name == name_key(alias) for alias in person.aliases)


def say_passed_over(place: Place, key: str, name: str, other: str) -> str:
    """Say that two tables have one name, and which one has it now."""
    lost = "this table is passed over" if key == "name" else "it is passed over here"
    return str(place.error(key, f'has the name "{name}", which [{other}] has too; {lost}.'))
