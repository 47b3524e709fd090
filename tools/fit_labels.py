"""Read what careful readers said of scenes: one JSON object a line. README_IMAGE_GEN.md tells the keys."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from errors import NovelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from records import Scene

FIRST_LETTERS = 50  # so many of a scene's first letters tell it from the others of its file


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader knows at the end of a scene, as far as weights are fitted to it."""

    book: str  # the name of its folder
    file: str
    scene: int  # its number within the file
    present: Sequence[str] = ()  # named people bodily there
    present_unnamed: Sequence[str] = ()
    present_remote: Sequence[str] = ()
    present_maybe: Sequence[str] = ()
    referenced: Sequence[str] = ()
    aliases: Mapping[str, Sequence[str]] | None = None
    gender: Mapping[str, str] | None = None  # of every named person: f, m, n or ?
    lead: str = ""
    lead_accept: Sequence[str] = ()
    place: str = ""
    place_accept: Sequence[str] = ()
    place_wrong: Sequence[str] = ()
    place_evidence: str = "stated"
    interior: bool | None = None
    time_of_day: str = "unknown"
    time_accept: Sequence[str] = ()
    time_evidence: str = "stated"
    weather: Sequence[str] = ()
    moods: Sequence[str] = ()
    action: str = ""
    action_accept: Sequence[str] = ()
    action_accept_phrases: Sequence[str] = ()
    first: str = ""  # how the scene begins, should its number have moved

    def forms(self, person: str) -> list[str]:
        """Give every name of a person; the one who says "I" may be the "narrator"."""
        more = (self.aliases or {}).get(person, ())
        return [person, *more, *(["narrator"] if "I" in more else [])]

    @property
    def has_place(self) -> bool:
        """Whether a reader can know where the scene is."""
        return bool(self.place) and self.place_evidence != "none"

    @property
    def has_hour(self) -> bool:
        """Whether the scene itself says or hints at its hour."""
        return self.time_evidence in ("stated", "hint") and self.time_of_day != "unknown"


def read_labels(path: Path) -> list[Label]:
    """Read a file of labels; keys that no weight is fitted to are passed over."""
    known = {field.name for field in fields(Label)}
    labels = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            labels.append(make_label(json.loads(line), known, f"{path.name}, line {number}"))
    return sorted(labels, key=lambda label: (label.book, label.file, label.scene))


def make_label(told: Mapping[str, Any], known: set[str], where: str) -> Label:
    """Make a label of a line's object."""
    if missing := {"book", "file", "scene"} - told.keys():
        raise NovelError(f"{where} lacks {', '.join(sorted(missing))}.")
    return Label(**{key: value for key, value in told.items() if key in known})


def letters(text: str) -> str:
    """Reduce a text's beginning to letters and digits, as it may be typeset otherwise."""
    return re.sub(r"[\W_]+", "", text[: 4 * FIRST_LETTERS].casefold())[:FIRST_LETTERS]


def find_labelled(scenes: Sequence[Scene], labels: Iterable[Label]) -> dict[int, Label]:
    """Find the scenes that labels are about: by number, or by their first words where another scene has the number."""
    places = {(scene.file, scene.file_scene): number for number, scene in enumerate(scenes)}
    found: dict[int, Label] = {}
    for label in labels:
        number = places.get((label.file, label.scene))
        if label.first and (number is None or not begins(scenes[number], label)):
            same_file = (number for number, scene in enumerate(scenes) if scene.file == label.file)
            number = next((number for number in same_file if begins(scenes[number], label)), None)
        if number is not None:
            found[number] = label
    return found


def begins(scene: Scene, label: Label) -> bool:
    """Whether a scene begins as a label says."""
    wanted = letters(label.first)
    return letters(scene.text).startswith(wanted)
