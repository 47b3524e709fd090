"""Weigh what a scene says of its weather, neither figurative nor of another hour (rows: weather.toml)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from english.cue_tables import read_cues
from english.cues import CueTable, Sign, find_cues
from english.tables import read_table, split_words
from english.tokens import is_named
from english.weights import Option, Weights, fitted_weights
from records import WEATHERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.tokens import Prose
    from english.weights import Features
    from reading.realis import Realis
    from records import SceneReading

CALM = 40  # tokens for which the air stays still once stated
ENDS: Mapping[str, tuple[str, ...]] = {"cleared": ("rain", "fog", "cloud", "storm"), "calm": ("wind",)}
BY_NIGHT = ("evening", "night")
MOST = 3.0
SHORT = 100  # tokens that a scene has at least, where its words are counted by the hundred


@dataclass(frozen=True, slots=True)
class WeatherCues:
    """The cue tables of weather.toml."""

    named: CueTable  # words that name a weather
    sun: CueTable  # what tells of the sun
    ended: CueTable  # what ends a weather: "over", or one of ENDS
    hints: Mapping[str, frozenset[str]]  # what else is seen in a weather


@cache
def weather_cues() -> WeatherCues:
    """Read the rows of weather.toml."""
    hints = read_table("weather.toml")["hints"].items()
    named, sun, ended = (read_cues("weather.toml", section) for section in ("named", "sun", "ended"))
    return WeatherCues(named, sun, ended, {weather: frozenset(split_words(words)) for weather, words in hints})


def find_weather(
    prose: Prose,
    realis: Realis,
    weights: Weights | None = None,
    *,
    interior: bool | None,
    hour: str = "unknown",
    before: SceneReading | None = None,
) -> tuple[tuple[str, ...], list[Sign]]:
    """Give the weathers of a scene, in the order of WEATHERS, with their words; `before` is the scene before."""
    weights = weights or fitted_weights()
    signs, lasting = weather_signs(prose, realis), before.weather if before else ()
    there: list[str] = []
    for weather in WEATHERS:
        if weather in lasting or any(sign.value == weather for sign in signs):
            features = weather_features(prose, signs, weather, hour)
            features |= {"indoors": 1.0, "told, indoors": features["told"]} if interior else {}
            if weather in lasting:
                features["scene before" if features["told"] else "only the scene before"] = 1.0
            if weights.accepts("weather", Option(weather, features)):
                there.append(weather)
    return tuple(there), [sign for sign in signs if sign.value in there and sign.weight > 0]


def weather_signs(prose: Prose, realis: Realis) -> list[Sign]:
    """Find the words for weathers, without those of an end, and names ("Hurricane Street")."""
    tables = weather_cues()
    found = [*find_cues(tables.named, prose, realis.at), *find_cues(tables.sun, prose, realis.at)]
    told = (sign for sign in found if not is_named(prose.tokens, sign.first))
    return still_there(prose, sorted(told, key=lambda sign: sign.first))


def weather_features(prose: Prose, signs: Sequence[Sign], weather: str, hour: str) -> Features:
    """Say what is told of one weather."""
    tokens = prose.tokens
    own = [sign for sign in signs if sign.value == weather]
    told = [sign for sign in own if sign.weight > 0 and not tokens[sign.first].quoted]
    others = {sign.value for sign in signs if sign.weight > 0 and not tokens[sign.first].quoted} - {weather}
    features = {
        weather: 1.0,
        "told": log(sum(sign.weight for sign in told)),
        "often": min(MOST, 100 * len(told) / (len(tokens) + SHORT)),
        "told late": told[0].first / len(tokens) if told else 0.0,
        "aloud": log(sum(tokens[sign.first].quoted for sign in own)),
        "denied": log(sum(sign.weight == 0 for sign in own)),
        "hints": log(len(prose.index.keys() & weather_cues().hints[weather])),
        "other weather": log(len(others)),
    }
    if weather == "sun" and hour != "unknown":
        features["sun by night" if hour in BY_NIGHT else "sun by day"] = 1.0
    return features


def log(count: float) -> float:
    """Count with less and less for every further one."""
    return min(MOST, math.log2(1 + count))


# A row sees the words near one cue. What follows looks at the whole scene: which of two words that stand far apart
# comes last.


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
