"""The models, VAEs and adapters that the author's own settings name; no other is fetched or opened unless she says so.

Her settings are the command line, the prompt files, `novel.toml` and config.py. What a picture names is no setting: it
is only ever looked up among these.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from errors import NovelError
from sdxl.loras import NONE, LoraChoice, is_hub_file, resolve_lora, split_weight
from sdxl.models import ModelChoice, find_path, is_hub_id, resolve_model
from workspace.settings import with_folders, without_folders

if TYPE_CHECKING:
    from records import Lora, Presets, RenderJob
    from workspace.picture_records import PictureRecord
    from workspace.prompt_files import PromptFile
    from workspace.run_settings import RunSettings


class Names(NamedTuple):
    """Models and adapters as the author writes them: presets, paths, hub ids; the nearest to hand first."""

    models: tuple[str, ...]
    loras: tuple[str, ...]

    def and_at(self, places: Sequence[str]) -> Names:
        """Add paths, of which each may be either."""
        return Names((*self.models, *places), (*self.loras, *places))


def gather_names(settings: RunSettings, files: Iterable[PromptFile] = ()) -> Names:
    """Gather what the author's settings name."""
    defaults, by_name = settings.defaults, settings.defaults.presets.by_name
    told: list[Mapping[str, Any]] = [settings.given, settings.home.file.settings]
    for file in files:
        told += [file.remembered.given if file.remembered else {}, file.edits]
    models = [str(source["model"]) for source in told if "model" in source]
    loras = [str(lora) for source in told for lora in source.get("lora", ())]
    of_presets = (lora for preset in by_name.values() for lora in preset.loras)
    return Names((*models, defaults.model, *by_name), (*loras, *defaults.loras, *of_presets))


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """What these names stand for, by the identities that a job records."""

    models: Mapping[str, ModelChoice]
    vaes: Mapping[str, str]  # where each lies; "" is the model's own
    loras: Mapping[str, LoraChoice]  # of any weight


def find_known(
    names: Names, find_model: Callable[[str], ModelChoice], find_lora: Callable[[str], LoraChoice]
) -> NamedFiles:
    """Find what names stand for; those that lead nowhere are passed over."""
    models: dict[str, ModelChoice] = {}
    vaes, loras = {"": ""}, dict[str, LoraChoice]()
    for name in dict.fromkeys(names.models):
        with contextlib.suppress(NovelError):
            choice = find_model(name)
            models.setdefault(choice.identity, choice)
            vaes[choice.vae_identity] = choice.vae
    for name in dict.fromkeys(names.loras):
        with contextlib.suppress(NovelError):
            lora = find_lora(name)
            loras.setdefault(lora.identity, lora)
    return NamedFiles(models, vaes, loras)


def know_files(settings: RunSettings, files: Iterable[PromptFile] = ()) -> NamedFiles:
    """Find what the author's settings name on this machine."""
    find_model = functools.partial(resolve_model, presets=settings.defaults.presets)
    return find_known(gather_names(settings, files), find_model, resolve_lora)


# --- A take's own names -----------------------------------------------------------------------------------------------


def find_places(known: Mapping[str, tuple[str, str]], job: RenderJob) -> list[str]:
    """Give where the very files of a job lay, as the log knows it."""
    identities = {job.model, *(lora.name for lora in job.loras)}
    return [place for place, identity in known.values() if identity in identities]


def name_again(record: PictureRecord, names: Names, presets: Presets) -> dict[str, Any]:
    """Give model and LoRAs that a command line gave to a picture, as the author names them.

    A picture names files without their folders. A name that the author does not have, or that stands for another file
    than the one drawn with, is left out.
    """
    job, model, loras = record.job, record.given.get("model"), record.given.get("lora")
    given: dict[str, Any] = {}
    for name in names.models:
        with contextlib.suppress(NovelError):
            if model == without_folders({"model": name})["model"]:
                choice = resolve_model(name, presets)
                if (choice.identity, choice.vae_identity) == (job.model, job.vae):
                    given.setdefault("model", name)
    found = [name_lora(lora, names, job) for lora in loras or ()]
    return with_folders({**given, **({"lora": found} if found and all(found) else {})}, presets.by_name)


def name_lora(stated: str, names: Names, job: RenderJob) -> str:
    """Give the author's FILE:WEIGHT for a LoRA that a picture names; "" where she has none."""
    for name in names.loras:
        with contextlib.suppress(NovelError):
            file, weight = split_weight(stated)
            own, _ = split_weight(name)
            if file != without_folders({"lora": [own]})["lora"][0]:
                continue
            whole = f"{own}:{weight:g}" if weight != 1 else own
            if resolve_lora(whole).recorded in job.loras:
                return whole
    return stated if stated == NONE else ""


# --- What a recipe names ----------------------------------------------------------------------------------------------


class Unnamed(NamedTuple):
    """Something that a recipe names and the author's settings do not."""

    what: str  # "model", "VAE" or "LoRA"
    name: str
    remedy: str

    @property
    def is_on_the_hub(self) -> bool:
        """Whether it is the name of something on the model hub, and nothing on this machine."""
        is_name = is_hub_file if self.what == "LoRA" else is_hub_id
        return is_name(self.name) and find_path(self.name) is None


def list_unnamed(job: RenderJob, known: NamedFiles) -> list[Unnamed]:
    """List what an SDXL job needs beyond the author's settings."""
    needed = [Unnamed("model", job.model, "give that model with --model PATH")] if job.model not in known.models else []
    if job.vae not in known.vaes:
        needed.append(Unnamed("VAE", job.vae, "give a preset of config.py that has it with --model NAME"))
    return [
        *needed,
        *(
            Unnamed("LoRA", lora.name, f"give that file with --lora FILE:{lora.weight:g}")
            for lora in job.loras
            if lora.name not in known.loras
        ),
    ]


def choose_model(job: RenderJob, known: NamedFiles) -> ModelChoice:
    """Give the model of a job, with its VAE: the author's, else the hub's, which she trusts."""
    hub = ModelChoice(job.model, "hub", job.model, job.model, job.steps, job.guidance, job.scheduler)
    choice = known.models.get(job.model, hub)
    return replace(choice, vae=known.vaes.get(job.vae, job.vae), vae_identity=job.vae)


def choose_lora(lora: Lora, known: NamedFiles) -> LoraChoice:
    """Give an adapter of a job: the author's, else the hub's, which she trusts."""
    return replace(known.loras.get(lora.name, LoraChoice(lora.name, lora.name)), weight=lora.weight)
