"""Pictures that are final: `--keep` and `--unkeep`, and what a run says of the pictures that it leaves as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errors import NovelError, UsageError, count, say_os_error
from workspace.files import sync_folders
from workspace.identity import say_key
from workspace.log import log
from workspace.plan import REFRESHED, PlannedScene
from workspace.prompt_changes import write_keep, write_prompt_file
from workspace.prompt_files import read_prompt_file
from workspace.run_settings import Selection
from workspace.selection import select_scenes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records import Key, Scene
    from workspace.run_settings import RunSettings


def check_scenes(scenes: Iterable[Scene], settings: RunSettings) -> None:
    """Raise UsageError where a scene to keep, or to let go, does not exist or is named for both."""
    keys = [find_keys(scenes, spans) for spans in (settings.keep, settings.unkeep)]
    if both := sorted(keys[0] & keys[1]):
        raise UsageError(f"Scene {say_key(both[0])} is named for --keep and for --unkeep: give it once.")


def find_keys(scenes: Iterable[Scene], spans: Sequence[tuple[int, range]]) -> frozenset[Key]:
    """Give the scenes that the command line names; raises UsageError for one that does not exist."""
    return select_scenes(scenes, Selection(scenes=tuple(spans))) if spans else frozenset()


def check_keepable(plans: Sequence[PlannedScene], settings: RunSettings) -> None:
    """Raise an error, before anything is written, where a scene has no picture to keep, or no readable prompt file."""
    keep, unkeep = (find_keys((p.scene for p in plans), spans) for spans in (settings.keep, settings.unkeep))
    for planned in plans:
        key = say_key(planned.scene.key)
        if planned.scene.key in keep | unkeep and planned.prompt_file and planned.prompt_file.error:
            raise NovelError(f"Scene {key}: {planned.prompt_file.error}")
        if planned.scene.key in keep and not (planned.picture and planned.picture.sound):
            why = f": {planned.picture.path.name} is broken" if planned.picture else " yet"
            raise UsageError(f"Scene {key} has no picture to keep{why}; draw it with --scenes {key}.")


def keep_pictures(plans: Sequence[PlannedScene], settings: RunSettings) -> None:
    """Write into prompt files which pictures are final, and which no longer; raises NovelError."""
    for spans, keep in ((settings.keep, True), (settings.unkeep, False)):
        keys = find_keys((planned.scene for planned in plans), spans)
        for planned in plans:
            if planned.scene.key in keys:
                change_keep(planned, settings, keep=keep)
    sync_folders(settings.folders.prompts)


def change_keep(planned: PlannedScene, settings: RunSettings, *, keep: bool) -> None:
    """Keep one scene's picture, or let it go, and say so."""
    key, path = say_key(planned.scene.key), planned.prompt_path
    is_kept = planned.prompt_file is not None and planned.prompt_file.keep
    if is_kept == keep:
        log.info("Scene %s %s.", key, "is kept already" if keep else "was not kept")
        return
    try:
        if read_prompt_file(path, settings.defaults.limits).generated is None and not path.exists():
            write_prompt_file(path, planned.generated)
        write_keep(path, keep=keep)
    except OSError as error:
        raise NovelError(f"{say_os_error(error, path)}. Nothing of the picture has changed.") from error
    if keep and planned.picture:
        log.info("Scene %s is kept: no run draws %s again until --unkeep %s.", key, planned.path.name, key)
    elif not keep:
        log.info("Scene %s is no longer kept: the next run treats it like any other.", key)


# --- What a run says --------------------------------------------------------------------------------------------------


def report_left_alone(selected: Sequence[PlannedScene], settings: RunSettings) -> None:
    """Say which pictures stay although the rules, the text or the command line would have them otherwise."""
    kept = [planned for planned in selected if planned.status == "kept"]
    if kept and (settings.force or settings.given or settings.refresh) and not settings.takes:
        log.info("Kept, so passed by: %s.", say_scenes(kept))
    if newer := [planned for planned in kept if planned.is_text_newer]:
        log.warning("Kept although the text has changed since: %s.", say_scenes(newer))
    if settings.refresh and not any(planned.reason == REFRESHED for planned in selected):
        log.info("%s", say_nothing_refreshed(selected))
    report_staying(selected, settings)


def say_scenes(plans: Sequence[PlannedScene]) -> str:
    """List scenes in words."""
    keys = ", ".join(say_key(planned.scene.key) for planned in plans)
    return f"scene{'' if len(plans) == 1 else 's'} {keys}"


def say_nothing_refreshed(selected: Sequence[PlannedScene]) -> str:
    """Say why --refresh finds nothing."""
    if all(planned.job.engine == "storyboard" for planned in selected):
        return "Nothing to refresh: --refresh is for SDXL, storyboard panels are drawn anew by themselves."
    return "Nothing to refresh: these pictures were drawn from the words that the rules write now."


def report_staying(selected: Sequence[PlannedScene], settings: RunSettings) -> None:
    """Say once how many pictures keep the words that they were drawn from."""
    if staying := sum(planned.is_staying for planned in selected):
        them = "it" if staying == 1 else "them"
        log.info(
            "%s %s drawn from other words than the rules write now: kept; %s--refresh draws %s anew.",
            count(staying, "picture"),
            "was" if staying == 1 else "were",
            "" if settings.dry_run else f"--dry-run shows {them}, ",
            them,
        )
