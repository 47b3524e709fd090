"""A reading in, a picture's alt text out: what it shows, in two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from records import Person, SceneReading

MOST_NAMES = 3  # people told by name; the rest are "others"


def alt_text(reading: SceneReading) -> str:
    """Describe a scene's picture: "Emma in green coat, with Jonas: reading a letter. Office, morning, bleak mood."."""
    people, setting = say_people(reading), say_setting(reading)
    doing = f": {reading.action}" if reading.drawn and reading.action else ""
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in (f"{people}{doing}", setting) if part)


def say_people(reading: SceneReading) -> str:
    """Name the people who are drawn, the lead first and as dressed."""
    drawn = reading.drawn
    crowd = " and ".join(reading.people)
    if not drawn:
        return crowd or "Nobody"
    others = [person.name for person in drawn[1:MOST_NAMES]]
    others += ["others"] if len(drawn) > MOST_NAMES else []
    others += [crowd] if crowd else []
    return say_dressed(drawn[0]) + (f", with {join_words(others)}" if others else "")


def say_dressed(person: Person) -> str:
    """Name a person and their clothes."""
    return f"{person.name} in {person.outfit}" if person.outfit else person.name


def say_setting(reading: SceneReading) -> str:
    """Say where, when, in what weather and mood."""
    time = "" if reading.time_of_day == "unknown" else reading.time_of_day
    mood = f"{reading.mood} mood" if reading.mood else ""
    return ", ".join(part for part in (reading.place, time, *reading.weather, mood) if part)


def join_words(words: list[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    return " and ".join([part for part in (", ".join(words[:-1]), words[-1]) if part])
