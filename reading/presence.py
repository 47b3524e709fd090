"""Decide who is bodily present, who is only heard or spoken of, and who leads the scene."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.weights import Features, Option

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cast.members import Cast
    from cast.names import MemberIndex
    from english.weights import Weights
    from reading.discourse import StorySoFar
    from reading.people import PersonIndex, ScenePeople, ScenePerson
    from reading.presence_evidence import PresenceEvidence
    from records import Presence

ORDER = ("lead", "present", "remote", "mentioned")
NEW = ("a ", "an ", "another ")
MENTION = ("name", "pronoun", "described", "first person")
SUBJECT = ("acts", "name acts")
ELSEWHERE = ("is spoken of", "is thought of")
NOW = ("moves", "speaks", "feels", "does")


class Circumstances(NamedTuple):
    """What is known of the scene and the book besides what is said of one person."""

    people: ScenePeople
    cast: Cast
    story: StorySoFar
    named_next: Collection[MemberIndex] = ()  # whom the narration of the next scene names


def settle_presences(
    evidence: Mapping[PersonIndex, PresenceEvidence], around: Circumstances, weights: Weights
) -> dict[PersonIndex, Presence]:
    """Give everybody's presence in the scene, the lead first."""
    people = around.people
    evidence = without_namesake(evidence, people)
    far = {who for who, shown in evidence.items() if is_far(shown)}
    candidates = [who for who, shown in evidence.items() if who not in far and not is_gone(shown)]
    named = those_there([who for who in candidates if not people[who].is_described], evidence, around, weights)
    described = [who for who in candidates if people[who].is_described]
    options = ((who, unnamed_option(who, evidence[who], around, named)) for who in described)
    there = {*named, *(who for who, option in options if weights.accepts("unnamed", option))}
    found: dict[PersonIndex, Presence] = {who: "remote" if who in far else "mentioned" for who in evidence}
    found.update(dict.fromkeys(there, "present"))
    lead = choose_lead(sorted(there), evidence, around, weights)
    if lead is not None:
        found[lead] = "lead"
    ordered = sorted(found, key=lambda who: (ORDER.index(found[who]), evidence[who].first))
    return {who: found[who] for who in ordered if who in there or not people[who].is_described}


def those_there(
    named: Sequence[PersonIndex],
    evidence: Mapping[PersonIndex, PresenceEvidence],
    around: Circumstances,
    weights: Weights,
) -> list[PersonIndex]:
    """Give those with a name who are there; whoever is surest is weighed as such."""
    most_subject = max((evidence[who].times(*SUBJECT) for who in named), default=0)
    options = {who: presence_option(who, evidence[who], around, most_subject) for who in named}
    scores = {who: weights.weigh("presence", option.features) for who, option in options.items()}
    ranked = sorted(named, key=lambda who: (-scores[who], evidence[who].first))
    for who in ranked[:1]:
        options[who].features["nobody is surer"] = 1.0
    return [who for who in ranked if weights.accepts("presence", options[who])]


def settle_listed(evidence: Mapping[PersonIndex, PresenceEvidence]) -> dict[PersonIndex, Presence]:
    """Take everybody as present whom a scene names; whom it names most leads."""
    ordered = sorted(evidence, key=lambda who: (-len(evidence[who].signs), evidence[who].first))
    return {who: "present" if number else "lead" for number, who in enumerate(ordered)}


def without_namesake(
    evidence: Mapping[PersonIndex, PresenceEvidence], people: ScenePeople
) -> Mapping[PersonIndex, PresenceEvidence]:
    """Leave out the narrator's name where he narrates: one person is in the scene once."""
    tellers = {people[who].member for who in evidence if people[who].is_narrator} - {None}
    return {
        who: shown for who, shown in evidence.items() if people[who].is_narrator or people[who].member not in tellers
    }


def is_far(shown: PresenceEvidence) -> bool:
    """Whether somebody is only heard or seen from afar: "said Jonas over the phone", and no more is done."""
    return shown.times("is heard from afar") > 0 and not shown.times("moves", "has a body")


def is_gone(shown: PresenceEvidence) -> bool:
    """Whether the scene says that somebody is dead who says nothing in it."""
    return shown.times("is dead") > 0 and not shown.times("speaks")


# --- Who is there ---------------------------------------------------------------------------------------------------


def presence_option(who: PersonIndex, shown: PresenceEvidence, around: Circumstances, most_subject: int) -> Option:
    """Give what speaks for and against the presence of somebody with a name."""
    person = around.people[who]
    features = {**told_here(shown, most_subject), **known_of(person, around)}
    if person.is_narrator:
        features["teller"] = 1.0
        features["share of the book told by I"] = around.story.told_by_i
    features["named in the next scene"] = float(person.member in around.named_next)
    return Option(names_of(person, around.cast), {name: value for name, value in features.items() if value})


def names_of(person: ScenePerson, cast: Cast) -> tuple[str, ...]:
    """Give every name of a person."""
    return (person.name, *(() if person.member is None else cast[person.member].aliases))


def told_here(shown: PresenceEvidence, most_subject: int) -> Features:
    """Give what the scene tells of somebody; `most_subject`: how often anybody with a name is subject."""
    told, now = shown.times(*MENTION), shown.times(*NOW)
    addressed, subject = shown.times("is addressed"), shown.times(*SUBJECT)
    talked_of = max(0, shown.times("said aloud") - addressed)
    return {
        "named": counted(shown.times("name")),
        "named as subject": counted(shown.times("name acts")),
        "subject beside the others": subject / (most_subject or 1),
        "is addressed": counted(addressed),
        "talked of": counted(talked_of),
        "deeds a mention": now / (told + 1),
        "share of deeds done now": now / (shown.times(*NOW, "did before", "is") + 1),
        "does something plain": float(shown.times("does") > 0),
        "is near": counted(shown.times("is near", "has a body")),
        "most real sentence": shown.real,
        "told of before": shown.before / (told or 1),
        "away from speech": float(0 < told == shown.times("away from speech")),
        "is elsewhere": counted(shown.times(*ELSEWHERE)),
        "beside a telephone": shown.by_device / (told or 1),
        "acts with others": float(shown.times("acts with others") > 0),
    }


def known_of(person: ScenePerson, around: Circumstances) -> Features:
    """Give what the whole book says of somebody."""
    if person.member is None:
        return {"unnamed teller": float(person.is_narrator)}
    known, times = around.cast[person.member], around.story.times.get(person.member, 0)
    return {
        "share of mentions in address": min(1.0, known.called / (known.mentions or 1)),
        "share of mentions that act": known.acting / (known.mentions or 1),
        "scenes with them before": counted(times),
    }


def unnamed_option(
    who: PersonIndex, shown: PresenceEvidence, around: Circumstances, named: Sequence[PersonIndex]
) -> Option:
    """Give what speaks for and against the presence of somebody whom the scene only describes beside those `named`."""
    person = around.people[who]
    told, now = shown.times(*MENTION), shown.times(*NOW)
    features = {
        "described": counted(shown.times("described")),
        "most real sentence": shown.real,
        "share of deeds done now": now / (shown.times(*NOW, "did before", "is") + 1),
        "told of before": shown.before / (told or 1),
        "is elsewhere": counted(shown.times(*ELSEWHERE)),
        "beside a telephone": shown.by_device / (told or 1),
        "new": float(person.name.startswith(NEW)),
        "nobody has a name": float(not named),
        "known": float(person.name.startswith("the ")),
        "woman or man": float(bool(person.gender)),
        "no role beside the named": float(bool(named) and person.head in lexicon().people.anybody),
        "may be one with a name": float(is_another_word(person, [around.people[one] for one in named])),
    }
    return Option((person.name,), {name: value for name, value in features.items() if value})


def is_another_word(person: ScenePerson, named: Sequence[ScenePerson]) -> bool:
    """Whether "the girl", not introduced by "a girl", is likely one of the named people of her gender."""
    if person.name.startswith(NEW) or person.head not in lexicon().people.anybody:
        return False
    return any(not person.gender or other.gender in ("", person.gender) for other in named)


def fame_of(person: ScenePerson, cast: Cast) -> float:
    """Give a person's share of the book, 0 to 1."""
    return 0.0 if person.member is None else cast[person.member].mentions / (cast.most_mentions or 1)


def counted(number: int) -> float:
    """Give a count on a scale on which the third time tells less than the first."""
    return min(3.0, log1p(number))


# --- Who leads ------------------------------------------------------------------------------------------------------


def choose_lead(
    there: Sequence[PersonIndex],
    evidence: Mapping[PersonIndex, PresenceEvidence],
    around: Circumstances,
    weights: Weights,
) -> PersonIndex | None:
    """Choose whom to draw of those who are there."""
    most = {
        name: max((evidence[who].times(*signs) for who in there), default=0)
        for name, signs in (("most subjects", SUBJECT), ("most deeds", NOW))
    }
    paragraphs = max((number + 1 for who in there for number in evidence[who].paragraphs), default=1)
    options = []
    for who in there:
        shown, person = evidence[who], around.people[who]
        acting = 0 if person.member is None else around.cast[person.member].acting
        features = {
            "mentions": counted(shown.times(*MENTION)),
            "subject": counted(shown.times(*SUBJECT)),
            "moves": counted(shown.times("moves")),
            "share of paragraphs": len(set(shown.paragraphs)) / paragraphs,
            "most subjects": float(shown.times(*SUBJECT) == most["most subjects"]),
            "most deeds": float(shown.times(*NOW) == most["most deeds"]),
            "fame": fame_of(person, around.cast),
            "deeds in the book": counted(acting),
            "unnamed": float(person.is_described),
        }
        options.append(Option(names_of(person, around.cast), features))
    chosen = weights.choose("lead", options)
    return None if chosen is None else there[chosen]
