"""Who is who in the whole novel: names, aliases, titles, gender; one member a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aliases import Group, NameKey, is_form_of, join_also_known, join_names, join_pet_names
from name_evidence import NameTally, ends_like_place, tally_names
from name_genders import GENDER_MARGIN, OVERRULING, by_votes, own_gender, title_gender, vote_gender
from names import NameRun, count_capitals, find_names, first_name_sex, kin, titles, with_surnames
from word_tables import word_set

if TYPE_CHECKING:
    from cast_sheet import CastSheet, SheetPerson
    from prose import Prose


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the book."""

    name: str  # as the book names them most fully
    aliases: tuple[str, ...] = ()
    gender: str = ""  # "female", "male" or ""
    mentions: int = 0
    called: int = 0  # times the name is used to somebody's face
    acting: int = 0  # times the name does something in the narration
    sheet: SheetPerson | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody the book names, the names by which scenes find them, and the places it names."""

    members: tuple[Member, ...] = ()
    member_by_name: Mapping[NameKey, int] = field(default_factory=dict)
    places: frozenset[tuple[str, ...]] = frozenset()
    names: tuple[tuple[NameRun, ...], ...] = ()  # the name-like runs, scene by scene
    bearers: Mapping[str, frozenset[int]] = field(default_factory=dict)  # who bears a title that several bear

    def find(self, run: NameRun) -> int | None:
        """Give the number of the member that a name in a scene means, or None."""
        return self.member_by_name.get((run.title, run.words))


def find_cast(texts: Sequence[Prose], sheet: CastSheet) -> Cast:
    """Find the people of a whole book; what the author's sheet says about names and gender stands."""
    capitals = count_capitals(texts)
    runs = with_surnames([find_names(prose, capitals) for prose in texts])
    tallies = tally_names(texts, runs)
    people = _people(tallies)
    votes = vote_gender(texts, runs)
    groups = join_pet_names(join_names(people, votes), people)
    groups = join_also_known(groups, texts, runs)
    members = [_member(group, people, votes) for group in groups]
    index = {key: number for number, group in enumerate(groups) for key in group.keys}
    members, index = _apply_sheet(members, index, sheet)
    bearers = _bearers(index)
    for title, numbers in bearers.items():
        if len(numbers) == 1:
            index.setdefault((title, ()), min(numbers))  # "the General" is the only General of the book
    places = frozenset(
        tally.words for tally in tallies.values() if tally.is_place and (tally.title, tally.words) not in index
    )
    return Cast(tuple(members), index, places, tuple(runs), bearers)


# --- Which names are people -----------------------------------------------------------------------------------------


def _people(tallies: Mapping[NameKey, NameTally]) -> dict[NameKey, NameTally]:
    """Names that people bear: by their own signs, or since a fuller name of the kind is somebody's."""
    people = {key: tally for key, tally in tallies.items() if tally.is_person and (tally.words or _is_bare_name(tally))}
    in_places = {
        words[:length] for _, words in tallies if words and ends_like_place(words) for length in range(1, len(words))
    }
    people = {
        key: tally for key, tally in people.items() if key[0] or key[1] not in in_places or first_name_sex(key[1][0])
    }
    parts = {words[position] for _, words in people for position in (0, -1) if len(words) > 1}
    parts |= {words[-1] for title, words in people if title and words}
    for key, tally in tallies.items():
        if key not in people and len(key[1]) == 1 and key[1][0] in parts and not tally.is_place:
            people[key] = tally
    return people


def _is_bare_name(tally: NameTally) -> bool:
    """Whether a title alone ("Mother", "the Judge") is used as a name."""
    if tally.title in word_set("titles.toml", "empty"):
        return False
    return tally.title in kin() or tally.mentions > 1 or tally.called > 0


# --- Members --------------------------------------------------------------------------------------------------------


def _member(group: Group, people: Mapping[NameKey, NameTally], votes: Mapping[NameKey, Counter[str]]) -> Member:
    tallies = [people[key] for key in group.keys]
    count: Counter[str] = Counter()
    for key in group.keys:
        count.update(votes.get(key, Counter()))
    titled = next((title_gender(title) for title, _ in group.keys if title_gender(title)), "")
    by_use = sorted(group.keys, key=lambda key: -people[key].mentions)
    own = next((gender for key in by_use if (gender := own_gender(key))), "")
    name = display_name(_best_name(group, people))
    aliases = sorted({display_name(key) for key in group.keys} - {name}, key=lambda alias: (-len(alias), alias))
    return Member(
        name=name,
        aliases=tuple(aliases),
        gender=titled or by_votes(count, OVERRULING) or own or by_votes(count, GENDER_MARGIN) or _any_vote(count),
        mentions=sum(tally.mentions for tally in tallies),
        called=sum(tally.called for tally in tallies),
        acting=sum(tally.acting + tally.speaking for tally in tallies),
    )


RARELY = 40  # times the commonest name may be more common than the fullest


def _best_name(group: Group, people: Mapping[NameKey, NameTally]) -> NameKey:
    """Choose the fullest name, with the form of the first name that the book uses most: Bertie Wooster, not Bertram."""
    commonest = max(group.keys, key=lambda key: (people[key].mentions, key))
    if commonest[0] in kin() and commonest[1]:
        return commonest  # "Uncle Tom" is hardly ever called Mr. Travers
    known = [key for key in group.keys if people[key].mentions * RARELY >= people[commonest].mentions]
    title, words = max(known, key=lambda key: (len(key[1]), people[key].mentions, key))
    if len(words) != len(("first", "last")):
        return title, words
    forms: Counter[str] = Counter()
    for key in group.keys:
        if key[1] and is_form_of(key[1][0], words[0]):
            forms[key[1][0]] += people[key].mentions + people[key].called
    return title, (max(sorted(forms), key=lambda form: forms[form], default=words[0]), words[1])


def _any_vote(count: Counter[str]) -> str:
    return "" if count["female"] == count["male"] else max(sorted(count), key=lambda gender: count[gender])


def display_name(key: NameKey) -> str:
    """Write a name as a book would: "Mrs. Hale", "Aunt Dahlia", "Mother"."""
    title, words = key
    shown = title.title() + ("." if title in word_set("titles.toml", "dotted") else "")
    return " ".join(part for part in (shown, *words) if part)


def _bearers(index: Mapping[NameKey, int]) -> dict[str, frozenset[int]]:
    """Give for every title the members who bear it before a name."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for (title, words), number in index.items():
        if words and title in titles():
            bearers[title].add(number)
    return {title: frozenset(numbers) for title, numbers in bearers.items()}


def _apply_sheet(
    members: list[Member],
    index: dict[NameKey, int],
    sheet: CastSheet,
) -> tuple[list[Member], dict[NameKey, int]]:
    """Lay the author's names and genders over the members that the rules found."""
    for person in sheet.people:
        names = {name_key(name) for name in (person.name, *person.aliases)}
        numbers = sorted({index[key] for key in names if key in index})
        found = members[numbers[0]] if numbers else Member(person.name)
        known = {alias for number in numbers for alias in (members[number].name, *members[number].aliases)}
        aliases = sorted((known | set(person.aliases)) - {person.name})
        member = Member(
            person.name,
            tuple(aliases),
            person.gender or found.gender,
            sum(members[number].mentions for number in numbers),
            sum(members[number].called for number in numbers),
            sum(members[number].acting for number in numbers),
            person,
        )
        home = numbers[0] if numbers else len(members)
        members[home : home + 1] = [member]
        index.update({key: home for key, number in index.items() if number in numbers})
        index.update(dict.fromkeys(names, home))
    return members, index


def name_key(name: str) -> NameKey:
    """Read a name as (title, words)."""
    words = name.split()
    title = ""
    while words and words[0].lower() in titles() and (len(words) > 1 or words[0].lower() in kin()):
        title = words.pop(0).lower().rstrip(".")
    return ("" if title in word_set("titles.toml", "adjectives") else title, tuple(words))
