"""Single values changed in a prompt file: the rest stays, to the byte."""

import pytest

from workspace.generated import Chosen, Generated
from workspace.identity import identify
from workspace.prompt_changes import (
    drop_chosen,
    write_choice,
    write_chosen,
    write_keep,
    write_memory,
    write_prompt_file,
    write_remembered,
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
    "choice": lambda path: write_choice(path, Chosen("c", ""), 5, Remembered({"steps": 11}, {})),
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
    assert not file.chosen.is_only_meant
    write_keep(path, keep=False)
    assert b"keep" not in path.read_bytes().replace(b"model, keep", b"")


def test_a_choice_is_written_at_once_and_taken_back_without_a_trace(path):
    before = path.read_bytes()
    write_choice(path, Chosen("c", ""), 5, Remembered({"steps": 11}, {}))
    file = read_prompt_file(path, read_defaults().limits)

    assert file.chosen.is_only_meant
    assert (file.edits["seed"], file.remembered) == (5, Remembered({"steps": 11}, {}))
    path.write_bytes(before)
    write_choice(path, Chosen("c", ""), None, None)
    drop_chosen(path)
    assert path.read_bytes() == before


def test_a_file_of_her_own_hand_is_left_without_a_table(tmp_path):
    path = tmp_path / "chapter_01_scene_02.toml"
    path.write_text('# mine\nprompt = "a boat"\n')
    write_choice(path, Chosen("c", ""), None, None)
    assert b"[generated]" in path.read_bytes()
    drop_chosen(path)

    assert path.read_text().rstrip() == '# mine\nprompt = "a boat"'
