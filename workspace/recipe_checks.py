"""What a picture says of itself, checked as the command line is, before anything follows it: it may be a stranger's.

That its values have their types is sure (`picture_records.py`); here is what of them may be drawn, and what counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from errors import NovelError
from sdxl.loras import WEIGHT_RANGE
from sdxl.schedulers import find_scheduler
from workspace.guide_checks import list_guide_faults
from workspace.remembered import is_sound
from workspace.run_settings import GIVEN_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from errors import Limits
    from records import RenderJob
    from workspace.picture_records import PictureRecord

# Settings that have something opened: no picture sets them.
NAMES_FILES = frozenset(("model", "lora", "guide_net", "likeness_net"))
STATED = frozenset(GIVEN_KEYS) - NAMES_FILES
TEXT_LIMIT = 20_000  # letters; what is longer is no prompt, no name and no scene, and may take hours to draw
MOST_LORAS = 16
SHOWN = 60  # letters of a name that a sentence shows
PLAIN = ("width", "height", "seed")  # what any engine reads
SAMPLING = ("steps", "guidance")
TEXTS = ("prompt", "negative_prompt", "model", "vae")


def stated_settings(record: PictureRecord, limits: Mapping[str, Limits]) -> dict[str, Any]:
    """Give what a picture says that a command line gave it, without what cannot be and what names a file or a model."""
    return {
        key: value
        for key, value in record.given.items()
        if key in STATED and is_sound(key, value, limits) and len(str(value)) <= TEXT_LIMIT
    }


def could_be_ours(*words: str) -> bool:
    """Tell whether the program may have written a prompt: its own never go on for pages."""
    return all(len(text) <= TEXT_LIMIT for text in words)


def find_recipe_fault(job: RenderJob, limits: Mapping[str, Limits]) -> str:
    """Say in a few words what a recipe has that cannot be; "" where it could have been drawn here."""
    return next(filter(None, list_faults(job, limits)), "").rstrip(".")


def list_faults(job: RenderJob, limits: Mapping[str, Limits]) -> Iterator[str]:
    """Yield what cannot be, "" for what can."""
    keys = PLAIN if job.engine == "storyboard" else (*PLAIN, *SAMPLING)
    yield from (limits[key].find_fault(key, getattr(job, key)) for key in keys)
    if job.engine == "storyboard":
        letters = len(json.dumps(job.drawing))
        yield f"what its panel shows takes {letters:,} letters" if letters > TEXT_LIMIT else ""
        return
    yield f"it has {len(job.loras)} LoRAs" if len(job.loras) > MOST_LORAS else ""
    texts = {key.replace("_", " "): getattr(job, key) for key in TEXTS} | {"LoRA": max(names_of(job), key=len)}
    yield from (f"its {key} has {len(text):,} letters" for key, text in texts.items() if len(text) > TEXT_LIMIT)
    yield from (WEIGHT_RANGE.find_fault(f"the weight of {show(lora.name)}", lora.weight) for lora in job.loras)
    yield from list_guide_faults(job, limits, TEXT_LIMIT)
    try:
        find_scheduler(job.scheduler)
    except NovelError:
        yield f"there is no scheduler {show(job.scheduler)}"


def names_of(job: RenderJob) -> tuple[str, ...]:
    """Give the names of a job's adapters, one of them empty."""
    return "", *(lora.name for lora in job.loras)


def show(text: str) -> str:
    """Show a name in quotes, cut where it goes on for pages."""
    return f'"{text[:SHOWN]}…"' if len(text) > SHOWN else f'"{text}"'
