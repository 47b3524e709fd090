"""Deeds: the words of an action in, a row of `artwork/poses.toml` out: of its verbs the one that says most."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table, words_of
from storyboard.senses import FILLERS, group, is_abstract, look_behind, sense_of, senses, without_fillers
from storyboard.solids import reach_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STRONG = 9  # poses that do not say how weak they are
# What a row does not take from the one that it is like.
OWN = ("words", "weak", "outdoors", "also", "alone", "long", "bears", "held", "legs")
# Behind these a word that could be a verb is none: "the drawing room", "without looking".
BEFORE_NOUNS = FILLERS | frozenset("each every any two three without not never no of with by from".split())  # noqa: SIM905
# Names within an action: whoever they are, somebody is meant.
NAMES = re.compile(r"(?<=[a-z,] )(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][a-z][\w'’-]*(?: [A-Z][\w'’-]*)*")
POSSESSIVES = ("'s", "’s", "s'", "s’")
CLAUSE_ENDS = re.compile(r"[,;:.]|\band\b|\bwhile\b|\bthen\b|\bwhen\b")
LONG = 0.6  # metres from the hand to the end of a thing that is raised, or aimed, otherwise than a short one
LONGEST = 5  # words of a phrase without its fillers
HELPING = "helping"  # the one aid that needs no "to"
MOST_HELPED = 4  # words within which it is said what somebody helps to do
BEFORE_HELPED = FILLERS - {"her"} | {"with", "in", "on", "at", "of"}  # behind these it is a noun: "with the wash"


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
    rows = poses()
    found = [name for _, name in told_deeds(action)]
    return max(found, key=lambda name: rows[name].get("weak", STRONG), default="")


def told_deeds(action: str) -> Iterator[tuple[str, str]]:
    """Give the verbs of an action that lead to a pose, and the pose's name, in their order."""
    plain = NAMES.sub(lambda name: "his" if name[0][-2:] in POSSESSIVES else "him", action).casefold()
    for clause in CLAUSE_ENDS.split(plain):
        yield from deeds_of(words_of(clause))


def deeds_of(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the verbs of a clause that lead to a pose, and the pose's name, in their order."""
    for index, word in enumerate(words):
        if index and (words[index - 1] in BEFORE_NOUNS or is_compound(words, index)):
            continue
        name = deed_at(word, words[index + 1 :])
        if name:
            yield word, name


def is_compound(words: Sequence[str], index: int) -> bool:
    """Say whether a word belongs to the noun that follows: "dining hall"."""
    after = words[index + 1] if index + 1 < len(words) else ""
    return words[index].endswith("ing") and after in group("compounds")


def deed_at(verb: str, words: Sequence[str]) -> str:
    """Name the pose of a verb with the words behind it: a phrase of the table, the verb's sense, or the verb alone."""
    behind, index = look_behind(words), pose_by_phrase()
    if verb in group("aids") and (helped := helped_deed(words, helps=verb == HELPING)):
        return helped
    for size in range(min(LONGEST - 1, len(behind.plain)), 1, -1):
        if (name := index.get((verb, *behind.plain[:size]))) is not None:
            return name
    if (meant := sense_of(verb, behind)) is not None:
        return meant
    name = index.get((verb, *behind.plain[:1])) or index.get((verb,), "")
    return "" if is_abstract(behind.head) and name not in group("minded") else name


def helped_deed(words: Sequence[str], *, helps: bool = True) -> str:
    """Name the pose of what somebody helps or tries to do: "helping her pack the trunk", "trying to open it"."""
    for index, word in enumerate(words[:MOST_HELPED]):
        before = words[index - 1] if index else ""
        if word in participles() and (before == "to" or (helps and before not in BEFORE_HELPED)):
            return deed_at(participles()[word], words[index + 1 :])
    return ""


@cache
def participles() -> Mapping[str, str]:
    """Give the participle of each verb that leads to a pose: `packing` of `pack`."""
    verbs = {phrase[0] for phrase in pose_by_phrase()} | set(senses())
    stems = {verb.removesuffix("ing"): verb for verb in sorted(verbs) if verb.endswith("ing")}
    doubled = {stem[:-1]: verb for stem, verb in stems.items() if stem[-1:] == stem[-2:-1]}
    return doubled | {f"{stem}e": verb for stem, verb in stems.items()} | stems


@cache
def pose_by_phrase() -> Mapping[tuple[str, ...], str]:
    """Name the pose that each phrase of the table calls for, without its fillers."""
    return {
        tuple(without_fillers(phrase.split("_"))): name
        for name, row in poses().items()
        for phrase in row["words"].split()
    }


def in_hands(pose: Mapping[str, Any], prop: str) -> Mapping[str, Any]:
    """Give the row that a deed takes with something long: a rifle is not aimed as a pistol is, nor raised as a cup."""
    if "long" not in pose or not prop:
        return pose
    ends = [abs(end) for side in reach_of(prop) for end in side]
    return poses()[str(pose["long"])] if max(ends) > LONG else pose


def raised(pose: Mapping[str, Any], prop: str) -> str:
    """Give the form that a thing takes in the hands of a pose: a cup or a glass at the mouth, a rope that is pulled."""
    form, rows = str(pose.get("raises", prop)), read_table("things")["thing"]
    if prop == pose.get("hold"):
        return form
    return str(rows[prop].get("lifted", prop)) if prop in rows and "sips" in rows.get(form, {}) else prop
