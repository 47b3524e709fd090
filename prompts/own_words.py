"""Word what the author put right in a reading as she wrote it: deeds, groups, further people; what is dropped last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prompts.actions import with_pronouns
from prompts.wording import (
    cut_names,
    dress,
    is_child,
    look_of,
    one_color,
    second_forms,
    strip_article,
    with_article,
    without_colors,
    without_love,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records import Person, SceneReading

# The prompt's slots that each key of a correction fills.
SLOTS: Mapping[str, tuple[str, ...]] = {
    "place": ("place",),
    "interior": (),
    "time": ("light",),
    "weather": ("weather", "weather indoors"),
    "mood": ("mood",),
    "shot": ("shot",),
    "lead": (),
    "people": ("second", "others", "crowd"),
    "action": ("action",),
    "props": ("props",),
    "nobody": (),
}
SPOKEN = ("place", "action", "props", "crowd")  # slots in the author's very words
COUNTED = {2: "two people", 3: "three people", 4: "four people", 5: "five people", 6: "six people"}


def own_slots(reading: SceneReading) -> frozenset[str]:
    """Name the slots that the author filled; the lead's deed also among the people or with the lead."""
    by_key = frozenset(slot for key in reading.corrected for slot in SLOTS[key])
    is_deed = any(person.doing or person.holding for person in reading.drawn[:1])
    return by_key | {"action"} if is_deed else by_key


def clean_own(phrase: str) -> str:
    """Clean the author's words of what steers the model or a shell: brackets, quotes, line ends."""
    bare = re.sub(r"[()\[\]{}<>\"“”«»„^~|\\]+|(?<!\w)['‘’]|['’](?!\w)", " ", phrase.lower())
    return re.sub(r" ([,;])", r"\1", re.sub(r"\s+", " ", bare)).strip(" ,;:-–—")


def say_own(words: str, reading: SceneReading, names: Sequence[str]) -> str:
    """Word the author's phrase as she wrote it, with pronouns for the people who are there and no other names."""
    return cut_names(with_pronouns(words, reading), names)


def with_held(action: tuple[str, ...], reading: SceneReading, names: Sequence[str]) -> tuple[str, ...]:
    """Add what the lead holds by the author's word to what the lead does."""
    held = reading.drawn[0].holding if reading.drawn else ""
    words = strip_article(held).split()
    if not words:
        return action
    holding, noun = f"holding {with_article(say_own(held, reading, names))}", words[-1]
    return tuple(form if noun in form.split() else f"{form}, {holding}" for form in action if form) or (holding,)


def is_own_company(reading: SceneReading) -> bool:
    """Whether the author said who is there, or what somebody beside the lead does."""
    others = reading.drawn[1:]
    return bool(others) and ("people" in reading.corrected or any(one.doing or one.holding for one in others))


def say_groups(reading: SceneReading, names: Sequence[str]) -> str:
    """Word all the groups that the author named."""
    return " and ".join(filter(None, (say_own(group, reading, names) for group in reading.people)))


def own_forms(person: Person, reading: SceneReading, names: Sequence[str], *, in_color: bool) -> tuple[str, ...]:
    """Word somebody beside the lead with deed and thing, from full to bare."""
    deeds = [say_own(person.doing, reading, names).replace(",", " and")] if person.doing else []
    deeds = [*without_love(tuple(deeds))] if any(map(is_child, reading.drawn)) else deeds
    deeds += [f"holding {with_article(say_own(person.holding, reading, names))}"] if person.holding else []
    outfit = one_color(person.outfit) if in_color else without_colors(person.outfit)
    forms = dict.fromkeys((dress(look_of(person), outfit), *second_forms(person)))
    return tuple(" ".join((form, *deeds)) for form in forms)


def own_people(
    reading: SceneReading, names: Sequence[str], *, in_color: bool
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Word how many the author put there, the second person, and the others: full, bare."""
    second, *others = [own_forms(person, reading, names, in_color=in_color) for person in reading.drawn[1:]]
    further = [", ".join(f"{forms[at]} behind them" for forms in others) for at in (0, -1)] if others else []
    return COUNTED.get(len(others) + 2, "a group of people"), second, tuple(dict.fromkeys(further))
