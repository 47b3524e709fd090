"""A reading in, an SDXL prompt within CLIP's 77 tokens out, and prompts moved from one style to another.

What does not fit is dropped whole, least important first (`prompts/slots.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from prompts.own_words import own_slots
from prompts.slots import cut_to_limit, fit_slots, join, join_slots, make_slots
from prompts.wording import clean, cut_names, dress, look_of, name_words, shorten_lead, with_article, without_colors
from records import ScenePrompt, SceneReading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records import Person, Style

NIGHT_NEGATIVE = "daylight, bright sky"
NOBODY_NEGATIVE = "person, man, woman, crowd, face, silhouette"
OWN_END = "the end of your own words"
PORTRAIT = "half-length portrait of"
SITTING = ("facing the viewer", "plain light gray background")  # of which nothing is kept in a scene
PORTRAIT_NEGATIVE = "two people, crowd, scenery"


def make_prompt(
    reading: SceneReading, style: Style, negative: str | None = None, limit: int = TOKEN_LIMIT
) -> ScenePrompt:
    """Write a scene's prompt within `limit` tokens; `negative` replaces the style's own where it is given."""
    own = own_slots(reading)
    slots, dropped = fit_slots(make_slots(reading, style), own, limit)
    whole = join_slots(slots)
    prompt = cut_to_limit(whole, limit)
    dropped += [OWN_END] if own and prompt != whole else []
    negative_prompt = cut_to_limit(make_negative(reading, style) if negative is None else negative, limit)
    return ScenePrompt(prompt, negative_prompt, count_tokens(prompt), count_tokens(negative_prompt), tuple(dropped))


def make_negative(reading: SceneReading, style: Style) -> str:
    """Write the negative prompt: the style's own words, daylight at night, and people where nobody is."""
    night = NIGHT_NEGATIVE if reading.time_of_day == "night" else ""
    nobody = NOBODY_NEGATIVE if not reading.drawn and not reading.people else ""
    return join([style.negative, night, nobody])


# --- Portraits ------------------------------------------------------------------------------------------------------


def make_portrait_prompt(person: Person, style: Style) -> ScenePrompt:
    """Write the prompt of a portrait within CLIP's 77 tokens; of a long look the least goes first."""
    outfit = without_colors(person.outfit) if style.monochrome else person.outfit
    names = name_words(SceneReading((person,)))
    who = clean(cut_names(dress(look_of(person), outfit), names))

    def say(shown: str) -> str:
        return join([style.medium, f"{PORTRAIT} {with_article(shown)}", *SITTING, *style.finish])

    prompt = cut_to_limit(say(shorten_lead(who, lambda shown: count_tokens(say(shown)) <= TOKEN_LIMIT)))
    negative = cut_to_limit(join([style.negative, PORTRAIT_NEGATIVE]))
    return ScenePrompt(prompt, negative, count_tokens(prompt), count_tokens(negative), ())


# --- Styles ---------------------------------------------------------------------------------------------------------


def restyle_prompt(prompt: str, styles: Iterable[Style], new: Style) -> str:
    """Replace the words of whichever style a prompt is in by those of `new`; all other words stay in place."""
    for old in styles:
        if old != new and old.medium in prompt:
            prompt = exchange(prompt.replace(old.medium, new.medium), old.finish, new.finish)
    return prompt


def restyle_negative(negative: str, styles: Iterable[Style], new: Style) -> str:
    """Replace the words of the style that a negative prompt begins with."""
    for old in styles:
        if old != new and negative.startswith(old.negative):
            return new.negative + negative[len(old.negative) :]
    return negative


def exchange(prompt: str, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Put the new phrases where the first of the old ones stood, and drop the other old ones."""
    phrases = [phrase.strip() for phrase in prompt.split(",")]
    at = next((place for place, phrase in enumerate(phrases) if phrase in old), None)
    if at is None:
        return prompt
    kept = [phrase for phrase in phrases if phrase not in old]
    before = sum(phrase not in old for phrase in phrases[:at])
    return ", ".join([*kept[:before], *new, *kept[before:]])
