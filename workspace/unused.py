"""Pictures and prompt files of scenes that are gone: put aside in `unused/`, where they wait for it."""

from __future__ import annotations

import re
from logging import INFO, WARNING
from typing import TYPE_CHECKING, NamedTuple

from errors import NovelError, count, say_os_error
from workspace.files import move_beside
from workspace.log import log
from workspace.lookalikes import MOST_NAMES, is_own_name
from workspace.matching import number_stem
from workspace.prompt_files import UNUSED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workspace.matching import Workspace
    from workspace.plan import PlannedScene
    from workspace.run_settings import Folders


class Orphans(NamedTuple):
    """What belongs to no scene of the novel."""

    pictures: Sequence[Path] = ()
    files: Sequence[Path] = ()  # prompt files: edited ones, and those that lie with the pictures
    has_words: bool = False  # of the author's own
    why_left: str = ""  # a sentence, where they are left in place; "" where they are put aside


def find_orphans(plans: Sequence[PlannedScene], workspace: Workspace, folders: Folders, usual: Path) -> Orphans:
    """Find the pictures and prompt files whose scene is gone; `usual` is the novel that no command line names."""
    drawn = {planned.picture.path for planned in plans if planned.picture}
    pictures = [
        picture.path
        for picture in workspace.pictures
        if picture.record and picture.path not in drawn and is_own_name(picture.path)
    ]
    kept = {planned.prompt_file.path for planned in plans if planned.prompt_file}
    stems = {number_stem(path.stem) for path in pictures}
    others = (file for file in workspace.prompt_files if file.path not in kept and is_own_name(file.path))
    lone = [file for file in others if file.generated]
    hers = any(file.is_hers for file in lone)
    files = [file.path for file in lone if file.is_hers or file.path.stem in stems]
    is_named = folders.novel != usual
    return Orphans(pictures, files, hers, find_doubt([*pictures, *files], plans, folders.novel) if is_named else "")


def find_doubt(orphans: Sequence[Path], plans: Sequence[PlannedScene], novel: Path) -> str:
    """Say why files without a scene may be another novel's, or of chapters that are only not read this time."""
    chapters = {planned.scene.chapter for planned in plans}
    found = sum((planned.picture is not None) + (planned.prompt_file is not None) for planned in plans)
    are_elsewhere = any((number := chapter_of(path)) and number not in chapters for path in orphans)
    is_part = novel.is_file() and any(path != novel for path in novel.parent.glob(f"*{novel.suffix}"))
    if not are_elsewhere or not (is_part or len(orphans) > found):
        return ""
    return (
        f"{count(len(orphans), 'file')} of earlier runs ({say_names(orphans)}) belong to no scene of {novel} and stay "
        "where they are: give the whole novel with --novel, or this one folders of its own with --output and --prompts."
    )


def chapter_of(path: Path) -> int:
    """Read the chapter from a file's name; 0 where there is none."""
    found = re.match(r"chapter_(\d+)_scene_", path.stem)
    return int(found[1]) if found else 0


def put_orphans_away(orphans: Orphans) -> None:
    """Move the pictures and prompt files of scenes that are gone to `unused/`, and say so."""
    report_orphans(orphans, is_dry=False)
    for path in () if orphans.why_left else (*orphans.pictures, *orphans.files):
        move_away(path)


def report_orphans(orphans: Orphans, *, is_dry: bool) -> None:
    """Say what moves to `unused/`, as a warning where it holds the author's words, or why it is left in place."""
    if orphans.why_left:
        log.warning("%s", orphans.why_left)
        return
    for paths, what in ((orphans.pictures, "picture"), (orphans.files, "prompt file")):
        if paths:
            whose = f"{count(len(paths), what)} of {'a scene' if len(paths) == 1 else 'scenes'} no longer there"
            moves = f"{'will move' if is_dry else 'moved'} to {paths[0].parent / UNUSED}"
            has_words = orphans.has_words and paths is orphans.files
            words = f"; {'its' if len(paths) == 1 else 'their'} words are kept there" if has_words else ""
            log.log(WARNING if has_words else INFO, "%s %s: %s%s.", whose, moves, say_names(paths), words)


def report_back(plans: Sequence[PlannedScene]) -> None:
    """Say which pictures come back from `unused/` with their scenes."""
    if back := [planned.path for planned in plans if planned.is_back]:
        are = "its scene is" if len(back) == 1 else "their scenes are"
        log.info("%s back from %s, for %s here again: %s.", count(len(back), "picture"), UNUSED, are, say_names(back))


def say_names(paths: Sequence[Path]) -> str:
    """List the first names."""
    names = [path.name for path in paths[:MOST_NAMES]]
    return ", ".join([*names, *([f"{len(paths) - MOST_NAMES} more"] if len(paths) > MOST_NAMES else [])])


def move_away(path: Path) -> None:
    """Move a file to `unused/` under a free name; raises NovelError where the disk refuses."""
    try:
        move_beside(path, UNUSED)
    except OSError as error:
        raise NovelError(f"{say_os_error(error, path)}, or give other folders.") from error
