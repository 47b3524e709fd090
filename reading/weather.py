"""Find a scene's weather, neither figurative nor only spoken of (rows: weather.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from english.cue_tables import read_cues
from english.cues import CueTable, Sign, find_cues
from records import WEATHERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.tokens import Prose
    from reading.realis import Realis

LYING, OUTDOORS, INDOORS = 0.35, 0.6, 1.5  # least weight of a weather
THROUGH_WALLS = {"rain": 0.8, "wind": 0.8, "storm": 0.8, "sun": 1.6}  # indoors: what is heard, and what only comes in
CALM = 40  # tokens for which the air stays still once stated
ENDS: Mapping[str, tuple[str, ...]] = {"cleared": ("rain", "fog", "cloud", "storm"), "calm": ("wind",)}


@dataclass(frozen=True, slots=True)
class WeatherCues:
    """The cue tables of weather.toml."""

    named: CueTable  # words that name a weather
    sun: CueTable  # words for the sun that count only where it shines
    ended: CueTable  # what ends a weather: "over", or one of ENDS


@cache
def weather_cues() -> WeatherCues:
    """Read the rows of weather.toml."""
    return WeatherCues(*(read_cues("weather.toml", section) for section in ("named", "sun", "ended")))


def find_weather(prose: Prose, realis: Realis, *, interior: bool | None) -> tuple[tuple[str, ...], list[Sign]]:
    """Give the weathers of a scene, in the order of WEATHERS, with their words; indoors it takes more evidence."""
    tables = weather_cues()
    # A name of no weight is no sign. A sun of no weight stays: it adds nothing, but is evidence where nothing else is.
    named = (sign for sign in find_cues(tables.named, prose, realis.at) if sign.weight > 0)
    told = sorted((*named, *find_cues(tables.sun, prose, realis.at)), key=lambda sign: sign.first)
    signs = still_there(prose, told)
    totals = {weather: sum(sign.weight for sign in signs if sign.value == weather) for weather in WEATHERS}
    there = tuple(weather for weather in WEATHERS if totals[weather] >= enough(weather, interior=interior))
    return there, [sign for sign in signs if sign.value in there]


# A row sees the words near one cue. What follows looks at the whole scene: how much all cues weigh together, how much a
# room needs, and which of two words that stand far apart comes last.


def enough(weather: str, *, interior: bool | None) -> float:
    """Give the least weight of a weather: one word is enough for lying snow, indoors it takes several."""
    if interior:
        return THROUGH_WALLS.get(weather, INDOORS)
    return LYING if weather == "snow" else OUTDOORS


def still_there(prose: Prose, signs: Sequence[Sign]) -> list[Sign]:
    """Leave out the signs of a weather that ends later on; snow that has stopped falling still lies."""
    last_end: dict[str, int] = {}
    ended_here: set[int] = set()
    for weather, number in endings(prose):
        last_end[weather] = number
        ended_here.add(number)
    return [
        sign
        for sign in signs
        if not (sign.first in ended_here if sign.value == "snow" else sign.first <= last_end.get(sign.value, -1))
    ]


def endings(prose: Prose) -> Iterator[tuple[str, int]]:
    """Find where weathers end: "the rain had passed over", "it stopped raining", "the sun came out", "no wind"."""
    tables = weather_cues()
    for sign in find_cues(tables.ended, prose):
        named = tuple(weather for weather, _ in tables.named.values.get(prose.tokens[sign.first].word, ()))
        lasts = CALM if sign.value == "calm" else 0
        yield from ((weather, sign.first + lasts) for weather in ENDS.get(sign.value, named))
