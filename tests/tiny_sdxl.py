"""A tiny SDXL model with random weights and CLIP's real vocabulary: the true code draws with it on any machine."""

import json
import math
import re
import struct
from pathlib import Path

from sdxl.headers import BITS
from tools.random_model import SEED, TINY, write_random_model


def build(folder: Path, seed: int = SEED) -> Path:
    """Write the model in diffusers' form and return its folder."""
    return write_random_model(folder, TINY, seed=seed)


def build_file(path: Path, folder: Path) -> Path:
    """Write the weights of a built folder as one file with the tensor names of the original SDXL code."""
    from safetensors.torch import load_file, save_file

    weights = {module.name: next(module.glob("*.safetensors"), None) for module in folder.iterdir() if module.is_dir()}
    modules = {name: load_file(weight) for name, weight in weights.items() if weight}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(original_tensors(modules, per_level=2), path)
    return path


# (pattern, replacement) in order: from diffusers' names to those of the original code.
RESNET = (
    (r"\.norm1\.", ".in_layers.0."),
    (r"\.conv1\.", ".in_layers.2."),
    (r"\.time_emb_proj\.", ".emb_layers.1."),
    (r"\.norm2\.", ".out_layers.0."),
    (r"\.conv2\.", ".out_layers.3."),
    (r"\.conv_shortcut\.", ".skip_connection."),
)
UNET = (
    (r"^time_embedding\.linear_1", "time_embed.0"),
    (r"^time_embedding\.linear_2", "time_embed.2"),
    (r"^add_embedding\.linear_1", "label_emb.0.0"),
    (r"^add_embedding\.linear_2", "label_emb.0.2"),
    (r"^conv_in", "input_blocks.0.0"),
    (r"^conv_norm_out", "out.0"),
    (r"^conv_out", "out.2"),
    (r"^mid_block\.resnets\.0", "middle_block.0"),
    (r"^mid_block\.attentions\.0", "middle_block.1"),
    (r"^mid_block\.resnets\.1", "middle_block.2"),
)
VAE = (
    (r"^(encoder|decoder)\.mid_block\.resnets\.0", r"\1.mid.block_1"),
    (r"^(encoder|decoder)\.mid_block\.resnets\.1", r"\1.mid.block_2"),
    (r"mid_block\.attentions\.0\.group_norm", "mid.attn_1.norm"),
    (r"mid_block\.attentions\.0\.to_([qkv])", r"mid.attn_1.\1"),
    (r"mid_block\.attentions\.0\.to_out\.0", "mid.attn_1.proj_out"),
    (r"down_blocks\.(\d)\.resnets\.(\d)", r"down.\1.block.\2"),
    (r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample"),
    (r"up_blocks\.(\d)\.resnets\.(\d)", lambda found: f"up.{3 - int(found[1])}.block.{found[2]}"),
    (r"up_blocks\.(\d)\.upsamplers\.0", lambda found: f"up.{3 - int(found[1])}.upsample"),
    (r"conv_norm_out", "norm_out"),
    (r"conv_shortcut", "nin_shortcut"),
)
OPEN_CLIP = (
    (r"embeddings\.token_embedding\.weight", "token_embedding.weight"),
    (r"embeddings\.position_embedding\.weight", "positional_embedding"),
    (r"^encoder\.layers\.", "transformer.resblocks."),
    (r"layer_norm1", "ln_1"),
    (r"layer_norm2", "ln_2"),
    (r"self_attn\.out_proj", "attn.out_proj"),
    (r"mlp\.fc1", "mlp.c_fc"),
    (r"mlp\.fc2", "mlp.c_proj"),
    (r"final_layer_norm", "ln_final"),
)


def rename(name, table):
    for pattern, replacement in table:
        name = re.sub(pattern, replacement, name)
    return name


def original_tensors(modules, per_level):
    """Give tensors, by module and diffusers' name, the names and shapes they have in an original checkpoint.

    `per_level` is how many numbered blocks a level of the UNet takes there: its resnets and the downsampler.
    """
    unet = {"model.diffusion_model." + unet_name(name, per_level): t for name, t in modules["unet"].items()}
    vae = {"first_stage_model." + rename(name, VAE): t for name, t in modules["vae"].items()}
    for name, tensor in vae.items():
        if re.search(r"attn_1\.(q|k|v|proj_out)\.weight", name):
            vae[name] = tensor[:, :, None, None].contiguous()  # there they are 1x1 convolutions
    prefix = "conditioner.embedders.0.transformer.text_model."
    text = {prefix + name.removeprefix("text_model."): t for name, t in modules["text_encoder"].items()}
    return {**unet, **vae, **text, **open_clip(modules["text_encoder_2"])}


def unet_name(name, per_level):
    name = rename(name, UNET)
    block = re.match(r"(down|up)_blocks\.(\d+)\.(resnets|attentions|downsamplers|upsamplers)\.(\d+)\.", name)
    if block:
        side, level, part, layer = block[1], int(block[2]), block[3], int(block[4])
        rest = name[block.end() :]
        number = level * per_level + (1 if side == "down" else 0)
        place = {
            "resnets": f"{number + layer}.0.",
            "attentions": f"{number + layer}.1.",
            "downsamplers": f"{number + per_level - 1}.0.op.",
            "upsamplers": f"{number + per_level - 1}.2.conv.",  # after resnet and attention
        }[part]
        rest = rest.removeprefix("conv.") if part.endswith("samplers") else rest
        name = ("input_blocks." if side == "down" else "output_blocks.") + place + rest
    is_resnet = re.match(r"(input_blocks|output_blocks)\.\d+\.0\.(?!weight|bias|op)|middle_block\.[02]\.", name)
    return rename(name, RESNET) if is_resnet else name


def open_clip(tensors):
    import torch

    prefix = "conditioner.embedders.1.model."
    renamed = {}
    for name, tensor in tensors.items():
        short = name.removeprefix("text_model.")
        if short == "text_projection.weight":
            renamed[prefix + "text_projection"] = tensor.T.contiguous()
        elif ".self_attn.q_proj." in short:
            parts = [tensors[name.replace(".q_proj.", f".{part}_proj.")] for part in "qkv"]
            layer = rename(short.partition(".self_attn.")[0], OPEN_CLIP)
            renamed[f"{prefix}{layer}.attn.in_proj_{short.rpartition('.')[2]}"] = torch.cat(parts)
        elif not re.search(r"\.self_attn\.[kv]_proj\.", short):
            renamed[prefix + rename(short, OPEN_CLIP)] = tensor
    return renamed


def write_lora(path, kind="diffusers", scale=1.0, seed=1):
    """Write an adapter for the tiny model, in diffusers' form or in Kohya's."""
    import torch
    from safetensors.torch import save_file

    generator = torch.Generator().manual_seed(seed)
    target = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"
    down, up = torch.randn(4, 128, generator=generator) * scale, torch.randn(128, 4, generator=generator) * scale
    if kind == "kohya":
        name = "lora_unet_" + target.replace(".", "_")
        tensors = {f"{name}.lora_down.weight": down, f"{name}.lora_up.weight": up, f"{name}.alpha": torch.tensor(4.0)}
    elif kind == "encoder":
        name = "text_encoder_2.text_model.encoder.layers.0.self_attn.q_proj"
        tensors = {f"{name}.lora_A.weight": down, f"{name}.lora_B.weight": up}
    elif kind == "other":
        tensors = {"transformer.blocks.0.lora_A.weight": down, "transformer.blocks.0.lora_B.weight": up}
    else:
        tensors = {f"unet.{target}.lora_A.weight": down, f"unet.{target}.lora_B.weight": up}
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)
    return path


def write_header(path, shapes, metadata=None, types=None):
    """Write a .safetensors file of these tensors, all zero: its header is whole, its numbers take no room on a disk."""
    table, end = {"__metadata__": metadata} if metadata else {}, 0
    for name, shape in shapes.items():
        kind = (types or {}).get(name, "F16")
        start, end = end, end + BITS[kind] * math.prod(shape) // 8
        table[name] = {"dtype": kind, "shape": list(shape), "data_offsets": [start, end]}
    text = json.dumps(table).encode()
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + end)
    return path
