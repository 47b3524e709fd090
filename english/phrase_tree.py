"""Which of many words and phrases stand in a text, found in one walk through it however many they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARTS = re.compile(r"\w+|\W+")
EDGES = re.compile(r"\A\W+|\W+\Z")  # the apostrophe of "'Salem's Lot": in a text a blank stands with it


@dataclass(slots=True)
class Node:
    """Where the walk is after some parts of a phrase."""

    after: dict[str, Node] = field(default_factory=dict)  # by the part that follows
    numbers: list[int] = field(default_factory=list)  # of the phrases that end here


class PhraseTree:
    """Words and phrases by their parts, each known by its number; in small letters, as `own_words.plain` has them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.top = Node()
        for number, phrase in enumerate(phrases):
            node = self.top
            for part in PARTS.findall(EDGES.sub("", phrase)):
                node = node.after.setdefault(part, Node())
            node.numbers.append(number)

    def numbers_in(self, text: str) -> set[int]:
        """Give the numbers of those that stand in a text, in one number or the other, with or without dots."""
        if not self.top.after:
            return set()
        parts = PARTS.findall(text.casefold().replace("’", "'").replace(". ", " "))
        found: set[int] = set()
        for first in range(len(parts)):
            found.update(self._numbers_from(parts, first))
        return found

    def _numbers_from(self, parts: Sequence[str], first: int) -> list[int]:
        node, found = self.top, list[int]()
        for at in range(first, len(parts)):
            part = parts[at]
            for ending in dict.fromkeys((part, part.removesuffix("s"), part.removesuffix("es"))):
                if last := node.after.get(ending):
                    found += last.numbers
            if part not in node.after:
                break
            node = node.after[part]
        return found
