"""Takes, a choice among them, and pictures drawn again from their recipes, with the storyboard engine."""

import re
import shutil
from pathlib import Path

import night
import pytest

from errors import NovelError, UsageError
from records import Lora, RenderJob
from sdxl.loras import LoraChoice
from sdxl.models import ModelChoice
from workspace.pictures import read_picture
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults
from workspace.takes import find_loras, find_model, take_number


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


def test_a_picture_is_drawn_again_from_its_recipe_outside_its_novel(desk, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    picture = picture_of(desk, 3)
    alone = elsewhere / "found.png"
    shutil.copy(picture, alone)
    argv = ["--reproduce", str(alone), "--output", str(elsewhere / "out"), "--logs", str(elsewhere / "logs"), "--quiet"]

    assert night.generate_scene_images.main(argv) == 0
    assert (elsewhere / "out" / "reproduced" / "found.png").read_bytes() == picture.read_bytes()
    assert alone.read_bytes() == picture.read_bytes()
    assert night.generate_scene_images.main(argv) == 0
    assert len(list((elsewhere / "out" / "reproduced").iterdir())) == 2


@pytest.mark.parametrize("option", [["--lora", "nowhere.safetensors"], ["--model", "nowhere"]])
def test_a_path_that_leads_nowhere_reproduces_nothing(desk, capsys, option):
    assert night.run(desk, "--reproduce", str(picture_of(desk, 3)), *option) == 2
    assert "nowhere" in capsys.readouterr().err
    assert not (desk / "images" / "reproduced").exists()


@pytest.mark.parametrize(
    ("make", "status", "words"),
    [
        pytest.param(lambda _: None, 2, "does not exist", id="no such file"),
        pytest.param(lambda path: path.write_bytes(b"no picture"), 1, "carries no recipe", id="not ours"),
    ],
)
def test_what_cannot_be_reproduced_is_a_sentence(tmp_path, capsys, make, status, words):
    path = tmp_path / "x.png"
    make(path)
    argv = ["--reproduce", str(path), "--output", str(tmp_path / "out"), "--logs", str(tmp_path / "logs")]

    assert night.generate_scene_images.main(argv) == status
    assert words in capsys.readouterr().err


PRESETS = read_defaults().presets
JOB = RenderJob("sdxl", "tiny 3 abc", "a", "b", 1, 2, 7.0, 64, 64, loras=(Lora("ink 5 def", 0.5),))


def test_a_model_is_known_by_what_it_is_not_by_its_name():
    choices = {
        "other": ModelChoice("other", "file", "/o", "tiny 4 xyz", 1, 1.0, "euler"),
        "mine": ModelChoice("mine", "file", "/m", "tiny 3 abc", 1, 1.0, "euler"),
    }

    def resolve(name):
        if name not in choices:
            raise UsageError(name)
        return choices[name]

    assert find_model(JOB, "mine", PRESETS, resolve).location == "/m"
    with pytest.raises(NovelError, match="--model PATH"):
        find_model(JOB, "other", PRESETS, resolve)
    with pytest.raises(NovelError, match="tiny 3 abc"):
        find_model(JOB, None, PRESETS, resolve)


def test_adapters_are_known_by_what_they_are():
    def resolve(name):
        return LoraChoice(f"/{name}", "ink 5 def" if name == "ink:0.5" else "other", 0.5)

    assert [lora.location for lora in find_loras(JOB, ["x", "ink:0.5"], read_defaults(), resolve)] == ["/ink:0.5"]
    with pytest.raises(NovelError, match="--lora FILE:WEIGHT"):
        find_loras(JOB, ["x"], read_defaults(), resolve)


@pytest.mark.parametrize(("name", "number"), [("a_take_03.png", 3), ("a_take_12_01.png", 12), ("a.png", 0)])
def test_takes_are_numbered_by_their_names(name, number):
    assert take_number(Path(name)) == number
