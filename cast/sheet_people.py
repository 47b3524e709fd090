"""The author's cast sheet laid over the members of the cast: who has which name, which names are one person's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cast.names import MemberIndex, name_key
from cast.sheet_memory import FROM_THE_FIRST, number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

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


def find_apart(sheet: CastSheet, name: str, names: Collection[str]) -> list[set[str]]:
    """Give which of somebody's names are other people's by the author's word, in a set a person.

    They are those that she took out of the sheet, and those of a table of their own beside the one for `name`.
    """
    written = [person for person in sheet.people if person.written and person.written.name == number_of(name)]
    taken = {alias for person in written for alias in names if number_of(alias) in person.parted and alias != name}
    tables = [person for person in sheet.people if person.name in names]
    keeper = next((person for person in tables if person.name == name or person in written), next(iter(tables), None))
    others = [{*person.own_names, person.name}.intersection(names) for person in tables if person is not keeper]
    apart = [found - {name} for found in (*others, taken.difference(*others))]
    return [found for found in apart if found]


def apply_sheet(
    members: Sequence[Member], index: Mapping[NameKey, MemberIndex], sheet: CastSheet
) -> tuple[list[Member], dict[NameKey, MemberIndex]]:
    """Lay the author's own names and genders over those that the rules found; nothing else of the cast changes."""
    members, index = list(members), dict(index)
    for person in sheet.people:
        numbers = find_whom(person, members, index)
        home = min(numbers, default=MemberIndex(len(members)))
        members[home : home + 1] = [join_members([members[number] for number in sorted(numbers)], person)]
        index.update({key: home for key, number in index.items() if number in numbers})
        index.update({name_key(name): home for name in (person.name, *person.aliases)})
    return members, index


def find_whom(person: SheetPerson, members: Sequence[Member], index: Mapping[NameKey, MemberIndex]) -> set[MemberIndex]:
    """Find whom a table is about, and who else has one of the names that the author wrote there herself."""
    named = {index[key] for key in map(name_key, person.own_names) if key in index}
    return named | known_again(person, members, index)


def known_again(
    person: SheetPerson, members: Sequence[Member], index: Mapping[NameKey, MemberIndex]
) -> set[MemberIndex]:
    """Find whom the program wrote the table of: by the name it wrote, else by one of the aliases."""
    if person.written is None:
        return set()
    named = (number for number, member in enumerate(members) if number_of(member.name) == person.written.name)
    called = (number for key in [name_key(person.name)] if (number := index.get(key)) is not None)
    aliases = person.written.aliases - person.parted
    aliased = (
        number
        for number, member in enumerate(members)
        if not aliases.isdisjoint(map(number_of, (member.name, *member.aliases)))
    )
    found = next((number for kind in (named, called, aliased) for number in kind), None)
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
