"""Words about a person in, the looks of a figure out; what the text leaves open is chosen by the person's key."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table, singular, words_of
from storyboard.canvas import Colour, hexcolour, mix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HAIR_WORDS = frozenset(
    "hair haired hairs curl braid plait ponytail bun lock bob head mane tress bearded beard fringe".split()  # noqa: SIM905
)
SKIN_WORDS = frozenset({"skin", "skinned", "face", "faced", "complexion"})
DARK_SKIN = 330  # sum of red, green and blue below which unstated hair is black
REACH = 4  # words before a noun in which its colour may stand
LONGEST_NUMBER = 9  # digits
MOST_BACKGROUND = 14  # more silhouettes would not read as more


@dataclass(frozen=True, slots=True)
class Garment:
    """One piece of clothing."""

    slot: str  # over, top, whole or lower
    hem: float  # 0 at the hip, 1 at the ankle
    flare: float  # width of the hem in hip widths
    colour: Colour
    neck: str = "crew"  # how it closes at the neck: see artwork/garments.toml
    cut: str = ""  # row of the garments; "" for one that no word names


@dataclass(frozen=True, slots=True)
class Looks:
    """Everything about a figure but its pose."""

    key: str  # stands for the person: chooses what the text leaves open
    gender: str  # female, male or ""
    age: str  # row of the ages
    stature: float  # metres
    head: float  # size of the head, 1 = an adult's
    stoop: float  # degrees
    width: float  # 1 = plain build
    skin: Colour
    hair: Colour
    hairstyle: str
    beard: str  # "" where there is none
    headgear: str
    headgear_colour: Colour
    extras: tuple[str, ...]  # glasses, scarf, apron, tie
    extra_colour: Colour
    top: Garment
    over: Garment | None
    lower: Garment
    shoes: Colour
    boots: float = 0.0  # share of the shin that they cover


def choose(key: str, what: str, options: Sequence[str]) -> str:
    """Choose one of the options, the same one whenever the key is the same."""
    digest = hashlib.sha256(f"{key}/{what}".encode()).digest()
    return options[int.from_bytes(digest[:4], "big") % len(options)]


def read_looks(person: Mapping[str, Any]) -> Looks:
    """Give the looks of a person of a drawing."""
    key, gender = str(person.get("key", "")), str(person.get("gender", ""))
    look = f"{person.get('age', '')} {person.get('look', '')}"
    outfit = str(person.get("outfit", ""))
    tables = read_table("looks")
    age_name = find_age(look)
    age, build = tables["age"][age_name], tables["build"][find_row("looks", "build", look) or "plain"]
    female = gender == "female"
    skin = skin_colour(key, look)
    headgear = find_row("looks", "headgear", outfit)
    extras = tuple(name for name in tables["extra"] if find_in("extra", name, f"{look} {outfit}"))
    top, over, lower = dress(key, gender, outfit)
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
        hair=hair_colour(key, look, skin, grey=bool(age["grey"])),
        hairstyle=find_hairstyle(key, gender, look),
        beard=find_row("looks", "beard", look),
        headgear=headgear,
        headgear_colour=stated_colour("cloth", outfit, words_in("headgear", headgear))
        or mix(top.colour, (0, 0, 0), 0.4),
        extras=extras,
        extra_colour=stated_colour("cloth", outfit, words_in("extra", next(iter(extras), ""))) or (176, 74, 62),
        top=top,
        over=over,
        lower=lower,
        shoes=feet[0].colour if feet else leather,
        boots=float(read_table("garments")["garment"][feet[0].cut].get("boots", 0.0)) if feet else 0.0,
    )


GROWN = ("adult", "old", "teen")
NECKS: Mapping[str, Sequence[str]] = {
    "female": ("round", "collar", "crew", "round"),
    "male": ("collar", "collar", "crew"),
    "": ("collar", "crew"),
}
DEFAULT_STYLES: Mapping[str, Sequence[str]] = {
    "female": ("long", "bob", "bun", "ponytail", "long"),
    "male": ("short", "short", "cropped", "tousled"),
    "": ("short", "bob", "tousled"),
}


def skin_colour(key: str, look: str) -> Colour:
    """Find the colour of the skin; where no word says it, the key chooses."""
    stated = stated_colour("skin", look, SKIN_WORDS)
    return stated or hexcolour(choose(key, "skin", read_table("colours")["unstated"]["skin"]))


def find_hairstyle(key: str, gender: str, look: str) -> str:
    """Name the hairstyle that a look states, else one that is usual."""
    stated = (name for name in read_table("looks")["hairstyle"] if find_in("hairstyle", name, look))
    return next(stated, "") or choose(key, "style", DEFAULT_STYLES.get(gender, DEFAULT_STYLES[""]))


def find_age(look: str) -> str:
    """Name the age a look speaks of; a number word beats `boy` or `woman`."""
    tokens = words_of(look)
    numbers = [int(token) for token in tokens if token.isdecimal() and len(token) < 4]  # noqa: PLR2004 (no years)
    if numbers:
        return next(name for name, below in AGES_BELOW if numbers[0] < below)
    rows = read_table("looks")["age"]
    found = [name for name in ("baby", "old", "teen", "child") if find_in("age", name, look)]
    return found[0] if found and found[0] in rows else "adult"


AGES_BELOW = (("baby", 2), ("child", 12), ("teen", 18), ("adult", 60), ("old", 10_000))


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
    """Find a word of a table that stands before one of the nouns; None where none does."""
    for index, token in enumerate(tokens):
        if singular(token) not in nouns and token not in nouns:
            continue
        for before in reversed(tokens[max(0, index - REACH) : index]):
            if before in colours:
                return toned(hexcolour(colours[before]), tokens)
            if before in ("and", "with", "over", "eyes", "eyed"):
                break
    return None


def toned(colour: Colour, tokens: Sequence[str]) -> Colour:
    """Darken or lighten a colour whose phrase says so."""
    if "pale" in tokens or "light" in tokens:
        return mix(colour, (255, 255, 255), 0.22)
    return colour


def hair_colour(key: str, look: str, skin: Colour, *, grey: bool) -> Colour:
    """Find the colour of the hair; old people are grey unless a word says otherwise."""
    stated = stated_colour("hair", look, HAIR_WORDS)
    if stated:
        return stated
    table = read_table("colours")
    tokens = words_of(look)
    alone = next(
        (word for word in ("blond", "blonde", "auburn", "ginger", "redhead", "brunette") if word in tokens), ""
    )
    if alone:
        return hexcolour(table["hair"].get({"redhead": "red", "brunette": "brown"}.get(alone, alone), "#5c3f2b"))
    dark = sum(skin) < DARK_SKIN
    return hexcolour(
        "#b3b0ac" if grey else table["hair"]["black"] if dark else choose(key, "hair", table["unstated"]["hair"])
    )


def dress(key: str, gender: str, outfit: str) -> tuple[Garment, Garment | None, Garment]:
    """Dress a figure: what is worn on top, over it and below."""
    unstated = read_table("colours")["unstated"]
    worn = {garment.slot: garment for garment in garments(key, outfit)}
    colour = hexcolour(choose(key, "cloth", unstated["cloth"]))
    legs = hexcolour(choose(key, "legs", unstated["legs"]))
    skirted = gender == "female" and choose(key, "lower", ("skirt", "trousers", "trousers")) == "skirt"
    lower = worn.get("lower") or Garment("lower", 0.58 if skirted else 0.0, 1.4 if skirted else 1.0, legs)
    if "whole" in worn:
        return worn["whole"], worn.get("over"), Garment("lower", 0.0, 1.0, worn["whole"].colour)
    over = worn.get("over")
    # Under a stated coat the shirt is pale, so that the coat's colour is the one that is seen.
    neck = "collar" if over else choose(key, "neck", NECKS.get(gender, NECKS[""]))
    shirt = Garment("top", 0.07, 1.03, mix(colour, (240, 232, 214), 0.72) if over else colour, neck)
    return worn.get("top", shirt), over, lower


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
        usual = choose(key, name, unstated["shoes" if row["slot"] == "feet" else "cloth"])
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
