"""The sky and what falls from it."""

import dataclasses
import itertools
from random import Random

import pytest
from painting import SIZE, brush, painted, pixels
from PIL import ImageChops, ImageStat

from storyboard.canvas import make_canvas
from storyboard.light import make_light
from storyboard.sky import (
    clouds_of,
    crescent,
    draw_mist,
    draw_shafts,
    draw_sky,
    draw_sun,
    draw_weather,
    draw_wind,
    is_in_cloud,
    paint_sky,
    snowed,
    sun_centre,
)


def after(paint, hour="midday", weather=(), **changes):
    used = brush(hour, weather)
    paint(used, Random(1), **changes)
    return used


def test_the_sky_grows_paler_toward_the_horizon():
    canvas = make_canvas(*SIZE, (0, 0, 0))
    paint_sky(canvas, make_light("midday", (), "", indoors=False), 0.5)
    picture = canvas.finish()
    shades = [sum(picture.getpixel((70, y))) for y in (2, 20, 38)]

    assert shades == sorted(shades)
    assert shades[0] < shades[-1]


@pytest.mark.parametrize(("hour", "is_there"), [("morning", True), ("night", True), ("dusk", False)])
def test_sun_and_moon_have_an_outline_that_black_and_white_shows(hour, is_there):
    used = brush(hour, ())
    draw_sun(used)
    assert (used.canvas.lines.getbbox() is not None) is is_there


@pytest.mark.parametrize(
    ("hour", "weather", "shines"),
    [("morning", (), True), ("afternoon", ("wind",), True), ("night", (), False), ("midday", ("rain",), False)],
)
def test_the_sun_falls_in_shafts_where_it_shines(hour, weather, shines):
    used = brush(hour, weather)
    draw_shafts(used)
    assert (painted(used) is not None) is shines


@pytest.mark.parametrize("weather", ["rain", "snow", "fog", "storm", "sun"])
def test_weather_drifts_before_the_lens(weather):
    assert painted(after(draw_weather, weather=(weather,))) is not None


@pytest.mark.parametrize(
    ("hour", "weather"),
    [
        pytest.param("midday", (), id="nothing is said of it"),
        pytest.param("midday", ("cloud",), id="clouds stay above"),
        pytest.param("night", ("sun",), id="no rays at night"),
    ],
)
def test_other_weather_drops_nothing(hour, weather):
    assert painted(after(draw_weather, hour, weather)) is None


def test_wind_blows_leaves_where_trees_are_and_nothing_in_the_rain():
    bare, leafy = (pixels(after(draw_wind, weather=("wind",), leaves=leaves)) for leaves in (False, True))

    assert bare != leafy
    assert painted(after(draw_wind, weather=("wind", "rain"), leaves=True)) is None
    assert painted(after(draw_wind, leaves=True)) is None


def test_no_gust_blows_through_a_head():
    head, everywhere = (0.5, 0.3, 0.9, 0.6), (0.0, 0.0, 9.0, 1.0)
    kept = painted(after(draw_wind, weather=("wind",), leaves=False, heads=[head]))
    canvas = after(draw_wind, weather=("wind",), leaves=False, heads=[head]).canvas.finish()
    high = canvas.height
    inside = canvas.crop(tuple(round(edge * high) for edge in head))

    assert kept is not None
    assert len(inside.getcolors(inside.width * inside.height)) == 1, "nothing but the sky"
    assert painted(after(draw_wind, weather=("wind",), leaves=False, heads=[everywhere])) is None


def test_the_sun_is_drawn_where_it_stands():
    used = brush("afternoon")
    x, y = sun_centre(used, used.outside.sun)
    draw_sky(used, Random(1))

    assert y < used.camera.horizon
    assert used.canvas.finish().getpixel((round(x * SIZE[1]), round(y * SIZE[1]))) != (255, 255, 255)


def test_mist_lies_only_where_the_hour_has_it():
    assert painted(after(draw_mist, "midday")) is None
    _, top, _, bottom = painted(after(draw_mist, "dawn"))

    assert top > 0.3 * SIZE[1]
    assert bottom < 0.75 * SIZE[1], "near the horizon"


def test_a_moon_is_no_full_disc():
    points = crescent((0, 0), 1.0)

    assert all(x * x + y * y < 1.0001 for x, y in points)
    assert not any(x < -0.6 for x, _ in points)


def test_snow_lies_on_the_land_and_not_on_people_or_walls():
    covered = snowed(brush(colours={"wall": "plaster"}))

    assert covered.colour("grass") == covered.colour("snow") == covered.colour("roof")
    assert covered.colour("wall") == brush().colour("plaster")
    assert covered.colour("wood") == brush().colour("wood")


@pytest.mark.parametrize("hour", ["morning", "night"])
def test_weathers_are_told_apart_at_the_size_of_a_thumbnail(hour):
    def seen(weather):
        used = after(paint_scene, hour, weather)
        return used.canvas.finish().reduce(4)

    pictures = [seen(weather) for weather in ((), ("rain",), ("snow",), ("fog",), ("storm",), ("wind",))]
    for one, other in itertools.combinations(pictures, 2):
        assert ImageStat.Stat(ImageChops.difference(one, other).convert("L")).mean[0] > 1.5


def paint_scene(used, random):
    paint_sky(used.canvas, used.outside, used.camera.horizon)
    draw_sky(used, random)
    draw_wind(used, random, leaves=True)
    draw_weather(used, random)


def test_no_star_stands_in_a_cloud():
    """Clouds let through what is behind them: no star may be there."""
    used = brush("night")
    clouds, stars = clouds_of(used, Random(1)), []
    used = dataclasses.replace(used, canvas=Recorder(used.canvas, stars))
    draw_sky(used, Random(1))

    assert len(stars) > 20
    assert not [star for star in stars if any(is_in_cloud(star, cloud) for cloud in clouds)]
    assert is_in_cloud(clouds[0][0], clouds[0])


class Recorder:
    """A canvas that notes the middles of what is as small as a star."""

    def __init__(self, canvas, stars):
        self.aspect, self.canvas, self.stars = canvas.aspect, canvas, stars

    def fill(self, points, colour, alpha=255):
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        if right - left < 0.006:
            self.stars.append(((left + right) / 2, sum(y for _, y in points) / len(points)))
        self.canvas.fill(points, colour, alpha)

    def stroke(self, *args):
        self.canvas.stroke(*args)

    def outline(self, *args):
        self.canvas.outline(*args)
