"""Takes, a choice among them, and pictures drawn again from their recipes, with the storyboard engine."""

import re
from pathlib import Path

import night
import pytest

from workspace.pictures import read_picture
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults
from workspace.takes import take_number


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path)
    assert night.run(tmp_path) == 0
    return tmp_path


def takes_of(desk):
    return sorted(path.name for path in desk.glob("images/takes/*.png"))


def picture_of(desk, number):
    return next(desk.glob(f"images/chapter_01_scene_{number:02d}*.png"))


def test_takes_differ_in_their_seeds_only_and_leave_the_picture_alone(desk):
    before = picture_of(desk, 2).read_bytes()
    assert night.run(desk, "--scenes", "1:2", "--takes", "3") == 0

    assert takes_of(desk) == [f"chapter_01_scene_02_take_{n:02d}.png" for n in (1, 2, 3)]
    jobs = [read_picture(path).record.job for path in sorted(desk.glob("images/takes/*.png"))]
    assert len({job.seed for job in jobs}) == 3
    assert len({job.prompt for job in jobs}) == 1
    assert picture_of(desk, 2).read_bytes() == before


def test_takes_that_are_there_are_not_drawn_again(desk):
    night.run(desk, "--scenes", "1:2", "--takes", "2")
    before = {path: path.stat().st_mtime_ns for path in desk.glob("images/takes/*.png")}
    night.run(desk, "--scenes", "1:2", "--takes", "3")

    assert len(takes_of(desk)) == 3
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert not list(desk.glob("images/takes/replaced/*"))


def test_a_chosen_take_becomes_the_picture_and_stays_it(desk):
    old = picture_of(desk, 2).read_bytes()
    night.run(desk, "--scenes", "1:2", "--takes", "3")
    take = desk / "images" / "takes" / "chapter_01_scene_02_take_02.png"
    assert night.run(desk, "--choose", "1:2=2") == 0

    assert picture_of(desk, 2).read_bytes() == take.read_bytes()
    assert next(desk.glob("images/replaced/*.png")).read_bytes() == old
    assert read_prompt_file(desk / "prompt_cache" / "chapter_01_scene_02.toml", read_defaults().limits).edits == {
        "seed": read_picture(take).record.job.seed
    }
    assert night.run(desk) == 0
    assert picture_of(desk, 2).read_bytes() == take.read_bytes()


def test_a_choice_keeps_the_authors_own_prompt_file_as_it_was(desk):
    path = desk / "prompt_cache" / "chapter_01_scene_02.toml"
    text = re.sub(r"(?m)^prompt = .*$", 'prompt = "a boat"  # mine', path.read_text("utf-8"), count=1)
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    night.run(desk)
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    night.run(desk, "--choose", "1:2=1")
    after = path.read_bytes()

    assert after.startswith(b"\xef\xbb\xbf")
    assert b'prompt = "a boat"  # mine\r\n' in after
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_take_follows_its_scene_to_another_number(desk):
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    night.write_novel(desk, [night.BEGINNINGS[1], night.BEGINNINGS[0], *night.BEGINNINGS[2:]])
    assert night.run(desk, "--choose", "1:1=1") == 0

    take = read_picture(desk / "images" / "takes" / "chapter_01_scene_02_take_01.png")
    assert read_picture(picture_of(desk, 1)).record.job == take.record.job


@pytest.mark.parametrize("choice", ["1:2=9", "1:9=1"])
def test_a_take_that_is_not_there_is_a_sentence_and_nothing_moves(desk, capsys, choice):
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    before = night.contents(desk)

    assert night.run(desk, "--choose", "1:2=1", choice) == 2
    assert "draw some with --scenes" in capsys.readouterr().err
    assert night.contents(desk) == before


@pytest.mark.parametrize(("name", "number"), [("a_take_03.png", 3), ("a_take_12_01.png", 12), ("a.png", 0)])
def test_takes_are_numbered_by_their_names(name, number):
    assert take_number(Path(name)) == number
