"""Which scene each picture belongs to: by its text, and only a mute one by its name."""

from pathlib import Path

import books
import pytest

from errors import NovelError
from workspace.identity import identify
from workspace.matching import Workspace, check_same_novel, match_pictures, number_stem, number_widths
from workspace.picture_records import PictureRecord
from workspace.pictures import Picture

LETTER = "Emma read the letter twice at her desk and then a third time with her finger under the last line but one."
MARKET = "The market had filled before seven and the fish were gone by eight, and a boy ran between the barrows."
SCENES = {(1, 1): identify(LETTER), (1, 2): identify(MARKET)}
WIDTHS = (2, 2)


def picture(name, text=None):
    record = PictureRecord(1, 1, identify(text), books.job()) if text else None
    return Picture(Path("images") / name, record, sound=text is not None)


def matched(*pictures):
    return {key: found.path.name for key, found in match_pictures(SCENES, pictures, WIDTHS).items()}


@pytest.mark.parametrize(
    ("keys", "widths"),
    [
        ([(1, 1)], (2, 2)),
        ([(99, 7), (3, 99)], (2, 2)),
        ([(100, 1), (1, 1000)], (3, 4)),
    ],
)
def test_numbers_take_two_digits_or_as_many_as_they_need(keys, widths):
    assert number_widths(keys) == widths


@pytest.mark.parametrize(
    ("stem", "numbers"),
    [
        ("chapter_01_scene_02_the_door", "chapter_01_scene_02"),
        ("chapter_01_scene_02", "chapter_01_scene_02"),
        ("holiday", "holiday"),
    ],
)
def test_a_name_is_cut_to_its_numbers(stem, numbers):
    assert number_stem(stem) == numbers


def test_a_picture_follows_its_text_whatever_it_is_called():
    assert matched(picture("chapter_01_scene_01_x.png", MARKET), picture("renamed.png", LETTER)) == {
        (1, 1): "renamed.png",
        (1, 2): "chapter_01_scene_01_x.png",
    }


def test_a_picture_too_broken_to_speak_goes_by_its_name():
    assert matched(picture("chapter_01_scene_02_x.png")) == {(1, 2): "chapter_01_scene_02_x.png"}


def test_a_sound_picture_wins_over_a_broken_one_of_the_name():
    assert matched(picture("chapter_01_scene_01_x.png"), picture("renamed.png", LETTER)) == {(1, 1): "renamed.png"}


def test_a_strangers_picture_belongs_to_no_scene():
    stranger = Picture(Path("images") / "chapter_01_scene_01_x.png", None, sound=True)

    assert match_pictures(SCENES, [stranger], WIDTHS) == {}


def test_the_pictures_of_another_novel_are_not_touched():
    other = picture("a.png", "Nothing of this stands anywhere in the first of the two novels, not one of its words.")
    desk = Workspace(Path("images"), Path("prompts"), [other])

    with pytest.raises(NovelError, match="images holds 1 pictures of another novel"):
        check_same_novel({}, desk)


@pytest.mark.parametrize(
    "pictures", [pytest.param([], id="an empty desk"), pytest.param([picture("broken.png")], id="none that speaks")]
)
def test_a_desk_that_says_nothing_is_nobodys(pictures):
    assert check_same_novel({}, Workspace(Path("images"), Path("prompts"), pictures)) is None
