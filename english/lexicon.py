"""The words that the rules ask for, by table and name: `lexicon().verbs.preposition`."""

from collections.abc import Mapping
from functools import cache

from english.lexicon_grammar import Prepositions, SpeechVerbs, Verbs
from english.lexicon_people import InventedLooks, Looks, People, Titles
from english.lexicon_prompts import PromptWords
from english.lexicon_scenes import Places, Props, Shots, Time
from english.tables import FOLDER, fill_fields, read_table, table

CUES = ("moods", "weather")  # tables of cues, which weigh what a text says; they are read where they are weighed


@table
class Lexicon:
    """Every table of `vocabulary/` but the cues, by the name of its file."""

    invented_looks: InventedLooks
    languages: Mapping[str, frozenset[str]]
    looks: Looks
    people: People
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
    """Read the tables once, all together."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem not in CUES)
    found: Lexicon = fill_fields(Lexicon, {name: read_table(f"{name}.toml") for name in names}, "*.toml")
    return found
