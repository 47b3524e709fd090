"""A selection in, the scenes to draw out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records import Key
    from workspace.run_settings import Selection


def select_scenes(keys: Iterable[Key], selection: Selection) -> frozenset[Key]:
    """Choose what is drawn; several selections intersect. Raises UsageError for what does not exist."""
    every = sorted(keys)
    wanted = set(every)
    if selection.chapters:
        wanted &= set().union(*(find_chapter(numbers, every) for numbers in selection.chapters))
    if selection.scenes:
        wanted &= set().union(*(find_scenes(chapter, numbers, every) for chapter, numbers in selection.scenes))
    if selection.resume:
        chapter, scene = selection.resume
        find_scenes(chapter, range(scene, scene + 1), every)
        wanted &= {key for key in every if key >= selection.resume}
    return frozenset(wanted)


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
