"""Choose a scene's time of day by weighing all that tells the hour, and the hour of the scene before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from english.cues import Sign
from english.weights import Option, Weights, fitted_weights
from reading.time_signs import HourSign, find_signs
from records import TIMES_OF_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.tokens import Prose
    from english.weights import Features
    from reading.realis import Realis
    from records import TimeOfDay

SAYING = frozenset(("named", "clock", "half clock"))  # kinds that by themselves say what hour it is
DATING = SAYING | {"greeting", "today", "usual", "that day"}  # kinds that hold until the next one
NEVER = ("a name", "elsewhere")  # senses in which a sign tells nothing of this scene
HERE = frozenset(("now", "in passing", "unreal", "around"))  # senses in which a lamp or a meal is in the scene
NEXT_TO: Mapping[str, tuple[str, ...]] = {
    "dawn": ("night", "morning"),
    "morning": ("dawn", "midday"),
    "midday": ("morning", "afternoon"),
    "afternoon": ("midday", "evening"),
    "evening": ("afternoon", "dusk", "night"),
    "dusk": ("evening", "night"),
    "night": ("evening", "dusk"),
}
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
    signs = [sign for sign in find_signs(prose, realis) if sign.sense not in NEVER]
    options = hour_options(signs, len(prose.tokens), scene_before, stays=stays)
    time = TIMES_OF_DAY[(weights or fitted_weights()).choose("hour", options) or 0]
    own = [sign for sign in signs if time in sign.hours]
    own.sort(key=lambda sign: (sign.kind not in SAYING, sign.sense != "now", sign.first))
    return time, [Sign(time, 1.0 / (1 + rank), sign.first, sign.last) for rank, sign in enumerate(own)]


def hour_options(signs: Sequence[HourSign], length: int, before: TimeOfDay | None, *, stays: bool) -> list[Option]:
    """Give every hour with what tells it."""
    counts: dict[str, Features] = {time: {} for time in TIMES_OF_DAY}
    for sign in signs:
        for time in sign.hours:
            for name in features_of(sign):
                counts[time][name] = counts[time].get(name, 0.0) + 1.0 / math.sqrt(len(sign.hours))
    for time, others in NEXT_TO.items():
        counts[time]["next to it"] = sum(counts[other].get("says the hour, now", 0.0) for other in others)
    for time in later_clocks(signs, before):
        counts[time]["clock"] = 1.0
    dated = dict(dating(signs, length))
    options = []
    for time in TIMES_OF_DAY:
        features = {name: min(MOST, math.log2(1 + count)) for name, count in counts[time].items() if count}
        features |= {f"hour {time}": 1.0, **dated.get(time, {})}
        if time == before:
            features["scene before, place stays" if stays else "scene before"] = 1.0
        options.append(Option(time, features))
    return options


def features_of(sign: HourSign) -> Iterator[str]:
    """Name what a sign adds to its hours."""
    if sign.kind in SAYING:
        yield f"says the hour, {sign.sense}"
        if sign.kind != "named":
            yield sign.kind
    elif sign.kind in DATING:
        yield f"{sign.kind}, {'aloud' if sign.sense.startswith('aloud') else 'narrated'}"
    elif sign.sense in HERE:
        yield f"{sign.kind}, here"
        yield "a sign, here"
    else:
        yield "a sign aloud" if sign.sense.startswith("aloud") else "a sign of another time"


def later_clocks(signs: Sequence[HourSign], before: TimeOfDay | None) -> Iterator[str]:
    """Give the hours of clock times whose half of the day is unsaid, that are the only ones after the scene before."""
    order = TIMES_OF_DAY.index
    for sign in signs:
        if sign.kind == "half clock" and before and before != "unknown":
            later = [time for time in sign.hours if order(time) >= order(before)]
            yield from later if len(later) == 1 else ()


def dating(signs: Sequence[HourSign], length: int) -> Iterator[tuple[str, Features]]:
    """Say of the hours that are told as now where in the scene they are, and for what share of it they hold."""
    told = [sign for sign in signs if sign.kind in DATING and sign.sense == "now"]
    found: dict[str, Features] = {}
    for number, sign in enumerate(told):
        end = told[number + 1].first if number + 1 < len(told) else length
        start = sign.first if number else sign.first / 2
        for time in sign.hours:
            row = found.setdefault(time, {})
            row["held"] = row.get("held", 0.0) + (end - start) / length
            row |= {"told last": 1.0} if number == len(told) - 1 else {}
            row |= {"told first": 1.0} if number == 0 else {}
            row |= {"opens the scene": 1.0} if number == 0 and sign.first < OPENING else {}
    yield from found.items()
