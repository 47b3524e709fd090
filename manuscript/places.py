"""The names of a folder's files in, the story's files out by where they lie and what the others are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from manuscript.beside import (
    BY_FOLDER,
    MARKDOWN_SUFFIXES,
    TEXT_SUFFIXES,
    folded,
    is_beside_folder,
    name_reason,
    plain_words,
    suffix_of,
    table,
)
from manuscript.copies import find_originals
from manuscript.names import fold, read_name, read_words
from manuscript.numbering import own_numbers, stem_of

OUTSIDE = "it lies outside the manuscript's folder"
OLDER_DRAFT = "it is of another draft"
TRANSLATED = "it is a translation"
PLAIN_TEXT = "it is plain text beside Markdown chapters"
UNNUMBERED = "it has no chapter number, unlike the files beside it"
NO_SCENE = "there is no scene in it"


@dataclass(frozen=True, slots=True)
class Sorted:
    """The files of a folder that may be chapters, and the others with why."""

    chapters: tuple[str, ...]
    beside: Mapping[str, str]
    is_sure: bool = True  # False: only files were there that look like none


def sort_files(names: Sequence[str]) -> Sorted:
    """Choose the files that may be chapters by their names and folders; where none is left, by less."""
    texts = [name for name in names if suffix_of(name) in MARKDOWN_SUFFIXES | TEXT_SUFFIXES]
    reasons = {name: reason for name in texts if (reason := name_reason(name))}
    is_sure = len(reasons) < len(texts)
    if not is_sure:
        drafts = {name for name in texts if reasons[name] == BY_FOLDER and lies_in_drafts(name)}
        hard = {name for name in texts if reasons[name] != BY_FOLDER}
        kept = next(filter(None, (drafts, set(texts) - hard)), set(texts))
        reasons = {name: reason for name, reason in reasons.items() if name not in kept}
    for rule in (copies, older_drafts, outside_manuscript, translations, plain_texts, companions):
        reasons |= rule([name for name in texts if name not in reasons])
    return Sorted(tuple(name for name in texts if name not in reasons), reasons, is_sure)


def lies_in_drafts(name: str) -> bool:
    """Tell whether all that speaks against a file is that its folder is called "Drafts"."""
    folders = [folder for folder in name.split("/")[:-1] if is_beside_folder(folder)]
    return all(set(plain_words(folder)) <= folded(table().drafts) for folder in folders)


def copies(names: Sequence[str]) -> dict[str, str]:
    """Leave out what is surely a copy by its name, where the original lies beside it."""
    folders: dict[str, list[str]] = defaultdict(list)
    for name in names:
        folders[name.rpartition("/")[0]].append(name)
    found: dict[str, str] = {}
    for inside in folders.values():
        stems = {stem_of(name): name for name in inside}
        originals = find_originals(stems, is_sure=True)
        found |= {
            stems[stem]: f"it is a copy of {stems[other].rpartition('/')[2]}" for stem, other in originals.items()
        }
    return found


# --- By place ---------------------------------------------------------------------------------------------------------
@cache
def draft_number(folder: str) -> int | None:
    """Give the number of a folder such as "Draft 2", "First Draft" or "v3"; None where it is none."""
    words = plain_words(folder)
    numbers, drafts = [], 0
    while words:
        found = read_words(words)
        if words[0].isdecimal() or words[0] in table().draft_numbers:
            numbers.append(int(words[0]) if words[0].isdecimal() else table().draft_numbers[words[0]])
        elif words[0] in folded(table().drafts):
            drafts += 1
        elif found and found[1] == 1:
            numbers.append(found[0])
        else:
            return None
        words = words[1:]
    return max(numbers) if drafts and numbers else None


def older_drafts(names: Sequence[str]) -> dict[str, str]:
    """Leave out the drafts but the last, and that too where the story lies beside them."""
    drafts: dict[int, list[str]] = defaultdict(list)
    others: list[str] = []
    for name in names:
        numbers = [number for folder in name.split("/")[:-1] if (number := draft_number(folder)) is not None]
        (drafts[numbers[0]] if numbers else others).append(name)
    if not drafts:
        return {}
    last = drafts.pop(max(drafts))
    if 2 * len(others) > len(last):
        return dict.fromkeys([*last, *(name for older in drafts.values() for name in older)], OLDER_DRAFT)
    return dict.fromkeys([name for older in drafts.values() for name in older], OLDER_DRAFT) | dict.fromkeys(
        others, OUTSIDE
    )


def outside_manuscript(names: Sequence[str]) -> dict[str, str]:
    """Leave out what lies outside a folder that is plainly the manuscript, but for a prologue or a missing chapter."""
    inside = names
    while folder := manuscript_folder(inside):
        inside = [name for name in inside if name.startswith(folder)]
    kept = {*inside, *left_in(inside, [name for name in names if name not in set(inside)])}
    return {name: OUTSIDE for name in names if name not in kept}


def manuscript_folder(names: Sequence[str]) -> str:
    """Find the outermost folder below those that all files share that is plainly the manuscript, "" where none is."""
    common = shared_folder(names)
    files: dict[str, list[str]] = defaultdict(list)
    for name in names:
        folder, slash, _ = name[len(common) :].partition("/")
        if slash:
            files[common + folder + "/"].append(name)
    for folder in sorted(
        (one for one in files if manuscript_rank(one) is not None), key=lambda one: manuscript_rank(one) or 0
    ):
        outside = [name for name in names if name not in set(files[folder])]
        if outside and len(files[folder]) >= sum(bool(read_name(stem_of(name)).counted) for name in outside):
            return folder
    return ""


def shared_folder(names: Sequence[str]) -> str:
    """Give the folder in which all files lie, with "/"; "" for the novel's own."""
    paths = [name.split("/")[:-1] for name in names]
    shared = []
    for parts in zip(*paths, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0] + "/")
    return "".join(shared)


def manuscript_rank(folder: str) -> int | None:
    """Tell how plainly a folder is the manuscript, 0 the most; None where it is not."""
    names = [fold(name) for name in table().manuscripts]
    words = plain_words(folder.rstrip("/").rpartition("/")[2])
    while words and (words[0].isdecimal() or words[0] in ("the", "my", "full")):
        words = words[1:]
    return min(map(names.index, words)) if words and set(words) <= set(names) else None


def left_in(inside: Sequence[str], outside: Sequence[str]) -> list[str]:
    """Choose from what lies outside the manuscript's folder: prologues and such, and chapters that are not in it."""
    if not outside:
        return []
    folder = shared_folder(inside)
    parent = folder.rstrip("/").rpartition("/")[0]
    numbers = own_numbers(list(inside)).values()
    near = [name for name in outside if name.rpartition("/")[0] in ("", parent)]
    own = own_numbers(near)
    senses = {name: read_name(stem_of(name)) for name in near}
    places = {read_name(stem_of(name)).place for name in inside}
    return [
        name
        for name, sense in senses.items()
        if (sense.place and sense.place not in places)
        or (sense.is_story and own[name] is not None and own[name] not in numbers)
    ]


def translations(names: Sequence[str]) -> dict[str, str]:
    """Leave out all languages but one, the first or English, where folders of languages hold files of one name."""
    common = shared_folder(names)
    folders: dict[str, set[str]] = defaultdict(set)
    for name in names:
        folder, slash, rest = name[len(common) :].partition("/")
        if slash and " ".join(plain_words(folder)) in folded(table().languages):
            folders[folder].add(rest)
    chosen = min(folders, key=lambda folder: (fold(folder) not in ("en", "english"), folder), default="")
    others = {one for one in folders if one != chosen and 2 * len(folders[one] & folders[chosen]) > len(folders[one])}
    return {name: TRANSLATED for name in names if name[len(common) :].partition("/")[0] in others}


def plain_texts(names: Sequence[str]) -> dict[str, str]:
    """Leave out plain texts beside Markdown chapters, but for chapters whose number no other file has."""
    markdown = [name for name in names if suffix_of(name) in MARKDOWN_SUFFIXES]
    texts = [name for name in names if name not in set(markdown)]
    if not markdown or not texts:
        return {}
    keys = {file_key(name) for name in markdown}
    return {name: PLAIN_TEXT for name in texts if not file_key(name)[1] or file_key(name) in keys}


def file_key(name: str) -> tuple[str, tuple[object, ...]]:
    """Give what two files of one chapter share: their folder, and the numbers or the place in their names."""
    sense = read_name(stem_of(name))
    numbers = tuple((number.value, number.letter) for number in sense.counted)
    return name.rpartition("/")[0], numbers or ((sense.place,) if sense.place else ())


def companions(names: Sequence[str]) -> dict[str, str]:
    """Leave out the papers that go with another file by name: "01-school.notes" beside "01-school"."""
    stems = {(name.rpartition("/")[0], tuple(plain_words(stem_of(name)))): name for name in reversed(names)}
    papers = folded(table().papers)
    found = {}
    for (folder, words), name in stems.items():
        for length in range(1, len(words)):
            other = stems.get((folder, words[:length]))
            if other and set(words[length:]) <= papers:
                found[name] = f"it goes with {other.rpartition('/')[2]}"
    return found


# --- By number --------------------------------------------------------------------------------------------------------
FEW, MANY = 2, 3


def unnumbered(names: Sequence[str], stated: Collection[str] = ()) -> list[str]:
    """Find the files without a number where most have one, in their name or `stated` in the text.

    A prologue, an epilogue and an interlude need none; nor do files in folders that are numbered themselves.
    """
    senses = {name: read_name(stem_of(name)) for name in names}
    numbered = {name for name, sense in senses.items() if sense.counted or name in stated}
    if not numbered:
        numbered = {name for name in names if any(read_name(folder).counted for folder in name.split("/")[:-1])}
    bare = [name for name in names if name not in numbered and not senses[name].place]
    said = sum(sense.is_story and bool(sense.counted) for sense in senses.values())
    own = sorted({number for number in own_numbers(list(names)).values() if number is not None})
    is_run = len(own) >= MANY and own[0] <= 1 and own[-1] - own[0] == len(own) - 1
    return bare if len(numbered) >= FEW and (is_run or said >= FEW or len(numbered) > len(bare)) else []
