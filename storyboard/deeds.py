"""Deeds: the words of an action in, a row of `artwork/poses.toml` out, in the sense that its object gives a verb."""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table, singular, words_of
from storyboard.solids import reach_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STRONG = 9  # poses that do not say how weak they are
NOTHING = "-"  # a sense that cannot be drawn
OWN = ("words", "weak", "outdoors", "also", "alone", "long")  # what a row does not take from the one that it is like
# Behind these a word that could be a verb is none: "the drawing room", "without looking".
FILLERS = frozenset("the a an his her my their our its your some another this that these those s eir one".split())  # noqa: SIM905
BEFORE_NOUNS = FILLERS | frozenset("without not never no of with by from".split())  # noqa: SIM905
AFTER_OBJECTS = frozenset(["", *"up down out over to in into on back close from across through off away along".split()])  # noqa: SIM905
# Names within an action: whoever they are, somebody is meant.
NAMES = re.compile(r"(?<=[a-z,] )(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][a-z][\w'’-]*(?: [A-Z][\w'’-]*)*")
POSSESSIVES = ("'s", "’s", "s'", "s’")
CLAUSE_ENDS = re.compile(r"[,;:.]|\band\b|\bwhile\b|\bthen\b|\bwhen\b")
LONG = 0.6  # metres from the hand to the end of a thing that is raised, or aimed, otherwise than a short one
LONGEST = 5  # words of a phrase without its fillers


@cache
def poses() -> Mapping[str, Mapping[str, Any]]:
    """Give the poses with everything that they take from the rows they are like."""
    return {name: whole_row(name) for name in read_table("poses")["pose"]}


def whole_row(name: str) -> Mapping[str, Any]:
    """Fill up a pose's row from the row it is like, and that from its own."""
    row = read_table("poses")["pose"][name]
    if "like" not in row:
        return dict(row)
    model = {key: value for key, value in whole_row(str(row["like"])).items() if key not in OWN}
    return model | {key: value for key, value in row.items() if key != "like"}


@lru_cache(maxsize=256)  # of a scene it is asked several times in a row
def find_pose(action: str) -> str:
    """Name the pose of an action: of its verbs the one that says most; "" where none says anything."""
    plain = NAMES.sub(lambda name: "his" if name[0][-2:] in POSSESSIVES else "him", action).casefold()
    found = [name for clause in CLAUSE_ENDS.split(plain) for name in deeds_of(words_of(clause))]
    rows = poses()
    return max(found, key=lambda name: rows[name].get("weak", STRONG), default="")


def deeds_of(words: Sequence[str]) -> Iterator[str]:
    """Name the poses of the verbs of a clause, in their order."""
    for index, word in enumerate(words):
        if index and (words[index - 1] in BEFORE_NOUNS or is_compound(words, index)):
            continue
        name = deed_at(word, list(without_fillers(words[index + 1 :])))
        if name:
            yield name


def is_compound(words: Sequence[str], index: int) -> bool:
    """Say whether a word belongs to the noun that follows: "dining hall"."""
    after = words[index + 1] if index + 1 < len(words) else ""
    return words[index].endswith("ing") and after in read_table("senses")["group"]["compounds"].split()


def without_fillers(words: Sequence[str]) -> Iterator[str]:
    """Leave out what says nothing of the object; "her" is one where no noun of hers follows."""
    for word, after in itertools.zip_longest(words, words[1:], fillvalue=""):
        if word not in FILLERS or (word == "her" and after in AFTER_OBJECTS):
            yield word


def deed_at(verb: str, rest: Sequence[str]) -> str:
    """Name the pose of a verb with what follows it: a phrase of the table, the verb's sense, or the verb alone."""
    index = pose_by_phrase()
    for size in range(min(LONGEST - 1, len(rest)), 0, -1):
        if (name := index.get((verb, *rest[:size]))) is not None:
            return name
    following = {singular(word) for word in rest} | {"_".join(pair) for pair in itertools.pairwise(rest)}
    for name, objects in senses().get(verb, ()):
        if objects & following:
            return "" if name == NOTHING else name
    return index.get((verb,), "")


@cache
def pose_by_phrase() -> Mapping[tuple[str, ...], str]:
    """Name the pose that each phrase of the table calls for, without its fillers."""
    return {
        tuple(without_fillers(phrase.split("_"))): name
        for name, row in poses().items()
        for phrase in row["words"].split()
    }


@cache
def senses() -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
    """List for each verb the poses that its objects call for, in the order in which they are tried."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, verbs, objects in sense_rows():
        words = frozenset(word for part in objects for word in words_of_part(part))
        for verb in verbs:
            found.setdefault(verb, []).append((name, words))
    return found


def sense_rows() -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Read the rows of the senses: pose, verbs, words that follow."""
    for line in read_table("senses")["sense"]["rows"].splitlines():
        if line.strip() and not line.startswith("#"):
            name, verbs, objects = line.split("|")
            yield name.strip(), verbs.split(), objects.split()


def words_of_part(part: str) -> Iterator[str]:
    """Give a word of a sense, or the words of the group that it names."""
    group = read_table("senses")["group"][part[1:]].split() if part.startswith("@") else [part]
    yield from (word if "_" in word else singular(word) for word in group)


def in_hands(pose: Mapping[str, Any], prop: str) -> Mapping[str, Any]:
    """Give the row that a deed takes with something long: a rifle is not aimed as a pistol is, nor raised as a cup."""
    if "long" not in pose or not prop:
        return pose
    ends = [abs(end) for side in reach_of(prop) for end in side]
    return poses()[str(pose["long"])] if max(ends) > LONG else pose


def raised(pose: Mapping[str, Any], prop: str) -> str:
    """Give the form that a thing takes in the hands of a pose: a cup at the mouth, a rope that is pulled."""
    return str(pose.get("raises", prop)) if prop == pose.get("hold") else prop
