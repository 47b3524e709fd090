"""A drawing's layers on their way through the finishes."""

from painting import BLUE, RED, two_colours
from PIL import Image

from storyboard.sheets import mapped, over, rims, shade_by


def test_lengths_follow_the_panels_height():
    assert [two_colours((100, height)).px(10) for height in (50, 500, 1000)] == [1, 5, 10]


def test_a_colour_is_laid_over_where_the_mask_is_white():
    mask = Image.new("L", (2, 1))
    mask.putpixel((0, 0), 255)
    picture = over(Image.new("RGB", (2, 1), RED), "#1e1ec8", mask)

    assert [picture.getpixel((x, 0)) for x in (0, 1)] == [BLUE, RED]


def test_a_texture_lightens_and_darkens():
    texture = Image.new("L", (2, 1), 228)
    texture.putpixel((1, 0), 28)
    picture = shade_by(Image.new("RGB", (2, 1), (100, 100, 100)), texture, 0.5)
    light, dark = (picture.getpixel((x, 0))[0] for x in (0, 1))

    assert light > 140
    assert dark < 75


def test_rims_are_where_two_colours_meet():
    grey = rims(two_colours(), 2)

    assert grey.getpixel((20, 40)) == grey.getpixel((100, 40)) == 0
    assert grey.getpixel((60, 40)) > 200


def test_tones_are_mapped_to_a_scale():
    ramp = Image.new("L", (3, 1))
    ramp.putdata([0, 128, 255])
    picture = mapped(ramp, [RED, (0, 0, 0), BLUE])

    assert [picture.getpixel((x, 0)) for x in (0, 2)] == [RED, BLUE]
    assert max(picture.getpixel((1, 0))) < 5
