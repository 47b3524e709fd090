"""What the author's own settings name, and what a recipe names besides; nothing here opens what it does not know."""

from dataclasses import replace
from pathlib import Path

import pytest
from net_files import write_net

from errors import UsageError
from records import Lora, RenderJob
from sdxl.guide_nets import resolve_net
from sdxl.guides import Guide, Net, guide_of
from sdxl.loras import LoraChoice
from sdxl.models import ModelChoice
from workspace.identity import identify
from workspace.named_files import (
    Names,
    Unnamed,
    choose_lora,
    choose_model,
    choose_net,
    find_known,
    gather_names,
    list_unnamed,
    name_again,
    nets_of,
)
from workspace.picture_records import PictureRecord
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


# --- Networks of guides -----------------------------------------------------------------------------------------------

POSED = replace(JOB, guide=Guide(kind="pose", net=Net("mine_pose 3 abc", "openpose")).to_json())
UNION = replace(JOB, guide=Guide(kind="strong", net=Net("xinsir/controlnet-union-sdxl-1.0")).to_json())


@pytest.fixture
def net(tmp_path):
    """Write a network's file; gives its path, and a job that was guided by it."""
    path = write_net(tmp_path / "mine_pose.safetensors")
    return path, replace(
        JOB, guide=Guide(kind="pose", net=Net(resolve_net(str(path), "pose").identity, "sketch")).to_json()
    )


def know(*nets):
    return find_known(Names((), (), nets), refuse, refuse)


def refuse(name):
    raise UsageError(name)


def unnamed_nets(job, known):
    return [one for one in list_unnamed(job, known) if one.what == "network"]


def test_a_network_is_known_by_what_it_is(net):
    path, job = net
    choice = know((str(path), "pose")).nets[guide_of(job).net.name]

    assert unnamed_nets(job, know((str(path), "pose"))) == []
    assert unnamed_nets(job, know((str(path), "strong"), ("nowhere", "pose"))) != []
    assert choice.location == str(path)


def test_a_network_reads_what_the_recipe_says(net):
    path, job = net
    found = choose_net(*nets_of(job)[0], know((str(path), "pose")))

    assert (found.location, found.reads, found.use) == (str(path), "sketch", "pose")


def test_a_network_that_nobody_names_is_asked_about_where_the_hub_may_have_it():
    lacking = [unnamed_nets(job, know())[0] for job in (POSED, UNION)]

    assert [one.is_on_the_hub for one in lacking] == [False, True]
    assert lacking[0].remedy == "give that file with --guide-net"
    assert choose_net(*nets_of(UNION)[0], know()).location == "xinsir/controlnet-union-sdxl-1.0"


def test_the_networks_of_config_are_the_authors():
    names = gather_names(make_settings(parse_arguments(["--guide-net", "a/b"], "", DEFAULTS), DEFAULTS))

    assert {("openpose", "pose"), ("union", "strong"), ("plus-face", "ip-adapter"), ("a/b", "strong")} <= set(
        names.nets
    )


def test_a_take_names_the_network_that_the_author_has(net):
    path, job = net
    record = PictureRecord(1, 1, identify("x"), job, {"guide_net": f"{path.name}:sketch"})
    names = Names((), (), ((f"{path}:sketch", "pose"),))

    assert name_again(record, names, DEFAULTS.presets) == {"guide_net": f"{path}:sketch"}
    assert name_again(record, Names((), (), (("openpose", "pose"),)), DEFAULTS.presets) == {}


def test_a_job_without_a_guide_has_no_networks():
    assert nets_of(JOB) == []
    assert nets_of(replace(JOB, guide=Guide(kind="words").to_json())) == []
