"""Where the chests of a picture's people are: by its guide's joints, heads or silhouettes, else by the panel."""

from dataclasses import replace

import pytest
from books import INKED

from records import Person, SceneReading
from sdxl.guides import CELL, JOINTS, Guide, GuidedFigure
from workspace.trunks import find_wearers, mask_figure

WIDTH, HEIGHT = 320, 256
ACROSS = WIDTH // CELL
TALL = tuple(
    number for row in range(2, 14) for number in (row * ACROSS + 4, 4)
)  # from 32 to 224 down, 64 to 128 across
EMMA = GuidedFigure("aa11", "woman with a dark red plait in a yellow raincoat", TALL)
READING = SceneReading(
    (
        Person("Emma", "lead", gender="female", look="woman with a dark red plait", outfit="yellow raincoat"),
        Person("Jonas", "present", gender="male", look="old man", outfit="navy sweater"),
        Person("Kit", "mentioned", look="boy", outfit="red coat"),
    ),
    place="kitchen",
    interior=True,
    action="talking",
)


def joints(**places):
    """COCO's joints, all hidden but those that are named by their number."""
    return tuple(places.get(f"j{number}") for number in range(JOINTS))


STANDING = joints(j2=(80, 70), j5=(112, 70), j8=(84, 130), j11=(108, 130))
SIDEWAYS = joints(j2=(96, 70), j5=(96, 71), j8=(96, 130), j11=(96, 131))
COVERED = joints(j2=(80, 70), j5=(112, 70))


@pytest.mark.parametrize(
    ("figure", "rows"),
    [
        pytest.param(replace(EMMA, joints=STANDING), (70, 106), id="by shoulders and hips"),
        pytest.param(replace(EMMA, joints=SIDEWAYS), (70, 107), id="from the side, one behind the other"),
        pytest.param(replace(EMMA, joints=COVERED, head=(80, 32, 110, 62)), (68, 110), id="below the head"),
        pytest.param(replace(EMMA, head=(80, 32, 110, 62)), (68, 110), id="a guide without poses"),
        pytest.param(EMMA, (80, 118), id="by the silhouette alone"),
    ],
)
def test_a_chest_is_where_the_guide_has_it(figure, rows):
    left, top, right, bottom = mask_figure(figure, (WIDTH, HEIGHT)).getbbox()

    assert (top, bottom) == pytest.approx(rows, abs=1.5)
    assert 64 <= left < right <= 128
    assert right - left >= 20


def test_a_figure_at_the_edge_keeps_to_the_picture():
    assert mask_figure(replace(EMMA, cells=(15 * ACROSS + 18, 2)), (WIDTH - 8, HEIGHT - 8)).size == (312, 248)
    assert mask_figure(replace(EMMA, cells=(10**6, 2)), (WIDTH, HEIGHT)).getbbox() is None


def test_the_guides_own_words_say_what_is_worn():
    guide = Guide((EMMA, replace(EMMA, key="bb22", words="old man in a sweater"), replace(EMMA, cells=())), "words")
    job = replace(INKED, engine="sdxl", drawing={}, width=WIDTH, height=HEIGHT, guide=guide.to_json())

    assert [(one.key, one.worn.words) for one in find_wearers(job, READING)] == [("aa11", "yellow raincoat")]


def test_without_a_guide_those_of_the_scenes_panel_count():
    job = replace(INKED, engine="sdxl", drawing={}, width=WIDTH, height=HEIGHT)

    assert [one.worn.words for one in find_wearers(job, READING)] == ["yellow raincoat", "navy sweater"]
