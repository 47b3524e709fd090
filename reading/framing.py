"""Choose who stands beside the lead in the picture, and its frame: "close-up", "wide shot"."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from english.tokens import Prose
    from reading.actions import Action
    from reading.people import PersonIndex, ScenePeople
    from reading.presence_evidence import PresenceEvidence

NEAR = 2  # paragraphs


def find_partner(
    prose: Prose,
    action: Action,
    evidence: Mapping[PersonIndex, PresenceEvidence],
    present: Collection[PersonIndex],
    people: ScenePeople,
) -> PersonIndex | None:
    """Choose the second person to draw: to whom the lead does it, else who is near to it, has a name, does most."""
    at = prose.tokens[action.spans[0][0]].paragraph if action.spans else 0

    def rank(who: PersonIndex) -> tuple[bool, bool, bool, int, int]:
        shown, person = evidence[who], people[who]
        near = not shown.paragraphs.isdisjoint(range(at - NEAR, at + NEAR + 1)) and not person.is_named_narrator
        is_object = who == action.person and not person.is_named_narrator
        return is_object, near and not person.is_described, not person.is_described, len(shown.signs), -shown.first

    return max(present, key=rank, default=None)


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
