"""The shot stays with its scene, as its seed does: it is chosen once, and again only for other people or another deed.

How a scene is framed hangs on a hash of its text and on the scene before, so that frames vary through a book. Without
a memory a single word that is cut would frame the picture otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from records import SceneReading


class Shot(NamedTuple):
    """A frame and what it was chosen for, as a prompt file keeps them."""

    name: str = ""  # "wide shot"; "" where no run has chosen yet
    chosen_for: str = ""  # "Emma Hale, the boy: reading"


def shot_of(reading: SceneReading) -> Shot:
    """Give the shot of a reading: it fits who is drawn, doing what."""
    lead, *others = [person.name for person in reading.drawn] or [""]
    deeds = [word.strip(",") for word in reading.action.split() if word.strip(",").endswith("ing")]
    return Shot(reading.shot, f"{', '.join([lead, *sorted(others)]) or 'nobody'}: {' '.join(deeds) or 'nothing'}")


def keep_shot(reading: SceneReading, kept: Shot) -> SceneReading:
    """Take a scene's shot again where it still fits."""
    fits = bool(kept.name) and kept.chosen_for == shot_of(reading).chosen_for
    return replace(reading, shot=kept.name) if fits else reading
