"""Find where and when a scene is set, with what it takes over from the scene before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.evidence import Span, place_spans, sign_spans
from reading.places import find_places, is_set, is_untold, setting_interior
from reading.times import find_time

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cast.members import Cast
    from cast.names import NameRun
    from english.tokens import Prose
    from reading.place_words import PlaceFound
    from reading.realis import Realis
    from records import SceneReading, TimeOfDay


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A scene's place and time, with the tokens that are their evidence."""

    place: str
    places: tuple[str, ...]  # ranked, `place` first
    interior: bool | None
    time_of_day: TimeOfDay
    place_spans: tuple[Span, ...]  # none where the place is that of the scene before
    time_spans: tuple[Span, ...]
    paragraphs: frozenset[int]  # that name the place


def find_surroundings(
    prose: Prose,
    realis: Realis,
    runs: Sequence[NameRun],
    cast: Cast,
    here: Collection[str],
    before: SceneReading | None,
) -> Surroundings:
    """Find a scene's place and time; `here` are the names of the people present, `before` the scene before."""
    places = find_places(prose, runs, cast, realis)
    told = place_spans(places)
    kept = place_kept(before, here, prose, places)
    interior = before.interior if before and kept else (setting_interior(prose, places) if places else None)
    time, signs = find_time(prose, realis, before.time_of_day if before else "unknown")
    if time == "unknown" and before and (kept or (places and places[0].phrase == before.place)):
        time = before.time_of_day  # nobody has moved, so it is no later
    phrases = tuple(dict.fromkeys((*((kept,) if kept else ()), *(place.phrase for place in places))))
    return Surroundings(
        place=phrases[0] if phrases else "",
        places=phrases,
        interior=interior,
        time_of_day=time,
        place_spans=() if kept else tuple(told),
        time_spans=tuple(sign_spans(signs)),
        paragraphs=frozenset(prose.tokens[first].paragraph for first, _ in told),
    )


def place_kept(before: SceneReading | None, here: Collection[str], prose: Prose, places: Sequence[PlaceFound]) -> str:
    """Give the place of the scene before if this one states none, or stays in "the room" among the same people."""
    if before is None or not is_set(before.place):
        return ""
    there = {person.name for person in before.drawn if person.named}
    stays = bool(before.interior) and not (here and there and there.isdisjoint(here))
    return before.place if is_untold(prose, places, stays=stays) else ""
