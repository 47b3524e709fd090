"""The tables of adapters hold what they say: each row is told by its own examples, and by no SDXL adapter's names."""

import itertools

import pytest

from sdxl import lora_kinds as kinds
from sdxl.lora_reading import find_known

TABLES = {"FORMS": kinds.FORMS, "FAMILIES": kinds.FAMILIES, "STATED": kinds.STATED, "RELATIVES": kinds.RELATIVES}
ROWS = [(name, row, example) for name, table in TABLES.items() for row in table for example in row.examples]
OURS = [
    beginning + layer + ending
    for beginning, layer, (ending, _) in itertools.product(
        ("unet.", "lora_unet_", "base_model.model.", "text_encoder_2.text_model.", "lora_te1_text_model_"),
        (
            "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_out.0",
            "input_blocks_4_1_transformer_blocks_0_ff_net_0_proj",
            "output_blocks_2_2_conv",
            "encoder.layers.0.self_attn.q_proj",
            "encoder_layers_11_mlp_fc2",
            "label_emb_0_0",
        ),
        kinds.ROLES,
    )
]


@pytest.mark.parametrize(("table", "row", "example"), ROWS, ids=[f"{name}-{example[:50]}" for name, _, example in ROWS])
def test_a_row_is_told_by_its_examples(table, row, example):
    assert find_known(TABLES[table], [example]) is row


@pytest.mark.parametrize("table", ["FORMS", "FAMILIES"])
def test_no_row_is_told_by_the_names_of_sdxl(table):
    assert [name for name in OURS if find_known(TABLES[table], [name])] == []


@pytest.mark.parametrize("value", ["sdxl_base_v1-0", "stable-diffusion-xl-v1-base/lora", "SDXL 1.0"])
def test_what_sdxl_states_is_no_other_family(value):
    assert find_known(kinds.STATED, [value]) is None
    assert find_known(kinds.RELATIVES, [value]) is None
