"""The author's cast sheet laid over the members of the cast: who has which name, which names are one person's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cast.names import MemberIndex, name_key
from cast.sheet_memory import FROM_THE_FIRST, number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from cast.names import NameKey
    from cast.sheet import CastSheet, SheetPerson


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the book."""

    name: str  # as the book names them most fully
    aliases: tuple[str, ...] = ()
    gender: str = ""  # "female", "male" or ""
    mentions: int = 0
    called: int = 0  # times the name is used in address
    acting: int = 0  # times the name is the subject of a verb in the narration
    sheet: SheetPerson | None = None


def by_length(aliases: Iterable[str]) -> tuple[str, ...]:
    """Order somebody's other names, the fullest first."""
    return tuple(sorted(aliases, key=lambda alias: (-len(alias), alias)))


class SheetIndex:
    """The tables of the sheet by the names in them, so that not all are looked at for everybody."""

    def __init__(self, people: Sequence[SheetPerson]) -> None:
        self.people = people
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_written: dict[int, list[SheetPerson]] = defaultdict(list)
        for number, person in enumerate(people):
            self.by_name[person.name].append(number)
            if person.written:
                self.by_written[person.written.name].append(person)

    def tables_of(self, names: Iterable[str]) -> list[SheetPerson]:
        """Give the tables of people with some of these names, in their order."""
        return [self.people[number] for number in sorted(at for name in names for at in self.by_name.get(name, ()))]


def find_apart(index: SheetIndex, name: str, names: Collection[str]) -> list[set[str]]:
    """Give which of somebody's names are other people's by the author's word, in a set a person.

    They are those that she took out of the sheet, and those of a table of their own beside the one for `name`.
    """
    written = index.by_written.get(number_of(name), []) if index.by_written else []
    taken = {alias for person in written for alias in names if number_of(alias) in person.parted and alias != name}
    tables = index.tables_of(names)
    keeper = next((person for person in tables if person.name == name or person in written), next(iter(tables), None))
    others = [{*person.own_names, person.name}.intersection(names) for person in tables if person is not keeper]
    apart = [found - {name} for found in (*others, taken.difference(*others))]
    return [found for found in apart if found]


def apply_sheet(
    members: Sequence[Member], index: Mapping[NameKey, MemberIndex], sheet: CastSheet
) -> tuple[list[Member], dict[NameKey, MemberIndex]]:
    """Lay the author's own names and genders over those that the rules found; nothing else of the cast changes."""
    members, index = list(members), dict(index)
    keys: dict[MemberIndex, list[NameKey]] = defaultdict(list)
    for key, number in index.items():
        keys[number].append(key)
    known = KnownMembers(members)
    for person in sheet.people:
        numbers = find_whom(person, known, index)
        home = min(numbers, default=MemberIndex(len(members)))
        members[home : home + 1] = [join_members([members[number] for number in sorted(numbers)], person)]
        known.add(home)
        found = [key for number in numbers for key in keys.pop(number, ()) if index[key] == number]
        found += [name_key(name) for name in (person.name, *person.aliases)]
        index.update(dict.fromkeys(found, home))
        keys[home] += dict.fromkeys(found)
    return members, index


class KnownMembers:
    """The members by the numbers of their names, for a sheet that the program wrote; they may change meanwhile."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        self.by_number: dict[int, set[int]] | None = None

    def add(self, home: int) -> None:
        """Note the names that a member has now."""
        if self.by_number is not None:
            for number in all_numbers(self.members[home]):
                self.by_number[number].add(home)

    def with_number(self, number: int) -> Iterator[int]:
        """Give the members one of whose names has or had a number."""
        if self.by_number is None:
            self.by_number = defaultdict(set)
            for home in range(len(self.members)):
                self.add(home)
        return iter(self.by_number.get(number, ()))

    def named(self, number: int) -> int | None:
        """Give the first member whose name has a number."""
        found = self.with_number(number)
        return min((home for home in found if number_of(self.members[home].name) == number), default=None)

    def called(self, numbers: Iterable[int]) -> int | None:
        """Give the first member one of whose names has one of these numbers."""
        found = ((home, number) for number in numbers for home in self.with_number(number))
        return min((home for home, number in found if number in all_numbers(self.members[home])), default=None)


def all_numbers(member: Member) -> set[int]:
    """Give the numbers of all of somebody's names."""
    return set(map(number_of, (member.name, *member.aliases)))


def find_whom(person: SheetPerson, known: KnownMembers, index: Mapping[NameKey, MemberIndex]) -> set[MemberIndex]:
    """Find whom a table is about, and who else has one of the names that the author wrote there herself."""
    named = {index[key] for key in map(name_key, person.own_names) if key in index}
    return named | known_again(person, known, index)


def known_again(person: SheetPerson, known: KnownMembers, index: Mapping[NameKey, MemberIndex]) -> set[MemberIndex]:
    """Find whom the program wrote the table of: by the name it wrote, else by one of the aliases."""
    if person.written is None:
        return set()
    found = known.named(person.written.name)
    found = index.get(name_key(person.name)) if found is None else found
    found = known.called(person.written.aliases - person.parted) if found is None else found
    return set() if found is None else {MemberIndex(found)}


def join_members(joined: Sequence[Member], person: SheetPerson) -> Member:
    """Make one member of those who are one person by the author's word."""
    known = {name for member in joined for name in (member.name, *member.aliases)} | set(person.aliases)
    rules = next(iter(joined), Member(person.name))
    name = person.name if person.is_renamed or person.parted else rules.name
    return Member(
        name,
        by_length(known - {name}),
        person.at(FROM_THE_FIRST).get("gender", rules.gender),
        sum(member.mentions for member in joined),
        sum(member.called for member in joined),
        sum(member.acting for member in joined),
        person,
    )
