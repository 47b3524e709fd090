"""Words about a person in, the looks of a figure out; what the text leaves open is chosen by the person's key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table, singular, words_of
from storyboard.canvas import Colour, hexcolour, mix
from storyboard.head_looks import (
    GROWN,
    beard_colour,
    eye_colour,
    find_age,
    find_beard,
    find_expression,
    find_hairstyle,
    find_headgear,
    find_locks,
    hair_colour,
    headgear_colour,
    skin_colour,
)
from storyboard.looks import Garment, Looks
from storyboard.natures import APART, as_being, nature_row
from storyboard.told import choose, find_in, stated_colour, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_NUMBER = 9  # digits
MOST_BACKGROUND = 12  # more would hide the people who matter


def read_looks(person: Mapping[str, Any]) -> Looks:
    """Give the looks of a person of a drawing, or of the animal or the being that they are."""
    return as_being(read_figure(person), str(person.get("look", "")))


def read_figure(person: Mapping[str, Any]) -> Looks:
    """Give the looks of a figure with a human shape; where no clothes are told, those of the trade or the being."""
    key, gender = str(person.get("key", "")), str(person.get("gender", ""))
    look = f"{person.get('age', '')} {person.get('look', '')}"
    outfit = str(person.get("outfit", "")) or usual_outfit(key, str(person.get("look", "")))
    tables = read_table("looks")
    age_name = find_age(look)
    age, build = tables["age"][age_name], tables["build"][find_row("looks", "build", look) or "plain"]
    female, skin, headgear = gender == "female", skin_colour(key, look), find_headgear(outfit)
    extras = tuple(name for name in tables["extra"] if find_in("extra", name, f"{look} {outfit}"))
    top, over, lower = dress(key, gender, outfit, age_name)
    leather = hexcolour(choose(key, "shoes", read_table("colours")["unstated"]["shoes"]))
    feet = [garment for garment in garments(key, outfit) if garment.slot == "feet"]
    return Looks(
        key=key,
        gender=gender,
        age=age_name,
        stature=float(age["stature"]) * float(build["tall"]) * (0.95 if female and age_name in GROWN else 1.0),
        head=float(age["head"]),
        stoop=float(age["stoop"]),
        width=float(build["width"]) * (0.93 if female else 1.0),
        skin=skin,
        hair=hair_colour(key, look, skin, age_name),
        hairstyle=find_hairstyle(key, gender, look, age_name),
        beard=find_beard(look),
        headgear=headgear,
        headgear_colour=headgear_colour(headgear, outfit, top.colour),
        extras=extras,
        extra_colour=extra_colour(extras, outfit),
        top=top,
        over=over,
        lower=lower,
        shoes=feet[0].colour if feet else leather,
        boots=float(read_table("garments")["garment"][feet[0].cut].get("boots", 0.0)) if feet else 0.0,
        eyes=eye_colour(key, look, skin),
        beard_colour=beard_colour(look),
        expression=find_expression(look),
        locks=find_locks(look),
    )


PLAIN = ("people", "men", "women", "children", "boys", "girls", "teens", "elders")  # trades that are none


def usual_outfit(key: str, look: str) -> str:
    """Give what somebody of a trade wears, or a being that is no person; "" where the look names neither."""
    nature = nature_row(look)
    trade = find_row("trades", "trade", APART.split(look, maxsplit=1)[0])
    if nature or not trade or trade in PLAIN:
        return str(nature.get("outfit", ""))
    return choose(key, "outfit", read_table("trades")["trade"][trade]["outfit"])


PALETTES = {"feet": "shoes", "lower": "legs"}  # which of the unstated colours a slot has, where it is not cloth's
WORN = ("scarf", "apron", "tie")  # extras that are clothing and have a colour
NECKS: Mapping[str, Sequence[str]] = {
    "female": ("round", "collar", "crew", "round"),
    "male": ("collar", "collar", "crew"),
    "": ("collar", "crew"),
}


def extra_colour(extras: Sequence[str], outfit: str) -> Colour:
    """Find the colour of the first extra that is clothing."""
    worn = next((name for name in extras if name in WORN), "")
    return stated_colour("cloth", outfit, words_in("extra", worn)) or (176, 74, 62)


def dress(key: str, gender: str, outfit: str, age: str = "") -> tuple[Garment, Garment | None, Garment]:
    """Dress a figure: what is worn on top, over it and below."""
    unstated = read_table("colours")["unstated"]
    worn = {garment.slot: garment for garment in garments(key, outfit)}
    if not {"over", "top", "whole"} & set(worn):
        usual = read_table("looks")["unstated"]
        choices = usual.get(f"{age} {gender}", usual.get(age, usual.get(gender, usual["other"])))
        worn = {garment.slot: garment for garment in garments(key, choose(key, "usual", choices))} | worn
    if "whole" in worn:
        return worn["whole"], worn.get("over"), Garment("lower", 0.0, 1.0, worn["whole"].colour)
    over = worn.get("over")
    legs = hexcolour(choose(key, "legs", unstated["legs"]))
    lower = worn.get("lower") or Garment("lower", 0.0, 1.0, suit_colour(over, worn.get("top")) or legs)
    # Under a stated coat the shirt is pale, so that the coat's colour is the one that is seen.
    colour = hexcolour(choose(key, "cloth", unstated["cloth"]))
    neck = "collar" if over else choose(key, "neck", NECKS.get(gender, NECKS[""]))
    shirt = Garment("top", 0.07, 1.03, mix(colour, (240, 232, 214), 0.72) if over else colour, neck)
    return worn.get("top", shirt), over, lower


def suit_colour(*pieces: Garment | None) -> Colour | None:
    """Give the colour of what has trousers of its own: a suit, a uniform, a tracksuit."""
    rows = read_table("garments")["garment"]
    return next((piece.colour for piece in pieces if piece and "legs" in rows.get(piece.cut, {})), None)


def garments(key: str, outfit: str) -> list[Garment]:
    """List the garments an outfit names, each with its colour; a comma ends what a colour belongs to."""
    return [garment for clause in re.split("[,;]", outfit) for garment in garments_of(key, clause)]


def garments_of(key: str, clause: str) -> list[Garment]:
    """List the garments that a clause of an outfit names."""
    tokens = words_of(clause)
    named = [(index, name) for index in range(len(tokens)) if (name := garment_at(tokens, index))]
    ends = [*(index for index, _ in named), len(tokens)][1:]
    unstated, found = read_table("colours")["unstated"], []
    for (index, name), end in zip(named, ends, strict=True):
        row = read_table("garments")["garment"][name]
        usual = choose(key, name, unstated[PALETTES.get(row["slot"], "cloth")])
        fallback = hexcolour(str(row.get("colour", usual)))
        stated = stated_colour("cloth", " ".join(tokens[: index + 1]), frozenset({singular(tokens[index])}))
        colour = stated or colour_after(tokens[index + 1 : end]) or fallback
        neck = str(row.get("neck", "crew"))
        found.append(Garment(row["slot"], float(row["hem"]), float(row["flare"]), colour, neck, name))
    return found


def garment_at(tokens: Sequence[str], index: int) -> str:
    """Name the garment whose last word stands at a place of the outfit; "" where none does."""
    name = find_row("garments", "garment", " ".join(tokens[max(0, index - 1) : index + 1]))
    return name if name and singular(tokens[index]) in words_in("garment", name) else ""


def colour_after(tokens: Sequence[str]) -> Colour | None:
    """Find a colour that follows its garment ("a coat of green wool"), not one that belongs to the next."""
    if not tokens or tokens[0] not in ("of", "in"):
        return None
    for colours in (read_table("colours")["cloth"], read_table("colours")["stuff"]):
        if found := next((token for token in tokens if token in colours), ""):
            return hexcolour(colours[found])
    return None


def count_people(phrase: str) -> int:
    """Say how many silhouettes a phrase like "two guards" stands for."""
    numbers, counts = read_table("looks")["number"], read_table("looks")["count"]
    tokens = words_of(phrase)
    digits = [int(token) for token in tokens if token.isdecimal() and len(token) < LONGEST_NUMBER]
    stated = digits or [int(numbers[token]) for token in tokens if token in numbers]
    found = stated or [int(counts[token]) for token in tokens if token in counts]
    plural = 3 if tokens and singular(tokens[-1]) != tokens[-1] else 1
    return max(1, min(MOST_BACKGROUND, max(found, default=plural)))
