"""What is missing or contradictory about the cast: for a careful author before a night of drawing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from english.tables import read_table
from workspace.cast_report import say_key

if TYPE_CHECKING:
    from workspace.cast_report import Portrait
    from workspace.matching import Key

# What a person has one of, by the words that name it in a stated fact; two different ones contradict each other.
AGE = re.compile(r"\b(child|teenage|teenager|young|middle-aged|elderly|old|in (?:his|her|their) \w+)\b")


def check_cast(portraits: Iterable[Portrait]) -> list[str]:
    """List in sentences what an illustrator would ask about."""
    return [sentence for portrait in portraits for sentence in (*missing(portrait), *contradictions(portrait))]


def missing(portrait: Portrait) -> Iterator[str]:
    """Say what the text leaves open about somebody who is drawn."""
    where = f"{portrait.name} (in {len(portrait.scenes)} scenes)"
    lacking = [
        what
        for what, known in (
            ("gender", portrait.gender),
            ("age", portrait.age),
            ("hair", re.search(r"hair|bald|plait|braid|curls", portrait.look)),
            ("clothes", portrait.outfits),
        )
        if not known
    ]
    if lacking:
        yield f"{where}: the text does not tell {' or '.join(lacking)}."


def contradictions(portrait: Portrait) -> Iterator[str]:
    """Say what the text tells in two ways."""
    for feature, statements in (("hair", hair_colors(portrait)), ("age", ages(portrait))):
        if len(statements) > 1:
            said = ", ".join(f'"{value}" in {say_key(keys[0])}' for value, keys in statements.items())
            yield f"{portrait.name}: {len(statements)} statements about {feature}: {said}."


def hair_colors(portrait: Portrait) -> dict[str, list[Key]]:
    """Gather the colors of the hair, and where each is stated."""
    colors = set(read_table("prompt_words.toml")["words"]["colors"]) | {"blond", "blonde", "fair", "dark", "sandy"}
    found: dict[str, list[Key]] = defaultdict(list)
    for key, fact in portrait.facts:
        if re.search(r"\b(?:hair|plait|braid|curls|ponytail)\b", fact):
            for word in re.findall(r"[a-z]+", fact.lower()):
                if word in colors:
                    found["gray" if word == "grey" else word].append(key)
    return dict(found)


def ages(portrait: Portrait) -> dict[str, list[Key]]:
    """Gather the ages, and where each is stated."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key, fact in portrait.facts:
        if match := AGE.search(fact.lower()):
            found[match[1]].append(key)
    return dict(found)
