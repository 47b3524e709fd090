"""Files that settings name: without folders for a picture, with them for a prompt file, found again by the log."""

import hashlib

import pytest
from net_files import write_net

from errors import UsageError
from sdxl.guide_nets import resolve_net
from sdxl.loras import resolve_lora
from workspace.setting_files import find_nets_again, finding_again, remember_files, with_folders, without_folders


@pytest.fixture
def ink(tmp_path):
    path = tmp_path / "ink.safetensors"
    path.write_bytes(b"x")
    return path


def test_a_picture_names_files_without_their_folder(ink, tmp_path):
    given = {"model": str(ink), "lora": [f"{ink}:0.8", str(ink)], "steps": 40}

    assert without_folders(given) == {
        "model": "ink.safetensors",
        "lora": ["ink.safetensors:0.8", "ink.safetensors"],
        "steps": 40,
    }
    assert str(tmp_path) in str(given), "the options themselves stay"


def test_a_prompt_file_names_them_with_it(ink, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft").mkdir()
    (tmp_path / "none").mkdir()
    given = {"model": "draft", "lora": ["ink.safetensors:0.8", "./ink.safetensors", "none"], "steps": 40}
    whole = {**given, "lora": [f"{ink.resolve()}:0.8", str(ink.resolve()), "none"]}

    assert with_folders(given, ["draft"]) == whole, "a preset is no folder"
    assert with_folders(given) == {**whole, "model": str((tmp_path / "draft").resolve())}


@pytest.mark.parametrize("model", ["sdxl", "owner/name", "owner/name/file.safetensors:1.0", "none"])
def test_presets_and_hub_ids_stay_as_they_are(model, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert without_folders({"model": model, "lora": [model]}) == {"model": model, "lora": [model]}
    assert with_folders({"model": model, "lora": [model]}) == {"model": model, "lora": [model]}


INK = f"ink.safetensors 1 {hashlib.sha256(b'xx').hexdigest()}"  # first and last MiB of "x"


def test_the_log_remembers_where_files_lay_the_latest_last(ink):
    figures = [{"files": {INK: "/old/ink.safetensors"}}, {}, {"files": None}, {"files": {INK: str(ink)}}]

    assert remember_files(figures) == {ink.name: (str(ink), INK)}


@pytest.mark.parametrize(
    ("figure", "known"),
    [
        pytest.param({"model": INK, "files": {"ink.safetensors": "/old/ink.safetensors"}}, True, id="0.4.0, a model"),
        pytest.param({"files": {"ink.safetensors": "/old/ink.safetensors"}}, False, id="0.4.0, a LoRA: no digest"),
        pytest.param({"files": {INK: "/old/other.safetensors"}}, False, id="a path of another name"),
        pytest.param({"files": {INK: 5}}, False, id="no path"),
        pytest.param({"model": 5, "files": [INK]}, False, id="no table"),
        pytest.param({"files": {"owner/name": "owner/name"}}, False, id="a hub id"),
    ],
)
def test_the_log_counts_with_name_and_digest_alone(figure, known):
    assert bool(remember_files([figure])) is known


def test_a_bare_name_is_found_where_the_log_says(ink):
    find = finding_again(resolve_lora, lambda: {ink.name: (str(ink), INK)})

    assert find(ink.name).location == str(ink)
    assert (find(f"{ink.name}:0.5").location, find(f"{ink.name}:0.5").weight) == (str(ink), 0.5)
    assert find(str(ink)).identity == INK


def test_the_log_is_not_asked_for_what_is_found(ink):
    def ask():
        raise AssertionError

    assert finding_again(resolve_lora, ask)(str(ink)).identity == INK


@pytest.mark.parametrize(
    ("place", "identity"),
    [
        pytest.param("/gone/ink.safetensors", INK, id="gone"),
        pytest.param("{ink}", INK.replace(" 1 ", " 2 "), id="another file is there"),
        pytest.param("{ink}", "", id="nobody knows what it was"),
    ],
)
def test_what_is_nowhere_is_said(ink, place, identity):
    with pytest.raises(UsageError):
        finding_again(resolve_lora, lambda: {ink.name: (place.format(ink=ink), identity)})("ink.safetensors")
    with pytest.raises(UsageError):
        finding_again(resolve_lora, dict)("ink.safetensors")


@pytest.fixture
def sketch(tmp_path):
    """Write the file of a network that reads sketches."""
    return write_net(tmp_path / "ink_sketch.safetensors")


def test_networks_are_named_like_other_files(sketch, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = {"guide_net": f"{sketch.name}:sketch", "likeness_net": "plus-face"}

    assert with_folders(given) == {**given, "guide_net": f"{sketch.resolve()}:sketch"}
    assert without_folders(with_folders(given)) == given


def test_a_network_is_found_where_the_log_says_for_its_use(sketch):
    identity = resolve_net(str(sketch), "pose").identity
    find = find_nets_again(lambda: {sketch.name: (str(sketch), identity)})

    assert find(f"{sketch.name}:lineart", "pose").location == str(sketch)
    assert find(f"{sketch.name}:lineart", "pose").reads == "lineart"
    with pytest.raises(UsageError):
        find(sketch.name, "strong")
