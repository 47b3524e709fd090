"""An old Python, a missing package, a wrong environment: one sentence that says what to type, before anything else."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import night
import pytest
from house import COMMANDS, ROOT

import doorstep

# What an old Python must be able to read: the commands' own files, and this one.
READ_BY_ALL = ["doorstep.py", *(f"{command}.py" for command in COMMANDS)]
BESIDE_CODE = ("tests", "docs", "chapters", "images", "logs", "prompt_cache", "vocabulary", "__pycache__")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A folder that holds nothing but the program's lists, and is where we are."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / doorstep.LIGHT).write_text("# Light\nPyYAML>=6\nno-such-thing>=1,<2\nnor-this\n", encoding="utf-8")
    (tmp_path / doorstep.FULL).write_text(f"# Full\n-r {doorstep.LIGHT}\n\nno_heavy==1.0\n", encoding="utf-8")
    monkeypatch.setattr(doorstep, "HERE", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setattr(sys, "argv", ["draw.py", "--style", "ink wash"])
    monkeypatch.setattr(doorstep, "is_managed", lambda: False)
    monkeypatch.setattr(doorstep, "name_python", lambda: "python")
    return tmp_path


def make_environment(folder, version="3.12.1", modules=("yaml", "no_such_thing", "nor_this.py")):
    """Lay out what an environment looks like, without making one."""
    python = doorstep.python_of(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n", encoding="utf-8")
    for module in modules:
        (folder / "lib" / "python3.12" / "site-packages" / module).mkdir(parents=True)


# --- What an old Python reads ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READ_BY_ALL)
def test_every_python_3_can_read_the_first_lines(name):
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 7))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    notes = [one.annotation for node in functions for one in [*node.args.args, *node.args.kwonlyargs]]
    notes += [node.returns for node in functions]
    imported = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]

    assert "__future__" not in imported, "annotations from the future are no future of Python 3.6"
    assert all(isinstance(note, ast.Name | ast.Constant) for note in notes), "what is evaluated must be there"
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.NamedExpr | ast.Match)]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_door_comes_before_whatever_is_ours(name):
    imports = [
        node
        for node in ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    names = [node.names[0].name if isinstance(node, ast.Import) else node.module for node in imports]
    ours = [one for one in names if (ROOT / one.partition(".")[0]).is_dir() or (ROOT / f"{one}.py").exists()]

    assert ours[0] == "doorstep"


@pytest.mark.parametrize("script", ["generate_scene_images.py", "make_illustrated_book.py", "-m"])
def test_an_old_python_is_told_what_to_type(script):
    start = "runpy.run_module('tools.benchmark'" if script == "-m" else f"runpy.run_path({script!r}"
    old = f"import runpy, sys; sys.version_info = (3, 9, 6); sys.argv = [{script!r}, '--dry-run']"
    code = f"{old}; {start}, None, '__main__')"
    alone = {**os.environ, "PATH": ""}  # no other Python is tried
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=alone, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert run.stderr.startswith("This is Python 3.9, and the program needs 3.11 or newer")
    assert run.stderr.count("\n") == 1
    assert "type `" in run.stderr or "python.org" in run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize(
    ("environment", "newer", "words"),
    [
        pytest.param("3.12.1", ["python3.13"], "type `.venv/bin/python draw.py --style 'ink wash'`.", id="beside it"),
        pytest.param("3.10.1", ["python3.13"], "type `python3.13 draw.py --style 'ink wash'`.", id="on the machine"),
        pytest.param("", ["py", "-3"], "type `py -3 draw.py --style 'ink wash'`.", id="by Windows' launcher"),
        pytest.param("", [], "install one from python.org/downloads and type the same with it", id="nowhere"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the words are quoted for other shells")
def test_which_python_is_named(environment, newer, words, program, monkeypatch):
    monkeypatch.setattr(doorstep, "find_newer", lambda: newer)
    if environment:
        make_environment(program / ".venv", environment)

    said = doorstep.find_python_fault((3, 8))

    assert said.startswith("This is Python 3.8, and the program needs 3.11 or newer: ")
    assert words in said


def test_a_newer_python_is_tried_before_it_is_named(monkeypatch):
    monkeypatch.setattr(doorstep, "NEWER", (("no-python-of-this-name",), (sys.executable,)))
    assert doorstep.find_newer() == [sys.executable]

    monkeypatch.setattr(doorstep, "NEEDED", (99, 0))
    assert doorstep.find_newer() == []


# --- Packages -------------------------------------------------------------------------------------------------------


def test_here_nothing_is_missing():
    assert doorstep.find_fault() == ""
    assert len(doorstep.read_requirements(doorstep.LIGHT)) >= 8
    assert doorstep.list_missing(doorstep.LIGHT) == []


def test_every_package_of_the_lists_is_looked_for_under_the_name_it_is_imported_by():
    assert doorstep.list_missing(doorstep.FULL) == [], "this environment has them all"


@pytest.mark.usefixtures("program")
def test_the_full_list_is_the_light_one_and_more():
    assert doorstep.read_requirements(doorstep.LIGHT) == ["PyYAML", "no-such-thing", "nor-this"]
    assert doorstep.read_requirements(doorstep.FULL) == ["PyYAML", "no-such-thing", "nor-this", "no_heavy"]


@pytest.mark.parametrize(
    ("listed", "lack"),
    [
        ("no-such-thing>=1", "no-such-thing is not installed for this Python"),
        ("no-such-thing\nPyYAML\nnor-this", "no-such-thing and nor-this are not installed for this Python"),
        ("a-a\nb-b\nc-c", "a-a, b-b and c-c are not installed for this Python"),
    ],
)
def test_what_is_missing_is_named_with_the_line_to_type(listed, lack, program):
    (program / doorstep.LIGHT).write_text(listed, encoding="utf-8")

    assert doorstep.find_fault() == f"{lack}: type `python -m pip install -r requirements-storyboard.txt`."


def test_the_list_is_named_from_the_folder_where_we_are(program, tmp_path, monkeypatch):
    (tmp_path / "my book").mkdir()
    monkeypatch.chdir(tmp_path / "my book")

    assert str(program / doorstep.LIGHT) in doorstep.find_fault()


@pytest.mark.skipif(os.name == "nt", reason="laid out as elsewhere")
@pytest.mark.parametrize(
    ("folder", "version", "modules", "is_named", "why"),
    [
        (".venv", "3.12.1", ("yaml", "no_such_thing", "nor_this"), True, "beside the program"),
        ("venv", "3.11.0", ("yaml", "no_such_thing", "nor_this"), True, "by its other name"),
        (".venv", "3.9.2", ("yaml", "no_such_thing", "nor_this"), False, "its Python is too old"),
        (".venv", "3.12.1", ("yaml", "no_such_thing"), False, "it lacks one too"),
        ("elsewhere", "3.12.1", ("yaml", "no_such_thing", "nor_this"), False, "nobody would look there"),
    ],
)
def test_the_wrong_environment_is_told_the_right_one(folder, version, modules, is_named, why, program):
    make_environment(program / folder, version, modules)
    right = f"but the environment {folder} has them: type `{folder}/bin/python draw.py --style 'ink wash'`."

    assert doorstep.find_fault().endswith(right) is is_named, why


@pytest.mark.skipif(os.name == "nt", reason="laid out as elsewhere")
def test_an_environment_without_sdxl_is_not_named_for_sdxl(program):
    make_environment(program / ".venv")

    assert "but the environment .venv" in doorstep.find_fault(doorstep.LIGHT)
    assert doorstep.find_fault(doorstep.FULL).endswith("type `python -m pip install -r requirements.txt`.")


@pytest.mark.skipif(os.name == "nt", reason="laid out as elsewhere")
def test_the_active_environment_is_looked_at_first(program, monkeypatch):
    make_environment(program / ".venv")
    make_environment(program / "mine")
    monkeypatch.setenv("VIRTUAL_ENV", str(program / "mine"))

    assert "but the environment mine has them: type `mine/bin/python draw.py" in doorstep.find_fault()


@pytest.mark.parametrize(
    ("managed", "pip", "pipx", "words"),
    [
        (False, True, False, "python -m pip install -r requirements-storyboard.txt"),
        (False, False, False, "uv pip install --python"),
        (False, True, True, "pipx runpip novel-scenes install -r requirements-storyboard.txt"),
        (True, True, False, "python -m venv .venv && "),
    ],
)
def test_the_line_is_for_the_environment_in_use(managed, pip, pipx, words, program, monkeypatch):
    real = doorstep.importlib.util.find_spec
    monkeypatch.setattr(doorstep, "is_managed", lambda: managed)
    monkeypatch.setattr(
        doorstep.importlib.util, "find_spec", lambda name: None if name == "pip" and not pip else real(name)
    )
    monkeypatch.setattr(sys, "prefix", str(program))
    if pipx:
        (program / "pipx_metadata.json").touch()

    assert words in doorstep.install_line()
    assert doorstep.install_line().endswith("requirements-storyboard.txt")


def broken(name):
    return ImportError(f"cannot import name 'x' from {name!r}", name=name)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (broken("filelock"), "filelock cannot be used as it is installed here (cannot import name 'x'"),
        (broken("PIL._imaging"), "PIL cannot be used"),
        (ModuleNotFoundError("No module named 'mdurl'", name="mdurl"), "mdurl cannot be used"),
        (broken("workspace.plan"), ""),
        (broken("errors"), ""),
        (ImportError("of unknown name"), ""),
        (ValueError("something else"), ""),
    ],
)
def test_a_package_that_cannot_be_used_is_told_from_a_fault_of_ours(error, words):
    said = doorstep.explain_import(error)

    assert words in said
    assert bool(said) == bool(words)
    assert not said or "--force-reinstall -r " in said


# --- One package hidden from the commands ---------------------------------------------------------------------------

HIDING = """
import importlib.util, runpy, sys
hidden, sys.argv = set(sys.argv[1].split(",")), sys.argv[2:]

class Hidden:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

real = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name.partition(".")[0] in hidden else real(name, package)
sys.meta_path.insert(0, Hidden)
sys.path.insert(0, sys.argv[0].rpartition("/")[0])
runpy.run_path(sys.argv[0], run_name="__main__")
"""
PACKAGES = [doorstep.module_of(name) for name in doorstep.read_requirements(doorstep.LIGHT)]
slow_but_one = [pytest.param(name, marks=[] if name == "tokenizers" else pytest.mark.slow) for name in PACKAGES]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A book with pictures, which every command looks at before it begins."""
    folder = tmp_path_factory.mktemp("desk")
    night.write_novel(folder, night.BEGINNINGS[:1])
    assert night.run(folder) == 0
    return folder


def run_without(packages, cwd, *argv):
    words = [sys.executable, "-c", HIDING, packages, str(ROOT / argv[0]), *argv[1:]]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", slow_but_one)
@pytest.mark.parametrize(
    "command",
    [
        ("generate_scene_images.py", "--dry-run"),
        pytest.param(("generate_scene_images.py", "--watch"), marks=pytest.mark.slow),
        pytest.param(("generate_scene_images.py", "--init"), marks=pytest.mark.slow),
        pytest.param(("make_illustrated_book.py",), marks=pytest.mark.slow),
    ],
    ids=" ".join,
)
def test_a_package_that_is_missing_is_named_with_what_to_type(package, command, desk):
    run = run_without(package, desk, *command)

    assert (run.returncode, run.stdout) == (1, "")
    (name,) = [name for name in doorstep.read_requirements(doorstep.LIGHT) if doorstep.module_of(name) == package]
    assert run.stderr.startswith(f"{name} is not installed for this Python")
    assert run.stderr.endswith("`.\n")
    assert "type `" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("package", [*slow_but_one, pytest.param(",".join(PACKAGES), marks=pytest.mark.slow)])
def test_the_check_works_without_any_of_them(package, desk):
    run = run_without(package, desk, "generate_scene_images.py", "--check")

    assert (run.returncode, run.stderr) == (0, "")
    assert "!!  packages" in run.stdout
    assert run.stdout.startswith(("ok  Python", "!!  Python")), "and no library's own words before it"


# --- An environment with nothing in it ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A fresh environment without one package, and beside no other environment a copy of the program."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder / "none", with_pip=False, symlinks=os.name != "nt")
    shutil.copytree(ROOT, folder / "program", ignore=shutil.ignore_patterns(".*", "venv", "env", *BESIDE_CODE))
    return folder / "program"


def run_bare(program, cwd, *argv, **env):
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")} | env
    words = [doorstep.python_of(program.with_name("none")), *argv]
    return subprocess.run(words, cwd=cwd, env=clean, capture_output=True, text=True, check=False)


def test_the_check_needs_no_package(bare, tmp_path):
    run = run_bare(bare, tmp_path, bare / "generate_scene_images.py", "--check")

    assert (run.returncode, run.stderr) == (0, "")
    assert "!!  packages     markdown-it-py, mdit-py-plugins, tokenizers" in run.stdout
    assert "Pillow: not installed" in run.stdout
    assert "torch        not installed, and needed for SDXL only" in run.stdout
    assert "requirements-storyboard.txt" in run.stdout.splitlines()[-1], "the next thing to type"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("script", ["generate_scene_images.py", "make_illustrated_book.py"])
def test_a_run_says_what_to_install(script, bare, tmp_path):
    run = run_bare(bare, tmp_path, bare / script)

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("markdown-it-py, ")
    assert "tqdm, filelock and Pillow are not installed for this Python: type `" in run.stderr
    assert run.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_tool_says_what_to_install(bare):
    run = run_bare(bare, bare, "-m", "tools.contact_sheet")

    assert (run.returncode, run.stdout) == (1, "")
    assert "tqdm, filelock and Pillow are not installed for this Python: type `" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("script", ["generate_scene_images.py", "make_illustrated_book.py"])
def test_help_needs_no_package(script, bare, tmp_path):
    assert run_bare(bare, tmp_path, bare / script, "--help").stdout.startswith(f"usage: {script}")


@pytest.mark.skipif(os.name == "nt", reason="laid out as elsewhere")
def test_a_run_in_the_wrong_environment_is_told_the_right_one(bare, tmp_path):
    names = [doorstep.module_of(name) for name in doorstep.read_requirements(doorstep.LIGHT)]
    make_environment(tmp_path / "mine", modules=names)
    run = run_bare(bare, tmp_path, bare / "generate_scene_images.py", "--dry-run", VIRTUAL_ENV=str(tmp_path / "mine"))

    assert "but the environment mine has them: type `mine/bin/python " in run.stderr
    assert run.stderr.endswith("generate_scene_images.py --dry-run`.\n")


# --- How the program is run -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_installed", "program_name", "command", "text"),
    [
        (False, "draw.py", "python draw.py", "  python draw.py --x\n  python book.py"),
        (True, "novel-draw", "novel-draw", "  novel-draw --x\n  novel-book"),
    ],
)
def test_the_command_is_named_as_it_is_run(is_installed, program_name, command, text, program, monkeypatch):
    monkeypatch.setattr(doorstep, "COMMANDS", {"draw.py": "novel-draw", "book.py": "novel-book"})
    if is_installed:
        (program / "pyproject.toml").unlink()

    assert doorstep.is_installed() is is_installed
    assert doorstep.name_program("draw.py") == program_name
    assert doorstep.name_command("draw.py") == command
    assert doorstep.name_commands("  python draw.py --x\n  python book.py") == text


def test_the_python_of_an_active_environment_is_python(monkeypatch):
    folder = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", "")
    assert doorstep.name_python() == doorstep.show_path(Path(sys.executable))

    monkeypatch.setenv("PATH", folder)
    assert doorstep.name_python() in ("python", "python3", doorstep.show_path(Path(sys.executable)))


def test_the_commands_are_those_that_pip_installs():
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]

    assert list(doorstep.COMMANDS) == [f"{command}.py" for command in COMMANDS]
    assert list(doorstep.COMMANDS.values()) == list(scripts)
