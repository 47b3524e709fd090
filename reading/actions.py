"""Choose what the lead is drawn doing: of all their deeds the one that weighs most, as a short phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import deed_verb
from english.weights import Option, Weights, fitted_weights
from english.word_classes import function_words
from reading.action_features import NOWHERE, DeedScene
from reading.action_phrases import LONGEST, Phrase, Phrasing, write_phrase
from reading.clauses import REAL
from reading.coordination import coordinations, joint_subjects
from reading.people import GROUP
from reading.place_prepositions import say_where
from reading.printed_phrases import word_deed
from reading.verb_objects import needs_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from english.tokens import Prose, Token
    from english.weights import Features
    from reading.action_features import Setting, Told
    from reading.clauses import Event
    from reading.mentions import Mention
    from reading.people import PersonIndex, Who

LEAST, WELL = 2, 5  # of 9: how drawable a verb is, and one beside another
BEHIND = 3  # what the best is drawn better by is not weighed
AT_ONCE = 40  # tokens within which a posture is given up
CRY_REACH = 3  # tokens from a verb of speech to its words
NEAR = 2  # paragraphs
LONGEST_SPAN = 5  # words of evidence
MOVES = frozenset(("gait", "go", "rise"))
ALONE = frozenset(("posture", "gaze", "face", "voice", "consume"))  # what is said by its verb alone
ALONG = frozenset(("hold", "gaze", "face", "voice", "talk", "consume"))  # what one does while one moves
WHOLE_BODY = MOVES | {"posture", "strike"}  # of these nobody does two at once


class Action(NamedTuple):
    """A phrase with the stretches of tokens (first, after last) that decided it; each begins with its verb."""

    phrase: str
    spans: tuple[tuple[int, int], ...]
    lemmas: tuple[str, ...]
    person: Who | None = None  # whom it is done to or with


NO_ACTION = Action("", (), ())


class Deed(NamedTuple):
    """An event that may be drawn, with its phrase and what is seen of it."""

    event: Event
    phrase: Phrase
    features: Features


def find_action(
    told: Told, lead: PersonIndex | None, setting: Setting = NOWHERE, weights: Weights | None = None
) -> Action:
    """Choose what to draw the lead doing; nothing without a lead or a deed of theirs."""
    if lead is None:
        return NO_ACTION
    weights = weights or fitted_weights()
    deeds = find_deeds(told, lead, setting.place)
    for deed in deeds if setting.held else ():
        there = any(first <= deed.event.token < last for first, last in setting.held)
        deed.features["at the place"] = float(there)
    best = weights.choose("deed", [Option(deed.phrase.text, deed.features) for deed in deeds])
    if best is None:
        return NO_ACTION
    ranked = sorted(deeds, key=lambda deed: (deed is not deeds[best], -weights.weigh("deed", deed.features)))
    return word_action(told, ranked, setting, lead)


# --- The deeds of a scene --------------------------------------------------------------------------------------------


def find_deeds(told: Told, lead: PersonIndex, place: str = "") -> list[Deed]:
    """Find every deed that may be the lead's, with its phrase and its evidence."""
    tokens = told.prose.tokens
    scene = phrasing_of(told)
    events = with_shared(tokens, told.mentions, told.events, lead)
    seen = DeedScene(told, lead, place)
    own = [event for event in events if not event.likens and seen.may_be_lead(event)]
    own = [as_shout(tokens, event) for event in now_done(own)]
    seen.counts.update(event.lemma for event in own)
    phrases = ((event, write_phrase(scene, event)) for event in own)
    return [Deed(event, phrase, seen.features(event, phrase)) for event, phrase in phrases]


def phrasing_of(told: Told) -> Phrasing:
    """Give what a scene's phrases are written from."""
    tokens = told.prose.tokens
    return Phrasing(tokens, {mention.first: mention for mention in told.mentions}, names_used(tokens, told.mentions))


def now_done(events: Sequence[Event]) -> Sequence[Event]:
    """Keep what is done now and drawn nearly as well as the best of it; without such a deed, everything."""
    moves = [event for event in events if event.lemma in lexicon().verbs.postures.ending]
    now = [event for event in events if event.real >= REAL and not is_given_up(event, moves)]
    best = max((drawn(event) for event in now if event.who not in (None, GROUP)), default=0)
    left = [event for event in now if drawn(event) >= max(LEAST, best - BEHIND)]
    return left if any(event.who is not None for event in left) else events


def drawn(event: Event) -> float:
    """Say how drawable an event's verb is."""
    return deed_verb(event.lemma).drawable


def is_given_up(event: Event, moves: Sequence[Event]) -> bool:
    """Whether somebody who sits or lies gets up at once, or goes."""
    if deed_verb(event.lemma).kind != "posture":
        return False
    return any(move.who == event.who and 0 < move.token - event.token < AT_ONCE for move in moves)


def as_shout(tokens: Sequence[Token], event: Event) -> Event:
    """Read "cried" beside the words cried as a shout."""
    beside = tokens[max(0, event.token - CRY_REACH) : event.token + 1 + CRY_REACH]
    spoken = event.lemma == "cry" and any(token.quoted for token in beside)
    return event._replace(lemma="shout") if spoken else event


def with_shared(
    tokens: Sequence[Token], mentions: Sequence[Mention], events: Sequence[Event], lead: PersonIndex
) -> list[Event]:
    """Add to the lead's events those of a coordination with their name: "Ann and Tom looked at each other"."""
    coordinated = coordinations(tokens, mentions)
    return [event._replace(who=lead) if lead in joint_subjects(event, coordinated) else event for event in events]


def names_used(tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[Who, tuple[str, ...]]:
    """Give the shortest name that the scene has for everybody."""
    names: dict[Who, tuple[str, ...]] = {}
    for mention in mentions:
        if mention.kind == "name":
            words = tuple(token.text for token in tokens[mention.first : mention.last] if token.word != "'s")
            if mention.who not in names or len(words) < len(names[mention.who]):
                names[mention.who] = words
    return names


# --- The phrase of the best ------------------------------------------------------------------------------------------


class Worded(NamedTuple):
    """A deed as it is printed."""

    deed: Deed
    words: tuple[str, ...]


def word_action(told: Told, ranked: Sequence[Deed], setting: Setting, lead: PersonIndex) -> Action:
    """Word the best of the deeds that make a whole phrase, with what goes on beside it and the place of the scene."""
    scene = phrasing_of(told)
    worded = (Worded(deed, word_deed(scene, deed.event, lead)) for deed in ranked)
    best = next((one for one in worded if one.words), None)
    if best is None:
        return NO_ACTION
    beside = (
        Worded(deed, word_deed(scene, deed.event, lead)) for deed in ranked if goes_beside(told.prose, best.deed, deed)
    )
    return finish(told.prose, best, beside, setting)


def finish(prose: Prose, best: Worded, others: Iterable[Worded], setting: Setting) -> Action:
    """Add to the best deed what goes on beside it, another of the same person, and the place of the scene."""
    beside = next(((other.deed, words) for other in others if (words := beside_words(best, other))), None)
    deeds, text = [best.deed], " ".join(best.words)
    if beside is not None:
        deeds.append(beside[0])
        text = f"{text}, {' '.join(beside[1])}"
    text = " ".join((text, *at_place(prose, best.deed, text.split(), setting)))
    spans = tuple(span(prose.tokens, deed.event.token) for deed in deeds)
    return Action(text, spans, tuple(deed.event.lemma for deed in deeds), best.deed.phrase.person)


def beside_words(best: Worded, other: Worded) -> tuple[str, ...]:
    """Give the words for a deed beside the best, () if they do not fit or say the same again."""
    if not other.words:
        return ()
    room = LONGEST - len(best.words)
    says_more = best.words[0] != other.words[0]
    if len(other.words) <= room and says_more and function_words().issuperset({*best.words} & {*other.words}):
        return other.words
    lemma = other.deed.event.lemma
    is_whole = deed_verb(lemma).kind in ALONE and not needs_object(lemma)
    return other.words[:1] if room and is_whole and says_more else ()


def goes_beside(prose: Prose, best: Deed, other: Deed) -> bool:
    """Whether a deed may be done at the same time: by the same person, close by, and not with the same limbs."""
    one, two = prose.tokens[best.event.token], prose.tokens[other.event.token]
    kinds = [deed_verb(deed.event.lemma).kind for deed in (best, other)]
    return (
        other.event.who == best.event.who
        and drawn(other.event) >= WELL
        and other.event.lemma != best.event.lemma
        and is_close(prose, one.paragraph, two.paragraph)
        and not WHOLE_BODY.issuperset(kinds)
        and (MOVES.isdisjoint(kinds) or not ALONG.isdisjoint(kinds) or "ing" in (best.event.form, other.event.form))
    )


def is_close(prose: Prose, one: int, two: int) -> bool:
    """Whether two paragraphs are one, or near each other in a talk."""
    if one == two:
        return True
    spoken = (any(token.quoted for token in prose.tokens[slice(*prose.paragraphs[number])]) for number in (one, two))
    return abs(one - two) <= NEAR and all(spoken)


def at_place(prose: Prose, best: Deed, words: Sequence[str], setting: Setting) -> tuple[str, ...]:
    """Say where a deed is done whose own words say nothing of it, unless the place is told only later."""
    place = setting.place.split()
    paragraph = prose.tokens[best.event.token].paragraph
    told = not setting.paragraphs or min(setting.paragraphs) <= paragraph
    fits = 0 < len(place) <= LONGEST - len(words) - len(("in", "the"))
    says_where = not lexicon().verbs.preposition.isdisjoint(words) or not set(place).isdisjoint(words)
    if not told or not fits or says_where:
        return ()
    return say_where(prose, place)


def span(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """Give the tokens from a verb to the end of its clause, as evidence for one place in the text."""
    last = first + 1
    while last < min(first + LONGEST_SPAN, len(tokens)) and tokens[last].text[0].isalpha() and not tokens[last].quoted:
        last += 1
    return first, last


def speech_share(prose: Prose) -> float:
    """Give the share of a scene's words that is direct speech."""
    words = [token.quoted for token in prose.tokens if token.text[0].isalpha()]
    return sum(words) / len(words) if words else 0.0
