"""README_IMAGE_GEN.md promises what the program does: options, settings and libraries are read from the code."""

import re
from pathlib import Path

import pytest

import config
from publish.arguments import make_parser as make_book_parser
from workspace.arguments import make_parser
from workspace.plan import STATUSES
from workspace.request import read_defaults

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "README_IMAGE_GEN.md").read_text(encoding="utf-8")
OPTIONS = MANUAL.split("## Every option")[1].split("\n## ")[0]
BOOK = MANUAL.split("## The book")[1].split("\n## ")[0]
LIBRARIES = MANUAL.split("## Libraries")[1]


def long_options(parser=make_parser):
    return [
        option
        for action in parser("", read_defaults())._actions
        for option in action.option_strings
        if option[:2] == "--"
    ]


@pytest.mark.parametrize("option", long_options())
def test_every_option_is_in_the_manual(option):
    assert re.search(rf"`{option}\b", OPTIONS)


def test_the_manual_names_no_option_that_is_not_there():
    manual = MANUAL.replace(BOOK, "")
    ours = re.findall(r"generate_scene_images\.py([^`\n|]*)", manual) + re.findall(r"`(--[^`]*)`", manual)
    named = {option for text in ours for option in re.findall(r"--[a-z][a-z0-9-]*", text)}

    assert named - set(long_options()) <= {"--force-reinstall"}


def test_the_books_options_are_those_of_its_command():
    assert set(re.findall(r"--[a-z][a-z0-9-]*", BOOK)) == set(long_options(make_book_parser))


@pytest.mark.parametrize("name", ["README.md", "README_IMAGE_GEN.md"])
def test_the_two_commands_stand_as_they_are_run(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "    pip install -r requirements.txt && python generate_scene_images.py\n" in text
    assert "    pip install -r requirements.txt -r requirements-dev.txt && python -m pytest\n" in text


def test_ci_runs_the_readmes_test_command():
    assert "pip install -q -r requirements.txt -r requirements-dev.txt && python -m pytest" in (
        (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    )


def requirements(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [re.match(r"[\w-]+", line)[0] for line in lines if line and line[0] != "#"]


@pytest.mark.parametrize("library", requirements("requirements.txt") + requirements("requirements-xformers.txt"))
def test_every_dependency_has_its_reason(library):
    assert re.search(rf"^\| {library} \| \S", LIBRARIES, re.MULTILINE)


@pytest.mark.parametrize("library", requirements("requirements-dev.txt"))
def test_every_tool_has_its_reason(library):
    assert library in LIBRARIES


def test_the_manual_gives_no_reason_for_a_library_that_is_not_required():
    named = set(re.findall(r"^\| ([\w-]+) \|", LIBRARIES, re.MULTILINE)) - {"library"}

    assert named == {*requirements("requirements.txt"), *requirements("requirements-xformers.txt")}


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_explained(status):
    assert f"| `{status}` |" in MANUAL


@pytest.mark.parametrize("name", [name for name in vars(config) if name.isupper() and name != "VERSION"])
def test_every_setting_of_config_is_named(name):
    assert f"`{name}`" in MANUAL


def test_defaults_in_the_option_table_are_those_of_config():
    for option, default in (
        ("--novel PATH", config.NOVEL),
        ("--output DIR", config.IMAGES),
        ("--prompts DIR", config.PROMPTS),
        ("--logs DIR", config.LOGS),
        ("--cast FILE", config.CAST),
    ):
        row = next(line for line in OPTIONS.splitlines() if f"`{option}`" in line)
        assert row.endswith(f"default `{default}` |")


def test_the_changelog_tells_this_version():
    assert f"\n## {config.VERSION}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_pictures_in_the_readmes_are_there():
    for name in ("README.md", "README_IMAGE_GEN.md"):
        for target in re.findall(r"!\[[^]]*\]\(([^)]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / target).is_file()
