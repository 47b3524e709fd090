"""A reading in, all that a panel depends on out: JSON values in the job, a change of which draws the panel again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from storyboard.artwork import words_of
from storyboard.deeds import find_pose, poses
from storyboard.places import place_row
from storyboard.styles import find_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records import Person, SceneReading


DRAWING_VERSION = 8  # raise it when a change alters old panels: they are then drawn again
MOST_FIGURES = 6  # people on a stage; more would hide each other


def drawing_of(reading: SceneReading, style: Sequence[str] = (), *, is_varied: bool = False) -> dict[str, Any]:
    """Give everything a panel depends on as JSON values, without the scene's position in the book.

    `style` is what is said of the style, the most telling words first; `is_varied` says that the seed is not the
    scene's own.
    """
    shown = [person for person in reading.characters if person.presence != "mentioned"]
    drawing = {
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
        "style": find_style(style),
    }
    return only_drawn(varied(drawing) if is_varied else drawing)


def varied(drawing: Mapping[str, Any]) -> dict[str, Any]:
    """Let the seed decide from where a scene is seen, and at which moment: no longer the calm picture."""
    return {**drawing, "varied": True}


def person_of(person: Person) -> dict[str, Any]:
    """Give what a figure depends on; a short hash of the name chooses what the text leaves open."""
    return {
        "key": person_key(person.name),
        "presence": person.presence,
        "gender": person.gender,
        "age": person.age,
        "look": person.look,
        "outfit": person.outfit,
        **({"doing": doing} if (doing := doing_of(person)) else {}),
    }


def doing_of(person: Person) -> str:
    """Give what somebody beside the lead does and holds; the lead's deed is the action."""
    held = f"holding {person.holding}" if person.holding else ""
    return "" if person.presence == "lead" else ", ".join(filter(None, (person.doing, held)))


def person_key(name: str) -> str:
    """Hash a name to the short key that the figure depends on."""
    return hashlib.sha256(" ".join(words_of(name)).encode()).hexdigest()[:8]


def only_drawn(drawing: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of a drawing the people for whom a panel has no room: six are on its stage, one is on the telephone."""
    people = drawing.get("people", ())
    on_stage = [person for person in people if person.get("presence") != "remote"][:MOST_FIGURES]
    remote = [person for person in people if person.get("presence") == "remote"][:1]
    return {**drawing, "people": [*on_stage, *remote]}


def reads_seed(drawing: Mapping[str, Any]) -> bool:
    """Say whether a panel leaves anything to chance: a take all, any the land, the sky, what extras wear."""
    if drawing.get("varied"):
        return True
    pose = poses().get(find_pose(str(drawing.get("action", ""))), {})
    place = place_row(drawing, pose)
    return place["set"] != "room" or bool(place.get("strew") or drawing.get("background"))
