"""Scenes, readings and earlier files in, a plan out: each scene's job, its picture so far, status and reason."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cast.sheet import CastSheet
from sdxl.loras import resolve_lora
from sdxl.models import resolve_model
from workspace.cached_plan import PlanCache
from workspace.corrected import correct_scene
from workspace.corrected_people import NO_LOOKS, Here
from workspace.held_portraits import HeldPortraits
from workspace.identity import SceneIdentity, make_file_name, scene_stem
from workspace.ingredients import digest_words
from workspace.log import read_figures
from workspace.matching import (
    Workspace,
    check_same_novel,
    find_files_again,
    find_pictures_again,
    follow_prompt_files,
    match_pictures,
    match_prompt_files,
    number_widths,
    wait_for_unread,
)
from workspace.recipes import Found, Request, make_recipe
from workspace.setting_files import find_nets_again, finding_again, remember_files
from workspace.shots import keep_shot, shot_of
from workspace.status import Status, judge

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from reading.book_looks import BookLooks
    from records import Key, RenderJob, Scene, ScenePrompt, SceneReading
    from workspace.corrections import Corrections
    from workspace.generated import Generated
    from workspace.picture_records import PictureRecord
    from workspace.pictures import Picture
    from workspace.prompt_files import PromptFile
    from workspace.remembered import Remembered
    from workspace.run_settings import RunSettings
    from workspace.settings import Settings

REFRESHED = "Drawn from other words than the rules write now; --refresh draws it anew."


def make_request(
    settings: RunSettings,
    engine: str,
    selected: Collection[Key],
    sheet: CastSheet | None = None,
    cache: PlanCache | None = None,
) -> Request:
    """Make the request from the settings; a local model or LoRA is also looked for at the path in the log."""
    known = functools.cache(lambda: remember_files(read_figures(settings.folders.logs)))
    sheet, cache = sheet or CastSheet(), cache or PlanCache()
    find_model = functools.partial(resolve_model, presets=settings.defaults.presets)
    return Request(
        engine,
        settings.given,
        settings.defaults,
        functools.cache(finding_again(find_model, known)),
        selected,
        settings.force,
        functools.cache(finding_again(resolve_lora, known)),
        functools.cache(find_nets_again(known)),
        sheet,
        selected if settings.refresh else (),
        draws_takes=settings.takes > 0,
        book=settings.home.file.settings,
        cache=cache,
        find_portraits=HeldPortraits(sheet.shown, settings.folders, cache.portraits).find,
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
    portraits: Mapping[str, Path] = field(default_factory=dict)  # to which it holds, by digest
    fresh: ScenePrompt | None = None  # what the rules write now, where the picture keeps the words it was drawn from
    is_selected: bool = True
    is_forced: bool = False
    called: str = ""  # what it is, where it is no scene's picture: "Portrait emma_1"

    @property
    def job(self) -> RenderJob:
        """What decides the picture."""
        return self.record.job

    @property
    def edits(self) -> dict[str, Any]:
        """The author's own values, also those that the engine does not read."""
        return self.prompt_file.edits if self.prompt_file else {}

    @property
    def corrections(self) -> Corrections:
        """What the author put right in the prompt file."""
        return self.prompt_file.corrections if self.prompt_file else {}

    @property
    def corrected(self) -> tuple[str, ...]:
        """The keys of what the author put right in the reading."""
        return self.reading.corrected

    @property
    def is_to_draw(self) -> bool:
        """Whether this run draws it."""
        is_drawable = self.is_selected and self.status not in ("unreadable", "kept")
        return is_drawable and (self.status != "done" or self.is_forced)

    @property
    def is_staying(self) -> bool:
        """Whether its picture is done, although the rules would write other words now."""
        record = self.picture.record if self.picture and self.status == "done" else None
        return self.fresh is not None and record is not None and record.answers(self.job)

    @property
    def is_text_newer(self) -> bool:
        """Whether a kept picture was drawn from an older text of its scene."""
        record = self.picture.record if self.picture and self.status == "kept" else None
        return record is not None and record.identity.sha256 != self.record.identity.sha256

    @property
    def is_failed(self) -> bool:
        """Whether its files keep this run from drawing it."""
        return self.is_selected and self.status == "unreadable"

    @property
    def moved_from(self) -> str:
        """Name of the picture's file where the scene was before; "" where it has not moved."""
        if self.picture is None or self.picture.path == self.path:
            return ""
        folder, name = self.picture.path.parent, self.picture.path.name
        return f"{folder.name}/{name}" if self.is_back else name

    @property
    def is_back(self) -> bool:
        """Whether its picture was put aside when the scene was gone, and returns with it."""
        return self.picture is not None and self.picture.path.parent != self.path.parent


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
    identities = {scene.key: request.cache.identify(scene.text) for scene in scenes}
    widths = number_widths(identities)
    prompt_files = match_prompt_files(identities, workspace.prompt_files, widths)
    pictures = match_pictures(identities, workspace.pictures, widths)
    pictures = follow_prompt_files(pictures, prompt_files, workspace.pictures)
    check_same_novel(pictures, workspace)
    pictures = find_pictures_again(identities, pictures, workspace)
    prompt_files = find_files_again(identities, prompt_files, workspace)
    prompt_files = wait_for_unread(prompt_files, pictures, workspace, widths)
    strangers = {picture.path: picture for picture in workspace.pictures if picture.record is None and picture.sound}
    plans = []
    for number, (scene, read) in enumerate(zip(scenes, readings, strict=True)):
        known = prompt_files.get(scene.key)
        own = keep_shot(read, known.generated.shot) if known and known.generated else read
        reading, file = correct_scene(own, known, Here(looks, number), request.cache.correct)
        words = digest_words(scene.text, request.sheet.words)
        found = Found(workspace, widths, pictures.get(scene.key), file, strangers, shot_of(own), words)
        plans.append(plan_scene(scene, reading, identities[scene.key], found, request))
    return plans


def plan_scene(
    scene: Scene, reading: SceneReading, identity: SceneIdentity, found: Found, request: Request
) -> PlannedScene:
    """Plan one scene."""
    path = found.workspace.images / make_file_name(scene, reading, found.widths)
    file, picture = found.prompt_file, found.picture or found.strangers.get(path)
    recipe = make_recipe(scene.key, reading, identity, replace(found, picture=picture), request)
    status, reason = judge(file, picture, recipe.record.job, recipe.settings.error, recipe.as_before)
    planned = PlannedScene(
        scene=scene,
        reading=reading,
        prompt=recipe.prompt,
        settings=recipe.settings,
        seed=recipe.seed,
        record=share_job(recipe.record, picture, status),
        generated=recipe.generated,
        remembered=recipe.remembered,
        prompt_path=found.workspace.prompts / f"{scene_stem(scene.key, found.widths)}.toml",
        prompt_file=file,
        path=path,
        picture=picture,
        status=status,
        reason=reason,
        warning=" ".join(filter(None, (warn_of_change(file, identity), warn_of_own_prompt(file)))),
        portraits=recipe.portraits,
        fresh=recipe.fresh,
        is_selected=scene.key in request.selected,
        is_forced=request.force,
    )
    return replace(planned, reason=explain(planned, is_refreshed=recipe.is_refreshed))


def share_job(record: PictureRecord, picture: Picture | None, status: Status) -> PictureRecord:
    """Let what would be drawn be the very job that was: of a long book, half of the plan's memory."""
    drawn = picture.record if picture and status == "done" else None
    return replace(record, job=drawn.job) if drawn and drawn.job == record.job else record


# --- What is said of it ----------------------------------------------------------------------------------------------


def explain(planned: PlannedScene, *, is_refreshed: bool) -> str:
    """Add to the reason what this run, or the program's own words, make of it."""
    reason = planned.reason
    if planned.status == "changed" and is_refreshed:
        return REFRESHED
    if planned.is_staying:
        reason = "Drawn from other words than the rules write now: kept; --refresh draws it anew."
    if planned.is_text_newer:
        reason = f"{reason[:-1]}, although its text has changed since."
    if planned.is_forced and planned.status == "kept":
        return f"{reason[:-1]}; --force passes it by."
    return f"{reason[:-1]}, but --force draws it again." if planned.is_forced and planned.status == "done" else reason


def warn_of_change(file: PromptFile | None, identity: SceneIdentity) -> str:
    """Say that an edited prompt belongs to an older text of its scene."""
    if (
        not file
        or file.error
        or not {"prompt", "negative_prompt"} & file.edits.keys()
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
