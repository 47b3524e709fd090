"""Module settings read off a checkpoint's tensors: right for SDXL itself, and refused where it is no SDXL."""

import pytest
import tiny_sdxl

from errors import RenderError
from sdxl.checkpoints import OTHER_NAMES, PARTS, infer_layout, write_layout

# SDXL base 1.0, as published.
UNET = {
    "block_out_channels": [320, 640, 1280],
    "attention_head_dim": [5, 10, 20],
    "transformer_layers_per_block": [1, 2, 10],
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
    "layers_per_block": 2,
    "cross_attention_dim": 2048,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 256,
    "projection_class_embeddings_input_dim": 2816,
    "in_channels": 4,
    "out_channels": 4,
    "sample_size": 128,
    "use_linear_projection": True,
}
VAE = {
    "block_out_channels": [128, 256, 512, 512],
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "up_block_types": ["UpDecoderBlock2D"] * 4,
    "layers_per_block": 2,
    "latent_channels": 4,
    "sample_size": 1024,
    "scaling_factor": 0.13025,
    "force_upcast": True,
}
TEXT = {"vocab_size": 49408, "max_position_embeddings": 77, "bos_token_id": 49406, "eos_token_id": 49407}
TEXT_1 = {
    **TEXT,
    "hidden_size": 768,
    "intermediate_size": 3072,
    "num_attention_heads": 12,
    "num_hidden_layers": 12,
    "hidden_act": "quick_gelu",
}
TEXT_2 = {
    **TEXT,
    "hidden_size": 1280,
    "intermediate_size": 5120,
    "num_attention_heads": 20,
    "num_hidden_layers": 32,
    "projection_dim": 1280,
    "hidden_act": "gelu",
}
UNET_PARAMETERS = 2_567_463_684


@pytest.fixture(scope="module")
def sdxl_shapes():
    """The names and shapes of the real checkpoint; on the meta device they take no memory."""
    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    with torch.device("meta"):
        modules = {
            "unet": UNet2DConditionModel(**UNET),
            "vae": AutoencoderKL(**VAE),
            "text_encoder": CLIPTextModel(CLIPTextConfig(**TEXT_1)),
            "text_encoder_2": CLIPTextModelWithProjection(CLIPTextConfig(**TEXT_2)),
        }
    assert sum(weight.numel() for weight in modules["unet"].parameters()) == UNET_PARAMETERS
    tensors = {name: module.state_dict() for name, module in modules.items()}
    return {name: tuple(tensor.shape) for name, tensor in tiny_sdxl.original_tensors(tensors, per_level=3).items()}


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        pytest.param("unet", UNET, id="unet"),
        pytest.param("vae", VAE, id="vae"),
        pytest.param("text_encoder", TEXT_1, id="first text encoder"),
        pytest.param("text_encoder_2", TEXT_2, id="second text encoder"),
    ],
)
def test_the_settings_of_sdxl_follow_from_its_shapes(sdxl_shapes, module, expected):
    settings = infer_layout(sdxl_shapes, "sdxl.safetensors")[module]

    assert {key: settings[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        pytest.param([], {}, id="noise, as SDXL itself"),
        pytest.param(["v_pred"], {"prediction_type": "v_prediction"}, id="velocity"),
        pytest.param(
            ["v_pred", "ztsnr"],
            {"prediction_type": "v_prediction", "rescale_betas_zero_snr": True},
            id="velocity and zero final signal",
        ),
    ],
)
def test_marker_tensors_tell_what_a_model_predicts(sdxl_shapes, markers, expected):
    layout = infer_layout({**sdxl_shapes, **dict.fromkeys(markers, (0,))}, "m")["scheduler"]

    told = {key: layout[key] for key in ("prediction_type", "rescale_betas_zero_snr") if key in layout}
    assert told == expected


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        pytest.param(lambda _: False, ["UNet", "VAE", "first text encoder"], id="empty, or a LoRA"),
        pytest.param(lambda name: "embedders.1" not in name, ["lacks: second text encoder"], id="one text encoder"),
        pytest.param(lambda name: not name.startswith("first_stage"), ["lacks: VAE"], id="no VAE"),
        pytest.param(lambda name: name.startswith("model."), ["VAE, first text"], id="a UNet alone"),
    ],
)
def test_what_is_no_whole_sdxl_model_is_refused(sdxl_shapes, keep, words):
    with pytest.raises(RenderError) as caught:
        infer_layout({name: shape for name, shape in sdxl_shapes.items() if keep(name)}, "mine.safetensors")

    assert all(word in str(caught.value) for word in ["mine.safetensors", *words]), caught.value


def test_an_inpainting_model_is_refused(sdxl_shapes):
    shapes = {**sdxl_shapes, "model.diffusion_model.input_blocks.0.0.weight": (320, 9, 3, 3)}

    with pytest.raises(RenderError, match="inpainting"):
        infer_layout(shapes, "m")


@pytest.mark.parametrize("grown", [0, 2, 100])
def test_a_vocabulary_that_has_grown_ends_texts_as_before(sdxl_shapes, grown):
    """The pooled embedding is read where a text ends: at CLIP's own token."""
    tables = [name for name in sdxl_shapes if name.endswith("token_embedding.weight")]
    shapes = {**sdxl_shapes, **{name: (49_408 + grown, sdxl_shapes[name][1]) for name in tables}}
    layout = infer_layout(shapes, "m")

    assert len(tables) == 2
    for module in ("text_encoder", "text_encoder_2"):
        assert (layout[module]["bos_token_id"], layout[module]["eos_token_id"]) == (49_406, 49_407)
        assert layout[module]["vocab_size"] == 49_408 + grown


@pytest.mark.parametrize("key", OTHER_NAMES)
def test_a_text_encoder_under_other_names_is_told_as_such(sdxl_shapes, key):
    lost = PARTS["first text encoder"] if "embedders.0" in key else PARTS["second text encoder"]
    lost = PARTS["text projection of the second text encoder"] if "projection" in key else lost
    shapes = {name: shape for name, shape in sdxl_shapes.items() if name != lost} | {key: (77, 768)}

    with pytest.raises(RenderError, match="names the tensors of its text encoders otherwise"):
        infer_layout(shapes, "m")


def test_settings_are_written_where_diffusers_looks(tmp_path, sdxl_shapes):
    write_layout(infer_layout(sdxl_shapes, "m"), tmp_path)

    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")) == [
        "model_index.json",
        "scheduler/scheduler_config.json",
        "text_encoder/config.json",
        "text_encoder_2/config.json",
        "unet/config.json",
        "vae/config.json",
    ]
