"""A scene's reading in, its title on the proof sheet out: what happens, who does it and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from records import Scene, SceneReading
    from workspace.plan import PlannedScene

OPENING = 150  # characters of the text that stand where no picture is
SHORT = 60  # and where no reading tells what happens


def anchor(planned: PlannedScene) -> str:
    """Give a scene's id within the page."""
    return "scene-{}-{}".format(*planned.scene.key)


def scene_title(scene: Scene, reading: SceneReading) -> str:
    """Say what happens: "Emma reading a letter, office"; of a scene that tells none of it, its first words."""
    deed = say_deed(reading)
    title = ", ".join(part for part in (deed, say_where(reading, deed)) if part)
    title = title or first_words(scene.text, SHORT) or "Nobody"
    return title[0].upper() + title[1:]


def say_deed(reading: SceneReading) -> str:
    """Say who does what; "" in a scene with nobody."""
    if reading.lead:
        return f"{reading.lead.name} {reading.action}".strip()
    return " and ".join(reading.people)


def say_where(reading: SceneReading, deed: str) -> str:
    """Name the place, unless the deed has named it: "reading in the office"."""
    noun = reading.place.rpartition(" ")[2]
    if not deed:
        return f"{reading.place}, nobody there" if noun else ""
    return "" if re.search(rf"\b{re.escape(noun)}\b", deed, re.IGNORECASE) else reading.place


def first_words(text: str, most: int = OPENING) -> str:
    """Give the beginning of a text, cut between two words."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= most else line[:most].rpartition(" ")[0].rstrip(" ,;:.") + " …"
