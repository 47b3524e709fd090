"""Several takes of a scene: the same words with other seeds, side by side, and one of them chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from errors import UsageError
from storyboard.drawing import varied
from workspace.identity import match_scenes
from workspace.pictures import TAKES, is_picture_of, read_pictures
from workspace.preparation import check_writable
from workspace.setting_files import without_folders
from workspace.settings import mix_seed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from workspace.pictures import Picture
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings, TakeChoice


def with_takes(selected: Sequence[PlannedScene], settings: RunSettings) -> list[PlannedScene]:
    """Replace each scene by its takes; scenes that cannot be drawn stay, so that they are reported."""
    check_writable(settings.folders.output / TAKES, "--output")
    failed = [planned for planned in selected if planned.is_failed]
    drawable = [planned for planned in selected if not planned.is_failed]
    return [*failed, *plan_takes(drawable, settings.takes)]


def plan_takes(plans: Iterable[PlannedScene], count: int) -> list[PlannedScene]:
    """Plan takes 1 to `count` of each scene; a take that exists and is up to date is left out."""
    takes = [plan_take(planned, number) for planned in plans for number in range(1, count + 1)]
    return [take for take in takes if take.is_forced or not is_picture_of(take.path, take.job)]


def plan_take(planned: PlannedScene, number: int) -> PlannedScene:
    """Plan one take: the scene's own job with a seed of its own; it says what it was given, should it be chosen."""
    job = replace(planned.job, seed=mix_seed(number, planned.record.identity.sha256))
    job = replace(job, drawing=varied(job.drawing)) if job.drawing else job
    folder = planned.path.parent / TAKES
    path = folder / f"{planned.prompt_path.stem}_take_{number:02d}.png"
    given = without_folders(planned.remembered.given) if planned.remembered else {}
    record = replace(planned.record, job=job, given=given)
    return replace(planned, record=record, path=path, picture=None, status="new", reason="")


def find_take(choice: TakeChoice, plans: Sequence[PlannedScene], images: Path) -> Picture:
    """Find a take by its scene's text and its number; raises UsageError that lists the takes there are."""
    pictures = [picture for picture in read_pictures(images / TAKES) if picture.sound and picture.record]
    numbered = [picture for picture in pictures if take_number(picture.path) == choice.take]
    known = {picture.path: picture.record.identity for picture in numbered if picture.record}
    scenes = {planned.scene.key: planned.record.identity for planned in plans}
    path = match_scenes(scenes, known).get(choice.key)
    if found := next((picture for picture in numbered if picture.path == path), None):
        return found
    chapter, scene = choice.key
    raise UsageError(
        f"Scene {chapter}:{scene} has no take {choice.take} in {images / TAKES}: "
        f"draw some with --scenes {chapter}:{scene} --takes {max(choice.take, 4)}."
    )


def take_number(path: Path) -> int:
    """Read a take's number from its file name; 0 where it has none."""
    found = re.search(r"_take_(\d+)", path.stem)
    return int(found[1]) if found else 0
