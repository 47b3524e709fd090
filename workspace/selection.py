"""A selection in, the scenes to draw out."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records import Key, Scene
    from workspace.run_settings import Selection

MOST_NAMES = 3  # that a sentence offers


def select_scenes(scenes: Iterable[Scene], selection: Selection) -> frozenset[Key]:
    """Choose what is drawn; several selections intersect. Raises UsageError for what does not exist."""
    files = {scene.key: scene.file for scene in scenes}
    every = sorted(files)
    wanted = set(every)
    if selection.chapters:
        wanted &= set().union(
            *(
                find_file(chapter, files) if isinstance(chapter, str) else find_chapter(chapter, every)
                for chapter in selection.chapters
            )
        )
    for named in filter(None, (selection.scenes, selection.refresh)):
        wanted &= set().union(*(find_scenes(chapter, numbers, every) for chapter, numbers in named))
    if selection.resume:
        chapter, scene = selection.resume
        find_scenes(chapter, range(scene, scene + 1), every)
        wanted &= {key for key in every if key >= selection.resume}
    return frozenset(wanted)


def find_file(name: str, files: Mapping[Key, str]) -> set[Key]:
    """Find the scenes of the chapters in a file, named with or without folders and ending, in whatever case."""
    path = name.replace("\\", "/").casefold()
    spellings = {file: spell(file.casefold()) for file in dict.fromkeys(files.values())}
    for wanted in dict.fromkeys((path, PurePosixPath(path).name)):
        for way in range(len(spell(""))):
            chosen = {file for file, spelled in spellings.items() if spelled[way] == wanted}
            if chosen:
                chapters = {chapter for (chapter, _), file in files.items() if file in chosen}
                return {key for key in files if key[0] in chapters}
    near = get_close_matches(path, [one for spelled in spellings.values() for one in spelled[2:]], 6, 0.4)
    told = dict.fromkeys(file for one in near for file, spelled in spellings.items() if one in spelled)
    listed = ", ".join([*told][:MOST_NAMES]) or next(iter(spellings), "")
    raise UsageError(f"No chapter's file is called {name}: take a number (3, or 1-3), or a name such as {listed}.")


def spell(file: str) -> tuple[str, str, str, str]:
    """Give the ways in which an author may name a file: with its folders or without, with its ending or without."""
    path = PurePosixPath(file)
    return str(path), str(path.with_suffix("")) if path.name else "", path.name, path.stem


def find_chapter(numbers: range, every: Sequence[Key]) -> set[Key]:
    """Find the scenes of some chapters, each of which must exist."""
    chapters = {chapter for chapter, _ in every}
    if missing := sorted(set(numbers[:10_000]) - chapters):
        raise UsageError(f"Chapter {missing[0]} does not exist: the novel has {say_numbers(chapters)}.")
    return {key for key in every if key[0] in numbers}


def find_scenes(chapter: int, numbers: range, every: Sequence[Key]) -> set[Key]:
    """Find some scenes of a chapter, each of which must exist."""
    find_chapter(range(chapter, chapter + 1), every)
    scenes = {scene for number, scene in every if number == chapter}
    if missing := sorted(set(numbers[:10_000]) - scenes):
        raise UsageError(f"Scene {chapter}:{missing[0]} does not exist: chapter {chapter} has {len(scenes)} scenes.")
    return {(chapter, scene) for scene in numbers}


def say_numbers(chapters: set[int]) -> str:
    """List the chapters that exist, in words."""
    ordered = sorted(chapters)
    if len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"chapters {ordered[0]} to {ordered[-1]}"
    return f"chapter{'s' if len(ordered) > 1 else ''} {', '.join(map(str, ordered))}"
