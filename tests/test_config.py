"""Every preset, style and range that an author finds in config.py is sound."""

from pathlib import PurePath

import pytest

import config
from config import PRESETS, SETTING_RANGES, STYLES
from prompts.clip_tokens import count_tokens
from sdxl.guides import GUIDES, LAYERS, LIKENESS_CHOICES
from workspace.request import read_defaults

MARKS = 2  # tokens that CLIP puts around every text
LIMITS = read_defaults().limits


@pytest.mark.parametrize("folder", ["NOVEL", "IMAGES", "LOGS", "PROMPTS", "CAST", "BOOK"])
def test_folders_are_relative_and_stay_where_the_command_is_run(folder):
    path = PurePath(getattr(config, folder))

    assert path.parts
    assert not path.is_absolute()
    assert ".." not in path.parts


def test_the_defaults_are_there_and_in_range():
    assert config.MODEL in PRESETS
    assert config.STYLE in STYLES
    assert faults(width=config.WIDTH, height=config.HEIGHT) == []


def test_what_directs_a_picture_is_one_of_the_ways_and_within_reach():
    assert config.GUIDE in GUIDES
    assert config.LIKENESS in LIKENESS_CHOICES
    assert 0 <= config.GUIDE_SHARE <= 1
    assert config.PORTRAIT_LAYERS in LAYERS
    assert config.PORTRAIT_SIZE >= 64
    assert 0 < config.PORTRAIT_END <= 1
    assert set(config.GUIDE_NETS) == {"pose", "strong", "ip-adapter"}
    assert all(0 < net.strength <= 2 and 0 < net.end <= 1 for net in config.GUIDE_NETS.values())


def faults(**values):
    """Say what is wrong with settings."""
    found = (LIMITS[name].find_fault(name, value) for name, value in values.items())
    return [fault for fault in found if fault]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_in_range_and_says_where_it_comes_from(name):
    preset = PRESETS[name]
    width, height = preset.size or (config.WIDTH, config.HEIGHT)

    assert faults(steps=preset.steps, guidance=preset.guidance, width=width, height=height) == []
    assert preset.source
    assert preset.model.count("/") == 1  # a hub id: a preset must work on every machine
    assert isinstance(preset.loras, tuple)


@pytest.mark.parametrize("name", STYLES)
def test_every_style_is_within_its_budget(name):
    style = STYLES[name]

    assert 0 < count_tokens(style.medium) - MARKS <= 6
    assert 0 < count_tokens(", ".join(style.finish)) - MARKS <= 11
    assert 0 < count_tokens(style.negative) - MARKS <= 20


@pytest.mark.parametrize("name", STYLES)
def test_every_style_can_be_told_from_the_others_and_within_a_prompt(name):
    style = STYLES[name]
    phrases = [style.medium, *style.finish, *style.negative.split(", ")]

    assert isinstance(style.finish, tuple)
    assert all(phrase == phrase.strip() and phrase for phrase in phrases)
    assert not any("," in phrase for phrase in phrases)  # a prompt is taken apart at its commas
    assert not any(other.medium in style.medium for other in STYLES.values() if other is not style)


@pytest.mark.parametrize("name", SETTING_RANGES)
def test_every_range_allows_its_ends_and_its_example_and_nothing_beyond(name):
    allowed = SETTING_RANGES[name]

    assert [
        fault
        for value in (allowed.lowest, allowed.highest, float(allowed.example))
        for fault in faults(**{name: value})
    ] == []
    assert faults(**{name: allowed.lowest - allowed.multiple})
    assert faults(**{name: allowed.highest + allowed.multiple})
    assert faults(**{name: float("nan")})
