"""The recipe as other tools read it: their form, and nothing in a prompt that they would weigh."""

from dataclasses import replace

import books
import pytest

from records import Lora
from sdxl.guides import Faces, Guide, GuidedFigure, Net
from workspace.identity import identify
from workspace.parameters import make_parameters
from workspace.picture_records import PictureRecord

JOB = books.INKED
RECORD = PictureRecord(1, 2, identify("Emma read."), JOB, {"steps": 30}, {"prompt": "x"}, "0.1.0")
WOMAN = GuidedFigure("1", "a woman", (0, 2), portrait="ab" * 32)
DIGEST = "0123456789abcdef" * 4
PARAMETERS = (
    "ink, a woman: “Łódź”\nNegative prompt: blurry\n"
    "Steps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.0, "
    "Seed: 7, Size: 64x48, Model: owner/name, RNG: CPU, Chapter: 1, Scene: 2, Version: novel-scenes 0.1.0"
)


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        pytest.param({}, "", "", id="the form that the usual tools read"),
        pytest.param(
            {"prompt": "a\nNegative prompt: b"},
            "ink, a woman: “Łódź”",
            "a Negative prompt : b",
            id="words that would end the prompt",
        ),
        pytest.param({"model": 'a, "b"'}, "owner/name", '"a, \\"b\\""', id="a value with separators is quoted"),
        pytest.param(
            {"prompt": "(in a green coat), [old], a\\b", "negative_prompt": "(bad)"},
            "ink, a woman: “Łódź”\nNegative prompt: blurry",
            "\\(in a green coat\\), \\[old\\], a\\\\b\nNegative prompt: \\(bad\\)",
            id="brackets and backslashes weigh nothing",
        ),
        pytest.param(
            {"model": f"dream_v8.safetensors 6938040682 {DIGEST}"},
            "Model: owner/name",
            "Model hash: 0123456789, Model: dream_v8",
            id="a checkpoint",
        ),
        pytest.param(
            {"model": f"my model 6938040682 {DIGEST}"},
            "Model: owner/name",
            "Model hash: 0123456789, Model: my model",
            id="a folder",
        ),
        pytest.param(
            {"vae": f"sdxl_vae.safetensors 334 {DIGEST}"},
            "RNG",
            "VAE hash: 0123456789, VAE: sdxl_vae.safetensors, RNG",
            id="a VAE",
        ),
        pytest.param(
            {"guide": Guide((WOMAN,), "pose", net=Net(f"my pose.safetensors 5 {DIGEST}", "openpose", 0.8)).to_json()},
            "RNG: CPU",
            "RNG: CPU, Guide: pose, Guide net hash: 0123456789, Guide net: my pose, Guide net weight: 0.8",
            id="a guide with its network",
        ),
        pytest.param(
            {"guide": Guide((WOMAN,), likeness="reference", faces=Faces()).to_json()},
            "RNG: CPU",
            "RNG: CPU, Likeness: reference, Faces: 512",
            id="a portrait and faces",
        ),
        pytest.param(
            {"engine": "storyboard"},
            "Steps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.0",
            "Steps: 0, Sampler: storyboard, CFG scale: 0",
            id="a storyboard has no steps",
        ),
    ],
)
def test_parameters(changes, old, new):
    assert make_parameters(replace(RECORD, job=replace(JOB, **changes))) == PARAMETERS.replace(old, new, 1)


def test_adapters_stand_in_the_prompt_with_their_weight_and_among_the_hashes_with_their_digest():
    loras = (
        Lora(f"ink.safetensors 7 {DIGEST}", 0.5),
        Lora("owner/name/wash.safetensors"),
        Lora(f"a b 7 {DIGEST}", -1.25),
    )
    text = make_parameters(replace(RECORD, job=replace(JOB, loras=loras)))

    assert text.startswith(
        "ink, a woman: “Łódź” <lora:ink:0.5> <lora:wash:1> <lora:a b:-1.25>\nNegative prompt: blurry\n"
    )
    assert 'Model: owner/name, Lora hashes: "ink: 0123456789ab, a b: 0123456789ab", RNG: CPU' in text
