"""A picture in, the same picture out: drawn again from nothing but the recipe it carries."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import config
from errors import NovelError, UsageError
from workspace.files import free_name
from workspace.pictures import PictureRecord, read_picture

if TYPE_CHECKING:
    from render_job import Lora, RenderJob
    from sdxl.loras import LoraChoice
    from sdxl.models import ModelChoice

REPRODUCED = "reproduced"  # folder beside the pictures


@dataclass(frozen=True, slots=True)
class Reproduction:
    """A picture's recipe and where its twin goes."""

    record: PictureRecord
    path: Path


def plan_reproductions(paths: Sequence[Path], output: Path) -> list[Reproduction]:
    """Read the recipes; raises NovelError for a file that carries none."""
    planned: list[Reproduction] = []
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{path} does not exist: --reproduce takes pictures that were drawn here.")
        record = read_picture(path).record
        if record is None:
            raise NovelError(f"{path} carries no recipe of ours: --reproduce takes pictures that were drawn here.")
        planned.append(Reproduction(record, free_name(output / REPRODUCED, path.name)))
    return planned


def find_model(job: RenderJob, given: str | None, resolve: Callable[[str], ModelChoice]) -> ModelChoice:
    """Find the model that a job names by its identity; raises NovelError where none here is it."""
    names = [given] if given else [*config.PRESETS, job.model]
    for name in names:
        with contextlib.suppress(NovelError):
            choice = resolve(name)
            if (choice.identity, choice.vae_identity) == (job.model, job.vae):
                return choice
    raise NovelError(
        f'The picture was drawn with "{job.model}", which was not found: give that model with --model PATH.'
    )


def find_loras(job: RenderJob, given: Sequence[str], resolve: Callable[[str], LoraChoice]) -> list[LoraChoice]:
    """Find the adapters that a job names; raises NovelError where one is not among those given or in config.py."""
    named = [*given, *config.LORAS, *(name for preset in config.PRESETS.values() for name in preset.loras)]
    known: dict[Lora, LoraChoice] = {}
    for name in named:
        with contextlib.suppress(NovelError):
            choice = resolve(name)
            known[choice.recorded] = choice
    for lora in job.loras:
        if lora not in known:
            raise NovelError(
                f'The picture was drawn with the LoRA "{lora.name}", weight {lora.weight:g}, which was not found: '
                "give that file with --lora FILE:WEIGHT."
            )
    return [known[lora] for lora in job.loras]
