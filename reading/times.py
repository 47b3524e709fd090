"""Choose a scene's time of day by weighing all that tells the hour, and the hour of the scene before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from english.cues import Sign
from english.weights import Option, Weights, fitted_weights
from reading.time_signs import HourSign, find_signs
from records import TIMES_OF_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose
    from english.weights import Features
    from reading.realis import Realis
    from records import TimeOfDay

SAYING = frozenset(("named", "clock", "half clock"))  # kinds that by themselves say what hour it is
DATING = SAYING | {"today", "usual", "that day"}  # kinds that hold until the next one
HERE = ("now", "in passing")  # senses in which a lamp or a meal is in the scene
HALVES = (frozenset(("dusk", "evening", "night")), frozenset(("dawn", "morning", "midday", "afternoon")))
COURSE = ("dawn", "morning", "midday", "afternoon", "dusk", "evening", "night")  # of the day
OPENING = 60  # tokens that open a scene
MOST = 2.0


def find_time(
    prose: Prose,
    realis: Realis,
    scene_before: TimeOfDay | None = None,
    *,
    stays: bool = False,
    weights: Weights | None = None,
) -> tuple[TimeOfDay, list[Sign]]:
    """Give the time of day and its words; "unknown" if too little tells one, or it is only carried over.

    `scene_before` is the hour of the scene before in the chapter; `stays`: this one goes on at the same place.
    """
    signs = list(settle_halves([sign for sign in find_signs(prose, realis) if sign.sense != "a name"], scene_before))
    options = hour_options(signs, len(prose.tokens), scene_before, stays=stays)
    time = TIMES_OF_DAY[(weights or fitted_weights()).choose("hour", options) or 0]
    own = [sign for sign in signs if time in sign.hours]
    own.sort(key=lambda sign: (sign.kind not in SAYING, sign.sense != "now", sign.first))
    return time, [Sign(time, 1.0 / (1 + rank), sign.first, sign.last) for rank, sign in enumerate(own)]


def settle_halves(signs: Sequence[HourSign], before: TimeOfDay | None) -> Iterator[HourSign]:
    """Choose the half of the day of a clock time by what was told before it: "ten to ten" after an evening is night."""
    last: str | None = before
    for sign in signs:
        settled = sign
        if sign.kind == "half clock" and last in COURSE:
            settled = sign._replace(hours=(first_after(last, sign.hours),))
        if sign.kind in DATING and sign.sense == "now":
            last = settled.hours[-1]
        yield settled


def first_after(start: str, hours: Sequence[str]) -> str:
    """Give the hour that comes first, counted from another."""
    course = COURSE[COURSE.index(start) :] + COURSE
    return min(hours, key=course.index)


def hour_options(signs: Sequence[HourSign], length: int, before: TimeOfDay | None, *, stays: bool) -> list[Option]:
    """Give every hour with what tells it."""
    counts: dict[str, Features] = {time: {} for time in TIMES_OF_DAY}
    for sign in signs:
        for time in sign.hours:
            add(counts[time], name_sign(sign), 1.0 / math.sqrt(len(sign.hours)))
        for half in HALVES if sign.sense in HERE else ():
            for time in half if half.issuperset(sign.hours) else ():
                add(counts[time], "its half of the day", 1.0)
    dated = dating(signs, length)
    options = []
    for time in TIMES_OF_DAY:
        features = {name: min(MOST, math.log2(1 + count)) for name, count in counts[time].items()}
        features |= {f"hour {time}": 1.0, **dated.get(time, {})}
        if time == before:
            features["scene before, place stays" if stays else "scene before"] = 1.0
        options.append(Option(time, features))
    return options


def add(features: Features, name: str, value: float) -> None:
    """Add a value to a feature."""
    features[name] = features.get(name, 0.0) + value


def name_sign(sign: HourSign) -> str:
    """Name what a sign tells its hours."""
    if sign.kind in SAYING:
        return f"says the hour, {sign.sense}"
    if sign.sense == "aloud":
        return "today, aloud" if sign.kind == "today" else "a sign aloud"
    if sign.kind in DATING:
        return f"{sign.kind}, narrated"
    if sign.sense in HERE:
        return f"{sign.kind}, here"
    return "a sign of another time"


def dating(signs: Sequence[HourSign], length: int) -> dict[str, Features]:
    """Say of the hours that are told as now whether they open the scene or are told last, and how long they hold."""
    told = [sign for sign in signs if sign.kind in DATING and sign.sense == "now"]
    found: dict[str, Features] = {}
    for number, sign in enumerate(told):
        end = told[number + 1].first if number + 1 < len(told) else length
        start = sign.first if number else sign.first / 2
        for time in sign.hours:
            row = found.setdefault(time, {})
            add(row, "held", (end - start) / length)
            row |= {"told last": 1.0} if number == len(told) - 1 else {}
            row |= {"opens the scene": 1.0} if sign.first < OPENING else {}
    return found
