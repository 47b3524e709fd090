"""Words about a person's head in, rows of the ages, the hair, the beards and the headgear out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storyboard.artwork import find_row, read_table, singular, words_of
from storyboard.canvas import Colour, hexcolour, mix
from storyboard.told import REACH, choose, find_in, stated_colour, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BEARD_WORDS = frozenset(
    ("beard", "bearded", "moustache", "mustache", "whisker", "stubble", "goatee", "sideburn", "moustached")
)
HAIR_WORDS = BEARD_WORDS | frozenset(
    (
        *("hair", "haired", "hairs", "curl", "braid", "braided", "plait", "ponytail", "bun", "lock", "bob", "head"),
        *(
            "headed",
            "mane",
            "tress",
            "fringe",
            "pigtail",
            "mop",
            "afro",
            "crop",
            "ringlet",
            "dreadlock",
            "wisp",
            "mohawk",
        ),
    )
)
HAIR_NOUNS = frozenset({"hair", "lock", "curl", "tress", "mane", "ringlet", "hairs"})
SKIN_WORDS = frozenset({"skin", "skinned", "face", "faced", "complexion"})
DARK_SKIN = 330  # sum of red, green and blue below which unstated hair is black
NO_HAIR = re.compile(
    r"clean[- ]shaven|\b(?:no|without a?|lost his|shaved off his)\s+(?:beard|moustache|mustache|whiskers)"
)
YEARS_OLD = re.compile(r"\b(?:years?|months?|yr)[- ]old\b|\byears? of age\b")
MONTHS = re.compile(r"\b(?:month|week|day)s?[- ]old\b")
AGES_BELOW = (
    ("baby", 2),
    ("toddler", 6),
    ("child", 12),
    ("teen", 18),
    ("young", 30),
    ("adult", 45),
    ("middle", 60),
    ("old", 10_000),
)
YOUNG = ("baby", "toddler", "child")
GROWN = ("teen", "young", "adult", "middle", "old")
AGE_ORDER = ("baby", "toddler", "middle", "old", "teen", "child", "young")  # rows by what beats what
SIZES: Mapping[str, Sequence[str]] = {
    "long_beard": ("long", "flowing", "waist"),
    "short_beard": ("short", "trimmed", "neat", "clipped", "close", "cropped", "thin", "tidy"),
}
DEFAULT_STYLES: Mapping[str, Sequence[str]] = {
    "female": ("long", "bob", "bun", "ponytail", "shoulder", "long"),
    "male": ("short", "combed", "cropped", "tousled", "short", "quiff"),
    "": ("short", "bob", "tousled"),
}
AGED_STYLES: Mapping[str, Sequence[str]] = {
    "female old": ("bun", "bob", "curly", "pixie", "bun"),
    "male old": ("fringed_bald", "receding", "combed", "wispy"),
    "male middle": ("combed", "receding", "short", "cropped"),
    "female middle": ("bob", "shoulder", "pixie", "bun"),
    "female child": ("plaits", "bunches", "ponytail", "bob", "shoulder"),
    "female toddler": ("bunches", "bob", "plaits"),
    "male child": ("tousled", "bowl", "short"),
    "male toddler": ("bowl", "tousled"),
}


def skin_colour(key: str, look: str) -> Colour:
    """Find the colour of the skin; where no word says it, the key chooses."""
    stated = stated_colour("skin", look, SKIN_WORDS)
    return stated or hexcolour(choose(key, "skin", read_table("colours")["unstated"]["skin"]))


def find_age(look: str) -> str:
    """Name the age a look speaks of; a number beats `boy` or `woman`."""
    text = look.casefold()
    if MONTHS.search(text):
        return "baby"
    plain = YEARS_OLD.sub(" ", text)
    years = count_years(words_of(plain))
    if years is not None:
        return next(name for name, below in AGES_BELOW if years < below)
    return next((name for name in AGE_ORDER if find_in("age", name, plain)), "adult")


def count_years(tokens: Sequence[str]) -> int | None:
    """Read a number of years, in digits or words: "thirty-four", "mid-forties"; None where there is none."""
    tens, units = read_table("looks")["years"]["tens"], read_table("looks")["years"]["units"]
    for index, token in enumerate(tokens):
        if token.isdecimal() and len(token) < 4:  # noqa: PLR2004 (no years of the calendar)
            return int(token)
        if re.fullmatch(r"\d0s", token):
            return int(token[:2]) + 4
        if token in tens:
            after = tokens[index + 1] if index + 1 < len(tokens) else ""
            return int(tens[token]) + int(units.get(after, 0))
        if token in units and int(units[token]) > 1:
            return int(units[token])
    return None


def find_hairstyle(key: str, gender: str, look: str, age: str = "adult") -> str:
    """Name the hairstyle that a look states, else one that is usual."""
    plain = NO_HAIR.sub(" ", look.casefold())
    stated = (name for name in read_table("looks")["hairstyle"] if find_in("hairstyle", name, plain))
    found = next(stated, "")
    if found == "braid" and {"braids", "plaits"} & set(words_of(plain)):
        return "plaits"
    if found:
        return "fringed_bald" if found == "bald" and age == "old" and "shave" not in plain else found
    length = find_length(plain)
    if length:
        return "flowing" if (gender, length) == ("male", "long") else length
    if age == "baby":
        return "down"
    usual = AGED_STYLES.get(f"{gender} {age}", DEFAULT_STYLES.get(gender, DEFAULT_STYLES[""]))
    return choose(key, "style", usual)


def find_length(look: str) -> str:
    """Say whether hair is called long or short; "" where it is neither."""
    tokens = [singular(token) for token in words_of(look)]
    for index, token in enumerate(tokens):
        if token in HAIR_NOUNS:
            for before in reversed(tokens[max(0, index - REACH) : index]):
                if before in ("long", "short"):
                    return before
                if before in ("and", "with", "over"):
                    break
    return ""


def find_expression(look: str) -> str:
    """Name the face that a look states: "a weeping man"; "" where it states none."""
    faces = read_table("heads")["face"]
    tokens = words_of(look)
    return next((name for name, row in faces.items() if set(row.get("look", "").split()) & set(tokens)), "")


def find_locks(look: str) -> tuple[str, ...]:
    """Name what besides its cut is said of the hair: curly, fringe."""
    return tuple(name for name in read_table("looks")["lock"] if find_in("lock", name, look))


def find_beard(look: str) -> str:
    """Name the beard that a look states; "" where it states none."""
    plain = NO_HAIR.sub(" ", look.casefold())
    rows = read_table("looks")["beard"]
    found = next((name for name in rows if find_in("beard", name, plain)), "")
    if found != "beard":
        return found
    tokens = [singular(token) for token in words_of(plain)]
    for index, token in enumerate(tokens):
        if token in ("beard", "bearded"):
            near = tokens[max(0, index - 3) : index]
            return next((name for name, words in SIZES.items() if set(words) & set(near)), "beard")
    return found


def beard_colour(look: str) -> Colour | None:
    """Find the colour of a beard; None where it is the hair's."""
    return stated_colour("hair", look, BEARD_WORDS)


def eye_colour(key: str, look: str, skin: Colour) -> Colour:
    """Find the colour of the eyes; where no word says it, the key chooses."""
    table = read_table("colours")["eyes"]
    tokens = words_of(look)
    for index, token in enumerate(tokens):
        if token in ("eyes", "eyed"):
            for before in reversed(tokens[max(0, index - 2) : index]):
                if before in table:
                    return hexcolour(table[before])
    if sum(skin) < DARK_SKIN * 1.4:
        return hexcolour(table["brown"])
    return hexcolour(table[choose(key, "eyes", ("brown", "hazel", "blue", "grey", "green", "brown"))])


def hair_colour(key: str, look: str, skin: Colour, age: str) -> Colour:
    """Find the colour of the hair; old people are grey unless a word says otherwise."""
    stated = stated_colour("hair", look, HAIR_WORDS)
    if stated:
        return stated
    table, tokens = read_table("colours"), words_of(look)
    alone = next((word for word in ALONE if word in tokens), "")
    if alone:
        return hexcolour(table["hair"][ALONE[alone]])
    if age == "old":
        return hexcolour(choose(key, "grey", ("#b3b0ac", "#d9d6d0", "#c9c7c3")))
    dark = sum(skin) < DARK_SKIN
    plain = hexcolour(table["hair"]["black"] if dark else choose(key, "hair", table["unstated"]["hair"]))
    return mix(plain, (176, 174, 172), 0.45) if age == "middle" else plain


ALONE: Mapping[str, str] = {
    "blond": "blond",
    "blonde": "blonde",
    "auburn": "auburn",
    "ginger": "ginger",
    "redhead": "red",
    "brunette": "brown",
    "greying": "greying",
    "graying": "graying",
}


def find_headgear(outfit: str, look: str = "") -> str:
    """Name what is worn on the head."""
    return find_row("looks", "headgear", outfit) or find_row("looks", "headgear", look)


def headgear_colour(headgear: str, outfit: str, cloth: Colour) -> Colour:
    """Find the colour of what is worn on the head: as told, else the usual one, else that of the clothes, darker."""
    stated = stated_colour("cloth", outfit, words_in("headgear", headgear))
    usual = str(read_table("heads")["headgear"].get(headgear, {}).get("colour_of", ""))
    return stated or (hexcolour(usual) if usual else mix(cloth, (0, 0, 0), 0.4))
