"""The half of a model's VAE that encodes: pictures in, latents out. It is loaded where a picture is to be read.

It computes in full precision everywhere: SDXL's own overflows in half, and a portrait takes a moment.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from errors import RenderError
from sdxl.folders import DIFFUSERS
from sdxl.headers import read_header, read_module_shapes
from sdxl.loading import module_arguments, quieten_libraries
from sdxl.needed import KERNEL, layer, vae_attention, vae_resnet
from sdxl.pixels import read_bytes
from sdxl.vae_files import PREFIXES, find_vae_tensors, list_present, load_half, match_names

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from sdxl.devices import Device
    from sdxl.headers import Shapes
    from sdxl.loading import Source
    from sdxl.needed import Needed, Settings

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor

OTHER_HALF = ("decoder", "post_quant_conv")
LACKS = "holds only the half of a VAE that decodes, but portraits and faces are encoded: name a whole one as `vae`"


def open_vae_encoder(source: Source, device: Device) -> Module:
    """Load the encoding half of a model's VAE onto the device; raises RenderError where its files lack it."""
    quieten_libraries()
    path = source.vae_path
    vae = load_file_encoder(path) if path.is_file() else load_folder_encoder(path)
    for part in OTHER_HALF:
        setattr(vae, part, None)
    return vae.eval().requires_grad_(requires_grad=False).to(device.kind)


def load_folder_encoder(folder: Path) -> Module:
    """Load it from a folder in diffusers' form."""
    import torch
    from diffusers import AutoencoderKL

    if "encoder.conv_in.weight" not in read_module_shapes(folder):
        raise RenderError(f"{folder} {LACKS}")
    with module_arguments(folder, DIFFUSERS, torch.float32) as arguments:
        return AutoencoderKL.from_pretrained(**arguments)


def load_file_encoder(path: Path) -> Module:
    """Load it from a file, under the names of the original code or of diffusers."""
    import torch

    header = read_header(path)
    settings = find_vae_tensors(path, header).settings
    names = find_encoder_tensors(path, header.shapes, settings)
    return load_half(path, settings, names, torch.float32, OTHER_HALF)


def find_encoder_tensors(path: Path, shapes: Shapes, settings: Settings) -> dict[str, str]:
    """Give the names in a file of the tensors that encode, by diffusers' names; raises RenderError where they lack."""
    prefix = next((one for one in PREFIXES if f"{one}encoder.conv_in.weight" in shapes), None)
    if prefix is None:
        raise RenderError(f"{path} {LACKS}")
    needed = functools.partial(encoder_tensors, settings)
    return match_names(path, "a VAE's encoder", shapes, list_present(shapes, prefix), needed)


def encoder_tensors(settings: Settings, names: int) -> Needed:
    """List the tensors of a VAE's encoder."""
    channels, latent = settings["block_out_channels"], settings.get("latent_channels", 4)
    yield from layer("quant_conv", 2 * latent, 2 * latent)
    yield from layer("encoder.conv_in", channels[0], settings.get("in_channels", 3), *KERNEL)
    before = channels[0]
    for level, width in enumerate(channels):
        block, old = f"encoder.down_blocks.{level}", f"encoder.down.{level}"
        for number in range(settings.get("layers_per_block", 1)):
            yield from vae_resnet((f"{block}.resnets.{number}", f"{old}.block.{number}")[names], before, width, names)
            before = width
        if level < len(channels) - 1:
            yield from layer((f"{block}.downsamplers.0.conv", f"{old}.downsample.conv")[names], width, width, *KERNEL)
    for number in (0, 1):
        block = (f"encoder.mid_block.resnets.{number}", f"encoder.mid.block_{number + 1}")[names]
        yield from vae_resnet(block, before, before, names)
    yield from vae_attention(("encoder.mid_block.attentions.0", "encoder.mid.attn_1")[names], before, names)
    yield from layer(("encoder.conv_norm_out", "encoder.norm_out")[names], before)
    yield from layer("encoder.conv_out", 2 * latent, before, *KERNEL)


def encode_picture(vae: Module, picture: Image.Image) -> Tensor:
    """Encode an RGB picture as the UNet knows latents: [1, 4, height / 8, width / 8], in main memory.

    The likeliest latents are taken, none at random, so that equal pictures have equal latents.
    """
    import torch

    with torch.no_grad():
        scaled = (read_bytes(picture).permute(2, 0, 1)[None].to(vae.device, torch.float32) / 127.5) - 1
        return normalise(vae, vae.encode(scaled).latent_dist.mode()).cpu()


def normalise(vae: Module, latents: Tensor) -> Tensor:
    """Scale latents as a VAE's settings say, from a mean and a deviation where it has them; SDXL's own has none."""
    import torch

    mean, deviation = getattr(vae.config, "latents_mean", None), getattr(vae.config, "latents_std", None)
    if mean is not None and deviation is not None:
        means, deviations = (torch.tensor(values).view(1, -1, 1, 1).to(latents) for values in (mean, deviation))
        latents = (latents - means) / deviations
    return latents * vae.config.scaling_factor
