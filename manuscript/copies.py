"""A file's name in, of which file it says that it is a copy, a backup or an editor's spare: the table `copies.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from manuscript.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from english.lexicon_manuscript import CopyMark

MOST_MARKS = 4  # "scene - Copy (2) (conflicted copy)"


class Copy(NamedTuple):
    """What a name says of a copy."""

    original: str  # the original's name, folded, without its ending
    mark: CopyMark


def fold_name(name: str) -> str:
    """Fold a name: no capitals and no accents, however a system wrote them."""
    return fold(name).strip()


@cache
def patterns() -> tuple[tuple[re.Pattern[str], CopyMark], ...]:
    """Compile the table; what a pattern finds is taken off the name."""
    table = lexicon().copies
    words = {name: either(own) for name, own in table.words.items()}
    return tuple(
        (re.compile(template), mark)
        for mark in table.marks
        for template in (
            *(fill_in(behind, words) + r"\Z" for behind in mark.behind),
            *(r"\A" + fill_in(before, words) for before in mark.before),
        )
    )


def either(words: Iterable[str]) -> str:
    """Make a pattern of some words, the longest first."""
    return f"(?:{'|'.join(sorted((re.escape(fold_name(word)) for word in words), key=len, reverse=True))})"


def fill_in(template: str, words: Mapping[str, str]) -> str:
    """Put the words of the table into a pattern."""
    for name, own in words.items():
        template = template.replace(f"{{{name}}}", own)
    return template


@cache
def find_copy(stem: str) -> Copy | None:
    """Find what a name without its ending says of a copy; None where it says nothing. A surer mark counts first."""
    name = fold_name(stem)
    marks: list[CopyMark] = []
    while len(marks) < MOST_MARKS and (found := find_mark(name)):
        name, mark = found
        marks.append(mark)
    if not marks:
        return None
    return Copy(name, min(marks, key=lexicon().copies.marks.index))


def find_mark(name: str) -> tuple[str, CopyMark] | None:
    """Take one mark off a folded name: (what is left, the mark)."""
    for pattern, mark in patterns():
        if match := pattern.search(name):
            rest = (name[: match.start()] + name[match.end() :]).strip()
            if any(map(str.isalnum, rest)):
                return rest, mark
    return None


def is_copy_of(stem: str, original: str) -> bool:
    """Tell whether a name says that it is a copy of another."""
    found = find_copy(stem)
    return found is not None and found.original == fold_name(original)


def find_originals(stems: Iterable[str], *, is_sure: bool = False) -> dict[str, str]:
    """Give the copies among names with their originals, where these are there; only by sure marks, if so asked."""
    by_name = {fold_name(stem): stem for stem in stems}
    copies = {stem: found for stem in by_name.values() if (found := find_copy(stem))}
    return {
        stem: by_name[found.original]
        for stem, found in copies.items()
        if found.original in by_name and (found.mark.is_sure or not is_sure)
    }


def placeholder_of(name: str) -> str:
    """Name the file for which iCloud keeps a placeholder of this name on the disk; "" where it is none."""
    found = re.fullmatch(r"\.(.*\w)\.icloud", name)
    return found[1] if found else ""


FETCH_IT = "choose Download Now for that folder in the Finder, then run the command again."


def find_away(names: Sequence[str]) -> list[str]:
    """Name the files that iCloud keeps away, from the names in their folder."""
    return [name for one in names if (name := placeholder_of(one)) and name not in names]
