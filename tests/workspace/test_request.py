"""The command line and config.py become frozen settings: read when a run starts, and nothing else reads them."""

import logging
from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path

import pytest

import config
from workspace.request import read_defaults, read_request
from workspace.run_settings import Folders, Machine, Selection, TakeChoice


def read(*argv):
    return read_request(argv, "about")


@pytest.mark.parametrize(
    ("argv", "name", "expected"),
    [
        pytest.param([], "takes", 0, id="no takes"),
        pytest.param(["--takes", "3"], "takes", 3, id="takes"),
        pytest.param(["--choose", "2:5=3"], "choices", (TakeChoice((2, 5), 3),), id="a choice"),
        pytest.param(["--reproduce", "a.png"], "reproduce", (Path("a.png"),), id="a picture to draw again"),
        pytest.param([], "selection", Selection(), id="everything"),
        pytest.param(["--resume", "2", "5"], "selection", Selection(resume=(2, 5)), id="from a scene on"),
        pytest.param(["--chapters", "1-2"], "selection", Selection((range(1, 3),)), id="chapters"),
        pytest.param(["--scenes", "2:3"], "selection", Selection((), ((2, range(3, 4)),)), id="a scene"),
        pytest.param(["--restyle", "noir"], "given", {"style": "noir"}, id="the book's style is a setting"),
        pytest.param(["--max-vram", "8", "--compile"], "machine", Machine("auto", 8.0, compiled=True), id="machine"),
        pytest.param([], "console_level", logging.INFO, id="sentences"),
        pytest.param(["--verbose"], "console_level", logging.DEBUG, id="loud"),
        pytest.param(["--quiet"], "console_level", logging.WARNING, id="quiet"),
        pytest.param(["--dry-run", "--json"], "console_level", logging.INFO, id="a script reads stdout alone"),
    ],
)
def test_what_the_command_line_says_is_what_the_run_goes_by(argv, name, expected):
    assert getattr(read(*argv), name) == expected


def test_folders_are_those_of_config_where_none_is_given():
    usual = Folders(*map(Path, (config.NOVEL, config.IMAGES, config.PROMPTS, config.LOGS, config.CAST)))

    assert read().folders == read().defaults.folders == usual
    assert read("--cast", "mine.toml").folders.cast == Path("mine.toml")


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("WIDTH", 640, "width"),
        ("STYLE", "noir", "style"),
        ("LORAS", ("ink.safetensors",), "loras"),
        ("BLANK_LINES_BREAK", 2, "blank_lines_break"),
        ("ATTENTION", "xformers", "attention"),
    ],
)
def test_config_is_read_when_a_run_starts(monkeypatch, name, value, field):
    monkeypatch.setattr(config, name, value)

    assert getattr(read().defaults, field) == value


def test_a_model_without_a_preset_is_drawn_as_the_usual_one_else_as_the_first(monkeypatch):
    assert read_defaults().presets.usual == read_defaults().presets.by_name[config.MODEL]
    monkeypatch.setattr(config, "MODEL", "my/model")

    assert read_defaults().presets.usual == read_defaults().presets.by_name[next(iter(config.PRESETS))]


def test_an_authors_own_style_and_limits_need_nothing_of_ours(monkeypatch):
    @dataclass
    class Own:
        medium: str = "charcoal"
        finish: tuple = ("smudges",)
        negative: str = "color"
        monochrome: bool = True

    monkeypatch.setitem(config.STYLES, "charcoal", Own())
    monkeypatch.setitem(config.SETTING_RANGES, "steps", config.Range(1, 9, "5"))
    settings = read("--style", "charcoal")

    assert settings.defaults.styles["charcoal"].finish == ("smudges",)
    assert settings.defaults.limits["steps"].find_fault("steps", 10) == (
        "steps is 10, out of range: take 1 to 9, such as 5."
    )


def test_a_run_cannot_change_what_it_was_asked_for():
    with pytest.raises(FrozenInstanceError):
        read().force = True
