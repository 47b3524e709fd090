"""Networks for the tiny model, with random weights, and figures in poses."""

import copy
import dataclasses

from sdxl.guide_nets import find_net, fit_net, resolve_net
from sdxl.guides import JOINTS
from sdxl.known_nets import IP_ADAPTER, T2I
from tools.random_model import TINY
from tools.random_nets import write_random_net


def found_net(path, kind, **changes):
    """Write a network for the tiny model and find it."""
    write_random_net(path, kind, TINY["unet"], dtype="float32", **changes)
    use = {T2I: "pose", IP_ADAPTER: "ip-adapter"}.get(kind, "strong")
    return fit_net(find_net(resolve_net(str(path), use)), TINY["unet"], "tiny")


EYE = {  # an image encoder of CLIP's kind in small
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "image_size": 28,
    "patch_size": 14,
    "projection_dim": 16,
}


def found_image_adapter(folder):
    """Write an IP-Adapter for the tiny model with an image encoder beside it, and find it."""
    write_image_encoder(folder / "image_encoder")
    return found_net(folder / "plus.safetensors", IP_ADAPTER, encoder_width=EYE["hidden_size"])


def write_image_encoder(folder, **changes):
    """Write an image encoder with random weights."""
    import torch
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    encoder = CLIPVisionModelWithProjection(CLIPVisionConfig(**{**EYE, **changes}))
    generator = torch.Generator().manual_seed(3)
    for weight in encoder.parameters():
        weight.data.copy_(torch.randn(weight.shape, generator=generator) * weight.shape[-1] ** -0.5)
    encoder.save_pretrained(folder)
    return folder


def with_image_adapter(unet, adapter):
    """Give a copy of a UNet that diffusers has put an IP-Adapter into."""
    from safetensors.torch import load_file

    parts = {"image_proj": {}, "ip_adapter": {}}
    for name, tensor in load_file(adapter.paths[0]).items():
        part, _, key = name.partition(".")
        parts[part][key] = tensor
    copied = copy.deepcopy(unet)
    copied._load_ip_adapter_weights([parts])
    return copied


def seen(seed):
    """Give what an image encoder may have seen in a portrait."""
    import torch

    return torch.randn(1, 5, EYE["hidden_size"], generator=torch.Generator().manual_seed(seed))


def posed(figure, x):
    """Give a figure joints: standing upright at this x."""
    joints = [(x, 20 + 4 * number) if number < 14 else None for number in range(JOINTS)]
    return dataclasses.replace(figure, joints=tuple(joints))
