"""Senses: what stands behind a verb in, the pose that `artwork/senses.toml` gives the verb with such an object out."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from storyboard.artwork import find_row, read_table, singular

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NOTHING = "-"  # a sense that cannot be drawn
# Behind these a word that could be a verb is none: "the drawing room", "without looking".
FILLERS = frozenset("the a an his her my their our its your some another this that these those s eir one".split())  # noqa: SIM905
HERSELF = "her"
PLACES = "=^~"  # signs of where the words of a column must stand
END = "."  # stands for a verb with nothing behind it
PLURAL = "ies"


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a verb up to the end of its clause."""

    first: str  # the word right behind it
    plain: tuple[str, ...]  # all words that say something
    words: frozenset[str]  # all words, in the singular, and each two together
    thing: frozenset[str]  # the same of the first noun's phrase alone: "a photo" of "a photo in her hand"
    kind: frozenset[str]  # what the head of that phrase is: abstract or not
    head: str  # the noun without which the verb would have no object; "" where a preposition comes first


@dataclass(frozen=True, slots=True)
class Sense:
    """A pose, and the words that must stand behind a verb: for each column one of them at its place."""

    pose: str
    columns: tuple[tuple[str, frozenset[str]], ...]

    def fits(self, behind: Behind) -> bool:
        """Say whether what stands behind a verb gives it this sense."""
        found = {"=": behind.thing, "^": frozenset([behind.first or END]), "~": behind.kind, "": behind.words}
        return all(words & found[place] for place, words in self.columns)


def look_behind(words: Sequence[str]) -> Behind:
    """Take apart what stands behind a verb."""
    plain = tuple(without_fillers(words))
    thing = thing_of(plain)
    kind = frozenset(["abstract"] if thing and is_abstract(thing[-1]) else [])
    return Behind(words[0] if words else "", plain, with_pairs(plain), with_pairs(thing), kind, head_of(words))


def without_fillers(words: Sequence[str]) -> Iterator[str]:
    """Leave out what says nothing of the object; "her" is one where no noun of hers follows."""
    for word, after in itertools.zip_longest(words, words[1:], fillvalue=""):
        if word not in FILLERS or (word == HERSELF and (not after or after in group("after_her"))):
            yield word


def with_pairs(words: Sequence[str]) -> frozenset[str]:
    """Give the words in the singular, and each with the next one."""
    return frozenset(one_of(word) for word in words) | {"_".join(pair) for pair in itertools.pairwise(words)}


def one_of(word: str) -> str:
    """Give the singular of a word."""
    return f"{word[:-3]}y" if word.endswith(PLURAL) and len(word) > len(PLURAL) + 1 else singular(word)


def thing_of(plain: Sequence[str]) -> Sequence[str]:
    """Give the first noun's phrase: what stands before the next preposition, with what it is a part or a cup of."""
    small, inside = group("prepositions"), group("prepositions") - {"of"}
    start = next((n for n, word in enumerate(plain) if word not in small), len(plain))
    end = next((n for n in range(start, len(plain)) if plain[n] in inside), len(plain))
    return plain[start:end]


def head_of(words: Sequence[str]) -> str:
    """Give the head of a verb's direct object: "lamp" of "up the old lamp of brass", nothing of "into the lamp"."""
    start = 1 if words and words[0] in group("particles") else 0
    end = next((n for n in range(start, len(words)) if words[n] in group("prepositions")), len(words))
    nouns = [word for word in words[start:end] if word not in FILLERS and not word.endswith("ly")]
    if nouns and nouns[-1] in group("shares") and [*words[end : end + 1]] == ["of"]:
        return head_of(words[end + 1 :])
    return nouns[-1] if nouns else ""


@cache
def group(name: str) -> frozenset[str]:
    """Give the words of a group as they stand there."""
    return frozenset(read_table("senses")["group"][name].split())


@cache
def is_abstract(word: str) -> bool:
    """Say whether a noun names nothing that could be seen or held: "an impression", "his aggression"."""
    table, noun = read_table("senses")["abstract"], one_of(word)
    if noun in table["words"].split():
        return True
    return noun.endswith(tuple(table["endings"].split())) and not (
        noun in table["seen"].split() or find_row("things", "thing", noun) or find_row("places", "place", noun)
    )


def sense_of(verb: str, behind: Behind) -> str | None:
    """Name the pose of a verb with such an object, "" where it cannot be drawn; None where no row fits."""
    fitting = next((sense.pose for sense in senses().get(verb, ()) if sense.fits(behind)), None)
    return "" if fitting == NOTHING else fitting


@cache
def senses() -> Mapping[str, Sequence[Sense]]:
    """List the senses of each verb in the order in which they are tried."""
    found: dict[str, list[Sense]] = {}
    for name, verbs, columns in sense_rows():
        sense = Sense(name, tuple(read_column(column) for column in columns))
        for verb in verbs:
            found.setdefault(verb, []).append(sense)
    return found


def sense_rows() -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
    """Read the rows of the senses: pose, verbs, columns of words that follow."""
    for line in read_table("senses")["sense"]["rows"].splitlines():
        if line.strip() and not line.startswith("#"):
            name, verbs, *columns = line.split("|")
            words = [verb for part in verbs.split() for verb in raw_words(part)]
            yield name.strip(), words, [column.split() for column in columns]


def read_column(parts: Sequence[str]) -> tuple[str, frozenset[str]]:
    """Read where the words of a column must stand, and the words."""
    place = parts[0] if parts[0] in PLACES else ""
    words = parts[1:] if place else parts
    # What is right behind the verb is sought as it stands there.
    of_part = raw_words if place == "^" else words_of_part
    return place, frozenset(word for part in words for word in of_part(part))


def raw_words(part: str) -> Sequence[str]:
    """Give a word, or the words of the group that it names."""
    return read_table("senses")["group"][part[1:]].split() if part.startswith("@") else [part]


def words_of_part(part: str) -> Iterator[str]:
    """Give a word of a sense in the singular, or the words of the group that it names."""
    yield from (word if "_" in word else one_of(word) for word in raw_words(part))
