"""A brush on a small white sheet, and what was painted with it; a sheet of two colours for the finishes."""

from PIL import Image, ImageChops

from storyboard.camera import Camera
from storyboard.canvas import make_canvas
from storyboard.light import make_light
from storyboard.shapes import Brush
from storyboard.sheets import Sheet

WHITE = (255, 255, 255)
SIZE = (140, 80)
RED, BLUE = (200, 30, 30), (30, 30, 200)


def brush(hour="midday", weather=(), *, colours=None, **changes):
    """A brush in the light of an hour, three metres before the middle of the stage."""
    light = make_light(hour, weather, "", indoors=False)
    camera = Camera(0.0, 1.4, 1.0, 1.2, 0.45, SIZE[0] / SIZE[1])
    return Brush(make_canvas(*SIZE, WHITE), camera, light, light, colours or {}, **changes)


def painted(used):
    """The box of all that is not white any more; None where the sheet is empty."""
    picture = used.canvas.finish()
    return ImageChops.difference(picture, Image.new("RGB", picture.size, WHITE)).getbbox()


def pixels(used):
    return used.canvas.finish().tobytes()


def two_colours(size=(120, 80), **changes):
    """A sheet that is red on the left and blue on the right, with a line between."""
    colours, ink = Image.new("RGB", size, RED), Image.new("L", size)
    colours.paste(BLUE, (size[0] // 2, 0, *size))
    ink.paste(255, (size[0] // 2 - 1, 0, size[0] // 2 + 1, size[1]))
    return Sheet(colours, ink, Image.new("L", size), (size[0] // 4, size[1] // 2), **changes)
