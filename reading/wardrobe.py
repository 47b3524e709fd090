"""Follow the clothes that a person wears from scene to scene."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from english.lexicon import lexicon
from reading.looks import Fact, colors_of, garment_of, is_colored

SHOWN = (
    *("outer", "whole", "over", "shirt", "bottom", "worn", "head", "neck", "waist"),
    *("mask", "hands", "under", "legs", "feet", "jewel"),
)  # layers, the one to name first at the front
MOST_TOLD, MOST_KEPT = 6, 2  # garments named of those that this scene tells, and of others
LISTED = 12  # tokens between two garments of one list
UNDRESSES = "undressed"  # the slot of a fact that ends what was worn before: a bath, a bed, a change
Dated = Sequence[tuple[int, Fact]]  # facts with the number of their scene

MANY = ("jewel", "worn", "legs", "hands", "waist", "neck", "mask")  # several of these may be worn at a time
FOR_A_SCENE = ("night", "bath", "event", "bare")


def is_garment(fact: Fact) -> bool:
    """Whether a fact is about clothes."""
    return fact.slot in SHOWN or fact.slot == UNDRESSES


SETTLED = 4  # scenes after which clothes of which nothing is told stay as they are


def breaks_in(chapters: Sequence[int], passed: Collection[int]) -> list[int]:
    """Give the scenes before which a chapter ends or time passes, ascending."""
    return [scene for scene in range(1, len(chapters)) if scene in passed or chapters[scene] != chapters[scene - 1]]


def scenes_of_change(told: Iterable[int], breaks: Sequence[int], passed: Sequence[int], scenes: int) -> Iterator[int]:
    """Give the scenes in which clothes may change: where they are told of, and where the next break takes them off."""
    starts = set(told)
    for kind in (breaks, passed):
        nexts = (bisect_right(kind, scene) for scene in told)
        starts |= {kind[number] for number in nexts if number < len(kind)}
    yield from sorted({scene for start in starts for scene in range(start, min(start + SETTLED, scenes))})


def find_outfits(
    facts: Dated, chapters: Sequence[int], passed: Collection[int], breaks: Sequence[int] | None = None
) -> dict[int, str]:
    """Give the outfit from each scene on: it lasts until the text changes it, a night goes by or a chapter ends.

    `breaks` are those of all scenes, found once for everybody.
    """
    by_scene: dict[int, list[Fact]] = defaultdict(list)
    for scene, fact in facts:
        if is_garment(fact):
            by_scene[scene].append(fact)
    outfits = {0: ""}
    if not by_scene:
        return outfits
    wardrobe, breaks = Wardrobe(), breaks_in(chapters, passed) if breaks is None else breaks
    for scene in scenes_of_change(list(by_scene), breaks, sorted(passed), len(chapters)):
        if scene in passed:
            wardrobe = Wardrobe()
        elif scene and chapters[scene] != chapters[scene - 1]:
            wardrobe.undress()
        outfit = wardrobe.wear(by_scene.get(scene, ()))
        if outfit != outfits[max(outfits)]:
            outfits[scene] = outfit
    return outfits


class Wardrobe:
    """The clothes that a person wears, and those that they are known to have."""

    def __init__(self) -> None:
        self.worn: dict[str, str] = {}  # by place on the body
        self.owned: list[str] = []  # garments as they were described

    def undress(self) -> None:
        """Take off all that is not always worn."""
        self.worn = {place: text for place, text in self.worn.items() if use_of(text) == "always"}

    def wear(self, facts: Iterable[Fact]) -> str:
        """Give the outfit of a scene; what lasts an hour or is for one occasion is gone in the next."""
        told: dict[str, int] = {}  # by place: the token at which this scene told of it
        over: set[str] = set()  # what is put off within the scene, and not worn in the next
        for fact in facts:
            if fact.slot == UNDRESSES:
                kept = {place for place, text in self.worn.items() if use_of(text) == "always"}
                over = set(told) - kept
                self.worn = {place: text for place, text in self.worn.items() if place in over | kept}
            elif fact.shed and place_of(fact.slot, fact.text) not in over:
                self._put_on(fact, told)
                over.add(place_of(fact.slot, fact.text))
            elif fact.removed:
                self._take_off(fact)
                told.pop(place_of(fact.slot, fact.text or fact.slot), None)
            else:
                self._put_on(fact, told)
        outfit = make_outfit(self.worn, told)
        lasting = {place: find_lasting(text) for place, text in self.worn.items() if place not in over}
        if any(use_of(text) == "night" for text in lasting.values()):
            self.undress()
        else:
            self.worn = {place: text for place, text in lasting.items() if use_of(text) not in FOR_A_SCENE}
        return outfit

    def _take_off(self, fact: Fact) -> None:
        """Take off what is named, or all that a place has."""
        place = place_of(fact.slot, fact.text or fact.slot)
        for other in [other for other in self.worn if other.split("#")[0] == place]:
            del self.worn[other]

    def _put_on(self, fact: Fact, told: dict[str, int]) -> None:
        """Put on a garment, in place of an earlier scene's; "her coat" is the coat that the book has described."""
        place = place_of(fact.slot, fact.text)
        known = self.worn.get(place, "")
        if known and is_same_garment(known, fact.text):
            told[place] = fact.token
            return
        if known and place in told and not is_same_garment(fact.text, known):
            if fact.slot in ("whole", "head", "feet") and fact.token - told[place] > LISTED:
                del self.worn[place], told[place]
            elif not is_same_garment(known, fact.text):
                place = f"{place}#{fact.text.split()[-1]}"  # beside it
        self._make_room(fact, told)
        had = next((text for text in reversed(self.owned) if is_same_garment(text, fact.text)), "")
        self.worn[place] = had or fact.text
        told[place] = fact.token
        if not had and " " in fact.text:
            self.owned.append(find_lasting(fact.text))

    def _make_room(self, fact: Fact, told: Collection[str]) -> None:
        """Take off what a scene before told and what cannot be worn with a new garment."""
        before = [place for place in self.worn if place not in told and use_of(self.worn[place]) != "always"]
        is_all = fact.slot == "whole" or use_of(fact.text) in FOR_A_SCENE
        gone = (
            before
            if is_all
            else [place for place in before if place.split()[0].split("#")[0] == fact.slot and " " not in place]
        )
        if "whole" in before and ends_whole(self.worn["whole"], fact.slot):
            gone = [*gone, "whole"]
        for place in set(gone):
            del self.worn[place]


def ends_whole(whole: str, slot: str) -> bool:
    """Whether what is put on ends an earlier scene's dress; a shirt goes with a suit."""
    is_suit = whole.rsplit(maxsplit=1)[-1] in lexicon().looks.garments.over_shirt
    return slot == "bottom" or (slot in ("over", "shirt") and not is_suit)


def make_outfit(worn: Mapping[str, str], told: Collection[str]) -> str:
    """Name the garments of this scene, then the most telling of others."""
    order = {layer: number for number, layer in enumerate(SHOWN)}

    def rank(place: str) -> int:
        return order[place.split(maxsplit=1)[0].split("#", maxsplit=1)[0]]

    plainest = sorted((place for place in worn if place in told), key=lambda place: len(worn[place].split()))
    fullest = {noun_of(worn[place]): place for place in plainest}
    here = sorted(fullest.values(), key=rank)[:MOST_TOLD]  # nobody wears a hat and a hat
    kept = [place for place in worn if place not in told and (is_colored(worn[place]) or not is_light(worn[place]))]
    kept.sort(key=lambda place: (not is_colored(worn[place]), rank(place)))
    names = [in_pairs(worn[place]) for place in (*here, *kept[: MOST_KEPT if len(here) <= MOST_KEPT else 0])]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def in_pairs(text: str) -> str:
    """Say of one of a pair that there is one, a glove; shoes and stockings are worn in pairs."""
    known = garment_of(text)
    if known is None or known.layer not in PAIRS or text.endswith(("s", "feet", "wear")):
        return text
    return f"single {text}" if known.layer == "hands" else f"{text}s"


PAIRS = ("hands", "legs", "feet")


# --- Garments --------------------------------------------------------------------------------------------------------


def use_of(text: str) -> str:
    """Give when a garment is worn: "plain", "always", "duty"."""
    known = garment_of(text)
    return known.use if known else "plain"


def place_of(layer: str, text: str) -> str:
    """Name the place of a garment on the body, where only one has room: its layer, or of some layers its noun."""
    return f"{layer} {text.rsplit(maxsplit=1)[-1]}" if layer in MANY else layer


def find_lasting(text: str) -> str:
    """Strip what lasts an hour from a garment: a wet coat is a coat in the next scene."""
    *before, noun = text.split()
    return " ".join([*(word for word in before if word not in lexicon().looks.garments.passing), noun])


def noun_of(text: str) -> str:
    """Give the last word of a phrase, in the singular."""
    return text.rsplit(maxsplit=1)[-1].removesuffix("s")


def is_undress(outfit: str) -> bool:
    """Whether little is worn: a towel, a vest alone."""
    parts = outfit.replace(", ", " and ").split(" and ")
    return bool(outfit) and any(use_of(part) in ("bath", "bare") for part in parts)


def is_same_garment(known: str, text: str) -> bool:
    """Whether a text is a shorter wording of a known garment: "her coat" after "her green raincoat"."""
    was, now = known.split(), text.split()
    kinds = lexicon().looks.garments.kinds
    same_noun = noun_of(known) == noun_of(text)
    same_kind = same_noun or any(now[-1] == kind[0] and was[-1] in kind for kind in kinds)
    if is_colored(text):
        return same_kind and colors_of(known) == colors_of(text)
    return (same_noun and len(now) <= len(was)) or (same_kind and len(now) == 1)


def is_light(text: str) -> bool:
    """Whether a garment is no outfit by itself: boots, a belt."""
    return text.rsplit(maxsplit=1)[-1] in lexicon().looks.garments.light
