"""`pip install .`: one package with all it needs, two commands, and nothing bare in anybody's site-packages."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
from house import PACKAGES, ROOT

import config
import doorstep

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_CODE = ("tests", "docs", "chapters", "images", "logs", "prompt_cache", "build", "dist")
STORY = """# The Quay

Emma Hale stood on the quay in the rain and held a brass lantern.

---

In the kitchen, Josiah sat at the table and read the letter.
"""


def listed(name):
    """Give a requirements file's own lines, without those it includes."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def test_it_depends_on_the_light_list_and_sdxl_is_extra():
    assert PROJECT["project"]["dependencies"] == listed(doorstep.LIGHT)
    assert PROJECT["project"]["optional-dependencies"] == {"sdxl": listed(doorstep.FULL)}
    assert f"-r {doorstep.LIGHT}" in (ROOT / doorstep.FULL).read_text(encoding="utf-8").splitlines()


def test_the_light_list_has_no_torch():
    heavy = {"torch", "diffusers", "transformers", "accelerate", "safetensors"}

    assert not heavy & set(doorstep.read_requirements(doorstep.LIGHT))
    assert heavy <= set(doorstep.read_requirements(doorstep.FULL))


def test_every_package_is_installed_but_the_tools():
    inside = {f"novel_scenes.{package}" for package in PACKAGES - {"tools"}}

    assert set(PROJECT["tool"]["setuptools"]["packages"]) == {"novel_scenes", *inside}


def test_every_data_file_is_installed():
    told = {
        file
        for package, patterns in PROJECT["tool"]["setuptools"]["package-data"].items()
        for pattern in patterns
        for file in ROOT.joinpath(*package.split(".")[1:]).glob(pattern)
        if file.is_file()
    }
    there = {
        file
        for folder in (*PACKAGES - {"tools"}, "vocabulary")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".py"
    }

    assert there
    assert told == there | {ROOT / doorstep.LIGHT, ROOT / doorstep.FULL, ROOT / "requirements-xformers.txt"}


def test_the_version_is_that_of_config():
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "config.VERSION"}


def test_the_project_runs_by_its_folder_too(tmp_path):
    run = subprocess.run([sys.executable, ROOT, "--version"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run.stdout == f"novel-scenes {config.VERSION}\n"


# --- In a fresh environment -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A fresh environment into which pip installed a copy of the project, with the light list."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    ignored = shutil.ignore_patterns(".*", "*.egg-info", "__pycache__", "venv", *NOT_CODE)
    shutil.copytree(ROOT, source, ignore=ignored)
    venv.create(folder / "fresh", with_pip=True, symlinks=os.name != "nt")
    pip = [doorstep.python_of(folder / "fresh"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, source], check=True, env=clean_environment())
    shutil.rmtree(source)
    return folder / "fresh"


def clean_environment():
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))}


def run_installed(environment, command, cwd, *argv):
    """Run a command of the environment, as one does who never saw the repository."""
    words = [doorstep.python_of(environment).with_name(command), *argv]
    return subprocess.run(words, cwd=cwd, env=clean_environment(), capture_output=True, text=True, check=False)


@pytest.fixture
def novel(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "chapter_01.md").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_everything_lies_in_one_package(installed):
    (record,) = installed.rglob("[Ll]ib/**/novel_scenes-*.dist-info/RECORD")
    files = [line.partition(",")[0] for line in record.read_text(encoding="utf-8").splitlines()]
    tops = {file.partition("/")[0] for file in files}
    bare = {path.name.partition(".")[0] for path in record.parent.parent.iterdir()}

    assert record.parent.name == f"novel_scenes-{config.VERSION}.dist-info"
    assert tops == {"novel_scenes", record.parent.name, ".."}
    assert {Path(file).name for file in files if file.startswith("..")} == {"novel-scenes", "novel-book"}
    assert not bare & {"config", "tools", "records", "errors", "english", "workspace", "vocabulary", "__main__"}
    assert not bare & {"torch", "diffusers"}


@pytest.mark.slow
def test_a_novel_in_another_folder_is_drawn_and_made_a_book(installed, novel):
    drawn = run_installed(installed, "novel-scenes", novel)
    assert drawn.returncode == 0, drawn.stderr
    assert len(list((novel / "images").glob("chapter_01_scene_0[12]*.png"))) == 2
    assert "Engine: storyboard" in drawn.stdout + drawn.stderr
    assert "novel-scenes --scenes 1:2 --force" in (novel / "images" / "index.html").read_text(encoding="utf-8")

    again = run_installed(installed, "python", novel, "-m", "novel_scenes")
    assert "2 done. Nothing to draw." in again.stdout + again.stderr

    book = run_installed(installed, "novel-book", novel, "--title", "The Quay", "--author", "A. Writer")
    assert book.returncode == 0, book.stderr
    assert {path.suffix for path in (novel / "book").iterdir()} >= {".epub", ".html", ".md"}


@pytest.mark.slow
def test_all_but_sdxl_works_with_the_light_list(installed, novel):
    for argv in (
        ["--dry-run", "--json"],
        ["--check-cast"],
        ["--write-cast"],
        ["--takes", "2", "--scenes", "1:1"],
        ["--choose", "1:1=2"],
        ["--restyle", "Noir"],
        ["--gallery"],
    ):
        run = run_installed(installed, "novel-scenes", novel, *argv)
        assert run.returncode == 0, (argv, run.stderr)
    picture = min(novel.glob("images/chapter_01_scene_02*.png"))
    again = run_installed(installed, "novel-scenes", novel, "--reproduce", picture)
    assert again.returncode == 0, again.stderr


@pytest.mark.slow
def test_what_it_says_names_the_command_as_it_is_typed(installed, novel):
    for command in ("novel-scenes", "novel-book"):
        shown = run_installed(installed, command, novel, "--help").stdout
        assert shown.startswith(f"usage: {command}")
        assert f"\n  {command} " in shown
        assert not re.search(r"generate_scene_images\.py|make_illustrated_book\.py", shown)
        assert run_installed(installed, command, novel, "--version").stdout == f"novel-scenes {config.VERSION}\n"
    checked = run_installed(installed, "novel-scenes", novel, "--check")
    assert checked.stdout.splitlines()[-1].endswith("novel-scenes --dry-run")


@pytest.mark.slow
def test_without_a_novel_it_says_so_and_draws_no_sample(installed, tmp_path):
    for command in ("novel-scenes", "novel-book"):
        run = run_installed(installed, command, tmp_path)
        assert run.returncode == 2
        assert "--novel" in run.stderr
    assert not list(tmp_path.rglob("*.png"))


@pytest.mark.slow
def test_sdxl_says_what_to_install(installed, novel):
    run = run_installed(installed, "novel-scenes", novel, "--engine", "sdxl")

    assert run.returncode == 1
    assert "torch, diffusers, transformers, accelerate and safetensors are not installed" in run.stderr
    assert re.search(r"type `\S+ -m pip install -r \S+novel_scenes/requirements\.txt`", run.stderr)
