"""The same manuscript gives the same prompts, names and panels on every machine, whatever its conventions."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import house
import pytest

import config

ROOT = Path(__file__).parent.parent
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONUTF8": "1"}


def run(folder, novel, **environment):
    folder.mkdir()
    for argv in (["--dry-run", "--json"], ["--scenes", "1:1-2", "3:4", "--width", "320", "--height", "184"]):
        done = subprocess.run(
            [
                sys.executable,
                str(ROOT / "generate_scene_images.py"),
                "--novel",
                str(novel),
                "--engine",
                "storyboard",
                *argv,
            ],
            cwd=folder,
            env={**os.environ, **PLAIN, **environment},
            capture_output=True,
            check=True,
        )
        (folder / "shown.json").write_bytes(done.stdout or (folder / "shown.json").read_bytes())
    made = [folder / "shown.json", *sorted(folder.glob("images/*.png")), *sorted(folder.glob("prompt_cache/*.toml"))]
    return {path.name: path.read_bytes() for path in made}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    made = run(tmp_path_factory.mktemp("plain") / "desk", ROOT / config.NOVEL)
    assert len(made) == 7
    return made


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONHASHSEED": "1"}, id="another order of sets"),
        pytest.param({"PYTHONHASHSEED": "4242"}, id="yet another", marks=pytest.mark.slow),
        pytest.param(
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            id="a locale without UTF-8",
            marks=pytest.mark.slow,
        ),
        pytest.param({"TZ": "Pacific/Auckland"}, id="another time zone", marks=pytest.mark.slow),
    ],
)
@pytest.mark.slow
def test_the_machines_conventions_do_not_show(plain, tmp_path, environment):
    assert run(tmp_path / "desk", ROOT / config.NOVEL, **environment) == plain


@pytest.mark.slow
def test_line_ends_do_not_show(plain, tmp_path):
    novel = tmp_path / "chapters"
    novel.mkdir()
    for path in (ROOT / config.NOVEL).glob("*.md"):
        text = path.read_text(encoding="utf-8")
        (novel / path.name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert run(tmp_path / "desk", novel) == plain


def follows_a_set(node):
    """Whether a loop goes through what two sets or the keys of two tables share, in whatever order that has."""
    joined = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr)
    return joined and any(isinstance(part, ast.Attribute) and part.attr == "keys" for part in ast.walk(node))


def loops(module):
    """The loops of a module, but for those of which the outcome is sorted or a set."""
    sorting = [node for node in module.nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sorted"]
    sets = [node for node in module.nodes if isinstance(node, ast.SetComp)]
    settled = {id(inner) for node in (*sorting, *sets) for inner in ast.walk(node)}
    return [node for node in module.nodes if isinstance(node, ast.For | ast.comprehension) and id(node) not in settled]


def test_no_loop_goes_in_the_order_of_a_set():
    """What is added up or found first would differ from run to run."""
    modules = [module for module in house.read_house().values() if ".keys" in module.text]
    found = ((module.name, loop.iter) for module in modules for loop in loops(module))
    assert [(name, ast.unparse(through)) for name, through in found if follows_a_set(through)] == []
