"""The house keeps its plan: the first page, one way down, no circle, nothing too long, tests that stand like the code.

import-linter checks the packages in `.ci/run`; what it cannot see is checked here.
The plan stands in README_IMAGE_GEN.md, "How the program is built".
"""

import ast
import subprocess

import house
import pytest
from house import FIRST_PAGE, PACKAGES, ROOT, Module

HOUSE = house.read_house()
MAY_IMPORT_CONFIG = {"pipeline", "workspace.request"}  # and the tools
BESIDE_CODE = {"chapters", "docs", "images", "logs", "prompt_cache", "tests", "vocabulary"}

# Modules without a test file of their own name: the file that tests them, and why it does.
TESTED_ELSEWHERE = {
    "__main__": ("test_installed.py", "it is what runs where pip installed the program"),
    "english.lexicon_grammar": ("english/test_lexicon.py", "fields without a function: every one is walked there"),
    "english.lexicon_manuscript": ("english/test_lexicon.py", "the same"),
    "english.lexicon_people": ("english/test_lexicon.py", "the same"),
    "english.lexicon_prompts": ("english/test_lexicon.py", "the same"),
    "english.lexicon_scenes": ("english/test_lexicon.py", "the same"),
    "pipeline": ("test_generate_scene_images.py", "the run is tried as the command runs it"),
    "publish.book_settings": ("publish/test_arguments.py", "records that its command line fills"),
    "sdxl.options": ("sdxl/test_engine.py", "a record whose every field the engine is tried with"),
    "storyboard.looks": ("storyboard/test_people.py", "records that words are read into there"),
    "workspace.run_settings": ("workspace/test_request.py", "records that the command line fills"),
}


def tracked():
    """Name what a fresh clone holds; None outside of one."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return listed.stdout.splitlines() if listed.returncode == 0 and listed.stdout else None


def test_the_first_page_is_the_plan():
    files = tracked()
    if files is None:
        pytest.skip("not in a clone: what lies beside the code is the author's own")
    top = {name.partition("/")[0] for name in files if not name.startswith(".")}

    assert {name[:-3] for name in top if name.endswith(".py")} == FIRST_PAGE
    assert {name for name in top if "." not in name} == PACKAGES | BESIDE_CODE


def test_a_package_is_one_docstring_and_one_level():
    for package in PACKAGES:
        doc, *more = ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8")).body
        assert isinstance(doc, ast.Expr)
        door = ["import doorstep", "doorstep.stop_where_lacking()"]  # only the tools are run by themselves
        assert [ast.unparse(line) for line in more] == (door if package == "tools" else [])
        assert not [file for file in (ROOT / package).glob("*/**/*.py") if "__pycache__" not in file.parts]


def test_every_import_runs_down():
    assert house.imports_upward(HOUSE) == []


def test_no_module_reaches_itself():
    assert house.circles(HOUSE) == []


def test_config_is_read_at_the_door_and_handed_down():
    readers = {module.name for module in HOUSE.values() if "config" in house.imports_of(module, HOUSE)}

    assert {name for name in readers if not name.startswith("tools.")} <= MAY_IMPORT_CONFIG


def test_the_command_lines_namespace_stops_at_the_door():
    seeing = house.sees_arguments(HOUSE)

    assert 0 < len(seeing) <= 3, seeing
    assert len({name.rpartition(".")[0] for name in seeing}) <= 3


def test_nothing_is_longer_than_one_can_hold_in_mind():
    assert house.too_long(HOUSE) == []


def test_no_fragment_stands_alone():
    assert house.fragments(HOUSE) == []


def test_a_class_name_means_one_thing():
    assert house.classes_of_one_name(HOUSE) == []


def test_every_module_has_its_tests():
    for name in (name for name in HOUSE if not name.endswith("__init__")):
        package, _, module = name.rpartition(".")
        own = ROOT / "tests" / package / f"test_{module}.py"
        elsewhere, reason = TESTED_ELSEWHERE.get(name, ("", ""))

        assert own.exists() != bool(elsewhere), f"{name} has no test file of its name" if not own.exists() else reason
        assert not elsewhere or (ROOT / "tests" / elsewhere).exists()


def test_every_test_file_has_its_module():
    files = sorted((ROOT / "tests").glob("*/test_*.py"))
    assert [f"{file}" for file in files if f"{file.parent.name}.{file.stem.removeprefix('test_')}" not in HOUSE] == []


# --- The checks themselves ------------------------------------------------------------------------------------------


def made_up(**texts):
    return {
        name: Module(name, text) for name, text in ((key.replace("__", "."), value) for key, value in texts.items())
    }


@pytest.mark.parametrize(
    ("importer", "imported", "is_fault"),
    [
        ("reading__weather", "english__cues", False),
        ("reading__weather", "cast__members", False),
        ("english__cues", "reading__weather", True),
        ("reading__weather", "storyboard__sky", True),
        ("cast__members", "manuscript__files", True),
        ("reading__weather", "scene_reader", True),
        ("workspace__plan", "prompt_generator", False),
        ("workspace__plan", "pipeline", True),
        ("publish__epub", "workspace__plan", False),
        ("workspace__plan", "publish__epub", True),
        ("records", "errors", False),
        ("sdxl__check", "doorstep", False),
        ("generate_scene_images", "doorstep", False),
        ("doorstep", "errors", True),
        ("errors", "records", True),
        ("records", "english__cues", True),
        ("scene_parser", "manuscript__files", False),
        ("scene_parser", "english__cues", False),
        ("scene_parser", "cast__members", True),
        ("image_generator", "workspace__plan", True),
        ("image_generator", "sdxl__engine", False),
        ("pipeline", "generate_scene_images", True),
        ("pipeline", "workspace__plan", False),
        ("tools__benchmark", "pipeline", False),
    ],
)
def test_which_way_is_down(importer, imported, is_fault):
    for text in (
        f"import {imported.replace('__', '.')}",
        f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from {imported.replace('__', '.')} import x",
        f"def f():\n    from {imported.replace('__', '.')} import x",
    ):
        faults = house.imports_upward(made_up(**{importer: text, imported: ""}))

        assert bool(faults) is is_fault


def test_a_submodule_is_seen_however_it_is_imported():
    texts = made_up(english__cues="from reading import weather", reading__weather="")

    assert house.imports_upward(texts) == ["english.cues imports reading.weather"]


def test_a_circle_is_seen():
    texts = made_up(
        cast__a="import cast.b", cast__b="def f():\n    import cast.c", cast__c="import cast.a", cast__d="import cast.a"
    )

    assert house.circles(texts) == [("cast.a", "cast.b", "cast.c")]


def test_what_is_too_long_is_seen():
    long_function = "def f():\n" + "    x = 1\n" * 40

    assert house.too_long(made_up(cast__a="x = 1\n" * 301)) == ["cast.a: 301 lines"]
    assert house.too_long(made_up(cast__a=long_function)) == ["cast.a.f: 41 lines"]
    assert house.too_long(made_up(cast__a="x = 1\n" * 300, cast__b="def f():\n" + "    x = 1\n" * 39)) == []


def test_a_fragment_is_seen():
    texts = made_up(cast__a="x = 1\n", cast__b="import cast.a\n" + "x = 1\n" * 40)

    assert house.fragments(texts) == ["cast.a: 1 lines for cast.b"]
    assert house.fragments(texts | made_up(cast__c="import cast.a\n" + "x = 1\n" * 40)) == []


def test_a_namespace_is_seen():
    texts = made_up(
        workspace__a="def f(x: int, args: Arguments): ...\ndef g() -> BookArguments: ...\ndef h(x: int): ..."
    )

    assert house.sees_arguments(texts) == ["workspace.a.f", "workspace.a.g"]


def test_two_classes_of_one_name_are_seen():
    assert house.classes_of_one_name(made_up(cast__a="class A: ...", reading__b="class A: ...\nclass B: ...")) == [
        "A: cast.a, reading.b"
    ]
