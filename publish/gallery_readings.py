"""A reading in, its list on the proof sheet out: what was read, from which words, what was weighed, what is hers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.gallery_corrections import find_alternatives, value_of
from publish.markup import NOTHING, Markup, element
from workspace.corrections import say_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records import Evidence, Person, SceneReading, Weighed
    from workspace.corrections import Corrections

LABELS = {  # what evidence is for, as the page says it
    "lead": "person",
    "place": "place",
    "time_of_day": "time",
    "weather": "weather",
    "mood": "mood",
    "action": "action",
}
WEIGHED = {**LABELS, "interior": "indoors or out"}
NOT_TOLD = "not told"
NO_WORD = "no single word decided it"
YOURS = "by your word"
NOTHING_SAID: Corrections = {}


def make_reading(reading: SceneReading, said: Corrections) -> Markup:
    """List what was read and what the author has said; the labels are also the legend of the marked text."""
    lead = reading.lead
    told = {
        "lead": ("lead", say_person(lead) if lead else "nobody"),
        "people": ("", say_company(reading)),
        "place": ("place", reading.place),
        "interior": ("", {True: "indoors", False: "outdoors", None: ""}[reading.interior]),
        "time": ("time_of_day", value_of(reading, "time")),
        "weather": ("weather", ", ".join(reading.weather)),
        "mood": ("mood", reading.mood),
        "action": ("action", reading.action),
        "props": ("", ", ".join(reading.props)),
        "shot": ("", reading.shot),
    }
    rows = [make_row(reading, key, slot, value, said) for key, (slot, value) in told.items()]
    others = [make_plain(label, value) for label, value in absent_people(reading).items() if value]
    return element("dl", *rows, *others, class_="reading")


def make_row(reading: SceneReading, key: str, slot: str, value: str, said: Corrections) -> Markup:
    """Make one line that can be corrected; the script puts the button beside it."""
    own = [one for one in (key, *TOLD_BY.get(key, ())) if one in said]
    is_hers = bool(own) or not said.keys().isdisjoint(FOLLOWS.get(key, ()))
    return element(
        "div",
        element("dt", make_label(key, slot, reading)),
        make_value(value, slot, reading, is_hers=is_hers),
        data_key=key,
        data_value=say_value(key, said[key]) if key in said else value_of(reading, key),
        data_also="\n".join(find_alternatives(reading, key)) or None,
        data_hers=" ".join(own) or None,
    )


TOLD_BY = {"lead": ("nobody",), "people": ("nobody",)}  # keys without a line of their own
FOLLOWS = {"lead": ("people",), "interior": ("place",), "action": ("nobody",)}  # keys that decide another line too
ROWS = {"people": "with", "interior": "indoors?", "props": "things", "shot": "shot"}  # lines without evidence


def make_label(key: str, slot: str, reading: SceneReading) -> Markup:
    """Make a line's label: a button that shows its words in the text where there are any."""
    label = LABELS.get(slot) or ROWS[key]
    if not reading.evidence.get(slot):
        return element("span", label, class_="label")
    return element("button", label, type="button", class_=f"label m-{label}", data_show=label, aria_pressed="false")


def make_value(value: str, slot: str, reading: SceneReading, *, is_hers: bool) -> Markup:
    """Make a line's value with the words that decided it, or the word that it is the author's own."""
    if is_hers:
        mark = element("span", YOURS, class_="yours")
        return element("dd", value or "nothing", " ", mark, dir="auto")
    why = say_words(reading.evidence.get(slot, ())) if slot else ""
    why = why or (NO_WORD if slot and value and value != "nobody" else "")
    return element(
        "dd", value or NOT_TOLD, element("span", why, class_="why", dir="auto") if why else NOTHING, dir="auto"
    )


def say_words(evidence: Sequence[Evidence]) -> str:
    """Quote the words that decided, each with its line."""
    return "; ".join(f"“{found.text}” line\N{NO-BREAK SPACE}{found.line}" for found in evidence)


def make_plain(label: str, value: str) -> Markup:
    """Make a line that is only told."""
    return element("div", element("dt", element("span", label, class_="label")), element("dd", value, dir="auto"))


# --- People -----------------------------------------------------------------------------------------------------------


def say_company(reading: SceneReading) -> str:
    """Name everybody in the picture besides the lead."""
    company = [say_person(person) for person in reading.characters if person.presence == "present"]
    return "; ".join((*company, *reading.people)) or "nobody else"


def absent_people(reading: SceneReading) -> Mapping[str, str]:
    """Name the people who are not drawn, grouped by how they are present."""
    return {
        "far away": "; ".join(say_person(person) for person in reading.characters if person.presence == "remote"),
        "spoken of": "; ".join(person.name for person in reading.characters if person.presence == "mentioned"),
    }


def say_person(person: Person) -> str:
    """Name a person with looks and clothes."""
    looks = ", ".join(part for part in (person.look, person.outfit) if part)
    return f"{person.name} ({looks})" if looks else person.name


# --- What was weighed -------------------------------------------------------------------------------------------------


def list_weighed(reading: SceneReading) -> dict[str, str]:
    """List what the evidence for the likeliest answers weighed."""
    return {WEIGHED[slot]: say_weighed(answers) for slot, answers in reading.weighed.items() if answers}


def say_weighed(answers: Sequence[Weighed]) -> str:
    """Write the likeliest answer of a slot with its reasons, and the next."""
    first, *others = answers
    reasons = ", ".join(f"{name} {weight:+.2f}" for name, weight in first.reasons)
    after = "".join(f"; then {other.answer} ({other.weight:+.2f})" for other in others)
    return f"{first.answer} ({first.weight:+.2f}): {reasons or 'nothing told'}{after}"
