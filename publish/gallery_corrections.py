"""What of a reading the author can correct, in: the forms and the drawer that collect her corrections, out.

The page's script fills the forms in and writes the command `--correct C:S key=value …`, quoted for the shell at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from publish.gallery_pictures import copy_box
from publish.markup import NOTHING, Markup, element, join
from reading.moods import mood_words
from records import TIMES_OF_DAY, WEATHERS
from workspace.command_lines import correction_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publish.gallery_pictures import Desktop
    from records import SceneReading
    from workspace.plan import PlannedScene

TEXT, LIST, PEOPLE = "text", "list", "people"  # one phrase; phrases with commas; people with semicolons
ONE, SOME = "one", "some"  # of the values there are


class Correctable(NamedTuple):
    """A key of `--correct` and how its value is asked for."""

    asks: str  # the form's heading
    kind: str
    hint: str = ""


CORRECTABLE = {
    "lead": Correctable("Whom it is about", TEXT, "A name of the cast, or a description: the boy."),
    "people": Correctable(
        "Everybody in the picture", PEOPLE, "Names or descriptions with semicolons: Emma; two guards: carrying a chest."
    ),
    "place": Correctable("Where it is", TEXT, "A noun in a few words: a van, the harbour wall."),
    "interior": Correctable("Is it indoors?", ONE),
    "time": Correctable("What time of day it is", ONE),
    "weather": Correctable("What weather it is", SOME),
    "mood": Correctable("Its mood", TEXT, "One word."),
    "action": Correctable("What the lead does", TEXT, "A phrase with -ing: opening the crate."),
    "props": Correctable("Things to be seen", LIST, "With commas: a lamp, two crates."),
    "shot": Correctable("How it is framed", ONE),
}
INTERIOR = {True: "yes", False: "no", None: ""}
SLOTS = {"lead": "lead", "place": "place", "time": "time_of_day", "mood": "mood", "action": "action"}  # weighed as
NO_ANSWER = ("none", "unknown")
LEFT_OPEN = "left open"


def value_of(reading: SceneReading, key: str) -> str:
    """Give a reading's value of a key the way `--correct` takes it."""
    match key:
        case "lead":
            return reading.lead.name if reading.lead else ""
        case "people":
            return "; ".join((*(person.name for person in reading.drawn), *reading.people))
        case "interior":
            return INTERIOR[reading.interior]
        case "time":
            return "" if reading.time_of_day == "unknown" else reading.time_of_day
        case "weather":
            return ", ".join(reading.weather)
        case "props":
            return ", ".join(reading.props)
        case _:
            return str(getattr(reading, key))


def find_alternatives(reading: SceneReading, key: str) -> list[str]:
    """List what a key may rather be: the answers that were weighed, other places, people who are not drawn."""
    weighed = [answer.answer for answer in reading.weighed.get(SLOTS.get(key, ""), ())]
    people = [person.name for person in reading.characters] if key in ("lead", "people") else []
    places = list(reading.places) if key == "place" else []
    value = value_of(reading, key)
    listed = value.split("; ") if key == "people" else [value]
    return [one for one in dict.fromkeys((*weighed, *places, *people)) if one not in (*listed, *NO_ANSWER, "")]


# --- Forms ------------------------------------------------------------------------------------------------------------


def choices_of(key: str) -> Sequence[tuple[str, str]]:
    """List the values that a key may have, as (value, label)."""
    closed: dict[str, list[tuple[str, str]]] = {
        "interior": [("yes", "indoors"), ("no", "outdoors")],
        "time": [(time, time if time != "unknown" else LEFT_OPEN) for time in TIMES_OF_DAY],
        "weather": [*((weather, weather) for weather in WEATHERS), ("none", LEFT_OPEN)],
        "shot": [(shot, shot) for shot in lexicon().corrections.shots],
    }
    return closed.get(key, ())


def make_forms(plans: Sequence[PlannedScene], desktop: Desktop) -> Markup:
    """Make a template of a form for each key, the lists of what the whole novel has, and the command's frame."""
    readings = [planned.reading for planned in plans]
    people = {person.name for reading in readings for person in reading.characters}
    known = {
        "lead": sorted(people),
        "place": sorted({reading.place for reading in readings if reading.place}),
        "mood": sorted(mood_words().moods),
    }
    lists = (make_datalist(f"known-{key}", names) for key, names in known.items())
    forms = (make_form(key, asked, has_list=key in known) for key, asked in CORRECTABLE.items())
    return join((*lists, *forms, make_frame(desktop)))


def make_datalist(name: str, values: Iterable[str]) -> Markup:
    """Make a list of suggestions."""
    return element("datalist", *(element("option", value=value) for value in values), id=name)


def make_form(key: str, asked: Correctable, *, has_list: bool) -> Markup:
    """Make one key's form: a line to type in with what else was weighed, or the choices there are."""
    hint = element("p", asked.hint, class_="hint", id=f"hint-{key}") if asked.hint else NOTHING
    if asked.kind in (ONE, SOME):
        asks = element("div", *(make_choice(asked.kind, *choice) for choice in choices_of(key)), class_="choices")
    else:
        line = element(
            "input",
            type="text",
            name="value",
            aria_label=asked.asks,
            aria_describedby=f"hint-{key}" if asked.hint else None,
            autocomplete="off",
            list=f"known-{key}" if has_list else None,
        )
        asks = join((line, element("div", FURTHER.get(key, NOTHING), class_="choices", data_also=True)))
    body = element("fieldset", element("legend", asked.asks), asks, hint)
    return element("template", element("form", body, FOOT, class_="correct", data_kind=asked.kind), id=f"correct-{key}")


def make_choice(kind: str, value: str, label: str) -> Markup:
    """Make one of a key's values, to be chosen alone or with others."""
    box = element("input", type="radio" if kind == ONE else "checkbox", name="value", value=value)
    return element("label", box, element("span", label))


NOBODY = element("button", "nobody is there", type="button", data_nobody=True)
OPEN = element("button", LEFT_OPEN, type="button", data_fills="none")
FURTHER = {"lead": NOBODY, "people": NOBODY, "mood": OPEN, "props": OPEN}  # what else may be said with one press
FOOT = join(
    (
        copy_box("", "Copy the command that corrects this alone"),
        element(
            "p",
            element("button", "Add to the corrections", type="submit", class_="main"),
            " ",
            element("button", "Cancel", type="button", data_cancel=True),
            class_="acts",
        ),
    )
)


def make_frame(desktop: Desktop) -> Markup:
    """Make what the script writes the command from: what stands before and after the corrections, and the shell."""
    before, after = correction_frame(desktop.script, desktop.options, desktop.shell)
    return element("template", id="frame", data_before=before, data_after=after, data_shell=desktop.shell)
