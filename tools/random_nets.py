"""Networks that guide a UNet, with random weights: for measuring and testing where there is no hub.

What they do to a picture is noise, but they take the same memory and the same time as the real ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sdxl.known_nets import CONTROLNET, IP_ADAPTER, T2I, UNION
from sdxl.net_layout import COPIED, list_needed
from tools.random_model import SEED, fill_tensor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAP_WIDTHS = [16, 32, 96, 256]  # of the layers that read a ControlNet's map
IMAGE_TOKENS, ENCODER_WIDTH = 16, 1280  # of an IP-Adapter Plus, and the width of ViT-H


def net_settings(kind: str, unet: Mapping[str, Any]) -> dict[str, Any]:
    """Give the settings of a network as the hub's are, for a UNet of these settings."""
    first, last = unet["block_out_channels"][0], unet["block_out_channels"][-1]
    copied = {key: unet[key] for key in COPIED if key in unet}
    control = {**copied, "conditioning_channels": 3, "conditioning_embedding_out_channels": MAP_WIDTHS}
    settings = {
        T2I: {"in_channels": 3, "num_res_blocks": 2},
        CONTROLNET: control,
        UNION: {
            **control,
            "num_control_type": 6,
            "num_trans_channel": first,
            "num_trans_layer": 1,
            "num_proj_channel": first,
        },
        IP_ADAPTER: {
            "tokens": IMAGE_TOKENS,
            "width": last,
            "inner_width": last,
            "layers": 4,
            "encoder_width": min(ENCODER_WIDTH, 8 * last),
        },
    }
    return settings[kind]


def write_random_net(
    path: Path, kind: str, unet: Mapping[str, Any], *, dtype: str = "float16", seed: int = SEED, **changes: object
) -> Path:
    """Write a network of this kind for a UNet of these settings as one .safetensors file, and give its path."""
    from safetensors.torch import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(fill_net(kind, unet, dtype, seed, **changes), path)
    return path


def fill_net(
    kind: str, unet: Mapping[str, Any], dtype: str = "float16", seed: int = SEED, **changes: object
) -> dict[str, Any]:
    """Fill a network's tensors, by name; `changes` are settings other than the hub's."""
    import torch

    generator, tensors = torch.Generator().manual_seed(seed), {}
    for name, shape in list_needed(kind, {**net_settings(kind, unet), **changes}, unet):
        tensors[name] = torch.empty(shape, dtype=getattr(torch, dtype))
        fill_tensor(name, tensors[name], generator)
    return tensors
