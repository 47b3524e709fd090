"""What `--check` knows of the model: whether it is here, what is missing, and the plan that a run would begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from errors import NovelError
from sdxl.addresses import quoted
from sdxl.families import check_begun
from sdxl.guide_bytes import GuideBytes
from sdxl.hub import VAE_FILES, holds_vae, is_whole, look_in_cache
from sdxl.judging import judge_model
from sdxl.loading import Source, read_settings, read_sizes, vae_overflows
from sdxl.loras import HUB_FILE, NONE, LoraChoice, judge_loras, resolve_lora, split_weight
from sdxl.memory import GIB, HALF, SDXL_SIZES, PlanStep, Sizes, Work, list_plan_steps
from sdxl.models import ModelChoice, resolve_model
from sdxl.schedulers import fit_sampler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from records import Presets

FULL_PRECISION = 4  # bytes of a number
NO_GUIDE = GuideBytes()
CONTEXT = 400_000_000  # bytes of a card that CUDA itself takes as a run begins; unmeasured


@dataclass(frozen=True, slots=True)
class Wanted:
    """What would be drawn, and how."""

    model: str  # as config.py or the command line names it
    presets: Presets
    pixels: int  # of a picture
    memory: str = "auto"
    max_vram: float | None = None  # GB
    guidance: float | None = None  # None: the model's own
    loras: tuple[str, ...] = ()  # as config.py or the command line names them, beside the preset's own
    nets: Mapping[str, str] = field(default_factory=dict)  # networks of guides, likewise, by what they are for


@dataclass(frozen=True, slots=True)
class Measured:
    """A model as it was found on this machine."""

    bytes: int = 0  # of its files; 0: not here
    error: str = ""  # why it cannot be used
    sizes: Sizes = SDXL_SIZES
    overflows: bool = False  # its VAE decodes in full precision on a card
    guided: bool = True
    word: str = ""  # of another scheduler than the one asked for


def measure_model(wanted: Wanted, find_cached: Callable[[ModelChoice], Path | None]) -> Measured:
    """Find a model on this machine and read what its plan depends on, as a run would."""
    try:
        choice = resolve_model(wanted.model, wanted.presets)
        path, vae = find_cached(choice), find_vae_here(choice)
        guided = (choice.guidance if wanted.guidance is None else wanted.guidance) > 1
        if path is None:  # a preset names another VAE for just this
            return Measured(overflows=not choice.vae, guided=guided)
        schedule = judge_model(path, has_vae=bool(choice.vae), called=choice.location if choice.kind == "hub" else "")
        word = choice.word or fit_sampler(choice.scheduler, schedule).word
        source = Source(wanted.model, path, vae)
        files = [path] if path.is_file() else list(path.rglob("*.safetensors"))
        overflows = vae_overflows(source) if vae or not choice.vae else False
        judge_loras_here(wanted, source)
        return Measured(sum(file.stat().st_size for file in files), "", read_sizes(source), overflows, guided, word)
    except (NovelError, OSError, ValueError) as error:
        return Measured(error=str(error))


def judge_loras_here(wanted: Wanted, source: Source) -> None:
    """Judge the adapters that are on this machine, as a run would."""
    preset = wanted.presets.by_name.get(wanted.model)
    names = [*(preset.loras if preset else ()), *(name for name in wanted.loras if name != NONE)]
    found = [find_lora_here(resolve_lora(name)) for name in names]
    if paths := [(path, 1.0) for path in found if path]:
        judge_loras(paths, read_settings(source))


def find_lora_here(lora: LoraChoice) -> Path | None:
    """Give an adapter's file, where it is on this machine."""
    found = HUB_FILE.fullmatch(lora.location)
    if found is None or Path(lora.location).is_file():
        return Path(lora.location)
    return find_hub_file(found[1], found[2])


def find_vae_here(choice: ModelChoice) -> Path | None:
    """Give the folder of the VAE that replaces a model's own, where it is on this machine."""
    if not choice.vae or Path(choice.vae).exists():
        return Path(choice.vae) if choice.vae else None
    folder = look_in_cache(choice.vae, holds_vae)
    return folder if folder and holds_vae(folder) else None


def find_room(wanted: Wanted, free: int) -> int:
    """Give the bytes that a run may use of a card with so many free; none or less where it is full."""
    return min(free - CONTEXT, int((wanted.max_vram or 1024) * GIB))


def plan_for_card(wanted: Wanted, measured: Measured, free: int, guide: GuideBytes = NO_GUIDE) -> PlanStep:
    """Give the plan that a run would begin with on a card with so many bytes free."""
    decode = FULL_PRECISION if measured.overflows else HALF
    work = Work(wanted.pixels, measured.guided, HALF, decode, *guide)
    return list_plan_steps(work, measured.sizes, max(1, find_room(wanted, free)), "cuda", wanted.memory)[0]


def find_model(choice: ModelChoice) -> Path | None:
    """Give a model's folder or file where it is on this machine, None where it has to be fetched."""
    if choice.kind != "hub":
        return Path(choice.location)
    folder = look_in_cache(choice.location, is_whole)
    if folder:
        check_begun(folder, choice.location)
    return folder if folder and is_whole(folder) else None


def list_missing_parts(wanted: Wanted, has_file: Callable[[str, str], bool]) -> tuple[str, ...]:
    """Give the commands that fetch what a preset needs beside its model and this machine lacks."""
    preset = wanted.presets.by_name.get(wanted.model)
    if preset is None:
        return ()
    parts: list[tuple[str, tuple[str, ...]]] = (
        [(preset.vae, VAE_FILES)] if preset.vae and not Path(preset.vae).exists() else []
    )
    loras = (HUB_FILE.fullmatch(split_weight(lora)[0]) for lora in preset.loras)
    parts += [(found[1], (found[2],)) for found in loras if found]
    return tuple(
        f"hf download {hub_id} {' '.join(map(quoted, names))}"
        for hub_id, names in parts
        if not has_file(hub_id, names[-1])
    )


def has_hub_file(hub_id: str, name: str) -> bool:
    """Tell whether a file of the hub is in its cache here."""
    return find_hub_file(hub_id, name) is not None


def find_hub_file(hub_id: str, name: str) -> Path | None:
    """Give a file of the hub where it is in its cache here."""
    folder = look_in_cache(hub_id, lambda snapshot: (snapshot / name).is_file())
    return folder / name if folder and (folder / name).is_file() else None
