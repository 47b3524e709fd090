"""Score how well an event can be drawn: by its verb, its object, how real it is, and whether it fits the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import drawable, ing_form

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from english.tokens import Prose
    from reading.action_phrases import Phrase
    from reading.clauses import Event
    from reading.people import PersonIndex, Who
    from reading.realis import Realis

REPEATED = 0.35  # for every further use of the verb
# by kind of object: hands with a thing are best drawn, a verb with an unresolved object hardly at all
OBJECT = {
    "thing": 0.9,
    "object": 0.25,
    "person": 0.15,
    "place": 0.2,
    "body": 0.1,
    "": 0.0,
    "self": -0.3,
    "face": -0.8,
    "lost": -0.3,
    "abstract": -0.8,
}
STARING = 0.4  # subtracted: looking, but at what?
EMPTY_HANDS = 1.5  # subtracted: lifting, but what?
POSTURE, AT_A_PLACE = 1.4, 0.9  # subtracted: a posture is better as the second half
OTHERS, ASIDE, HANGING = 0.6, 0.7, 0.1  # subtracted: "they"; subordinate clauses; "…, smiling"
PLAIN_GAP = 0.15  # a plain sentence counts in full
NEAR, AT_THE_PLACE = 2, 0.3  # paragraphs from the place's mention, and the bonus
OUTDOORS = 1.5  # subtracted: driving in a room


class Setting(NamedTuple):
    """The place of the scene, which the action must fit."""

    interior: bool | None = None
    paragraphs: frozenset[int] = frozenset()  # that name the place
    gender: Callable[[Who], str] = lambda _: ""


NOWHERE = Setting()


def score_event(
    prose: Prose, event: Event, phrase: Phrase, counts: Counter[str], lead: PersonIndex | None, realis: Realis
) -> float:
    """Score an event: how well it can be drawn, how often it occurs, whether it happens in the scene's present."""
    often = 0 if event.lemma in lexicon().verbs.copulas.faces else min(counts[event.lemma] - 1, 3)
    score = drawable(event.lemma) + REPEATED * often
    if event.lemma in lexicon().verbs.postures.words:
        score -= POSTURE if phrase.kind not in ("place", "person") else AT_A_PLACE
    score -= OTHERS * (event.who != lead) + ASIDE * (not event.main) + HANGING * (event.form == "ing")
    senses = event.lemma in lexicon().verbs.copulas.senses
    score -= STARING * (senses and phrase.kind in ("", "lost"))
    score += OBJECT["place" if senses and phrase.kind in ("thing", "object") else phrase.kind]
    if is_empty_handed(event, phrase):
        score -= EMPTY_HANDS
    if phrase.kind == "person" and not phrase.is_placed and event.lemma in lexicon().verbs.instruments:
        score -= EMPTY_HANDS  # "drove him back" is another event than to drive
    return score * min(1.0, realis.by_sentence[prose.tokens[event.token].sentence] + PLAIN_GAP)


def is_empty_handed(event: Event, phrase: Phrase) -> bool:
    """Whether a verb that means nothing without its object has none, as "lifting"."""
    has_object = phrase.kind in ("thing", "object", "body", "face", "person", "abstract") and not phrase.is_placed
    return not has_object and ing_form(event.lemma) in lexicon().prompt_words.poses.needs_object


def fits(prose: Prose, event: Event, setting: Setting) -> float:
    """Score how an event fits the place: near to where it is named, and not driving in a room."""
    paragraph = prose.tokens[event.token].paragraph
    near = any(abs(paragraph - told) <= NEAR for told in setting.paragraphs)
    outdoors = setting.interior and event.lemma in lexicon().verbs.postures.outdoors
    return AT_THE_PLACE * near - OUTDOORS * bool(outdoors)
