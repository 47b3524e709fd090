"""Several takes of a scene: the same words with other seeds, side by side, and one of them chosen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from errors import UsageError
from workspace.files import replacing
from workspace.identity import match_scenes
from workspace.pictures import Picture, is_picture_of, read_pictures, set_aside
from workspace.prompt_files import read_prompt_file, write_prompt_file, write_seed
from workspace.settings import mix_seed

if TYPE_CHECKING:
    from workspace.arguments import Choice
    from workspace.plan import PlannedScene

TAKES = "takes"  # folder beside the pictures


def plan_takes(plans: Iterable[PlannedScene], count: int) -> list[PlannedScene]:
    """Plan takes 1 to `count` of each scene; a take that is there and still right is not planned again."""
    takes = [plan_take(planned, number) for planned in plans for number in range(1, count + 1)]
    return [take for take in takes if take.is_forced or not is_picture_of(take.path, take.job)]


def plan_take(planned: PlannedScene, number: int) -> PlannedScene:
    """Plan one take: the scene's own job with a seed of its own."""
    job = replace(planned.job, seed=mix_seed(number, planned.record.identity.sha256))
    folder = planned.path.parent / TAKES
    path = folder / f"{planned.prompt_path.stem}_take_{number:02d}.png"
    return replace(planned, record=replace(planned.record, job=job), path=path, picture=None, status="new", reason="")


def find_take(choice: Choice, plans: Sequence[PlannedScene], images: Path) -> Picture:
    """Find a take by its scene's text and its number; raises UsageError that says what there is."""
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
    """Read a take's number off its name; 0 where it has none."""
    found = re.search(r"_take_(\d+)", path.stem)
    return int(found[1]) if found else 0


def choose_take(planned: PlannedScene, take: Picture) -> None:
    """Make a take the scene's picture: its seed goes into the prompt file, then its file takes the picture's place.

    The take stays where it is, and the old picture moves to `replaced/`. Raises OSError.
    """
    assert take.record is not None
    if read_prompt_file(planned.prompt_path).generated is None:
        write_prompt_file(planned.prompt_path, planned.generated)
    write_seed(planned.prompt_path, take.record.job.seed)

    def make_room() -> None:
        if planned.path.exists():
            set_aside(planned.path)

    with take.path.open("rb") as source, replacing(planned.path, make_room) as file:
        shutil.copyfileobj(source, file)
