"""Find a scene's mood: word lists name it, VADER's valence decides between bright and dark."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.cue_tables import read_cues, values_by_word
from english.cues import CueTable, Sign, find_cues
from english.tables import read_lines, read_table, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Prose, Token

TABLE = "moods.toml"
NORMAL = 15.0  # VADER's alpha: sums of this size count as about two thirds of the whole
AGAINST = 0.45  # factor for a mood that the valence contradicts
NOBODY = 0.2  # factor for a tense mood in a scene without people
LONELY = 0.7
ENOUGH = 2  # different words
UNSURE = 0.2  # factor for a mood with fewer words


class Mood(NamedTuple):
    """A mood of the table."""

    name: str
    side: str  # "bright", "dark" or "plain"
    base: float  # weight if only the valence fits
    strong: bool  # it changes everybody's face, so it needs two different words


@dataclass(frozen=True, slots=True)
class MoodCues:
    """The cue tables for moods: moods.toml, with VADER's lexicon."""

    moods: tuple[Mood, ...]
    told: CueTable  # words that indicate a mood
    valence: CueTable  # words that sound good or bad, -4 to 4
    bright: float  # mean valence from which a scene is bright
    dark: float  # and up to which it is dark


@cache
def mood_cues() -> MoodCues:
    """Read the moods, their words and the rows of moods.toml, and VADER's lexicon."""
    table = read_table(TABLE)
    valence, entries = table["valence"], {name: entry for name, entry in table.items() if "side" in entry}
    strong = split_words(valence["strong"])
    weights = (("words", 1.0), ("hints", float(valence["hint"])))
    told = values_by_word((name, weight, entry[key]) for name, entry in entries.items() for key, weight in weights)
    sounds = {word: (("", float(value)),) for word, value in (line.split(" ") for line in read_lines("valence.txt"))}
    return MoodCues(
        tuple(
            Mood(name, entry["side"], float(entry.get("base", 0)), name in strong) for name, entry in entries.items()
        ),
        read_cues(TABLE, "words", told),
        read_cues(TABLE, "valence", sounds),
        valence["bright"],
        valence["dark"],
    )


def find_mood(prose: Prose, *, deserted: bool = False) -> tuple[str, list[int]]:
    """Name the mood of a scene ("" if no word indicates one) and give its tokens, the strongest evidence first.

    `deserted`: the scene has no people, so it is lonely rather than tense unless words decide otherwise.
    """
    moods = mood_cues().moods
    hits: dict[str, list[Sign]] = {mood.name: [] for mood in moods}
    for sign in find_cues(mood_cues().told, prose):
        if sign.weight > 0:
            hits[sign.value].append(sign)
    side = valence_side(prose)
    scores = {
        mood.name: score(prose.tokens, hits[mood.name], mood, side) * certainty(prose.tokens, hits[mood.name], mood)
        for mood in moods
    }
    if deserted:
        scores["tense"] *= NOBODY
        scores["lonely"] += LONELY
    best = max(scores, key=lambda name: scores[name], default="")
    if not best or scores[best] <= 0:
        return "", []
    return best, [hit.first for hit in sorted(hits[best], key=lambda hit: (-hit.weight, hit.first))]


def score(tokens: Sequence[Token], hits: Sequence[Sign], mood: Mood, side: str) -> float:
    """Weigh a mood: every further use of the same word counts less."""
    seen: dict[str, int] = {}
    total = 0.0
    for hit in hits:
        word = tokens[hit.first].word
        seen[word] = seen.get(word, 0) + 1
        total += hit.weight / seen[word]
    if mood.side == side:
        total += mood.base
    agrees = mood.side in ("plain", side) or side == "plain"
    return total * (1.0 if agrees else AGAINST)


def certainty(tokens: Sequence[Token], hits: Sequence[Sign], mood: Mood) -> float:
    """Discount a mood that depends on one word: a strong one ("violent") needs two words."""
    plain = {tokens[hit.first].word for hit in hits if hit.weight >= 1}
    hints = {tokens[hit.first].word for hit in hits} - plain
    if mood.strong and len(plain) < ENOUGH and len(hints) < 2 * ENOUGH:
        return 0.0
    return UNSURE if not plain and len(hints) < ENOUGH and not mood.base else 1.0


def valence_side(prose: Prose) -> str:
    """Tell whether a scene is "bright", "dark" or "plain" by the mean valence of its sentences."""
    limits = mood_cues()
    values = sentence_valences(prose)
    told = [value for value in values if value]
    mean = sum(told) / len(told) if told else 0.0
    if mean >= limits.bright:
        return "bright"
    return "dark" if mean <= limits.dark else "plain"


def sentence_valences(prose: Prose) -> list[float]:
    """Score the sentences that have words of valence, -1 (bad) to 1 (good), as VADER does: negation turns."""
    totals: dict[int, float] = {}
    for sign in find_cues(mood_cues().valence, prose):
        sentence = prose.tokens[sign.first].sentence
        totals[sentence] = totals.get(sentence, 0.0) + sign.weight
    return [total / math.sqrt(total * total + NORMAL) for total in totals.values()]
