"""An edited prompt in another style: its medium, finish and negative are exchanged, the author's other words stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config import Style


def restyle_prompt(prompt: str, styles: Iterable[Style], new: Style) -> str:
    """Exchange the words of whatever style a prompt is in; words that are no style's stay where they are."""
    for old in styles:
        if old != new and old.medium in prompt:
            prompt = exchange(prompt.replace(old.medium, new.medium), old.finish, new.finish)
    return prompt


def restyle_negative(negative: str, styles: Iterable[Style], new: Style) -> str:
    """Exchange the words of the style that a negative prompt begins with."""
    for old in styles:
        if old != new and negative.startswith(old.negative):
            return new.negative + negative[len(old.negative) :]
    return negative


def exchange(prompt: str, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Put new phrases where the first of the old ones stood, and leave the other old ones out."""
    phrases = [phrase.strip() for phrase in prompt.split(",")]
    at = next((place for place, phrase in enumerate(phrases) if phrase in old), None)
    if at is None:
        return prompt
    kept = [phrase for phrase in phrases if phrase not in old]
    before = sum(phrase not in old for phrase in phrases[:at])
    return ", ".join([*kept[:before], *new, *kept[before:]])
