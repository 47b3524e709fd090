"""What a file is, told by its tensors: every row of the table has a file of its kind, and SDXL's own fits none."""

import pytest

from sdxl.headers import Header
from sdxl.kinds import ADAPTERS, KINDS, QUANTISED, QUANTISED_METADATA, find_kind, find_quantised

LDM = "model.diffusion_model."
IN, TEXT = "input_blocks.0.0.weight", "attn2.to_k.weight"
DEEP = "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight"
CLIP = "text_model.encoder.layers.0.self_attn.q_proj.weight"
DOWN = "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight"


def made(*names, metadata=None, kind="F16", **sizes):
    """Make a header of these tensors; names with sizes are given as a mapping."""
    shapes = dict.fromkeys(names, (320, 320)) | {name: tuple(shape) for name, shape in sizes.pop("of", {}).items()}
    return Header(shapes, dict.fromkeys(shapes, kind), metadata or {})


# (tensors of a public file of the kind, what it is called)
FILES = [
    (made("lora_controlnet", "input_hint_block.0.weight"), "a control LoRA"),
    (made("lllite_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_q.down.0.weight"), "a ControlNet-LLLite"),
    (made("controlnet_cond_embedding.conv_in.weight", "add_embedding.linear_1.weight", DOWN), "a ControlNet"),
    (made("control_model.time_embed.0.weight"), "a ControlNet"),
    (made("input_hint_block.0.weight", "zero_convs.0.0.weight", IN), "a ControlNet"),
    (made("controlnet_down_blocks.0.weight", "down_blocks.0.resnets.0.conv1.weight"), "a ControlNet"),
    (made("zero_convs.0.0.weight", IN), "a ControlNet"),
    (made("control_to_base_for_conv_in.weight"), "a ControlNet-XS"),
    (made("controlnet_blocks.0.weight", "transformer_blocks.0.attn.add_q_proj.weight"), "FLUX or Stable Diffusion 3"),
    (made("control_layers.0.attention.to_q.weight"), "Z-Image"),
    (made("adapter.body.0.resnets.0.block1.weight", "adapter.conv_in.weight"), "a T2I adapter"),
    (made("body.0.block1.weight", "conv_in.weight"), "a T2I adapter"),
    (made("body.0.resnets.0.block1.weight"), "a T2I adapter"),
    (made("image_proj.proj.weight", "ip_adapter.1.to_k_ip.weight"), "an IP-Adapter"),
    (made("1.to_k_ip.weight"), "an IP-Adapter"),
    (made("id_encoder.visual_projection.weight", "lora_weights.unet.x_lora.down.weight"), "a PhotoMaker"),
    (made("pulid_ca.0.norm1.weight"), "a PuLID"),
    (made("down_blocks.0.motion_modules.0.temporal_transformer.proj_in.weight"), "a motion module"),
    (made("lora_unet_input_blocks_4_1_proj_in.hada_w1_a", "x.hada_w2_b"), "LoHa"),
    (made("lora_unet_input_blocks_4_1_proj_in.lokr_w1"), "LoKr"),
    (made("lora_unet_input_blocks_4_1_proj_in.lokr_w2_a"), "LoKr"),
    (made("lora_unet_x.a1.weight", "lora_unet_x.b1.weight"), "GLoRA"),
    (made("lora_unet_x.on_input", "lora_unet_x.weight"), "IA3"),
    (made("lora_unet_x.oft_blocks"), "OFT"),
    (made("lora_unet_x.oft_diag"), "OFT"),
    (made("base_model.model.x.oft_R.weight"), "OFT"),
    (made("base_model.model.x.boft_R"), "BOFT"),
    (made("lora_unet_input_blocks_4_1_proj_in.lora_down.weight", "x.alpha"), "a LoRA"),
    (made("unet.down_blocks.1.attentions.0.proj_in.lora_A.weight"), "a LoRA"),
    (made("unet.down_blocks.1.attentions.0.proj_in.lora.down.weight"), "a LoRA"),
    (made("unet.down_blocks.1.attentions.0.processor.to_q_lora.down.weight"), "a LoRA"),
    (made("text_encoder.layers.0.q_proj.lora_linear_layer.down.weight"), "a LoRA"),
    (made("lora_unet_x.diff", "lora_unet_x.diff_b"), "a LoRA"),
    (made("lora_te1_text_model_encoder_layers_0_mlp_fc1.alpha"), "a LoRA"),
    (made("clip_g", "clip_l"), "an embedding"),
    (made("clip_l"), "an embedding"),
    (made("emb_params"), "an embedding"),
    (made("string_to_param.*"), "an embedding"),
    (made("<my-cat>"), "an embedding"),
    (made("bundle_emb.cat.string_to_param.*"), "an embedding"),
    (made(of={"easynegative": (8, 768)}), "an embedding"),
    (made("double_stream_modulation_img.lin.weight", "double_blocks.0.img_attn.qkv.weight"), "FLUX.2"),
    (made("distilled_guidance_layer.in_proj.weight", "double_blocks.0.img_attn.qkv.weight"), "Chroma"),
    (made("txt_in.individual_token_refiner.blocks.0.x", "double_blocks.0.img_attn_q.weight"), "HunyuanVideo"),
    (made("context_embedder.token_refiner.refiner_blocks.0.norm1.weight"), "HunyuanVideo"),
    (made(f"{LDM}double_blocks.0.img_attn.qkv.weight", f"{LDM}single_blocks.0.linear1.weight"), "family FLUX"),
    (made("double_blocks.0.img_attn.qkv.weight"), "family FLUX"),
    (made("joint_transformer_blocks.0.attn.to_q.weight", "single_transformer_blocks.0.attn.to_q.weight"), "AuraFlow"),
    (made(f"{LDM}double_layers.0.attn.w1q.weight", f"{LDM}cond_seq_linear.weight"), "AuraFlow"),
    (made("single_transformer_blocks.0.attn.to_q.weight", "x_embedder.weight"), "family FLUX"),
    (made(f"{LDM}joint_blocks.0.context_block.attn.qkv.weight", "first_stage_model.x"), "Stable Diffusion 3"),
    (made("transformer_blocks.0.attn.add_q_proj.weight", "pos_embed.proj.weight"), "Stable Diffusion 3"),
    (made("transformer_blocks.0.img_mod.1.weight", "txt_norm.weight", "img_in.weight"), "Qwen-Image"),
    (made(f"{LDM}patchify_proj.weight", f"{LDM}adaln_single.linear.weight", "caption_projection.x"), "LTX-Video"),
    (made("blocks.0.cross_attn.kv_linear.weight", "attention_y_norm.weight"), "Sana"),
    (made("caption_norm.weight", "transformer_blocks.0.ff.conv_inverted.weight", "caption_projection.x"), "Sana"),
    (made("adaln_single.linear.weight", "caption_projection.linear_1.weight"), "PixArt"),
    (made("t_block.1.weight", "y_embedder.y_proj.fc1.weight"), "PixArt"),
    (made("text_embedding_padding", "blocks.0.attn1.to_q.weight"), "HunyuanDiT"),
    (made(f"{LDM}noise_refiner.0.attention.qkv.weight", f"{LDM}cap_embedder.0.weight"), "Z-Image or Lumina"),
    (made("double_stream_blocks.0.block.attn1.to_q.weight"), "HiDream"),
    (made("head.modulation", "blocks.0.self_attn.norm_q.weight"), "Wan"),
    (made("condition_embedder.time_embedder.linear_1.weight", "blocks.0.attn2.norm_k.weight"), "Wan"),
    (made("blocks.0.attn.qkv_x.weight"), "Mochi"),
    (made("net.blocks.0.x", "net.blocks.0.adaln_modulation_cross_attn.1.weight"), "Cosmos"),
    (made("patch_embed.text_proj.weight"), "CogV"),
    (made("clip_txt_pooled_mapper.weight"), "Stable Cascade"),
    (made("effnet_mapper.0.weight", "clip_mapper.weight", "x.channelwise.0.weight"), "Stable Cascade"),
    (made("clip_mapper.weight", "down_blocks.0.0.channelwise.0.weight"), "Würstchen"),
    (made("encoder_hid_proj.image_embeds.weight"), "Kandinsky"),
    (made("add_embedding.image_norm.weight", "down_blocks.0.x"), "Kandinsky"),
    (made("encoder_hid_proj.weight", "add_embedding.pool.positional_embedding"), "DeepFloyd"),
    (made("encoder_hid_proj.weight", "add_embedding.linear_1.weight", DOWN), "Kolors"),
    (made(f"{LDM}input_blocks.1.1.time_stack.0.attn1.to_q.weight"), "Stable Video"),
    (made("down_blocks.0.attentions.0.temporal_transformer_blocks.0.x"), "Stable Video"),
    (made("cond_stage_model.model.token_embedding.weight", f"{LDM}{IN}"), "Stable Diffusion 2"),
    (made("cond_stage_model.transformer.text_model.embeddings.position_ids", f"{LDM}{IN}"), "Stable Diffusion 1.5"),
    (made(of={f"{LDM}{IN}": (320, 4, 3, 3), f"{LDM}{DEEP}": (640, 1024)}), "UNet of Stable Diffusion 2"),
    (made(of={IN: (320, 4, 3, 3), DEEP: (640, 768)}), "UNet of Stable Diffusion 1.5"),
    (made(of={"conv_in.weight": (320, 4, 3, 3), DOWN: (640, 1024)}), "UNet of Stable Diffusion 2"),
    (made(of={"conv_in.weight": (320, 4, 3, 3), DOWN: (640, 768)}), "UNet of Stable Diffusion 1.5"),
    (made("conditioner.embedders.0.model.positional_embedding", f"{LDM}{IN}"), "the refiner"),
    (made(of={IN: (384, 4, 3, 3), DEEP: (768, 1280), "label_emb.0.0.weight": (1536, 2560)}), "the refiner"),
    (
        made(of={"conv_in.weight": (384, 4, 3, 3), DOWN: (768, 1280), "add_embedding.linear_1.weight": (1, 1)}),
        "refiner",
    ),
    (made("conditioner.x", of={f"{LDM}{IN}": (320, 9, 3, 3)}), "an inpainting model"),
    (made(of={"conv_in.weight": (320, 9, 3, 3), DOWN: (640, 2048)}), "an inpainting model"),
    (made("edm_vpred.sigma_max", of={f"{LDM}{IN}": (320, 8, 3, 3)}), "edits pictures"),
    (made(of={"conv_in.weight": (320, 8, 3, 3), DOWN: (640, 2048)}), "edits pictures"),
    (made(of={IN: (320, 4, 3, 3), DEEP: (640, 2048), "label_emb.0.0.weight": (1, 2)}), "UNet alone, as ComfyUI"),
    (made(of={f"{LDM}{IN}": (320, 4, 3, 3), f"{LDM}{DEEP}": (640, 2048)}), "UNet alone, as ComfyUI"),
    (made(of={"conv_in.weight": (320, 4, 3, 3), DOWN: (640, 2048)}), "UNet alone, as diffusers"),
    (made(f"unet.{DOWN}", "vae.decoder.conv_in.weight", f"text_encoder.{CLIP}"), "packed into one file"),
    (made("decoder.layers.0.weight", "encoder.layers.0.weight"), "TAESD"),
    (made("taesd_decoder.1.weight"), "TAESD"),
    (made(of={"decoder.conv_in.weight": (512, 16, 3, 3)}), "VAE of FLUX"),
    (made(of={"decoder.conv_in.weight": (512, 4, 3, 3), "encoder.down.0.block.0.conv1.weight": (1,)}), "a VAE alone"),
    (made("first_stage_model.decoder.conv_in.weight"), "a VAE alone"),
    (made("decoder.conv1.weight", "encoder.conv1.weight"), "another family"),
    (
        made("conditioner.embedders.0.transformer.text_model.x", "conditioner.embedders.1.model.x"),
        "text encoders alone",
    ),
    (made("vision_model.encoder.layers.0.self_attn.q_proj.weight"), "an image encoder"),
    (made("visual.conv1.weight"), "an image encoder"),
    (made(CLIP), "a text encoder alone"),
    (made("transformer.resblocks.0.ln_1.weight"), "a text encoder alone"),
    (made("positional_embedding", "resblocks.0.ln_1.weight"), "a text encoder alone"),
    (made("encoder.block.0.layer.0.SelfAttention.q.weight", "shared.weight"), "T5"),
    (made("model.layers.0.self_attn.q_proj.weight", "lm_head.weight"), "a language model"),
    (made("blk.0.attn_q.weight"), "a language model"),
    (made("body.0.rdb1.x", "model.1.sub.0.RDB1.conv1.0.weight"), "an upscaler"),
    (made("conv_first.weight", "body.0.rdb1.conv1.weight"), "an upscaler"),
    (made("model.0.weight", "model.1.sub.0.0.weight"), "an upscaler"),
    (made(), "without any tensor"),
    (made("w", metadata={"modelspec.architecture": "Flux-1-dev"}), "a part of FLUX, as it says"),
    (made("w", "x.y"), "no model that this engine knows (it holds w)"),
]
SDXL = made(
    *(
        f"conditioner.embedders.0.transformer.{CLIP}",
        "conditioner.embedders.1.model.transformer.resblocks.0.ln_1.weight",
    ),
    *(
        "conditioner.embedders.0.transformer.text_model.embeddings.position_ids",
        "conditioner.embedders.1.model.logit_scale",
    ),
    "first_stage_model.decoder.conv_in.weight",
    of={f"{LDM}{IN}": (320, 4, 3, 3), f"{LDM}{DEEP}": (640, 2048), f"{LDM}label_emb.0.0.weight": (1280, 2816)},
)


def called(header):
    kind = find_kind(header)
    return kind and kind.says.replace("a textual-inversion embedding", "an embedding")


@pytest.mark.parametrize(("header", "says"), FILES)
def test_a_file_of_another_kind_is_named(header, says):
    assert says in called(header)


def test_every_row_names_a_file():
    """A row that no file reaches is dead, or another stands before it."""
    reached = {id(find_kind(header)) for header, _ in FILES}

    assert [kind for kind in (*ADAPTERS, *KINDS) if id(kind) not in reached] == []


@pytest.mark.parametrize(
    "less", [(), ("first_stage_model.",), ("conditioner.embedders.1.",), ("conditioner.embedders.0.",), (LDM,)]
)
def test_sdxl_whole_or_not_is_no_other_kind(less):
    """What lacks is said by who looks for it."""
    shapes = {name: shape for name, shape in SDXL.shapes.items() if not name.startswith(less or "-")}

    assert find_kind(Header(shapes, {}, {})) is None


@pytest.mark.parametrize(
    "more",
    ["lora_unet_x.lora_down.weight", "bundle_emb.cat.string_to_param.*", "ip_adapter.1.to_k_ip.weight", "clip_g"],
)
def test_leftovers_of_adapters_make_no_adapter_of_a_whole_checkpoint(more):
    assert find_kind(Header({**SDXL.shapes, more: (4, 4)}, {}, {})) is None


@pytest.mark.parametrize(
    "more",
    [
        "cond_stage_model.transformer.text_model.embeddings.position_ids",
        "cond_stage_model.model.logit_scale",
        "conv_first.weight",
        "taesd_decoder.1.weight",
        "unet.conv_in.weight",
        "unet.down_blocks.0.attentions.0.motion_modules.0.temporal_transformer.proj_in.weight",
        "text_encoders.t5xxl.transformer.encoder.block.0.layer.0.SelfAttention.q.weight",
        "double_blocks.0.img_attn.qkv.weight",
        "vision_model.encoder.layers.0.self_attn.q_proj.weight",
        "decoder.layers.0.weight",
        "control_model.input_hint_block.0.weight",
        "control_model.input_blocks.0.0.weight",
        f"{LDM}{DEEP}.lora_down.weight",
        f"{LDM}input_blocks.4.1.proj_in.lora_down.weight",
    ],
)
def test_what_lies_beside_a_whole_checkpoint_makes_no_other_kind_of_it(more):
    assert find_kind(Header({more: (4, 9, 3, 3), **SDXL.shapes}, {}, {})) is None


def test_a_whole_checkpoint_that_wants_a_picture_is_still_named():
    for channels, says in ((9, "inpainting"), (8, "edits pictures")):
        shapes = {**SDXL.shapes, f"{LDM}{IN}": (320, channels, 3, 3), "cond_stage_model.model.logit_scale": ()}
        assert says in find_kind(Header(shapes, {}, {})).says


@pytest.mark.parametrize("key", QUANTISED_METADATA)
@pytest.mark.parametrize(
    ("value", "is_plain"),
    [
        *((one, True) for one in ("", " ", "none", "None", "null", "false", "{}", "[]", '"none"', "no", "N/A")),
        *(
            (one, True)
            for one in ("fp16", "FP32", "bf16", "float16", "bfloat16", "half", "fp8", "fp8_e4m3fn", "float8_e5m2")
        ),
        *((one, False) for one in ("nf4", "int8", "fp4", "q4_k_m", '{"bits": 4}', "svdquant", "fp8_scaled", "true")),
    ],
)
def test_metadata_that_states_no_quantisation_refuses_nothing(key, value, is_plain):
    assert (find_quantised(made("x.weight", metadata={key: value})) is None) == is_plain


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (made("scaled_fp8", "x.weight"), "scaled fp8"),
        (made("x.weight", "x.scale_weight"), "scaled fp8"),
        (made("x.weight", "x.weight_scale"), "scaled fp8"),
        (made("x.weight", "x.weight_scale_inv"), "scaled fp8"),
        (made("x.weight", "x.comfy_quant"), "ComfyUI"),
        (made("x.weight", "x.weight.quant_state.bitsandbytes__nf4"), "4-bit weights (bitsandbytes)"),
        (made("x.weight", "x.weight.absmax"), "4-bit weights (bitsandbytes)"),
        (made("x.weight", "x.weight.SCB"), "8-bit weights (bitsandbytes)"),
        (made("x.qweight", "x.wscales"), "SVDQuant"),
        (made("x.qweight", "x.qzeros"), "GPTQ or AWQ"),
        (made("x.weight._data", "x.weight._scale"), "quanto"),
        (made("x.W_q", "x.meta"), "HQQ"),
        (made("x.weight", metadata={"quantization_config": '{"bits": 4}'}), "as it says of itself"),
        (made("x.weight", metadata={"_quantization_metadata": '{"layers": {}}'}), "as it says of itself"),
        (made("x.weight", kind="I8"), "quantised weights (I8)"),
        (made("x.weight", kind="U8"), "quantised weights (U8)"),
        (made("x.weight", kind="F8_E8M0"), "quantised weights (F8_E8M0)"),
        (made("x.weight", kind="F4"), "quantised weights (F4)"),
    ],
)
def test_weights_that_need_more_than_themselves_are_named(header, says):
    assert says in find_quantised(header).says


def test_every_row_of_quantised_weights_is_tried():
    assert len(QUANTISED) == 12


@pytest.mark.parametrize("kind", ["F16", "BF16", "F32", "F64", "F8_E4M3", "F8_E5M2"])
def test_plain_numbers_are_weights(kind):
    assert find_quantised(made("x.weight", kind=kind)) is None


def test_numbers_that_are_no_weights_may_be_whole():
    assert find_quantised(made("text_model.embeddings.position_ids", kind="I64")) is None
    assert find_quantised(made(of={"v_pred.weight": (0,)}, kind="U8")) is None
