"""Finishes of colour and light."""

import pytest
from painting import RED, two_colours
from PIL import Image

from storyboard.finish_tones import (
    STEPS,
    curve,
    duotone,
    lamplight,
    levels,
    posterise,
    spot,
    tint,
    vignette,
    vivid,
    warmth,
)
from storyboard.sheets import Sheet


def spread(colour):
    return max(colour) - min(colour)


def test_colours_grow_stronger_and_weaker():
    strong, plain, weak, grey = (vivid(two_colours(), share).colours.getpixel((20, 40)) for share in (1.2, 1, 0.5, 0))

    assert spread(strong) > spread(plain) == spread(RED) > spread(weak) > spread(grey) == 0


def test_a_curve_sets_black_and_white():
    assert curve(two_colours(), 50, 250).colours.getpixel((20, 40)) == pytest.approx((207, 74, 74), abs=1)


def test_levels_stretch_a_dim_picture_as_far_as_they_are_told():
    dim = curve(two_colours(), 0, 60)
    plain, half, whole = (levels(dim, 0.02, 0.02, share).grey.getextrema()[1] for share in (0, 0.5, 1))

    assert plain < half < whole


def test_two_inks_make_a_scale():
    colours = duotone(two_colours(), "#000000", "#ffffff").colours

    assert spread(colours.getpixel((20, 40))) == 0
    assert colours.getpixel((20, 40)) != colours.getpixel((100, 40))


def test_shadows_and_lights_lean_to_their_colours():
    cold = tint(two_colours(), "#0000ff", "#0000ff", 0.5).colours.getpixel((20, 40))

    assert cold[2] > RED[2] + 80


def test_a_few_tones_are_left_and_colours_keep_their_hue():
    many = Sheet(
        Image.linear_gradient("L").convert("RGB"), Image.new("L", (256, 256)), Image.new("L", (256, 256)), (0, 0)
    )

    assert {tone // 2 for _, tone in posterise(many, 3).grey.getcolors()} == {0, 63, 64, 127}
    red, green, blue = posterise(two_colours(), 6).colours.getpixel((20, 40))
    assert red > green + 100
    assert green == blue


@pytest.mark.parametrize("finish", [lambda s: spot(s, 400, 0.2), lambda s: warmth(s, 0.8, 400)])
def test_light_falls_on_the_lead(finish):
    before, after = two_colours(), finish(two_colours())
    near, far = ((30, 40), (118, 40))

    def change(at):
        return sum(after.colours.getpixel(at)) - sum(before.colours.getpixel(at))

    assert change(near) > change(far)


def test_lamps_leave_the_corners_in_the_dark_and_the_lead_as_told():
    colours = lamplight(two_colours(), "#404060", 400, 0.0).colours

    assert colours.getpixel((30, 40)) == RED
    assert sum(colours.getpixel((118, 2))) < sum(two_colours().colours.getpixel((118, 2))) / 2


def test_corners_are_darker_than_the_middle_and_darker_still_by_lamplight():
    day, night = (vignette(two_colours(lit=lit), 0.5).colours.getpixel((1, 1))[0] for lit in (False, True))

    assert RED[0] > day > night
    assert vignette(two_colours(), 0.5).colours.getpixel((59, 40)) == RED


@pytest.mark.parametrize("finish", [lambda s: spot(s, 400, 0.2), lambda s: vignette(s, 0.5)])
def test_an_inset_has_no_light_of_its_own(finish):
    sheet = two_colours(inset=True)

    assert finish(sheet) is sheet


def test_every_step_is_named():
    assert {"vivid", "curve", "levels", "spot"} <= STEPS.keys()
