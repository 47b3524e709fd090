"""Whole heads from any side."""

import dataclasses

import pytest
from painting import brush, painted, pixels
from sitting import HERE, SIZE, head, looks
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.heads import draw_hair_behind, draw_head, hair_shell, hanging, outer_shell, tails
from storyboard.sitters import make_sitter

HEADS = read_table("heads")


def drawn(heading=32.0, face="calm", *, flip=False, **changes):
    used, spot = brush(), dataclasses.replace(HERE, flip=flip)
    who = looks(**changes)
    draw_hair_behind(used, who, head(heading), spot)
    draw_head(used, who, head(heading), spot, face)
    return used


ROWS = [
    *({"hairstyle": name} for name in HEADS["hair"]),
    *({"beard": name} for name in HEADS["beard"]),
    *({"headgear": name} for name in HEADS["headgear"]),
    *({"extras": (name,)} for name in HEADS["extra"]),
    *({"age": text} for text in ("baby", "boy of four", "boy of nine", "15", "22", "35", "52", "80")),
]


@pytest.mark.parametrize("changes", sweep(ROWS, 3), ids=str)
def test_every_row_can_be_drawn_from_every_side(changes):
    for heading in (-90, -30, 0, 60):
        left, top, right, _ = painted(drawn(heading, **changes))
        height = 80 * 1.2 * SIZE / 1.4
        assert right - left < 1.65 * height, heading
        assert top > 40 - 1.6 * height, heading


@pytest.mark.parametrize("changes", sweep(ROWS, 3), ids=str)
def test_every_row_shows_in_three_quarter_view(changes):
    if changes in ({"age": "35"}, {"hairstyle": "short"}):
        return
    plain = {"hairstyle": "short"} | ({"headgear": ""} if "headgear" in changes else {})

    assert pixels(drawn(**{**plain, **changes})) != pixels(drawn(**plain))


def test_from_behind_no_mood_is_seen():
    assert pixels(drawn(-90, "laughing")) == pixels(drawn(-90, "angry"))
    assert pixels(drawn(-60, "laughing")) == pixels(drawn(-60, "angry"))


def test_without_a_face_of_its_own_it_has_the_moods():
    used = brush()
    used = dataclasses.replace(
        used, light=dataclasses.replace(used.light, mood=dataclasses.replace(used.light.mood, face="laughing"))
    )
    draw_head(used, looks(), head(), HERE, "")

    assert pixels(used) == pixels(drawn_without_behind("laughing"))


def drawn_without_behind(face):
    used = brush()
    draw_head(used, looks(), head(), HERE, face)
    return used


def test_a_flipped_head_looks_the_other_way():
    assert pixels(drawn(0)) != pixels(drawn(0, flip=True))


def test_long_hair_hangs_behind_and_under_a_hood_no_hair_does():
    assert hanging(looks("long red hair"))
    assert not hanging(looks("cropped hair"))
    assert [shell.colour for shell in hanging(looks("long red hair", outfit="hood"))] == ["hat"]
    assert [shell.colour for shell in hanging(looks("long red hair", outfit="bridal veil"))] == ["hair", "hat"]


def test_a_hat_flattens_the_hair_and_hides_a_topknot():
    assert hair_shell(looks("an afro", outfit="black hat")).top < hair_shell(looks("an afro")).top
    assert tails(looks("a topknot"))
    assert not tails(looks("a topknot", outfit="black hat"))
    assert not tails(looks("brown ponytail", outfit="hood"))
    assert outer_shell(looks(outfit="headscarf")).colour == "hat"


def test_a_fringe_reaches_down_to_the_brows():
    assert hair_shell(looks("a bob with a fringe")).bottom(0) < hair_shell(looks("a bob")).bottom(0) - 0.1


def test_small_heads_are_drawn_too():
    used = brush()
    draw_head(used, looks(), head(), dataclasses.replace(HERE, z=15.0), "calm")

    assert painted(used)


def test_a_womans_short_hair_is_fuller_than_a_mans():
    def shell(gender):
        return hair_shell(looks(gender=gender, hairstyle="short"))

    assert shell("female").side > shell("male").side
    assert shell("female").nape < shell("male").nape


def test_from_behind_the_nape_hides_the_jaw():
    used = drawn(-80, hairstyle="short")
    view = make_sitter(used, looks(), head(-80), HERE).view
    x, y = view.at(-0.2, -0.42, 0.0)
    place = (round(x * used.canvas.image.height), round(y * used.canvas.image.height))

    assert sum(used.canvas.image.getpixel(place)) < sum(looks().skin), "it lies in the shade"
