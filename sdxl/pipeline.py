"""A model's files and a memory plan in, a loaded model out: the UNet and the VAE, each where the plan says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from errors import RenderError
from sdxl.devices import set_libraries_apart
from sdxl.encoding import BATCH, Encoders
from sdxl.failures import first_line
from sdxl.loading import Module, Source, load_encoders, load_scheduler_settings, load_unet, load_vae
from sdxl.machine import free_ram
from sdxl.memory import GIB
from sdxl.schedulers import find_scheduler, fit_sampler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sdxl.devices import Device, Dtype
    from sdxl.memory import Plan
    from sdxl.net_loading import Control
    from sdxl.options import EngineOptions

ATTENTIONS = ("sdpa", "xformers")
SPARE_RAM = 2 * GIB  # what the machine needs for all else


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """UNet and VAE on the device under one plan."""

    pipeline: Any  # StableDiffusionXLPipeline with a UNet and a scheduler alone
    vae: Module
    plan: Plan
    device: Device
    base_scheduler: Mapping[str, Any]  # the model's own settings, from which each job's scheduler is made
    parked: dict[str, list[Any]]  # weights in main memory, of modules that come to the device in turns
    control: Control | None = None  # the ControlNet beside the UNet, where a guide wants one
    extras: tuple[str, ...] = ()  # what makes it faster where it works: "compile", "xformers"
    notes: tuple[str, ...] = ()  # what was asked for and is left out

    @property
    def unet(self) -> Module:
        """The UNet; None where it has been freed."""
        return self.pipeline.unet if self.pipeline else None


def open_encoders(source: Source, device: Device) -> Encoders:
    """Load the text encoders and put them on the device."""
    first, second = load_encoders(source, device.dtype)
    return Encoders(first.to(device.kind), second.to(device.kind), BATCH[device.kind])


def load_model(source: Source, plan: Plan, device: Device, options: EngineOptions) -> LoadedModel:
    """Load UNet and VAE and put them where the plan says."""
    import torch
    from diffusers import StableDiffusionXLPipeline

    set_libraries_apart()
    unet, vae = load_unet(source, device.dtype), load_vae(source, device.dtype)
    for module in (unet, vae):
        module.eval().requires_grad_(requires_grad=False)
    if device.kind != "mps":
        vae.to(memory_format=torch.channels_last)  # a CPU decodes in half the time so; a Mac's GPU is not known to gain
    if device.kind == "cuda":
        unet.to(memory_format=torch.channels_last)  # a CPU gains 10 % for 0.7 GB that the files' own pages save
    notes = {"xformers": use_xformers(unet)} if options.attention == "xformers" else {}
    place_module(unet, plan, device)
    if not plan.unet_leaves:
        vae.to(device.kind)
    if options.compiled:
        notes["compile"] = compile_unet(unet, plan)
    settings = load_scheduler_settings(source)
    nothing = dict.fromkeys(("vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2"))
    scheduler = make_scheduler("euler", settings)
    pipeline = StableDiffusionXLPipeline(**nothing, unet=unet, scheduler=scheduler, add_watermarker=False)
    pipeline.set_progress_bar_config(disable=True)
    parked = {name: [weight.data for weight in weights_of(module)] for name, module in (("unet", unet), ("vae", vae))}
    extras = tuple(name for name, note in notes.items() if not note)
    kept = parked if plan.unet_leaves else {}
    said = tuple(filter(None, notes.values()))
    return LoadedModel(pipeline, vae, plan, device, settings, kept, extras=extras, notes=said)


def place_module(module: Module, plan: Plan, device: Device) -> None:
    """Put the UNet or a network beside it on the device, or have its layers moved there as they are used."""
    import torch

    target = torch.device(device.kind)
    if plan.name == "group-offload":
        module.enable_group_offload(
            onload_device=target,
            offload_device=torch.device("cpu"),
            offload_type="leaf_level",
            use_stream=device.kind == "cuda"
            and has_room_to_pin(module),  # the next layer comes while this one computes
        )
    elif plan.name == "sequential":
        from accelerate import cpu_offload

        cpu_offload(module, target)
    elif plan.name == "fp8":
        module.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=device.dtype)
        module.to(target)
    elif not plan.unet_leaves:
        module.to(target)


def has_room_to_pin(module: Module) -> bool:
    """Tell whether main memory holds a module once more, pinned for fast transfer; also where it does not say."""
    free = free_ram()
    return not free or free >= sum(weight.nbytes for weight in weights_of(module)) + SPARE_RAM


def use_xformers(unet: Module) -> str:
    """Switch attention to xformers; where it cannot run, says why: SDPA stays, which is equally fast."""
    try:
        unet.enable_xformers_memory_efficient_attention()
    except Exception as error:  # noqa: BLE001 - a mismatched build raises whatever it likes
        return (
            f"xformers cannot be used here ({first_line(error)}): drawing with PyTorch's own attention instead; "
            "requirements-xformers.txt installs it, for CUDA only"
        )
    return ""


def compile_unet(unet: Module, plan: Plan) -> str:
    """Have the UNet compiled as it first draws; says why where it cannot be."""
    if not plan.can_compile:
        return f"--compile is left out with {plan.says}, under which the weights come and go: drawing without it"
    try:
        unet.compile_repeated_blocks(fullgraph=True)
    except Exception as error:  # noqa: BLE001 - no compiler, no triton, a system that has neither
        return f"--compile cannot be used here ({first_line(error)}): drawing without it"
    return ""


def check_options(options: EngineOptions) -> None:
    """Raise RenderError for a setting that config.py may hold and nothing else checks."""
    if options.attention not in ATTENTIONS:
        raise RenderError(f'config.py: ATTENTION is "{options.attention}"; it can be {" or ".join(ATTENTIONS)}')


# --- Modules that take turns (model offload) ------------------------------------------------------------------------


def fetch(model: LoadedModel, name: str, module: Module) -> None:
    """Move a parked module's weights to the device; those that are never parked are there already."""
    if name in model.parked:
        for weight, kept in zip(weights_of(module), model.parked[name], strict=True):
            weight.data = kept.to(model.device.kind, non_blocking=True)


def park(model: LoadedModel, name: str, module: Module) -> None:
    """Drop a module's weights from the device; main memory keeps a copy, so nothing is transferred back."""
    if name in model.parked:
        for weight, kept in zip(weights_of(module), model.parked[name], strict=True):
            weight.data = kept


def weights_of(module: Module) -> list[Any]:
    """List what moves with a module, in a fixed order."""
    return [*module.parameters(), *module.buffers()]


# --- Schedulers -----------------------------------------------------------------------------------------------------


def make_scheduler(name: str, settings: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Make a fresh scheduler of this name, as the model needs it; raises RenderError where it is unknown."""
    import diffusers

    fitted = fit_sampler(name, settings)
    return getattr(diffusers, find_scheduler(fitted.name).class_name).from_config(settings, **fitted.options)


def needs_float32(model: LoadedModel) -> bool:
    """Tell whether the VAE overflows in half precision, as its settings say."""
    import torch

    return model.device.dtype == torch.float16 and bool(model.vae.config.force_upcast)


def decode_dtype(model: LoadedModel) -> Dtype:
    """Give the precision to decode in."""
    import torch

    return torch.float32 if needs_float32(model) else model.device.dtype
