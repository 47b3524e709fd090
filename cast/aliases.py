"""Group the names that belong to one person: short names and full ones, titles, nicknames, "also known as"."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.words import first_name_sex, kin, nickname_bases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cast.name_kinds import NameTally
    from cast.names import NameKey

MOST_NEAR = 200  # people of one surname or title with whom a name is compared; no book has half as many
MOST_NAMES = 1_000  # of one person
GENDER_MARGIN = 2  # pronouns by which one gender must lead
OVERRULING = 5  # so many pronouns overrule the list of first names
GENDER_RATIO = 2  # one gender's must also be so many times the other's


def title_gender(title: str) -> str:
    """Give the gender that a title or word of kinship indicates."""
    titles = lexicon().titles
    if title in titles.female or title in titles.kin_female:
        return "female"
    return "male" if title in titles.male or title in titles.kin_male else ""


def own_gender(key: NameKey) -> str:
    """Give the gender that a name indicates by itself."""
    return title_gender(key[0]) or first_name_gender(key)


def first_name_gender(key: NameKey) -> str:
    """Give the gender of a first name, whatever stands before it; a surname after a title tells none."""
    title, words = key
    sex = first_name_sex(words[0]) if len(words) > 1 or (words and not title) else ""
    return {"f": "female", "m": "male"}.get(sex, "")


def by_votes(count: Counter[str], margin: int) -> str:
    """Give the gender that leads among the pronouns by a margin, else ""."""
    most, least = max(count["female"], count["male"]), min(count["female"], count["male"])
    if most - least < margin or most < GENDER_RATIO * least:
        return ""
    return "female" if count["female"] == most else "male"


@dataclass(slots=True)
class NameGroup:
    """Names that belong to one person, while they are being grouped."""

    keys: list[NameKey]
    mentions: int
    gender: str  # by title: certain
    likely: str  # by first name or pronouns: likely


def join_names(people: Mapping[NameKey, NameTally], votes: Mapping[NameKey, Counter[str]]) -> list[NameGroup]:
    """Group the names of each person, the longest and commonest names first."""
    ordered = sorted(people, key=lambda key: (-len(key[1]), -people[key].mentions, not key[0], key))
    groups: list[NameGroup] = []
    callers: dict[str, list[int]] = defaultdict(list)  # word -> groups that it may refer to
    for key in ordered:
        gender = title_gender(key[0])
        count = votes.get(key, Counter())
        likely = by_votes(count, OVERRULING) or own_gender(key) or by_votes(count, GENDER_MARGIN)
        near = sorted({number for call in calls(key) for number in callers.get(call, ())})[:MOST_NEAR]
        if not key[1] and sum(bears(key[0], groups[number]) for number in near) > 1:
            continue  # "the professor" may be another in every scene
        number = find_home(key, gender, likely, {number: groups[number] for number in near})
        if number is None:
            number = len(groups)
            groups.append(NameGroup([key], people[key].mentions, gender, likely))
        else:
            home = groups[number]
            home.keys.append(key)
            home.mentions += people[key].mentions
            home.gender = home.gender or gender
            home.likely = MIXED if conflict(likely, home.likely) else home.likely or likely
        for call in (*calls(key), key[0]):
            if len(callers[call]) < MOST_NEAR:
                callers[call].append(number)
    return sorted(groups, key=lambda group: -group.mentions)


def join_also_known(groups: list[NameGroup], pairs: Iterable[tuple[NameKey, NameKey]]) -> list[NameGroup]:
    """Join two names that the text equates: "Tom, also known as the Fox"."""
    home = {key: group for group in groups for key in group.keys}
    gone: set[int] = set()
    for before, after in pairs:
        one, other = home.get(before), home.get(after)
        is_far = one is None or other is None or one is other or len(other.keys) > MOST_NAMES
        if one and other and not is_far and not conflict(one.gender, other.gender):
            one.keys.extend(other.keys)
            one.mentions += other.mentions
            one.gender, one.likely = one.gender or other.gender, one.likely or other.likely
            home.update(dict.fromkeys(other.keys, one))
            gone.add(id(other))
    return [group for group in groups if id(group) not in gone]


def calls(key: NameKey) -> frozenset[str]:
    """Give the index words by which names that may belong together are found, so that not all pairs are compared."""
    title, words = key
    if not words:
        return frozenset((title,))
    first = words[0].lower()
    return longer_forms(first).union(word.lower() for word in words)


def find_home(key: NameKey, gender: str, likely: str, groups: Mapping[int, NameGroup]) -> int | None:
    """Find the group that a name belongs to: the commonest person whom nothing contradicts."""
    fitting = [number for number, group in groups.items() if fits(key, gender, likely, group)]
    return max(fitting, key=lambda number: rank(key, groups[number]), default=None)


def rank(key: NameKey, group: NameGroup) -> tuple[int, bool, int]:
    """Score how well a name fits: the closest words, then the same title, then the most mentions."""
    return closeness(key, group), bears(key[0], group), group.mentions


def bears(title: str, group: NameGroup) -> bool:
    """Whether a person has this very title elsewhere: Mrs. Hale is Mrs. R. Hale sooner than Emma Hale."""
    return bool(title) and any(title == other and full for other, full in group.keys)


def fits(key: NameKey, gender: str, likely: str, group: NameGroup) -> bool:
    """Whether a name may be another name of a person, by title, words and gender."""
    title, words = key
    if not titles_agree(title, group) or conflict(gender, group.gender):
        return False
    if not words:
        return bears(title, group)
    if not any(is_short_for(words, other) for _, other in group.keys):
        return False
    if is_his_wife(title, words, group):
        return False
    # a shared first name (Mattie, Matt) is stronger evidence than pronouns and the list of names
    same_first = any(len(other) > 1 and is_form_of(words[0], other[0]) for _, other in group.keys)
    return same_first or not conflict(gender or likely, group.gender or group.likely)


def is_his_wife(title: str, words: tuple[str, ...], group: NameGroup) -> bool:
    """Whether one of two names is the wife's by her husband's name: Mrs. Ned Hale and Ned."""
    wives = {title == "mrs" or other == "mrs" for other, full in group.keys if len(full) > 1 or len(words) > 1}
    return True in wives and first_name_sex(words[0]) == "m"


def conflict(gender: str, other: str) -> bool:
    """Whether two genders are known and differ."""
    return bool(gender and other and gender != other and MIXED not in (gender, other))


MIXED = "mixed"  # Gussie and Augustus: the list of names does not decide


def is_form_of(name: str, other: str) -> bool:
    """Whether two first names are one name or its short form."""
    one, two = name.lower(), other.lower()
    return name == other or two in longer_forms(one) or one in longer_forms(two)


def titles_agree(title: str, group: NameGroup) -> bool:
    """Whether two titles may be one person's: Dr. and Mr. Hale may, Mrs. and Miss Hale may not, nor two aunts."""
    theirs = {other for other, _ in group.keys if other}
    if not title or not theirs:
        return True
    if title in kin() or theirs & kin():
        return title in theirs
    married = {"mrs", "miss"}
    return not (title in married and theirs & married and title not in theirs)


def is_short_for(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is part of a fuller one, or a nickname of its first name."""
    if not words or not full:
        return words == full
    if words == full:
        return True
    if len(words) <= len(full) and is_part(words, full):
        return True
    return words[1:] in ((), full[1:]) and is_form_of(words[0], full[0])


def is_part(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of a name all occur in a fuller one, in order, as words or initials."""
    remaining = iter(full)
    return all(any(is_word_or_initial(word, other) for other in remaining) for word in words)


def is_word_or_initial(word: str, full: str) -> bool:
    """Whether a word of a name stands for one of the full name: E. or E for Emma."""
    return word == full or (len(word.rstrip(".")) == 1 and word[0] == full[0])


@cache
def longer_forms(short: str) -> frozenset[str]:
    """Give the first names that one may be short for, by the table or by its ending: Tom, Rat|ty, Bert|ie."""
    stem = next((short.removesuffix(ending) for ending in ("ie", "y") if short.endswith(ending)), "")
    stems = (stem, stem[:-1]) if stem[-2:-1] == stem[-1:] else (stem,)
    by_ending = stems if len(stem) >= len("rat") else ()
    return nickname_bases(short).union(by_ending, *(nickname_bases(part) for part in by_ending))


def closeness(key: NameKey, group: NameGroup) -> int:
    """Score how close two names are: 3 the same words, 2 a first name, 1 a surname or nickname."""
    _, words = key
    if any(words == other for _, other in group.keys):
        return 3
    return 2 if any(other and words and other[0] == words[0] for _, other in group.keys) else 1
