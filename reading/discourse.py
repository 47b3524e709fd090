"""What a reader knows when a scene begins: who led, who was there, how old people are, who has a name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cast.members import Cast
    from english.tokens import Token
    from reading.looks import Fact
    from reading.mentions import Mention
    from records import Presence


@dataclass(frozen=True, slots=True)
class StorySoFar:
    """What the scenes before tell about whom words without a name can mean; people are members of the cast."""

    leads: Mapping[str, int] = field(default_factory=dict)  # by gender: whom "he" means in a scene that names nobody
    there: Mapping[str, int] = field(default_factory=dict)  # by gender: whom "she" means in one that names only men
    present: frozenset[int] = frozenset()  # everybody who was in the scene before, of the same chapter
    years: Mapping[int, int] = field(default_factory=dict)  # stated ages
    named: frozenset[int] = frozenset()  # whom the narration has named

    def without(self, narrator: int | None) -> StorySoFar:
        """Leave out who tells the scene: "he" is another."""
        leads = {gender: who for gender, who in self.leads.items() if who != narrator}
        return replace(self, leads=leads, there={gender: who for gender, who in self.there.items() if who != narrator})

    def in_new_chapter(self) -> StorySoFar:
        """Forget who was there: a chapter may begin elsewhere."""
        return replace(self, there={}, present=frozenset())

    def after(
        self,
        cast: Cast,
        presences: Mapping[int, Presence],
        lead: int | None,
        facts: Iterable[Fact],
        named: Collection[int],
    ) -> StorySoFar:
        """Add what a scene tells."""
        members = range(len(cast.members))
        leads = {cast.members[lead].gender: lead} if lead is not None and lead in members else {}
        told = {
            fact.who: int(fact.text)
            for fact in reversed(tuple(facts))  # what is stated first stands
            if fact.slot == "years" and fact.who in members
        }
        told = {who: years for who, years in told.items() if who not in self.years}
        here = {who: presence for who, presence in presences.items() if who in members and presence in LEADING}
        return StorySoFar(
            leads={**self.leads, **leads},
            there=by_gender(here, cast),
            present=frozenset(here),
            years={**self.years, **told} if told else self.years,  # copied only where it grows
            named=self.named if self.named.issuperset(named) else self.named.union(named),
        )


LEADING: Mapping[str, int] = {"lead": 2, "present": 1}


def story_opening(cast: Cast) -> StorySoFar:
    """Say what is known before the first scene: "he" and "she" are those whom the book names most."""
    ordered = reversed(list(enumerate(cast.members)))  # the most mentioned stand first in the cast
    return StorySoFar(leads={member.gender: who for who, member in ordered})


def by_gender(here: Mapping[int, Presence], cast: Cast) -> dict[str, int]:
    """Choose by gender whom the book names most, the lead twice."""
    ordered = sorted(here, key=lambda who: (cast.members[who].mentions * LEADING[here[who]], -who))
    return {cast.members[who].gender: who for who in ordered if cast.members[who].gender}


def named_in(tokens: Sequence[Token], mentions: Iterable[Mention]) -> frozenset[int]:
    """Name everybody whom the narration of a scene calls by name."""
    told = (mention for mention in mentions if mention.kind == "name" and not tokens[mention.first].quoted)
    return frozenset(mention.who for mention in told)
