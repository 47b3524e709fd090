"""The panel around the drawing: frame, caption strip, inset."""

import pytest
from PIL import Image, ImageChops

from storyboard.camera import Camera
from storyboard.canvas import make_canvas
from storyboard.light import make_light
from storyboard.panel import (
    INK,
    LEAST_LETTERED,
    PAPER,
    caption_of,
    draw_inset,
    frame_panel,
)
from storyboard.shapes import Brush
from storyboard.styles import read_style

BLUE = (40, 90, 200)


@pytest.mark.parametrize(
    ("drawing", "caption"),
    [
        (
            {"place": "shore", "time_of_day": "morning", "action": "reading the board"},
            "Shore, morning: reading the board",
        ),
        ({"place": "shore", "time_of_day": "unknown", "action": ""}, "Shore"),
        ({"place": "", "time_of_day": "night", "action": "running"}, "Night: running"),
        ({"place": "", "time_of_day": "unknown", "action": "running"}, "Running"),
        ({}, ""),
    ],
)
def test_captions_read_as_phrases(drawing, caption):
    assert caption_of(drawing) == caption


def framed(size, **drawing):
    return frame_panel(Image.new("RGB", size, BLUE), drawing)


def test_the_drawing_stands_in_a_ruled_frame_on_paper():
    panel = framed((320, 200), place="shore")

    assert panel.size == (320, 200)
    assert panel.getpixel((0, 0)) == panel.getpixel((319, 0)) == PAPER
    assert panel.getpixel((160, 100)) == BLUE
    assert INK in [panel.getpixel((x, 100)) for x in range(12)]


def test_the_caption_is_in_the_strip_and_nowhere_else():
    box = ImageChops.difference(framed((320, 200), place="shore"), framed((320, 200), place="harbour")).getbbox()

    assert box is not None
    assert box[1] > 180
    assert box[2] < 160, "it is short and starts on the left"


@pytest.mark.parametrize("side", [64, LEAST_LETTERED - 1])
def test_a_small_panel_has_no_words(side):
    assert framed((side, side), place="shore").tobytes() == framed((side, side), place="harbour").tobytes()


@pytest.mark.parametrize(("style", "ruled"), [("noir", True), ("watercolor", False)])
def test_a_painted_panel_has_no_ruled_frame_and_paper_of_its_own(style, ruled):
    panel = framed((320, 200), place="shore", style=style)

    assert (INK in [panel.getpixel((x, 100)) for x in range(12)]) is ruled
    assert panel.getpixel((0, 0)) == panel.getpixel((319, 199)) == read_style(style).paper


@pytest.mark.parametrize("left", [True, False])
def test_a_remote_speaker_has_a_frame_in_an_upper_corner(left):
    art = Image.new("RGB", (200, 120), BLUE)
    light = make_light("midday", (), "", indoors=False)
    brush = Brush(make_canvas(200, 120, BLUE), Camera(0, 1.5, 0, 1.2, 0.4, 200 / 120), light, light)
    draw_inset(art, brush, {"key": "k", "look": "", "outfit": ""}, read_style("noir"), 0.33, left=left)
    low, top, high, bottom = ImageChops.difference(art, Image.new("RGB", art.size, BLUE)).getbbox()

    assert top < 12
    assert bottom < 70
    assert high < 100 if left else low > 100
