"""Weigh the evidence that a person is bodily in a scene: what they do, what touches them, what is said to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cast.name_signs import is_called
from english.lexicon import lexicon
from english.verbs import drawable
from english.words import is_adverb
from reading.clauses import REAL, Event
from reading.coordination import coordinated_mentions, coordinations, joint_subjects
from reading.people import GROUP
from reading.telephone import is_from_afar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.names import NameRun
    from english.tokens import Prose, Token
    from reading.looks import Fact
    from reading.mentions import Mention, Mentions
    from reading.people import PersonIndex

# weight of each sign that a person is present
SIGNS = {
    "acts": 2.0,
    "speaks": 2.5,
    "moves": 1.0,  # come, turn, take: hardly a picture, but a body
    "is": 0.6,  # be, have, think: also said of the absent
    "has a body": 1.5,
    "is somewhere": 1.6,  # "Tom was in the doorway"
    "is met": 1.0,  # beside, with, to, or after a verb
    "is addressed": 1.6,
    "is described": 1.4,
    "is coordinated": 0.4,  # coordinated with others
    "is meant": 0.3,  # named in the narration, whatever for
    "is dead": -2.0,  # "he was gone", "Tom's death", "Tom's grave"
}
REACH = 4  # tokens after a verb within which a mention is its object
THERE = 2.0  # weight from which a person is in the picture


@dataclass(slots=True)
class PresenceEvidence:
    """The evidence of a scene about one person."""

    weight: float = 0.0  # of the signs that the person is there
    acts: float = 0.0  # weight of what the person does
    narrated: int = 0  # mentions outside speech
    named: int = 0  # mentions outside speech by name or description
    first: int = 1 << 30  # token of the first mention
    speaks: bool = False
    is_described: bool = False
    seen: int = 0  # times the narration shows a part of the body
    is_dead: bool = False
    is_placed: bool = False
    moves: int = 0  # times the person does something with the body
    signs: list[tuple[int, str]] = field(default_factory=list)  # (token, sign)


def weigh_people(
    prose: Prose,
    meant: Mentions,
    events: Sequence[Event],
    quoted: Sequence[tuple[NameRun, PersonIndex]],
    facts: Sequence[Fact],
) -> dict[PersonIndex, PresenceEvidence]:
    """Sum up the evidence for everybody in a scene; `quoted` are names within speech."""
    mentions, people = meant.found, meant.people
    evidence: dict[PersonIndex, PresenceEvidence] = defaultdict(PresenceEvidence)
    bodily = {event.token for event in events if event.real >= REAL and drawable(event.lemma) >= BODILY}
    for mention in mentions:
        if mention.who is not GROUP:
            touched = not bodily.isdisjoint(range(mention.first - REACH, mention.first))
            weigh_mention(prose, mention, evidence[mention.who], touched=touched)
    for mention in coordinated_mentions(prose.tokens, mentions):
        if mention.who is not GROUP:
            add_sign(evidence[mention.who], mention.first, "is coordinated")
    weigh_events(prose.tokens, mentions, events, evidence)
    # what named narrators say of themselves is no evidence that they are in the picture
    seen = [fact for fact in facts if fact.who is not GROUP and not people[fact.who].is_named_narrator]
    weigh_states(prose.tokens, mentions, seen, evidence)
    weigh_spoken(prose.tokens, quoted, evidence)
    return dict(evidence)


def weigh_states(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    facts: Sequence[Fact],
    evidence: Mapping[PersonIndex, PresenceEvidence],
) -> None:
    """Weigh the predicates about everybody: "a tall man", or dead."""
    for mention in mentions:
        if mention.who is GROUP:
            continue
        shown = evidence[mention.who]
        if is_somewhere(tokens, mention) and not shown.is_placed:
            shown.is_placed = True
            add_sign(shown, mention.first, "is somewhere")
        if is_said_dead(tokens, mention) and not shown.is_dead:
            shown.is_dead = True
            add_sign(shown, mention.first, "is dead")
    for fact in facts:
        if fact.slot != "noun" or fact.who is GROUP or tokens[fact.token].quoted:
            continue
        if not evidence[fact.who].is_described:
            evidence[fact.who].is_described = True
            add_sign(evidence[fact.who], fact.token, "is described")


def weigh_spoken(
    tokens: Sequence[Token],
    quoted: Sequence[tuple[NameRun, PersonIndex]],
    evidence: Mapping[PersonIndex, PresenceEvidence],
) -> None:
    """Weigh the names within speech: whom they address, and who says his own."""
    called: dict[PersonIndex, int] = defaultdict(int)
    for run, who in quoted:
        shown = evidence[who]
        shown.first = min(shown.first, run.first)
        if says_own_name(tokens, run):
            shown.speaks = True
            add_sign(shown, run.first, "speaks")
        elif is_called(tokens, run) and called[who] < MOST_CALLS:
            called[who] += 1
            add_sign(shown, run.first, "is addressed")


def weigh_events(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    events: Sequence[Event],
    evidence: Mapping[PersonIndex, PresenceEvidence],
) -> None:
    """Weigh the events of everybody; coordinated subjects share them."""
    coordinated = coordinations(tokens, mentions)
    for event in events:
        if event.who is None or event.who is GROUP or is_from_afar(tokens, event.token + 1):
            continue
        for who in (event.who, *joint_subjects(event, coordinated)):
            if who is not GROUP:
                weigh_event(event, evidence[who], arrives=is_arrival(tokens, event))


def weigh_listed(prose: Prose, names: Mapping[PersonIndex, Sequence[str]]) -> dict[PersonIndex, PresenceEvidence]:
    """Take everybody named as present: no more is possible in a language that the rules cannot read."""
    words = [token.word for token in prose.tokens]
    evidence: dict[PersonIndex, PresenceEvidence] = {}
    for who, forms in names.items():
        wanted = [parts for form in forms if (parts := form.lower().split())]
        found = [at for at in range(len(words)) if any(words[at : at + len(form)] == form for form in wanted)]
        if found:
            signs = [(token, "is meant") for token in found]
            evidence[who] = PresenceEvidence(THERE, narrated=len(found), named=len(found), first=found[0], signs=signs)
    return evidence


def says_own_name(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether somebody says who he is: "I am Professor Hale", "My name is Hale"."""
    before = tuple(token.word for token in tokens[max(0, run.first - 3) : run.first])
    return before[-2:] in (("i", "am"), ("i", "'m")) or before[-1:] == ("i'm",) or before[-3:-1] == ("my", "name")


MOST_CALLS = 2


def add_sign(shown: PresenceEvidence, token: int, sign: str, times: float = 1.0) -> None:
    """Add a sign that a person is present."""
    shown.weight += SIGNS[sign] * times
    shown.signs.append((token, sign))


MOST_MEANT = 3  # mentions after which another one adds no evidence


def weigh_mention(prose: Prose, mention: Mention, shown: PresenceEvidence, *, touched: bool) -> None:
    """Weigh one mention in the narration."""
    tokens = prose.tokens
    if tokens[mention.first].quoted:
        return
    shown.first = min(shown.first, mention.first)
    shown.narrated += 1
    shown.named += not mention.is_pronoun
    if mention.owns:
        if owns_body(tokens, mention):
            add_sign(shown, mention.first, "has a body")
            shown.seen += not is_only_heard(tokens, mention)
    elif not mention.subject and (touched or stands_beside(tokens, mention)):
        add_sign(shown, mention.first, "is met")
    elif mention.kind == "name" and shown.named <= MOST_MEANT:
        add_sign(shown, mention.first, "is meant")


def is_somewhere(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the narration locates a person: "Tom was in the doorway", "Ann is at the sink"."""
    words = [token.word for token in tokens[mention.last : mention.last + PLACED_REACH] if not token.quoted]
    if not mention.subject or words[:1] not in (["was"], ["is"], ["'s"]) or tokens[mention.first].quoted:
        return False
    rest = [word for word in words[1:] if not is_adverb(word)]
    if rest[:1] not in (["in"], ["at"], ["on"], ["by"]) or rest[1:2] not in (["the"], ["a"], ["his"], ["her"]):
        return False
    return not lexicon().places.stations.isdisjoint(rest[2:4])


PLACED_REACH = 6  # tokens of "was already in the far doorway"


def is_said_dead(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the scene says that a person is dead: "Tom was dead", "Tom's funeral"."""
    after = [token.word for token in tokens[mention.last : mention.last + DEATH_REACH]]
    if mention.owns:
        return not lexicon().titles.dead.owned.isdisjoint(after[:2])
    if not mention.subject or after[:1] not in (["was"], ["is"], ["'s"]):
        return False
    state = next((word for word in after[1:] if not is_adverb(word)), "")
    if state == "alive":
        return "when" in [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    return state in lexicon().titles.dead.states


DEATH_REACH = 4  # tokens of "was absolutely dead"


def owns_body(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the thing owned is part of the body: "her hand", "Emma's red face"."""
    first = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    return any(token.word in lexicon().titles.body.words for token in tokens[first : first + 3])


def is_only_heard(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the thing owned is only heard: "her voice", "Tom's breath"."""
    first = mention.last + (mention.last < len(tokens) and tokens[mention.last].word == "'s")
    return any(token.word in lexicon().titles.body.heard for token in tokens[first : first + 3])


def stands_beside(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a preposition of nearness precedes a mention: "beside Tom"."""
    before = tokens[mention.first - 1].word if mention.first else ""
    return before in lexicon().prepositions.meeting


def is_arrival(tokens: Sequence[Token], event: Event) -> bool:
    """Whether somebody comes in, out, up or back."""
    after = tokens[event.token + 1].word if event.token + 1 < len(tokens) else ""
    return event.lemma == "come" and after in lexicon().verbs.arriving


def weigh_event(event: Event, shown: PresenceEvidence, *, arrives: bool) -> None:
    """Weigh one event of a person."""
    weight = drawable(event.lemma)
    if event.real < REAL:
        return
    if event.lemma in lexicon().speech_verbs.verbs or event.lemma in lexicon().speech_verbs.heard:
        shown.speaks = True
        add_sign(shown, event.token, "speaks")
        shown.acts += 0.6
    elif weight >= BODILY or arrives:
        shown.moves += 1
        add_sign(shown, event.token, "acts")
        shown.acts += 1.0
    elif event.lemma in MOVING:
        add_sign(shown, event.token, "moves")
        shown.acts += 0.35
    else:
        add_sign(shown, event.token, "is")
        shown.acts += INNER if event.lemma in lexicon().verbs.inner else 0.35


INNER = 0.6  # weight of seeing, thinking and feeling for the lead: the point of view
BODILY = 0.8  # verbs at least so drawable show a body
MOVING = frozenset(("come", "turn", "take", "put", "bring", "stop", "shut", "drop", "return", "set"))
