import pytest

from errors import UsageError
from sdxl.loras import LoraChoice
from sdxl.models import ModelChoice
from workspace.settings import Settings, finding_again, list_files, remember_files, without_folders


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


@pytest.mark.parametrize("model", ["sdxl", "owner/name", "owner/name/file.safetensors:1.0", "none"])
def test_presets_and_hub_ids_stay_as_they_are(model):
    assert without_folders({"model": model, "lora": [model]}) == {"model": model, "lora": [model]}


def test_the_log_remembers_where_files_lay_the_latest_last(ink):
    figures = [{"files": {ink.name: "/old"}}, {}, {"files": None}, {"files": {ink.name: str(ink)}}]

    assert remember_files(figures) == {ink.name: str(ink)}


def test_only_local_files_are_listed(ink):
    choice = ModelChoice("m", "file", str(ink), "ink 1 a", 1, 1.0, "euler")
    settings = Settings("m", choice, 1, 1.0, 64, 64, "x", loras=(LoraChoice("owner/name/l.safetensors", "l"),))

    assert list_files(settings) == {ink.name: str(ink)}


def resolve(text):
    if text.startswith("/"):
        return text
    raise UsageError(text)


def test_a_bare_name_is_found_where_the_log_says(ink):
    find = finding_again(resolve, {ink.name: str(ink)})

    assert find(ink.name) == str(ink)
    assert find(f"{ink.name}:0.5") == f"{ink}:0.5"
    assert find("/there") == "/there"


@pytest.mark.parametrize("known", [{}, {"ink.safetensors": "/gone/ink.safetensors"}])
def test_what_is_nowhere_is_said(known):
    with pytest.raises(UsageError):
        finding_again(resolve, known)("ink.safetensors")
