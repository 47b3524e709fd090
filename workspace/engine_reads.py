"""What each engine reads: a job is cut down to it, and what else the author set is named, so that it can be kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from errors import say_list
from records import RenderJob
from sdxl.encoding import is_guided
from storyboard.drawing import only_drawn, reads_seed

if TYPE_CHECKING:
    from workspace.run_settings import Machine


class Wording(NamedTuple):
    """A setting in words."""

    many: str  # after "Storyboard panels do not read"
    one: str = ""  # after "the edited"; "" where a prompt file has no such key


SEED, PROMPT, NEGATIVE = "seed", "prompt", "negative_prompt"
WORDINGS: Mapping[str, Wording] = {  # in the order they are named
    "model": Wording("models", "model"),
    "lora": Wording("LoRAs"),
    "steps": Wording("steps", "steps"),
    "guidance": Wording("guidance", "guidance"),
    "cfg_cutoff": Wording("the CFG cut-off"),
    "fp16_accumulation": Wording("half-precision sums"),
    "style": Wording("styles"),
    PROMPT: Wording("prompts", "prompt"),
    NEGATIVE: Wording("negative prompts", "negative prompt"),
    SEED: Wording("seeds where nothing is left to chance", "seed"),
}
FILE_KEYS = {"negative": NEGATIVE}  # settings of the command line that a prompt file calls otherwise
FOR_GUIDANCE = frozenset({NEGATIVE, "cfg_cutoff"})


def file_key(key: str) -> str:
    """Give a setting's key in a prompt file."""
    return FILE_KEYS.get(key, key)


def only_read(job: RenderJob) -> RenderJob:
    """Cut a job down to what its engine reads, so that equal pictures have equal jobs."""
    if job.engine == "storyboard":
        drawing = only_drawn(job.drawing)
        seed = job.seed if reads_seed(drawing) else 0
        return RenderJob(job.engine, "", "", "", seed, 0, 0.0, job.width, job.height, drawing=drawing)
    return job if is_guided(job) else replace(job, negative_prompt="", cfg_cutoff=None)


def unread_keys(job: RenderJob) -> Collection[str]:
    """Name the settings that a job's engine does not read, by their keys in a prompt file."""
    if job.engine == "storyboard":
        return WORDINGS.keys() - ({SEED} if reads_seed(job.drawing) else set())
    return frozenset() if is_guided(job) else FOR_GUIDANCE


def read_edits(edits: Mapping[str, Any], job: RenderJob) -> dict[str, Any]:
    """Give those of the author's own values that decide a picture."""
    unread = unread_keys(job)
    return {key: value for key, value in edits.items() if key not in unread}


def say_kept(job: RenderJob, edits: Collection[str]) -> str:
    """Say which edits are kept for another engine, to be added to a sentence; "" where all are read."""
    unread = unread_keys(job)
    names = [wording.one for key, wording in WORDINGS.items() if key in unread and key in edits]
    if not names:
        return ""
    kept = "is" if len(names) == 1 and names != ["steps"] else "are"
    return f"; the edited {say_list(names)} {kept} kept for {purpose(job.engine)}"


def purpose(engine: str) -> str:
    """Say for what an engine's unread settings are kept."""
    return "SDXL" if engine == "storyboard" else "a guidance above 1"


def say_unread(scenes: Iterable[tuple[RenderJob, Collection[str]]], machine: Sequence[str] = ()) -> str:
    """Say in one line what of the scenes' settings is not read, and kept; "" where all is.

    A scene is its job and the keys that the author set; `machine` are the options for SDXL alone that nothing keeps.
    """
    engine, unread = "", set[str]()
    for job, keys in scenes:
        engine = job.engine
        unread |= set(unread_keys(job)) & {file_key(key) for key in keys}
    names = [wording.many for key, wording in WORDINGS.items() if key in unread]
    who = "Storyboard panels do" if engine == "storyboard" else "Without guidance SDXL does"
    lines = [f"{who} not read {say_list(names, 'or')}: kept for {purpose(engine)}."] if names else []
    if machine and engine == "storyboard":
        lines.append(f"{'They' if names else 'Storyboard panels'} do not use {say_list(machine, 'or')}.")
    return " ".join(lines)


def machine_options(machine: Machine, usual_memory: str) -> list[str]:
    """List the options given that say how SDXL uses the machine."""
    given: Mapping[str, Any] = {
        "--compile": machine.compiled,
        "--max-vram": machine.max_vram is not None,
        "--memory": machine.memory != usual_memory,
    }
    return [option for option, is_given in given.items() if is_given]
