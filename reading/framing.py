"""Choose who stands beside the lead in the picture, and its frame: "close-up", "wide shot"."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from english.lexicon import lexicon
from reading.people import GROUP

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from english.tokens import Prose
    from reading.actions import Action
    from reading.mentions import Mention
    from reading.people import PersonIndex, ScenePeople
    from reading.presence_evidence import PresenceEvidence

# weights for being drawn beside the lead
DONE_TO, SAME_SENTENCE, SAME_PARAGRAPH, NEXT_PARAGRAPH = 6.0, 3.0, 1.5, 0.5
MOST_BY_ACTS = 2.5  # for the person with the most events in the scene
UNNAMED = 0.5  # factor for a person whom the scene only describes
NEAR = 2  # paragraphs


def find_partner(
    prose: Prose,
    action: Action,
    mentions: Sequence[Mention],
    evidence: Mapping[PersonIndex, PresenceEvidence],
    present: Collection[PersonIndex],
    people: ScenePeople,
) -> PersonIndex | None:
    """Choose the second person to draw among those who are present besides the lead."""
    if not present:
        return None
    most = max(evidence[who].acts + 1 for who in present)
    # a named narrator is all over the text and yet hardly seen: mentions do not bring him nearer
    seen = [mention for mention in mentions if mention.who is GROUP or not people[mention.who].is_named_narrator]
    weights = {
        who: DONE_TO * (who == action.person and not people[who].is_named_narrator)
        + (MOST_BY_ACTS * (evidence[who].acts + 1) / most + nearness(prose, action, seen, who))
        * (UNNAMED if people[who].is_described else 1)
        for who in present
    }
    return max(weights, key=lambda who: (weights[who], -evidence[who].first))


def nearness(prose: Prose, action: Action, mentions: Sequence[Mention], who: PersonIndex) -> float:
    """Score how near to the action's verb the narration mentions a person."""
    if not action.spans:
        return 0.0
    at = prose.tokens[action.spans[0][0]]
    own = [prose.tokens[mention.first] for mention in mentions if mention.who == who]
    near = [token for token in own if not token.quoted and abs(token.paragraph - at.paragraph) <= NEAR]
    weights = {"sentence": SAME_SENTENCE, "paragraph": SAME_PARAGRAPH, "beside": NEXT_PARAGRAPH}
    found = {
        "sentence" if token.sentence == at.sentence else "paragraph" if token.paragraph == at.paragraph else "beside"
        for token in near
    }
    return max((weights[kind] for kind in found), default=0.0)


TALK = 0.35  # share of speech from which two people share the frame


def choose_shot(drawn: int, speech: float, verbs: Sequence[str], mood: str, before: str, text: str) -> str:
    """Choose a frame by number of people, share of speech, verbs and mood, unlike that of the scene before.

    Among frames that fit equally, a hash of the scene's text decides: a scene inserted before it then changes at most a
    few frames after it, and so redraws at most a few pictures.
    """
    variants = lexicon().shots.variants[fitting(drawn, speech, verbs, mood)]
    turn = crc32(text.encode("utf-8", "surrogatepass")) % len(variants)
    return next(shot for shot in variants[turn:] + variants[:turn] if shot != before)


def fitting(drawn: int, speech: float, verbs: Sequence[str], mood: str) -> str:
    """Name the kind of frame that fits."""
    if drawn == 0:
        return "establishing shot"
    if any(verb in lexicon().shots.journeys for verb in verbs[:1]):
        return "wide shot"
    if drawn > 1 and speech >= TALK:
        return "two-shot"
    if drawn == 1 and mood in lexicon().shots.close_moods:
        return "close-up"
    return "medium shot"
