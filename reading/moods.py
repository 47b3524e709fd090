"""Find a scene's mood by the share that each mood has in its words, and by how good or bad its words sound."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.tables import read_lines, read_table, split_words
from english.tokens import is_named
from english.weights import Option, Weights, fitted_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.tokens import Prose, Token
    from english.weights import Features

TABLE = "moods.toml"
NONE = ""
FLOOR = 4.0  # sum of valence at which a scene is half as bright as its words
SCARCE, FEW = 10.0, 2.0  # words of moods, and of one mood, that a short scene lacks
AGAIN = 0.5  # what each doubling of a word's uses adds


class Mood(NamedTuple):
    """A mood of the table."""

    side: str  # "bright", "dark" or "plain"
    kin: str  # the moods that are told alike: by speech, by exclamations


class MoodWords(NamedTuple):
    """The moods, and the words that tell of them."""

    moods: Mapping[str, Mood]
    told: Mapping[str, Sequence[tuple[str, float]]]  # word -> moods, 1 or what a hint counts
    valence: Mapping[str, float]  # how good or bad a word sounds, -4 to 4
    denials: frozenset[str]


@cache
def mood_words() -> MoodWords:
    """Read moods.toml and VADER's lexicon."""
    table = read_table(TABLE)
    entries = {name: entry for name, entry in table.items() if isinstance(entry, dict)}
    told: dict[str, list[tuple[str, float]]] = {}
    for name, entry in entries.items():
        for key, weight in (("words", 1.0), ("hints", float(table["hint"]))):
            for word in split_words(entry[key]):
                told.setdefault(word, []).append((name, weight))
    valence = {word: float(value) for word, value in (line.split(" ") for line in read_lines("valence.txt"))}
    moods = {name: Mood(entry["side"], entry["kin"]) for name, entry in entries.items()}
    return MoodWords(moods, told, valence, frozenset(split_words(table["denials"])))


def find_mood(prose: Prose, weights: Weights | None = None) -> tuple[str, list[int]]:
    """Name the mood of a scene ("" if too little tells one) and give its tokens, the strongest evidence first."""
    hits = {name: list(found) for name, found in hits_by_mood(prose).items()}
    options = mood_options(prose, hits)
    chosen = (weights or fitted_weights()).choose("mood", options)
    mood = options[chosen or 0].answer
    return mood, [number for _, number in sorted((-weight, number) for weight, number in hits.get(mood, ()))]


def hits_by_mood(prose: Prose) -> dict[str, list[tuple[float, int]]]:
    """Give every mood its words with what they count and where the first of each stands."""
    words = mood_words()
    hits: dict[str, list[tuple[float, int]]] = {name: [] for name in words.moods}
    for word in prose.words_among(words.told):
        numbers = [number for number in prose.index[word] if not is_denied(prose.tokens, number)]
        if numbers:
            moods = words.told[word]
            count = (1 + AGAIN * math.log2(len(numbers))) / math.sqrt(len(moods))
            for mood, weight in moods:
                hits[mood].append((weight * count, numbers[0]))
    return hits


def is_denied(tokens: Sequence[Token], number: int) -> bool:
    """Whether "not" or "never" stands before a word or one word away, or the word is a name: "Nurse Comfort"."""
    before = [token.word for token in tokens[max(0, number - 2) : number]]
    return is_named(tokens, number) or not mood_words().denials.isdisjoint(before)


def mood_options(prose: Prose, hits: Mapping[str, Sequence[tuple[float, int]]]) -> list[Option]:
    """Give every mood, and none, with what tells it."""
    moods = mood_words().moods
    strength = {name: sum(weight for weight, _ in found) for name, found in hits.items()}
    whole, most = sum(strength.values()), max(strength.values())
    bright, around = brightness(prose), dict(manner(prose))
    options = [Option(NONE, {"none": 1.0})]
    for name, mood in moods.items():
        features: Features = {
            name: 1.0,
            "share of the words": 10 * strength[name] / (whole + SCARCE),
            "next to the most": strength[name] / (most + FEW),
        }
        features |= {f"{mood.kin}: {how}": value for how, value in around.items()}
        if mood.side != "plain":
            features[f"{mood.side} side"] = bright if mood.side == "bright" else -bright
        options.append(Option(name, features))
    return options


def manner(prose: Prose) -> Iterator[tuple[str, float]]:
    """Say how a scene is told: in speech, with exclamations."""
    yield "speech", sum(last - first for first, last in prose.quotes) / max(1, len(prose.text))
    yield "exclamations", min(3.0, 100 * len(prose.index.get("!", ())) / (len(prose.tokens) + 1))


def brightness(prose: Prose) -> float:
    """Give how good (1) or bad (-1) the words of a scene sound (VADER)."""
    valence = mood_words().valence
    values = [valence[word] * len(prose.index[word]) for word in prose.words_among(valence)]
    return sum(values) / (sum(map(abs, values)) + FLOOR)
