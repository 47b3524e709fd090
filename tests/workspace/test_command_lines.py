import shlex
import subprocess
from pathlib import Path

import pytest

from workspace.command_lines import (
    SCRIPT,
    choose_command,
    common_options,
    correction_frame,
    draw_command,
    redraw_command,
    script_path,
)
from workspace.request import read_request


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param([], [], id="nothing unusual"),
        pytest.param(["--novel", "chapters/", "--output", "images"], [], id="the usual, spelt out"),
        pytest.param(["--output", "my images"], ["--output", "my images"], id="another folder"),
        pytest.param(
            ["--novel", "b", "--prompts", "p", "--logs", "l", "--cast", "c.toml"],
            ["--novel", "b", "--prompts", "p", "--logs", "l", "--cast", "c.toml"],
            id="every folder",
        ),
        pytest.param(["--engine", "storyboard"], ["--engine", "storyboard"], id="the engine decides the picture"),
        pytest.param(["--model", "m.safetensors"], ["--model", "m.safetensors"], id="a model makes auto take sdxl"),
        pytest.param(["--steps", "40", "--seed", "7"], [], id="settings are kept by the picture itself"),
        pytest.param(["--scenes", "1:1", "--force", "--verbose", "--dry-run"], [], id="what was drawn is no folder"),
    ],
)
def test_options_that_every_command_needs(argv, expected):
    assert list(common_options(read_request(argv, ""))) == expected


def test_the_command_of_the_contract():
    assert redraw_command("generate_scene_images.py", (2, 5), ()) == (
        "python generate_scene_images.py --scenes 2:5 --force"
    )


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("generate_scene_images.py", "python generate_scene_images.py --scenes 2:5 3:1"),
        ("novel-scenes", "novel-scenes --scenes 2:5 3:1"),
    ],
    ids=["a script", "an installed command"],
)
def test_the_command_that_draws_what_changed(script, expected):
    assert draw_command(script, [(2, 5), (3, 1)], (), shlex.join) == expected


def test_the_command_that_chooses_a_take():
    assert choose_command("x.py", (2, 5), 3, ("--output", "o")) == "python x.py --choose 2:5=3 --output o"


@pytest.mark.parametrize("folder", ["my images", "it's", "a;rm -rf b", "$(x)", "`x`", "a\nb", 'say "x"', "äö"])
def test_a_shell_reads_a_folders_name_as_one_word(folder):
    command = redraw_command("x.py", (1, 1), ("--output", folder), shlex.join)

    assert shlex.split(command)[-1] == folder


def test_the_command_that_corrects_has_its_corrections_in_the_middle():
    options = ("--output", "my images")

    assert correction_frame("x.py", options, "posix") == ("python x.py --correct", "--output 'my images'")
    assert correction_frame("x.py", options, "windows") == ("python x.py --correct", '--output "my images"')
    assert correction_frame("x.py", (), "posix")[1] == ""


def test_windows_knows_double_quotes():
    command = redraw_command("x.py", (1, 1), ("--output", "my images"), subprocess.list2cmdline)

    assert command.endswith('--output "my images"')


def test_the_script_is_called_from_where_the_run_was_started():
    assert script_path(SCRIPT.parent) == "generate_scene_images.py"
    assert (SCRIPT.parent / "tests" / Path(script_path(SCRIPT.parent / "tests"))).resolve() == SCRIPT.resolve()
