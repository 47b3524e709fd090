"""Scenes, readings and earlier files in, a plan out: each scene's job, its picture so far, status and reason."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from errors import NovelError
from prompt_generator import make_prompt
from prompts.clip_tokens import TOKEN_LIMIT
from sdxl.loras import resolve_lora
from sdxl.models import resolve_model
from workspace.corrected import correct_scene
from workspace.corrected_people import NO_LOOKS, Here
from workspace.corrections import KEYS
from workspace.engine_reads import read_edits, say_kept, unread_keys
from workspace.identity import SceneIdentity, identify, make_file_name, scene_stem
from workspace.jobs import LONG_LIMIT, apply_edits, choose_seed, keep_model, make_job
from workspace.log import read_figures
from workspace.matching import Workspace, check_same_novel, match_pictures, match_prompt_files, number_widths
from workspace.pictures import Picture, PictureRecord
from workspace.prompt_files import Chosen, Generated, PromptFile
from workspace.remembered import NOTHING, Remembered, remember
from workspace.settings import (
    FindLora,
    FindModel,
    Settings,
    Sources,
    finding_again,
    remember_files,
    resolve_settings,
    scene_seed,
    with_folders,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from reading.book_looks import BookLooks
    from records import Key, RenderJob, Scene, ScenePrompt, SceneReading
    from workspace.run_settings import Defaults, RunSettings

Status = Literal["unreadable", "damaged", "new", "edited", "changed", "done"]
STATUSES: tuple[Status, ...] = ("unreadable", "damaged", "new", "edited", "changed", "done")


@dataclass(frozen=True, slots=True)
class Request:
    """What this run is asked for."""

    engine: str  # "sdxl" or "storyboard"
    given: Mapping[str, Any]  # settings from the command line
    defaults: Defaults
    find_model: FindModel
    selected: Collection[Key]
    force: bool = False
    find_lora: FindLora = resolve_lora


def make_request(settings: RunSettings, engine: str, selected: Collection[Key]) -> Request:
    """Make the request from the settings; a local model or LoRA is also looked for at the path in the log."""
    known = remember_files(read_figures(settings.folders.logs))
    find_model = functools.partial(resolve_model, presets=settings.defaults.presets)
    return Request(
        engine,
        settings.given,
        settings.defaults,
        functools.cache(finding_again(find_model, known)),
        selected,
        settings.force,
        functools.cache(finding_again(resolve_lora, known)),
    )


@dataclass(frozen=True, slots=True)
class PlannedScene:
    """One scene with everything that decides its picture."""

    scene: Scene
    reading: SceneReading
    prompt: ScenePrompt  # as it will be drawn, the author's edits included
    settings: Settings
    seed: int  # also where the engine does not read it
    record: PictureRecord  # what the new picture will say of itself
    generated: Generated  # what the prompt file should say
    remembered: Remembered | None  # the same; None: no command line ever gave a setting
    prompt_path: Path
    prompt_file: PromptFile | None  # None: not written yet
    path: Path  # where the picture belongs
    picture: Picture | None  # the one there is, wherever it lies
    status: Status
    reason: str  # a sentence
    warning: str = ""  # a sentence about an edit whose scene has changed
    is_selected: bool = True
    is_forced: bool = False

    @property
    def job(self) -> RenderJob:
        """What decides the picture."""
        return self.record.job

    @property
    def edits(self) -> dict[str, Any]:
        """The author's own values, also those that the engine does not read."""
        return self.prompt_file.edits if self.prompt_file else {}

    @property
    def corrected(self) -> tuple[str, ...]:
        """The keys of what the author put right in the reading."""
        return self.reading.corrected

    @property
    def is_to_draw(self) -> bool:
        """Whether this run draws it."""
        return self.is_selected and self.status != "unreadable" and (self.status != "done" or self.is_forced)

    @property
    def is_failed(self) -> bool:
        """Whether its files keep this run from drawing it."""
        return self.is_selected and self.status == "unreadable"

    @property
    def moved_from(self) -> str:
        """Name of the picture's file where the scene was before; "" where it has not moved."""
        return self.picture.path.name if self.picture and self.picture.path.name != self.path.name else ""


def plan_scenes(
    scenes: Sequence[Scene],
    readings: Sequence[SceneReading],
    workspace: Workspace,
    request: Request,
    looks: BookLooks = NO_LOOKS,
) -> list[PlannedScene]:
    """Plan every scene of the novel, selected or not; raises NovelError where the pictures are another novel's.

    `looks` tell how people look whom a correction puts into a scene.
    """
    identities = {scene.key: identify(scene.text) for scene in scenes}
    widths = number_widths(identities)
    pictures = match_pictures(identities, workspace.pictures, widths)
    check_same_novel(pictures, workspace)
    prompt_files = match_prompt_files(identities, workspace.prompt_files, widths)
    strangers = {picture.path: picture for picture in workspace.pictures if picture.record is None and picture.sound}
    plans = []
    for number, (scene, read) in enumerate(zip(scenes, readings, strict=True)):
        reading, file = correct_scene(read, prompt_files.get(scene.key), Here(looks, number))
        found = Found(workspace, widths, pictures.get(scene.key), file, strangers)
        plans.append(plan_scene(scene, reading, identities[scene.key], found, request))
    return plans


@dataclass(frozen=True, slots=True)
class Found:
    """What earlier runs left of one scene."""

    workspace: Workspace
    widths: tuple[int, int]
    picture: Picture | None
    prompt_file: PromptFile | None
    strangers: Mapping[Path, Picture]  # pictures that were not made here, by path


def plan_scene(
    scene: Scene, reading: SceneReading, identity: SceneIdentity, found: Found, request: Request
) -> PlannedScene:
    """Plan one scene."""
    path = found.workspace.images / make_file_name(scene, reading, found.widths)
    file, picture = found.prompt_file, found.picture or found.strangers.get(path)
    edits = file.edits if file else {}
    record = picture.record if picture else None
    memory = recall(file, record)
    found_in = Sources(request.given, memory.kept(edits), edits)
    sources, settings = settle(found_in, request, is_selected=scene.key in request.selected)
    styles, limit = request.defaults.styles, LONG_LIMIT if settings.long_prompts else TOKEN_LIMIT
    own = make_prompt(reading, styles[settings.style], limit=limit)
    first_seed = file.generated.seed if file and file.generated else scene_seed(identity.sha256)
    generated = Generated(own.prompt, own.negative_prompt, first_seed, identity)
    seed = choose_seed(sources, generated)
    prompt = apply_edits(own, sources, styles, limit)
    job = make_job(prompt, seed, settings, request.engine, reading)
    if settings.choice is None and request.engine == "sdxl" and record:  # its model is gone; the picture is still right
        job = keep_model(job, record.job)
    corrections = file.corrections if file else {}
    status, reason = judge(file, picture, job, edits, settings)
    return PlannedScene(
        scene=scene,
        reading=reading,
        prompt=prompt,
        settings=settings,
        seed=seed,
        record=PictureRecord(
            *scene.key, identity, job, {}, read_edits(edits, job), request.defaults.version, corrections
        ),
        generated=generated,
        remembered=remember_named(sources, memory, request),
        prompt_path=found.workspace.prompts / f"{scene_stem(scene.key, found.widths)}.toml",
        prompt_file=file,
        path=path,
        picture=picture,
        status=status,
        reason=f"{reason[:-1]}, but --force draws it again." if request.force and status == "done" else reason,
        warning=" ".join(filter(None, (warn_of_change(file, identity), warn_of_own_prompt(file)))),
        is_selected=scene.key in request.selected,
        is_forced=request.force,
    )


def recall(file: PromptFile | None, record: PictureRecord | None) -> Remembered:
    """Give what earlier command lines gave: the prompt file remembers it, in older versions the picture did."""
    if file and file.remembered:
        return file.remembered
    return Remembered(record.given, record.edits) if record else NOTHING


def remember_named(sources: Sources, memory: Remembered, request: Request) -> Remembered | None:
    """Give what the prompt file is to remember; None where no command line ever named a setting."""
    given = with_folders(sources.named, request.defaults.presets.by_name)
    return remember(given, sources.edits) if given or memory.given else None


def settle(sources: Sources, request: Request, *, is_selected: bool) -> tuple[Sources, Settings]:
    """Resolve a scene's settings; the command line's apply to the selected scenes only, the others keep theirs."""
    if not is_selected:
        own = replace(sources, given={})
        with contextlib.suppress(NovelError):  # config.py's model may be missing where another one is given
            return own, resolve(own, request)
    return sources, resolve(sources, request)


def resolve(sources: Sources, request: Request) -> Settings:
    """Resolve settings for what this run is asked for."""
    return resolve_settings(sources, request.engine, request.defaults, request.find_model, request.find_lora)


# --- Status ---------------------------------------------------------------------------------------------------------


def judge(
    file: PromptFile | None, picture: Picture | None, job: RenderJob, edits: Mapping[str, Any], settings: Settings
) -> tuple[Status, str]:
    """Give a scene's status, the first that holds, and the reason."""
    if error := (file.error if file else "") or settings.error:
        return "unreadable", error
    if picture is None:
        return "new", "No picture yet."
    if not picture.sound:
        return "damaged", f"{picture.path.name} is broken or cut off; it moves to replaced/ and is drawn again."
    record = picture.record
    if record is None:
        return "new", f"{picture.path.name} was not made here; it moves to replaced/."
    if record.job.fingerprint == job.fingerprint:
        return "done", f"The picture is up to date{say_kept(job, edits)}."
    if file and file.chosen == Chosen.of(record.job, job):
        return (
            "done",
            "It is the take that you chose; the words and settings of now count when you draw it with --force.",
        )
    if record.job.engine == "sdxl" and job.engine == "storyboard":
        return "done", "An SDXL picture is there; a storyboard panel replaces it only with --force."
    changed = changed_fields(record.job, job)
    read = read_edits({**record.edits, **edits}, job)
    drawn = {key: (record.edits.get(key), getattr(record.job, key, None)) for key in read}  # a chosen seed is its own
    edited = [key for key in sorted(read) if edits.get(key) not in drawn[key]]
    corrected = [key for key in KEYS if (file.corrections if file else {}).get(key) != record.corrections.get(key)]
    if edited or corrected:
        return "edited", say_edits(edited, corrected)
    return "changed", f"Changed since it was drawn: {', '.join(changed)}."


def say_edits(edited: Sequence[str], corrected: Sequence[str]) -> str:
    """Say what the author changed in a prompt file."""
    said = [f"You edited its prompt file: {', '.join(edited)}."] if edited else []
    return " ".join([*said, f"You corrected: {', '.join(corrected)}."] if corrected else said)


def changed_fields(old: RenderJob, new: RenderJob) -> list[str]:
    """Name what differs between two jobs, in words an author knows."""
    before, after = old.to_json(), new.to_json()
    if old.engine != new.engine:
        return [f"the engine ({new.engine} instead of {old.engine})"]
    dull = {*unread_keys(old), *unread_keys(new)}  # what either did not read decides nothing
    names = {"negative_prompt": "negative prompt", "drawing": "what the panel shows", "cfg_cutoff": "CFG cut-off"}
    return [names.get(key, key.replace("_", " ")) for key in after if before.get(key) != after[key] and key not in dull]


def warn_of_change(file: PromptFile | None, identity: SceneIdentity) -> str:
    """Say that an edited prompt belongs to an older text of its scene."""
    if (
        not file
        or file.error
        or not file.edits
        or not file.generated
        or file.generated.identity.sha256 == identity.sha256
    ):
        return ""
    return f"{file.path.name}: the scene has changed since you edited its prompt; your words are kept."


def warn_of_own_prompt(file: PromptFile | None) -> str:
    """Say that corrections do not reach a prompt that the author wrote herself."""
    if not file or file.error or not file.corrections or "prompt" not in file.edits:
        return ""
    return (
        f"{file.path.name}: your own prompt is kept: what you corrected ({', '.join(file.corrections)}) reaches "
        'storyboard panels alone. Delete the line "prompt = …" to have it written anew.'
    )
