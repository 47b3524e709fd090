"""A single-file checkpoint's header in, the settings of its modules out, so that it loads without the hub.

diffusers fetches these settings from the hub. They all follow from the shapes of the tensors, whose names are
those of the original SDXL code, so that smaller or fine-tuned relatives load as well.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from errors import RenderError
from sdxl.folders import list_weights
from sdxl.predictions import schedule_of_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sdxl.headers import Shapes

MODULES = ("unet", "vae", "text_encoder", "text_encoder_2")  # those with weights
HEAD = 64  # channels of one attention head in every SDXL module
TIME_IDS = 6  # numbers of size conditioning: original size, crop, target size
UNET = "model.diffusion_model."
VAE = "first_stage_model."
TEXT_1 = "conditioner.embedders.0.transformer.text_model."
TEXT_2 = "conditioner.embedders.1.model."
PROJECTION = "text projection of the second text encoder"
LAYERS = {768: 12, 1280: 32}  # of SDXL's text encoders, by width: a cut file does not show that its last ones lack
START, END = 49_406, 49_407  # tokens of CLIP's vocabulary, to which a training may have added some
LATENTS = 4  # channels of the pictures that SDXL's UNet and VAE pass to each other
PARTS = {  # each told by one of its tensors
    "UNet": UNET + "input_blocks.0.0.weight",
    "VAE": VAE + "decoder.conv_in.weight",
    "first text encoder": TEXT_1 + "embeddings.position_embedding.weight",
    "second text encoder": TEXT_2 + "positional_embedding",
    PROJECTION: TEXT_2 + "text_projection",
}
OTHER_NAMES = (  # of the same tensors in files that some programs wrote
    TEXT_1.removesuffix("text_model.") + "embeddings.position_embedding.weight",
    TEXT_2 + "text_projection.weight",
    TEXT_2 + "text_model.embeddings.position_embedding.weight",
    TEXT_2 + "embeddings.position_embedding.weight",
    TEXT_2.removesuffix("model.") + "transformer.text_model.embeddings.position_embedding.weight",
)

PIPELINE = {
    "_class_name": "StableDiffusionXLPipeline",
    "force_zeros_for_empty_prompt": True,
    "text_encoder": ["transformers", "CLIPTextModel"],
    "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "tokenizer_2": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
    "scheduler": ["diffusers", "EulerDiscreteScheduler"],
}


def infer_layout(shapes: Shapes, name: str, *, needs_vae: bool = True) -> dict[str, dict[str, Any]]:
    """Work out each module's settings by its subfolder; raises RenderError where `name` is no SDXL base model.

    Where another VAE replaces the checkpoint's own, it may have none.
    """
    check_sdxl(shapes, name, needs_vae=needs_vae)
    text_2 = text_encoder_2(shapes)
    return {
        ".": PIPELINE,
        "text_encoder": text_encoder_1(shapes),
        "text_encoder_2": text_2,
        "unet": unet(shapes, text_2["projection_dim"]),
        "scheduler": schedule_of_file(shapes, {}),
        **({"vae": vae(shapes)} if needs_vae else {}),
    }


def check_sdxl(shapes: Shapes, name: str, *, needs_vae: bool = True) -> None:
    """Raise RenderError where a module is missing or the model is made for another task."""
    missing = [part for part, key in PARTS.items() if key not in shapes and (needs_vae or part != "VAE")]
    if missing and (other := next((key for key in OTHER_NAMES if key in shapes), "")):
        raise RenderError(
            f"{name} names the tensors of its text encoders otherwise than SDXL's checkpoints do ({other}): "
            "have the program that made it save it as a checkpoint again, or use another copy of the model"
        )
    if "second text encoder" in missing:
        missing = [part for part in missing if part != PROJECTION]
    if missing == ["VAE"]:
        raise RenderError(
            f"{name} is no whole SDXL checkpoint, it lacks: VAE; name one as `vae` of a preset in config.py, "
            'such as "madebyollin/sdxl-vae-fp16-fix"'
        )
    if missing:
        raise RenderError(
            f"{name} is no whole SDXL checkpoint, it lacks: {', '.join(missing)}; --model takes a full base model"
            " (no LoRA, no SD 1.5, no refiner)"
        )
    taken, given = shapes[UNET + "input_blocks.0.0.weight"][1], shapes[UNET + "out.2.weight"][0]
    if taken != given:
        raise RenderError(f"{name} is an inpainting model: use the base model it was made from")
    check_latents(name, "UNet", taken)
    if needs_vae:
        check_latents(name, "VAE", shapes[PARTS["VAE"]][1])


def check_latents(name: str, part: str, channels: object) -> None:
    """Raise RenderError for a UNet or VAE whose latents are not those of SDXL."""
    if channels != LATENTS:
        raise RenderError(
            f"{name} has a {part} for latents of {channels} channels, as FLUX and newer families have them, "
            f"where Stable Diffusion XL has {LATENTS}: choose another model with --model"
        )


def text_encoder_1(shapes: Shapes) -> dict[str, Any]:
    """Work out the settings of CLIP ViT-L, with OpenAI's approximation of GELU."""
    positions, width = shapes[TEXT_1 + "embeddings.position_embedding.weight"]
    layers = TEXT_1 + "encoder.layers."
    return {
        **text_settings(positions, width, shapes[TEXT_1 + "embeddings.token_embedding.weight"][0]),
        "architectures": ["CLIPTextModel"],
        "hidden_act": "quick_gelu",
        "intermediate_size": shapes[layers + "0.mlp.fc1.weight"][0],
        "num_hidden_layers": max(count_children(shapes, layers), LAYERS.get(width, 0)),
        "projection_dim": width,
    }


def text_encoder_2(shapes: Shapes) -> dict[str, Any]:
    """Work out the settings of OpenCLIP ViT-bigG, whose projection is the pooled embedding."""
    positions, width = shapes[TEXT_2 + "positional_embedding"]
    layers = TEXT_2 + "transformer.resblocks."
    return {
        **text_settings(positions, width, shapes[TEXT_2 + "token_embedding.weight"][0]),
        "architectures": ["CLIPTextModelWithProjection"],
        "hidden_act": "gelu",
        "intermediate_size": shapes[layers + "0.mlp.c_fc.weight"][0],
        "num_hidden_layers": max(count_children(shapes, layers), LAYERS.get(width, 0)),
        "projection_dim": shapes[TEXT_2 + "text_projection"][1],
    }


def text_settings(positions: int, width: int, vocabulary: int) -> dict[str, Any]:
    """Give what both text encoders share; start and end are CLIP's own tokens, whatever stands after them."""
    return {
        "model_type": "clip_text_model",
        "hidden_size": width,
        "num_attention_heads": width // HEAD,
        "max_position_embeddings": positions,
        "vocab_size": vocabulary,
        "layer_norm_eps": 1e-05,
        "bos_token_id": START,
        "eos_token_id": END,
        "pad_token_id": 1,
    }


def unet(shapes: Shapes, pooled: int) -> dict[str, Any]:
    """Work out the UNet's levels, depths and widths; `pooled` is the size of the pooled embedding."""
    inputs = UNET + "input_blocks."
    blocks = count_children(shapes, inputs)
    levels = 1 + sum(f"{inputs}{block}.0.op.weight" in shapes for block in range(blocks))
    per_level = blocks // levels  # its resnets, and the downsampler (or, at the start, the first convolution)
    firsts = [1 + level * per_level for level in range(levels)]
    channels = [shapes[f"{inputs}{first}.0.out_layers.3.weight"][0] for first in firsts]
    down = [[count_depth(shapes, f"{inputs}{first + number}") for number in range(per_level - 1)] for first in firsts]
    outputs = UNET + "output_blocks."
    up = [
        [count_depth(shapes, f"{outputs}{level * per_level + n}") for n in range(per_level)] for level in range(levels)
    ]
    deepest = f"{inputs}{firsts[-1]}.1.transformer_blocks.0.attn2.to_k.weight"
    return {
        "_class_name": "UNet2DConditionModel",
        "act_fn": "silu",
        "addition_embed_type": "text_time",
        "addition_time_embed_dim": (shapes[UNET + "label_emb.0.0.weight"][1] - pooled) // TIME_IDS,
        "projection_class_embeddings_input_dim": shapes[UNET + "label_emb.0.0.weight"][1],
        "attention_head_dim": [width // HEAD for width in channels],  # diffusers' name for the number of heads
        "block_out_channels": channels,
        "cross_attention_dim": shapes[deepest][1],
        "down_block_types": ["CrossAttnDownBlock2D" if depths[0] else "DownBlock2D" for depths in down],
        "up_block_types": ["CrossAttnUpBlock2D" if depths[0] else "UpBlock2D" for depths in up],
        "mid_block_type": middle(shapes),
        **depths_of(down, up),
        "layers_per_block": per_level - 1,
        "in_channels": shapes[inputs + "0.0.weight"][1],
        "out_channels": shapes[UNET + "out.2.weight"][0],
        "sample_size": 128,
        "use_linear_projection": True,
    }


def count_depth(shapes: Shapes, block: str) -> int:
    """Count the transformer blocks of a block's attention; 0 where it has none."""
    return count_children(shapes, f"{block}.1.transformer_blocks.")


def middle(shapes: Shapes) -> str | None:
    """Name the block between the levels; SDXL's smaller relatives leave its attention out, or all of it."""
    blocks = {name.split(".")[3] for name in shapes if name.startswith(UNET + "middle_block.")}
    if blocks & {"1", "2"}:
        return "UNetMidBlock2DCrossAttn"
    return "UNetMidBlock2D" if blocks else None


def depths_of(down: list[list[int]], up: list[list[int]]) -> dict[str, Any]:
    """Give how deep each level attends: a number where its layers agree, both ways, as in SDXL itself."""
    numbers = [max(depths[0], 1) for depths in down]
    if all(set(one + other) == {one[0]} for one, other in zip(down, reversed(up), strict=True)):
        return {"transformer_layers_per_block": numbers}
    layers = {"transformer_layers_per_block": down, "reverse_transformer_layers_per_block": up}
    return {key: [depths if any(depths) else 1 for depths in levels] for key, levels in layers.items()}


def vae(shapes: Shapes) -> dict[str, Any]:
    """Work out the VAE's levels and widths."""
    ups = VAE + "decoder.up."
    widths = [shapes[f"{ups}{level}.block.0.conv1.weight"][0] for level in range(count_children(shapes, ups))]
    layers = count_children(shapes, ups + "0.block.") - 1
    return vae_settings(widths, layers, shapes[VAE + "post_quant_conv.weight"][0])


def vae_settings(widths: list[int], layers: int, latents: int = LATENTS) -> dict[str, Any]:
    """Give a VAE's settings; what no shape shows is as SDXL's own has it."""
    return {
        "_class_name": "AutoencoderKL",
        "act_fn": "silu",
        "block_out_channels": widths,
        "down_block_types": ["DownEncoderBlock2D"] * len(widths),
        "up_block_types": ["UpDecoderBlock2D"] * len(widths),
        "layers_per_block": layers,
        "in_channels": 3,
        "out_channels": 3,
        "latent_channels": latents,
        "sample_size": 1024,
        "scaling_factor": 0.13025,
        "force_upcast": True,  # the original VAE overflows in half precision, which no shape tells of another
    }


def lacking_weights(folder: Path) -> list[str]:
    """List the modules of a model folder that have no .safetensors weights."""
    return [module for module in MODULES if not list_weights(folder / module)]


def count_children(shapes: Shapes, prefix: str) -> int:
    """Count the numbered children under a prefix; 0 where there are none."""
    return len({name[len(prefix) :].partition(".")[0] for name in shapes if name.startswith(prefix)})


def write_layout(layout: Mapping[str, Mapping[str, Any]], folder: Path) -> None:
    """Write each module's settings where diffusers looks for them."""
    file_names = {".": "model_index.json", "scheduler": "scheduler_config.json"}
    for part, settings in layout.items():
        path = folder / part / file_names.get(part, "config.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings, indent=2), encoding="utf-8")
