"""What words tell of a person's looks: rows of `artwork/looks.toml`, colours, and the choice of what is left open."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from storyboard.artwork import read_table, singular, words_of
from storyboard.canvas import Colour, hexcolour, mix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REACH = 4  # words before a noun in which its colour may stand


def choose(key: str, what: str, options: Sequence[str]) -> str:
    """Choose one of the options, the same one whenever the key is the same."""
    digest = hashlib.sha256(f"{key}/{what}".encode()).digest()
    return options[int.from_bytes(digest[:4], "big") % len(options)]


def words_in(section: str, name: str) -> frozenset[str]:
    """Give the single words of a row of the looks or the garments, in the singular."""
    row = read_table("garments" if section == "garment" else "looks")[section].get(name, {})
    return frozenset(singular(word.split("_")[-1]) for word in str(row.get("words", "")).split())


def find_in(section: str, name: str, text: str) -> bool:
    """Say whether one row's words occur in a text."""
    tokens = [singular(token) for token in words_of(text)]
    phrases = [
        [singular(part) for part in phrase.split("_")]
        for phrase in str(read_table("looks")[section][name]["words"]).split()
    ]
    return any(phrase == tokens[start : start + len(phrase)] for phrase in phrases for start in range(len(tokens)))


def stated_colour(table: str, text: str, nouns: frozenset[str]) -> Colour | None:
    """Find the colour word that stands before one of the nouns, else a garment's stuff; None where neither does."""
    tokens, colours = words_of(text), read_table("colours")
    return colour_before(colours[table], tokens, nouns) or (
        colour_before(colours["stuff"], tokens, nouns) if table == "cloth" else None
    )


def colour_before(colours: Mapping[str, str], tokens: Sequence[str], nouns: frozenset[str]) -> Colour | None:
    """Find the colour of a word of a table that stands before one of the nouns; None where none does."""
    word = word_before(colours, tokens, nouns)
    return toned(hexcolour(colours[word]), tokens) if word else None


def word_before(colours: Mapping[str, str], tokens: Sequence[str], nouns: frozenset[str]) -> str:
    """Find a word of a table that stands before one of the nouns; "" where none does."""
    for index, token in enumerate(tokens):
        if singular(token) not in nouns and token not in nouns:
            continue
        for before in reversed(tokens[max(0, index - REACH) : index]):
            if before in colours:
                return before
            if before in ("and", "with", "over", "eyes", "eyed"):
                break
    return ""


def toned(colour: Colour, tokens: Sequence[str]) -> Colour:
    """Darken or lighten a colour whose phrase says so."""
    if "pale" in tokens or "light" in tokens:
        return mix(colour, (255, 255, 255), 0.22)
    return colour
