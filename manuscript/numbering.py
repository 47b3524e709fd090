"""The names of all files in, their order and their chapters' numbers out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from manuscript.names import NameNumber, NameSense, read_name, read_words, word_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PartKey = tuple[tuple[tuple[int, int], ...], bool, str]  # numbers; False of a part, which comes first; words
PathKey = tuple[PartKey, ...]


# --- Siblings ---------------------------------------------------------------------------------------------------------
def read_names(stems: Sequence[str]) -> dict[str, NameSense]:
    """Read the names of one folder together: bare Roman and number words count where several names have them."""
    senses = {stem: read_name(stem) for stem in stems}
    for stem, number in bare_words(senses):
        senses[stem] = replace(
            senses[stem], numbers=tuple(sorted([*senses[stem].numbers, number], key=lambda one: one.at))
        )
    runs = Counter(run for sense in senses.values() for run in counters(sense))
    return {
        stem: replace(
            sense,
            numbers=tuple(
                replace(number, label="words") if is_of_title(number, sense, runs) else number
                for number in sense.numbers
            ),
        )
        for stem, sense in senses.items()
    }


def bare_words(senses: Mapping[str, NameSense]) -> Iterator[tuple[str, NameNumber]]:
    """Find Roman numerals and number words at the head of several names, or behind the same words."""
    heads = {
        stem: found[0] for stem, sense in senses.items() if not sense.counted and (found := read_words(sense.words))
    }
    others = sum(not sense.counted and not sense.place for sense in senses.values())
    if len(heads) > 1 and 2 * len(heads) >= others:
        yield from ((stem, NameNumber(value, "", 0)) for stem, value in heads.items())
        return
    tails: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for stem, sense in senses.items():
        value = word_value(sense.words[-1]) if len(sense.words) > 1 and not sense.counted else None
        if value is not None:
            tails[sense.words[:-1]].append((stem, value))
    for words, behind in tails.items():
        first = [(stem, 1) for stem, sense in senses.items() if sense.words == words]  # "Rope" before "Rope II"
        if len(behind) + len(first) > 1:
            yield from ((stem, NameNumber(value, "", len(words))) for stem, value in [*first, *behind])


def counters(sense: NameSense) -> Iterator[tuple[str, ...]]:
    """Yield the words before each bare number inside a name: siblings that share them are counted by it."""
    for number in sense.numbers:
        if not number.label and 0 < number.at < len(sense.words) - 1:
            yield sense.words[: number.at]


def is_of_title(number: NameNumber, sense: NameSense, runs: Mapping[tuple[str, ...], int]) -> bool:
    """Tell whether a bare number inside a name is one of its title's words, as in "the 39 steps"."""
    inside = not number.label and 0 < number.at < len(sense.words) - 1
    follows = any(other.at == number.at - 1 for other in sense.numbers)
    return inside and not follows and runs[sense.words[: number.at]] < 2  # noqa: PLR2004


# --- Order ------------------------------------------------------------------------------------------------------------
PROLOGUE, NUMBERED, WORDS, EPILOGUE = -1, 0, 1, 2
CONTAINERS = ("volume", "part")


def path_keys(names: Sequence[str]) -> dict[str, PathKey]:
    """Give the sort key of each file, by the names of its folders and its own; "/" stands between them."""
    paths = {name: split_path(name) for name in names}
    siblings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for parts in paths.values():
        for depth, part in enumerate(parts):
            siblings[parts[:depth]].add(part)
    senses = {folder: read_names(sorted(inside)) for folder, inside in siblings.items()}
    return {
        name: tuple(part_key(senses[parts[:depth]][part]) for depth, part in enumerate(parts))
        for name, parts in paths.items()
    }


def split_path(name: str) -> tuple[str, ...]:
    """Split a file's name at its folders, without its ending; a folder's page, index.md, stands for the folder."""
    *folders, last = name.split("/")
    stem, dot, ending = last.rpartition(".")
    stem = stem if dot and stem and not re.search(r"[\s\d]", ending) else last
    return tuple(folders) if folders and stem.casefold() == "index" else (*folders, stem)


def stem_of(name: str) -> str:
    """Give a file's name without folders and ending."""
    return split_path(name)[-1]


def part_key(sense: NameSense) -> PartKey:
    """Give what one folder or file name sorts by: volumes, then its other numbers, then its words."""
    leading = [number for number in sense.numbers if number.label == "volume"]
    others = [number for number in sense.numbers if number.label not in ("volume", "words")]
    before = [number for number in others if number.at < sense.place_at and number.label not in CONTAINERS]
    items = [(NUMBERED, number.value) for number in leading]
    is_placed = sense.place in ("first", "last") and not before
    for number in others:
        if is_placed and number.at > sense.place_at:
            items.append((PROLOGUE if sense.place == "first" else EPILOGUE, 0))
            is_placed = False
        items += [(NUMBERED, number.value), *([(NUMBERED, number.letter)] if number.letter else [])]
    if is_placed:
        items.append((PROLOGUE if sense.place == "first" else EPILOGUE, 0))
    words = " ".join(word.zfill(12) if word.isdecimal() else word for word in sense.words)
    is_part = bool(others) and all(number.label in CONTAINERS for number in others)
    return tuple(items or [(WORDS, 0)]), not is_part, words


# --- A file's own number ----------------------------------------------------------------------------------------------
def read_files(names: Sequence[str]) -> dict[str, NameSense]:
    """Read the names of files, each among those of its folder."""
    folders: dict[str, list[str]] = defaultdict(list)
    for name in names:
        folders[folder_of(name)].append(stem_of(name))
    senses = {folder: read_names(stems) for folder, stems in folders.items()}
    return {name: senses[folder_of(name)][stem_of(name)] for name in names}


def folder_of(name: str) -> str:
    """Give the folder of a file; a folder's page stands for the folder."""
    parts = split_path(name)
    return "/".join(parts[:-1])


def own_numbers(names: Sequence[str]) -> dict[str, int | None]:
    """Give the chapter number of each file: its one whole number, those aside that all files share; else None."""
    found = {name: chapter_numbers(sense) for name, sense in read_files(names).items()}
    kinds = [{(number.label, number.value) for number in numbers} for numbers in found.values()]
    shared = set.intersection(*kinds) if len(kinds) > 1 else set()
    return {name: own_number([n for n in one if (n.label, n.value) not in shared]) for name, one in found.items()}


def chapter_numbers(sense: NameSense) -> list[NameNumber]:
    """Give the numbers of a name that count chapters: a volume's or a part's number before them does not."""
    numbers = list(sense.counted)
    chapters = [number for number in numbers if number.label not in CONTAINERS]
    first = min((number.at for number in chapters), default=0)
    return [n for n in numbers if n.label != "volume" and not (n.label == "part" and n.at < first)] if chapters else []


def own_number(numbers: Sequence[NameNumber]) -> int | None:
    """Give the one whole number; the same number told twice, as in 01-chapter-one, is one."""
    if not numbers or any(number.letter for number in numbers):
        return None
    is_twice = len(numbers) == 2 and {number.label for number in numbers} == {"", "chapter"}  # noqa: PLR2004
    is_one = len(numbers) == 1 or (is_twice and numbers[0].value == numbers[1].value)
    return numbers[0].value if is_one and numbers[0].label != "scene" else None


# --- The chapters' numbers --------------------------------------------------------------------------------------------
MOST_TOLD = 8  # files of which the run says the number


def choose_numbers(own: Sequence[int | None], stated: Sequence[Sequence[int | None]]) -> list[list[int]]:
    """Give the numbers of each file's chapters: as the files' names say, else as their headings do, else from 1.

    `own` has each file's own number, `stated` the numbers in the headings of its chapters; both in order.
    """
    if all(len(inside) == 1 for inside in stated) and len(own) > 1:
        is_bare = all(number is None for number in own)
        for numbers in (own, [inside[0] for inside in stated] if is_bare else ()):
            known = [number for number in numbers if number is not None]
            if len(known) == len(own) and is_rising(known):
                return [[number] for number in known]
        return [[number] for number in range(1, len(own) + 1)]
    flat = [
        file if len(inside) == 1 and file is not None else number
        for file, inside in zip(own, stated, strict=True)
        for number in inside
    ]
    numbers_left = iter(final_numbers(flat))
    return [[next(numbers_left) for _ in inside] for inside in stated]


def is_rising(numbers: Sequence[int]) -> bool:
    """Tell whether each number is larger than the one before."""
    return all(low < high for low, high in pairwise(numbers))


def final_numbers(stated: Sequence[int | None]) -> list[int]:
    """Keep the stated numbers where they ascend; a last chapter without one (an epilogue) takes the next."""
    numbers = [*stated]
    if len(numbers) > 1 and numbers[-1] is None and numbers[-2] is not None:
        numbers[-1] = numbers[-2] + 1
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers) and is_rising(known):
        return known
    return list(range(1, len(numbers) + 1))


def say_numbers(files: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Say which file got which numbers, where they are counted rather than the files' own."""
    told = [f"{say_span(numbers)} {name}" for name, numbers in files]
    if len(told) > MOST_TOLD:
        told = [*told[: MOST_TOLD - 2], f"{told[MOST_TOLD - 2]}, …", told[-1]]
    return f"Chapters are numbered in order: {', '.join(told)}."


def say_span(numbers: Sequence[int]) -> str:
    """Say the numbers of a file's chapters: "3" or "3 to 7"."""
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
