"""What earlier runs left in the author's folders, and which scene each picture and prompt file belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import NovelError
from untrusted import parse_toml
from workspace.cached_pictures import PictureLooks
from workspace.identity import SceneIdentity, match_scenes, scene_stem
from workspace.log import log
from workspace.lookalikes import home_of, refuse_placeholders
from workspace.pictures import read_pictures
from workspace.prompt_files import UNUSED, PromptFile, read_prompt_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from errors import Limits
    from records import Key
    from workspace.pictures import Picture
    from workspace.prompt_files import Parse
    from workspace.run_settings import Folders


@dataclass(frozen=True, slots=True)
class Workspace:
    """What is on disk: the pictures and prompt files of earlier runs."""

    images: Path
    prompts: Path
    pictures: Sequence[Picture] = ()
    prompt_files: Sequence[PromptFile] = ()
    unused_pictures: Sequence[Picture] = ()  # of scenes that were gone when a run put them aside
    unused_files: Sequence[PromptFile] = ()


def read_workspace(
    folders: Folders, limits: Mapping[str, Limits], looks: PictureLooks | None = None, parse: Parse = parse_toml
) -> Workspace:
    """Read every picture and every prompt file; `looks` and `parse` may know them from earlier runs.

    Raises NovelError where some are only in a cloud.
    """
    refuse_placeholders((folders.output, folders.prompts))
    read = (looks or PictureLooks()).read
    pictures, prompt_files = read_pictures(folders.output, read), read_prompt_files(folders.prompts, limits, parse)
    aside, files_aside = read_aside(folders, limits, read, parse)
    return Workspace(
        folders.output,
        folders.prompts,
        pictures,
        prompt_files,
        [picture for picture in aside if picture.record and picture.sound],
        [file for file in files_aside if file.generated],
    )


def read_aside(
    folders: Folders, limits: Mapping[str, Limits], read: Callable[[Path], Picture], parse: Parse
) -> tuple[list[Picture], list[PromptFile]]:
    """Read what was put aside, the newest of a name first; a folder that cannot be looked into costs itself alone."""
    pictures: list[Picture] = []
    files: list[PromptFile] = []
    try:
        pictures = read_pictures(folders.output / UNUSED, read)[::-1]
        files = read_prompt_files(folders.prompts / UNUSED, limits, parse)[::-1]
    except NovelError as error:
        log.warning("%s", error)
    return pictures, files


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
    homes = {path: home for path in known if (home := home_of(path))}
    matched = {key: by_path[path] for key, path in match_scenes(identities, known, homes).items()}
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
    homes = {path: home for path in known if (home := home_of(path))}
    matched = {key: by_path[path] for key, path in match_scenes(identities, known, homes).items()}
    mute = {file.path.stem: file for file in files if not file.generated}
    for key in identities:
        file = mute.get(scene_stem(key, widths))
        if file and not (file.is_unread and key in matched):
            matched[key] = file
    return matched


def wait_for_unread(
    matched: Mapping[Key, PromptFile], drawn: Iterable[Key], workspace: Workspace, widths: tuple[int, int]
) -> dict[Key, PromptFile]:
    """Let the scenes that were drawn and have no prompt file wait while one cannot be read, for it may be theirs.

    Else one bad moment of the disk, while scenes move, would have the rules' words drawn in place of the author's.
    """
    unread = next((file.path for file in workspace.prompt_files if file.is_unread), None)
    if unread is None:
        return dict(matched)
    error = f"{unread} cannot be read and may be this scene's prompt file: make it readable, or delete it."
    lone = {key: workspace.prompts / f"{scene_stem(key, widths)}.toml" for key in drawn if key not in matched}
    return {**matched, **{key: PromptFile(path, error=error) for key, path in lone.items()}}


def follow_prompt_files(
    matched: Mapping[Key, Picture], prompt_files: Mapping[Key, PromptFile], pictures: Sequence[Picture]
) -> dict[Key, Picture]:
    """Match the scenes without a picture to the one that lies under the number of their prompt file.

    So a picture stays with a scene that was rewritten step by step and not drawn again.
    """
    taken = {picture.path for picture in matched.values()}
    left = [picture for picture in pictures if picture.path not in taken and picture.sound]
    by_stem = {number_stem(picture.path.stem): picture for picture in reversed(left)}
    lone = {key: file for key, file in prompt_files.items() if key not in matched and file.generated}
    found = {key: by_stem[file.path.stem] for key, file in lone.items() if file.path.stem in by_stem}
    return {**matched, **{key: found[key] for key in found if found[key].record or prompt_files[key].keep}}


def find_pictures_again(
    identities: Mapping[Key, SceneIdentity], matched: Mapping[Key, Picture], workspace: Workspace
) -> dict[Key, Picture]:
    """Match the scenes without a picture to those put aside."""
    by_path = {picture.path: picture for picture in workspace.unused_pictures}
    known = {picture.path: picture.record.identity for picture in workspace.unused_pictures if picture.record}
    open_scenes = {key: identity for key, identity in identities.items() if key not in matched}
    return {**matched, **{key: by_path[path] for key, path in match_scenes(open_scenes, known).items()}}


def find_files_again(
    identities: Mapping[Key, SceneIdentity], matched: Mapping[Key, PromptFile], workspace: Workspace
) -> dict[Key, PromptFile]:
    """Match the scenes without a prompt file to those put aside."""
    by_path = {file.path: file for file in workspace.unused_files}
    known = {file.path: file.generated.identity for file in workspace.unused_files if file.generated}
    open_scenes = {key: identity for key, identity in identities.items() if key not in matched}
    return {**matched, **{key: by_path[path] for key, path in match_scenes(open_scenes, known).items()}}


def check_same_novel(matched: Mapping[Key, Picture], workspace: Workspace) -> None:
    """Raise NovelError where the pictures belong to another novel, whose files must not be renamed or replaced."""
    known = sum(picture.record is not None for picture in workspace.pictures)
    if known and all(picture.record is None for picture in matched.values()):
        raise NovelError(
            f"{workspace.images} holds {known} pictures of another novel; "
            "give this one folders of its own with --output DIR and --prompts DIR."
        )
