"""Pictures and prompt files in a folder are told from another novel's."""

import shutil

import pytest

import generate_scene_images
from workspace.book_traces import has_book, has_traces, identities_in
from workspace.request import read_defaults

DEFAULTS = read_defaults()
STORY = "# One\n\nEmma read a long letter at her desk in the office, and the rain ran down the window all that day.\n"
OTHER = "# One\n\nJonas rowed out alone before dawn, and nobody on the shore saw which way the small boat had gone.\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (("mine", STORY), ("other", OTHER), ("edited", STORY.replace("long ", ""))):
        (folder / name).mkdir()
        (folder / name / "one.md").write_text(text, encoding="utf-8")
    argv = ("--engine", "storyboard", "--width", "64", "--height", "64", "--quiet")
    places = [f"--{key}={folder / value}" for key, value in (("output", "images"), ("prompts", "prompt_cache"))]
    assert generate_scene_images.main([*argv, *places, f"--logs={folder / 'logs'}", f"--novel={folder / 'mine'}"]) == 0
    return folder


@pytest.mark.parametrize("gone", ["", "images", "prompt_cache"])
@pytest.mark.parametrize(("novel", "expected"), [("mine", True), ("edited", True), ("other", False), ("none", False)])
def test_whose_they_are(desk, tmp_path, gone, novel, expected):
    for folder in ("images", "prompt_cache"):
        if folder != gone:
            shutil.copytree(desk / folder, tmp_path / folder)

    folders = [tmp_path / "images", tmp_path / "prompt_cache"]
    assert has_traces(folders)
    assert has_book(folders, desk / novel, DEFAULTS) is expected


def test_an_empty_folder_and_strangers_files_are_nobodys(tmp_path):
    folders = [tmp_path / "images"]
    assert not has_traces(folders)
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "cat.png").write_bytes(b"no picture")

    assert has_traces(folders)
    assert identities_in(folders, DEFAULTS.limits) == {}
