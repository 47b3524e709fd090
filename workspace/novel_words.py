"""The table [words] of `novel.toml` in, the words of the author's world out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from english.own_words import NO_WORDS, OwnPlace, OwnWords, make_place, plain
from english.place_tables import place_kinds
from errors import did_you_mean
from workspace.novel_spot import TomlSpot, wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

SIDES = {"indoors": True, "indoor": True, "inside": True, "outdoors": False, "outdoor": False, "outside": False}
LONGEST_NOUN = 3  # words of a place in small letters


def read_places(value: object, spot: TomlSpot) -> tuple[OwnPlace, ...]:
    """Read places: a table of words with what each is, or a list of words."""
    if isinstance(value, list):
        value = (
            {word: "" for word in value if isinstance(word, str)} if all(isinstance(w, str) for w in value) else None
        )
    if not isinstance(value, dict):
        raise wrong("places", value, spot, "no table of places")
    return tuple(read_place(word, what, spot) for word, what in value.items())


def read_place(word: str, what: object, spot: TomlSpot) -> OwnPlace:
    """Read one place: "pub", "outdoors", "pub, outdoors", or { like = "pub", indoors = false }."""
    if not plain(word):
        raise spot.error("places", "places has a word without letters; delete that line.")
    if word.islower() and len(plain(word).split()) > LONGEST_NOUN:
        raise spot.error(word, f'"{word}" has more than {LONGEST_NOUN} words: write the last ones, as "hall of salt".')
    like, interior = "", None
    for part in parts_of(word, what, spot):
        if part.casefold() in SIDES:
            interior = SIDES[part.casefold()]
        else:
            like = known_place(word, part, spot)
    return make_place(word, like, interior=interior)


def parts_of(word: str, what: object, spot: TomlSpot) -> list[str]:
    """Split what is said of a place: like what, and on which side of a roof."""
    if isinstance(what, dict) and not what.keys() - {"like", "indoors"}:
        side = {True: ["indoors"], False: ["outdoors"], None: []}.get(what.get("indoors"))
        like = what.get("like", "")
        if side is not None and isinstance(like, str):
            return [part for part in (like.strip(), *side) if part]
    if not isinstance(what, str):
        raise spot.error(word, f'"{word}" is {what!r}; write "{word}" = "pub", or "pub, outdoors", or "indoors".')
    return [part.strip() for part in what.split(",") if part.strip()]


def known_place(word: str, text: str, spot: TomlSpot) -> str:
    """Give a place that the program knows; raises NovelError for another."""
    bare = re.sub(r"^(?:like )?(?:an? |the )?", "", plain(text))
    if bare in place_kinds():
        return bare
    near = did_you_mean(bare, [*place_kinds(), *SIDES])
    problem = f'"{word}" is like "{text}", which is no place that the program knows: {near}'
    raise spot.error(word, f'{problem}Take a word such as "pub" or "harbour", or "indoors" or "outdoors".')


def make_words(table: Mapping[str, Any], spot: TomlSpot) -> OwnWords:
    """Make the author's words of their table; raises NovelError where one is two things."""
    if not table:
        return NO_WORDS
    places: tuple[OwnPlace, ...] = table.get("places", ())
    names = {key: [plain(word) for word in table.get(key, ())] for key in ("people", "not_people", "things")}
    kinds = {"places": [place.kind.place for place in places], **names}
    seen: dict[str, str] = {}
    for key, words in kinds.items():
        for word in words:
            both = {seen.setdefault(word, key), key}
            if len(both) > 1 and both != {"places", "not_people"}:
                raise spot.error(key, f'"{word}" stands under {" and ".join(sorted(both))}: it can be one only.')
    return OwnWords(places, *(frozenset(names[key]) for key in ("people", "not_people", "things")))
