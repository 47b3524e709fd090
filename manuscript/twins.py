"""The texts of a novel's files in, those that hold another's text once more out: copies, old versions, full builds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from manuscript.copies import find_copy, is_copy_of
from manuscript.numbering import stem_of
from manuscript.places import draft_number

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCE_ENDS = re.compile(r"[.!?…\n]+")
SHORTEST_SENTENCE = 4  # words
ALIKE = 0.8  # share of the sentences of the shorter file
ALIKE_COPIES = 0.3  # the same, where one's name says that it is a copy of the other
FEWEST_WORDS = 20  # that two files must share
MOST_FILES = 40  # with one sentence; one in more of them is a refrain


@dataclass(frozen=True, slots=True)
class Twin:
    """A file that is left out because others hold its text."""

    name: str
    others: tuple[str, ...]
    is_whole: bool  # it holds the text of several

    def say(self) -> str:
        """Name both in a sentence for the author."""
        if self.is_whole:
            listed = f"{self.others[0]} and {len(self.others) - 1} more"
            return f"{self.name} holds the text of {listed} once more: it is left out."
        return f"{self.name} and {self.others[0]} hold the same chapter: {self.name} is left out."


def find_twins(texts: Mapping[str, str]) -> list[Twin]:
    """Find the files to leave out: those that hold several others, and of two that are alike the lesser."""
    sentences = {name: split_sentences(text) for name, text in texts.items()} if len(texts) > 1 else {}
    shared = count_shared(sentences)
    alike: dict[str, set[str]] = defaultdict(set)
    for (one, other), words in shared.items():
        for inner, outer in ((one, other), (other, one)):
            share = ALIKE_COPIES if is_marked_copy(one, other) else ALIKE
            if words >= FEWEST_WORDS and words >= share * sum(sentences[inner].values()):
                alike[outer].add(inner)  # `outer` holds the text of `inner`
    wholes = find_wholes(alike, sentences)
    twins = [Twin(name, tuple(sorted(alike[name])), is_whole=True) for name in texts if name in wholes]
    gone = set(wholes)
    for outer in texts:
        for inner in sorted(alike.get(outer, ())):
            if outer not in gone and inner not in gone:
                is_better = worth(outer, inner, len(texts[outer])) > worth(inner, outer, len(texts[inner]))
                pair = (inner, outer) if is_better or outer not in alike.get(inner, ()) else (outer, inner)
                lesser, better = pair
                gone.add(lesser)
                twins.append(Twin(lesser, (better,), is_whole=False))
    return twins


def split_sentences(text: str) -> dict[str, int]:
    """Give the sentences that stand once in a text, with the number of words of each; white space is single spaces."""
    sentences = [sentence.strip() for sentence in SENTENCE_ENDS.split(text.lower())]
    times = Counter(sentence for sentence in sentences if sentence.count(" ") >= SHORTEST_SENTENCE - 1)
    return {sentence: sentence.count(" ") + 1 for sentence, count in times.items() if count == 1}  # more: a refrain


def count_shared(sentences: Mapping[str, Mapping[str, int]]) -> Counter[tuple[str, str]]:
    """Count the words of the sentences that each two files share."""
    where: dict[str, list[str]] = defaultdict(list)
    for name, found in sentences.items():
        for sentence in found:
            where[sentence].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for sentence, names in where.items():
        if 1 < len(names) <= MOST_FILES:
            for pair in combinations(names, 2):
                shared[pair] += sentences[names[0]][sentence]
    return shared


def find_wholes(alike: Mapping[str, set[str]], sentences: Mapping[str, Mapping[str, int]]) -> set[str]:
    """Find the files that hold little but the text of several others, which are not alike among themselves."""
    wholes = set()
    for name, inside in alike.items():
        parts = [one for one in sorted(inside) if not alike.get(one, set()) & inside]
        words = sum(sum(sentences[one].values()) for one in parts)
        if len(parts) > 1 and words >= ALIKE * sum(sentences[name].values()):
            wholes.add(name)
    return wholes


def is_marked_copy(one: str, other: str) -> bool:
    """Tell "02 (conflicted copy)" beside "02": of two files, one's name says that it is a copy of the other."""
    stems = stem_of(one), stem_of(other)
    return is_copy_of(*stems) or is_copy_of(*reversed(stems))


def worth(name: str, other: str, length: int) -> tuple[bool, int, int, int, str]:
    """Give what the better of two files is larger in: not marked as a copy, of a later draft, less deep, longer."""
    folders = name.split("/")[:-1]
    found = find_copy(stem_of(name))
    is_marked = (found is not None and not found.mark.is_counted) or is_copy_of(stem_of(name), stem_of(other))
    drafts = [number for folder in folders if (number := draft_number(folder)) is not None]
    version = re.search(r"(?:v|draft|rev)[ _.-]?(\d+)$", stem_of(name).casefold())
    later = max([*drafts, int(version[1][:9]) if version else -1])
    return (not is_marked, later, -len(folders), length, name)
