"""CLIP's image encoder, which an IP-Adapter reads portraits with: found, loaded, and what it sees in a portrait.

It lies beside the adapter, or on the hub, where all adapters of this kind share one. It is let go before the UNet is
loaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import RenderError
from sdxl.folders import TRANSFORMERS
from sdxl.headers import read_module_shapes
from sdxl.hub import fetch_snapshot, missing
from sdxl.known_nets import ENCODER
from sdxl.loading import module_arguments, quieten_libraries
from sdxl.loras import HUB_FILE
from sdxl.pixels import read_bytes
from sdxl.portraits import crop_square

if TYPE_CHECKING:
    from PIL import Image

    from sdxl.devices import Device
    from sdxl.guide_nets import FoundNet

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor

ENCODER_HOME = "h94/IP-Adapter"  # its hub id
BESIDE = ("image_encoder", "../image_encoder", "../models/image_encoder")  # seen from the adapter's file
PATCHES = "vision_model.embeddings.patch_embedding.weight"
MEAN, DEVIATION = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)  # of CLIP's pictures


def find_image_encoder(found: FoundNet) -> Path:
    """Give the folder of the encoder that an adapter was trained with; raises RenderError where it is another."""
    folder = find_beside(found.paths[0]) or fetch_encoder(found)
    width = read_module_shapes(folder).get(PATCHES, (0,))[0]
    wanted = found.settings["encoder_width"]
    if width != wanted:
        raise RenderError(
            f"{folder} is no image encoder for {found.choice.name}, which reads {wanted} numbers a patch, not {width}: "
            f"put the one it was trained with beside it, as {BESIDE[0]}"
        )
    return folder


def find_beside(adapter: Path) -> Path | None:
    """Find an encoder beside an adapter's file, in the folders in which the hub and other programs keep it."""
    folders = [adapter.parent / name for name in BESIDE]
    return next((folder.resolve() for folder in folders if (folder / "config.json").is_file()), None)


def fetch_encoder(found: FoundNet) -> Path:
    """Give the folder of the hub's encoder, downloaded where its cache lacks it."""
    at_hub = HUB_FILE.fullmatch(found.choice.location)
    home = at_hub[1] if at_hub and not Path(found.choice.location).exists() else ENCODER_HOME
    called = f"{found.choice.takes.does} needs the image encoder of {home}, which"
    sentence = missing(called, home, ENCODER, f"put it beside the adapter, as {BESIDE[0]}")
    refusal = f"{home} has no image encoder: put the one of {ENCODER_HOME} beside the adapter, as {BESIDE[0]}"
    return (fetch_snapshot(home, holds_encoder, lambda _: ENCODER, sentence, refusal) / ENCODER[0]).parent


def holds_encoder(folder: Path) -> bool:
    """Tell whether the encoder's settings and weights are there."""
    return all((folder / name).is_file() for name in ENCODER)


def open_image_encoder(folder: Path, device: Device) -> Module:
    """Load the encoder onto the device."""
    from transformers import CLIPVisionModelWithProjection

    quieten_libraries()
    with module_arguments(folder, TRANSFORMERS, device.dtype) as arguments:
        encoder = CLIPVisionModelWithProjection.from_pretrained(**arguments)
    return encoder.eval().requires_grad_(requires_grad=False).to(device.kind)


def see_portrait(encoder: Module, portrait: Image.Image | None) -> Tensor:
    """Give what the encoder sees in each patch of a portrait, [1, patches + 1, width]; None: in nothing at all."""
    import torch

    side = encoder.config.image_size
    pixels = torch.zeros(1, 3, side, side) if portrait is None else read_square(portrait, side)
    with torch.no_grad():
        seen = encoder(pixels.to(encoder.device, encoder.dtype), output_hidden_states=True)
    return seen.hidden_states[-2].float()


def read_square(portrait: Image.Image, side: int) -> Tensor:
    """Give a portrait's square as CLIP reads pictures: [1, 3, side, side]."""
    import torch
    from PIL import Image

    square = crop_square(portrait).resize((side, side), Image.Resampling.BICUBIC)
    pixels = read_bytes(square) / 255
    return ((pixels - torch.tensor(MEAN)) / torch.tensor(DEVIATION)).permute(2, 0, 1)[None]
