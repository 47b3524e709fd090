"""A reading in, all that a panel depends on out: JSON values in the job, a change of which draws the panel again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from storyboard.artwork import words_of

if TYPE_CHECKING:
    from records import Person, SceneReading


DRAWING_VERSION = 4  # raise it when a change alters old panels: they are then drawn again


def drawing_of(reading: SceneReading) -> dict[str, Any]:
    """Give everything a panel depends on as JSON values, without the scene's position in the book."""
    shown = [person for person in reading.characters if person.presence != "mentioned"]
    return {
        "version": DRAWING_VERSION,
        "people": [person_of(person) for person in shown],
        "background": list(reading.people),
        "place": reading.place,
        "places": list(reading.places[1:]),
        "interior": reading.interior,
        "time_of_day": reading.time_of_day,
        "weather": sorted(set(reading.weather)),
        "mood": reading.mood,
        "action": reading.action,
        "props": list(reading.props),
        "shot": reading.shot,
    }


def person_of(person: Person) -> dict[str, Any]:
    """Give what a figure depends on; a short hash of the name chooses what the text leaves open."""
    return {
        "key": person_key(person.name),
        "presence": person.presence,
        "gender": person.gender,
        "age": person.age,
        "look": person.look,
        "outfit": person.outfit,
    }


def person_key(name: str) -> str:
    """Hash a name to the short key that the figure depends on."""
    return hashlib.sha256(" ".join(words_of(name)).encode()).hexdigest()[:8]
