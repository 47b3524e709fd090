"""What modules need, worked out without torch: the very names and shapes that torch's own modules have."""

import pytest
import tiny_sdxl

from sdxl.needed import (
    FOLDER,
    ORIGINAL,
    find_missing,
    is_known,
    open_clip_tensors,
    text_tensors,
    trim,
    unet_tensors,
    vae_tensors,
)
from tools.random_model import FULL, TINY, make_modules

# The UNets of SDXL's smaller relatives, as published: deep here, shallow there.
SSD_1B = {
    **FULL["unet"],
    "mid_block_type": "UNetMidBlock2D",
    "transformer_layers_per_block": [1, [2, 2], [4, 4]],
    "reverse_transformer_layers_per_block": [[4, 4, 10], [2, 1, 1], 1],
}
VEGA = {
    **FULL["unet"],
    "mid_block_type": "UNetMidBlock2D",
    "transformer_layers_per_block": [1, [1, 1], [2, 2]],
    "reverse_transformer_layers_per_block": [[2, 2, 2], [1, 1, 1], 1],
}
KOALA = {**FULL["unet"], "mid_block_type": None, "transformer_layers_per_block": [1, 2, 5], "layers_per_block": 1}
LCM = {**FULL["unet"], "time_cond_proj_dim": 256}
TINY_LCM = {**TINY["unet"], "time_cond_proj_dim": 16}


@pytest.fixture(scope="module")
def modules():
    """The names and shapes of the tiny model's modules, as torch has them."""
    return {name: module.state_dict() for name, module in make_modules(TINY)}


def shapes_of(tensors, prefix=""):
    return {
        name.removeprefix(prefix): tuple(tensor.shape)
        for name, tensor in tensors.items()
        if not name.endswith("position_ids") and name.startswith(prefix)
    }


def trimmed(shapes):
    return {name: trim(shape) for name, shape in shapes.items()}


def decoder(shapes):
    return {name: shape for name, shape in shapes.items() if name.startswith(("decoder.", "post_quant"))}


def test_a_folders_modules_need_what_torchs_have(modules):
    text_2 = {**dict(text_tensors(TINY["text_encoder_2"])), "text_projection.weight": (128, 128)}
    found = {name: shapes_of(tensors) for name, tensors in modules.items()}
    short = {
        name: {key.removeprefix("text_model."): shape for key, shape in found[name].items()}
        for name in ("text_encoder", "text_encoder_2")
    }

    assert trimmed(dict(unet_tensors(TINY["unet"], FOLDER))) == trimmed(found["unet"])
    assert trimmed(dict(vae_tensors(TINY["vae"], FOLDER))) == trimmed(decoder(found["vae"]))
    assert dict(text_tensors(TINY["text_encoder"])) == short["text_encoder"]
    assert text_2 == short["text_encoder_2"]


def test_a_single_file_needs_the_same_under_the_original_names(modules):
    file = tiny_sdxl.original_tensors(modules, per_level=2)
    unet = shapes_of(file, "model.diffusion_model.")
    vae = shapes_of(file, "first_stage_model.")
    text = shapes_of(file, "conditioner.embedders.1.model.")

    assert trimmed(dict(unet_tensors(TINY["unet"], ORIGINAL))) == trimmed(unet)
    assert trimmed(dict(vae_tensors(TINY["vae"], ORIGINAL))) == trimmed(decoder(vae))
    assert dict(open_clip_tensors(TINY["text_encoder_2"])) == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(FULL["unet"], id="SDXL"),
        pytest.param(SSD_1B, id="SSD-1B"),
        pytest.param(VEGA, id="Vega"),
        pytest.param(KOALA, id="KOALA"),
        pytest.param(LCM, id="LCM"),
    ],
)
def test_sdxls_relatives_need_what_torchs_have(settings):
    import torch
    from diffusers import UNet2DConditionModel

    with torch.device("meta"):
        unet = UNet2DConditionModel(**settings)

    assert trimmed(dict(unet_tensors(settings, FOLDER))) == trimmed(shapes_of(unet.state_dict()))


@pytest.mark.parametrize(
    ("change", "lacking", "unfit"),
    [
        pytest.param({}, [], [], id="whole"),
        pytest.param({"conv_in.weight": None}, ["conv_in.weight"], [], id="one is gone"),
        pytest.param({"conv_in.bias": (65,)}, [], ["conv_in.bias"], id="one is of another shape"),
        pytest.param({"more": (1,)}, [], [], id="one too many is no fault"),
        pytest.param(
            {"mid_block.attentions.0.proj_in.weight": (128, 128, 1, 1)}, [], [], id="a convolution for a matrix"
        ),
    ],
)
def test_what_lacks_is_named(change, lacking, unfit):
    needed = dict(unet_tensors(TINY["unet"], FOLDER))
    shapes = {name: shape for name, shape in {**needed, **change}.items() if shape is not None}

    assert find_missing(shapes, iter(needed.items())) == (lacking, unfit, len(needed))


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({}, True),
        ({"class_embed_type": None, "only_cross_attention": False}, True),
        ({"resnet_time_scale_shift": "default", "conv_in_kernel": 3}, True),
        ({"resnet_time_scale_shift": "scale_shift"}, False),
        ({"attention_type": "gated"}, False),
        ({"encoder_hid_dim": 4096, "encoder_hid_dim_type": "text_proj"}, False),
        ({"down_block_types": ["DownBlock2D", "KDownBlock2D"]}, False),
        ({"down_block_types": []}, True),
        ({"down_block_types": [], "up_block_types": []}, False),
    ],
)
def test_of_settings_that_no_sdxl_model_has_nothing_is_said(change, known):
    assert is_known({**TINY["unet"], **change}) is known
