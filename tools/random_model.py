"""A model of SDXL's shape with random weights, in diffusers' form: for measuring and testing where there is no hub.

What it draws is noise, but it takes the same memory and the same time as the real one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from prompts.clip_tokens import write_tokenizer
from sdxl.checkpoints import PIPELINE, text_settings
from sdxl.predictions import SCHEDULER

if TYPE_CHECKING:
    from pathlib import Path

Settings = Mapping[str, Mapping[str, Any]]  # of each module, by its subfolder

VOCABULARY = 49408
POSITIONS = 77
BLOCK = 2**18  # random numbers drawn for a tensor; a larger one repeats them
SEED = 20

COMMON_UNET = {
    "addition_embed_type": "text_time",
    "sample_size": 128,
    "use_linear_projection": True,
}
COMMON_VAE = {
    "down_block_types": ["DownEncoderBlock2D"] * 4,  # four levels: a picture is eight times as wide as its latents
    "up_block_types": ["UpDecoderBlock2D"] * 4,
    "latent_channels": 4,
    "sample_size": 1024,
    "scaling_factor": 0.13025,
    "force_upcast": False,
}
FULL: Settings = {
    "unet": {
        **COMMON_UNET,
        "block_out_channels": [320, 640, 1280],
        "attention_head_dim": [5, 10, 20],
        "transformer_layers_per_block": [1, 2, 10],
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
        "layers_per_block": 2,
        "cross_attention_dim": 2048,
        "addition_time_embed_dim": 256,
        "projection_class_embeddings_input_dim": 2816,
    },
    "vae": {**COMMON_VAE, "block_out_channels": [128, 256, 512, 512], "layers_per_block": 2},
    "text_encoder": {
        **text_settings(POSITIONS, 768, VOCABULARY),
        "hidden_act": "quick_gelu",
        "intermediate_size": 3072,
        "num_hidden_layers": 12,
        "projection_dim": 768,
    },
    "text_encoder_2": {
        **text_settings(POSITIONS, 1280, VOCABULARY),
        "hidden_act": "gelu",
        "intermediate_size": 5120,
        "num_hidden_layers": 32,
        "projection_dim": 1280,
    },
}
TINY: Settings = {  # SDXL's shape in small: two encoders of different width, a second level that attends to the text
    "unet": {
        **COMMON_UNET,
        "block_out_channels": [64, 128],
        "attention_head_dim": [1, 2],
        "transformer_layers_per_block": [1, 2],
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"],
        "layers_per_block": 1,
        "cross_attention_dim": 192,
        "addition_time_embed_dim": 8,
        "projection_class_embeddings_input_dim": 128 + 6 * 8,
    },
    "vae": {**COMMON_VAE, "force_upcast": True, "block_out_channels": [32, 32, 32, 32], "layers_per_block": 1},
    "text_encoder": {
        **text_settings(POSITIONS, 64, VOCABULARY),
        "hidden_act": "quick_gelu",
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "projection_dim": 64,
    },
    "text_encoder_2": {
        **text_settings(POSITIONS, 128, VOCABULARY),
        "hidden_act": "gelu",
        "intermediate_size": 256,
        "num_hidden_layers": 2,
        "projection_dim": 128,
    },
}


def write_random_model(folder: Path, settings: Settings, dtype: str = "float16", seed: int = SEED) -> Path:
    """Write a model of these settings in diffusers' form and give its folder; SDXL itself takes 7 GB."""
    import torch

    from sdxl.loading import quieten_libraries

    quieten_libraries()
    generator = torch.Generator().manual_seed(seed)
    for name, module in make_modules(settings):
        filled = module.to(getattr(torch, dtype)).to_empty(device="cpu")
        fill_weights(filled, generator)
        filled.save_pretrained(folder / name, safe_serialization=True)
        del module, filled  # before the next: memory holds one at a time
    write_tokenizer(folder / "tokenizer")
    write_tokenizer(folder / "tokenizer_2", pad="!")
    (folder / "scheduler").mkdir(exist_ok=True)
    (folder / "scheduler" / "scheduler_config.json").write_text(json.dumps(SCHEDULER), encoding="utf-8")
    (folder / "model_index.json").write_text(json.dumps(PIPELINE), encoding="utf-8")
    return folder


def make_modules(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Make each module on the meta device, where it has shapes but takes no memory."""
    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    makers: Mapping[str, Callable[..., Any]] = {
        "text_encoder": lambda values: CLIPTextModel(CLIPTextConfig(**values)),
        "text_encoder_2": lambda values: CLIPTextModelWithProjection(CLIPTextConfig(**values)),
        "unet": lambda values: UNet2DConditionModel(**values),
        "vae": lambda values: AutoencoderKL(**values),
    }
    for name, make in makers.items():
        with torch.device("meta"):
            module = make(settings[name])
        yield name, module


def fill_weights(module: Any, generator: Any) -> None:  # noqa: ANN401  torch's own types
    """Fill a module's tensors."""
    for name, weight in module.named_parameters():
        fill_tensor(name, weight.data, generator)


def fill_tensor(name: str, weight: Any, generator: Any) -> None:  # noqa: ANN401
    """Fill a tensor: a matrix at random in proportion to its width, scales with one, shifts with zero."""
    import torch

    if weight.dim() == 1:
        weight.fill_(1.0 if name.endswith("weight") else 0.0)
        return
    bound = weight[0].numel() ** -0.5
    block = torch.rand(min(weight.numel(), BLOCK), generator=generator).sub_(0.5).mul_(2 * bound)
    repeats = -(-weight.numel() // block.numel())
    weight.copy_(block.to(weight.dtype).repeat(repeats)[: weight.numel()].view(weight.shape))
