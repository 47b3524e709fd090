"""The storyboard is checked on what it draws: light, sky, weather, people and their colours."""

from __future__ import annotations

import colorsys
import dataclasses
import functools
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops, ImageStat

from records import TIMES_OF_DAY, WEATHERS, Person, RenderJob, SceneReading
from storyboard import engine as storyboard
from storyboard.artwork import read_table
from storyboard.drawing import drawing_of
from storyboard.layout import lay_out

EMMA = Person(
    "Emma Hale", "lead", gender="female", age="in her thirties", look="woman with long red hair", outfit="green coat"
)
JONAS = Person("Jonas", "present", gender="male", age="old", look="old man with a grey beard", outfit="brown jacket")
SIZE = (448, 256)


def reading(**changes):
    values = {
        "characters": (EMMA,),
        "place": "village",
        "interior": False,
        "time_of_day": "midday",
        "action": "standing",
    }
    return SceneReading(**{**values, **changes})


def draw(seed=1, size=SIZE, **changes):
    return storyboard.draw_panel(drawing_of(reading(**changes)), *size, seed)


panel = functools.lru_cache(maxsize=32)(draw)  # many tests look at the same panels


def stage(**changes):
    return lay_out(drawing_of(reading(**changes)), SIZE[0] / SIZE[1], 1)


def brightness(image):
    return ImageStat.Stat(image.convert("L").crop((12, 12, SIZE[0] - 12, 220))).mean[0]


def hue(image, box):
    red, green, blue = ImageStat.Stat(image.crop(box)).mean
    return colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)[0] * 360


def share_near(image, colour, reach=40):
    pixels = image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata()
    near = sum(all(abs(a - b) < reach for a, b in zip(pixel, colour, strict=True)) for pixel in pixels)
    return near / (image.width * image.height)


def difference(first, second):
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean)


def job(drawing, seed=1, width=128, height=64):
    return RenderJob("storyboard", "", "", "", seed, 0, 0.0, width, height, drawing=drawing)


def test_the_same_drawing_gives_the_same_pixels():
    assert draw().tobytes() == draw().tobytes()


@pytest.mark.slow
def test_another_process_with_another_hash_seed_gives_the_same_pixels():
    script = (
        "import hashlib; from storyboard import engine as storyboard; from records import *;"
        "from storyboard.drawing import drawing_of;"
        "d = drawing_of(SceneReading((Person('Ann', 'lead'),), place='forest', weather=('rain',)));"
        "print(hashlib.sha256(storyboard.draw_panel(d, 160, 96, 7).tobytes()).hexdigest())"
    )
    root = Path(storyboard.__file__).parent.parent
    prints = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"place": "kitchen", "interior": True},
        {"place": "harbour"},
        {"time_of_day": "night"},
        {"weather": ("rain",)},
        {"weather": ("snow",)},
        {"characters": (EMMA, JONAS)},
        {"characters": ()},
        {"people": ("two guards",)},
        {"action": "running"},
        {"action": "reading"},
        {"props": ("umbrella",)},
        {"mood": "furious"},
        {"shot": "close-up"},
        {"characters": (dataclasses.replace(EMMA, outfit="red coat"),)},
        {"characters": (dataclasses.replace(EMMA, look="woman with black hair"),)},
        {"characters": (EMMA, dataclasses.replace(JONAS, presence="remote"))},
    ],
    ids=lambda changes: next(iter(changes)) + " " + str(next(iter(changes.values())))[:20],
)
def test_what_the_scene_says_shows_in_the_picture(changes):
    assert difference(panel(), panel(**changes)) > 0.2


@pytest.mark.parametrize("place", ["village", "kitchen", "forest", "street", "beach", "church"])
@pytest.mark.slow
def test_brightness_follows_the_hour(place):
    shades = {hour: brightness(panel(place=place, time_of_day=hour)) for hour in TIMES_OF_DAY}
    assert shades["night"] < shades["dusk"] < shades["evening"] < shades["midday"]
    assert shades["dawn"] < shades["morning"]
    assert shades["night"] > 30, "night stays readable"


KNOWN_HOURS = [hour for hour in TIMES_OF_DAY if hour != "unknown"]
SKY, HORIZON = (150, 14, 260, 24), (330, 70, 420, 84)  # high in the picture, and just above the land


@pytest.mark.parametrize(
    ("hour", "box", "low", "high"),
    [
        ("midday", SKY, 185, 225),
        ("morning", SKY, 185, 225),
        ("night", SKY, 205, 250),
        ("dusk", SKY, 215, 250),
        ("dawn", SKY, 215, 345),
        ("evening", HORIZON, 0, 40),
        ("afternoon", SKY, 185, 225),
    ],
)
def test_the_sky_has_the_colour_of_the_hour(hour, box, low, high):
    assert low <= hue(panel(place="meadow", characters=(), time_of_day=hour), box) <= high


@pytest.mark.parametrize("place", ["meadow", "beach", "village", "street", "kitchen", "office", "bedroom"])
@pytest.mark.slow
def test_no_two_hours_have_the_same_palette(place):
    small = {hour: panel(place=place, time_of_day=hour, interior=None).resize((8, 5)) for hour in KNOWN_HOURS}
    for index, first in enumerate(KNOWN_HOURS):
        for second in KNOWN_HOURS[index + 1 :]:
            assert difference(small[first], small[second]) > 18, (first, second)


@pytest.mark.parametrize("place", ["kitchen", "office", "living room", "classroom", "shop", "station"])
@pytest.mark.parametrize("hour", KNOWN_HOURS)
def test_a_clock_in_the_room_shows_the_hour(place, hour):
    things = stage(place=place, time_of_day=hour, interior=True).things
    assert {"wall_clock", "post_clock"} & {thing.name for thing in things}


@pytest.mark.parametrize(
    ("place", "hour"), [("kitchen", "unknown"), ("street", "unknown"), ("prison", "night"), ("meadow", "midday")]
)
def test_no_clock_where_there_is_none_or_no_hour_is_known(place, hour):
    names = [thing.name for thing in stage(place=place, time_of_day=hour, interior=None).things]
    assert not {"wall_clock", "post_clock"} & set(names)


@pytest.mark.slow
def test_every_weather_looks_different():
    pictures = {weather: panel(weather=(weather,)) for weather in WEATHERS}
    names = list(pictures)
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            assert difference(pictures[first], pictures[second]) > 1.0, (first, second)


def test_snow_lies_on_the_ground():
    ground = (20, 180, 150, 215)
    white = ImageStat.Stat(panel(weather=("snow",)).crop(ground)).mean
    green = ImageStat.Stat(panel().crop(ground)).mean
    assert min(white) > 170 > min(green)


def test_fog_hides_the_distance():
    far = (300, 60, 430, 120)
    contrast = {w: sum(ImageStat.Stat(panel(weather=w).crop(far)).stddev) for w in ((), ("fog",))}
    assert contrast["fog",] < 0.65 * contrast[()], "the grain of the paper stays"


def test_no_rain_falls_in_a_cave():
    def unrest(place, weather):
        ground = panel(place=place, interior=None, weather=weather, characters=()).crop((120, 190, 420, 215))
        return sum(ImageStat.Stat(ground).stddev)

    assert unrest("meadow", ("rain",)) > unrest("meadow", ()) - 5
    assert unrest("cave", ("rain",)) < unrest("cave", ()) + 4


def test_windows_show_the_rain_outside():
    assert difference(panel(place="office"), panel(place="office", weather=("rain",))) > 0.3


@pytest.mark.slow
def test_a_person_wears_the_stated_colours():
    green, red = (
        panel(place="hospital"),
        panel(place="hospital", characters=(dataclasses.replace(EMMA, outfit="red coat"),)),
    )
    for colour, with_it, without in (((79, 127, 84), green, red), ((178, 58, 52), red, green)):
        assert share_near(with_it, colour, 24) > share_near(without, colour, 24) + 0.008


@pytest.mark.slow
@pytest.mark.parametrize("place", ["hospital", "street", "meadow", "kitchen"])
@pytest.mark.parametrize("action", ["standing", "reading", "running"])
def test_the_same_person_has_the_same_colours_in_every_panel(place, action):
    coat = (79, 127, 84)
    with_her = panel(place=place, action=action)
    without = panel(place=place, action=action, characters=())
    assert share_near(with_her, coat, 24) > share_near(without, coat, 24) + 0.004


@pytest.mark.parametrize("hour", ["dusk", "night"])
@pytest.mark.parametrize("place", ["forest", "street", "office"])
def test_a_face_stays_readable_in_the_dark(hour, place):
    pale = dataclasses.replace(EMMA, look="bald pale woman", outfit="white dress")
    with_her, without = (panel(place=place, time_of_day=hour, characters=who) for who in ((pale,), ()))
    changed = ImageChops.difference(with_her, without).convert("L").point(lambda value: 255 * (value > 30))
    assert ImageStat.Stat(with_her.convert("L"), changed).mean[0] > 70


def test_lamps_light_the_windows_at_night():
    glow = (255, 214, 128)
    assert share_near(panel(time_of_day="night"), glow) > share_near(panel(), glow) + 0.001


@pytest.mark.parametrize("size", [(64, 64), (128, 64), (64, 512), (1344, 768), (832, 1216), (1536, 640)])
def test_every_size(size):
    picture = panel(size=size)
    assert (picture.size, picture.mode) == (size, "RGB")
    assert sum(ImageStat.Stat(picture).stddev) > 20


@pytest.mark.parametrize("interior", [True, False, None])
def test_an_unknown_place_has_a_neutral_set(interior):
    pictures = [panel(place=place, interior=interior) for place in ("", "xyzzy")]
    assert all(sum(ImageStat.Stat(picture).stddev) > 40 for picture in pictures)


def test_unknown_sets_differ():
    inside, outside, neither = (panel(place="", interior=interior) for interior in (True, False, None))
    assert min(difference(inside, outside), difference(inside, neither), difference(outside, neither)) > 10


# --- the engine -------------------------------------------------------------------------------------------------------


def test_each_job_gives_one_picture_in_order():
    drawing = drawing_of(reading())
    steps = []
    drawn = list(storyboard.draw_pictures([job(drawing), job(drawing, width=64)], lambda *step: steps.append(step)))
    assert [(d.index, d.image.size, d.error, d.device) for d in drawn] == [
        (0, (128, 64), "", "cpu"),
        (1, (64, 64), "", "cpu"),
    ]
    assert all(d.seconds > 0 for d in drawn)
    assert steps == [(1, 1), (1, 1)]


def test_a_job_that_another_process_has_is_passed_over():
    asked = []
    jobs = [job(drawing_of(reading()))] * 3
    drawn = list(storyboard.draw_pictures(jobs, lambda *_: None, lambda index: asked.append(index) or index != 1))
    assert [d.index for d in drawn] == [0, 2]
    assert asked == [0, 1, 2]


def test_a_failing_job_yields_its_sentence_and_the_others_are_drawn():
    drawing = drawing_of(reading())
    broken = {**drawing, "people": [None]}
    drawn = list(storyboard.draw_pictures([job(drawing), job(broken), job(drawing)], lambda *_: None))
    assert [d.image is not None for d in drawn] == [True, False, True]
    assert "could not be drawn" in drawn[1].error
    assert "\n" not in drawn[1].error
    assert "Traceback" in drawn[1].details


def test_the_panel_can_be_saved_as_png():
    file = io.BytesIO()
    panel().save(file, format="PNG")
    assert file.getvalue().startswith(b"\x89PNG")


WORDS = st.sampled_from(
    [
        *("a", "old", "woman", "boy", "7", "199", "red", "hair", "coat", "bald", "at", "the", "of", "running", "phone"),
        *("sword", "xyzzy", "–", "É", "日本", "#ff0000", "-", "forest", "kitchen", "²"),
    ]
)
PHRASES = st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=12)
PEOPLE = st.builds(
    Person,
    name=PHRASES,
    presence=st.sampled_from(["lead", "present", "remote", "mentioned"]),
    gender=st.sampled_from(["", "female", "male"]),
    age=PHRASES,
    look=PHRASES,
    outfit=PHRASES,
)
READINGS = st.builds(
    SceneReading,
    characters=st.lists(PEOPLE, max_size=8).map(tuple),
    people=st.lists(PHRASES, max_size=3).map(tuple),
    place=PHRASES,
    interior=st.sampled_from([True, False, None]),
    time_of_day=st.sampled_from(TIMES_OF_DAY),
    weather=st.lists(st.sampled_from(WEATHERS), max_size=4).map(tuple),
    mood=PHRASES,
    action=PHRASES,
    props=st.lists(PHRASES, max_size=3).map(tuple),
    shot=PHRASES,
)


@settings(max_examples=60, deadline=None)
@given(READINGS, st.integers(0, 2**32 - 1))
@pytest.mark.slow
def test_no_reading_makes_it_fail(any_reading, seed):
    picture = storyboard.draw_panel(drawing_of(any_reading), 96, 64, seed)
    assert picture.size == (96, 64)


@pytest.mark.slow
@pytest.mark.parametrize("place", read_table("places")["place"])
@pytest.mark.parametrize("size", [(168, 96), (96, 168), (112, 112)], ids=["wide", "upright", "square"])
def test_every_place_is_drawn_in_every_shape_of_panel(place, size):
    drawing = {
        "place": place.replace("_", " "),
        "interior": None,
        "time_of_day": "night",
        "people": [],
        "weather": ["rain"],
    }

    assert storyboard.draw_art(drawing, *size, 3).size == size
