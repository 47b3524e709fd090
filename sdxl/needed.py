"""A module's settings in, the names and shapes of the tensors that it needs out, without torch.

Names are those of diffusers' folders, or with `ORIGINAL` those of the original code's single files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sdxl.headers import Shapes

Settings = Mapping[str, Any]
Needed = Iterator[tuple[str, tuple[int, ...]]]

FOLDER, ORIGINAL = 0, 1  # which of two names is meant
KERNEL, POINT = (3, 3), (1, 1)
MOST = 100_000  # tensors: settings that want more are no model's
ATTENDING = {"CrossAttnDownBlock2D": True, "CrossAttnUpBlock2D": True, "DownBlock2D": False, "UpBlock2D": False}
# Settings that give a UNet tensors which no SDXL model has: where one is set, nothing is said of what it needs.
UNKNOWN = (
    "class_embed_type",
    "encoder_hid_dim_type",
    "encoder_hid_dim",
    "num_class_embeds",
    "time_embedding_dim",
    "num_attention_heads",
    "dual_cross_attention",
    "only_cross_attention",
)

USUAL = {  # the same, where one is set otherwise
    "attention_type": "default",
    "conv_in_kernel": 3,
    "conv_out_kernel": 3,
    "resnet_time_scale_shift": "default",
    "time_embedding_type": "positional",
}

NORM_1, CONV_1, TIME, NORM_2, CONV_2, SKIP = (
    ("norm1", "in_layers.0"),
    ("conv1", "in_layers.2"),
    ("time_emb_proj", "emb_layers.1"),
    ("norm2", "out_layers.0"),
    ("conv2", "out_layers.3"),
    ("conv_shortcut", "skip_connection"),
)
VAE_SKIP = ("conv_shortcut", "nin_shortcut")


def layer(name: str, *shape: int, bias: bool = True) -> Needed:
    """Give a layer's weight, and the bias beside it."""
    yield f"{name}.weight", shape
    if bias:
        yield f"{name}.bias", shape[:1]


def find_missing(shapes: Shapes, needed: Needed) -> tuple[list[str], list[str], int]:
    """Compare what is there with what is needed; gives the names that lack, those of another shape, and the count."""
    wanted = dict(islice(needed, MOST))
    lacking = [name for name in wanted if name not in shapes]
    unfit = [name for name, shape in wanted.items() if name in shapes and trim(shapes[name]) != trim(shape)]
    return lacking, unfit, len(wanted)


def trim(shape: Sequence[int]) -> tuple[int, ...]:
    """Drop the ones at a shape's end: a convolution of one pixel is a matrix."""
    sizes = list(shape)
    while sizes and sizes[-1] == 1:
        sizes.pop()
    return tuple(sizes)


# --- UNet -----------------------------------------------------------------------------------------------------------


def is_known(settings: Settings) -> bool:
    """Tell whether what a UNet of these settings needs can be worked out."""
    blocks = [*settings.get("down_block_types", ()), *settings.get("up_block_types", ())]
    odd = [key for key in UNKNOWN if settings.get(key) not in (None, False)]
    odd += [key for key, usual in USUAL.items() if settings.get(key, usual) != usual]
    return bool(blocks) and all(block in ATTENDING for block in blocks) and not odd


def unet_tensors(settings: Settings, names: int) -> Needed:
    """List the tensors of a UNet of these settings."""
    first = settings["block_out_channels"][0]
    yield from entry_tensors(settings, names)
    yield from down_tensors(settings, names)
    yield from middle_tensors(settings, names)
    yield from up_tensors(settings, names)
    yield from layer(("conv_norm_out", "out.0")[names], first)
    yield from layer(("conv_out", "out.2")[names], settings.get("out_channels", 4), first, *KERNEL)


def entry_tensors(settings: Settings, names: int) -> Needed:
    """List the tensors that read step, size and latents, before the first level."""
    channels = settings["block_out_channels"]
    first, wide = channels[0], 4 * channels[0]
    steps = (("time_embedding.linear_1", "time_embed.0"), ("time_embedding.linear_2", "time_embed.2"))
    sizes = (("add_embedding.linear_1", "label_emb.0.0"), ("add_embedding.linear_2", "label_emb.0.2"))
    yield from layer(steps[0][names], wide, first)
    yield from layer(steps[1][names], wide, wide)
    if guided := settings.get("time_cond_proj_dim"):
        yield "time_embedding.cond_proj.weight", (first, guided)
    yield from layer(sizes[0][names], wide, settings["projection_class_embeddings_input_dim"])
    yield from layer(sizes[1][names], wide, wide)
    yield from layer(("conv_in", "input_blocks.0.0")[names], first, settings.get("in_channels", 4), *KERNEL)


def down_tensors(settings: Settings, names: int) -> Needed:
    """List the tensors of the levels down."""
    channels, depths = settings["block_out_channels"], settings.get("transformer_layers_per_block", 1)
    before = channels[0]
    for level, width in enumerate(channels):
        count = of_level(settings.get("layers_per_block", 2), level)
        start = 1 + level * (count + 1)
        for number in range(count):
            old = f"input_blocks.{start + number}"
            yield from resnet(
                (f"down_blocks.{level}.resnets.{number}", f"{old}.0")[names], before, width, settings, names
            )
            before = width
            if ATTENDING[settings["down_block_types"][level]]:
                name = (f"down_blocks.{level}.attentions.{number}", f"{old}.1")[names]
                yield from transformer(name, width, of_level(of_level(depths, level), number), settings)
        if level < len(channels) - 1:
            name = (f"down_blocks.{level}.downsamplers.0.conv", f"input_blocks.{start + count}.0.op")[names]
            yield from layer(name, width, width, *KERNEL)


def middle_tensors(settings: Settings, names: int) -> Needed:
    """List the tensors between the levels down and those up."""
    width, kind = settings["block_out_channels"][-1], settings.get("mid_block_type", "UNetMidBlock2DCrossAttn")
    if kind is None:
        return
    yield from resnet(("mid_block.resnets.0", "middle_block.0")[names], width, width, settings, names)
    if kind == "UNetMidBlock2DCrossAttn":
        depth = of_level(of_level(settings.get("transformer_layers_per_block", 1), -1), -1)
        yield from transformer(("mid_block.attentions.0", "middle_block.1")[names], width, depth, settings)
        yield from resnet(("mid_block.resnets.1", "middle_block.2")[names], width, width, settings, names)


def up_tensors(settings: Settings, names: int) -> Needed:
    """List the tensors of the levels up, which also take what the levels down gave."""
    channels, depths = settings["block_out_channels"][::-1], depths_up(settings)
    before, last = channels[0], len(channels) - 1
    for level, width in enumerate(channels):
        count = of_level(settings.get("layers_per_block", 2), last - level) + 1
        below = channels[min(level + 1, last)]
        attends = ATTENDING[settings["up_block_types"][level]]
        for number in range(count):
            old = f"output_blocks.{level * count + number}"
            beside = below if number == count - 1 else width
            name = (f"up_blocks.{level}.resnets.{number}", f"{old}.0")[names]
            yield from resnet(name, before + beside, width, settings, names)
            before = width
            if attends:
                name = (f"up_blocks.{level}.attentions.{number}", f"{old}.1")[names]
                yield from transformer(name, width, of_level(of_level(depths, level), number), settings)
        if level < last:
            old = f"output_blocks.{level * count + count - 1}.{1 + attends}.conv"
            yield from layer((f"up_blocks.{level}.upsamplers.0.conv", old)[names], width, width, *KERNEL)


def depths_up(settings: Settings) -> Any:  # noqa: ANN401 - a number, or numbers by level, or by level and layer
    """Give how deep the levels up attend: stated, or as deep as those down."""
    depths = settings.get("transformer_layers_per_block", 1)
    reverse = settings.get("reverse_transformer_layers_per_block")
    return reverse or (depths[::-1] if isinstance(depths, list) else depths)


def of_level(value: Any, level: int) -> Any:  # noqa: ANN401
    """Give what a list says of a level, or the number that holds for all."""
    return value[level] if isinstance(value, list) else value


def resnet(name: str, narrow: int, width: int, settings: Settings, names: int) -> Needed:
    """List the tensors of a residual block of the UNet."""
    yield from layer(f"{name}.{NORM_1[names]}", narrow)
    yield from layer(f"{name}.{CONV_1[names]}", width, narrow, *KERNEL)
    yield from layer(f"{name}.{TIME[names]}", width, 4 * settings["block_out_channels"][0])
    yield from layer(f"{name}.{NORM_2[names]}", width)
    yield from layer(f"{name}.{CONV_2[names]}", width, width, *KERNEL)
    if narrow != width:
        yield from layer(f"{name}.{SKIP[names]}", width, narrow, *POINT)


def transformer(name: str, width: int, depth: int, settings: Settings) -> Needed:
    """List the tensors of a transformer, which are called the same everywhere."""
    text = settings["cross_attention_dim"]
    yield from layer(f"{name}.norm", width)
    yield from layer(f"{name}.proj_in", width, width)
    for number in range(depth):
        block = f"{name}.transformer_blocks.{number}"
        for norm in (1, 2, 3):
            yield from layer(f"{block}.norm{norm}", width)
        for attention, source in (("attn1", width), ("attn2", text)):
            yield from layer(f"{block}.{attention}.to_q", width, width, bias=False)
            yield from layer(f"{block}.{attention}.to_k", width, source, bias=False)
            yield from layer(f"{block}.{attention}.to_v", width, source, bias=False)
            yield from layer(f"{block}.{attention}.to_out.0", width, width)
        yield from layer(f"{block}.ff.net.0.proj", 8 * width, width)
        yield from layer(f"{block}.ff.net.2", width, 4 * width)
    yield from layer(f"{name}.proj_out", width, width)


# --- VAE, the half that decodes -------------------------------------------------------------------------------------


def vae_tensors(settings: Settings, names: int) -> Needed:
    """List the tensors of a VAE's decoder."""
    channels, latent = settings["block_out_channels"][::-1], settings.get("latent_channels", 4)
    if settings.get("use_post_quant_conv", True):
        yield from layer("post_quant_conv", latent, latent)
    yield from layer("decoder.conv_in", channels[0], latent, *KERNEL)
    for number in (0, 1):
        block = (f"decoder.mid_block.resnets.{number}", f"decoder.mid.block_{number + 1}")[names]
        yield from vae_resnet(block, channels[0], channels[0], names)
    if settings.get("mid_block_add_attention", True):
        yield from vae_attention(("decoder.mid_block.attentions.0", "decoder.mid.attn_1")[names], channels[0], names)
    before, last = channels[0], len(channels) - 1
    for level, width in enumerate(channels):
        block, old = f"decoder.up_blocks.{level}", f"decoder.up.{last - level}"
        for number in range(settings.get("layers_per_block", 1) + 1):
            name = (f"{block}.resnets.{number}", f"{old}.block.{number}")[names]
            yield from vae_resnet(name, before, width, names)
            before = width
        if level < last:
            yield from layer((f"{block}.upsamplers.0.conv", f"{old}.upsample.conv")[names], width, width, *KERNEL)
    yield from layer(("decoder.conv_norm_out", "decoder.norm_out")[names], before)
    yield from layer("decoder.conv_out", settings.get("out_channels", 3), before, *KERNEL)


def vae_resnet(name: str, narrow: int, width: int, names: int) -> Needed:
    """List the tensors of a residual block of the VAE."""
    yield from layer(f"{name}.norm1", narrow)
    yield from layer(f"{name}.conv1", width, narrow, *KERNEL)
    yield from layer(f"{name}.norm2", width)
    yield from layer(f"{name}.conv2", width, width, *KERNEL)
    if narrow != width:
        yield from layer(f"{name}.{VAE_SKIP[names]}", width, narrow)


def vae_attention(name: str, width: int, names: int) -> Needed:
    """List the tensors of the VAE's one attention."""
    parts = (("group_norm", "to_q", "to_k", "to_v", "to_out.0"), ("norm", "q", "k", "v", "proj_out"))[names]
    yield from layer(f"{name}.{parts[0]}", width)
    for part in parts[1:]:
        yield from layer(f"{name}.{part}", width, width)


# --- Text encoders --------------------------------------------------------------------------------------------------


def text_tensors(settings: Settings) -> Needed:
    """List the tensors of a CLIP text encoder, without the `text_model.` that may stand before them."""
    width, inner = settings["hidden_size"], settings["intermediate_size"]
    yield "embeddings.token_embedding.weight", (settings["vocab_size"], width)
    yield "embeddings.position_embedding.weight", (settings["max_position_embeddings"], width)
    for number in range(settings["num_hidden_layers"]):
        block = f"encoder.layers.{number}"
        yield from layer(f"{block}.layer_norm1", width)
        yield from layer(f"{block}.layer_norm2", width)
        for part in ("q", "k", "v", "out"):
            yield from layer(f"{block}.self_attn.{part}_proj", width, width)
        yield from layer(f"{block}.mlp.fc1", inner, width)
        yield from layer(f"{block}.mlp.fc2", width, inner)
    yield from layer("final_layer_norm", width)


def open_clip_tensors(settings: Settings) -> Needed:
    """List the tensors of the second text encoder under the names of OpenCLIP."""
    width, inner = settings["hidden_size"], settings["intermediate_size"]
    yield "token_embedding.weight", (settings["vocab_size"], width)
    yield "positional_embedding", (settings["max_position_embeddings"], width)
    for number in range(settings["num_hidden_layers"]):
        block = f"transformer.resblocks.{number}"
        yield from layer(f"{block}.ln_1", width)
        yield from layer(f"{block}.ln_2", width)
        yield f"{block}.attn.in_proj_weight", (3 * width, width)
        yield f"{block}.attn.in_proj_bias", (3 * width,)
        yield from layer(f"{block}.attn.out_proj", width, width)
        yield from layer(f"{block}.mlp.c_fc", inner, width)
        yield from layer(f"{block}.mlp.c_proj", width, inner)
    yield from layer("ln_final", width)
    yield "text_projection", (width, settings["projection_dim"])
