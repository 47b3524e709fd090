"""The models, adapters and networks that the author's own settings name; no other is opened unless she says so.

Her settings are the command line, the prompt files, `novel.toml` and config.py. What a picture names is no setting: it
is only ever looked up among these.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from errors import NovelError
from sdxl.guide_nets import NetChoice, resolve_net
from sdxl.guides import guide_of
from sdxl.known_nets import USES
from sdxl.loras import NONE, LoraChoice, is_hub_file, resolve_lora, split_weight
from sdxl.models import ModelChoice, find_path, is_hub_id, resolve_model
from workspace.setting_files import NETS, with_folders, without_folders

if TYPE_CHECKING:
    from records import Lora, Presets, RenderJob
    from sdxl.guides import Net
    from workspace.picture_records import PictureRecord
    from workspace.prompt_files import PromptFile
    from workspace.run_settings import RunSettings


class Names(NamedTuple):
    """Models and adapters as the author writes them: presets, paths, hub ids; the nearest to hand first."""

    models: tuple[str, ...]
    loras: tuple[str, ...]
    nets: tuple[tuple[str, str], ...] = ()  # each with a use that it may have

    def and_at(self, places: Sequence[str]) -> Names:
        """Add paths, of which each may be any."""
        nets = ((place, use) for place in places for use in USES)
        return Names((*self.models, *places), (*self.loras, *places), (*self.nets, *nets))


def gather_names(settings: RunSettings, files: Iterable[PromptFile] = ()) -> Names:
    """Gather what the author's settings name."""
    defaults, by_name = settings.defaults, settings.defaults.presets.by_name
    told: list[Mapping[str, Any]] = [settings.given, settings.home.file.settings]
    for file in files:
        told += [file.remembered.given if file.remembered else {}, file.edits]
    models = [str(source["model"]) for source in told if "model" in source]
    loras = [str(lora) for source in told for lora in source.get("lora", ())]
    of_presets = (lora for preset in by_name.values() for lora in preset.loras)
    nets = [(str(source[key]), use) for source in told for key in NETS if key in source for use in USES]
    usual = ((row.net, use) for use, row in defaults.guides.nets.items())
    return Names((*models, defaults.model, *by_name), (*loras, *defaults.loras, *of_presets), (*nets, *usual))


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """What these names stand for, by the identities that a job records."""

    models: Mapping[str, ModelChoice]
    vaes: Mapping[str, str]  # where each lies; "" is the model's own
    loras: Mapping[str, LoraChoice]  # of any weight
    nets: Mapping[str, NetChoice] = field(default_factory=dict)  # of any use and map


def find_known(
    names: Names, find_model: Callable[[str], ModelChoice], find_lora: Callable[[str], LoraChoice]
) -> NamedFiles:
    """Find what names stand for; those that lead nowhere are passed over."""
    models: dict[str, ModelChoice] = {}
    vaes, loras, nets = {"": ""}, dict[str, LoraChoice](), dict[str, NetChoice]()
    for name in dict.fromkeys(names.models):
        with contextlib.suppress(NovelError):
            choice = find_model(name)
            models.setdefault(choice.identity, choice)
            vaes[choice.vae_identity] = choice.vae
    for name in dict.fromkeys(names.loras):
        with contextlib.suppress(NovelError):
            lora = find_lora(name)
            loras.setdefault(lora.identity, lora)
    for name, use in dict.fromkeys(names.nets):
        with contextlib.suppress(NovelError):
            net = resolve_net(name, use)
            nets.setdefault(net.identity, net)
    return NamedFiles(models, vaes, loras, nets)


def know_files(settings: RunSettings, files: Iterable[PromptFile] = ()) -> NamedFiles:
    """Find what the author's settings name on this machine."""
    find_model = functools.partial(resolve_model, presets=settings.defaults.presets)
    return find_known(gather_names(settings, files), find_model, resolve_lora)


# --- A take's own names -----------------------------------------------------------------------------------------------


def find_places(known: Mapping[str, tuple[str, str]], job: RenderJob) -> list[str]:
    """Give where the very files of a job lay, as the log knows it."""
    identities = {job.model, *(lora.name for lora in job.loras), *(net.name for net, _ in nets_of(job))}
    return [place for place, identity in known.values() if identity in identities]


def name_again(record: PictureRecord, names: Names, presets: Presets) -> dict[str, Any]:
    """Give model, LoRAs and networks that a command line gave to a picture, as the author names them.

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
    nets = {key: name for key in NETS if (name := name_net(record, key, names))}
    return with_folders({**given, **nets, **({"lora": found} if found and all(found) else {})}, presets.by_name)


def name_net(record: PictureRecord, key: str, names: Names) -> str:
    """Give the author's name for the network that a command line gave to a picture; "" where she has none."""
    drawn = {net.name for net, _ in nets_of(record.job)}
    for name, use in names.nets:
        with contextlib.suppress(NovelError):
            if without_folders({key: name})[key] == record.given.get(key) and resolve_net(name, use).identity in drawn:
                return name
    return ""


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

    what: str  # "model", "VAE", "LoRA" or "network"
    name: str
    remedy: str

    @property
    def is_on_the_hub(self) -> bool:
        """Whether it is the name of something on the model hub, and nothing on this machine."""
        is_file, is_repository = is_hub_file(self.name), is_hub_id(self.name)
        is_name = {"LoRA": is_file, "network": is_file or is_repository}.get(self.what, is_repository)
        return is_name and find_path(self.name) is None


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
        *(
            Unnamed("network", net.name, f"give that file with {USES[use].option}")
            for net, use in nets_of(job)
            if net.name not in known.nets
        ),
    ]


def nets_of(job: RenderJob) -> list[tuple[Net, str]]:
    """List the networks of a job's guide, each with what it is for."""
    guide = guide_of(job)
    pairs = ((guide.net, guide.kind), (guide.likeness_net, guide.likeness)) if guide else ()
    return [(net, use) for net, use in pairs if net and use in USES]


def choose_model(job: RenderJob, known: NamedFiles) -> ModelChoice:
    """Give the model of a job, with its VAE: the author's, else the hub's, which she trusts."""
    hub = ModelChoice(job.model, "hub", job.model, job.model, job.steps, job.guidance, job.scheduler)
    choice = known.models.get(job.model, hub)
    return replace(choice, vae=known.vaes.get(job.vae, job.vae), vae_identity=job.vae)


def choose_lora(lora: Lora, known: NamedFiles) -> LoraChoice:
    """Give an adapter of a job: the author's, else the hub's, which she trusts."""
    return replace(known.loras.get(lora.name, LoraChoice(lora.name, lora.name)), weight=lora.weight)


def choose_net(net: Net, use: str, known: NamedFiles) -> NetChoice:
    """Give a network of a job: the author's, else the hub's, which she trusts."""
    choice = known.nets.get(net.name, NetChoice(net.name, net.name, net.name, use))
    return replace(choice, use=use, reads=net.reads)
