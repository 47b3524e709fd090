"""A model's files in, its noise schedule out, or one sentence: what they are and what to do. Nothing imports torch.

Headers and settings tell all there is to tell: family, part, precision, what the model predicts, and which tensors are
missing. Files that cannot be read are left to whoever loads them, who says what is wrong with them.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from errors import NovelError, RenderError
from sdxl.checkpoints import LATENTS, MODULES, TEXT_1, TEXT_2, UNET, VAE, check_latents, infer_layout
from sdxl.families import check_index, check_quantised, check_unet
from sdxl.headers import Header, module_files, read_header
from sdxl.kinds import find_kind, find_quantised
from sdxl.needed import (
    FOLDER,
    MOST,
    ORIGINAL,
    find_missing,
    is_known,
    open_clip_tensors,
    text_tensors,
    unet_tensors,
    vae_tensors,
)
from sdxl.predictions import SCHEDULER, check_file_noise, schedule_of_file, schedule_of_folder
from sdxl.vae_files import read_vae, rename_attention
from typed import table
from untrusted import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sdxl.headers import Shapes
    from sdxl.needed import Needed
    from sdxl.predictions import Schedule

FETCH = "fetch the model again"
CALLED = {"unet": "UNet", "vae": "VAE", "text_encoder": "first text encoder", "text_encoder_2": "second text encoder"}
UNFIT = (KeyError, IndexError, TypeError, ValueError, AttributeError, ZeroDivisionError)  # of settings that are none
UNSTATED_SCALE = 0.18215  # what diffusers takes where a VAE does not say how its latents are scaled
OWN = (UNET, VAE, "conditioner.")
LEFTOVERS = (".lora_", ".lora.", "_lora.", ".hada_", ".lokr_", ".oft_", ".alpha")  # of adapters, beside a UNet's own
OTHER_VAES: tuple[tuple[str, object, str], ...] = (  # what a VAE's settings say, where it is of another family
    ("scaling_factor", UNSTATED_SCALE, "Stable Diffusion 1.5 or 2"),
    ("latent_channels", 16, "FLUX, Stable Diffusion 3 or a relative"),
    ("latent_channels", 32, "FLUX.2 or Sana"),
)
PLAYGROUND = "Playground v2.5, whose latents have a mean and a spread of their own"
SDXL_VAE = "choose one made for Stable Diffusion XL, or none"
OTHER_VAE = "name another as `vae` of a preset in config.py, or choose another model with --model"
VAE_CLASS = "AutoencoderKL"
VAE_CLASSES: tuple[tuple[str, str], ...] = (  # how a VAE's class begins, where it is of another kind
    ("AutoencoderTiny", "a tiny VAE, which shows previews"),
    ("AsymmetricAutoencoderKL", "a VAE for inpainting, of Stable Diffusion 1.5"),
    ("ConsistencyDecoderVAE", "the consistency decoder of Stable Diffusion 1.5"),
    ("AutoencoderKLTemporalDecoder", "a VAE of Stable Video Diffusion"),
    ("AutoencoderDC", "a VAE of Sana"),
    ("AutoencoderKLQwenImage", "a VAE of Qwen-Image"),
    ("AutoencoderKLFlux2", "a VAE of FLUX.2"),
    ("AutoencoderKLHunyuan", "a VAE of Hunyuan"),
    ("AutoencoderKLMochi", "a VAE of a video model"),
    ("AutoencoderKLWan", "a VAE of a video model"),
    ("AutoencoderKLLTX", "a VAE of a video model"),
    ("AutoencoderKLCogVideoX", "a VAE of a video model"),
    ("VQModel", "a VQ model, such as Kandinsky's"),
)


def judge_model(path: Path, *, has_vae: bool, called: str = "") -> Schedule:
    """Judge a model's folder or file, to which another VAE may come; raises RenderError where it cannot be drawn.

    Errors speak of `called`, else of the folder or the file's name.
    """
    if path.is_dir():
        return judge_folder(path, has_vae=has_vae, called=called or str(path))
    return judge_file(path, has_vae=has_vae)


# --- Single files ---------------------------------------------------------------------------------------------------


def judge_file(path: Path, *, has_vae: bool) -> Schedule:
    """Judge a single-file checkpoint."""
    header = peek(path)
    if header is None:
        return SCHEDULER
    if kind := find_kind(header):
        raise RenderError(f"{path.name} is {kind.says}: {kind.cure}")
    check_numbers(own_part(header), path.name)
    check_file_noise(header.shapes, header.metadata, path.name)
    try:
        layout = infer_layout(header.shapes, path.name, needs_vae=not has_vae)
    except UNFIT as error:
        wanted = str(error.args[0] if error.args else error)[:120]
        raise RenderError(f"{path.name} lacks tensors, such as {wanted}: {FETCH}") from None
    for module, prefix, needed in needed_by_file(layout):
        tensors = dict(needed)
        check_whole(header.select(prefix), iter(tensors.items()), path.name, module)
        if module == "unet":
            check_read(header.select(prefix), tensors, path.name)
    return schedule_of_file(header.shapes, header.metadata)


def own_part(header: Header) -> Header:
    """Give what a checkpoint of SDXL has of its own and its marks, without other models' parts that lie beside it."""
    own = [name for name in header.shapes if name.startswith(OWN) or "." not in name]
    shapes = {name: header.shapes[name] for name in own}
    return Header(shapes, {name: header.types[name] for name in own if name in header.types}, header.metadata)


def needed_by_file(layout: Mapping[str, Any]) -> Iterator[tuple[str, str, Needed]]:
    """List each module with its prefix and what it needs under it."""
    yield "unet", UNET, unet_tensors(layout["unet"], ORIGINAL)
    yield "text_encoder", TEXT_1, text_tensors(layout["text_encoder"])
    yield "text_encoder_2", TEXT_2, open_clip_tensors(layout["text_encoder_2"])
    if "vae" in layout:
        yield "vae", VAE, vae_tensors(layout["vae"], ORIGINAL)


def peek(path: Path) -> Header | None:
    """Read a file's header; None where it is broken, which is said when it is loaded."""
    try:
        return read_header(path)
    except (RenderError, OSError):
        return None


# --- Folders --------------------------------------------------------------------------------------------------------


def judge_folder(folder: Path, *, has_vae: bool, called: str) -> Schedule:
    """Judge a folder in diffusers' form."""
    check_index(folder, called)
    check_unet(folder, called)
    read = [module for module in MODULES if module != "vae" or not has_vae]
    check_quantised(folder, called, read)
    if not has_vae:
        settings = read_settings(folder / "vae")
        check_vae_class(settings, f"{called} has a VAE that", OTHER_VAE)
        check_latents(called, "VAE", settings.get("latent_channels", LATENTS))
    for module in read:
        judge_module(folder / module, module, called)
    has_schedule = (folder / "scheduler" / "scheduler_config.json").is_file()
    return schedule_of_folder(folder, called) if has_schedule else SCHEDULER


def check_settings_there(folder: Path, *, has_vae: bool, called: str) -> None:
    """Raise RenderError for a folder that lacks the settings of a part, without which none can be loaded."""
    needed = [f"{module}/config.json" for module in MODULES if module != "vae" or not has_vae]
    lacking = [name for name in (*needed, "scheduler/scheduler_config.json") if not (folder / name).is_file()]
    if lacking:
        raise RenderError(f"{called} lacks {', '.join(lacking)}: {FETCH}")


def judge_vae(folder: Path) -> None:
    """Judge the folder or file of a VAE that replaces a model's own."""
    if folder.is_file():
        read_vae(folder)
        return
    if not module_files(folder):
        inside = f": name {folder / 'vae'}" if module_files(folder / "vae") else ", which a VAE's folder has: fetch it"
        raise RenderError(f"{folder} holds no .safetensors weights{inside}")
    stated = read_settings(folder)
    if not stated:
        raise RenderError(f"{folder} lacks a config.json that can be read: fetch the VAE again, with its config.json")
    check_vae_class(stated, str(folder), SDXL_VAE)
    check_quantised(folder, str(folder), [""])
    settings = {"scaling_factor": UNSTATED_SCALE, **stated}
    family = next((family for key, value, family in OTHER_VAES if settings.get(key) == value), "")
    if family or settings.get("latents_mean") or settings.get("latents_std"):
        raise RenderError(f"{folder} is a VAE of {family or PLAYGROUND}: {SDXL_VAE}")
    judge_module(folder, "vae", str(folder))


def check_vae_class(settings: Mapping[str, Any], called: str, cure: str) -> None:
    """Raise RenderError for a VAE whose settings name another class than SDXL's; errors begin with `called`."""
    name = str(settings.get("_class_name") or VAE_CLASS)
    if name != VAE_CLASS:
        says = next((says for begins, says in VAE_CLASSES if name.startswith(begins)), f'a "{name[:60]}"')
        raise RenderError(f"{called} is {says}: {cure}")


def judge_module(folder: Path, module: str, called: str) -> None:
    """Judge one module's weights by their headers and its settings."""
    headers = [peek(path) for path in module_files(folder)]
    found = [header for header in headers if header]
    for header in found:
        check_numbers(header, called)
    settings = read_settings(folder)
    if found and len(found) == len(headers) and settings:
        try:
            needed = iter(list(islice(needed_by_folder(settings, module), MOST)))
        except UNFIT:
            return
        check_whole(gather_shapes(found, module), needed, called, module)


def needed_by_folder(settings: Mapping[str, Any], module: str) -> Needed:
    """List what a module needs; nothing where its settings are none that SDXL's models have."""
    if module == "unet":
        return unet_tensors(settings, FOLDER) if is_known(settings) else iter(())
    if module == "vae":
        return vae_tensors(settings, FOLDER)
    if module == "text_encoder":
        return text_tensors(settings)
    projection = ("text_projection.weight", (settings["projection_dim"], settings["hidden_size"]))
    return chain(text_tensors(settings), [projection])


def gather_shapes(headers: list[Header], module: str) -> Shapes:
    """Gather the shapes of a module from all of its files, under the names that diffusers gives them now."""
    shapes = {name: shape for header in headers for name, shape in header.shapes.items()}
    if module == "vae":
        shapes = {rename_attention(name): shape for name, shape in shapes.items()}
    if module.startswith("text"):
        shapes = {name.removeprefix("text_model."): shape for name, shape in shapes.items()}
    return shapes


def read_settings(folder: Path) -> Mapping[str, Any]:
    """Read a module's settings; none where they are not there."""
    try:
        return table("", read_json(folder / "config.json"))
    except (NovelError, OSError):
        return {}


# --- Both -----------------------------------------------------------------------------------------------------------


def check_numbers(header: Header, called: str) -> None:
    """Raise RenderError for weights whose numbers are not the weights themselves."""
    if kind := find_quantised(header):
        raise RenderError(f"{called} has {kind.says}: {kind.cure}")


def check_whole(shapes: Shapes, needed: Needed, called: str, module: str) -> None:
    """Raise RenderError where tensors of a module are missing, or have shapes that do not fit the others."""
    lacking, unfit, count = find_missing(shapes, needed)
    if lacking:
        much = f"{len(lacking):,} of {count:,} tensors of its {CALLED[module]}"
        raise RenderError(f"{called} lacks {much}, such as {lacking[0]}: {FETCH}")
    if unfit:
        raise RenderError(
            f"{called} has {len(unfit):,} tensors in its {CALLED[module]} of a shape that does not fit the others, "
            f"such as {unfit[0]} {shapes[unfit[0]]}: {FETCH}"
        )


def check_read(shapes: Shapes, needed: Shapes, called: str) -> None:
    """Raise RenderError where a UNet has more weights than are read: it is another network than SDXL's."""
    more = [
        name
        for name in shapes
        if name not in needed and name.endswith((".weight", ".bias")) and not any(part in name for part in LEFTOVERS)
    ]
    if more:
        raise RenderError(
            f"{called} has {len(more):,} tensors in its UNet that no model of Stable Diffusion XL has, "
            f"such as {more[0]}: choose another model with --model"
        )
