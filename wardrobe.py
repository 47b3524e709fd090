"""Looks and clothes through the book: what never changes in one fixed wording, and what is worn in each scene."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ages import say_age
from looks import Fact
from word_tables import read_table, word_set

if TYPE_CHECKING:
    from cast import Cast, Member
    from cast_sheet import SheetPerson

WEARABLE = ("whole", "outer", "top", "bottom", "head", "feet", "extra")
SHOWN = ("outer", "whole", "top", "bottom", "head", "extra", "feet")  # the garment to name first
MOST_GARMENTS = 2
MOST_FEATURES = 3


@dataclass(frozen=True, slots=True)
class Appearance:
    """How somebody looks in one scene."""

    gender: str = ""
    age: str = ""
    look: str = ""
    outfit: str = ""


@dataclass(frozen=True, slots=True)
class MemberLooks:
    """What the book tells of one member's looks: what never changes, and the outfit from each scene on."""

    age: str
    look: str
    outfits: tuple[tuple[int, str], ...]  # (from this scene on, outfit), ascending, the first from scene 0

    def outfit_at(self, scene: int) -> str:
        """Give what is worn in a scene."""
        return self.outfits[bisect_right(self.outfits, scene, key=itemgetter(0)) - 1][1]


@dataclass(frozen=True, slots=True)
class BookLooks:
    """The appearance of every member of the cast, scene by scene."""

    members: Sequence[Member]
    by_member: Sequence[MemberLooks]
    scenes: Sequence[tuple[int, int]]  # (chapter, scene)

    def at(self, who: int, scene: int) -> Appearance:
        """Give how a member looks in a scene (both counted from 0)."""
        member, found = self.members[who], self.by_member[who]
        appearance = Appearance(member.gender, found.age, found.look, found.outfit_at(scene))
        return _as_author_says(appearance, member.sheet, *self.scenes[scene]) if member.sheet else appearance


Line = tuple[int, int, Sequence[Fact]]  # (chapter, scene, its facts)


def follow_looks(lines: Sequence[Line], cast: Cast) -> BookLooks:
    """Follow everybody's looks and clothes from the first scene to the last."""
    facts: dict[int, list[tuple[int, Fact]]] = defaultdict(list)
    for scene, (_, _, found) in enumerate(lines):
        for fact in found:
            facts[fact.who].append((scene, fact))
    followed = [_follow(member, facts.get(who, ()), len(lines)) for who, member in enumerate(cast.members)]
    return BookLooks(cast.members, followed, [(chapter, scene) for chapter, scene, _ in lines])


def _follow(member: Member, facts: Sequence[tuple[int, Fact]], scenes: int) -> MemberLooks:
    age = _age(member, facts)
    return MemberLooks(age, _look(member, age, facts), tuple(_outfits(facts, scenes).items()))


def _as_author_says(appearance: Appearance, person: SheetPerson, chapter: int, scene: int) -> Appearance:
    wanted = person.at(chapter, scene)
    said = {key: getattr(wanted, key) for key in ("gender", "age", "look", "outfit")}
    return replace(appearance, **{key: value for key, value in said.items() if value})


# --- What never changes ---------------------------------------------------------------------------------------------


def _age(member: Member, facts: Sequence[tuple[int, Fact]]) -> str:
    """Say the age by the first number of years that the book states, else by its adjective."""
    years = next((int(fact.text) for _, fact in facts if fact.slot == "years"), None)
    if years is not None:
        return say_age(years, member.gender)
    words = read_table("looks.toml")["age_words"]
    return next((words[fact.text] for _, fact in facts if fact.slot == "age" and fact.text in words), "")


def _look(member: Member, age: str, facts: Sequence[tuple[int, Fact]]) -> str:
    """Write the fixed phrase: build, age, noun, then hair, beard and marks."""
    first = _first_features(facts)
    noun = _noun(member.gender, age, facts)
    is_child = noun in ("boy", "girl", "child")
    before = age if age and not age.startswith("in ") and age != "child" and not (is_child and age != "teenage") else ""
    head = [word for word in (first.get("build", ""), before, noun) if word]
    if age.startswith("in "):
        head.append(age)
    features = [first[slot] for slot in FEATURES_SHOWN if slot in first][:MOST_FEATURES]
    return " ".join(head) + (" with " + _listed(features) if features else "")


FEATURES_SHOWN = ("hair", "beard", "marks", "eyes", "face")


def _first_features(facts: Sequence[tuple[int, Fact]]) -> dict[str, str]:
    """Take for every slot what the book states first."""
    first: dict[str, str] = {}
    kept, into = word_set("looks.toml", "face", "kept"), read_table("looks.toml")["into_look"]
    for _, fact in facts:
        if fact.slot != "face" or fact.text.split()[-1] in kept:
            first.setdefault(fact.slot, fact.text)
    for _, fact in facts:
        if fact.slot == "manner" and fact.text in into:
            feature = into[fact.text]
            slot = "hair" if feature.endswith("hair") else "beard" if "beard" in feature else "marks"
            first.setdefault(slot, feature)
    return first


def _noun(gender: str, age: str, facts: Sequence[tuple[int, Fact]]) -> str:
    young = {"female": "girl", "male": "boy"}.get(gender, "child")
    if age == "child" or (age == "teenage" and gender):
        return young
    return _young_noun(gender, facts) or {"female": "woman", "male": "man"}.get(gender, "person")


def _young_noun(gender: str, facts: Sequence[tuple[int, Fact]]) -> str:
    for _, fact in facts:
        noun = fact.text.split()[-1]
        if fact.slot == "noun" and noun in ("boy", "girl", "child", "lad", "schoolboy", "schoolgirl"):
            return {"female": "girl", "male": "boy"}.get(gender, "child")
    return ""


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


# --- What is worn ---------------------------------------------------------------------------------------------------


def _outfits(facts: Sequence[tuple[int, Fact]], scenes: int) -> dict[int, str]:
    """Carry clothes on until the text changes them, by the scene of the change; an occasion's end with its scene."""
    worn: dict[str, str] = {}
    outfits = {0: ""}
    garments = [(scene, fact) for scene, fact in facts if fact.slot in WEARABLE or fact.slot == "occasion"]
    for scene, found in groupby(garments, key=itemgetter(0)):
        occasion = _dress(worn, [fact for _, fact in found])
        outfits[scene] = occasion or _outfit(worn)
        if occasion and scene + 1 < scenes:
            outfits[scene + 1] = _outfit(worn)
    first = next((outfit for outfit in outfits.values() if outfit and not _is_occasion(outfit)), "")
    return {scene: outfit or first for scene, outfit in outfits.items()}


def _dress(worn: dict[str, str], facts: Iterable[Fact]) -> str:
    """Change what is worn by a scene's facts; gives what is worn for an occasion over it at the end, "" for nothing."""
    occasion = ""
    for fact in facts:
        if fact.slot == "occasion":
            occasion = "" if fact.removed else fact.text
        else:
            _change(worn, fact)
            occasion = "" if fact.slot in ("whole", "outer") else occasion
    return occasion


def _is_occasion(outfit: str) -> bool:
    nouns = word_set("looks.toml", "garments", "occasion")
    return outfit.rsplit(maxsplit=1)[-1] in nouns or " ".join(outfit.split()[-2:]) in nouns


def _change(worn: dict[str, str], fact: Fact) -> None:
    if fact.removed:
        worn.pop(fact.slot, None)
        return
    known = worn.get(fact.slot, "")
    noun = fact.text.split()[-1]
    if (
        known.split()[-1:] == [noun]
        and len(fact.text.split()) <= len(known.split())
        and fact.text.split()[0] not in _colors()
    ):
        return  # "her coat" after "her green coat" is the same coat
    if fact.slot == "whole":
        for layer in ("top", "bottom", "outer"):
            worn.pop(layer, None)
    worn[fact.slot] = fact.text


def _colors() -> frozenset[str]:
    return word_set("looks.toml", "colors", "words")


def _outfit(worn: Mapping[str, str]) -> str:
    shown = [worn[layer] for layer in SHOWN if layer in worn]
    shown.sort(key=lambda text: not any(word in _colors() for word in text.split()))
    return " and ".join(shown[:MOST_GARMENTS])
