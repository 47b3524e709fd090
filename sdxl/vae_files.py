"""A VAE in one file: its header in, its settings out, or a sentence that says what the file is instead.

Such files have the names of the original code's checkpoints or those of diffusers; a whole checkpoint holds one too.
Only the half that decodes is needed, but where a picture is to be read (`vae_encoders.py`).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from errors import RenderError
from sdxl.checkpoints import count_children, vae_settings
from sdxl.headers import Header, Shapes, read_header
from sdxl.kinds import TEXT_KEY, find_kind, find_quantised, size_of
from sdxl.needed import FOLDER, ORIGINAL, find_missing, vae_tensors
from sdxl.predictions import TENSORS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sdxl.devices import Dtype
    from sdxl.needed import Needed

Module = Any  # torch.nn.Module

PREFIXES = ("first_stage_model.", "vae.", "")  # of a whole checkpoint, of saved VAEs, of a VAE alone
ORIGINAL_LEVELS = ("decoder.up.", "encoder.down.")  # as the original code names them
SDXL = "take one made for Stable Diffusion XL, or none"
OLD_ATTENTION = ((".query.", ".to_q."), (".key.", ".to_k."), (".value.", ".to_v."), (".proj_attn.", ".to_out.0."))


class OtherVae(NamedTuple):
    """A VAE of another kind, known by a name or a piece of metadata; its shapes are SDXL's own."""

    what: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


STATED = (  # file names that were never used for another thing, and the model spec's architecture
    OtherVae(
        "Stable Diffusion 1.5",
        re.compile(r"vae-ft-(mse|ema)|kl-f8|stable-diffusion-v1|sd[-_.]?(v?1[-_.]?[45]|15)[-_.]?vae", re.IGNORECASE),
        ("vae-ft-mse-840000-ema-pruned.safetensors", "kl-f8-anime2.safetensors", "stable-diffusion-v1/vae", "sd15_vae"),
    ),
    OtherVae("Stable Diffusion 2", re.compile(r"stable-diffusion-v2", re.IGNORECASE), ("stable-diffusion-v2/vae",)),
)
SDXLS_NAME = re.compile(r"xl", re.IGNORECASE)  # which speaks against those above
OTHER_CHECKPOINTS = (  # whose VAE has the shapes of SDXL's; AuraFlow, PixArt and others took SDXL's own
    *("Stable Diffusion 1.5", "Stable Diffusion 2", "Stable Video Diffusion"),
)
TEXTS = {768: "Stable Diffusion 1.5", 1024: "Stable Diffusion 2"}  # by the width of what their UNets read
LATENTS = {  # channels of the latents, and whose they are
    3: "a VQ model, such as LDM's or Kandinsky's",
    8: "a model of sound, or AuraFlow's relative",
    12: "Mochi",
    16: "FLUX, Stable Diffusion 3, Qwen-Image or a video model",
    32: "FLUX.2, Sana or HunyuanImage",
    48: "Wan 2.2",
    64: "HunyuanImage",
    128: "LTX-Video",
}


@dataclass(frozen=True, slots=True)
class VaeFile:
    """A VAE that was found in a file."""

    shapes: Shapes  # of its tensors, without their prefix
    names: Mapping[str, str]  # in the file, by diffusers' names, of the half that decodes
    settings: Mapping[str, Any]


def read_vae(path: Path) -> VaeFile:
    """Judge a file that is to replace a model's VAE; raises RenderError where it holds none for SDXL."""
    header = read_header(path)
    name = "" if SDXLS_NAME.search(path.stem) else path.stem
    for text in (name, header.metadata.get("modelspec.architecture", "")):
        for other in STATED:
            if other.pattern.search(text):
                raise RenderError(f"{path} is a VAE of {other.what}: {SDXL}")
    refuse_checkpoints(path, header)
    return find_vae_tensors(path, header)


def find_vae_tensors(path: Path, header: Header) -> VaeFile:
    """Find a VAE's tensors in a file, and its settings; raises RenderError where SDXL's lack."""
    prefix = next((one for one in PREFIXES if f"{one}decoder.conv_in.weight" in header.shapes), None)
    if prefix is None:
        raise RenderError(f"{path} is no VAE of Stable Diffusion XL ({say_contents(header)}): {SDXL}")
    present = list_present(header.shapes, prefix)
    shapes = {name: header.shapes[old] for name, old in present.items()}
    refuse_families(path, shapes["decoder.conv_in.weight"])
    refuse_quantised(path, header, prefix)
    settings = infer_settings(shapes, is_original=any(name.startswith(ORIGINAL_LEVELS) for name in shapes))
    names = match_names(path, "a VAE", header.shapes, present, functools.partial(vae_tensors, settings))
    return VaeFile(shapes, names, settings)


def list_present(shapes: Shapes, prefix: str) -> dict[str, str]:
    """List the tensors under a prefix: their names in the file, by those without it, attention by its present name."""
    return {rename_attention(name.removeprefix(prefix)): name for name in shapes if name.startswith(prefix)}


def match_names(
    path: Path, what: str, shapes: Shapes, present: Mapping[str, str], list_needed: Callable[[int], Needed]
) -> dict[str, str]:
    """Give the names in a file of the tensors that are needed, by diffusers' names; `present` are those of a VAE there.

    Raises RenderError where some lack or have other shapes.
    """
    is_original = any(name.startswith(ORIGINAL_LEVELS) for name in present)
    wanted = list(list_needed(ORIGINAL if is_original else FOLDER))
    lacking, unfit, total = find_missing({name: shapes[old] for name, old in present.items()}, iter(wanted))
    if lacking or unfit:
        odd = (*lacking, *unfit)
        raise RenderError(f"{path} lacks {len(odd)} of {total} tensors of {what}, such as {odd[0]}: fetch it again")
    ours = (name for name, _ in list_needed(FOLDER))
    return {name: present[theirs] for name, (theirs, _) in zip(ours, wanted, strict=True)}


def refuse_checkpoints(path: Path, header: Header) -> None:
    """Raise RenderError for a whole checkpoint of a family whose VAE is another, though of the same shapes."""
    kind = find_kind(header)
    if kind and kind.says.endswith(OTHER_CHECKPOINTS):
        raise RenderError(f"{path} is {kind.says}: {SDXL}")
    if "vae.decoder.conv_in.weight" in header.shapes and (family := TEXTS.get(size_of(header.shapes, TEXT_KEY, 1))):
        raise RenderError(f"{path} is a model of {family} packed into one file: {SDXL}")
    says = next((says for tensor, says in TENSORS if tensor in header.shapes and "Playground" in says), "")
    if says:
        raise RenderError(f"{path} {says}: {SDXL}")


def refuse_quantised(path: Path, header: Header, prefix: str) -> None:
    """Raise RenderError for a VAE whose numbers are not the weights themselves, whatever a checkpoint's others are."""
    types = {name.removeprefix(prefix): kind for name, kind in header.types.items() if name.startswith(prefix)}
    if kind := find_quantised(Header(header.select(prefix), types, {} if prefix else header.metadata)):
        raise RenderError(f"{path} has {kind.says}: use the same VAE in half precision")


def say_contents(header: Header) -> str:
    """Say what else a file holds."""
    return f"it holds {min(header.shapes)[:60]}" if header.shapes else "it holds no tensors"


def refuse_families(path: Path, first: tuple[int, ...]) -> None:
    """Raise RenderError for a VAE of another family, told by the shape of its first layer, which takes the latents."""
    if len(first) != 4 or first[1] != 4:  # noqa: PLR2004  a picture's convolution; SDXL's channels
        family = LATENTS.get(first[1], "another family") if len(first) == 4 else "a video model"  # noqa: PLR2004
        raise RenderError(f"{path} is a VAE of {family}: {SDXL}")


def rename_attention(name: str) -> str:
    """Give the attention of older diffusers' files its present name."""
    for old, new in OLD_ATTENTION:
        name = name.replace(old, new)
    return name


def infer_settings(shapes: Shapes, *, is_original: bool) -> dict[str, Any]:
    """Work out the levels and widths of a VAE's decoder."""
    ups, first = (
        ("decoder.up.", "block.0.conv1.weight") if is_original else ("decoder.up_blocks.", "resnets.0.conv1.weight")
    )
    levels = count_children(shapes, ups)
    widths = [shapes.get(f"{ups}{level}.{first}", (0,))[0] for level in range(levels)]
    layers = count_children(shapes, f"{ups}0.{first.partition('.')[0]}.")
    return vae_settings(widths if is_original else widths[::-1], max(layers - 1, 1))


def load_vae_file(path: Path, dtype: Dtype) -> Module:
    """Load the half of a file's VAE that decodes; the file has been judged."""
    found = find_vae_tensors(path, read_header(path))
    return load_half(path, found.settings, found.names, dtype, ("encoder", "quant_conv"))


def load_half(
    path: Path, settings: Mapping[str, Any], names: Mapping[str, str], dtype: Dtype, without: Sequence[str]
) -> Module:
    """Load a VAE `without` the parts of its other half, from the tensors of these names in a file."""
    import torch
    from diffusers import AutoencoderKL
    from safetensors import safe_open

    with torch.device("meta"):  # no room is made for weights that are replaced at once
        vae = AutoencoderKL(**{key: value for key, value in settings.items() if not key.startswith("_")})
    for part in without:
        setattr(vae, part, None)
    with safe_open(path, "pt") as file:
        weights = {
            name: file.get_tensor(names[name]).reshape(weight.shape).to(dtype)  # attention is a convolution there
            for name, weight in vae.named_parameters()
        }
    vae.load_state_dict(weights, assign=True)
    return vae
