"""A model's name found without torch: presets, folders, files and hub ids, and what is refused."""

import json
import subprocess
import sys

import pytest
import tiny_sdxl

import config
from errors import RenderError, UsageError
from sdxl.models import find_path, is_hub_id, locate, locate_vae, resolve_model, spell_preset
from workspace.request import read_defaults

MODULES = ("unet", "vae", "text_encoder", "text_encoder_2")


def resolve(name):
    return resolve_model(name, read_defaults().presets)


def make_folder(folder, suffix=".safetensors", class_name="StableDiffusionXLPipeline", content=b"weights"):
    for module in MODULES:
        (folder / module).mkdir(parents=True)
        (folder / module / f"model{suffix}").write_bytes(content)
    (folder / "model_index.json").write_text(json.dumps({"_class_name": class_name}))
    return folder


@pytest.mark.parametrize("name", config.PRESETS)
def test_a_preset_brings_its_settings(name):
    preset, choice = config.PRESETS[name], resolve(name)

    assert (choice.kind, choice.location, choice.identity) == ("hub", preset.model, preset.model)
    assert (choice.steps, choice.guidance, choice.scheduler) == (preset.steps, preset.guidance, preset.scheduler)
    assert (choice.vae, choice.vae_identity) == (preset.vae, preset.vae)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Lykon/dreamshaper-xl-1-0", id="plain"),
        pytest.param("cagliostrolab/animagine-xl-4.0", id="a version is no file ending"),
    ],
)
def test_a_hub_id_takes_the_default_settings_and_its_own_vae(name):
    choice = resolve(name)

    assert (choice.kind, choice.location, choice.identity, choice.vae) == ("hub", name, name, "")
    assert (choice.steps, choice.guidance) == (
        config.PRESETS[config.MODEL].steps,
        config.PRESETS[config.MODEL].guidance,
    )


def test_a_folder_is_known_by_name_size_and_digest_wherever_it_lies(tmp_path):
    here = resolve(str(make_folder(tmp_path / "a" / "novel-xl")))
    there = resolve(str(make_folder(tmp_path / "b" / "novel-xl")))

    assert (here.kind, here.location) == ("folder", str(tmp_path / "a" / "novel-xl"))
    assert here.identity == there.identity
    name, size, digest = here.identity.split()
    assert (name, int(size), len(digest)) == (
        "novel-xl",
        4 * 7 + (tmp_path / "a/novel-xl/model_index.json").stat().st_size,
        64,
    )


def test_other_weights_are_another_model(tmp_path):
    one = resolve(str(make_folder(tmp_path / "a" / "xl", content=b"weights")))
    other = resolve(str(make_folder(tmp_path / "b" / "xl", content=b"WEIGHTS")))

    assert one.identity != other.identity


def test_a_file_is_known_by_name_size_and_its_ends(tmp_path):
    """The digest of a file of three MiB covers the first and the last, as it is written in old pictures."""
    path = tmp_path / "checkpoint.safetensors"
    path.write_bytes(b"a" * 2**20 + b"b" * 2**20 + b"c" * 2**20)
    choice = resolve(str(path))

    assert (choice.kind, choice.location) == ("file", str(path))
    digest = "b2dfb1100da51b00394f4a62766d3196b49f2bae7feebd5f6acb707097dd0554"
    assert choice.identity == f"checkpoint.safetensors 3145728 {digest}"


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        pytest.param(lambda data: b"A" + data[1:], False, id="first byte"),
        pytest.param(lambda data: data[:-1] + b"C", False, id="last byte"),
        pytest.param(lambda data: data + b"c", False, id="longer"),
        pytest.param(lambda data: data[: 3 * 2**19] + b"B" + data[3 * 2**19 + 1 :], True, id="the middle is not read"),
    ],
)
def test_a_file_that_differs_at_its_ends_is_another_model(tmp_path, change, is_same):
    data = b"a" * 2**20 + b"b" * 2**20 + b"c" * 2**20
    path = tmp_path / "m.safetensors"
    path.write_bytes(data)
    before = resolve(str(path)).identity
    path.write_bytes(change(data))

    assert (resolve(str(path)).identity == before) is is_same


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("sdlx", ['"sdlx"', 'did you mean "sdxl"?', "quality"], id="misspelt preset"),
        pytest.param("nothing-like-it", ["sdxl, quality", "owner/name"], id="unknown word"),
        pytest.param(
            "models/juggernaut.safetensors", ["juggernaut.safetensors", "no preset, folder or file"], id="file"
        ),
        pytest.param("./models/xl", ["./models/xl"], id="folder"),
        pytest.param("a/b/c", ["a/b/c"], id="too many slashes for a hub id"),
        pytest.param("C:\\models\\xl", ["C:\\models\\xl"], id="windows path"),
        pytest.param("", ['model ""'], id="empty"),
        pytest.param("x" * 5000, ["xxx"], id="longer than a path can be"),
        pytest.param("~nobody-of-this-name/xl", ["~nobody"], id="home of nobody"),
        pytest.param("owner/name.ckpt", ["owner/name.ckpt"], id="a pickle that is not there"),
        pytest.param("owner--x/name", ["owner--x/name"], id="two hyphens, which the hub forbids"),
        pytest.param("owner/na..me", ["owner/na..me"], id="two dots"),
        pytest.param("owner/name.git", ["owner/name.git"], id="a repository's address"),
        pytest.param("-owner/name", ["-owner/name"], id="a hyphen first"),
        pytest.param("owner/name.", ["owner/name."], id="a dot at the end"),
        pytest.param(f"owner/{'n' * 97}", ["nnn"], id="longer than the hub allows"),
    ],
)
def test_an_unknown_model_lists_what_there_is(name, words):
    with pytest.raises(UsageError) as caught:
        resolve(name)

    assert all(word in str(caught.value) for word in words), caught.value


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("https://huggingface.co/owner/name", "write it as --model owner/name"),
        ("owner/name.git", "write it as --model owner/name"),
        ("https://civitai.com/models/133005", "is an address of Civitai"),
        ("https://huggingface.co/owner/name/blob/main/x.safetensors", "`hf download owner/name x.safetensors`"),
        ("a/b..c", "is no preset, folder or file here"),
        ("a/na--me", "is no preset, folder or file here"),
    ],
)
def test_a_pasted_address_is_told_how_to_write(pasted, words):
    with pytest.raises(UsageError) as caught:
        resolve(pasted)

    assert words in str(caught.value)


def test_a_link_into_the_hubs_cache_keeps_its_name(tmp_path):
    """`hf download owner/name file` prints such a path; the file that it leads to is called by its digest."""
    blob = tmp_path / "blobs" / ("0" * 64)
    link = tmp_path / "snapshots" / "abc" / "xl_base.safetensors"
    for path in (blob, link):
        path.parent.mkdir(parents=True)
    blob.write_bytes(b"weights")
    link.symlink_to(blob)
    choice = resolve(str(link))

    assert choice.location == str(link)
    assert choice.identity.split()[0] == "xl_base.safetensors"
    with pytest.raises(UsageError, match="lies in the hub's cache without its name: give the link to it under"):
        resolve(str(blob))


def test_an_own_link_is_known_by_the_file_that_it_leads_to(tmp_path):
    (tmp_path / "xl-v10.safetensors").write_bytes(b"weights")
    (tmp_path / "current.safetensors").symlink_to("xl-v10.safetensors")

    assert resolve(str(tmp_path / "current.safetensors")).location == str(tmp_path / "xl-v10.safetensors")


def test_a_link_to_nothing_is_said(tmp_path):
    (tmp_path / "xl.safetensors").symlink_to(tmp_path / "gone")

    with pytest.raises(RenderError, match=r"xl\.safetensors is a link to .*gone, which is not there"):
        resolve(str(tmp_path / "xl.safetensors"))
    assert find_path(str(tmp_path / "xl.safetensors")) is None


def test_a_folder_that_may_not_be_looked_into_is_no_hub_id(monkeypatch):
    from pathlib import Path

    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refuse)

    with pytest.raises(RenderError, match=r"secret/xl: cannot be looked at \(Permission denied\); give yourself"):
        locate("secret/xl", read_defaults().presets)


@pytest.mark.parametrize("name", ["sdxl_vae.safetensors", "vaes/sdxl_vae.safetensors", "SDXL.SAFETENSORS"])
def test_a_vae_may_be_a_file_wherever_it_lies(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"weights")

    assert locate_vae(name) == locate_vae(str(path)) == str(path)


@pytest.mark.parametrize(
    ("vae", "words"),
    [
        ("vae.pt", "is no VAE that can be opened safely"),
        ("nowhere.safetensors", '"nowhere.safetensors" is no folder or .safetensors file here'),
        ("https://huggingface.co/owner/vae", "write it as vae = owner/vae"),
        ("a/b..c", "no hub id like owner/name"),
        ("gone.safetensors", "is a link to nothing.x, which is not there"),
    ],
)
def test_a_vae_that_is_none_is_said(tmp_path, monkeypatch, vae, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vae.pt").touch()
    (tmp_path / "gone.safetensors").symlink_to("nothing.x")

    with pytest.raises(RenderError) as caught:
        locate_vae(vae)
    assert words in str(caught.value)


def pickled_folder(folder):
    return make_folder(folder / "xl", suffix=".bin")


def pickled_vae(folder):
    model = make_folder(folder / "xl")
    (model / "vae" / "model.safetensors").rename(model / "vae" / "model.bin")
    return model


def without_unet(folder):
    model = make_folder(folder / "xl")
    (model / "unet" / "model.safetensors").unlink()
    return model


def dangling_unet(folder):
    model = without_unet(folder)
    (model / "unet" / "model.safetensors").symlink_to(folder / "blob")
    return model


def of_the_cache(folder):
    (folder / "models--owner--name" / "snapshots").mkdir(parents=True)
    return folder / "models--owner--name"


def broken_index(folder):
    model = make_folder(folder / "xl")
    (model / "model_index.json").write_text("{")
    return model


def file_named(name):
    def make(folder):
        (folder / name).write_bytes(b"x")
        return folder / name

    return make


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        pytest.param(
            pickled_folder, RenderError, ["pickled weights (unet, vae", "any code", ".safetensors"], id="pickles"
        ),
        pytest.param(pickled_vae, RenderError, ["pickled weights (vae)"], id="one pickle"),
        pytest.param(without_unet, RenderError, ["lacks", "unet", "fetch the model again"], id="no weights"),
        pytest.param(broken_index, RenderError, ["model_index.json", "fetch the model again"], id="broken index"),
        pytest.param(
            lambda folder: make_folder(folder / "flux", class_name="FluxPipeline"),
            RenderError,
            ['"FluxPipeline"', "Stable Diffusion XL"],
            id="another kind of model",
        ),
        pytest.param(lambda folder: folder, UsageError, ["no model_index.json"], id="some folder"),
        pytest.param(
            dangling_unet, RenderError, ["unet/model.safetensors is a link to", "not there"], id="a link gone"
        ),
        pytest.param(of_the_cache, UsageError, ["write it as --model owner/name"], id="the hub's cache"),
        pytest.param(file_named("old.ckpt"), RenderError, ["old.ckpt", "pickled"], id="pickled checkpoint"),
        pytest.param(file_named("OLD.CKPT"), RenderError, ["pickled"], id="in capitals"),
        pytest.param(file_named("m.gguf"), RenderError, ["weights quantised as GGUF", ".safetensors"], id="GGUF"),
        pytest.param(file_named("unet.ONNX"), RenderError, ["a model for ONNX"], id="ONNX"),
        pytest.param(file_named("model.zip"), RenderError, ["packed files"], id="packed"),
        pytest.param(file_named("notes.md"), UsageError, ["notes.md is no model"], id="some file"),
    ],
)
def test_what_cannot_be_loaded_is_refused_before_torch_is(tmp_path, make, kind, words):
    with pytest.raises(kind) as caught:
        resolve(str(make(tmp_path)))

    assert all(word in str(caught.value) for word in words), caught.value


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        (
            {"lora_unet_input_blocks_4_1_proj_in.lora_down.weight": (4, 4)},
            "m.safetensors is a LoRA: give it with --lora",
        ),
        ({"input_blocks.0.0.weight": (320, 4, 3, 3)}, "m.safetensors is a UNet alone, as ComfyUI keeps it"),
        ({"decoder.conv_in.weight": (512, 4, 3, 3)}, "m.safetensors is a VAE alone"),
        ({"controlnet_cond_embedding.conv_in.weight": (16, 3, 3, 3)}, "m.safetensors is a ControlNet"),
        ({"double_blocks.0.img_attn.qkv.weight": (9216, 3072)}, "m.safetensors is a model of the family FLUX"),
        ({"cat": (4, 768)}, "m.safetensors is a textual-inversion embedding"),
        ({}, "m.safetensors is a file without any tensor"),
    ],
)
def test_a_file_of_another_kind_is_refused_before_torch_is(tmp_path, shapes, words):
    path = tiny_sdxl.write_header(tmp_path / "m.safetensors", shapes)

    with pytest.raises(RenderError) as caught:
        resolve(str(path))
    assert str(caught.value).startswith(words)


def test_a_preset_with_an_unknown_scheduler_says_which_there_are(monkeypatch):
    monkeypatch.setitem(config.PRESETS, "mine", config.Preset("owner/name", 30, 7.0, scheduler="dmp++"))

    with pytest.raises(RenderError, match=r'"dmp\+\+" is unknown; .*dpm\+\+ 2m karras'):
        resolve("mine")


def test_a_model_is_found_without_torch():
    code = (
        "import sys\nfrom sdxl.models import resolve_model\nfrom workspace.request import read_defaults\n"
        "resolve_model('sdxl', read_defaults().presets)\nprint('torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lightning", "lightning"),
        ("Lightning", "lightning"),
        ("SD-XL", "sdxl"),
        ("owner/Lightning", "owner/Lightning"),
        ("lightening", "lightening"),
        ("", ""),
    ],
)
def test_a_preset_in_another_spelling(name, expected):
    assert spell_preset(name, read_defaults().presets) == expected


def test_a_folder_here_is_no_preset_in_another_spelling(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Lightning").mkdir()

    assert spell_preset("Lightning", read_defaults().presets) == "Lightning"
    assert spell_preset("lightning", read_defaults().presets) == "lightning"


@pytest.mark.parametrize(
    "text", ["owner/name", "o/n", "Owner_1/na.me-2", "_x/y", "owner/na_me", f"{'o' * 96}/{'n' * 96}"]
)
def test_what_the_hub_allows_is_a_hub_id_for_the_library_too(text):
    from huggingface_hub.utils import validate_repo_id

    validate_repo_id(text)
    assert is_hub_id(text)
