"""Adapters judged by names and shapes alone: every form that is drawn, and a sentence for every other."""

import functools

import pytest

from errors import RenderError
from sdxl.headers import Header
from sdxl.lora_reading import read_adapter
from sdxl.model_layers import Layer, list_model_layers
from tools.random_model import FULL

Q = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"  # 640 by 640
Q_ORIGINAL = "input_blocks_4_1_transformer_blocks_0_attn1_to_q"
K = "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k"  # 640 by 2048
OUT = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_out.0"
CONV = "down_blocks.1.resnets.0.conv1"  # 640 by 320 by 3 by 3
FC = "encoder.layers.0.mlp.fc1"
V = "encoder.layers.0.self_attn.v_proj"

layers = functools.cache(lambda: list_model_layers(FULL))


def read(shapes, stated=None, types=None):
    return read_adapter(Header(shapes, types or {}, stated or {}), layers(), "ink.safetensors")


def pair(name, out, into, ends="kohya", rank=4, kernel=()):
    down, up = {
        "kohya": (".lora_down.weight", ".lora_up.weight"),
        "peft": (".lora_A.weight", ".lora_B.weight"),
        "named": (".lora_A.default.weight", ".lora_B.default.weight"),
        "old": (".lora.down.weight", ".lora.up.weight"),
        "processor": ("_lora.down.weight", "_lora.up.weight"),
        "linear": (".lora_linear_layer.down.weight", ".lora_linear_layer.up.weight"),
        "own": (".lora_A.my_style.weight", ".lora_B.my_style.weight"),
    }[ends]
    return {name + down: (rank, into, *kernel), name + up: (out, rank, *(1 for _ in kernel))}


def squash(name):
    return name.replace(".", "_")


FORMS = [
    pytest.param(pair(f"lora_unet_{Q_ORIGINAL}", 640, 640), "unet", Q, id="kohya"),
    pytest.param(
        {**pair(f"lora_unet_{Q_ORIGINAL}", 640, 640), f"lora_unet_{Q_ORIGINAL}.alpha": ()}, "unet", Q, id="kohya, alpha"
    ),
    pytest.param(pair(f"lora_unet_{squash(Q)}", 640, 640), "unet", Q, id="OneTrainer: kohya's with diffusers' names"),
    pytest.param(
        pair("lora_unet_input_blocks_4_0_in_layers_2", 640, 320, kernel=(3, 3)), "unet", CONV, id="LoCon: a convolution"
    ),
    pytest.param(
        pair("lora_unet_input_blocks_4_0_skip_connection", 640, 320, kernel=(1, 1)),
        "unet",
        "down_blocks.1.resnets.0.conv_shortcut",
        id="LoCon: a convolution of one pixel",
    ),
    pytest.param(pair("lora_unet_time_embed_0", 1280, 320), "unet", "time_embedding.linear_1", id="kohya: time"),
    pytest.param(pair("lora_unet_label_emb_0_0", 1280, 2816), "unet", "add_embedding.linear_1", id="kohya: sizes"),
    pytest.param(
        pair("lora_unet_input_blocks_0_0", 320, 4, kernel=(3, 3)), "unet", "conv_in", id="kohya: the first layer"
    ),
    pytest.param(pair("lora_unet_out_2", 4, 320, kernel=(3, 3)), "unet", "conv_out", id="kohya: the last layer"),
    pytest.param(
        pair("lora_unet_output_blocks_2_2_conv", 1280, 1280, kernel=(3, 3)),
        "unet",
        "up_blocks.0.upsamplers.0.conv",
        id="kohya: an upsampler",
    ),
    pytest.param(pair(f"unet.{Q}", 640, 640, "peft"), "unet", Q, id="diffusers"),
    pytest.param({**pair(f"unet.{Q}", 640, 640, "peft"), f"unet.{Q}.alpha": ()}, "unet", Q, id="diffusers, alpha"),
    pytest.param(pair(f"unet.{Q}", 640, 640, "old"), "unet", Q, id="diffusers of 2023"),
    pytest.param(
        pair(f"unet.{Q.replace('attn1.', 'attn1.processor.')}", 640, 640, "processor"), "unet", Q, id="processors"
    ),
    pytest.param(
        pair(f"unet.{OUT.replace('attn1.to_out.0', 'attn1.processor.to_out')}", 640, 640, "processor"),
        "unet",
        OUT,
        id="processors: what comes out",
    ),
    pytest.param(
        pair(Q.replace("attn1.", "attn1.processor."), 640, 640, "processor"), "unet", Q, id="processors, no prefix"
    ),
    pytest.param(pair(f"base_model.model.{Q}", 640, 640, "peft"), "unet", Q, id="peft"),
    pytest.param(pair(f"base_model.model.unet.{Q}", 640, 640, "peft"), "unet", Q, id="peft over a pipeline"),
    pytest.param(pair(f"unet.{Q}", 640, 640, "named"), "unet", Q, id="peft with the adapter's name"),
    pytest.param(pair(f"base_model.model.{Q}", 640, 640, "own"), "unet", Q, id="peft: the author's name for it"),
    pytest.param(
        {**pair(f"unet.{Q}", 640, 640, "own"), f"unet.{Q}.lora_magnitude_vector.my_style.weight": (640,)},
        "unet",
        Q,
        id="peft: DoRA with the author's name for it",
    ),
    pytest.param({**pair(f"unet.{Q}", 640, 640, "own"), f"unet.{Q}.lora.alpha": ()}, "unet", Q, id="alpha within lora"),
    pytest.param({**pair(f"unet.{Q}", 640, 640, "old"), f"unet.{Q}.lora.alpha": ()}, "unet", Q, id="old: alpha"),
    pytest.param({**pair(f"unet.{Q}", 640, 640, "peft"), f"unet.{Q}.lora_alpha": ()}, "unet", Q, id="peft's word"),
    pytest.param(
        pair("model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn1.to_q", 640, 640),
        "unet",
        Q,
        id="as a checkpoint calls its layers",
    ),
    pytest.param(pair(f"lora_unet.{Q}", 640, 640), "unet", Q, id="kohya's beginning, dotted"),
    pytest.param(pair(f"lora_te1.text_model.{FC}", 3072, 768), "text_encoder", FC, id="kohya's, dotted: text"),
    pytest.param(pair(f"lora_te2.text_model.{FC}", 5120, 1280), "text_encoder_2", FC, id="kohya's, dotted: second"),
    pytest.param(
        pair(f"conditioner.embedders.0.transformer.text_model.{FC}", 3072, 768),
        "text_encoder",
        FC,
        id="as a checkpoint calls its text encoder's",
    ),
    pytest.param(pair(Q, 640, 640, "peft"), "unet", Q, id="no prefix"),
    pytest.param(
        pair("diffusion_model.input_blocks.4.1.transformer_blocks.0.attn1.to_q", 640, 640), "unet", Q, id="ComfyUI"
    ),
    pytest.param(pair(f"unet.{Q}", 640, 640), "unet", Q, id="OneTrainer's own: dots, kohya's endings"),
    pytest.param(
        pair(f"lora_te1_text_model_{squash(FC)}", 3072, 768), "text_encoder", FC, id="kohya: first text encoder"
    ),
    pytest.param(
        pair(f"lora_te2_text_model_{squash(FC)}", 5120, 1280), "text_encoder_2", FC, id="kohya: second text encoder"
    ),
    pytest.param(
        pair("lora_te2_text_projection", 1280, 1280), "text_encoder_2", "text_projection", id="kohya: its projection"
    ),
    pytest.param(
        pair(f"text_encoder.text_model.{V}", 768, 768, "peft"), "text_encoder", V, id="diffusers: first text encoder"
    ),
    pytest.param(
        pair(f"text_encoder_2.text_model.{V}", 1280, 1280, "peft"), "text_encoder_2", V, id="diffusers: second"
    ),
    pytest.param(
        pair("text_encoder.text_model.encoder.layers.0.self_attn.to_v", 768, 768, "processor"),
        "text_encoder",
        V,
        id="diffusers of 2023: text",
    ),
    pytest.param(
        pair("text_encoder_2.text_model.encoder.layers.0.mlp.fc1", 5120, 1280, "linear"),
        "text_encoder_2",
        FC,
        id="diffusers of 2023: linear layers of text",
    ),
    pytest.param(
        pair(f"base_model.model.text_model.{V}", 1280, 1280, "peft"), "text_encoder_2", V, id="peft: told by its width"
    ),
    pytest.param(pair(f"clip_g.text_model.{V}", 1280, 1280), "text_encoder_2", V, id="OneTrainer's own: text"),
    pytest.param(
        {
            **pair(f"lora_unet_{Q_ORIGINAL}", 640, 640),
            "bundle_emb.ink.clip_l": (4, 768),
            "bundle_emb.ink.clip_g": (4, 1280),
        },
        "unet",
        Q,
        id="OneTrainer with embeddings in it",
    ),
    pytest.param(
        {**pair(f"lora_unet_{Q_ORIGINAL}", 640, 640), f"lora_unet_{Q_ORIGINAL}.dora_scale": (640, 1)},
        "unet",
        Q,
        id="DoRA of rows",
    ),
    pytest.param(
        {**pair(f"lora_unet_{squash(K)}", 640, 2048), f"lora_unet_{squash(K)}.dora_scale": (1, 2048)},
        "unet",
        K,
        id="DoRA of columns",
    ),
    pytest.param(
        {**pair(f"unet.{Q}", 640, 640, "peft"), f"unet.{Q}.lora_magnitude_vector": (640,)}, "unet", Q, id="peft's DoRA"
    ),
    pytest.param(
        {**pair(f"unet.{CONV}", 640, 320, "peft", kernel=(3, 3)), f"unet.{CONV}.lora_magnitude_vector": (1, 640, 1, 1)},
        "unet",
        CONV,
        id="peft's DoRA of a convolution",
    ),
    pytest.param(pair(f"lora_unet_{squash(Q)}", 640, 640, rank=1), "unet", Q, id="rank 1"),
    pytest.param(
        {**pair(f"lora_unet_{squash(Q)}", 640, 640), "lora_unet_mid_block_attentions_0_proj_in.alpha": ()},
        "unet",
        Q,
        id="an alpha of a layer that was left alone",
    ),
]


@pytest.mark.parametrize(("shapes", "part", "name"), FORMS)
def test_a_layer_is_found_in_every_form(shapes, part, name):
    adapter = read(shapes)

    assert list(adapter.changes) == [Layer(part, name)]
    assert ("embeddings" in adapter.note) is any("bundle_emb" in name for name in shapes)
    assert bool(adapter.note) is ("embeddings" in adapter.note)
    change = adapter.changes[Layer(part, name)]
    assert {change.down, change.up} <= set(shapes)


SD15 = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k"
TE = "lora_te_text_model_encoder_layers_0_mlp_fc1"
LOHA = {f"lora_unet_{squash(Q)}.{end}": (640, 4) for end in ("hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b")}
SSD = {
    name: shape
    for attention, depth in (
        ("down_blocks.1.attentions.0", 2),
        ("down_blocks.1.attentions.1", 2),
        ("down_blocks.2.attentions.0", 4),
        ("down_blocks.2.attentions.1", 4),
        ("up_blocks.0.attentions.0", 4),
        ("up_blocks.0.attentions.1", 4),
        ("up_blocks.0.attentions.2", 10),
        ("up_blocks.1.attentions.0", 2),
    )
    for block in range(depth)
    for name, shape in pair(
        f"unet.{attention}.transformer_blocks.{block}.attn1.to_q",
        *(2 * [640 if attention[:13] in ("down_blocks.1", "up_blocks.1.a") else 1280]),
        "peft",
    ).items()
}

REFUSED = [
    pytest.param(pair(SD15, 320, 768), {}, "a LoRA for Stable Diffusion 1.5", id="SD 1.5"),
    pytest.param(pair(SD15, 320, 1024), {}, "a LoRA for Stable Diffusion 2", id="SD 2"),
    pytest.param(
        pair(f"unet.{SD15[10:].replace('_transformer_blocks_0_', '.transformer_blocks.0.')}", 320, 768, "peft"),
        {},
        "a LoRA for Stable Diffusion 1.5",
        id="SD 1.5 in diffusers' form",
    ),
    pytest.param(
        pair("lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_v", 768, 1280),
        {},
        "a LoRA for the SDXL refiner",
        id="the refiner",
    ),
    pytest.param(pair(TE, 3072, 768), {}, "a LoRA for Stable Diffusion 1.5", id="SD 1.5, text alone"),
    pytest.param(pair(TE, 4096, 1024), {}, "a LoRA for Stable Diffusion 2", id="SD 2, text alone"),
    pytest.param(
        pair(TE.replace("te_", "te1_"), 3072, 768),
        {"ss_base_model_version": "flux1"},
        "a LoRA for FLUX",
        id="FLUX, text alone, as it states",
    ),
    pytest.param(
        pair("lora_unet_double_blocks_0_img_attn_proj", 3072, 3072), {}, "a LoRA for FLUX", id="FLUX in kohya's form"
    ),
    pytest.param(
        pair("transformer.single_transformer_blocks.0.attn.to_q", 3072, 3072, "peft"),
        {},
        "a LoRA for FLUX",
        id="FLUX in diffusers' form",
    ),
    pytest.param(
        {**pair(TE.replace("te_", "te1_"), 3072, 768), **pair("lora_unet_single_blocks_0_linear1", 21504, 3072)},
        {},
        "a LoRA for FLUX",
        id="FLUX with its text encoder, which is SDXL's first",
    ),
    pytest.param(
        {"lora_unet_double_blocks_0_img_attn_proj.lokr_w1": (4, 4)}, {}, "a LoRA for FLUX", id="a LoKr, but of FLUX"
    ),
    pytest.param(
        pair("lora_unet_joint_blocks_0_x_block_attn_qkv", 4608, 1536), {}, "for Stable Diffusion 3", id="SD 3"
    ),
    pytest.param(
        pair("transformer.transformer_blocks.0.attn.add_k_proj", 1536, 1536, "peft"),
        {},
        "for Stable Diffusion 3",
        id="SD 3 in diffusers' form",
    ),
    pytest.param(
        pair("diffusion_model.blocks.0.cross_attn.k", 5120, 5120, "peft"), {}, "video model", id="a video model"
    ),
    pytest.param(
        pair("down_blocks.0.motion_modules.0.temporal_transformer.transformer_blocks.0.attn1.to_q", 320, 320, "old"),
        {},
        "AnimateDiff",
        id="a motion LoRA",
    ),
    pytest.param(pair("transformer.blocks.0", 8, 8, "peft"), {}, "a LoRA for another family", id="who knows what"),
    pytest.param(SSD, {}, "a smaller relative of SDXL, such as SSD-1B", id="SSD-1B by its layers"),
    pytest.param(
        pair(f"unet.{Q}", 640, 640, "peft"),
        {"ss_sd_model_name": "SSD-1B.safetensors"},
        "a LoRA for SSD-1B",
        id="SSD-1B as it states",
    ),
    pytest.param(
        pair(f"unet.{Q}", 640, 640, "peft"), {"base_model": "Kwai-Kolors/Kolors"}, "a LoRA for Kolors", id="Kolors"
    ),
    pytest.param(LOHA, {}, "a LoHa of LyCORIS", id="LoHa"),
    pytest.param({**LOHA, f"lora_unet_{squash(Q)}.dora_scale": (640, 1)}, {}, "a LoHa of LyCORIS", id="LoHa and DoRA"),
    pytest.param({f"lora_unet_{squash(Q)}.lokr_w1": (4, 4)}, {}, "a LoKr of LyCORIS", id="LoKr"),
    pytest.param({f"lycoris_{squash(Q)}.lokr_w2_a": (4, 4)}, {}, "a LoKr of LyCORIS", id="LoKr by its own library"),
    pytest.param({f"lora_unet_{squash(Q)}.diff": (640, 640)}, {}, "a full adapter of LyCORIS", id="full"),
    pytest.param({f"lora_unet_{squash(Q)}.on_input": (1,)}, {}, "an IA3 of LyCORIS", id="IA3"),
    pytest.param({f"lora_unet_{squash(Q)}.a1.weight": (4, 4)}, {}, "a GLoRA of LyCORIS", id="GLoRA"),
    pytest.param({f"lora_unet_{squash(Q)}.oft_diag": (4, 4, 4)}, {}, "an OFT of", id="OFT"),
    pytest.param(
        {**pair(f"lora_unet_{squash(Q)}", 640, 640), "lora_unet_input_blocks_1_0_in_layers_0.w_norm": (320,)},
        {},
        "an adapter of LyCORIS with norms",
        id="norms beside plain layers",
    ),
    pytest.param(
        {
            **pair("lora_unet_input_blocks_4_0_in_layers_2", 640, 320),
            "lora_unet_input_blocks_4_0_in_layers_2.lora_mid.weight": (4, 4, 3, 3),
        },
        {},
        "a LoCon of LyCORIS with Tucker",
        id="Tucker",
    ),
    pytest.param(
        {**pair(f"unet.{Q}", 640, 640, "peft"), f"unet.{Q}.lora_B.bias": (640,)}, {}, "with biases", id="peft's biases"
    ),
    pytest.param({"model.diffusion_model.out.2.weight": (4, 320, 3, 3)}, {}, "a whole checkpoint", id="a checkpoint"),
    pytest.param({"decoder.conv_in.weight": (512, 4, 3, 3)}, {}, "a VAE", id="a VAE"),
    pytest.param({"down_blocks.0.resnets.0.conv1.weight": (1,)}, {}, "no LoRA", id="a UNet"),
    pytest.param({"text_model.encoder.layers.0.mlp.fc1.weight": (1,)}, {}, "a text encoder", id="a text encoder"),
    pytest.param({"clip_g": (4, 1280), "clip_l": (4, 768)}, {}, "embedding and no LoRA", id="an embedding"),
    pytest.param({"controlnet_cond_embedding.conv_in.weight": (1,)}, {}, "a ControlNet and no LoRA", id="a ControlNet"),
    pytest.param(
        {"lora_controlnet": (0,), **pair("input_blocks.1.0", 4, 4)}, {}, "a control LoRA", id="a control LoRA"
    ),
    pytest.param(
        {
            "image_proj.proj.weight": (1,),
            "ip_adapter.1.to_k_lora.down.weight": (4, 4),
            "ip_adapter.1.to_k_lora.up.weight": (4, 4),
        },
        {},
        "an IP-Adapter",
        id="an IP-Adapter with layers of low rank",
    ),
    pytest.param({f"lora_unet_{squash(Q)}.new_kind": (4, 4)}, {}, "no LoRA that this engine knows", id="a new kind"),
    pytest.param({}, {}, "a file without any tensor", id="nothing"),
    pytest.param({"weights": (4, 4)}, {}, "no LoRA", id="anything else"),
    pytest.param({"x.alpha": ()}, {}, "and no LoRA", id="an alpha alone"),
    pytest.param({f"unet.{Q}.lora_A.weight": (4, 640)}, {}, "lacks one of its two matrices", id="half a pair"),
    pytest.param(
        {f"unet.{Q}.lora_A.weight": (4, 640), f"unet.{Q}.lora_B.weight": (640, 8)}, {}, "do not go together", id="ranks"
    ),
    pytest.param({f"unet.{Q}.lora_A.weight": (4,), f"unet.{Q}.lora_B.weight": (640,)}, {}, "do not go", id="vectors"),
    pytest.param(pair(f"unet.{Q}", 320, 320, "peft"), {}, "is 320 by 320 wide, the model's layer 640", id="widths"),
    pytest.param(
        {**pair(f"unet.{Q}", 640, 640, "peft"), f"unet.{Q}.lora_magnitude_vector": (320,)},
        {},
        "no LoRA for this model",
        id="DoRA's lengths of other widths",
    ),
    pytest.param(
        pair("unet.down_blocks.7.x", 4, 4, "peft"),
        {},
        "is no LoRA for this model, or names its layers as this engine does not know, such as unet.down_blocks.7.x",
        id="nothing fits",
    ),
]


@pytest.mark.parametrize(("shapes", "stated", "words"), REFUSED)
def test_whatever_else_it_is_one_sentence_says_so(shapes, stated, words):
    with pytest.raises(RenderError) as caught:
        read(shapes, stated)

    sentence = str(caught.value)
    assert sentence.startswith("ink.safetensors")
    assert words in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("end", ["alpha", "lora.alpha", "lora_alpha", "lora_linear_layer.alpha"])
def test_an_alpha_counts_however_it_is_spelt(end):
    (change,) = read({**pair(f"unet.{Q}", 640, 640, "old"), f"unet.{Q}.{end}": ()}).changes.values()

    assert change.alpha == f"unet.{Q}.{end}"


@pytest.mark.parametrize(
    ("types", "more", "words"),
    [
        ("I8", {}, "quantised weights (I8): take the LoRA's file in half precision"),
        ("I8", {"weight_scale": (640,)}, "scaled"),
        ("F8_E4M3", {"scale_weight": ()}, "scaled"),
        ("U8", {"absmax": (4,)}, "4-bit weights"),
    ],
)
def test_numbers_that_need_others_are_refused(types, more, words):
    shapes = {**pair(f"unet.{Q}", 640, 640), **{f"unet.{Q}.lora_up.{name}": shape for name, shape in more.items()}}

    with pytest.raises(RenderError) as caught:
        read(shapes, types=dict.fromkeys(shapes, types))
    assert words in str(caught.value)


@pytest.mark.parametrize("types", ["F8_E4M3", "F8_E5M2", "BF16", "F64"])
def test_plain_numbers_are_read_whatever_the_base_was_while_it_was_trained(types):
    shapes = {**pair(f"unet.{Q}", 640, 640), f"unet.{Q}.alpha": ()}
    numbers = {**dict.fromkeys(shapes, types), f"unet.{Q}.alpha": "I64"}

    assert read(shapes, {"quantization": "nf4"}, numbers).changes


def test_several_adapters_in_one_file_are_no_adapter():
    other = {name.replace("my_style", "other"): shape for name, shape in pair(f"unet.{Q}", 640, 640, "own").items()}

    with pytest.raises(RenderError, match="holds several adapters, which all change unet"):
        read({**pair(f"unet.{Q}", 640, 640, "own"), **other})


def rows_of(*layers, width=1280):
    return {name: shape for layer in layers for name, shape in pair(layer, width, width).items()}


DEEP = [f"unet.{block}.attentions.{a}" for block in ("down_blocks.2", "up_blocks.0") for a in (0, 1)]
FIRST_FOUR = rows_of(*(f"{attention}.transformer_blocks.{n}.attn1.to_q" for attention in DEEP for n in range(4)))
FIRST = rows_of(*(f"{attention}.transformer_blocks.0.attn1.to_q" for attention in DEEP))


@pytest.mark.parametrize(
    ("shapes", "stated"),
    [
        pytest.param(FIRST_FOUR, {"ss_base_model_version": "sdxl_base_v1-0"}, id="the first blocks, of SDXL"),
        pytest.param(
            FIRST_FOUR, {"modelspec.architecture": "stable-diffusion-xl-v1-base/lora"}, id="of SDXL, by the model spec"
        ),
        pytest.param(FIRST, {}, id="the first block alone, which makes no model"),
        pytest.param(FIRST, {"ss_base_model_version": "sdxl_base_v1-0"}, id="the first block alone, of SDXL"),
        *(
            pytest.param(pair(f"unet.{Q}", 640, 640), {"ss_sd_model_name": f"{name}.safetensors", **base}, id=name)
            for name, base in (
                ("sdxl_kolors_style_v2", {"ss_base_model_version": "sdxl_base_v1-0"}),
                ("kolors_v1", {"ss_base_model_version": "sdxl_base_v1-0"}),
                ("ssd-1b_inspired", {"modelspec.architecture": "stable-diffusion-xl-v1-base/lora"}),
                ("sdxl_kolors_style_v2", {}),
                ("kolors_style", {}),
                ("notSSD1B", {}),
                ("watercolors", {}),
                ("pastel_kolors_xl", {}),
                ("mykoala-1bear", {}),
                ("las_segmind_vegas", {}),
            )
        ),
    ],
)
def test_what_is_like_a_relative_is_none(shapes, stated):
    assert read(shapes, stated).changes


def test_text_alone_is_of_sdxl_where_it_says_so_whatever_the_models_name():
    stated = {"ss_base_model_version": "sdxl_base_v1-0", "ss_sd_model_name": "fluxInkXL.safetensors"}

    assert read(pair(f"lora_te1_text_model_{squash(FC)}", 3072, 768), stated).changes


def test_a_relative_by_name_and_layers_is_none_of_sdxl_whatever_base_it_states():
    with pytest.raises(RenderError, match="is a LoRA for SSD-1B"):
        read(SSD, {"ss_base_model_version": "sdxl_base_v1-0", "ss_sd_model_name": "SSD-1B.safetensors"})


@pytest.mark.parametrize(
    ("stated", "doubt"),
    [
        ({"ss_base_model_version": "sd_v1"}, "Stable Diffusion 1.5"),
        ({"modelspec.architecture": "stable-diffusion-v1/lora"}, "Stable Diffusion 1.5"),
        ({"modelspec.architecture": "stable-diffusion-v2-768-v/lora"}, "Stable Diffusion 2"),
        ({"ss_base_model_version": "sdxl_base_v1-0", "base_model": "sd_1.5"}, ""),
        ({"ss_base_model_version": "sdxl_base_v1-0"}, ""),
        ({"ss_sd_model_name": "fluxInk.safetensors"}, ""),
        ({}, ""),
    ],
)
def test_another_family_that_it_states_is_a_doubt(stated, doubt):
    assert read(pair(f"unet.{Q}", 640, 640), stated).doubt == doubt


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"ss_base_model_version": "sdxl_base_v1-0", "ss_sd_model_name": "fluxInk.safetensors"},
        {"modelspec.architecture": "stable-diffusion-xl-v1-base/lora"},
        {"ss_base_model_version": "sd_v1"},
    ],
)
def test_an_adapter_whose_unet_fits_is_drawn_whatever_it_states(stated):
    assert read(pair(f"unet.{Q}", 640, 640, "peft"), stated).changes


def test_a_few_layers_that_the_model_lacks_are_told():
    shapes = {
        **pair(f"unet.{Q}", 640, 640, "peft"),
        **pair(f"unet.{K}", 640, 2048, "peft"),
        **pair("unet.nowhere", 4, 4, "peft"),
    }

    assert read(shapes).note == "1 of its 3 layers are none of this model's, such as unet.nowhere"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"bundle_emb.ink.clip_l": (4, 768), "bundle_emb.ink.clip_g": (4, 1280)},
            "not used, so ink in a prompt is a word",
        ),
        ({f"unet.{Q}.new_role": (4,)}, f"1 tensor in it of an unknown kind left out, such as unet.{Q}.new_role"),
    ],
)
def test_what_comes_with_it_and_has_no_use_is_told(more, words):
    assert words in read({**pair(f"unet.{Q}", 640, 640, "peft"), **more}).note


@pytest.mark.parametrize(
    "attention", ["mid_block.attentions.0", "up_blocks.0.attentions.1", "down_blocks.2.attentions.1"]
)
def test_chosen_blocks_are_no_smaller_model(attention):
    """B-LoRA and block weights take whole attentions, or the first blocks of one."""
    whole = [f"unet.{attention}.transformer_blocks.{block}.attn1.to_q" for block in range(10)]
    for chosen in (whole, whole[:4]):
        shapes = {name: shape for layer in chosen for name, shape in pair(layer, 1280, 1280, "peft").items()}
        assert len(read(shapes).changes) == len(chosen)
