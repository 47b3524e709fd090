"""A picture's words parted by place: base words for the whole picture, and a phrase of their own for everybody in it.

In the base people are only counted and told apart roughly, so that no coat goes to somebody else. Each phrase has the
whole look and outfit, every colour too, for CLIP reads it alone; no phrase holds a name or the place.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tables import read_columns
from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from prompts.own_words import COUNTED, own_slots, say_own
from prompts.scenery import settle
from prompts.slots import Slot, cut_to_limit, deed_forms, fit_slots, is_mutual, join, join_slots, make_slots, said_once
from prompts.wording import (
    clean,
    cut_names,
    dress,
    in_brief,
    is_child,
    look_of,
    name_words,
    shorten_lead,
    with_article,
    without_colors,
    without_details,
    without_love,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records import Person, SceneReading, Style

MOST_REGIONS = 6  # people who get a phrase
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
MANY = "several"
AFTER_NOUN = re.compile(r"(?:,| (?:with|in|of|from|at|on|who|whose|about|over|under)\b).*")


@dataclass(frozen=True, slots=True)
class Regions:
    """The words of a picture by place."""

    base: str  # of the whole picture; "" where the author's own prompt is
    phrases: tuple[str, ...]  # of the people drawn, the lead first, MOST_REGIONS at most


def make_regions(
    reading: SceneReading, style: Style, limit: int = TOKEN_LIMIT, own_prompt: str | None = None
) -> Regions:
    """Write a scene's base words within `limit` tokens, and a phrase a person within CLIP's 77.

    Where the author's `own_prompt` is the base, her words say what is done and in which style.
    """
    base = say_base(reading, style, limit) if own_prompt is None else ""
    has_medium = own_prompt is None or style.medium in own_prompt
    reading = settle(in_brief(reading))
    names = name_words(reading)
    deeds = list_deeds(reading, names, has_leads=own_prompt is None)
    phrases = (
        say_person(person, deed, names, style.medium if has_medium else "", in_color=not style.monochrome)
        for person, deed in zip(reading.drawn[:MOST_REGIONS], deeds, strict=False)
    )
    return Regions(base, tuple(phrases))


# --- The whole picture ------------------------------------------------------------------------------------------------


def say_base(reading: SceneReading, style: Style, limit: int) -> str:
    """Write the base words: the prompt's own, with rough words for the people."""
    slots = dict(make_slots(reading, style))
    action = slots["action"].text
    together = not action or is_mutual((action,))
    lead, *others = rough_groups(reading.drawn, apart=not together)
    rest = say_together(others)
    slots |= {
        "count": Slot((say_count(reading.drawn),)),
        "lead": Slot((clean(say_together([lead, *others]) if together else lead),)),
        "second": Slot(() if together or not rest else (clean(rest), "")),
        "others": Slot(()),
    }
    return cut_to_limit(join_slots(fit_slots(slots, own_slots(reading), limit)[0]), limit)


def say_count(people: Sequence[Person]) -> str:
    """Say how many people are there; "" for one, and where a beast or a machine is among them."""
    kinds = [rough_kind(person) for person in people]
    if any("being" in read_columns("natures.txt").get(kind.split()[-1], ()) for kind in kinds):
        return ""
    return COUNTED.get(len(kinds), "a group of people") if len(kinds) > 1 else ""


def rough_groups(people: Sequence[Person], *, apart: bool) -> list[str]:
    """Word people by their kind alone, those alike counted together; the lead for himself where he stands `apart`.

    Of nobody there is one empty word.
    """
    kinds = [rough_kind(person) for person in people]
    if not kinds:
        return [""]
    alone, grouped = (kinds[:1], kinds[1:]) if apart else ([], kinds)
    groups = Counter(grouped).items()
    return [*map(with_article, alone), *(say_group(kind, number, alike=kind in alone) for kind, number in groups)]


def say_group(kind: str, number: int, *, alike: bool) -> str:
    """Word a group of a kind: "a woman", "another woman", "two other women"."""
    if number == 1:
        return f"another {kind}" if alike else with_article(kind)
    return " ".join(filter(None, (NUMBERS.get(number, MANY), "other" if alike else "", plural(kind))))


def rough_kind(person: Person) -> str:
    """Give the noun for somebody, with an age where one stands before it: "old man", "woman", "dog"."""
    look = look_of(person).lower()
    words = AFTER_NOUN.sub("", without_details(look)).split()
    ages = [word for word in words[:-1] if word in lexicon().prompt_words.words.ages]
    return " ".join([*ages[-1:], *words[-1:]]) or "person"


def plural(kind: str) -> str:
    """Write the plural of a noun for people or beasts, of which the last word bears it."""
    irregular = lexicon().prompt_words.words.plurals
    ending = next((end for end in irregular if kind.endswith(end)), "")
    if ending:
        return kind.removesuffix(ending) + irregular[ending]
    if kind.endswith(("s", "x", "ch", "sh")):
        return f"{kind}es"
    return f"{kind[:-1]}ies" if re.search(r"[^aeiou]y$", kind) else f"{kind}s"


def say_together(groups: Sequence[str]) -> str:
    """Join groups: "a woman, two men and a dog"."""
    return " and ".join(filter(None, (join(list(groups[:-1])), *groups[-1:])))


# --- A person ---------------------------------------------------------------------------------------------------------


def list_deeds(reading: SceneReading, names: Sequence[str], *, has_leads: bool) -> Iterator[str]:
    """Yield what everybody does: the lead's deed but where it is everybody's, the others' by the author's word."""
    action = deed_forms(reading, names)[:1]
    yield action[0] if action and has_leads and not is_mutual(action) else ""
    with_child = any(map(is_child, reading.drawn))
    for person in reading.drawn[1:]:
        deed = (say_own(person.doing, reading, names),)
        held = f"holding {with_article(say_own(person.holding, reading, names))}" if person.holding else ""
        yield join([*(without_love(deed) if with_child else deed), held]) if has_leads else held


def say_person(person: Person, deed: str, names: Sequence[str], medium: str, *, in_color: bool) -> str:
    """Word one person: look, outfit, deed and medium; what finds no room goes, the medium and the deed first."""
    outfit = person.outfit if in_color else without_colors(person.outfit)
    who = clean(cut_names(said_once(dress(look_of(person), outfit), (deed,)), names))
    done = clean(deed)
    for form in (join([who, done, medium]), join([who, done])):
        if count_tokens(form) <= TOKEN_LIMIT:
            return form
    return cut_to_limit(shorten_lead(who, lambda text: count_tokens(text) <= TOKEN_LIMIT))
