"""A model's folder in diffusers' form in, its family out: what its index and its UNet's settings say.

Everything is told by small JSON files, before torch is imported and before any weights are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from errors import NovelError, RenderError, UsageError
from sdxl.checkpoints import LATENTS, check_latents
from typed import a_text, anything, fields, or_none, table
from untrusted import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DRAWN = "this engine draws with Stable Diffusion XL models: choose one with --model"
BASE = "use the base model with --model"
FETCH = "fetch the model again"
REFINER = "the refiner, which finishes pictures of a base model"

# How diffusers' pipelines of other families begin, and what those who publish them call them. Longer ones stand first.
PIPELINES: tuple[tuple[str, str], ...] = (
    ("StableDiffusion3", "Stable Diffusion 3"),
    ("StableDiffusionUpscale", "an upscaler"),
    ("StableDiffusionLatentUpscale", "an upscaler"),
    ("StableDiffusionInpaint", "Stable Diffusion 1.5 or 2, for inpainting"),
    ("StableDiffusionInstructPix2Pix", "Stable Diffusion 1.5, InstructPix2Pix"),
    ("StableDiffusion", "Stable Diffusion 1.5 or 2"),
    ("OnnxStableDiffusion", "a model for ONNX"),
    ("ORTStableDiffusion", "a model for ONNX"),
    ("OVStableDiffusion", "a model for OpenVINO"),
    ("FlaxStableDiffusion", "a model for Flax"),
    ("NeuronStableDiffusion", "a model for AWS Neuron"),
    ("LatentConsistencyModel", "Stable Diffusion 1.5, LCM"),
    ("AltDiffusion", "AltDiffusion"),
    ("AnimateDiff", "AnimateDiff, for video"),
    ("AuraFlow", "AuraFlow"),
    ("Bria", "BRIA"),
    ("Chroma", "Chroma"),
    ("CogVideo", "CogVideoX, for video"),
    ("CogView", "CogView"),
    ("Cosmos", "Cosmos"),
    ("Flux2", "FLUX.2"),
    ("Flux", "FLUX"),
    ("HiDream", "HiDream"),
    ("HunyuanDiT", "HunyuanDiT"),
    ("HunyuanVideo", "HunyuanVideo, for video"),
    ("HunyuanImage", "HunyuanImage"),
    ("IF", "DeepFloyd IF"),
    ("Kandinsky", "Kandinsky"),
    ("Kolors", "Kolors"),
    ("LTX", "LTX-Video, for video"),
    ("Lumina", "Lumina"),
    ("Mochi", "Mochi, for video"),
    ("OmniGen", "OmniGen"),
    ("PixArt", "PixArt"),
    ("Qwen", "Qwen-Image"),
    ("Sana", "Sana"),
    ("StableCascade", "Stable Cascade"),
    ("StableVideo", "Stable Video Diffusion"),
    ("Wuerstchen", "Würstchen"),
    ("Wan", "Wan, for video"),
    ("ZImage", "Z-Image"),
)
OTHER_RUNTIMES = ("Onnx", "ORT", "OV", "Flax", "Neuron")  # their weights are no .safetensors that torch reads


class StatedKind(NamedTuple):
    """What a UNet's settings say: a key and its value, what the model then is, and what to do."""

    key: str
    value: object
    says: str
    cure: str = DRAWN


UNETS: tuple[StatedKind, ...] = (
    StatedKind("in_channels", 9, "an inpainting model", "use the base model that it was made from"),
    StatedKind("in_channels", 8, "a model that edits pictures (InstructPix2Pix)", BASE),
    StatedKind("cross_attention_dim", 1280, REFINER, BASE),
    StatedKind("encoder_hid_dim_type", "text_proj", "a model of the family Kolors"),
    StatedKind("encoder_hid_dim_type", "image_proj", "a model of the family Kandinsky"),
    StatedKind("encoder_hid_dim_type", "text_image_proj", "a model of the family Kandinsky"),
    StatedKind("addition_embed_type", None, "a model of Stable Diffusion 1.5 or 2"),
    StatedKind("addition_embed_type", "text", "a model of the family DeepFloyd IF"),
    StatedKind("addition_embed_type", "image", "a model of the family Kandinsky"),
    StatedKind("addition_embed_type", "image_hint", "a model of the family Kandinsky"),
    StatedKind("addition_embed_type", "text_image", "a model of the family Kandinsky"),
)
# A folder without an index: the class that its own settings name, what it is, and what to do.
WHOLE = "give the whole model's folder, the one with model_index.json, with --model"
ALONE: tuple[tuple[str, str, str], ...] = (
    ("UNet2DConditionModel", "a UNet alone", WHOLE),
    ("UNet2D", "a UNet alone", WHOLE),
    ("AutoencoderKL", "a VAE alone", "name it as `vae` of a preset in config.py, beside a base model"),
    ("AutoencoderTiny", "a tiny VAE, which shows previews", WHOLE),
    ("ControlNet", "a ControlNet, which steers a model by a picture", WHOLE),
    ("T2IAdapter", "a T2I adapter, which steers a model by a picture", WHOLE),
    ("MotionAdapter", "a motion module of AnimateDiff", WHOLE),
    ("CLIPText", "a text encoder alone", WHOLE),
    ("T5", "a text encoder alone", WHOLE),
    ("CLIPVision", "an image encoder alone", WHOLE),
    ("FluxTransformer", "a part of FLUX", DRAWN),
    ("SD3Transformer", "a part of Stable Diffusion 3", DRAWN),
    ("PixArtTransformer", "a part of PixArt", DRAWN),
)


def check_index(folder: Path, called: str = "") -> None:
    """Refuse a folder that is no SDXL base model in diffusers' form, by its index; errors speak of `called`."""
    path = folder / "model_index.json"
    if not path.is_file():
        raise find_alone(folder)
    try:
        index = fields({}, {"_class_name": read_class}, anything)("", read_json(path))
    except (NovelError, OSError):
        raise RenderError(f"{path} cannot be read as JSON: {FETCH}") from None
    name = index.get("_class_name", "")
    family = next((f" ({says})" for begins, says in PIPELINES if name.startswith(begins)), "")
    is_sdxl = "StableDiffusionXL" in name or (not family and attends_as_sdxl(folder))
    if not is_sdxl or name.startswith(OTHER_RUNTIMES):
        raise RenderError(f'{called or folder} holds a "{name}"{family}: {DRAWN}')
    if "text_encoder" in index and is_nothing(index["text_encoder"]):
        raise RenderError(f"{called or folder} is {REFINER}: {BASE}")


def read_class(key: str, value: object) -> str:
    """Read a pipeline's class, which may stand after the module of its author's own that holds it."""
    return a_text(key, value[-1] if isinstance(value, list) and value else value)


def attends_as_sdxl(folder: Path) -> bool:
    """Tell whether a model with a pipeline of its own has a UNet that is told of size and text as SDXL's is."""
    try:
        settings = table("", read_json(folder / "unet" / "config.json"))
    except (NovelError, OSError):
        return False
    return settings.get("addition_embed_type") == "text_time" and not settings.get("encoder_hid_dim_type")


def check_begun(folder: Path, called: str) -> None:
    """Refuse what lies in the hub's cache by the settings that are there, whole or not, before the rest is fetched."""
    try:
        stated = str(table("", read_json(folder / "model_index.json")).get("_class_name", ""))
    except (NovelError, OSError):
        return
    is_known = "StableDiffusionXL" in stated or stated.startswith(tuple(begins for begins, _ in PIPELINES))
    if is_known or (stated and (folder / "unet" / "config.json").is_file()):  # else its UNet tells, which is to come
        check_index(folder, called)
        check_unet(folder, called)


def is_nothing(entry: object) -> bool:
    """Tell whether an entry of an index says that the model has no such part."""
    return entry is None or (isinstance(entry, list) and not any(entry))


def check_unet(folder: Path, called: str = "") -> Mapping[str, Any]:
    """Read the UNet's settings, none where they are not there; refuses what is no base model of SDXL."""
    path = folder / "unet" / "config.json"
    if not path.is_file():
        return {}
    try:
        settings = table("", read_json(path))
    except (NovelError, OSError):
        raise RenderError(f"{path} cannot be read as JSON: {FETCH}") from None
    for stated in UNETS:
        if settings.get(stated.key, "unstated") == stated.value:
            raise RenderError(f"{called or folder} is {stated.says}: {stated.cure}")
    for key in ("in_channels", "out_channels"):
        check_latents(str(called or folder), "UNet", settings.get(key, LATENTS))
    return settings


def check_quantised(folder: Path, called: str, parts: Sequence[str]) -> None:
    """Refuse a folder whose parts say that their weights are quantised; "" stands for the folder itself."""
    for path in (folder / part / "config.json" for part in parts):
        if not path.is_file():
            continue
        try:
            settings = fields({}, {"quantization_config": or_none(table)})("", read_json(path))
        except (NovelError, OSError):
            raise RenderError(f"{path} cannot be read as JSON: {FETCH}") from None
        if stated := settings.get("quantization_config"):
            method = str(stated.get("quant_method", "of some kind"))[:40]
            raise RenderError(
                f"{called or folder} has quantised weights ({path.parent.name}: {method}): "
                "use the same model in half precision"
            )


def find_alone(folder: Path) -> NovelError:
    """Make the error of a folder without an index: what its own settings say it is."""
    if (folder / "adapter_config.json").is_file() or any(folder.glob("pytorch_lora_weights.safetensors")):
        return UsageError(
            f"{folder} is a LoRA: give its .safetensors file with --lora beside a base model with --model"
        )
    try:
        settings = fields({}, {"_class_name": a_text}, anything)("", read_json(folder / "config.json"))
        names = [settings.get("_class_name", ""), *map(str, settings.get("architectures") or ())]
    except (NovelError, OSError, TypeError):
        names = []
    for begins, says, cure in ALONE:
        if any(name.startswith(begins) for name in names):
            return RenderError(f"{folder} is {says}: {cure}")
    return UsageError(
        f"{folder} holds no model_index.json: --model takes the model's own folder or its .safetensors file"
    )
