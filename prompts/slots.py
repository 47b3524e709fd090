"""A prompt's slots: what of a reading is said in which order, in forms from full to none, and what is dropped first.

The grammar: medium, shot of the lead, action, second person, place, props, light, weather, mood, finish; what two do
together follows both. The medium, the lead's look and garment, the place's noun and the light word are never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from prompts.actions import say_action
from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from prompts.own_words import SPOKEN, clean_own, is_own_company, own_people, own_slots, say_groups, say_own, with_held
from prompts.scenery import say_light, say_mood, say_place, say_props, say_weather, settle, unlike
from prompts.wording import (
    clean,
    in_brief,
    is_child,
    name_words,
    say_crowd,
    say_lead,
    second_forms,
    shorten_lead,
    without_love,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from records import SceneReading, Style

LONGEST_PROMPT = 5_000  # characters, of which the model sees some 400: the rest is not tried phrase by phrase
LEAD_BUDGET = 18  # tokens for the lead's look and garment
NOTHING_TOLD = "a person"
MAX_NEAR = 2  # people who are described one by one

WHOLE_SECOND = "the second person"

# Slots in the order of dropping: each step takes the slot to its next shorter form. The last rows are for a prompt
# that is still too long, as with a long place or outdoor weather.
DROP_ORDER = (
    ("finish", "half of the finish"),
    ("props", "props"),
    ("mood", "mood"),
    ("weather indoors", "weather"),
    ("place", "adjectives of the place"),
    ("second", "the second person's hair"),
    ("second", "the second person's garment"),
    ("shot", "shot"),
    ("action", "the action's object"),
    ("finish", "finish"),
    ("crowd", "people in the background"),
    ("light", "details of the light"),
    ("weather", "weather"),
    ("action", "action"),
    ("others", "further people's looks"),
    ("others", "further people"),
    ("second", WHOLE_SECOND),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the prompt in its forms, from full to shortest; "" leaves it out."""

    forms: tuple[str, ...]

    @property
    def text(self) -> str:
        """The form in use."""
        return self.forms[0] if self.forms else ""

    def shorter(self) -> Slot:
        """Give the next form."""
        return Slot(self.forms[1:])


def fit_slots(slots: Mapping[str, Slot], own: Collection[str], limit: int) -> tuple[Mapping[str, Slot], list[str]]:
    """Shorten slots until they fit, the author's `own` last; gives them, and the names of what was dropped."""
    dropped: list[str] = []
    for name, label in sorted(DROP_ORDER, key=lambda step: step[0] in own):
        if count_tokens(join_slots(slots)) <= limit:
            break
        if len(slots[name].forms) > 1:
            shorter = slots[name].shorter()
            dropped += [say_dropped(name, label, shorter)] if shorter.text != slots[name].text else []
            slots = {**slots, name: shorter}
    return slots, dropped


def say_dropped(name: str, label: str, shorter: Slot) -> str:
    """Name what was left out; of a second person who has no shorter form, all."""
    return WHOLE_SECOND if name == "second" and not shorter.text else label


def make_slots(reading: SceneReading, style: Style) -> Mapping[str, Slot]:
    """Fill the grammar's slots in the order they are said."""
    reading = settle(in_brief(reading))
    names = name_words(reading)
    action, own = deed_forms(reading, names), own_slots(reading)
    mood = say_mood(reading, join(action[:1]))
    place = say_place(reading, names)
    light = say_light(reading)
    light = (*light[:1], *unlike(light[1:], (*mood.split(", "), *place[:1])))
    told = () if "weather" in own else (*light, *mood.split(", "))
    weather = join(unlike(say_weather(reading), told))
    said = join([*action[:1], *place[:1], *light, reading.place])
    people = people_slots(reading, style, framing=bool(place), acting=bool(action))
    if is_own_company(reading):
        people |= own_company(reading, names, in_color=not style.monochrome)
    people["lead"], second = tuple(said_once(form, action) for form in people["lead"]), people.pop("second")
    others = people.pop("others", ())
    slots = {
        "medium": (style.medium,),
        **people,
        **deed_slots(action, second),
        "others": others,
        "crowd": optional(crowd_forms(reading, say_groups(reading, names) if "crowd" in own else "")),
        "place": place,
        "props": optional((say_props(reading, names, said),)),
        "light": tuple(dict.fromkeys((join(light), light[0]))) if light else (),
        "weather": () if reading.interior else optional((weather,)),
        "weather indoors": optional((weather,)) if reading.interior else (),
        "mood": optional((mood,)),
        "finish": (join(style.finish), join(style.finish[: (len(style.finish) + 1) // 2]), ""),
    }
    tidy = {name: clean_own if name in own and name in SPOKEN else clean for name in slots}
    return {name: Slot(tuple(tidy[name](form) for form in forms)) for name, forms in slots.items()}


def deed_forms(reading: SceneReading, names: Sequence[str]) -> tuple[str, ...]:
    """Word what the lead does and holds, or what the author says that happens where nobody is."""
    action = with_held(say_action(reading, names) if reading.drawn else (), reading, names)
    if "action" in reading.corrected and not reading.drawn and not reading.people:
        action = (say_own(reading.action, reading, names),)
    return without_love(action) if any(is_child(person) for person in reading.drawn) else action


def own_company(reading: SceneReading, names: Sequence[str], *, in_color: bool) -> dict[str, tuple[str, ...]]:
    """Give the slots for the people whom the author put beside the lead."""
    count, second, others = own_people(reading, names, in_color=in_color)
    return {"count": (count,), "second": optional(at_right(second)), "others": optional(others)}


def at_right(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Stand the second person on the right."""
    return tuple(f"{form} on the right" for form in forms)


def people_slots(reading: SceneReading, style: Style, *, framing: bool, acting: bool) -> dict[str, tuple[str, ...]]:
    """Give the slots for shot, number and people, the lead first; without people the shot frames the place."""
    shot = frame(reading)
    drawn = reading.drawn
    if not drawn:
        framed = f"{shot} of" if framing or reading.people else shot
        return {"shot": (framed,), "count": (), "lead": (), "second": ()}
    lead = shorten_lead(
        say_lead(drawn[0], in_color=not style.monochrome), lambda text: count_tokens(text) - 2 <= LEAD_BUDGET
    )
    if len(drawn) == 1:
        return {"shot": (f"{shot} of", ""), "count": (), "lead": (lead,), "second": ()}
    others = [second_forms(person) for person in drawn[1:]]
    second = next((forms for forms in others if forms[0] != NOTHING_TOLD), others[0])
    is_pair = len(drawn) == MAX_NEAR or second[0] != NOTHING_TOLD
    is_told = acting or lead != NOTHING_TOLD or second[0] != NOTHING_TOLD
    return {
        "shot": (f"{shot} of", ""),
        "count": ("two people" if is_pair else "a group of people",),
        "lead": (f"{lead} on the left",) if is_told else (),
        "second": optional(at_right(second)) if is_told else (),
    }


def deed_slots(action: tuple[str, ...], second: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Order what is done and who else is there: the lead's own deed stands before the second person."""
    slots = {"action": optional(action), "second": second}
    return dict(reversed(slots.items())) if is_mutual(action) else slots


def is_mutual(action: tuple[str, ...]) -> bool:
    """Whether a deed is done by all who are there, with each other."""
    return any(words in form for words in lexicon().prompt_words.words.mutual for form in action[:1])


def said_once(person: str, action: Sequence[str]) -> str:
    """Leave out of a person's look what the deed says: "a man, laughing on the left, laughing"."""
    verbs = "|".join(word for form in action[:1] for word in form.split() if word.endswith("ing"))
    return re.sub(rf"(, |with )(?:{verbs}) and |(?:,| and) (?:{verbs})\b", r"\1", person) if verbs else person


def frame(reading: SceneReading) -> str:
    """Name the shot; one that cannot hold all the people who are there is replaced by one that can."""
    drawn = min(len(reading.drawn), MAX_NEAR)
    shot = reading.shot
    words = lexicon().prompt_words
    if "shot" in reading.corrected:
        return words.shots[shot]
    if reading.people and drawn:
        shot = words.shots_fit.alone.get(shot, shot)
    if drawn < MAX_NEAR:
        shot = words.shots_fit.company.get(shot, shot)
    return words.shots.get(shot, "medium shot" if drawn else "wide shot")


def crowd_forms(reading: SceneReading, own: str) -> tuple[str, ...]:
    """Word the unnamed people, in the author's `own` words where she named them, behind whoever is drawn."""
    crowd = own or say_crowd(reading.people, "group of ")
    if not crowd:
        return ()
    return (f"{crowd} in the background" if reading.drawn else crowd,)


def optional(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Add the empty form, so that a slot can be dropped."""
    kept = tuple(form for form in forms if form)
    return (*kept, "") if kept else ()


def join(parts: tuple[str, ...] | list[str]) -> str:
    """Join phrases with commas."""
    return ", ".join(part for part in parts if part)


def join_slots(slots: Mapping[str, Slot]) -> str:
    """Join the slots with commas, each phrase once; no comma follows "of"."""
    said = dict.fromkeys(part.strip() for slot in slots.values() for part in slot.text.split(",") if part.strip())
    return re.sub(r" of, ", " of ", join(list(said)))


def cut_to_limit(prompt: str, limit: int = TOKEN_LIMIT) -> str:
    """Drop phrases from the end until the prompt fits; only an author's own style can make it too long."""
    if len(prompt) > LONGEST_PROMPT:
        prompt = prompt[:LONGEST_PROMPT].rpartition(",")[0] or prompt[:LONGEST_PROMPT]
    while count_tokens(prompt) > limit:
        head, comma, _ = prompt.rpartition(",")
        prompt = head if comma else prompt[: int(len(prompt) * 0.9)]
    return prompt
