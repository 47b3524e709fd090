"""Turn the names of the whole novel into its cast: one member a person, with aliases, titles and gender."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from cast.aliases import (
    GENDER_MARGIN,
    OVERRULING,
    NameGroup,
    by_votes,
    is_form_of,
    join_also_known,
    join_names,
    join_pet_names,
    own_gender,
    title_gender,
)
from cast.name_kinds import NameTally, count_company, tally_scene
from cast.name_signs import ends_like_place, following_gender
from cast.names import Capitals, MemberIndex, NameKey, NameRun, TellerVotes, count_capitals, find_names, name_key
from cast.narrator import vote_teller
from english.lexicon import lexicon
from english.words import first_name_sex, kin, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cast.name_kinds import NameTally
    from cast.names import TellerVotes
    from cast.sheet import CastSheet, SheetPerson
    from english.tokens import Prose, Token


@dataclass(frozen=True, slots=True)
class BookNames:
    """Every name of the book, with its positions and the words around it."""

    runs: tuple[tuple[NameRun, ...], ...]  # scene by scene
    tellers: tuple[TellerVotes | None, ...]  # scene by scene; None in the third person
    tallies: Mapping[NameKey, NameTally]
    genders: Mapping[NameKey, Counter[str]]  # by the pronouns that follow
    also_known: tuple[tuple[NameKey, NameKey], ...]  # pairs that the text equates


def gather_names(texts: Iterable[Prose], capitals: Capitals) -> BookNames:
    """Collect the names of the book in one pass, without keeping its prose."""
    runs: list[tuple[NameRun, ...]] = []
    tellers: list[TellerVotes | None] = []
    tallies: dict[NameKey, NameTally] = {}
    genders: dict[NameKey, Counter[str]] = defaultdict(Counter)
    also_known: list[tuple[NameKey, NameKey]] = []
    for prose in texts:
        found = find_names(prose, capitals)
        runs.append(found)
        tellers.append(vote_teller(prose, found))
        tally_scene(tallies, prose.tokens, found)
        vote_gender(genders, prose.tokens, found)
        also_known.extend(find_also_known(prose.tokens, found))
    count_company(tallies)
    return BookNames(tuple(runs), tuple(tellers), tallies, genders, tuple(also_known))


def vote_gender(genders: Mapping[NameKey, Counter[str]], tokens: Sequence[Token], found: Sequence[NameRun]) -> None:
    """Count for every name the genders of the pronouns that follow it."""
    for run in found:
        gender = "" if run.quoted else following_gender(tokens, run)
        if gender:
            genders[run.key][gender] += 1


def find_also_known(tokens: Sequence[Token], found: Sequence[NameRun]) -> Iterator[tuple[NameKey, NameKey]]:
    """Find pairs of names that the text equates: "Tom, also known as the Fox", "Anna, alias Mrs. Hale"."""
    for before, after in pairwise(found):
        if " ".join(token.word for token in tokens[before.last : after.first]) in ALSO_KNOWN:
            yield before.key, after.key


ALSO_KNOWN = frozenset(
    joint + link
    for joint in ("", ", ")
    for link in (
        "also known as",
        "alias",
        "also called",
        "otherwise known as",
        "better known as",
        "known as",
        "whom they called",
    )
)


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the book."""

    name: str  # as the book names them most fully
    aliases: tuple[str, ...] = ()
    gender: str = ""  # "female", "male" or ""
    mentions: int = 0
    called: int = 0  # times the name is used in address
    acting: int = 0  # times the name is the subject of a verb in the narration
    sheet: SheetPerson | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The people whom the book names, the names by which scenes find them, and the places it names."""

    members: tuple[Member, ...] = ()
    member_by_name: Mapping[NameKey, MemberIndex] = field(default_factory=dict)
    places: frozenset[tuple[str, ...]] = frozenset()
    names: tuple[tuple[NameRun, ...], ...] = ()  # the name-like runs, scene by scene
    tellers: tuple[TellerVotes | None, ...] = ()  # votes for each scene's narrator; None in the third person
    most_mentions: int = 0  # of any member
    bearers: Mapping[str, frozenset[MemberIndex]] = field(default_factory=dict)  # members with a title before a name

    def find(self, run: NameRun) -> MemberIndex | None:
        """Give the number of the member that a name in a scene refers to, or None."""
        return self.member_by_name.get(run.key)

    def __getitem__(self, member: MemberIndex) -> Member:
        """Give the member of a number."""
        return self.members[member]

    def numbered(self) -> Iterator[tuple[MemberIndex, Member]]:
        """Give the members with their numbers, the most mentioned first."""
        return ((MemberIndex(number), member) for number, member in enumerate(self.members))


def find_cast(texts: Iterable[Prose], sheet: CastSheet) -> Cast:
    """Find the people of a whole book in two passes over it; the author's names and genders take precedence."""
    names = gather_names(texts, count_capitals(texts))
    tallies, votes = names.tallies, names.genders
    people = find_people(tallies)
    groups = join_also_known(join_pet_names(join_names(people, votes), people), names.also_known)
    members = [make_member(group, people, votes) for group in groups]
    index = {key: MemberIndex(number) for number, group in enumerate(groups) for key in group.keys}
    members, index = apply_sheet(members, index, sheet)
    bearers = find_bearers(index)
    for title, numbers in bearers.items():
        if len(numbers) == 1:
            index.setdefault((title, ()), min(numbers))  # "the General" is the only General of the book
    places = frozenset(
        tally.words for tally in tallies.values() if tally.is_place and (tally.title, tally.words) not in index
    )
    most = max((member.mentions for member in members), default=0)
    return Cast(tuple(members), index, places, names.runs, names.tellers, most, bearers)


# --- Which names are people -----------------------------------------------------------------------------------------


def find_people(tallies: Mapping[NameKey, NameTally]) -> dict[NameKey, NameTally]:
    """Find the names that are people's: by their own evidence, or because a fuller form of the name is a person's."""
    people = {key: tally for key, tally in tallies.items() if tally.is_person and (tally.words or is_bare_name(tally))}
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


def is_bare_name(tally: NameTally) -> bool:
    """Whether a title alone ("Mother", "the Judge") is used as a name."""
    if tally.title in lexicon().titles.empty:
        return False
    return tally.title in kin() or tally.mentions > 1 or tally.called > 0


# --- Members --------------------------------------------------------------------------------------------------------


def make_member(group: NameGroup, people: Mapping[NameKey, NameTally], votes: Mapping[NameKey, Counter[str]]) -> Member:
    """Make a member of the cast from the names of one person."""
    tallies = [people[key] for key in group.keys]
    count: Counter[str] = Counter()
    for key in group.keys:
        count.update(votes.get(key, Counter()))
    titled = next((title_gender(title) for title, _ in group.keys if title_gender(title)), "")
    by_use = sorted(group.keys, key=lambda key: -people[key].mentions)
    own = next((gender for key in by_use if (gender := own_gender(key))), "")
    name = display_name(best_name(group, people))
    aliases = sorted({display_name(key) for key in group.keys} - {name}, key=lambda alias: (-len(alias), alias))
    return Member(
        name=name,
        aliases=tuple(aliases),
        gender=titled or by_votes(count, OVERRULING) or own or by_votes(count, GENDER_MARGIN) or any_vote(count),
        mentions=sum(tally.mentions for tally in tallies),
        called=sum(tally.called for tally in tallies),
        acting=sum(tally.acting + tally.speaking for tally in tallies),
    )


RARELY = 40  # the commonest name may be so many times as frequent as the fullest


def best_name(group: NameGroup, people: Mapping[NameKey, NameTally]) -> NameKey:
    """Choose the fullest name, with the most frequent form of the first name: Bertie Wooster, not Bertram."""
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


def any_vote(count: Counter[str]) -> str:
    """Give the gender with more votes, "" where there are as many for both."""
    return "" if count["female"] == count["male"] else max(sorted(count), key=lambda gender: count[gender])


def display_name(key: NameKey) -> str:
    """Write a name as a book would: "Mrs. Hale", "Aunt Dahlia", "Mother"."""
    title, words = key
    shown = title.title() + ("." if title in lexicon().titles.dotted else "")
    return " ".join(part for part in (shown, *words) if part)


def find_bearers(index: Mapping[NameKey, MemberIndex]) -> dict[str, frozenset[MemberIndex]]:
    """Give for every title the members whose names have it."""
    bearers: dict[str, set[MemberIndex]] = defaultdict(set)
    for (title, words), number in index.items():
        if words and title in titles():
            bearers[title].add(number)
    return {title: frozenset(numbers) for title, numbers in bearers.items()}


def apply_sheet(
    members: list[Member],
    index: dict[NameKey, MemberIndex],
    sheet: CastSheet,
) -> tuple[list[Member], dict[NameKey, MemberIndex]]:
    """Replace the names and genders that the rules found by the author's."""
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
        home = numbers[0] if numbers else MemberIndex(len(members))
        members[home : home + 1] = [member]
        index.update({key: home for key, number in index.items() if number in numbers})
        index.update(dict.fromkeys(names, home))
    return members, index
