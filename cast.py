"""Who is who in the whole novel: names, aliases, titles, gender; one member a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from book_names import gather_names
from name_evidence import NameTally, ends_like_place
from names import NameKey, NameRun, count_capitals, first_name_sex, kin, name_key, nickname_bases, titles
from word_tables import word_set

if TYPE_CHECKING:
    from cast_sheet import CastSheet, SheetPerson
    from narrator import TellerVotes
    from prose import Prose

GENDER_MARGIN = 2  # votes of pronouns by which one gender must lead
OVERRULING = 5  # from which they overrule the list of first names
GENDER_RATIO = 2  # and how many times the other's it must have


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
    tellers: tuple[TellerVotes | None, ...] = ()  # by whom each scene may be told; None in the third person
    most_mentions: int = 0  # of any member

    def find(self, run: NameRun) -> int | None:
        """Give the number of the member that a name in a scene means, or None."""
        return self.member_by_name.get(run.key)


@dataclass(slots=True)
class _Group:
    """Names that belong to one person, while they are being joined."""

    keys: list[NameKey]
    mentions: int
    gender: str  # by title: certain
    likely: str  # by first name or pronouns: likely


def find_cast(texts: Iterable[Prose], sheet: CastSheet) -> Cast:
    """Find the people of a whole book in two walks through it; the author's word on names and gender stands."""
    names = gather_names(texts, count_capitals(texts))
    tallies, votes = names.tallies, names.genders
    people = _people(tallies)
    groups = _join_also_known(_join_names(people, votes), names.also_known)
    members = [_member(group, people, votes) for group in groups]
    index = {key: number for number, group in enumerate(groups) for key in group.keys}
    members, index = _apply_sheet(members, index, sheet)
    _add_bare_titles(index, members, groups)
    places = frozenset(
        tally.words for tally in tallies.values() if tally.is_place and (tally.title, tally.words) not in index
    )
    most = max((member.mentions for member in members), default=0)
    return Cast(tuple(members), index, places, names.runs, names.tellers, most)


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


# --- Gender ---------------------------------------------------------------------------------------------------------


def title_gender(title: str) -> str:
    """Give the gender that a title tells."""
    for gender in ("female", "male"):
        if title in word_set("titles.toml", gender):
            return gender
    return ""


def _own_gender(key: NameKey) -> str:
    title, words = key
    if title_gender(title):
        return title_gender(title)
    sex = first_name_sex(words[0]) if words else ""
    return {"f": "female", "m": "male"}.get(sex, "") if len(words) > 1 or not title else ""


def _by_votes(count: Counter[str], margin: int) -> str:
    most, least = max(count["female"], count["male"]), min(count["female"], count["male"])
    if most - least < margin or most < GENDER_RATIO * least:
        return ""
    return "female" if count["female"] == most else "male"


# --- Aliases --------------------------------------------------------------------------------------------------------


def _join_names(people: Mapping[NameKey, NameTally], votes: Mapping[NameKey, Counter[str]]) -> list[_Group]:
    """Join the names of one person, the longest and commonest names first."""
    ordered = sorted(people, key=lambda key: (-len(key[1]), -people[key].mentions, not key[0], key))
    groups: list[_Group] = []
    callers: dict[str, list[int]] = defaultdict(list)  # the groups that a word may call
    for key in ordered:
        gender = title_gender(key[0])
        count = votes.get(key, Counter())
        likely = _by_votes(count, OVERRULING) or _own_gender(key) or _by_votes(count, GENDER_MARGIN)
        near = sorted({number for call in _calls(key) for number in callers.get(call, ())})
        number = _home(key, gender, likely, {number: groups[number] for number in near})
        if number is None:
            number = len(groups)
            groups.append(_Group([key], people[key].mentions, gender, likely))
        else:
            home = groups[number]
            home.keys.append(key)
            home.mentions += people[key].mentions
            home.gender = home.gender or gender
            home.likely = MIXED if _conflict(likely, home.likely) else home.likely or likely
        for call in (*_calls(key), key[0]):
            callers[call].append(number)
    return sorted(groups, key=lambda group: -group.mentions)


def _join_also_known(groups: list[_Group], pairs: Iterable[tuple[NameKey, NameKey]]) -> list[_Group]:
    """Join two names that the text gives to one person."""
    home = {key: group for group in groups for key in group.keys}
    for before, after in pairs:
        one, other = home.get(before), home.get(after)
        if one and other and one is not other and not _conflict(one.gender, other.gender):
            one.keys.extend(other.keys)
            one.mentions += other.mentions
            one.gender, one.likely = one.gender or other.gender, one.likely or other.likely
            home.update(dict.fromkeys(other.keys, one))
            groups.remove(other)
    return groups


def _calls(key: NameKey) -> frozenset[str]:
    """Give the words one of which two names share if one may be short for the other, so that not all are compared."""
    title, words = key
    return _longer_forms(words[0].lower()).union(word.lower() for word in words) if words else frozenset((title,))


def _home(key: NameKey, gender: str, likely: str, groups: Mapping[int, _Group]) -> int | None:
    """Find the group a name belongs to: the commonest bearer that nothing speaks against."""
    fitting = [number for number, group in groups.items() if _fits(key, gender, likely, group)]
    return max(fitting, key=lambda number: (_closeness(key, groups[number]), groups[number].mentions), default=None)


def _fits(key: NameKey, gender: str, likely: str, group: _Group) -> bool:
    title, words = key
    if not _titles_agree(title, group) or _conflict(gender, group.gender):
        return False
    if not words:
        return any(title == other and full for other, full in group.keys)
    if not any(_is_short_for(words, other) for _, other in group.keys):
        return False
    if _is_his_wife(title, words, group):
        return False
    # one first name, or two forms of it (Mattie, Matt), outweighs what pronouns and the list of names say of each
    same_first = any(len(other) > 1 and _is_form_of(words[0], other[0]) for _, other in group.keys)
    return same_first or not _conflict(gender or likely, group.gender or group.likely)


def _is_his_wife(title: str, words: tuple[str, ...], group: _Group) -> bool:
    """Whether one of two names is the wife's by her husband's: Mrs. Ned Hale and Ned."""
    wives = {title == "mrs" or other == "mrs" for other, full in group.keys if len(full) > 1 or len(words) > 1}
    return True in wives and first_name_sex(words[0]) == "m"


def _conflict(gender: str, other: str) -> bool:
    return bool(gender and other and gender != other and MIXED not in (gender, other))


MIXED = "mixed"  # Gussie and Augustus: the list of names tells nothing


def _is_form_of(name: str, other: str) -> bool:
    one, two = name.lower(), other.lower()
    return name == other or two in _longer_forms(one) or one in _longer_forms(two)


def _titles_agree(title: str, group: _Group) -> bool:
    """Tell people apart by their titles: Mrs. Hale is no Miss Hale, an aunt no other aunt; Dr. Hale may be Mr. Hale."""
    theirs = {other for other, _ in group.keys if other}
    if not title or not theirs:
        return True
    if title in kin() or theirs & kin():
        return title in theirs
    married = {"mrs", "miss"}
    return not (title in married and theirs & married and title not in theirs)


def _is_short_for(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is part of a fuller one, or a nickname of its first name."""
    if not words or not full:
        return words == full
    if words == full:
        return True
    if len(words) <= len(full) and _is_part(words, full):
        return True
    return words[1:] in ((), full[1:]) and _is_form_of(words[0], full[0])


def _is_part(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    remaining = iter(full)
    return all(word in remaining for word in words)


@cache
def _longer_forms(short: str) -> frozenset[str]:
    """Give the first names that one may be short for, by the table or by its ending: Tom, Rat|ty, Bert|ie."""
    stem = next((short.removesuffix(ending) for ending in ("ie", "y") if short.endswith(ending)), "")
    stems = (stem, stem[:-1]) if stem[-2:-1] == stem[-1:] else (stem,)
    by_ending = stems if len(stem) >= len("rat") else ()
    return nickname_bases(short).union(by_ending, *(nickname_bases(part) for part in by_ending))


def _closeness(key: NameKey, group: _Group) -> int:
    """3 the same words, 2 a first name, 1 a surname or nickname."""
    _, words = key
    if any(words == other for _, other in group.keys):
        return 3
    return 2 if any(other and words and other[0] == words[0] for _, other in group.keys) else 1


# --- Members --------------------------------------------------------------------------------------------------------


def _member(group: _Group, people: Mapping[NameKey, NameTally], votes: Mapping[NameKey, Counter[str]]) -> Member:
    tallies = [people[key] for key in group.keys]
    count: Counter[str] = Counter()
    for key in group.keys:
        count.update(votes.get(key, Counter()))
    titled = next((title_gender(title) for title, _ in group.keys if title_gender(title)), "")
    by_use = sorted(group.keys, key=lambda key: -people[key].mentions)
    own = next((gender for key in by_use if (gender := _own_gender(key))), "")
    name = display_name(_best_name(group, people))
    aliases = sorted({display_name(key) for key in group.keys} - {name}, key=lambda alias: (-len(alias), alias))
    return Member(
        name=name,
        aliases=tuple(aliases),
        gender=titled or _by_votes(count, GENDER_MARGIN) or own or _any_vote(count),
        mentions=sum(tally.mentions for tally in tallies),
        called=sum(tally.called for tally in tallies),
        acting=sum(tally.acting + tally.speaking for tally in tallies),
    )


RARELY = 40  # times the commonest name may be more common than the fullest


def _best_name(group: _Group, people: Mapping[NameKey, NameTally]) -> NameKey:
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
        if key[1] and _is_form_of(key[1][0], words[0]):
            forms[key[1][0]] += people[key].mentions + people[key].called
    return title, (max(sorted(forms), key=lambda form: forms[form], default=words[0]), words[1])


def _any_vote(count: Counter[str]) -> str:
    return "" if count["female"] == count["male"] else max(sorted(count), key=lambda gender: count[gender])


def display_name(key: NameKey) -> str:
    """Write a name as a book would: "Mrs. Hale", "Aunt Dahlia", "Mother"."""
    title, words = key
    shown = title.title() + ("." if title in word_set("titles.toml", "dotted") else "")
    return " ".join(part for part in (shown, *words) if part)


def _add_bare_titles(index: dict[NameKey, int], members: Sequence[Member], groups: Sequence[_Group]) -> None:
    """Let "the General" mean the only General of the book."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for title in sorted({title for title, words in group.keys if title and words}):
            bearers[title].append(number)
    for title, numbers in sorted(bearers.items()):
        if title in titles() and len(numbers) == 1:
            index.setdefault((title, ()), numbers[0])
    del members


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
