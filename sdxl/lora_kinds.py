"""What is known of adapter files in the world: how trainers name tensors, which forms and families there are.

Tables only. A row of `Telltale` carries tensor names (or metadata) by which it is known; the tests hold each to them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# --- What a tensor is to its layer ------------------------------------------------------------------------------------

DOWN, UP, ALPHA, SCALE, MAGNITUDE = "down", "up", "alpha", "scale", "magnitude"

ROLES = (  # endings of names, the longest that fits counts: Kohya, diffusers old and new, peft, both forms of DoRA
    (".lora_down.weight", DOWN),
    (".lora_up.weight", UP),
    ("_lora.down.weight", DOWN),
    ("_lora.up.weight", UP),
    (".lora.down.weight", DOWN),
    (".lora.up.weight", UP),
    (".lora_linear_layer.down.weight", DOWN),
    (".lora_linear_layer.up.weight", UP),
    (".lora_A.weight", DOWN),
    (".lora_B.weight", UP),
    (".lora_A", DOWN),
    (".lora_B", UP),
    (".alpha", ALPHA),
    (".lora.alpha", ALPHA),
    ("_lora.alpha", ALPHA),
    (".lora_alpha", ALPHA),
    (".lora_linear_layer.alpha", ALPHA),
    (".dora_scale", SCALE),
    (".lora_magnitude_vector", MAGNITUDE),
    (".lora_magnitude_vector.weight", MAGNITUDE),
)
NAMED = re.compile(r"\.(lora_[AB]|lora_magnitude_vector)\.[^.]+\.weight$")  # peft: an adapter's own name in between

PARTS = (  # beginnings of names, and the modules that they can mean
    ("lora_unet_", ("unet",)),
    ("lora_te1_", ("text_encoder",)),
    ("lora_te2_", ("text_encoder_2",)),
    ("lora_te_", ("text_encoder",)),
    ("lora_unet.", ("unet",)),
    ("lora_te1.", ("text_encoder",)),
    ("lora_te2.", ("text_encoder_2",)),
    ("model.diffusion_model.", ("unet",)),
    ("conditioner.embedders.0.transformer.", ("text_encoder",)),
    ("lycoris_", ("unet",)),
    ("base_model.model.unet.", ("unet",)),
    ("base_model.model.text_encoder_2.", ("text_encoder_2",)),
    ("base_model.model.text_encoder.", ("text_encoder",)),
    ("base_model.model.", ("unet", "text_encoder", "text_encoder_2")),
    ("diffusion_model.", ("unet",)),
    ("text_encoders.clip_l.transformer.", ("text_encoder",)),
    ("text_encoders.clip_g.transformer.", ("text_encoder_2",)),
    ("clip_l.", ("text_encoder",)),
    ("clip_g.", ("text_encoder_2",)),
    ("text_encoder_2.", ("text_encoder_2",)),
    ("text_encoder.", ("text_encoder",)),
    ("unet.", ("unet",)),
    ("", ("unet", "text_encoder", "text_encoder_2")),
)

RESPELT = (  # within a layer's name, its dots written as underscores: diffusers' attention processors of 2023
    (re.compile(r"_processor_"), "_"),
    (re.compile(r"(?<=_self_attn_)to_([qkv])$"), r"\1_proj"),
    (re.compile(r"(?<=_self_attn_)to_out$"), "out_proj"),
    (re.compile(r"(?<=_attn[12]_)to_out$"), "to_out_0"),
    (re.compile(r"^text_model_"), ""),
)

EMBEDDING = re.compile(
    r"^bundle_emb\.([^.]+)\."
)  # one that OneTrainer keeps beside it, and the word that it stands for

# --- What a file is ---------------------------------------------------------------------------------------------------


class Telltale(NamedTuple):
    """One thing that a file can be, told by a pattern that a tensor's name matches."""

    what: str  # as it goes on after "FILE is"
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    remedy: str = ""


def known(what: str, pattern: str, *examples: str, remedy: str = "") -> Telltale:
    """Make a row."""
    return Telltale(what, re.compile(pattern), examples, remedy)


MERGE = "merge it into the model first (LyCORIS' and Kohya's merging scripts do), and give the merged file with --model"
FORMS = (  # adapters that are no pairs of low rank; the first that fits counts
    known("a LoHa of LyCORIS", r"\.hada_[wt]\d", "lora_unet_mid_block_0.hada_w1_a", "lora_unet_x.hada_t2"),
    known("a LoKr of LyCORIS", r"\.lokr_[wt]\d", "lora_unet_mid_block_0.lokr_w1", "lora_unet_x.lokr_w2_a"),
    known("a GLoRA of LyCORIS", r"\.[ab][12]\.weight$|\.bm[12]\.", "lora_unet_mid_block_0.a1.weight"),
    known("an IA3 of LyCORIS", r"\.on_input$|\.ia3_l", "lora_unet_mid_block_0.on_input", "unet.x.to_k.ia3_l"),
    known("an OFT of LyCORIS or peft", r"\.oft_(blocks|diag|r|R)\b|\.boft_", "lora_unet_x.oft_blocks", "x.oft_diag"),
    known("a LoCon of LyCORIS with Tucker decomposition", r"\.lora_mid\.weight$", "lora_unet_x.lora_mid.weight"),
    known("an adapter of LyCORIS with norms", r"\.[wb]_norm$", "lora_unet_x_norm1.w_norm", "lora_te1_x.b_norm"),
    known("a full adapter of LyCORIS (whole differences)", r"\.diff(_b)?$", "lora_unet_x.diff", "unet.x.diff_b"),
    known("a full adapter (whole weights)", r"\.set_weight$|\.reshape_weight$", "diffusion_model.x.set_weight"),
    known("an adapter with biases of its own", r"\.lora_(B|up)\.bias$", "unet.x.to_q.lora_B.bias", "x.lora_up.bias"),
    known("an AdaLoRA of peft", r"\.lora_E\b|\.ranknum\b", "unet.x.to_q.lora_E"),
    known("a VeRA of peft", r"\.vera_lambda_[bd]\b", "unet.x.to_q.vera_lambda_b"),
    known("a HRA of peft", r"\.hra_u\b", "unet.x.to_q.hra_u"),
)

FAMILIES = (  # other families' layers, under whatever prefix; the first that fits counts
    known(
        "FLUX",
        r"(double|single)_blocks[._]\d+[._](img|txt|linear|modulation|norm)|single_transformer_blocks[._]\d",
        "lora_unet_double_blocks_0_img_attn_proj.lora_down.weight",
        "lora_unet_single_blocks_37_linear1.lora_up.weight",
        "transformer.single_transformer_blocks.3.attn.to_q.lora_A.weight",
        "diffusion_model.double_blocks.0.img_attn.qkv.lora_A.weight",
    ),
    known(
        "Stable Diffusion 3",
        r"joint_blocks[._]\d|transformer_blocks[._]\d+[._]attn2?[._](add_[qkv]_proj|to_add_out)",
        "lora_unet_joint_blocks_0_x_block_attn_qkv.lora_down.weight",
        "transformer.transformer_blocks.0.attn.add_k_proj.lora_A.weight",
    ),
    known("HunyuanVideo", r"(double|single)_blocks[._]\d", "diffusion_model.double_blocks.0.x.lora_A.weight"),
    known("Qwen-Image", r"transformer_blocks[._]\d+[._](img|txt)_(mlp|mod)", "transformer_blocks.0.img_mlp.net.0.proj"),
    known(
        "Wan or another video model",
        r"blocks[._]\d+[._](cross_attn|self_attn)[._][kqvo]\b",
        "diffusion_model.blocks.0.cross_attn.k.lora_A.weight",
    ),
    known(
        "Stable Cascade",
        r"(down|up)_blocks[._]\d+[._]\d+[._](attention|channelwise|kv_mapper)|clip_txt_mapper",
        "lora_prior_unet_down_blocks_0_2_attention_attn_out_proj.lora_down.weight",
    ),
    known("PixArt", r"adaln_single|caption_projection", "transformer.adaln_single.linear.lora_A.weight"),
    known("AnimateDiff (motion)", r"motion_modules", "down_blocks.0.motion_modules.0.temporal_transformer.x"),
    known(
        "Lumina or Z-Image",
        r"layers[._]\d+[._](attention|feed_forward|adaLN)",
        "diffusion_model.layers.0.attention.qkv.lora_A.weight",
    ),
    known("another family", r"^(lora_)?transformer[._]|^diffusion_model\.blocks", "transformer.blocks.0.lora_A.weight"),
)

WIDTHS = {
    768: "Stable Diffusion 1.5",
    1024: "Stable Diffusion 2",
    1280: "the SDXL refiner",
}  # of the text at attn2.to_k
TEXT_KEY = re.compile(r"attn2[._](processor[._])?to_[kv]([._]|$)")
OLD_TEXT = "lora_te_"  # the only text encoder of Kohya's SD 1.5 and SD 2; SDXL's two are numbered

STATED = (  # values of __metadata__: Kohya's ss_base_model_version, the model spec's architecture, trainers' own
    known("Stable Diffusion 1.5", r"^sd_v1|stable-diffusion-v1|^sd_?1(\.\d)?$", "sd_v1", "stable-diffusion-v1/lora"),
    known("Stable Diffusion 2", r"^sd_v2|stable-diffusion-v2|^sd_?2(\.\d)?$", "sd_v2_v", "stable-diffusion-v2-768-v"),
    known("Stable Diffusion 3", r"^sd3|stable-diffusion-(v?3|3\.5)", "sd3_m", "stable-diffusion-3-medium"),
    known("the SDXL refiner", r"xl-v1-refiner|^sdxl_refiner", "stable-diffusion-xl-v1-refiner/lora"),
    known("FLUX", r"^flux", "flux1", "flux-1-dev/lora"),
)
RELATIVES = (  # their layers are SDXL's, or some of them: only what a file states tells them apart
    known("SSD-1B", r"(?i)(?<![a-z0-9])ssd[-_]?1b(?![a-z0-9])", "segmind/SSD-1B", "SSD-1B.safetensors"),
    known("Segmind Vega", r"(?i)(?<![a-z0-9])segmind.?vega(?![a-z0-9])", "segmind/Segmind-Vega"),
    known("KOALA", r"(?i)(?<![a-z0-9])koala-?(700m|1b|lightning)", "etri-vilab/koala-700m-llava-cap"),
    known(
        "Kolors",
        r"(?i)(^|[/\\]|kwai-)kolors(?![a-z0-9])(?!.*(xl|style))",
        "Kwai-Kolors/Kolors-diffusers",
        "kolors.safetensors",
    ),
)
BASES = ("modelspec.architecture", "ss_base_model_version", "base_model")  # which a file cannot have by its name alone
OF_SDXL = re.compile(r"(?i)^(sdxl(?!_refiner)|sd_xl|stable-diffusion-xl-v1-(?!refiner))")  # what SDXL's state there
STATEMENTS = ("modelspec.architecture", "ss_base_model_version", "base_model", "ss_sd_model_name", "sshs_base_model")
