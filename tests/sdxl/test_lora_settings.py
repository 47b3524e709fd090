"""How much an adapter's changes count, as peft states it in the file or beside it."""

import json

import pytest

from errors import RenderError
from sdxl.lora_settings import Counting, read_counting

Q = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"


def stated(**settings):
    return {"lora_adapter_metadata": json.dumps({f"unet.{key}": value for key, value in settings.items()})}


@pytest.mark.parametrize(
    ("metadata", "factor"),
    [
        pytest.param({}, 1, id="nothing"),
        pytest.param({"format": "pt", "ss_network_alpha": "2"}, 1, id="kohya's words, which a tensor says too"),
        *(
            pytest.param({"lora_adapter_metadata": text}, 1, id=f"nothing, written as {text!r}")
            for text in ("null", "", " ", "None", "{}")
        ),
        pytest.param(stated(r=4, lora_alpha=8), 2, id="alpha"),
        pytest.param(stated(r=4, lora_alpha=0.5), 0.125, id="a broken alpha"),
        pytest.param(stated(lora_alpha=8, use_rslora=True), 4, id="the rank's root"),
        pytest.param(stated(lora_alpha=8, alpha_pattern={"attn1.to_q": 2}), 0.5, id="its own alpha"),
        pytest.param(stated(lora_alpha=8, alpha_pattern={f"^{Q}": 2}), 0.5, id="its own, by its whole name"),
        pytest.param(stated(lora_alpha=8, alpha_pattern={"n1.to_q": 2}), 2, id="a part of a name is none"),
        pytest.param(stated(lora_alpha=None, alpha_pattern=None, use_rslora=None), 1, id="said to be nothing"),
        pytest.param(stated(lora_alpha=8, target_modules=["to_q"], task_type=None), 2, id="with more that peft says"),
    ],
)
def test_what_is_stated_counts(tmp_path, metadata, factor):
    assert read_counting(tmp_path / "ink.safetensors", metadata)["unet"].of_layer(Q, 4) == factor


def test_what_peft_keeps_beside_the_file_holds_for_all_modules(tmp_path):
    (tmp_path / "adapter_config.json").write_bytes(b"\xef\xbb\xbf" + json.dumps({"lora_alpha": 8}).encode())
    found = read_counting(tmp_path / "adapter_model.safetensors", {})

    assert {part: counting.of_layer("x", 4) for part, counting in found.items()} == dict.fromkeys(found, 2)


@pytest.mark.parametrize("text", ["{", "[]", '{"unet.lora_alpha": "8"}', '{"unet.alpha_pattern": {"x": "y"}}', "NaN"])
def test_what_cannot_be_read_is_a_sentence(tmp_path, text):
    with pytest.raises(RenderError, match=r"what .*ink\.safetensors states of its strength cannot be read"):
        read_counting(tmp_path / "ink.safetensors", {"lora_adapter_metadata": text})


def test_text_encoders_are_named_without_what_some_versions_add():
    assert Counting(alphas={"text_model.encoder.layers.0.mlp.fc1": 8}).of_layer("encoder.layers.0.mlp.fc1", 4) == 2
