"""The names and shapes of a file's tensors in, what the file is out, where it is no Stable Diffusion XL checkpoint.

A row of the tables tells one kind by parts of its tensors' names, which public files of that kind have; the first row
that fits holds. A file that no row fits may be a checkpoint of SDXL, whole or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sdxl.headers import Header, Shapes

BASE = "--model takes a whole base model of Stable Diffusion XL"
WITH_BASE = "give it with --lora beside a base model with --model"
MERGE = "have the program that made it merge it into a base model, and give that with --model"
OTHER = "this engine draws with Stable Diffusion XL models: choose one with --model"
NO_GUIDE = f"this engine reads no such file; {BASE}"
NET = "give it with --guide-net, beside a base model with --model"
FACE_NET = "give it with --likeness-net, beside a base model with --model"
STEERING = (NO_GUIDE, NET, FACE_NET)  # cures of what steers a model from beside it, and is no LoRA
WHOLE = "a checkpoint holds it together with VAE and text encoders: give that with --model"

NAME_VAE = "name it as `vae` of a preset in config.py, beside a base model"

SDXL_PARTS = ("^model.diffusion_model.", "^conditioner.", "^first_stage_model.")
ESSENTIAL = (  # what a checkpoint of SDXL alone has, whole or without a VAE; nothing that lies beside them is read
    *("^model.diffusion_model.input_blocks.0.0.weight$", "^model.diffusion_model.label_emb.0.0.weight$"),
    *("^conditioner.embedders.0.transformer.", "^conditioner.embedders.1.model."),
)
UNET_IN = "input_blocks.0.0.weight"
VAE_IN = "decoder.conv_in.weight"
TEXT_KEY = "attn2.to_k.weight"  # its width is that of the text which a model reads
ADDED = ("label_emb.0.0.weight", "add_embedding.linear_1.weight")  # what only SDXL's family is told of size and text


class Kind(NamedTuple):
    """A kind of file: what it is and what to do, told by its tensors."""

    says: str  # "a LoRA"
    cure: str
    has: tuple[str, ...]  # parts of names, each of some tensor; "^" stands for a name's beginning, "$" for its end
    sizes: tuple[tuple[str, int, int], ...] = ()  # the first tensor with this part in its name: its size on this axis
    lacks: tuple[str, ...] = ()  # parts of names that no tensor has


# What is laid over a model, or steers it. A whole checkpoint may hold leftovers of such, which are not read.
ADAPTERS: tuple[Kind, ...] = (
    Kind("a control LoRA", NO_GUIDE, ("^lora_controlnet$",)),
    Kind("a ControlNet-LLLite", NO_GUIDE, ("^lllite_unet_",)),
    Kind("a ControlNet", NET, ("controlnet_cond_embedding.",)),
    Kind("a ControlNet", NET, ("control_model.",)),
    Kind("a ControlNet", NET, ("input_hint_block.",)),
    Kind("a ControlNet", NET, ("^controlnet_down_blocks.",)),
    Kind("a ControlNet", NET, ("^zero_convs.",)),
    Kind("a ControlNet-XS", NO_GUIDE, ("^control_to_base_for_conv_in.",)),
    Kind("a ControlNet of FLUX or Stable Diffusion 3", NO_GUIDE, ("^controlnet_blocks.",)),
    Kind("a ControlNet of Z-Image", NO_GUIDE, ("control_layers.",)),
    Kind("a T2I adapter", NET, ("adapter.body.",)),
    Kind("a T2I adapter", NET, ("^body.0.block",)),
    Kind("a T2I adapter", NET, ("^body.0.resnets.",)),
    Kind("an IP-Adapter", FACE_NET, ("^image_proj.", "^ip_adapter.")),
    Kind("an IP-Adapter", FACE_NET, (".to_k_ip.",)),
    Kind("a PhotoMaker", NO_GUIDE, ("^id_encoder.",)),
    Kind("a PuLID", NO_GUIDE, ("^pulid_",)),
    Kind("a motion module of AnimateDiff", NO_GUIDE, ("motion_modules.", "temporal_transformer.")),
    Kind("a LyCORIS adapter (LoHa)", MERGE, (".hada_w1_a$",)),
    Kind("a LyCORIS adapter (LoKr)", MERGE, (".lokr_w1",)),
    Kind("a LyCORIS adapter (LoKr)", MERGE, (".lokr_w2",)),
    Kind("a LyCORIS adapter (GLoRA)", MERGE, (".a1.weight$", ".b1.weight$", "lora_unet_")),
    Kind("a LyCORIS adapter (IA3)", MERGE, (".on_input$",)),
    Kind("an OFT adapter", MERGE, (".oft_blocks$",)),
    Kind("an OFT adapter", MERGE, (".oft_diag$",)),
    Kind("an OFT adapter", MERGE, (".oft_R.",)),
    Kind("a BOFT adapter", MERGE, (".boft_R$",)),
    Kind("a LoRA", WITH_BASE, (".lora_down.",)),
    Kind("a LoRA", WITH_BASE, (".lora_A.",)),
    Kind("a LoRA", WITH_BASE, (".lora.down.",)),
    Kind("a LoRA", WITH_BASE, ("_lora.down.",)),
    Kind("a LoRA", WITH_BASE, (".lora_linear_layer.",)),
    Kind("a LoRA", WITH_BASE, ("^lora_unet_",)),
    Kind("a LoRA", WITH_BASE, ("^lora_te",)),
    Kind("a textual-inversion embedding", f"this engine reads words alone; {BASE}", ("^clip_g$",)),
    Kind("a textual-inversion embedding", f"this engine reads words alone; {BASE}", ("^clip_l$",)),
    Kind("a textual-inversion embedding", f"this engine reads words alone; {BASE}", ("^emb_params$",)),
    Kind("a textual-inversion embedding", f"this engine reads words alone; {BASE}", ("^string_to_param",)),
    Kind("a textual-inversion embedding", f"this engine reads words alone; {BASE}", ("^<",)),
    Kind("a textual-inversion embedding", f"this engine reads words alone; {BASE}", ("^bundle_emb.",)),
)
# The same UNet with a wider first layer.
WANT_MORE: tuple[Kind, ...] = (
    Kind("an inpainting model", "use the base model it was made from", (UNET_IN,), ((UNET_IN, 1, 9),)),
    Kind(
        "an inpainting model", "use the base model it was made from", ("^conv_in.weight",), (("^conv_in.weight", 1, 9),)
    ),
    Kind("a model that edits pictures (InstructPix2Pix)", NO_GUIDE, (UNET_IN,), ((UNET_IN, 1, 8),)),
    Kind("a model that edits pictures (InstructPix2Pix)", NO_GUIDE, ("^conv_in.weight",), (("^conv_in.weight", 1, 8),)),
)
KINDS: tuple[Kind, ...] = (
    # --- Other families: transformers
    Kind("a model of the family FLUX.2", OTHER, ("double_stream_modulation_img",)),
    Kind("a model of the family Chroma", OTHER, ("distilled_guidance_layer.",)),
    Kind("a model of the family HunyuanVideo", OTHER, ("individual_token_refiner.",)),
    Kind("a model of the family HunyuanVideo", OTHER, ("token_refiner.refiner_blocks.",)),
    Kind("a model of the family FLUX", OTHER, ("double_blocks.0.", "single_blocks.0.")),
    Kind("a model of the family FLUX", OTHER, ("double_blocks.0.img_attn",)),
    Kind("a model of the family AuraFlow", OTHER, ("joint_transformer_blocks.0.", "single_transformer_blocks.0.")),
    Kind("a model of the family AuraFlow", OTHER, ("double_layers.0.", "cond_seq_linear.")),
    Kind("a model of the family FLUX", OTHER, ("single_transformer_blocks.0.", "x_embedder.")),
    Kind("a model of the family Stable Diffusion 3", OTHER, ("joint_blocks.0.",)),
    Kind("a model of the family Stable Diffusion 3", OTHER, (".attn.add_q_proj.", "pos_embed.proj.")),
    Kind("a model of the family Qwen-Image", OTHER, (".img_mod.1.", "txt_norm.")),
    Kind("a model of the family LTX-Video", OTHER, ("patchify_proj.",)),
    Kind("a model of the family Sana", OTHER, (".cross_attn.kv_linear.", "attention_y_norm.")),
    Kind("a model of the family Sana", OTHER, ("caption_norm.", ".conv_inverted.")),
    Kind("a model of the family PixArt", OTHER, ("adaln_single.", "caption_projection.")),
    Kind("a model of the family PixArt", OTHER, ("t_block.1.", "y_embedder.y_proj.")),
    Kind("a model of the family HunyuanDiT", OTHER, ("text_embedding_padding",)),
    Kind("a model of the family Z-Image or Lumina 2", OTHER, ("noise_refiner.", "cap_embedder.")),
    Kind("a model of the family HiDream", OTHER, ("double_stream_blocks.0.",)),
    Kind("a model of the family Wan", OTHER, ("head.modulation", "self_attn.norm_q.")),
    Kind("a model of the family Wan", OTHER, ("condition_embedder.time_embedder.", "attn2.norm_k.")),
    Kind("a model of the family Mochi", OTHER, (".attn.qkv_x.",)),
    Kind("a model of the family Cosmos", OTHER, ("net.blocks.", ".adaln_modulation_cross_attn.")),
    Kind("a model of the family CogView or CogVideoX", OTHER, ("patch_embed.text_proj.",)),
    # --- Other families: UNets
    Kind("a model of the family Stable Cascade", OTHER, ("clip_txt_pooled_mapper.",)),
    Kind("a model of the family Stable Cascade", OTHER, ("effnet_mapper.",)),
    Kind("a model of the family Würstchen", OTHER, ("clip_mapper.", "channelwise.")),
    Kind("a model of the family Kandinsky", OTHER, ("encoder_hid_proj.image_embeds.",)),
    Kind("a model of the family Kandinsky", OTHER, ("add_embedding.image_norm.",)),
    Kind("a model of the family DeepFloyd IF", OTHER, ("encoder_hid_proj.", "add_embedding.pool.")),
    Kind("a model of the family Kolors", OTHER, ("encoder_hid_proj.",)),
    Kind("a model of the family Stable Video Diffusion", OTHER, (".time_stack.",)),
    Kind("a model of the family Stable Video Diffusion", OTHER, (".temporal_transformer_blocks.",)),
    Kind("a checkpoint of Stable Diffusion 2", OTHER, ("^cond_stage_model.model.",)),
    Kind("a checkpoint of Stable Diffusion 1.5", OTHER, ("^cond_stage_model.",)),
    Kind("a UNet of Stable Diffusion 2", OTHER, (UNET_IN, TEXT_KEY), ((TEXT_KEY, 1, 1024),), ADDED),
    Kind("a UNet of Stable Diffusion 1.5", OTHER, (UNET_IN, TEXT_KEY), ((TEXT_KEY, 1, 768),), ADDED),
    Kind("a UNet of Stable Diffusion 2", OTHER, ("^down_blocks.", TEXT_KEY), ((TEXT_KEY, 1, 1024),), ADDED),
    Kind("a UNet of Stable Diffusion 1.5", OTHER, ("^down_blocks.", TEXT_KEY), ((TEXT_KEY, 1, 768),), ADDED),
    # --- SDXL's own relatives that want more than words
    Kind("the refiner, which finishes pictures of a base model", BASE, ("^conditioner.embedders.0.model.",)),
    Kind("the refiner's UNet", BASE, (UNET_IN, TEXT_KEY), ((TEXT_KEY, 1, 1280),)),
    Kind("the refiner's UNet", BASE, ("^down_blocks.", TEXT_KEY), ((TEXT_KEY, 1, 1280),)),
    *WANT_MORE,
    # --- Parts of SDXL
    Kind("a UNet alone, as ComfyUI keeps it", WHOLE, ("^input_blocks.0.0.weight",)),
    Kind(
        "a UNet alone, as ComfyUI keeps it",
        WHOLE,
        ("^model.diffusion_model.input_blocks.",),
        lacks=("^conditioner.", "^first_stage_model."),
    ),
    Kind(
        "a UNet alone, as diffusers keeps it",
        "give the whole model's folder, the one with model_index.json, with --model",
        ("^down_blocks.", "^conv_in.weight", "attentions."),
    ),
    Kind(
        "a model in diffusers' form packed into one file",
        "give the model's folder, the one with model_index.json, or its single-file checkpoint with --model",
        ("^unet.",),
    ),
    Kind("a tiny VAE (TAESD), which shows previews", BASE, ("^decoder.layers.",)),
    Kind("a tiny VAE (TAESD), which shows previews", BASE, ("^taesd_decoder.",)),
    Kind("a VAE of FLUX or Stable Diffusion 3", OTHER, (VAE_IN,), ((VAE_IN, 1, 16),)),
    Kind("a VAE alone", NAME_VAE, ("^decoder.conv_in.weight$",)),
    Kind(
        "a VAE alone",
        NAME_VAE,
        ("^first_stage_model.decoder.",),
        lacks=("^model.diffusion_model.", "^conditioner."),
    ),
    Kind("a VAE of another family", OTHER, ("^decoder.", "^encoder.", ".conv"), lacks=("decoder.conv_in.",)),
    Kind("text encoders alone", WHOLE, ("^conditioner.",), lacks=("^model.diffusion_model.", "^first_stage_model.")),
    Kind("an image encoder (CLIP vision)", BASE, ("vision_model.encoder.",), lacks=("text_model.encoder.",)),
    Kind("an image encoder (CLIP vision)", BASE, ("^visual.",), lacks=("resblocks.0.attn",)),
    Kind("a text encoder alone", WHOLE, ("text_model.encoder.layers.",), lacks=SDXL_PARTS),
    Kind("a text encoder alone", WHOLE, ("^transformer.resblocks.",)),
    Kind("a text encoder alone", WHOLE, ("^positional_embedding$", "resblocks.")),
    Kind("a text encoder (T5), which Stable Diffusion XL does not read", BASE, (".layer.0.SelfAttention.q.",)),
    Kind("a language model, which draws nothing", BASE, ("layers.0.self_attn.q_proj.",), lacks=SDXL_PARTS),
    Kind("a language model, which draws nothing", BASE, ("blk.0.attn_q.",)),
    Kind("an upscaler", NO_GUIDE, ("RDB1.conv1.",)),
    Kind("an upscaler", NO_GUIDE, ("^conv_first.weight",)),
    Kind("an upscaler", NO_GUIDE, ("^model.1.sub.0.",)),
)
# Numbers that are only right with others beside them, which this engine would leave out. Plain fp8 is read as it is.
HALF = "use the model's file in half precision (--memory fp8 makes fp8 weights of it, where they are wanted)"
QUANTISED: tuple[Kind, ...] = (
    Kind("scaled fp8 weights", HALF, ("^scaled_fp8$",)),
    Kind("scaled fp8 weights", HALF, (".scale_weight$",)),
    Kind("scaled fp8 weights", HALF, (".weight_scale$",)),
    Kind("scaled fp8 weights", HALF, (".weight_scale_inv$",)),
    Kind("quantised weights (ComfyUI)", HALF, (".comfy_quant$",)),
    Kind("4-bit weights (bitsandbytes)", HALF, (".quant_state.bitsandbytes",)),
    Kind("4-bit weights (bitsandbytes)", HALF, (".absmax$",)),
    Kind("8-bit weights (bitsandbytes)", HALF, (".SCB$",)),
    Kind("4-bit weights (SVDQuant)", HALF, (".wscales$",)),
    Kind("quantised weights (GPTQ or AWQ)", HALF, (".qweight$",)),
    Kind("quantised weights (quanto)", HALF, (".weight._data$",)),
    Kind("quantised weights (HQQ)", HALF, (".W_q$",)),
)
QUANTISED_METADATA = ("quantization_config", "_quantization_metadata", "quantization")
# What they say of numbers that can be used as they are. Scaled fp8 is told by its scales.
PLAIN_NUMBERS = re.compile(
    r"""["']?(none|null|nil|no|false|off|0|\{\s*\}|\[\s*\]|n/?a|mixed"""
    r"""|(full|half|fp|f|bf|float|bfloat)[-_ ]?(16|32|64)?"""
    r"""|(fp|f|float)[-_ ]?8([-_ ]?e(4m3|5m2)(fn)?)?)?["']?""",
    re.IGNORECASE,
)
FLOATS = ("F", "BF")  # how types of numbers with a point begin
ODD_FLOATS = ("F4", "F6_", "F8_E8M0")  # which are right with a scale only

# What a file says of itself, where its tensors tell nothing: the value of "modelspec.architecture" begins so.
ARCHITECTURES: tuple[tuple[str, str], ...] = (
    ("stable-diffusion-v1", "Stable Diffusion 1.5"),
    ("stable-diffusion-v2", "Stable Diffusion 2"),
    ("stable-diffusion-v3", "Stable Diffusion 3"),
    ("stable-diffusion-xl-v1-refiner", "SDXL's refiner"),
    ("stable-diffusion-xl", "Stable Diffusion XL"),
    ("stable-cascade", "Stable Cascade"),
    ("stable-video-diffusion", "Stable Video Diffusion"),
    ("flux", "FLUX"),
    ("lumina", "Lumina"),
    ("hunyuan", "Hunyuan"),
    ("qwen", "Qwen-Image"),
    ("auraflow", "AuraFlow"),
    ("pixart", "PixArt"),
    ("sana", "Sana"),
)


def find_kind(header: Header) -> Kind | None:
    """Tell what a file is; None where it may be a checkpoint of SDXL."""
    shapes = header.shapes
    if not shapes:
        return Kind("a file without any tensor", f"fetch it again; {BASE}", ())
    names = "".join(f"^{name}$" for name in shapes)
    is_whole, is_begun = (all(part in names for part in parts) for parts in (ESSENTIAL, SDXL_PARTS))
    if is_whole:
        shapes = {name: shape for name, shape in shapes.items() if f"^{name}".startswith(SDXL_PARTS)}
    for kind in WANT_MORE if is_whole else KINDS if is_begun else (*ADAPTERS, *KINDS):
        if fits(kind, names, shapes):
            return kind
    return find_embedding(shapes) or find_unknown(header)


def fits(kind: Kind, names: str, shapes: Shapes) -> bool:
    """Tell whether a file is of this kind; `names` are those of its tensors, each between "^" and "$"."""
    return (
        all(part in names for part in kind.has)
        and not any(part in names for part in kind.lacks)
        and all(size_of(shapes, part, axis) == size for part, axis, size in kind.sizes)
    )


def size_of(shapes: Shapes, part: str, axis: int) -> int:
    """Give the size on an axis of the first tensor with this part in its name; 0 where there is none."""
    shape = next((shape for name, shape in shapes.items() if part in f"^{name}$"), ())
    return shape[axis] if len(shape) > axis else 0


def find_embedding(shapes: Shapes) -> Kind | None:
    """Know a textual-inversion embedding by its shape: one small matrix of whatever name."""
    (name, shape), *more = shapes.items()
    if more or "." in name or len(shape) != 2 or shape[1] not in (768, 1024, 1280):  # noqa: PLR2004  a row a token
        return None
    return Kind("a textual-inversion embedding", f"this engine reads words alone; {BASE}", ())


def find_unknown(header: Header) -> Kind | None:
    """Say what a file calls itself, or what is in it, where nothing in it is SDXL's."""
    if any(f"^{name}".startswith(SDXL_PARTS) for name in header.shapes):
        return None
    stated = header.metadata.get("modelspec.architecture", "").lower()
    for beginning, name in ARCHITECTURES:
        if stated.startswith(beginning):
            return Kind(f"a part of {name}, as it says of itself", BASE, ())
    return Kind(f"no model that this engine knows (it holds {min(header.shapes)[:60]})", BASE, ())


def find_quantised(header: Header) -> Kind | None:
    """Tell how a file's weights are quantised; None where its numbers can be used as they are."""
    names = "".join(f"^{name}$" for name in header.shapes)
    for kind in QUANTISED:
        if fits(kind, names, header.shapes):
            return kind
    if any(not PLAIN_NUMBERS.fullmatch(header.metadata.get(key, "").strip()) for key in QUANTISED_METADATA):
        return Kind("quantised weights, as it says of itself", HALF, ())
    for name, kind_of_number in header.types.items():
        is_matrix = name.endswith(("weight", "in_proj_weight")) and len(header.shapes[name]) > 1
        if is_matrix and (not kind_of_number.startswith(FLOATS) or kind_of_number.startswith(ODD_FLOATS)):
            return Kind(f"quantised weights ({kind_of_number[:20]})", HALF, ())
    return None
