"""How a scene is framed, from what is read of it; neighbours differ."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from english.tables import read_table, word_set

TALK = 0.35  # share of speech from which two people are framed together


def choose_shot(drawn: int, speech: float, verbs: Sequence[str], mood: str, before: str, text: str) -> str:
    """Choose the frame for so many people, this share of speech, these verbs and this mood, unlike the scene before.

    Among frames that fit as well, the scene's own text decides: a scene put in before it changes at most a few frames
    after it, and so redraws at most a few pictures.
    """
    variants: list[str] = read_table("shots.toml")["variants"][_fitting(drawn, speech, verbs, mood)]
    turn = crc32(text.encode("utf-8", "surrogatepass")) % len(variants)
    return next(shot for shot in variants[turn:] + variants[:turn] if shot != before)


def _fitting(drawn: int, speech: float, verbs: Sequence[str], mood: str) -> str:
    if drawn == 0:
        return "establishing shot"
    if any(verb in word_set("shots.toml", "verbs", "journey") for verb in verbs[:1]):
        return "wide shot"
    if drawn > 1 and speech >= TALK:
        return "two-shot"
    if drawn == 1 and mood in word_set("shots.toml", "moods", "close"):
        return "close-up"
    return "medium shot"
