"""A chosen model in, a diffusers pipeline ready to draw on the best device out."""

from __future__ import annotations

import contextlib
import gc
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from clip_tokens import write_tokenizer
from errors import RenderError
from sdxl_failures import explain_loading, first_line
from sdxl_hub import fetch_model, fetch_vae
from sdxl_layout import infer_layout, read_shapes, write_layout
from sdxl_schedulers import find_scheduler

if TYPE_CHECKING:
    from sdxl_models import ModelChoice

logger = logging.getLogger(__name__)

Device = Literal["cuda", "mps", "cpu"]
Pipeline = Any  # StableDiffusionXLPipeline; diffusers and torch are not typed for us
Dtype = Any  # torch.dtype
ATTENTIONS = ("sdpa", "xformers")


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine draws; none of it decides what is in the picture."""

    models: tuple[ModelChoice, ...]  # every model that a job of the run names
    attention: str = "sdpa"  # one of ATTENTIONS
    device: Device | None = None  # None: the best there is


@dataclass(frozen=True, slots=True)
class Studio:
    """A pipeline with its modules in place; what the steps of drawing share."""

    pipeline: Pipeline
    device: Device
    device_name: str  # as the log shows it: "NVIDIA GeForce RTX 3080"
    base_scheduler: Any  # the model's own scheduler settings, from which each job's scheduler is made


def open_studio(choice: ModelChoice, options: EngineOptions) -> Studio:
    """Load a model and place it; raises RenderError with one sentence where that cannot be done."""
    if options.attention not in ATTENTIONS:
        raise RenderError(f'config.py: ATTENTION is "{options.attention}"; it can be {" or ".join(ATTENTIONS)}')
    path = find_files(choice)  # before torch is imported: a missing model is said at once
    device: Device = options.device or "cpu"
    try:
        device = options.device or best_device()
        pipeline = load_pipeline(choice, path, device)
        place(pipeline, device, options.attention)
    except RenderError:
        raise
    except Exception as error:
        raise RenderError(explain_loading(error, choice.name, device)) from error
    if device != options.device and device == "cpu":
        logger.warning("PyTorch finds no GPU it can use: %s draws on the CPU, minutes a picture", choice.name)
    return Studio(pipeline, device, name_device(device), pipeline.scheduler.config)


def find_files(choice: ModelChoice) -> Path:
    """Give the model's folder or file, fetched from the hub if need be, and make sure its weights are whole."""
    if choice.kind == "hub":
        try:
            return fetch_model(choice.location, called(choice))
        except ImportError as error:
            raise RenderError(explain_loading(error, choice.name, "cpu")) from error
    path = Path(choice.location)
    for weights in path.glob("*/*.safetensors") if choice.kind == "folder" else [path]:
        read_shapes(weights)  # a download that was cut off is the commonest fault, and the libraries say it badly
    return path


def called(choice: ModelChoice) -> str:
    """Name a hub model as the author knows it."""
    return choice.location if choice.name == choice.location else f'the preset "{choice.name}" ({choice.location})'


def best_device() -> Device:
    """Give the fastest device this torch can use."""
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def name_device(device: Device) -> str:
    """Give the card's name, or the kind of device where it has none."""
    import torch

    return str(torch.cuda.get_device_name()) if device == "cuda" else device


def load_pipeline(choice: ModelChoice, path: Path, device: Device) -> Pipeline:
    """Load the weights into memory, in half precision where the device computes in it."""
    import torch

    quieten_libraries()
    dtype = torch.float32 if device == "cpu" else torch.float16
    pipeline = load_file(path, dtype) if choice.kind == "file" else load_folder(path, dtype)
    replace_vae(pipeline, choice.vae, dtype)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def quieten_libraries() -> None:
    """Keep the libraries' bars and hints off the console: the run has its own bar, and their errors are raised."""
    import diffusers
    import transformers

    for library in (diffusers, transformers):
        library.utils.logging.disable_progress_bar()
        library.utils.logging.set_verbosity_error()


def load_folder(folder: Path, dtype: Dtype) -> Pipeline:
    """Load a model in diffusers' form; half-precision weights are preferred where both are there."""
    from diffusers import StableDiffusionXLPipeline

    has_half = any(folder.glob("unet/*.fp16*.safetensors"))
    return StableDiffusionXLPipeline.from_pretrained(
        folder,
        dtype=dtype,
        variant="fp16" if has_half else None,
        use_safetensors=True,
        local_files_only=True,
        add_watermarker=False,
    )


def load_file(path: Path, dtype: Dtype) -> Pipeline:
    """Load a single-file checkpoint, with settings read off its tensors and CLIP's own vocabulary: no hub needed."""
    from diffusers import StableDiffusionXLPipeline
    from transformers import CLIPTokenizer

    layout = infer_layout(read_shapes(path), path.name)
    with tempfile.TemporaryDirectory() as folder:
        write_layout(layout, Path(folder))
        write_tokenizer(Path(folder) / "tokenizer")
        write_tokenizer(Path(folder) / "tokenizer_2", pad="!")
        return StableDiffusionXLPipeline.from_single_file(
            str(path),
            config=folder,
            dtype=dtype,
            local_files_only=True,
            add_watermarker=False,
            tokenizer=CLIPTokenizer.from_pretrained(Path(folder) / "tokenizer"),
            tokenizer_2=CLIPTokenizer.from_pretrained(Path(folder) / "tokenizer_2"),
        )


def replace_vae(pipeline: Pipeline, vae: str, dtype: Dtype) -> None:
    """Put a preset's VAE in place; where it cannot be had, the model's own draws, only slower."""
    from diffusers import AutoencoderKL

    if not vae:
        return
    try:
        folder = vae if Path(vae).is_dir() else fetch_vae(vae)
    except RenderError as error:
        logger.warning("%s. Until then the model's own VAE decodes, slower and with more memory", error)
        return
    pipeline.register_modules(
        vae=AutoencoderKL.from_pretrained(folder, dtype=dtype, use_safetensors=True, local_files_only=True)
    )


def place(pipeline: Pipeline, device: Device, attention: str) -> None:
    """Move the modules to the device, or have them follow the work where its memory is small."""
    pipeline.vae.enable_slicing()
    pipeline.vae.enable_tiling()
    if device == "cuda":
        pipeline.enable_model_cpu_offload()
    else:
        pipeline.to(device)
    if attention == "xformers":
        use_xformers(pipeline)


def use_xformers(pipeline: Pipeline) -> None:
    """Switch attention to xformers; where it cannot run, SDPA stays, which is as fast."""
    try:
        pipeline.enable_xformers_memory_efficient_attention()
    except Exception as error:  # noqa: BLE001 - a mismatched build raises whatever it likes
        logger.warning(
            "xformers cannot be used here (%s): drawing with PyTorch's own attention instead; "
            "requirements-xformers.txt installs it, for CUDA only",
            first_line(error),
        )


def set_scheduler(studio: Studio, name: str) -> None:
    """Give the pipeline a fresh scheduler of this name; raises RenderError where it is unknown."""
    import diffusers

    scheduler = find_scheduler(name)
    made = getattr(diffusers, scheduler.class_name).from_config(studio.base_scheduler, **scheduler.options)
    studio.pipeline.register_modules(scheduler=made)


def free_memory(studio: Studio | None = None) -> None:
    """Give back what a failed picture or a dropped model held, so that the next one has a chance."""
    import torch

    if studio is not None:
        with contextlib.suppress(Exception):
            studio.pipeline.maybe_free_model_hooks()  # offloaded modules return to the machine's memory
    gc.collect()
    with contextlib.suppress(RuntimeError):  # a card that crashed cannot free anything either
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        elif torch.backends.mps.is_available():
            torch.mps.empty_cache()


def reset_peak(device: Device) -> None:
    """Start measuring peak memory anew."""
    import torch

    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()


def read_peak(device: Device) -> int | None:
    """Give the peak of device memory since the last reset in bytes; None where the device does not tell."""
    import torch

    return int(torch.cuda.max_memory_allocated()) if device == "cuda" else None
