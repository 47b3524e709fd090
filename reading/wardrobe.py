"""Follow looks and clothes through the book: the unchanging look in one wording, and the outfit of each scene."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from cast.names import MemberIndex
from english.lexicon import lexicon
from reading.garment_kinds import (
    find_lasting,
    is_for_duty,
    is_for_night,
    is_light,
    is_occasion,
    is_same_garment,
    is_undress,
    stays_on,
)
from reading.looks import Fact, colors_of, is_colored, slot_by_noun
from reading.portraits import Dated, follow_ages, say_described, say_look

if TYPE_CHECKING:
    from cast.members import Cast, Member
    from cast.sheet import SheetPerson

WEARABLE = ("whole", "outer", "top", "bottom", "head", "feet", "extra")
SHOWN = ("outer", "whole", "top", "bottom", "head", "extra", "feet")  # layers, the one to name first at the front
PUT_OFF = ("head", "feet")  # what is not kept on from chapter to chapter, unless it has its own color
MOST_GARMENTS = 2
LISTED = 12  # tokens between two garments of one list
BARE = "bare feet"
NO_SUIT = ("t-shirt", "hoodie", "sweatshirt", "jersey", "jumper", "top")  # not worn with a suit


@dataclass(frozen=True, slots=True)
class Appearance:
    """The look and outfit of a person in one scene."""

    gender: str = ""
    age: str = ""
    look: str = ""
    outfit: str = ""


@dataclass(frozen=True, slots=True)
class MemberLooks:
    """The looks of one member, each from a scene on, ascending, the first from scene 0."""

    ages: tuple[tuple[int, str], ...]
    looks: Mapping[str, str]  # by age: what never changes
    outfits: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class BookLooks:
    """The appearance of every member of the cast, scene by scene."""

    cast: Cast
    by_member: Mapping[MemberIndex, MemberLooks]
    scenes: Sequence[tuple[int, int]]  # (chapter, scene)

    def at(self, who: MemberIndex, scene: int) -> Appearance:
        """Give the appearance of a member in a scene (both counted from 0)."""
        member, found = self.cast[who], self.by_member[who]
        age = from_scene(found.ages, scene)
        outfit = from_scene(found.outfits, scene)
        outfit = "" if age in ("child", "teenage") and is_undress(outfit) else outfit  # no child is drawn undressed
        appearance = Appearance(member.gender, age, found.looks[age], outfit)
        return as_author_says(appearance, member.sheet, *self.scenes[scene]) if member.sheet else appearance


def from_scene(spells: Sequence[tuple[int, str]], scene: int) -> str:
    """Give the value that holds in a scene, from values that each hold from a scene on."""
    """Give what holds in a scene, of spells that each begin with one."""
    return spells[bisect_right(spells, scene, key=itemgetter(0)) - 1][1]


MemberFact = tuple[MemberIndex | None, Fact]  # whom it is about; None: nobody in particular
Line = tuple[int, int, Sequence[MemberFact]]  # (chapter, scene, its facts)


def follow_looks(lines: Sequence[Line], cast: Cast) -> BookLooks:
    """Follow everybody's looks and clothes from the first scene to the last."""
    facts: dict[MemberIndex, list[tuple[int, Fact]]] = defaultdict(list)
    told: list[tuple[int, Fact]] = []
    for scene, (_, _, found) in enumerate(lines):
        for member, fact in found:
            (told if member is None else facts[member]).append((scene, fact))
    passed = {scene: int(fact.text) for scene, fact in told if fact.slot == "passed"}
    dress_owners(facts, [(scene, fact) for scene, fact in told if fact.slot == "seen"])
    chapters = [chapter for chapter, _, _ in lines]
    followed = {who: follow(member, facts.get(who, ()), chapters, passed) for who, member in cast.numbered()}
    return BookLooks(cast, followed, [(chapter, scene) for chapter, scene, _ in lines])


def dress_owners(facts: dict[MemberIndex, list[tuple[int, Fact]]], garments: Dated) -> None:
    """Give "the yellow raincoat" to the only person who is known to have such a one."""
    for scene, fact in garments:
        owners = [who for who, told in facts.items() if owns(told, scene, fact.text)]
        if len(owners) == 1:
            seen = fact._replace(slot=slot_by_noun()[fact.text.split()[-1]])
            facts[owners[0]].append((scene, seen))
            facts[owners[0]].sort(key=lambda dated: (dated[0], dated[1].token))


def owns(facts: Dated, scene: int, text: str) -> bool:
    """Whether a person is known to have a garment by a scene, by its color and noun."""
    noun, colors = text.rsplit(maxsplit=1)[-1], colors_of(text)
    return any(
        at <= scene and fact.slot in WEARABLE and fact.text.endswith(noun) and colors_of(fact.text) == colors
        for at, fact in facts
    )


def follow(member: Member, facts: Dated, chapters: Sequence[int], passed: Mapping[int, int]) -> MemberLooks:
    """Follow one member's age, look and clothes through the book."""
    """Follow one member's age, look and clothes through the book."""
    facts = without_a_childs(facts)
    ages = follow_ages(member.gender, facts, len(chapters), passed)
    looks = {age: say_look(member.gender, age, [fact for _, fact in facts]) for _, age in ages}
    return MemberLooks(tuple(ages), looks, tuple(find_outfits(facts, chapters, passed).items()))


def without_a_childs(facts: Dated) -> Dated:
    """Leave out the facts about "the girl" from the looks of Mrs. Hale: they are about another."""
    kept, grown, child_at = [], False, -1
    for scene, fact in facts:
        noun = fact.text.split()[-1:] if fact.slot in ("called", "noun") else []
        grown = grown or noun == ["adult"]
        if grown and noun and noun[0] in lexicon().looks.child.young:
            child_at = scene
        if scene != child_at or fact.slot not in ("years", "hair"):
            kept.append((scene, fact))
    return kept


def look_of_described(phrase: str, gender: str, facts: Sequence[Fact]) -> Appearance:
    """Give the appearance of a person whom one scene describes and does not name."""
    outfits = find_outfits([(0, fact) for fact in facts], [0], {})
    return Appearance(gender, "", say_described(phrase, gender, facts), outfits[0])


def as_author_says(appearance: Appearance, person: SheetPerson, chapter: int, scene: int) -> Appearance:
    """Replace what the rules found by the author's words."""
    """Put what the cast sheet says of somebody in place of what is read."""
    wanted = person.at(chapter, scene)
    said = {key: getattr(wanted, key) for key in ("gender", "age", "look", "outfit")}
    return replace(appearance, **{key: value for key, value in said.items() if value})


# --- What is worn ---------------------------------------------------------------------------------------------------


def find_outfits(facts: Dated, chapters: Sequence[int], passed: Collection[int]) -> dict[int, str]:
    """Carry clothes on until the text changes them or years go by: the outfit from each scene on.

    What is worn for an occasion ends with its scene. What is first stated in the middle of a chapter is worn from the
    chapter's beginning on, and not before.
    """
    by_scene: dict[int, list[Fact]] = defaultdict(list)
    for scene, fact in facts:
        if fact.slot in WEARABLE or fact.slot == "occasion":
            by_scene[scene].append(fact)
    outfits = {0: ""}
    if not by_scene:
        return outfits
    wardrobe = Wardrobe()
    for scene in range(min(by_scene), len(chapters)):
        if scene in passed:
            wardrobe = Wardrobe()
        elif scene and chapters[scene] != chapters[scene - 1]:
            wardrobe.end_chapter()
        outfit = wardrobe.wear(by_scene.get(scene, ()))
        if outfit != outfits[max(outfits)]:
            outfits[scene] = outfit
    return filled_back(outfits, chapters, passed)


class Wardrobe:
    """The clothes that a person wears, and those that they are known to have."""

    def __init__(self) -> None:
        self.worn: dict[str, str] = {}  # by layer
        self.owned: list[str] = []  # garments as they were described

    def end_chapter(self) -> None:
        """Take off what is not kept on from chapter to chapter."""
        kept = {layer: text for layer, text in self.worn.items() if layer not in PUT_OFF or is_colored(text)}
        self.worn = {layer: text for layer, text in kept.items() if not is_for_duty(text)}

    def wear(self, facts: Iterable[Fact]) -> str:
        """Give the outfit of a scene; what lasts an hour is gone in the next."""
        occasion, before, at, told = "", dict(self.worn), -LISTED, set[str]()
        for fact in facts:
            if fact.slot == "occasion":
                joined = occasion and not fact.removed and fact.token - at < LISTED and fact.text not in occasion
                occasion = "" if fact.removed else f"{occasion} and {fact.text}" if joined else fact.text
                at = fact.token
            else:
                self._change(fact, before)
                told.add(fact.slot)
                occasion = "" if fact.slot in ("whole", "outer") and not fact.removed else occasion
        outfit = occasion or make_outfit(self.worn, told)
        lasting = {layer: find_lasting(text) for layer, text in self.worn.items()}
        self.worn = {layer: text for layer, text in lasting.items() if text != BARE}
        if any(is_for_night(part) for part in occasion.split(" and ")):
            self.worn = {layer: text for layer, text in self.worn.items() if layer == "outer" and is_colored(text)}
        return outfit

    def _change(self, fact: Fact, before: Mapping[str, str]) -> None:
        """Put on or take off; "her coat" is the coat that the book has described."""
        if fact.removed:
            if not stays_on(self.worn.get(fact.slot, ""), fact.text):
                self.worn.pop(fact.slot, None)
            return
        known = self.worn.get(fact.slot, "")
        if known and is_same_garment(known, fact.text):
            return
        if len(fact.text.split()) == 1 and any(stem(fact.text) in text.split() for text in self.worn.values()):
            return  # "his oilskins" are the oilskin trousers
        if fact.slot == "whole":
            for layer in WEARABLE:  # what was on before; a hat or tie of the same scene goes with it
                if layer in ("top", "bottom") or before.get(layer) == self.worn.get(layer):
                    self.worn.pop(layer, None)
        worn_through = is_through(self.worn.get("whole", ""), fact)
        if worn_through and before.get("whole") == self.worn.get("whole"):
            self.worn.pop("whole", None)
        had = next((text for text in reversed(self.owned) if is_same_garment(text, fact.text)), "")
        self.worn[fact.slot] = had or fact.text
        if not had and " " in fact.text:
            self.owned.append(find_lasting(fact.text))


def filled_back(outfits: dict[int, str], chapters: Sequence[int], passed: Collection[int]) -> dict[int, str]:
    """Give the scenes of a chapter before an outfit is first stated the same; not those before years go by."""
    first = next((scene for scene, outfit in outfits.items() if outfit and not is_occasion(outfit)), 0)
    start = first
    while start and start not in passed and chapters[start - 1] == chapters[first]:
        start -= 1
    filled = {start: "", **outfits} if not outfits.get(start) else dict(outfits)
    for scene, outfit in filled.items():
        if start <= scene < first and not outfit:
            filled[scene] = outfits[first]
    return dict(sorted(filled.items()))


def is_through(whole: str, fact: Fact) -> bool:
    """Whether a garment stated in a layer means that a dress or suit is no longer worn."""
    if not whole or fact.slot not in ("top", "bottom"):
        return False
    noun = whole.rsplit(maxsplit=1)[-1]
    if fact.slot == "bottom" or (fact.text.split()[-1] in NO_SUIT and noun in ("suit", "tuxedo")):
        return True
    return noun not in lexicon().looks.garments.over_shirt


def stem(noun: str) -> str:
    """Strip a plural's ending."""
    return noun.removesuffix("s")


def make_outfit(worn: Mapping[str, str], told: Collection[str]) -> str:
    """Give the two most telling garments, those with a color first; what a coat just put on covers comes last.

    Boots or a belt alone say nothing, unless they have a color.
    """
    shown = [layer for layer in SHOWN if layer in worn and (is_colored(worn[layer]) or not is_light(worn[layer]))]
    if len(shown) > 1 and "feet" in shown:
        shown.remove("feet")
    covered = "whole" if "outer" in told and "whole" not in told else ""
    shown.sort(key=lambda layer: (layer == covered, not is_colored(worn[layer])))
    if worn.get("feet") == BARE and len(shown) < MOST_GARMENTS:
        shown.append("feet")
    return " and ".join(worn[layer] for layer in shown[:MOST_GARMENTS])
