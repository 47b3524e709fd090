"""What each engine reads: a job is cut down to it, and what else the author set is named, so that it can be kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from errors import say_list
from records import RenderJob
from sdxl.encoding import is_guided
from sdxl.guides import guide_of
from sdxl.models import bare_name
from storyboard.drawing import only_drawn, reads_seed
from workspace.guide_words import changed_in_guide

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
    "guide": Wording("guides"),
    "guide_net": Wording("networks of guides"),
    "likeness": Wording("likenesses"),
    "likeness_net": Wording("networks of likenesses"),
    "faces": Wording("larger faces"),
    PROMPT: Wording("prompts", "prompt"),
    NEGATIVE: Wording("negative prompts", "negative prompt"),
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
        return WORDINGS.keys()
    return frozenset() if is_guided(job) else FOR_GUIDANCE


def read_edits(edits: Mapping[str, Any], job: RenderJob) -> dict[str, Any]:
    """Give those of the author's own values that decide a picture."""
    unread = unread_keys(job) if edits else ()
    return {key: value for key, value in edits.items() if key not in unread}


def say_kept(job: RenderJob, edits: Collection[str]) -> str:
    """Say which edits are kept for another engine, to be added to a sentence; "" where all are read."""
    unread = unread_keys(job) if edits else ()
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
        unread |= set(unread_keys(job) if keys else ()) & {file_key(key) for key in keys}
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


# --- What differs -----------------------------------------------------------------------------------------------------

FIELDS = {"negative_prompt": "negative prompt", "cfg_cutoff": "CFG cut-off"}
# What a panel's drawing says, in words an author knows; people are told apart by whether others are there.
DRAWN = {
    "background": "who stands behind",
    "place": "the place",
    "places": "the place",
    "interior": "indoors or out",
    "time_of_day": "the hour",
    "weather": "the weather",
    "mood": "the mood",
    "action": "what is done",
    "props": "the things",
    "shot": "the shot",
    "style": "the style",
    "varied": "the camera",
    "version": "how panels are drawn",
}


def changed_fields(old: RenderJob, new: RenderJob) -> list[str]:
    """Name what differs between two jobs, in words an author knows."""
    before, after = old.to_json(), new.to_json()
    if old.engine != new.engine:
        return [f"the engine ({new.engine} instead of {old.engine})"]
    dull = {*unread_keys(old), *unread_keys(new), "drawing", "guide"}  # what either did not read decides nothing
    if old.drawing and not (reads_seed(old.drawing) and reads_seed(new.drawing)):
        dull.add(SEED)
    differing = [key for key in after if before.get(key) != after[key] and key not in dull]
    named = [
        say_instead(key, getattr(old, key), getattr(new, key)) or FIELDS.get(key, key.replace("_", " "))
        for key in differing
    ]
    return [*named, *changed_in_guide(guide_of(old), guide_of(new)), *changed_in_drawing(old.drawing, new.drawing)]


OPENED = {"model": "the model", "vae": "the VAE", "loras": "the LoRAs"}  # what a job names that lies in files
SHOWN = 80  # letters of a name; a stranger's may go on for pages


def say_instead(key: str, old: Any, new: Any) -> str:  # noqa: ANN401  a name or LoRAs
    """Name the model, VAE or LoRAs of two jobs: "the model (one instead of other)"; "" for the same, or other keys."""
    if key not in OPENED or old == new:
        return ""
    now, before = name_pair(*([one] if isinstance(one, str) else [lora.name for lora in one] for one in (new, old)))
    return f"{OPENED[key]} ({now} instead of {before})" if now != before else OPENED[key]


def name_pair(one: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """Name what two jobs are drawn with; files by their names alone, where that tells them apart."""
    whole, short = (one, other), tuple([bare_name(part) for part in names] for names in (one, other))
    said = [" with ".join(filter(None, names)) or "none" for names in (short if short[0] != short[1] else whole)]
    return tuple(text if len(text) <= SHOWN else f"{text[:SHOWN]}…" for text in said)  # type: ignore[return-value]


def changed_in_drawing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Name what a panel shows otherwise."""
    keys = [key for key in new if old.get(key) != new[key]]
    who_before, who_now = ([person.get("key") for person in drawing.get("people", ())] for drawing in (old, new))
    people = "who is there" if who_before != who_now else "how people look"
    return list(dict.fromkeys(people if key == "people" else DRAWN.get(key, key) for key in keys))
