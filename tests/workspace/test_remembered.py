"""What earlier command lines gave: what still counts of it, and how it stands in a prompt file."""

import pytest
import tomlkit

from workspace.remembered import Remembered, find_given_fault, put_remembered, read_remembered, remember
from workspace.request import read_defaults

LIMITS = read_defaults().limits


@pytest.mark.parametrize(
    ("given", "then", "now", "kept"),
    [
        pytest.param({"steps": 40}, {}, {}, {"steps": 40}, id="nothing edited since"),
        pytest.param({"steps": 40}, {"steps": 12}, {"steps": 12}, {"steps": 40}, id="it already won over that edit"),
        pytest.param({"steps": 40}, {}, {"steps": 12}, {}, id="edited since"),
        pytest.param({"steps": 40}, {"steps": 12}, {}, {}, id="an edit taken back since"),
        pytest.param({"steps": 40, "width": 640}, {}, {"steps": 12}, {"width": 640}, id="another value edited"),
        pytest.param({"negative": "x"}, {}, {"negative_prompt": "y"}, {}, id="the negative prompt has two names"),
        pytest.param({"style": "noir"}, {}, {"prompt": "y"}, {"style": "noir"}, id="a style is in no prompt file"),
        pytest.param({"colour": 1}, {}, {}, {}, id="a setting of another version"),
    ],
)
def test_what_is_kept_of_an_earlier_command_line(given, then, now, kept):
    assert Remembered(given, then).kept(now) == kept


def test_only_the_values_that_it_wins_over_are_remembered_with_it():
    edits = {"prompt": "a door", "steps": 12, "negative_prompt": "fog"}

    assert remember({"steps": 40, "style": "noir"}, edits) == Remembered({"steps": 40, "style": "noir"}, {"steps": 12})
    assert remember({"negative": "x"}, edits).over == {"negative_prompt": "fog"}


@pytest.mark.parametrize(
    "remembered",
    [
        Remembered({}, {}),
        Remembered({"steps": 40, "guidance": 8.0, "lora": ["ink.safetensors:0.5", "none"]}, {"steps": 12}),
        Remembered({"negative": 'a "b"\nc', "fp16_accumulation": True, "cfg_cutoff": 0.5}, {}),
    ],
)
def test_it_is_written_on_one_line_and_read_back(remembered):
    document = tomlkit.parse("[generated]\ngiven = {width = 8}\ngiven_over = {width = 8}\n")
    put_remembered(document["generated"], remembered)
    text = tomlkit.dumps(document)

    assert read_remembered(tomlkit.parse(text).unwrap()["generated"]) == remembered
    assert len(text.splitlines()) == 2 + bool(remembered.over)


@pytest.mark.parametrize("table", [None, 3, {}, {"given": 3}, {"given_over": {"steps": 1}}])
def test_older_versions_wrote_none(table):
    assert read_remembered(table) is None


@pytest.mark.parametrize(
    ("given", "is_sound"),
    [
        ({"steps": 40, "guidance": 7, "cfg_cutoff": 1, "width": 640, "style": "gone", "model": "x"}, True),
        ({"fp16_accumulation": False, "lora": [], "negative": "", "seed": 0}, True),
        ({"guide": "pose", "guide_net": "a/b:sketch", "likeness": "none", "faces": False}, True),
        ({"colour": []}, True),
        ({"guide": "lines"}, False),
        ({"likeness": True}, False),
        ({"likeness_net": 3}, False),
        ({"faces": "yes"}, False),
        ({"steps": "many"}, False),
        ({"steps": 0}, False),
        ({"steps": True}, False),
        ({"width": 1001}, False),
        ({"style": 3}, False),
        ({"lora": "ink.safetensors"}, False),
        ({"lora": [1]}, False),
        ({"fp16_accumulation": 1}, False),
    ],
)
def test_what_somebody_made_impossible_is_named(given, is_sound):
    fault = find_given_fault(Remembered(given, {}), LIMITS)

    assert (fault == "") == is_sound
    assert is_sound or f"says {next(iter(given))} = " in fault
    assert find_given_fault(None, LIMITS) == ""


@pytest.mark.parametrize(
    ("given", "then", "now", "fresh"),
    [
        pytest.param({"model": "draft"}, {"steps": 4}, {"steps": 4}, set(), id="there when it was given"),
        pytest.param({"model": "draft"}, {}, {"steps": 4}, {"steps"}, id="edited since"),
        pytest.param({"model": "draft"}, {"steps": 4}, {"steps": 5, "guidance": 3.0}, {"steps", "guidance"}, id="both"),
        pytest.param({"model": "draft"}, {"steps": 4}, {}, set(), id="taken out since"),
        pytest.param({"width": 640}, {}, {"width": 704}, set(), id="nothing that a preset brings"),
    ],
)
def test_what_was_edited_after_a_preset_was_given(given, then, now, fresh):
    assert remember(given, then).fresh(now) == fresh
