"""Give the rules their word tables by file and field: `lexicon().verbs.preposition`."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from english.lexicon_grammar import Prepositions, SpeechVerbs, Verbs
from english.lexicon_manuscript import Copies, Dialects, Files, Headings, Notes
from english.lexicon_people import InventedLooks, LookWords, People, Titles
from english.lexicon_prompts import CorrectionWords, PromptWords
from english.lexicon_scenes import Places, PlaceSense, Props, Shots, Snow, Time
from english.tables import fill, read_table


class Lexicon(NamedTuple):
    """Every table of `vocabulary/` but the cues of weather and mood, by the name of its file."""

    copies: Copies
    corrections: CorrectionWords
    dialects: Dialects
    files: Files
    headings: Headings
    invented_looks: InventedLooks
    languages: Mapping[str, frozenset[str]]
    looks: LookWords
    notes: Notes
    people: People
    place_senses: Mapping[str, PlaceSense]
    places: Places
    prepositions: Prepositions
    prompt_words: PromptWords
    props: Props
    shots: Shots
    speech_verbs: SpeechVerbs
    time: Time
    titles: Titles
    verbs: Verbs


@cache
def lexicon() -> Lexicon:
    """Read all tables, once."""
    filled = {}
    for name, kind in Lexicon.__annotations__.items():
        filled[name] = fill(kind, read_table(f"{name}.toml"), f"vocabulary/{name}.toml")
    return Lexicon(**filled)


@cache
def snow_words() -> Snow:
    """Read the words for snow; they stand in the weather's table, whose rows refer to them."""
    found: Snow = fill(Snow, read_table("weather.toml")["falling"], "vocabulary/weather.toml: falling")
    return found
