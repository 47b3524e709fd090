"""Decide who is bodily present, who is only heard or spoken of, and who leads the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.presence_evidence import THERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.members import Cast
    from reading.people import PersonIndex, ScenePeople, ScenePerson
    from reading.presence_evidence import PresenceEvidence
    from records import Presence

ORDER = ("lead", "present", "remote", "mentioned")
LEAST_DESCRIBED = 2  # weight of events from which an unnamed person is one of the scene's people
FEW_MOVES = 1  # with no more moves a person on the phone is only heard
NAMED_SHARE = 0.15  # weight of a mention, as a share of an event
FAME = 0.7  # how much more the book's protagonist weighs than a minor character


def settle_presences(
    evidence: Mapping[PersonIndex, PresenceEvidence], people: ScenePeople, cast: Cast, *, has_phone: bool
) -> dict[PersonIndex, Presence]:
    """Give everybody's presence in the scene, the lead first."""
    evidence = without_namesake(evidence, people)
    found = {
        who: presence_of(shown, has_phone=has_phone)
        for who, shown in evidence.items()
        if not people[who].is_described or shown.acts >= LEAST_DESCRIBED
    }
    there = [who for who, presence in found.items() if presence == "present"]
    if all(is_only_called(evidence[who]) for who in there) and not any(one.speaks for one in evidence.values()):
        found.update(dict.fromkeys(there, "mentioned"))  # names on a label, a letter read in an empty room
        there = []
    there = there or [who for who, presence in found.items() if presence == "remote"]
    named = [who for who in there if not people[who].is_described]
    members = [people[who] for who in named if people[who].member is not None]
    for who, person in people.numbered():
        if who in found and person.is_described and is_another_word(person, members):
            del found[who]
    fame = {who: fame_of(people[who], cast) for who in named}
    lead = choose_lead(evidence, named or [who for who in there if who in found], fame)
    if lead is not None:
        found[lead] = "lead"
    ordered = sorted(found, key=lambda who: (ORDER.index(found[who]), evidence[who].first))
    return {who: found[who] for who in ordered if not people[who].is_described or found[who] in ("lead", "present")}


def without_namesake(
    evidence: Mapping[PersonIndex, PresenceEvidence], people: ScenePeople
) -> Mapping[PersonIndex, PresenceEvidence]:
    """Leave out the narrator's name where he narrates: one person is in the scene once."""
    tellers = {people[who].member for who in evidence if people[who].is_narrator} - {None}
    return {
        who: shown for who, shown in evidence.items() if people[who].is_narrator or people[who].member not in tellers
    }


def presence_of(shown: PresenceEvidence, *, has_phone: bool) -> Presence:
    """Give a person's presence in the scene; the lead is chosen afterwards."""
    if shown.weight < THERE:
        return "mentioned"
    if has_phone and shown.speaks and shown.moves + shown.seen // 2 <= FEW_MOVES and not shown.is_placed:
        return "remote"
    return "present"


def is_only_called(shown: PresenceEvidence) -> bool:
    """Whether the only evidence of a person's presence is that the name is called."""
    return all(sign == "is addressed" for _, sign in shown.signs)


def is_another_word(person: ScenePerson, named: Sequence[ScenePerson]) -> bool:
    """Whether "the girl", not introduced by "a girl", is likely one of the named people of her gender."""
    article = person.name.split(" ", 1)[0]
    if article not in ("the", "this", "that") or person.head not in lexicon().people.anybody:
        return False
    return any(not person.gender or member.gender in ("", person.gender) for member in named)


def fame_of(person: ScenePerson, cast: Cast) -> float:
    """Give a person's share of the book, 0 to 1."""
    if person.member is None:
        return 0.0
    if person.is_narrator:
        return 1.0  # however seldom the book names the narrator
    return cast[person.member].mentions / (cast.most_mentions or 1)


def choose_lead(
    evidence: Mapping[PersonIndex, PresenceEvidence], there: Sequence[PersonIndex], fame: Mapping[PersonIndex, float]
) -> PersonIndex | None:
    """Choose whom to draw: who acts most and is named most; `fame` (0 to 1) is their share of the book."""

    def rank(who: PersonIndex) -> tuple[float, int]:
        shown = evidence[who]
        weight = shown.acts + NAMED_SHARE * shown.narrated
        return weight * (1 + FAME * fame.get(who, 0.0)), -shown.first

    return max(there, key=rank, default=None)
