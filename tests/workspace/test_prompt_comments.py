"""Which words of a prompt file are the author's, beside its values."""

import pytest

from workspace.generated import Chosen, Generated
from workspace.identity import identify
from workspace.prompt_changes import write_choice, write_chosen, write_keep, write_prompt_file, write_remembered
from workspace.prompt_comments import has_own_text
from workspace.remembered import Remembered

OWN = Generated("ink, a woman", "blurry", 77, identify("Emma read."), cast={"Emma": "ab"})


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "chapter_01_scene_02.toml"
    write_prompt_file(path, OWN, Remembered({"steps": 40, "lora": ["a.safetensors:1"]}, {"steps": 3}))
    return path


@pytest.mark.parametrize(
    ("old", "new", "is_hers"),
    [
        pytest.param("", "", False, id="as the program writes it"),
        pytest.param("\n", "\r\n", False, id="with the line ends of Windows"),
        pytest.param("seed = 77", "seed=77  ", False, id="blanks are no words"),
        pytest.param("\n\n", "\n\n\n\n", False, id="nor are empty lines"),
        pytest.param("model, keep. Delete", "model. Delete", False, id="the comment of an earlier version"),
        pytest.param("# Chapter 01 scene 02.", "# Chapter 12 scene 7.", False, id="the title of an earlier number"),
        pytest.param("# Chapter", "# My Chapter", True, id="a title of hers"),
        pytest.param("seed = 77", "seed = 77  # lucky", True, id="a comment behind a value"),
        pytest.param("seed = 77", "seed = 77\n# lucky", True, id="a comment between"),
        pytest.param("[generated]", "[generated] # ?", True, id="a comment behind a table"),
        pytest.param("shot = ", "# ?\nshot = ", True, id="a comment in the program's table"),
        pytest.param("shot = ", "note = 1\nshot = ", True, id="a key in the program's table"),
        pytest.param("seed = 77", "seed = 77\nnote = 1", True, id="a key above"),
        pytest.param("[generated]", "[notes]\n\n[generated]", True, id="a table, and be it empty"),
        pytest.param("[generated]", "[scene]\n# the van\n\n[generated]", True, id="a table of corrections to come"),
        pytest.param("[generated]", "[[generated]]", True, id="what is no table of the program's"),
        pytest.param("seed = 77", "seed =", True, id="what does not parse"),
    ],
)
def test_what_is_hers(path, old, new, is_hers):
    text = path.read_text("utf-8")
    assert old in text

    assert has_own_text(text.replace(old, new, 1 if old.strip() else -1)) is is_hers


def test_what_commands_write_is_not(path):
    write_choice(path, Chosen("a", ""), 77, None)
    write_keep(path, keep=True)
    write_keep(path, keep=False)
    write_chosen(path, Chosen("a", "b"))
    write_remembered(path, Remembered({"steps": 41}, {}))

    assert not has_own_text(path.read_text("utf-8"))
