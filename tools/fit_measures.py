"""Measure whole readings by labels: how many scenes are read rightly, slot by slot and all of it at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tools.fit_matching import (
    deed_right,
    find_person,
    hour_right,
    is_mentioned_only,
    lead_right,
    place_right,
    presence_right,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from records import Person, SceneReading
    from tools.fit_labels import Label
    from tools.fit_rows import ReadScene

PAIR = 2  # a picture of two shows two
NEEDED = ("pair", "lead", "nobody", "place", "interior", "deed")
FORBIDDEN = ("strangers", "hour wrong")
FIGURES = (
    *("picture", "cast", "strangers", "pair", "lead", "nobody", "place", "place only mentioned", "hour", "hour wrong"),
    *("interior", "weather", "mood", "mood said", "deed", "deed whole"),
)


class Hit(NamedTuple):
    """One thing measured in one scene."""

    figure: str
    hits: float
    tries: float = 1.0


def measure(scenes: Iterable[ReadScene]) -> dict[str, float]:
    """Give the share of hits of each figure; "cast" and "weather" are F1."""
    hits: dict[str, float] = defaultdict(float)
    tries: dict[str, float] = defaultdict(float)
    for label, reading in scenes:
        for one in scene_hits(label, reading):
            hits[one.figure] += one.hits
            tries[one.figure] += one.tries
    return {figure: hits[figure] / tries[figure] for figure in FIGURES if tries[figure]}


def scene_hits(label: Label, reading: SceneReading) -> list[Hit]:
    """Measure one scene; "picture" needs all that a picture shows to be right."""
    hits = [*people_hits(label, reading), *setting_hits(label, reading), *deed_hits(label, reading)]
    needed = [one.hits == one.tries for one in hits if one.figure in NEEDED]
    needed += [one.hits == 0 for one in hits if one.figure in FORBIDDEN]
    return [*hits, Hit("picture", all(needed))]


def people_hits(label: Label, reading: SceneReading) -> Iterator[Hit]:
    """Measure who is drawn."""
    named = [names_of(one) for one in reading.drawn if has_name(one)]
    found = {person for names in named if (person := find_person(names, label.present, label)) is not None}
    strangers = sum(presence_right(names, label) == 0 for names in named)
    yield Hit("cast", 2 * len(found), len(found) + strangers + len(label.present))
    yield Hit("strangers", strangers, len(named))
    yield Hit("pair", len(reading.drawn) >= min(PAIR, len(label.present)))
    if label.lead:
        yield Hit("lead", reading.lead is not None and bool(lead_right(names_of(reading.lead), label)))
    else:
        yield Hit("nobody", reading.lead is None or not has_name(reading.lead))


def has_name(person: Person) -> bool:
    """Whether somebody has a name; the teller has, as "I"."""
    return person.named or person.name == "narrator"


def names_of(person: Person) -> tuple[str, ...]:
    """Give the names of somebody in a reading."""
    return (person.name, *person.aliases)


def setting_hits(label: Label, reading: SceneReading) -> Iterator[Hit]:
    """Measure where and when it is, in what weather and mood."""
    if label.has_place:
        yield Hit("place", bool(place_right(reading.place, label)))
    yield Hit("place only mentioned", is_mentioned_only(reading.place, label))
    if label.has_hour:
        yield Hit("hour", bool(hour_right(reading.time_of_day, label)))
    accepted = {"unknown", label.time_of_day, *(label.time_accept or ())}
    yield Hit("hour wrong", reading.time_of_day not in accepted)
    if label.interior is not None:
        yield Hit("interior", reading.interior is label.interior)
    said, told = set(reading.weather), set(label.weather)
    yield Hit("weather", 2 * len(said & told), len(said) + len(told))
    yield Hit("mood said", bool(reading.mood))
    if reading.mood:
        yield Hit("mood", reading.mood in label.moods)


def deed_hits(label: Label, reading: SceneReading) -> Iterator[Hit]:
    """Measure what the lead does."""
    if label.lead:
        right = deed_right(reading.action, label) or 0.0
        yield Hit("deed", right > 0)
        yield Hit("deed whole", right == 1)
