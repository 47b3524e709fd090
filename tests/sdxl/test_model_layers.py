"""A model's layers by its settings: those that the loaded modules have, under both names."""

import pytest

from sdxl.model_layers import ADAPTED, Layer, list_model_layers, weights_of
from sdxl.needed import trim
from tools.random_model import FULL

SPELLINGS = [
    ("down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q", "input_blocks_4_1_transformer_blocks_0_attn1_to_q"),
    ("down_blocks.2.attentions.1.proj_in", "input_blocks_8_1_proj_in"),
    ("down_blocks.0.resnets.1.conv1", "input_blocks_2_0_in_layers_2"),
    ("down_blocks.1.resnets.0.conv_shortcut", "input_blocks_4_0_skip_connection"),
    ("down_blocks.0.downsamplers.0.conv", "input_blocks_3_0_op"),
    ("mid_block.attentions.0.transformer_blocks.9.ff.net.2", "middle_block_1_transformer_blocks_9_ff_net_2"),
    ("mid_block.resnets.1.time_emb_proj", "middle_block_2_emb_layers_1"),
    ("up_blocks.0.upsamplers.0.conv", "output_blocks_2_2_conv"),
    ("up_blocks.1.attentions.2.proj_out", "output_blocks_5_1_proj_out"),
    ("conv_out", "out_2"),
    ("add_embedding.linear_2", "label_emb_0_2"),
]


@pytest.mark.parametrize(("name", "original"), SPELLINGS)
def test_a_layer_of_sdxl_is_found_under_both_names(name, original):
    unet = list_model_layers(FULL)["unet"]

    assert unet[name.replace(".", "_")] == unet[original]
    assert unet[original][0] == Layer("unet", name)


def test_the_loaded_modules_have_these_layers(loaded_model, encoders):
    modules = {"unet": loaded_model.unet, "text_encoder": encoders.first, "text_encoder_2": encoders.second}
    layers = list_model_layers(
        {part: module.config if part == "unet" else vars(module.config) for part, module in modules.items()}
    )

    found = {layer: trim(shape) for part in ADAPTED for layer, shape in layers[part].values()}
    assert found == {layer: trim(weight.shape) for layer, weight in weights_of(modules).items()}


def test_nothing_is_said_of_a_unet_with_unknown_settings():
    assert list_model_layers({"unet": {**FULL["unet"], "encoder_hid_dim": 4096}}) == {"unet": {}}
