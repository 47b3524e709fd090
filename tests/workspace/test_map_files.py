"""A scene's maps as files: sizes, modes and palettes that their readers ask for, and names that are found again."""

import io
import json

import pytest
from mapped import EMMA, JONAS, drawing
from PIL import Image

from storyboard.map_joints import COCO
from storyboard.maps import map_stage
from storyboard.stage import set_stage
from workspace.map_files import PARTS, colour_of, write_maps

SIZE = (280, 160)
NAMES = {"aa11": "Emma Hale", "bb22": "Łukasz"}


@pytest.fixture(scope="module")
def files():
    stage = set_stage(drawing(EMMA, JONAS, place="beach", background=["a guard"]), SIZE[0] / SIZE[1], 7)
    return dict(write_maps(stage, SIZE, NAMES)), map_stage(stage, *SIZE)


def test_every_part_is_there(files):
    assert tuple(files[0]) == PARTS


@pytest.mark.parametrize(
    ("part", "mode"), [("index.png", "P"), ("pose.png", "RGB"), ("depth.png", "L"), ("lines.png", "L")]
)
def test_maps_have_the_pictures_size_and_their_own_mode(files, part, mode):
    image = Image.open(io.BytesIO(files[0][part]))
    assert (image.size, image.mode) == (SIZE, mode)


def test_a_number_of_the_index_is_a_person_and_has_that_colour(files):
    made, maps = files
    image = Image.open(io.BytesIO(made["index.png"]))
    palette = image.getpalette()

    assert image.tobytes() == maps.index.tobytes()
    assert json.loads(image.text["people"]) == {"1": "Emma Hale", "2": "Łukasz", "3": ""}
    assert [tuple(palette[3 * n : 3 * n + 3]) for n in range(4)] == [colour_of(n) for n in range(4)]
    assert len({colour_of(number) for number in range(256)}) > 200
    assert colour_of(0) == (0, 0, 0)


def test_the_json_tells_who_is_where(files):
    made, maps = files
    told = json.loads(made["heads.json"])
    lead, second, guard = told["people"]

    assert (told["width"], told["height"], tuple(told["joints"])) == (*SIZE, COCO)
    assert [one["name"] for one in told["people"]] == ["Emma Hale", "Łukasz", None]
    assert tuple(lead["head"]) == maps.people[0].head
    assert [tuple(joint) if joint else None for joint in second["joints"]] == list(maps.people[1].joints)
    assert guard["centimetres"] > lead["centimetres"]


def test_the_pose_shows_the_joints(files):
    made, maps = files
    pose = Image.open(io.BytesIO(made["pose.png"]))
    neck = maps.people[0].joints[COCO.index("neck")]

    assert pose.getpixel(neck) == (255, 85, 0)
    assert pose.getpixel((0, 0)) == (0, 0, 0)
