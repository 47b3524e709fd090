"""What earlier runs left in the author's folders, and which scene each picture and prompt file belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import NovelError
from workspace.identity import SceneIdentity, match_scenes, scene_stem
from workspace.pictures import read_pictures
from workspace.prompt_files import read_prompt_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from errors import Limits
    from records import Key
    from workspace.pictures import Picture
    from workspace.prompt_files import PromptFile
    from workspace.run_settings import Folders


@dataclass(frozen=True, slots=True)
class Workspace:
    """What is on disk: the pictures and prompt files of earlier runs."""

    images: Path
    prompts: Path
    pictures: Sequence[Picture] = ()
    prompt_files: Sequence[PromptFile] = ()


def read_workspace(folders: Folders, limits: Mapping[str, Limits]) -> Workspace:
    """Read every picture and every prompt file."""
    pictures, prompt_files = read_pictures(folders.output), read_prompt_files(folders.prompts, limits)
    return Workspace(folders.output, folders.prompts, pictures, prompt_files)


def number_widths(keys: Iterable[Key]) -> tuple[int, int]:
    """Give the digits that chapter and scene numbers take, at least two, so that names sort."""
    chapters, scenes = zip(*keys, strict=True)
    return max(2, len(str(max(chapters)))), max(2, len(str(max(scenes))))


def match_pictures(
    identities: Mapping[Key, SceneIdentity], pictures: Sequence[Picture], widths: tuple[int, int]
) -> dict[Key, Picture]:
    """Match each scene to its picture by text, or by file name where the picture is too broken to read."""
    by_path = {picture.path: picture for picture in pictures}
    known = {picture.path: picture.record.identity for picture in pictures if picture.record}
    matched = {key: by_path[path] for key, path in match_scenes(identities, known).items()}
    broken = [picture for picture in pictures if picture.record is None and not picture.sound]
    for key in identities:
        if key not in matched:
            stem = scene_stem(key, widths)
            mute = (p for p in broken if number_stem(p.path.stem) == stem)
            if picture := next(mute, None):
                matched[key] = picture
    return matched


def number_stem(stem: str) -> str:
    """Cut a file name down to its numbers: chapter_01_scene_02."""
    return "_".join(stem.split("_")[:4])


def match_prompt_files(
    identities: Mapping[Key, SceneIdentity], files: Sequence[PromptFile], widths: tuple[int, int]
) -> dict[Key, PromptFile]:
    """Match each scene to its prompt file by text, or by name where it is written by hand or unreadable."""
    by_path = {file.path: file for file in files}
    known = {file.path: file.generated.identity for file in files if file.generated}
    matched = {key: by_path[path] for key, path in match_scenes(identities, known).items()}
    mute = {file.path.stem: file for file in files if not file.generated}
    for key in identities:
        if file := mute.get(scene_stem(key, widths)):
            matched[key] = file
    return matched


def check_same_novel(matched: Mapping[Key, Picture], workspace: Workspace) -> None:
    """Raise NovelError where the pictures belong to another novel, whose files must not be renamed or replaced."""
    known = sum(picture.record is not None for picture in workspace.pictures)
    if known and all(picture.record is None for picture in matched.values()):
        raise NovelError(
            f"{workspace.images} holds {known} pictures of another novel; "
            "give this one folders of its own with --output DIR and --prompts DIR."
        )
