"""Give everybody's look and outfit in each scene: what lasts through the book, and what the scene itself tells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from cast.names import MemberIndex
from english.words import person_gender
from reading.author_looks import with_hair, word_age, word_hair
from reading.looks import Fact
from reading.natures import nature_of
from reading.portraits import follow_ages, say_described, say_look
from reading.wardrobe import Dated, breaks_in, find_outfits, is_undress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.members import Cast
    from cast.sheet_people import Member
    from records import Person, SceneReading


@dataclass(frozen=True, slots=True)
class Appearance:
    """The look and outfit of a person in one scene."""

    gender: str = ""
    age: str = ""
    look: str = ""
    outfit: str = ""
    lasting: str = ""  # the look without what one scene tells


@dataclass(frozen=True, slots=True)
class MemberLooks:
    """The looks of one member."""

    ages: tuple[tuple[int, str], ...]  # each from a scene on, ascending, the first from scene 0
    facts: Sequence[Fact]  # of the whole book, each once: they are looked at for every scene
    by_scene: Mapping[int, Sequence[Fact]]
    outfits: tuple[tuple[int, str], ...]  # as the ages
    nature: str = ""  # what somebody is who is no human being


@dataclass(frozen=True, slots=True)
class BookLooks:
    """The appearance of every member of the cast, scene by scene."""

    cast: Cast
    by_member: Mapping[MemberIndex, MemberLooks]
    scenes: Sequence[tuple[int, int]]  # (chapter, scene)

    def at(self, who: MemberIndex, scene: int) -> Appearance:
        """Give the appearance of a member in a scene (both counted from 0); what the author says herself wins."""
        member, found = self.cast[who], self.by_member[who]
        said = member.sheet.at(self.scenes[scene]) if member.sheet else {}
        gender, age = said.get("gender", member.gender), from_scene(found.ages, scene)
        age = word_age(said["age"], gender) if "age" in said else age
        outfit = said.get("outfit", decent(from_scene(found.outfits, scene), age))
        hair = word_hair(said.get("hair", ""))

        def look(here: Sequence[Fact]) -> str:
            own = said.get("look", "")
            return with_hair(own, hair) if own else say_look(gender, age, found.facts, here, found.nature, hair)

        return Appearance(gender, age, look(found.by_scene.get(scene, ())), outfit, look(()))

    def dress(self, person: Person, who: MemberIndex, scene: int) -> Person:
        """Give somebody of a scene the aliases, the look and the clothes that the book has for the member there."""
        worn, aliases = self.at(who, scene), self.cast[who].aliases
        return replace(person, **asdict(worn), aliases=aliases)


@dataclass(frozen=True, slots=True)
class BookRead:
    """The readings of a novel's scenes, and how everybody of its cast looks in each, met there or not."""

    readings: tuple[SceneReading, ...]
    looks: BookLooks


def decent(outfit: str, age: str) -> str:
    """Give what somebody wears: no child is drawn undressed."""
    return "" if age in ("child", "teenage") and is_undress(outfit) else outfit


def from_scene(spells: Sequence[tuple[int, str]], scene: int) -> str:
    """Give what holds in a scene, of spells that each begin with one."""
    return spells[bisect_right(spells, scene, key=itemgetter(0)) - 1][1]


MemberFact = tuple[MemberIndex | None, Fact]  # whom it is about; None: nobody in particular
Line = tuple[int, int, "Sequence[MemberFact]"]  # (chapter, scene, its facts)


def follow_looks(lines: Sequence[Line], cast: Cast) -> BookLooks:
    """Follow everybody's looks and clothes from the first scene to the last."""
    facts: dict[MemberIndex, list[tuple[int, Fact]]] = defaultdict(list)
    told: list[tuple[int, Fact]] = []
    for scene, (_, _, found) in enumerate(lines):
        for member, fact in found:
            (told if member is None else facts[member]).append((scene, fact))
    passed = {scene: int(fact.text) for scene, fact in told if fact.slot == "passed"}
    chapters = [chapter for chapter, _, _ in lines]
    breaks = breaks_in(chapters, passed)
    followed = {who: follow(member, facts.get(who, ()), chapters, passed, breaks) for who, member in cast.numbered()}
    return BookLooks(cast, followed, [(chapter, scene) for chapter, scene, _ in lines])


def follow(
    member: Member, facts: Dated, chapters: Sequence[int], passed: Mapping[int, int], breaks: Sequence[int]
) -> MemberLooks:
    """Follow one member's age, look and clothes through the book."""
    ages = follow_ages(member.gender, facts, len(chapters), passed)
    by_scene: dict[int, list[Fact]] = defaultdict(list)
    for scene, fact in facts:
        by_scene[scene].append(fact)
    outfits = find_outfits(facts, chapters, passed, breaks)
    told = [fact for _, fact in facts]
    once: dict[tuple[str, str], Fact] = {}
    for fact in told:
        once.setdefault((fact.slot, fact.text), fact)
    return MemberLooks(tuple(ages), tuple(once.values()), by_scene, tuple(outfits.items()), nature_of(member, told))


def look_of_described(phrase: str, gender: str, facts: Sequence[Fact]) -> Appearance:
    """Give the appearance of a person whom one scene describes and does not name."""
    outfits = find_outfits([(0, fact) for fact in facts], [0], {})
    return Appearance(gender, "", say_described(phrase, gender, facts), outfits[0])


def look_of_teller(gender: str, age: str, facts: Sequence[Fact]) -> Appearance:
    """Give the appearance of a teller whom the book never names."""
    called = [person_gender(fact.text.split()[-1]) for fact in facts if fact.slot in ("called", "noun")]
    told = "male" if any(fact.slot == "beard" for fact in facts) else next(filter(None, called), "")
    gender = gender or told
    outfit = find_outfits([(0, fact) for fact in facts], [0], {})[0]
    return Appearance(gender, age, say_look(gender, age, facts, facts), decent(outfit, age))
