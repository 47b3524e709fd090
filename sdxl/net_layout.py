"""A network's shapes and the settings of the UNet that it steers in, the network's own settings and tensors out.

Nothing else is read for them: a file without a config.json beside it is as good as a folder. Without torch.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from sdxl.checkpoints import count_children
from sdxl.known_nets import CONTROLNET, IP_ADAPTER, T2I, UNION
from sdxl.needed import (
    FOLDER,
    KERNEL,
    POINT,
    down_tensors,
    entry_tensors,
    layer,
    middle_tensors,
    of_level,
    unet_tensors,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sdxl.headers import Shapes
    from sdxl.needed import Needed, Settings

FOLD = 16  # a T2I-Adapter for SDXL folds its map by this many pixels a side
# Of a ControlNet's settings, those that are its UNet's: it is a copy of the UNet's first half.
COPIED = (
    *("in_channels", "flip_sin_to_cos", "freq_shift", "down_block_types", "block_out_channels", "layers_per_block"),
    *("act_fn", "norm_num_groups", "norm_eps", "cross_attention_dim", "transformer_layers_per_block"),
    *("attention_head_dim", "use_linear_projection", "addition_embed_type", "addition_time_embed_dim"),
    *("upcast_attention", "projection_class_embeddings_input_dim"),
)
COND = "controlnet_cond_embedding."


def lay_out_net(kind: str, shapes: Shapes, unet: Settings) -> dict[str, Any]:
    """Give the settings with which diffusers makes a network; raises KeyError where a tensor that tells one lacks."""
    return LAYOUTS[kind](shapes, unet)


def list_needed(kind: str, settings: Settings, unet: Settings) -> Needed:
    """List the tensors that a network of these settings has, to steer a UNet of those."""
    return NEEDED[kind](settings, unet)


# --- T2I-Adapter ----------------------------------------------------------------------------------------------------


def adapter_layout(shapes: Shapes, _unet: Settings) -> dict[str, Any]:
    """Work out the settings of a T2I-Adapter."""
    body = "adapter.body."
    levels = range(count_children(shapes, body))
    return {
        "in_channels": shapes["adapter.conv_in.weight"][1] // FOLD**2,
        "channels": [shapes[f"{body}{level}.resnets.0.block1.weight"][0] for level in levels],
        "num_res_blocks": count_children(shapes, f"{body}0.resnets."),
        "downscale_factor": FOLD,
        "adapter_type": "full_adapter_xl",
    }


def adapter_tensors(settings: Settings, unet: Settings) -> Needed:
    """List a T2I-Adapter's tensors: a level for each of the UNet's, and one for its middle."""
    widths = unet["block_out_channels"]
    channels = [*widths, widths[-1]]
    yield from layer("adapter.conv_in", channels[0], settings["in_channels"] * FOLD**2, *KERNEL)
    for level, width in enumerate(channels):
        name, before = f"adapter.body.{level}", channels[max(level - 1, 0)]
        if before != width:
            yield from layer(f"{name}.in_conv", width, before, *POINT)
        for number in range(settings["num_res_blocks"]):
            yield from layer(f"{name}.resnets.{number}.block1", width, width, *KERNEL)
            yield from layer(f"{name}.resnets.{number}.block2", width, width, *POINT)


# --- ControlNet -----------------------------------------------------------------------------------------------------


def control_layout(shapes: Shapes, unet: Settings) -> dict[str, Any]:
    """Work out the settings of a ControlNet."""
    blocks = range(1, count_children(shapes, f"{COND}blocks."), 2)  # each second one widens
    first = shapes[f"{COND}conv_in.weight"]
    return {
        **{key: unet[key] for key in COPIED if key in unet},
        "conditioning_channels": first[1],
        "conditioning_embedding_out_channels": [
            first[0],
            *(shapes[f"{COND}blocks.{block}.weight"][0] for block in blocks),
        ],
    }


def union_layout(shapes: Shapes, unet: Settings) -> dict[str, Any]:
    """Work out the settings of a ControlNet Union; its table of control types has a row each."""
    types, width = shapes["task_embedding"]
    return {
        **control_layout(shapes, unet),
        "num_control_type": types,
        "num_trans_channel": width,
        "num_trans_layer": count_children(shapes, "transformer_layes."),  # so spelt by its makers
        "num_proj_channel": shapes["spatial_ch_projs.weight"][0],
    }


def control_tensors(settings: Settings, unet: Settings) -> Needed:
    """List a ControlNet's tensors: the UNet's first half, what reads the map, and a way out for each level."""
    half = {**unet, "time_cond_proj_dim": None}
    widths, first = unet["block_out_channels"], unet["block_out_channels"][0]
    yield from chain(entry_tensors(half, FOLDER), down_tensors(half, FOLDER), middle_tensors(half, FOLDER))
    yield from map_tensors(settings, first)
    outs = [first]
    for level, width in enumerate(widths):
        outs += [width] * (of_level(unet.get("layers_per_block", 2), level) + (level < len(widths) - 1))
    for number, width in enumerate(outs):
        yield from layer(f"controlnet_down_blocks.{number}", width, width, *POINT)
    yield from layer("controlnet_mid_block", widths[-1], widths[-1], *POINT)


def map_tensors(settings: Settings, out: int) -> Needed:
    """List the tensors that read a ControlNet's map."""
    widths = settings["conditioning_embedding_out_channels"]
    yield from layer(f"{COND}conv_in", widths[0], settings["conditioning_channels"], *KERNEL)
    for number, (width, wider) in enumerate(pairwise(widths)):
        yield from layer(f"{COND}blocks.{2 * number}", width, width, *KERNEL)
        yield from layer(f"{COND}blocks.{2 * number + 1}", wider, width, *KERNEL)
    yield from layer(f"{COND}conv_out", out, widths[-1], *KERNEL)


def union_tensors(settings: Settings, unet: Settings) -> Needed:
    """List a ControlNet Union's tensors: a ControlNet's, and those that tell what kind of map it is."""
    yield from control_tensors(settings, unet)
    types, width, wide = settings["num_control_type"], settings["num_trans_channel"], 4 * unet["block_out_channels"][0]
    yield "task_embedding", (types, width)
    for number in range(settings["num_trans_layer"]):
        block = f"transformer_layes.{number}"
        yield f"{block}.attn.in_proj_weight", (3 * width, width)
        yield f"{block}.attn.in_proj_bias", (3 * width,)
        yield from layer(f"{block}.attn.out_proj", width, width)
        yield from chain(layer(f"{block}.ln_1", width), layer(f"{block}.ln_2", width))
        yield from chain(layer(f"{block}.mlp.c_fc", 4 * width, width), layer(f"{block}.mlp.c_proj", width, 4 * width))
    yield from layer("spatial_ch_projs", settings["num_proj_channel"], width)
    yield from layer("control_add_embedding.linear_1", wide, types * unet["addition_time_embed_dim"])
    yield from layer("control_add_embedding.linear_2", wide, wide)


# --- IP-Adapter Plus ------------------------------------------------------------------------------------------------


def image_layout(shapes: Shapes, _unet: Settings) -> dict[str, Any]:
    """Work out what an IP-Adapter Plus reads, by the image encoder's width, and how many tokens it makes of it."""
    _, tokens, width = shapes["image_proj.latents"]
    return {
        "tokens": tokens,
        "width": width,
        "inner_width": shapes["image_proj.layers.0.0.to_q.weight"][0],
        "layers": count_children(shapes, "image_proj.layers."),
        "encoder_width": shapes["image_proj.proj_in.weight"][1],
    }


def image_tensors(settings: Settings, unet: Settings) -> Needed:
    """List the tensors of an IP-Adapter Plus: what makes tokens, and two for each layer that reads them."""
    width, inner, text = settings["width"], settings["inner_width"], unet["cross_attention_dim"]
    yield "image_proj.latents", (1, settings["tokens"], width)
    yield from layer("image_proj.proj_in", width, settings["encoder_width"])
    for number in range(settings["layers"]):
        attention, forward = f"image_proj.layers.{number}.0", f"image_proj.layers.{number}.1"
        yield from chain(layer(f"{attention}.norm1", width), layer(f"{attention}.norm2", width))
        yield from layer(f"{attention}.to_q", inner, width, bias=False)
        yield from layer(f"{attention}.to_kv", 2 * inner, width, bias=False)
        yield from layer(f"{attention}.to_out", width, inner, bias=False)
        yield from layer(f"{forward}.0", width)
        yield from layer(f"{forward}.1", 4 * width, width, bias=False)
        yield from layer(f"{forward}.3", width, 4 * width, bias=False)
    yield from layer("image_proj.proj_out", text, width)
    yield from layer("image_proj.norm_out", text)
    for number, wide in enumerate(list_text_layers(unet)):
        for part in "kv":
            yield f"ip_adapter.{2 * number + 1}.to_{part}_ip.weight", (wide, text)


def list_text_layers(unet: Settings) -> list[int]:
    """List the widths of the layers that read the text, in diffusers' order: down, up, middle."""
    widths = {name: shape[0] for name, shape in unet_tensors(unet, FOLDER) if name.endswith(".attn2.to_k.weight")}
    return [width for part in ("down", "up", "mid") for name, width in widths.items() if name.startswith(part)]


LAYOUTS: Mapping[str, Callable[[Shapes, Settings], dict[str, Any]]] = {
    T2I: adapter_layout,
    CONTROLNET: control_layout,
    UNION: union_layout,
    IP_ADAPTER: image_layout,
}
NEEDED: Mapping[str, Callable[[Settings, Settings], Needed]] = {
    T2I: adapter_tensors,
    CONTROLNET: control_tensors,
    UNION: union_tensors,
    IP_ADAPTER: image_tensors,
}
