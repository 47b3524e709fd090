"""Whether everybody wears their own colour, and nobody a neighbour's: on plain colours, by plain masks."""

import pytest
from PIL import Image, ImageChops, ImageEnhance

from storyboard.colour_bleed import (
    FEWEST,
    Wearer,
    count_colours,
    judge_colours,
    tell_apart,
    to_lab,
)
from storyboard.worn_colours import outer_colour

SIZE = (336, 192)
LEFT, RIGHT = (60, 60, 120, 120), (200, 60, 260, 120)
HERS, HIS = "yellow raincoat", "navy sweater"


def mask(box):
    image = Image.new("L", SIZE)
    image.paste(255, box)
    return image


def wearers(*words, boxes=(LEFT, RIGHT)):
    keys = ("emma", "jonas")
    return [Wearer(key, outer_colour(word), mask(box)) for key, word, box in zip(keys, words, boxes, strict=False)]


def painted(*patches, ground="grey"):
    image = Image.new("RGB", SIZE, ground)
    for box, words in patches:
        image.paste(outer_colour(words).colour, box)
    return image


def upper(box, share):
    return (box[0], box[1], box[2], round(box[1] + share * (box[3] - box[1])))


BOTH = ((LEFT, HERS), (RIGHT, HIS))


@pytest.mark.parametrize(
    ("picture", "own", "bleeding"),
    [
        pytest.param(painted(*BOTH), [True, True], [[], []], id="each their own"),
        pytest.param(painted((LEFT, HIS), (RIGHT, HERS)), [False, False], [[HIS], [HERS]], id="exchanged"),
        pytest.param(painted((LEFT, HERS), (RIGHT, HERS)), [True, False], [[], [HERS]], id="both in hers"),
        pytest.param(
            painted(*BOTH, (upper(LEFT, 0.4), HIS)), [True, True], [[HIS], []], id="hers, and his is on her too"
        ),
        pytest.param(painted(*BOTH, (upper(LEFT, 0.2), HIS)), [True, True], [[], []], id="a scarf is no coat"),
        pytest.param(painted(), [False, False], [[], []], id="nobody's colour is there"),
        pytest.param(painted((LEFT, "red coat"), (RIGHT, HIS)), [False, True], [[], []], id="a colour nobody wears"),
    ],
)
def test_whose_colour_is_on_whom(picture, own, bleeding):
    judged = judge_colours(picture, wearers(HERS, HIS))

    assert [coat.is_own for coat in judged] == own
    assert [[other.words for other in coat.bleeding] for coat in judged] == bleeding


@pytest.mark.parametrize(("light", "tint"), [(0.75, "white"), (1.15, "white"), (0.9, "#ffe8d0"), (0.85, "#dde6ff")])
def test_another_light_changes_nothing(light, tint):
    picture = ImageEnhance.Brightness(painted(*BOTH)).enhance(light)
    judged = judge_colours(ImageChops.multiply(picture, Image.new("RGB", SIZE, tint)), wearers(HERS, HIS))

    assert [(coat.is_own, coat.bleeding) for coat in judged] == [(True, ())] * 2


def test_a_grey_neighbour_does_not_bleed_as_shade_is_grey():
    judged = judge_colours(painted(*BOTH, (upper(LEFT, 0.45), "grey suit")), wearers(HERS, "grey suit"))

    assert judged[0].is_own
    assert judged[0].bleeding == ()
    assert judged[0].others[0].share == pytest.approx(0.45, abs=0.02)


def test_coats_of_one_colour_are_not_told_apart():
    judged = judge_colours(painted((LEFT, HERS), (RIGHT, HERS)), wearers(HERS, "gold jacket"))

    assert [(coat.is_own, coat.others) for coat in judged] == [(True, ())] * 2


def test_of_who_is_hardly_seen_nothing_is_said():
    few = (10, 10, 15, 10 + FEWEST // 5 - 1)

    assert [coat.key for coat in judge_colours(painted(*BOTH), wearers(HERS, HIS, boxes=(few, RIGHT)))] == ["jonas"]


@pytest.mark.parametrize("size", [(1344, 768), (96, 54)])
def test_pictures_and_masks_of_any_size_are_judged_alike(size):
    people = [Wearer(one.key, one.worn, one.trunk.resize(size)) for one in wearers(HERS, HIS)]
    judged = judge_colours(painted(*BOTH).resize(size, Image.Resampling.NEAREST), people)

    assert [round(coat.own, 1) for coat in judged] == [1.0, 1.0]


def test_a_picture_with_transparent_parts_is_judged_by_its_colours():
    assert all(coat.is_own for coat in judge_colours(painted(*BOTH).convert("RGBA"), wearers(HERS, HIS)))


def test_colours_are_counted_inside_alone():
    assert count_colours(painted(*BOTH), mask(LEFT)) == {outer_colour(HERS).colour: 60 * 60}


@pytest.mark.parametrize(
    ("colour", "lab"),
    [
        ((255, 255, 255), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((255, 0, 0), (53.2, 80.1, 67.2)),
        ((0, 0, 255), (32.3, 79.2, -107.9)),
        ((119, 119, 119), (50.0, 0, 0)),
    ],
)
def test_colours_of_the_screen_in_lab(colour, lab):
    assert to_lab(colour) == pytest.approx(lab, abs=0.2)


def test_lightness_counts_half():
    assert tell_apart((50, 0, 0), (70, 0, 0)) == 10
    assert tell_apart((50, 0, 0), (50, 20, 0)) == 20
