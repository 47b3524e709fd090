"""The people of one scene: those whom it names, those whom it only describes, and its narrator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, NewType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cast.members import Cast
    from cast.names import MemberIndex

PersonIndex = NewType("PersonIndex", int)  # position in the scene's people; in the cast it is a MemberIndex


class Plural(Enum):
    """What "they" and "we" refer to: people, but nobody to draw alone."""

    GROUP = "they"


GROUP: Final = Plural.GROUP
Who = PersonIndex | Plural


@dataclass(frozen=True, slots=True)
class ScenePerson:
    """One person of a scene."""

    name: str  # as the book names them most fully; else the words that describe them ("the old woman"), or "narrator"
    gender: str = ""  # "female", "male" or "" if unknown
    member: MemberIndex | None = None  # None: nobody of the book's cast
    head: str = ""  # noun of the words that describe them: "woman"; "" for all others
    is_narrator: bool = False  # says "I" in this scene
    age: str = ""  # of a narrator without a name: "child" or ""

    @property
    def is_described(self) -> bool:
        """Whether the scene only describes this person."""
        return bool(self.head)

    @property
    def is_named_narrator(self) -> bool:
        """Whether this person says "I" and has a name in the book."""
        return self.is_narrator and self.member is not None


@dataclass(frozen=True, slots=True)
class ScenePeople:
    """Everybody whom a scene names or describes, present or not."""

    people: tuple[ScenePerson, ...] = ()

    def __getitem__(self, who: PersonIndex) -> ScenePerson:
        """Give the person of a number."""
        return self.people[who]

    def numbered(self) -> Iterator[tuple[PersonIndex, ScenePerson]]:
        """Give everybody with their number, in the order of their first mention."""
        return ((PersonIndex(number), person) for number, person in enumerate(self.people))

    def member_of(self, who: Who) -> MemberIndex | None:
        """Give a person's number in the cast; None for a group and for people of this scene alone."""
        return None if who is GROUP else self[who].member

    def identity(self, who: Who) -> object:
        """Give what is the same for a member of the cast and for the narrator who is that member."""
        member = self.member_of(who)
        return who if member is None else ("member", member)

    def with_members(
        self, members: Sequence[MemberIndex], cast: Cast
    ) -> tuple[ScenePeople, dict[MemberIndex, PersonIndex]]:
        """Add the members of the cast who are missing; give also the numbers of all of them."""
        numbers = {person.member: who for who, person in self.numbered() if person.member is not None}
        added = [member for member in members if member not in numbers]
        numbers |= {member: PersonIndex(number) for number, member in enumerate(added, len(self.people))}
        return ScenePeople((*self.people, *(of_member(member, cast) for member in added))), numbers


def of_member(member: MemberIndex, cast: Cast) -> ScenePerson:
    """Make the scene's person of a member of the cast."""
    known = cast[member]
    return ScenePerson(known.name, known.gender, member)


class PeopleFinder:
    """The people of a scene while it is read: everybody gets a number when first met."""

    def __init__(self, cast: Cast, narrator: MemberIndex | None = None) -> None:
        self.cast = cast
        self.narrator = narrator
        self.found: list[ScenePerson] = []
        self.by_member: dict[MemberIndex, PersonIndex] = {}
        self.by_head: dict[str, PersonIndex] = {}
        self.teller: PersonIndex | None = None

    def __getitem__(self, who: PersonIndex) -> ScenePerson:
        """Give the person of a number."""
        return self.found[who]

    def meet(self, member: MemberIndex) -> PersonIndex:
        """Give the number of a member of the cast who is called by name or by "he" and "she"."""
        if member not in self.by_member:
            self.by_member[member] = self._add(of_member(member, self.cast))
        return self.by_member[member]

    def meet_narrator(self) -> PersonIndex:
        """Give the number of the narrator: a member of the cast, or somebody whom the book never names.

        The narrator's own name, as others say it, has another number: it is no evidence of where he is or what he does.
        """
        if self.teller is None:
            known = ScenePerson("narrator", self.cast.teller_gender, age=self.cast.teller_age)
            if self.narrator is not None:
                known = of_member(self.narrator, self.cast)
            self.teller = self._add(replace(known, is_narrator=True))
        return self.teller

    def describe(self, head: str, phrase: str, gender: str) -> PersonIndex:
        """Add a person by a description."""
        who = self._add(ScenePerson(phrase, gender, head=head))
        self.by_head.setdefault(head, who)
        return who

    def _add(self, person: ScenePerson) -> PersonIndex:
        self.found.append(person)
        return PersonIndex(len(self.found) - 1)
