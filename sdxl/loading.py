"""A chosen model in, its modules in memory out: text encoders, UNet, VAE."""

from __future__ import annotations

import logging
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import NovelError, RenderError
from sdxl.checkpoints import MODULES, TEXT_1, TEXT_2, UNET, VAE, infer_layout, write_layout
from sdxl.failures import explain_loading
from sdxl.folders import DIFFUSERS, TRANSFORMERS, readable, tidied
from sdxl.headers import Shapes, module_files, read_header, read_module_shapes, read_shapes
from sdxl.heard import listen
from sdxl.hub import fetch_model, fetch_vae
from sdxl.judging import check_settings_there, judge_model, judge_vae
from sdxl.loras import LoraChoice, find_lora, judge_loras, merge_loras
from sdxl.memory import Sizes, sum_sizes
from sdxl.model_layers import ADAPTED
from sdxl.predictions import schedule_of_file, schedule_of_folder
from sdxl.schedulers import fit_sampler
from sdxl.vae_files import load_vae_file, read_vae
from typed import table
from untrusted import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sdxl.devices import Dtype
    from sdxl.models import ModelChoice
    from sdxl.predictions import Schedule

logger = logging.getLogger("novel_scenes.engine")

Module = Any  # torch.nn.Module; diffusers and torch are not typed for us
PREFIXES = {"unet": UNET, "vae": VAE, "text_encoder": TEXT_1, "text_encoder_2": TEXT_2}


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a model and of its adapters."""

    name: str  # as the author gave it
    path: Path  # folder in diffusers' form, or single file
    vae: Path | None = None  # folder or file of the VAE that replaces the model's own
    loras: tuple[tuple[Path, float], ...] = ()  # file and weight

    @property
    def is_file(self) -> bool:
        """Whether it is one checkpoint file."""
        return self.path.is_file()

    @property
    def vae_path(self) -> Path:
        """The folder or file with the VAE: of its own, else of the model."""
        return self.vae or (self.path if self.is_file else self.path / "vae")


def find_source(choice: ModelChoice, loras: tuple[LoraChoice, ...] = ()) -> Source:
    """Find every file a model needs, downloading what is missing, and check that the weights are complete.

    Raises RenderError where one cannot be had: another VAE in place of the one a job names would draw another picture.
    """
    try:
        path = fetch_model(choice.location, called(choice)) if choice.kind == "hub" else Path(choice.location)
        vae = find_vae(choice.vae) if choice.vae else None
        source = Source(choice.name, path, vae, tuple((find_lora(lora), lora.weight) for lora in loras))
    except ImportError as error:
        raise RenderError(explain_loading(error, choice.name, "cpu")) from error
    for weights in list_weights(source):
        read_shapes(weights)  # a download that was cut off is the commonest fault, and the libraries say it badly
    judge_source(source, choice)
    if source.loras:
        judge_loras(source.loras, read_settings(source))
    return source


def judge_source(source: Source, choice: ModelChoice) -> None:
    """Judge what was found, say which sampler it takes, and raise RenderError where it cannot be drawn with."""
    has_vae, name = source.vae is not None, called(choice) if choice.kind == "hub" else str(source.path)
    schedule = judge_model(source.path, has_vae=has_vae, called=name)
    if not source.is_file:
        check_settings_there(source.path, has_vae=has_vae, called=name)
    if source.vae is not None:
        judge_vae(source.vae)
    if word := choice.word or fit_sampler(choice.scheduler, schedule).word:
        logger.warning("%s: %s.", choice.name, word)


def read_settings(source: Source) -> Mapping[str, Mapping[str, Any]]:
    """Read the settings of a model's UNet and text encoders."""
    if source.is_file:
        return infer_layout(read_shapes(source.path), source.path.name, needs_vae=source.vae is None)
    return {part: table("", read_json(source.path / part / "config.json")) for part in ADAPTED}


def called(choice: ModelChoice) -> str:
    """Name a hub model as the author knows it."""
    return choice.location if choice.name == choice.location else f'the preset "{choice.name}" ({choice.location})'


def find_vae(vae: str) -> Path:
    """Give the folder or file of a VAE that is named by path or hub id."""
    return Path(vae) if Path(vae).exists() else fetch_vae(vae)


def list_weights(source: Source) -> Iterator[Path]:
    """List every file of weights that will be loaded."""
    if source.is_file:
        yield source.path
    else:
        for module in MODULES:
            yield from module_files(source.path / module)
    if source.vae is not None:
        yield from [source.vae] if source.vae.is_file() else module_files(source.vae)
    yield from (path for path, _ in source.loras)


def read_sizes(source: Source) -> Sizes:
    """Read the sizes of a model's modules from the headers of its files, without loading them."""
    if source.is_file:
        every = read_shapes(source.path)
        shapes: Mapping[str, Shapes] = {
            module: {name: shape for name, shape in every.items() if name.startswith(prefix)}
            for module, prefix in PREFIXES.items()
        }
    else:
        shapes = {module: read_module_shapes(source.path / module) for module in MODULES}
    if source.vae is not None:
        is_file = source.vae.is_file()
        shapes = {**shapes, "vae": read_vae(source.vae).shapes if is_file else read_module_shapes(source.vae)}
    return sum_sizes(shapes)


def vae_overflows(source: Source) -> bool:
    """Tell whether the VAE's settings say that it overflows in half precision; unstated means yes, as in SDXL's own."""
    if source.vae is None and source.is_file:
        return True
    settings = (source.vae or source.path / "vae") / "config.json"
    try:
        return bool(table("", read_json(settings)).get("force_upcast", True))
    except (OSError, NovelError):
        return True


# --- Loading --------------------------------------------------------------------------------------------------------


def load_encoders(source: Source, dtype: Dtype) -> tuple[Module, Module]:
    """Load the two text encoders, adapters merged in."""
    quieten_libraries()
    if source.is_file:
        encoders = load_file_encoders(source, dtype)
    else:
        from transformers import CLIPTextModel, CLIPTextModelWithProjection

        with module_arguments(source.path / "text_encoder", TRANSFORMERS, dtype) as arguments:
            first = CLIPTextModel.from_pretrained(**arguments)
        with module_arguments(source.path / "text_encoder_2", TRANSFORMERS, dtype) as arguments:
            encoders = (first, CLIPTextModelWithProjection.from_pretrained(**arguments))
    merge_loras(source.loras, {"text_encoder": encoders[0], "text_encoder_2": encoders[1]})
    return encoders


def load_file_encoders(source: Source, dtype: Dtype) -> tuple[Module, Module]:
    """Load the two text encoders of a single file from their own tensors; diffusers would take what lies beside them.

    A merge may have kept Stable Diffusion 1.5's or 2's encoder, whose names diffusers looks for first.
    """
    from diffusers.loaders.single_file_utils import create_diffusers_clip_model_from_ldm
    from safetensors import safe_open
    from transformers import CLIPTextModel, CLIPTextModelWithProjection

    with safe_open(source.path, "pt") as file:
        own = {name: file.get_tensor(name) for name in file.keys() if name.startswith((TEXT_1, TEXT_2))}  # noqa: SIM118
    with single_file_settings(source.path, needs_vae=source.vae is None) as settings:
        first, second = (
            create_diffusers_clip_model_from_ldm(kind, own, subfolder=part, torch_dtype=dtype, **settings)
            for part, kind in (("text_encoder", CLIPTextModel), ("text_encoder_2", CLIPTextModelWithProjection))
        )
    return first, second


def load_unet(source: Source, dtype: Dtype) -> Module:
    """Load the UNet, adapters merged in."""
    from diffusers import UNet2DConditionModel

    quieten_libraries()
    if source.is_file:
        needs_vae = source.vae is None
        with single_file_settings(source.path, needs_vae=needs_vae) as settings, readable(source.path) as path:
            unet = UNet2DConditionModel.from_single_file(str(path), **settings, dtype=dtype, subfolder="unet")
    else:
        with module_arguments(source.path / "unet", DIFFUSERS, dtype) as arguments:
            unet = UNet2DConditionModel.from_pretrained(**arguments)
    merge_loras(source.loras, {"unet": unet})
    return unet


def load_vae(source: Source, dtype: Dtype) -> Module:
    """Load the decoder half of the VAE: the replacement's, if there is one, else the model's own."""
    from diffusers import AutoencoderKL

    quieten_libraries()
    if source.vae_path.is_file():
        return load_vae_file(source.vae_path, dtype)
    with module_arguments(source.vae_path, DIFFUSERS, dtype) as arguments:
        vae = AutoencoderKL.from_pretrained(**arguments)
    vae.encoder = vae.quant_conv = None
    return vae


def load_scheduler_settings(source: Source) -> Schedule:
    """Read the model's own noise schedule, from which each job's sampler is made."""
    if source.is_file:
        header = read_header(source.path)
        return schedule_of_file(header.shapes, header.metadata)
    return schedule_of_folder(source.path)


@contextmanager
def module_arguments(folder: Path, base: str, dtype: Dtype) -> Iterator[dict[str, Any]]:
    """Give the arguments that load a module's folder, from local .safetensors files only; the folder is the first."""
    with tidied(folder, base) as (tidy, variant):
        yield {
            "pretrained_model_name_or_path": tidy,
            "dtype": dtype,
            "variant": variant,
            "use_safetensors": True,
            "local_files_only": True,
        }


@contextmanager
def single_file_settings(path: Path, *, needs_vae: bool = True) -> Iterator[dict[str, Any]]:
    """Give the settings that diffusers would fetch from the hub, inferred from the checkpoint's tensors."""
    with tempfile.TemporaryDirectory() as folder:
        write_layout(infer_layout(read_shapes(path), path.name, needs_vae=needs_vae), Path(folder))
        yield {"config": folder, "local_files_only": True}


def quieten_libraries() -> None:
    """Keep the libraries' bars and hints off the console: the run has its own bar, and what matters is passed on."""
    import diffusers
    import transformers

    for library in (diffusers, transformers):
        library.utils.logging.disable_progress_bar()
    listen()
