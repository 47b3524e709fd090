"""Turn the names of the whole novel into its cast: one member a person, with aliases, titles and gender."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import log1p
from typing import TYPE_CHECKING

from cast.aliases import (
    NameGroup,
    first_name_gender,
    is_form_of,
    join_also_known,
    join_names,
    title_gender,
)
from cast.name_kinds import NameTally, find_people, tally_scene
from cast.name_signs import following_gender
from cast.names import Capitals, MemberIndex, NameKey, NameRun, count_capitals, find_names
from cast.narrator import TellerSigns, is_childs_voice, read_teller, teller_gender, told_by_somebody
from cast.sheet_people import Member, SheetIndex, apply_sheet, by_length, find_apart
from english.lexicon import lexicon
from english.own_words import NO_WORDS, OwnWords
from english.weights import Option, fitted_weights
from english.words import kin, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cast.sheet import CastSheet
    from english.tokens import Prose, Token
    from english.weights import Features, Weights


@dataclass(frozen=True, slots=True)
class BookNames:
    """Every name of the book, with its positions and the words around it."""

    runs: tuple[tuple[NameRun, ...], ...]  # scene by scene
    tellers: Sequence[TellerSigns | None]  # scene by scene; None in the third person
    tallies: Mapping[NameKey, NameTally]
    genders: Mapping[NameKey, Counter[str]]  # by the pronouns that follow
    also_known: tuple[tuple[NameKey, NameKey], ...]  # pairs that the text equates


def gather_names(texts: Iterable[Prose], capitals: Capitals) -> BookNames:
    """Collect the names of the book in one pass, without keeping its prose."""
    runs: list[tuple[NameRun, ...]] = []
    tellers: list[TellerSigns | None] = []
    tallies: dict[NameKey, NameTally] = {}
    genders: dict[NameKey, Counter[str]] = defaultdict(Counter)
    also_known: list[tuple[NameKey, NameKey]] = []
    for prose in texts:
        found = find_names(prose, capitals)
        runs.append(found)
        signs = tally_scene(tallies, prose.tokens, found)
        tellers.append(read_teller(prose, found, signs))
        vote_gender(genders, prose.tokens, found)
        also_known.extend(find_also_known(prose.tokens, found))
    return BookNames(tuple(runs), told_by_somebody(tellers), tallies, genders, tuple(also_known))


def vote_gender(genders: Mapping[NameKey, Counter[str]], tokens: Sequence[Token], found: Sequence[NameRun]) -> None:
    """Count for every name the genders of the pronouns that follow it."""
    for run in found:
        gender = "" if run.quoted else following_gender(tokens, run)
        if gender:
            genders[run.key][gender] += 1


def find_also_known(tokens: Sequence[Token], found: Sequence[NameRun]) -> Iterator[tuple[NameKey, NameKey]]:
    """Find pairs of names that the text equates: "Tom, also known as the Fox", "Anna, alias Mrs. Hale"."""
    for before, after in pairwise(found):
        if 0 < after.first - before.last <= LONGEST_LINK:
            link = " ".join(token.word for token in tokens[before.last : after.first])
            if link.removeprefix(", ") in ALSO_KNOWN:
                yield before.key, after.key


LONGEST_LINK = 5  # tokens of ", also known as the"
ALSO_KNOWN = {"also known as", "alias", "also called", "otherwise known as", "better known as", "known as"} | {
    "whom they called"
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The people whom the book names, the names by which scenes find them, and the places it names."""

    members: tuple[Member, ...] = ()
    member_by_name: Mapping[NameKey, MemberIndex] = field(default_factory=dict)
    places: frozenset[tuple[str, ...]] = frozenset()
    names: tuple[tuple[NameRun, ...], ...] = ()  # the name-like runs, scene by scene
    tellers: Sequence[TellerSigns | None] = ()  # what tells each scene's narrator; None in the third person
    teller_gender: str = ""  # of a narrator without a name
    most_mentions: int = 0  # of any member
    bearers: Mapping[str, frozenset[MemberIndex]] = field(default_factory=dict)  # members with a title before a name
    teller_age: str = ""  # of a narrator without a name: "child" or ""
    words: OwnWords = NO_WORDS  # the author's own

    def find(self, run: NameRun) -> MemberIndex | None:
        """Give the number of the member that a name in a scene refers to, or None."""
        return self.member_by_name.get(run.key)

    def __getitem__(self, member: MemberIndex) -> Member:
        """Give the member of a number."""
        return self.members[member]

    def numbered(self) -> Iterator[tuple[MemberIndex, Member]]:
        """Give the members with their numbers, the most mentioned first."""
        return ((MemberIndex(number), member) for number, member in enumerate(self.members))


def find_cast(texts: Iterable[Prose], sheet: CastSheet, weights: Weights | None = None) -> Cast:
    """Find the people of a whole book in two passes over it; the author's names and genders take precedence."""
    weights, words = weights or fitted_weights(), sheet.words
    capitals = count_capitals(texts).with_names(words.people)
    names = gather_names(texts, capitals)
    tallies, votes = names.tallies, names.genders
    people = find_people(tallies, capitals, weights, words)
    groups = join_also_known(join_names(people, votes), names.also_known)
    groups = [*groups, *part_names(groups, people, votes, sheet)]
    members = [make_member(group, people, votes, weights) for group in groups]
    index = {key: MemberIndex(number) for number, group in enumerate(groups) for key in group.keys}
    members, index = apply_sheet(members, index, sheet)
    bearers = find_bearers(index)
    for title, numbers in bearers.items():
        if len(numbers) == 1:
            index.setdefault((title, ()), min(numbers))  # "the General" is the only General of the book
    places = frozenset(
        tally.words
        for tally in tallies.values()
        if tally.is_place and (tally.title, tally.words) not in index and not words.is_thing(" ".join(tally.words))
    )
    most = max((member.mentions for member in members), default=0)
    gender, age = teller_gender(names.tellers), "child" if is_childs_voice(names.tellers) else ""
    return Cast(tuple(members), index, places, names.runs, names.tellers, gender, most, bearers, age, words)


# --- Members --------------------------------------------------------------------------------------------------------


def make_member(
    group: NameGroup, people: Mapping[NameKey, NameTally], votes: Mapping[NameKey, Counter[str]], weights: Weights
) -> Member:
    """Make a member of the cast from the names of one person."""
    tallies = [people[key] for key in group.keys]
    name = display_name(best_name(group, people))
    aliases = {display_name(key) for key in group.keys} - {name}
    is_woman = weights.accepts("gender", Option((name, *by_length(aliases)), gender_features(group, people, votes)))
    return Member(
        name=name,
        aliases=by_length(aliases),
        gender="female" if is_woman else "male",
        mentions=sum(tally.mentions for tally in tallies),
        called=sum(tally.called for tally in tallies),
        acting=sum(tally.acting for tally in tallies),
    )


def gender_features(
    group: NameGroup, people: Mapping[NameKey, NameTally], votes: Mapping[NameKey, Counter[str]]
) -> Features:
    """Say what tells whether somebody is a woman: titles, first names, the pronouns that follow."""
    count: Counter[str] = Counter()
    for key in group.keys:
        count.update(votes.get(key, Counter()))
    she, he = count["female"], count["male"]
    known = [title_gender(title or words[0].lower()) for title, words in group.keys]
    titled = next((gender for gender in known if gender), "")
    by_use = sorted(group.keys, key=lambda key: -people[key].mentions)
    named = next((gender for key in by_use if (gender := first_name_gender(key))), "")
    seen = {
        "a woman's title": titled == "female",
        "a man's title": titled == "male",
        "a woman's first name": named == "female",
        "a man's first name": named == "male",
        "mostly she": she > max(1, 2 * he),
        "mostly he": he > max(1, 2 * she),
        "an office": not titled and not named and any(title for title, _ in group.keys),
        "ends like a woman's": not titled and not named and any(ends_like_womans(words) for _, words in group.keys),
    }
    counts = {"she after it": min(3.0, log1p(she)), "he after it": min(3.0, log1p(he))}
    return counts | {feature: 1.0 for feature, is_so in seen.items() if is_so}


def ends_like_womans(words: tuple[str, ...]) -> bool:
    """Whether a name that no list has ends as women's names do: Talessa, Clarkie."""
    return bool(words) and words[0].lower().endswith(("a", "ie", "ette", "elle"))


RARELY = 40  # the commonest name may be so many times as frequent as the fullest


def best_name(group: NameGroup, people: Mapping[NameKey, NameTally]) -> NameKey:
    """Choose the fullest name, with the most frequent form of the first name: Bertie Wooster, not Bertram."""
    commonest = max(group.keys, key=lambda key: (people[key].mentions, key))
    if commonest[0] in kin() and commonest[1]:
        return commonest  # "Uncle Tom" is hardly ever called Mr. Travers
    known = [key for key in group.keys if people[key].mentions * RARELY >= people[commonest].mentions]
    title, words = max(known, key=lambda key: (len(key[1]), people[key].mentions, key))
    if commonest[0] and commonest[1] and not title:
        title = commonest[0]  # John Dolittle is hardly ever called so without his "Doctor"
    if len(words) != len(("first", "last")):
        return title, words
    forms: Counter[str] = Counter()
    for key in group.keys:
        if key[1] and is_form_of(key[1][0], words[0]):
            forms[key[1][0]] += people[key].mentions + people[key].called
    return title, (max(sorted(forms), key=lambda form: forms[form], default=words[0]), words[1])


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


def part_names(
    groups: Iterable[NameGroup],
    people: Mapping[NameKey, NameTally],
    votes: Mapping[NameKey, Counter[str]],
    sheet: CastSheet,
) -> list[NameGroup]:
    """Take out of the groups the names that are other people's by the author's word, and give those people's groups."""
    parted: list[NameGroup] = []
    index = SheetIndex(sheet.people)
    for group in groups if sheet.people else ():
        by_name = {display_name(key): key for key in group.keys}
        apart = find_apart(index, display_name(best_name(group, people)), by_name)
        for names in apart:
            keys = sorted(by_name[name] for name in names)
            if len(keys) < len(group.keys):
                group.keys[:] = [key for key in group.keys if key not in keys]
                parted += join_names({key: people[key] for key in keys}, votes)
    return parted
