"""A novel as read in, sentences out: which files were passed over, and what was left out of the others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from errors import count
from manuscript.beside import BY_FOLDER
from manuscript.places import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from records import LeftOut, Novel

MOST_NAMED = 5
MOST_LINES = 3  # of which a sentence gives the number


# --- Files ------------------------------------------------------------------------------------------------------------
def say_skipped(beside: Mapping[str, str]) -> tuple[str, ...]:
    """Say which files are passed over, those of one folder or one reason together."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, why in beside.items():
        folder = name.partition("/")[0] if "/" in name and why in (BY_FOLDER, OUTSIDE) else ""
        groups[folder, why].append(name)
    return tuple(f"{name_group(folder, names)}: {why}" for (folder, why), names in groups.items())


def name_group(folder: str, names: Sequence[str]) -> str:
    """Name some files: one by itself, many of a folder by the folder."""
    if folder and len(names) > 1:
        return f"{folder}/ ({count(len(names), 'file')})"
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def say_passed_over(novel: Novel) -> list[str]:
    """Say which files of the novel's folder are not read."""
    return [f"passed over: {skipped}" for skipped in novel.skipped]


# --- Stretches --------------------------------------------------------------------------------------------------------
def say_left_out(novel: Novel) -> Iterator[tuple[bool, str]]:
    """Say what is left out of the files that are read: (whether it is worth a warning, the sentence)."""
    ends = {scene.file: scene.lines[1] for scene in sorted(novel.scenes, key=lambda scene: scene.lines)}
    groups: dict[tuple[str, str, object], list[LeftOut]] = defaultdict(list)
    for index, left in enumerate(novel.left_out):
        groups[left.file, left.what, index if left.is_large else ""].append(left)
    for (file, what, _), lefts in groups.items():
        parts = [
            f"left out: {file} {say_lines(lefts, ends.get(file, 0))}",
            what,
            *([count(breaks, "scene break")] if (breaks := sum(left.breaks for left in lefts)) else []),
            *([say_words(words)] if (words := sum(left.words for left in lefts)) else []),
        ]
        yield any(left.is_large for left in lefts), ", ".join(parts)


def say_lines(lefts: Sequence[LeftOut], end: int) -> str:
    """Say where stretches stand: "line 17", "lines 3 to 9", "from line 17" to the end, "lines 3, 9, 12 and 4 more"."""
    if len(lefts) == 1:
        first, last = lefts[0].lines
        if first > end > 0 and last > first:
            return f"from line {first}"
        return f"line {first}" if first == last else f"lines {first} to {last}"
    named = [str(left.lines[0]) for left in lefts[:MOST_LINES]]
    more = len(lefts) - MOST_LINES
    return f"lines {', '.join(named)} and {more} more" if more > 0 else f"lines {', '.join(named[:-1])} and {named[-1]}"


def say_words(words: int) -> str:
    """Say a number of words: "1 word", "2,900 words"."""
    return f"{words:,} word" + ("" if words == 1 else "s")
