"""Single values changed in a prompt file: the rest stays, to the byte."""

import pytest

from workspace.generated import Chosen, Generated
from workspace.identity import identify
from workspace.prompt_changes import (
    write_chosen,
    write_keep,
    write_memory,
    write_prompt_file,
    write_remembered,
    write_seed,
)
from workspace.prompt_files import read_prompt_file
from workspace.remembered import Remembered
from workspace.request import read_defaults

OWN = Generated("ink, a woman", "blurry", 77, identify("Emma read."))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "chapter_01_scene_02.toml"
    write_prompt_file(path, OWN)
    path.write_bytes(path.read_bytes().replace(b"seed = 77\n\n", b"seed = 77  # mine\nsteps = 40\n\n", 1))
    return path


CHANGES = {
    "seed": lambda path: write_seed(path, 5),
    "keep": lambda path: write_keep(path, keep=True),
    "memory": lambda path: write_memory(path, {"shot": "wide shot"}),
    "remembered": lambda path: write_remembered(path, Remembered({"steps": 12}, {"steps": 40})),
    "chosen": lambda path: write_chosen(path, Chosen("a", "b")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "with a byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["", "with line ends of Windows"])
def test_all_else_stays_to_the_byte(path, change, mark, end):
    path.write_bytes(mark + path.read_bytes().replace(b"\n", end))
    before = path.read_bytes()
    change(path)
    after = path.read_bytes()

    lines = [line for line in before.split(end) if not line.startswith((b"seed", b"shot ="))]
    assert after != before
    assert after.startswith(mark)
    assert [line for line in lines if line not in after.split(end)] == []
    assert after.count(b"\n") == after.count(end)
    assert b"# mine" in after
    assert b"steps = 40" in after


def test_what_is_changed_is_read_back(path):
    for change in CHANGES.values():
        change(path)
    file = read_prompt_file(path, read_defaults().limits)

    assert file.edits == {"seed": 5, "steps": 40}
    assert file.keep
    assert file.generated.shot.name == "wide shot"
    assert file.remembered == Remembered({"steps": 12}, {"steps": 40})
    assert file.chosen == Chosen("a", "b")
    write_keep(path, keep=False)
    assert b"keep" not in path.read_bytes().replace(b"model, keep", b"")
