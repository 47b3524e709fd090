"""Other tools read our pictures: sd-parsers finds prompt, negative prompt, sampler, seed and model in `parameters`."""

from dataclasses import replace

import pytest
from PIL import Image
from sd_parsers import ParserManager

from records import Lora, RenderJob
from workspace.engine_reads import only_read
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.pictures import read_picture, save_picture

JOB = RenderJob("sdxl", "owner/name", "a", "blurry", 7, 30, 7.0, 64, 48, scheduler="dpm++ 2m karras")


@pytest.fixture
def read(tmp_path):
    def read(**changes):
        path = tmp_path / "x.png"
        record = PictureRecord(1, 2, identify("Emma read."), replace(JOB, **changes))
        save_picture(Image.new("RGB", (64, 48)), record, path)
        assert read_picture(path).record == replace(record, job=only_read(record.job))
        return ParserManager().parse(path)

    return read


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        pytest.param("ink, a woman", "ink, a woman", id="commas"),
        pytest.param('the "old: new", door', 'the "old: new", door', id="colons and quotes"),
        pytest.param("Łódź “ink” 東京", "Łódź “ink” 東京", id="letters of any language"),
        pytest.param("a woman, Steps: 3, Seed: 4", "a woman, Steps: 3, Seed: 4", id="words that look like settings"),
        pytest.param("a\nb  c", "a b c", id="one line"),
        pytest.param("a woman (in a coat), [old]", r"a woman \(in a coat\), \[old\]", id="brackets weigh nothing"),
        pytest.param("a Negative prompt: b", "a Negative prompt : b", id="a second one breaks readers"),
    ],
)
def test_prompts_survive(read, prompt, shown):
    found = read(prompt=prompt, negative_prompt='blurry, "text": bad')

    assert [one.value for one in found.prompts] == [shown]
    assert [one.value for one in found.negative_prompts] == ['blurry, "text": bad']


def test_settings_survive(read):
    found = read()
    (sampler,) = found.samplers

    assert sampler.name == "DPM++ 2M"
    assert sampler.parameters == {"scheduler": "Karras", "cfg_scale": "7.0", "seed": "7", "steps": "30"}
    assert [model.name for model in found.models] == ["owner/name"]
    assert (found.metadata["Chapter"], found.metadata["Scene"]) == ("1", "2")


def test_hashes_survive(read):
    digest = "0123456789abcdef" * 4
    found = read(model=f"dream.safetensors 7 {digest}", loras=(Lora(f"ink.safetensors 9 {digest}", 0.5),))

    assert [(model.name, model.hash) for model in found.models] == [("dream", "0123456789")]


def test_a_storyboard_is_named_as_one(read):
    (sampler,) = read(engine="storyboard", model="").samplers

    assert (sampler.name, sampler.parameters["steps"]) == ("storyboard", "0")
