"""Keep what the scenes before have established: who led, who was present how often, people's ages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reading.ages import YEARS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.members import Cast
    from cast.names import MemberIndex
    from reading.looks import Fact
    from reading.people import PersonIndex, ScenePeople
    from records import Presence


@dataclass(frozen=True, slots=True)
class StorySoFar:
    """The state of the story before a scene, for resolving words without a name; people are cast numbers."""

    leads: Mapping[str, MemberIndex] = field(
        default_factory=dict
    )  # by gender: whom "he" refers to in a scene that names nobody
    there: Mapping[str, MemberIndex] = field(
        default_factory=dict
    )  # by gender: whom "she" refers to in one that names only men
    present: frozenset[MemberIndex] = frozenset()  # everybody who was in the scene before, of the same chapter
    years: Mapping[MemberIndex, int] = field(default_factory=dict)  # stated ages
    times: Mapping[MemberIndex, int] = field(default_factory=dict)  # in how many scenes somebody was present
    told_by_i: float = 0.0  # share of the book's scenes that somebody tells who says "I"

    def without(self, narrator: MemberIndex | None) -> StorySoFar:
        """Leave out the narrator of the scene: "he" is another."""
        leads = {gender: who for gender, who in self.leads.items() if who != narrator}
        return replace(self, leads=leads, there={gender: who for gender, who in self.there.items() if who != narrator})

    def in_new_chapter(self) -> StorySoFar:
        """Forget who was present: a chapter may begin elsewhere."""
        return replace(self, there={}, present=frozenset())

    def after(
        self,
        cast: Cast,
        presences: Mapping[MemberIndex, Presence],
        years: Mapping[MemberIndex, int],
    ) -> StorySoFar:
        """Add a scene's people, and the ages that it states."""
        leads = {cast[who].gender: who for who, presence in presences.items() if presence == "lead"}
        told = {who: number for who, number in years.items() if who not in self.years}
        here = {who: presence for who, presence in presences.items() if presence in LEADING}
        return StorySoFar(
            leads={**self.leads, **leads},
            there=by_gender(here, cast),
            present=frozenset(here),
            years={**self.years, **told} if told else self.years,  # copied only where it grows
            times={**self.times, **{who: self.times.get(who, 0) + 1 for who in here}},
            told_by_i=self.told_by_i,
        )


LEADING: Mapping[str, int] = {"lead": 2, "present": 1}


def story_opening(cast: Cast) -> StorySoFar:
    """Give the state before the first scene: "he" and "she" are those whom the book names most."""
    ordered = reversed(list(cast.numbered()))  # the cast is sorted by mentions, the most first
    told_by_i = sum(teller is not None for teller in cast.tellers) / (len(cast.tellers) or 1)
    return StorySoFar(leads={member.gender: who for who, member in ordered}, told_by_i=told_by_i)


def by_gender(here: Mapping[MemberIndex, Presence], cast: Cast) -> dict[str, MemberIndex]:
    """Choose by gender whom the book names most, the lead twice."""
    ordered = sorted(here, key=lambda who: (cast[who].mentions * LEADING[here[who]], -who))
    return {cast[who].gender: who for who in ordered if cast[who].gender}


def members_in(people: ScenePeople, presences: Mapping[PersonIndex, Presence]) -> dict[MemberIndex, Presence]:
    """Give the presence in a scene of each member of the cast."""
    return {member: presence for who, presence in presences.items() if (member := people[who].member) is not None}


def years_told(people: ScenePeople, facts: Sequence[Fact]) -> dict[MemberIndex, int]:
    """Give the ages that a scene states of members of the cast; the first stated counts."""
    return {
        member: int(fact.text)
        for fact in reversed(facts)
        if fact.slot in YEARS and (member := people.member_of(fact.who)) is not None
    }


def named_after(cast: Cast, number: int) -> frozenset[MemberIndex]:
    """Give everybody whom the narration of the scene after one calls by name."""
    runs = (run for runs in cast.names[number + 1 : number + 2] for run in runs if not run.quoted)
    return frozenset(member for member in map(cast.find, runs) if member is not None)
