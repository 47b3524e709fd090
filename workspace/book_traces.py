"""What runs left in a folder: whether there are pictures or prompt files, and whether they are this novel's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errors import NovelError
from workspace.identity import SceneIdentity, identify, match_scenes
from workspace.pictures import read_record
from workspace.prompt_files import read_prompt_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from errors import Limits
    from workspace.run_settings import Defaults


def has_traces(folders: Iterable[Path]) -> bool:
    """Tell whether folders have any pictures or prompt files."""
    return any(True for folder in folders for ending in (".png", ".toml") for _ in folder.glob(f"*{ending}"))


def has_book(folders: Iterable[Path], novel: Path, defaults: Defaults) -> bool:
    """Tell whether pictures or prompt files in folders are this novel's: made of a scene of it, if edited since."""
    from scene_parser import read_novel  # noqa: PLC0415 - only where folders must be told apart

    known = identities_in(folders, defaults.limits)
    try:
        scenes = read_novel(novel, defaults.blank_lines_break).scenes if known else ()
    except NovelError:
        return False
    return bool(match_scenes({scene.key: identify(scene.text) for scene in scenes}, known))


def identities_in(folders: Iterable[Path], limits: Mapping[str, Limits]) -> dict[Path, SceneIdentity]:
    """Read of which texts the prompt files and pictures in folders were made."""
    found: dict[Path, SceneIdentity] = {}
    for folder in folders:
        files = read_prompt_files(folder, limits)
        records = ((path, read_record(path)) for path in sorted(folder.glob("*.png")))
        found |= {file.path: file.generated.identity for file in files if file.generated}
        found |= {path: record.identity for path, record in records if record}
    return found
