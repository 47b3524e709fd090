"""A recipe is checked as the command line is: each value that cannot be is named, and what is drawn here passes."""

from dataclasses import replace

import pytest

from records import Lora, RenderJob
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.recipe_checks import could_be_ours, find_recipe_fault, stated_settings
from workspace.request import read_defaults

LIMITS = read_defaults().limits
JOB = RenderJob("sdxl", "owner/name", "a", "b", 1, 2, 7.0, 64, 64, "euler", loras=(Lora("ink 5 def", 0.5),))
PANEL = RenderJob("storyboard", "", "", "", 0, 0, 0.0, 64, 64, drawing={"place": "office"})


@pytest.mark.parametrize(
    ("job", "fault"),
    [
        pytest.param(JOB, "", id="one that was drawn here"),
        pytest.param(PANEL, "", id="a panel"),
        pytest.param(replace(JOB, cfg_cutoff=0.5), "", id="a share of the steps"),
        pytest.param(replace(JOB, guidance=0), "", id="a whole number"),
        pytest.param(replace(JOB, width=30_000), "width is 30000, out of range: take 64 to 8192", id="width"),
        pytest.param(replace(PANEL, height=30_000), "height is 30000, out of range", id="a panel's height"),
        pytest.param(replace(JOB, width=100), "width is 100, not a multiple of 8", id="no multiple"),
        pytest.param(replace(JOB, steps=10**9), "steps is 1000000000, out of range", id="steps"),
        pytest.param(replace(JOB, seed=-1), "seed is -1, out of range", id="seed"),
        pytest.param(replace(JOB, guidance=float("nan")), "guidance is nan", id="guidance"),
        pytest.param(replace(JOB, guidance=float("inf")), "guidance is inf", id="infinite guidance"),
        pytest.param(replace(JOB, prompt="x" * 5_000_000), "its prompt has 5,000,000 letters", id="5 MB"),
        pytest.param(replace(JOB, loras=(Lora("x" * 30_000),)), "its LoRA has 30,000 letters", id="a LoRA of pages"),
        pytest.param(replace(PANEL, drawing={"people": [{}] * 5000}), "what its panel shows takes", id="a crowd"),
        pytest.param(replace(PANEL, drawing={"place": "of the " * 9000}), "what its panel shows takes", id="long"),
        pytest.param(replace(JOB, loras=(Lora("a"),) * 50), "it has 50 LoRAs", id="many LoRAs"),
        pytest.param(replace(JOB, scheduler="magic"), 'there is no scheduler "magic"', id="scheduler"),
        pytest.param(replace(JOB, loras=(Lora("a", 5),)), 'the weight of "a" is 5, out of range', id="weight"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(job, fault):
    found = find_recipe_fault(job, LIMITS)

    assert found.startswith(fault) if fault else found == ""
    assert len(found) < 200, "a sentence"


@pytest.mark.parametrize(
    ("given", "stated"),
    [
        pytest.param({"steps": 40, "style": "noir"}, {"steps": 40, "style": "noir"}, id="numbers and words"),
        pytest.param({"guide": "words", "faces": True}, {"guide": "words", "faces": True}, id="a guide"),
        pytest.param({"guide_net": "evil/net", "likeness_net": "evil/x"}, {}, id="networks that would be opened"),
        pytest.param({"model": "evil/model", "lora": ["../x.safetensors"]}, {}, id="what would be opened"),
        pytest.param({"steps": "x", "style": ["noir"], "seed": float("inf")}, {}, id="other types"),
        pytest.param({"width": 10**6, "guidance": float("nan"), "steps": 1.5, "seed": -1}, {}, id="out of range"),
        pytest.param({"negative": "x" * 5_000_000, "steps": 9}, {"steps": 9}, id="5 MB"),
        pytest.param({"__class__": "x", "memory": "auto", "x": True}, {}, id="no setting of ours"),
    ],
)  # fmt: skip
def test_what_a_picture_was_given_counts_where_it_can_be_and_opens_nothing(given, stated):
    record = PictureRecord(1, 1, identify("She read."), JOB, given)

    assert stated_settings(record, LIMITS) == stated


def test_words_that_go_on_for_pages_are_not_the_programs():
    assert could_be_ours("graphic novel illustration, a woman", "photograph")
    assert not could_be_ours("x" * 100_000, "photograph")
