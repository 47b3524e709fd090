"""What the author's own settings name, and what a recipe names besides; nothing here opens what it does not know."""

from dataclasses import replace
from pathlib import Path

import pytest

from errors import UsageError
from records import Lora, RenderJob
from sdxl.loras import LoraChoice
from sdxl.models import ModelChoice
from workspace.named_files import (
    Names,
    Unnamed,
    choose_lora,
    choose_model,
    find_known,
    gather_names,
    list_unnamed,
)
from workspace.prompt_files import PromptFile
from workspace.remembered import Remembered
from workspace.request import make_settings, parse_arguments, read_defaults

DEFAULTS = read_defaults()
JOB = RenderJob("sdxl", "tiny 3 abc", "a", "b", 1, 2, 7.0, 64, 64, "euler", loras=(Lora("ink 5 def", 0.5),))
MODELS = {
    "other": ModelChoice("other", "file", "/o", "tiny 4 xyz", 1, 1.0, "euler"),
    "mine": ModelChoice("mine", "file", "/m", "tiny 3 abc", 1, 1.0, "euler", "/v", "vae 1 a"),
}
LORAS = {"ink:0.8": LoraChoice("/ink", "ink 5 def", 0.8), "x": LoraChoice("/x", "x 1 a")}


def find(names, loras=()):
    """Find what names stand for among those above; all others lead nowhere."""

    def find_in(table):
        def resolve(name):
            if name not in table:
                raise UsageError(name)
            return table[name]

        return resolve

    return find_known(Names(tuple(names), tuple(loras)), find_in(MODELS), find_in(LORAS))


def test_files_are_known_by_what_they_are_not_by_their_names():
    assert list_unnamed(JOB, find(["mine", "gone"], ["x", "ink:0.8"])) == []
    assert [one.name for one in list_unnamed(JOB, find(["other"], ["x"]))] == ["tiny 3 abc", "ink 5 def"]


def test_a_recipe_takes_the_authors_file_with_its_own_weight_and_vae():
    known = find(["mine"], ["ink:0.8"])

    assert (choose_lora(JOB.loras[0], known).location, choose_lora(JOB.loras[0], known).weight) == ("/ink", 0.5)
    assert (choose_model(JOB, known).location, choose_model(JOB, known).vae) == ("/m", "")
    assert choose_model(replace(JOB, vae="vae 1 a"), known).vae == "/v"


def test_what_the_author_does_not_name_can_only_be_the_hubs():
    choice = choose_model(replace(JOB, model="owner/name"), find([]))

    assert (choice.kind, choice.location, choice.vae) == ("hub", "owner/name", "")


@pytest.mark.parametrize(
    ("what", "name", "is_there"),
    [
        ("model", "owner/name", True),
        ("VAE", "owner/name", True),
        ("LoRA", "owner/name/sub/x.safetensors", True),
        ("LoRA", "owner/name", False),
        ("model", "owner/name/x.safetensors", False),
        ("model", "tiny 3 abc", False),
        ("model", ".", False),
        ("model", "tests/workspace", False),
        ("LoRA", "owner/name/../x.safetensors", False),
        ("LoRA", "owner/name//etc/x.safetensors", False),
        ("LoRA", "owner--x/name/x.safetensors", False),
        ("model", "", False),
        ("model", "x" * 5_000_000, False),
    ],
)
def test_only_names_of_the_hub_are_the_hubs(what, name, is_there, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    assert Unnamed(what, name, "").is_on_the_hub is is_there


def test_names_come_from_the_command_line_novel_toml_prompt_files_and_config(tmp_path, monkeypatch):
    (tmp_path / "novel.toml").write_text(
        'title = "x"\nmodel = "book/model"\nlora = "book/l/x.safetensors:0.5"\n', "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    settings = make_settings(
        parse_arguments(["--model", "given/model", "--lora", "g/l/x.safetensors"], "", DEFAULTS), DEFAULTS
    )
    files = [
        PromptFile(Path("a.toml"), {"model": "edited/model"}, None, Remembered({"lora": ["kept/l/x.safetensors"]}, {})),
        PromptFile(Path("b.toml")),
    ]
    names = gather_names(settings, files)

    assert names.models[:4] == ("given/model", "book/model", "edited/model", DEFAULTS.model)
    assert names.loras[:3] == ("g/l/x.safetensors", "book/l/x.safetensors:0.5", "kept/l/x.safetensors")
    assert set(DEFAULTS.presets.by_name) <= set(names.models)
