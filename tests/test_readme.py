"""README_IMAGE_GEN.md promises what the program does: options, settings and libraries are read from the code."""

import re
from pathlib import Path

import house
import pytest

import config
import records
from manuscript.parsing import parse_file
from publish.arguments import make_parser as make_book_parser
from scene_parser import read_novel
from workspace.arguments import make_parser
from workspace.request import read_defaults
from workspace.status import STATUSES

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "README_IMAGE_GEN.md").read_text(encoding="utf-8")
OPTIONS = MANUAL.split("## Every option")[1].split("\n## ")[0]
BOOK = MANUAL.split("## The book")[1].split("\n## ")[0]
KEPT = MANUAL.split("## How a manuscript may be kept")[1].split("\n## ")[0]
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


@pytest.mark.parametrize("mark", re.findall(r"`([^`]+)`", KEPT.split("**A new scene**")[1].split("\n\nor under")[0]))
def test_every_scene_break_of_the_manual_is_one(mark):
    text = f"# A\n\nShe went into the house.\n\n{mark}\n\nHe waited by the river."

    assert len(parse_file(text).chapters[0].scenes) == 2


@pytest.mark.parametrize("form", re.findall(r"`([^`]+)`", KEPT.split("stays in, whole**")[1].split("\n\n")[0]))
def test_every_form_of_the_manual_that_stays_in_is_read(form):
    (scene,) = parse_file(f"# A\n\nShe went into the house.\n\n{form}\n\nHe waited by the river.").chapters[0].scenes
    words = set(
        re.findall(r"[A-Za-z]{4,}", re.sub(r"\\\w+|\{[.:]\w+\}|\[!\w+\]|smallcaps|dice-roll|letter\}|block$", "", form))
    )

    assert not words - set(re.findall(r"\w+", scene.text)) - {"Mara"}


def test_the_folder_that_the_manual_shows_is_read_as_it_says(tmp_path):
    rows = re.findall(r"^      (\S.*?)  +(\S.*)$", KEPT, re.MULTILINE)
    texts = {"01-the-ferry.md": "She went into the house.", "02-snow.md": "He waited by the river."}
    for names, _ in rows:
        for name in re.split(r" {2,}", names):
            path = tmp_path / name / "mara.md" if name.endswith("/") else tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(texts.get(path.name, f"About {name}."), encoding="utf-8")
    (tmp_path / "SUMMARY.md").write_text("- [Snow](02-snow.md)\n- [The Ferry](01-the-ferry.md)\n", encoding="utf-8")
    told = [names for names, what in rows if "chapter " in what and "no chapter" not in what]

    assert told == ["01-the-ferry.md", "02-snow.md"]
    assert [chapter.file for chapter in read_novel(tmp_path).chapters] == told[::-1], "as the list says"


@pytest.mark.parametrize("form", re.findall(r"`(#.*?)`", KEPT.split("**Titles.**")[1].split("all are")[0])[:3])
def test_the_forms_of_a_title_in_the_manual(form):
    (chapter,) = parse_file(f"{form}\n\nShe went into the house.", one_chapter=True).chapters

    assert (chapter.number, chapter.title) == (2, "Snow")


@pytest.mark.parametrize("name", ["README.md", "README_IMAGE_GEN.md"])
def test_the_two_commands_stand_as_they_are_run(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    light = text.index("    pip install -r requirements-storyboard.txt && python generate_scene_images.py\n")
    assert light < text.index("    pip install -r requirements.txt && python generate_scene_images.py\n")
    assert "    pip install -r requirements.txt -r requirements-dev.txt && python -m pytest\n" in text


def test_ci_runs_the_readmes_test_command():
    assert "pip install -q -r requirements.txt -r requirements-dev.txt && python -m pytest" in (
        (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    )


def requirements(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [re.match(r"[\w-]+", line)[0] for line in lines if line and line[0] not in "#-"]


LISTS = ("requirements-storyboard.txt", "requirements.txt", "requirements-xformers.txt")
EVERY_LIBRARY = [library for name in LISTS for library in requirements(name)]


@pytest.mark.parametrize("library", EVERY_LIBRARY)
def test_every_dependency_has_its_reason(library):
    assert re.search(rf"^\| {library} \| \S", LIBRARIES, re.MULTILINE)


@pytest.mark.parametrize("library", requirements("requirements-dev.txt"))
def test_every_tool_has_its_reason(library):
    assert library in LIBRARIES


def test_the_manual_gives_no_reason_for_a_library_that_is_not_required():
    named = set(re.findall(r"^\| ([\w-]+) \|", LIBRARIES, re.MULTILINE)) - {"library"}

    assert named == set(EVERY_LIBRARY)


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


# --- How the program is built ---------------------------------------------------------------------------------------

CHAPTER = MANUAL.split("## How the program is built")[1].split("\n## ")[0]
FIRST, FLOW, FLOORS, WHERE, ROOMS = re.split(r"\n### .*\n", CHAPTER)[1:]


def named_modules(text):
    return [f"{name}" for name in re.findall(r"^\| `(\w+)\.py` \| \S", text, re.MULTILINE)]


def test_the_first_page_is_told_as_it_is():
    assert sorted(named_modules(FIRST)) == sorted(house.FIRST_PAGE)


@pytest.mark.parametrize("package", sorted(house.PACKAGES))
def test_every_module_of_a_room_is_told_once(package):
    told = named_modules(re.split(rf"\*\*`{package}/`\*\*", ROOMS)[1].split("\n**")[0])
    there = [path.stem for path in (ROOT / package).glob("*.py") if path.stem != "__init__"]

    assert sorted(told) == sorted(there)


def test_the_records_that_flow_are_there():
    told = {
        name for row in FLOW.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1] if "|" in row else "")
    }

    assert {"Novel", "Scene", "SceneReading", "ScenePrompt", "RenderJob", "Drawn"} <= told
    assert all(hasattr(records, name) for name in told)


def test_the_floors_are_those_that_the_checks_keep():
    drawn = re.findall(r"^ {4}(\d)  (.+)$", FLOORS, re.MULTILINE)
    told = {int(number): set(re.split(r" \| |, ", names)) for number, names in drawn}

    assert told == {0: set(house.GROUND)} | {number: set(floor) for number, floor in enumerate(house.FLOORS, 1)}
    assert set(re.findall(r"^ {7}(.+?) {5}the doors$", FLOORS, re.MULTILINE)[0].split()) == set(house.DOORS)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_]+/[\w/.]*|\w+\.py)`", FIRST + FLOW + FLOORS + WHERE))))
def test_every_file_that_the_chapter_sends_to_is_there(path):
    assert (ROOT / path).exists()
