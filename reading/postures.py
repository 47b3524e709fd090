"""Find how a person sits, stands or lies during another action."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.clauses import REAL, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Prose, Token

PARAGRAPHS_BACK = 3  # within which a posture still holds
STILL_SITS, STILL_STANDS = 120, 300  # tokens, for scenes of short paragraphs
MANY_PARAGRAPHS = 15


def find_posture(prose: Prose, best: Event, events: Sequence[Event]) -> Event | None:
    """Find the same person's posture, in the same paragraph or just before, unless they move in between.

    Standing is the default posture, so it holds for longer.
    """
    postures, tokens = lexicon().verbs.postures.words, prose.tokens
    here = tokens[best.token].paragraph
    own = [event for event in events if event.lemma in postures and event.who == best.who and event.real >= REAL]
    for event in sorted(own, key=lambda event: abs(event.token - best.token)):
        paragraph = tokens[event.token].paragraph
        since = best.token - event.token
        near = paragraph == here or (since > 0 and (here - paragraph <= PARAGRAPHS_BACK or since <= STILL_SITS))
        if not is_posture(tokens, event):
            continue
        if still_stands(event, best, here - paragraph) or (near and not moves_between(events, event, best)):
            return event
    return None


def still_stands(event: Event, best: Event, paragraphs: int) -> bool:
    """Whether somebody who stood does what is not done sitting, not far off."""
    if event.lemma != "stand" or best.lemma in lexicon().verbs.postures.seated:
        return False
    return abs(best.token - event.token) <= STILL_STANDS or abs(paragraphs) <= MANY_PARAGRAPHS


def is_posture(tokens: Sequence[Token], event: Event) -> bool:
    """Whether a person lies or leans, not a thing ("lay his head on the table"), and stays so ("sat up")."""
    rises = (
        event.lemma != "stand" and tokens[event.token + 1 : event.token + 2] and tokens[event.token + 1].word == "up"
    )
    return not rises and not follows_article(tokens, event)


def follows_article(tokens: Sequence[Token], event: Event) -> bool:
    """Whether a verb has an object of its own: "reached the porch", not "stood a little"."""
    following = [token.word for token in tokens[event.token + 1 : event.token + 3]]
    if following[1:] and following[1] in ("little", "moment", "while", "bit", "few", "long"):
        return False
    return not lexicon().verbs.determiner.union(("it", "them")).isdisjoint(following[:1])


def moves_between(events: Sequence[Event], one: Event, other: Event) -> bool:
    """Whether the same person walks or runs between two events."""
    first, last = sorted((one.token, other.token))
    return any(first < event.token < last and event.who == one.who and event.lemma in moves() for event in events)


@cache
def moves() -> frozenset[str]:
    """Give the verbs after which a person no longer sits or stands as before."""
    return lexicon().verbs.postures.moving | lexicon().verbs.modest - {
        "see",
        "hear",
        "give",
    }
