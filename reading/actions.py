"""Choose what the lead is drawn doing: the most drawable event as a short phrase, with the things in hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import drawable, ing_form
from reading.action_phrases import Phrase, Phrasing, write_phrase
from reading.action_scores import NOWHERE, Setting, fits, is_empty_handed, score_event
from reading.clauses import REAL, Event
from reading.coordination import coordinations, joint_subjects
from reading.people import GROUP
from reading.phrase_cuts import shorten
from reading.postures import PARAGRAPHS_BACK, find_posture, follows_article, moves

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from english.tokens import Prose, Token
    from reading.mentions import Mention
    from reading.people import PersonIndex, Who
    from reading.realis import Realis

LONGEST_ACTION = 8  # words
DIALOGUE = 0.42  # share of speech from which a scene counts as dialogue
LEAST = 1.0  # score from which a verb can be drawn, and WELL by itself
WELL = 2.1


class Action(NamedTuple):
    """A phrase with the stretches of tokens (first, after last) that decided it; each begins with its verb."""

    phrase: str
    spans: tuple[tuple[int, int], ...]
    lemmas: tuple[str, ...]
    person: Who | None = None  # whom it is done to or with


NO_ACTION = Action("", (), ())


class Candidate(NamedTuple):
    """An event that may be drawn, with its phrase and its score."""

    event: Event
    phrase: Phrase
    score: float


def find_action(
    prose: Prose,
    events: Sequence[Event],
    mentions: Sequence[Mention],
    lead: PersonIndex | None,
    realis: Realis,
    setting: Setting = NOWHERE,
) -> Action:
    """Choose what to draw the lead doing; nothing without a lead or an event of theirs."""
    if lead is None:
        return NO_ACTION
    events = with_shared(prose.tokens, mentions, events, lead)
    scene = Phrasing(prose.tokens, {mention.first: mention for mention in mentions}, setting.gender)
    away = sentences_without(prose, mentions, lead)
    good = [
        event
        for event in events
        if is_candidate(prose.tokens, event, lead) and not (event.who == GROUP and away(event))
    ]
    modest = [event for event in events if is_second_choice(event, lead)]
    for own in (good, modest, good):
        counts = Counter(event.lemma for event in own)
        phrases = [(event, with_instrument(prose.tokens, event, write_phrase(scene, event))) for event in own]
        if own is modest:
            phrases = [(event, phrase) for event, phrase in phrases if not is_empty_handed(event, phrase)]
        choices = [
            Candidate(
                event, phrase, score_event(prose, event, phrase, counts, lead, realis) + fits(prose, event, setting)
            )
            for event, phrase in phrases
        ]
        choices.sort(key=lambda choice: (-choice.score, choice.event.token))
        if choices and (own is modest or not modest or choices[0].score >= GOOD):
            return joined(prose, choices[0], find_second(prose, choices[0], choices, events))
    return talk(prose, events, lead)


def with_shared(
    tokens: Sequence[Token], mentions: Sequence[Mention], events: Sequence[Event], lead: PersonIndex
) -> list[Event]:
    """Add to the lead's events those of a coordination with their name: "Ann and Tom looked at each other"."""
    coordinated = coordinations(tokens, mentions)
    return [event._replace(who=lead) if lead in joint_subjects(event, coordinated) else event for event in events]


GOOD = 1.0  # below this score a modest event is better: "arriving" rather than "carrying" without an object


def sentences_without(prose: Prose, mentions: Sequence[Mention], lead: PersonIndex | None) -> Callable[[Event], bool]:
    """Make the test whether an event's "they" excludes the lead: "they carried her in", "they watched while she"."""
    own = [mention for mention in mentions if mention.who == lead and not prose.tokens[mention.first].quoted]
    last = {prose.tokens[mention.first].sentence: mention.first for mention in own}
    met = {prose.tokens[mention.first].sentence for mention in own if not mention.subject and not mention.owns}
    met |= {
        prose.tokens[mention.first].sentence
        for mention in own
        if prose.tokens[mention.first].word == "her"
        and not (mention.last < len(prose.tokens) and prose.tokens[mention.last].text[0].isalpha())
    }

    def is_away(event: Event) -> bool:
        sentence = prose.tokens[event.token].sentence
        return sentence in met or last.get(sentence, -1) > event.token

    return is_away


def joined(prose: Prose, best: Candidate, second: tuple[str, tuple[int, ...], str] | None) -> Action:
    """Join the two halves of an action, within the maximum length."""
    words, lemma, person = list(best.phrase.words), best.event.lemma, best.phrase.person
    if second:
        words = shorten(words, LONGEST_ACTION - len(("and", "verb")))
        spans = tuple(span(prose.tokens, token) for token in (best.event.token, *second[1]))
        joint = "while" if second[2] in lexicon().verbs.postures.words else "and"
        return Action(f"{' '.join(words)} {joint} {second[0]}", spans, (lemma, second[2]), person)
    return Action(" ".join(words[:LONGEST_ACTION]), (span(prose.tokens, best.event.token),), (lemma,), person)


def is_candidate(tokens: Sequence[Token], event: Event, lead: PersonIndex | None) -> bool:
    """Whether an event can be drawn as the lead's action."""
    if event.real < REAL or lead is None or event.lemma in lexicon().verbs.never_action:
        return False
    if is_suffered(tokens, event) or is_said(tokens, event):
        return False
    if event.lemma == "reach" and follows_article(tokens, event):
        return False  # "reached the porch" is to arrive
    return event.who in (lead, GROUP) and drawable(event.lemma) >= LEAST and not event.likens


def is_said(tokens: Sequence[Token], event: Event) -> bool:
    """Whether a verb only reports speech: "read out", and "cried" beside the words cried."""
    following = tokens[event.token + 1].word if event.token + 1 < len(tokens) else ""
    if event.lemma == "read":
        return following in ("out", "aloud", "off")
    beside = tokens[max(0, event.token - CRY_REACH) : event.token + 1 + CRY_REACH]
    return event.lemma in ("cry", "shout", "laugh") and any(
        token.quoted and token.paragraph == tokens[event.token].paragraph for token in beside
    )


CRY_REACH = 3  # tokens from a verb of speech to its words


def is_suffered(tokens: Sequence[Token], event: Event) -> bool:
    """Whether a past form is passive, said of a thing: "plots railed in and planted with bushes"."""
    following = tokens[event.token + 1].word if event.token + 1 < len(tokens) else ""
    if (
        event.form == "past"
        and event.token
        and tokens[event.token - 1].text == ","
        and following in ("with", "by", "in")
    ):
        needs_object = ing_form(event.lemma) in lexicon().prompt_words.poses.needs_object
        return event.lemma not in moves() and (needs_object or drawable(event.lemma) < WELL)
    if event.lemma in ("dress", "clothe", "clad") and following in ("in", "as", "like"):
        return True
    return event.form == "past" and following in ("by", "with") and event.lemma in lexicon().verbs.suffered


def is_second_choice(event: Event, lead: PersonIndex | None) -> bool:
    """Whether an event is drawn only if the lead does nothing better: to go, to take, to turn."""
    return event.who == lead and lead is not None and event.real >= REAL and is_modest(event)


def is_modest(event: Event) -> bool:
    """Whether a verb shows little, but something: "going", "taking"."""
    return event.lemma in lexicon().verbs.modest


def find_second(
    prose: Prose, best: Candidate, ranked: Sequence[Candidate], events: Sequence[Event]
) -> tuple[str, tuple[int, ...], str] | None:
    """Find a posture to go with an activity, or talking in a scene that is mostly dialogue."""
    postures, lemma = lexicon().verbs.postures.words, best.event.lemma
    moves = lemma in lexicon().verbs.postures.moving and best.phrase.kind != "body"
    if lemma not in postures and not moves:
        posture = find_posture(prose, best.event, events)
        if posture:
            return ing_form(posture.lemma), (posture.token,), posture.lemma
    if speech_share(prose) >= DIALOGUE and lemma not in ("talk", "speak"):
        return "talking", (), "talk"
    others = (
        choice for choice in ranked if choice.event.lemma not in (lemma, *postures) and is_beside(prose, best, choice)
    )
    other = next(others, None)
    return (ing_form(other.event.lemma), (other.event.token,), other.event.lemma) if other else None


def is_beside(prose: Prose, best: Candidate, other: Candidate) -> bool:
    """Whether a second event is of the same person and paragraph, and can be said by its verb alone."""
    one, two = prose.tokens[best.event.token], prose.tokens[other.event.token]
    whole = ing_form(other.event.lemma) not in lexicon().prompt_words.poses.needs_object
    whole &= other.event.lemma in lexicon().verbs.postures.companions or other.event.lemma in moves()
    whole &= drawable(other.event.lemma) >= WELL
    return whole and abs(one.paragraph - two.paragraph) <= PARAGRAPHS_BACK and best.event.who == other.event.who


def with_instrument(tokens: Sequence[Token], event: Event, phrase: Phrase) -> Phrase:
    """Give a verb without an object the thing that the scene names for it, nearest first: "driving" a sleigh."""
    if phrase.kind not in ("", "lost") or event.lemma not in lexicon().verbs.instruments:
        return phrase
    fitting = lexicon().verbs.instruments[event.lemma]
    near = [number for number, token in enumerate(tokens) if token.word in fitting and not token.quoted]
    if not near:
        return phrase
    thing = tokens[min(near, key=lambda number: abs(number - event.token))].word
    article = "the" if thing.endswith("s") else "a"
    return Phrase((ing_form(event.lemma), article, thing), "thing")


def span(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """Give the tokens from a verb to the end of its clause, as evidence for one place in the text."""
    last = first + 1
    while last < min(first + LONGEST_SPAN, len(tokens)) and tokens[last].text[0].isalpha() and not tokens[last].quoted:
        last += 1
    return first, last


LONGEST_SPAN = 5  # words of evidence


def talk(prose: Prose, events: Sequence[Event], lead: PersonIndex) -> Action:
    """Give a lead without a drawable event talking, if they speak or the scene is mostly dialogue."""
    spoken = next(
        (
            event
            for event in events
            if event.who == lead and event.real >= REAL and event.lemma in lexicon().speech_verbs.talking
        ),
        None,
    )
    if spoken:
        return Action("talking", (span(prose.tokens, spoken.token),), ("talk",))
    return Action("talking", (), ("talk",)) if speech_share(prose) >= DIALOGUE else NO_ACTION


def speech_share(prose: Prose) -> float:
    """Give the share of a scene's words that is direct speech."""
    words = [token.quoted for token in prose.tokens if token.text[0].isalpha()]
    return sum(words) / len(words) if words else 0.0
