"""Hour, weather and mood in, the colour of everything out."""

import colorsys
import itertools
import math
from dataclasses import replace

import pytest

from storyboard.artwork import read_table
from storyboard.canvas import hexcolour
from storyboard.light import make_light, read_mood_effect

PLAIN = (180, 60, 60)


def light(hour="midday", weather=(), mood="", *, indoors=False):
    return make_light(hour, weather, mood, indoors=indoors)


def test_light_is_bent_by_the_mood():
    def spread(mood):
        colour = make_light("midday", (), mood, indoors=False).shade((180, 60, 60))
        return max(colour) - min(colour)

    assert spread("grieving") < spread("") < spread("joyful")


@pytest.mark.parametrize(
    ("weather", "shines"), [((), True), (("sun",), True), (("rain",), False), (("sun", "fog"), False)]
)
def test_the_sun_hides_behind_bad_weather(weather, shines):
    assert (make_light("midday", weather, "", indoors=False).sun is not None) == shines


def test_the_sun_climbs_until_midday_and_shadows_shrink():
    hours = [make_light(hour, (), "", indoors=False) for hour in ("dawn", "morning", "midday", "afternoon", "evening")]
    heights, shadows = [light.sun.height for light in hours], [light.shadow for light in hours]
    assert heights[0] < heights[1] < heights[2] > heights[3] > heights[4]
    assert shadows[0] < shadows[1] < 0 < 10 * shadows[2] < shadows[3] < shadows[4], "they change sides at midday"


def test_an_afternoon_is_blue_above_and_an_evening_red():
    red_less_blue = {
        hour: light.sky[0][0] - light.sky[0][2]
        for hour in ("morning", "midday", "afternoon", "evening")
        for light in (make_light(hour, (), "", indoors=False),)
    }
    assert max(red_less_blue[hour] for hour in ("morning", "midday", "afternoon")) < -60 < red_less_blue["evening"]


@pytest.mark.parametrize(
    ("hour", "outdoors", "indoors"),
    [("afternoon", False, False), ("evening", False, True), ("dusk", True, True), ("night", True, True)],
)
def test_lamps_burn_in_rooms_from_evening_and_in_the_open_from_dusk(hour, outdoors, indoors):
    assert [make_light(hour, (), "", indoors=inside).lit for inside in (False, True)] == [outdoors, indoors]


def test_a_light_made_of_another_remembers_none_of_its_colours():
    day = light()
    lit = day.shade(PLAIN)

    assert day.shade(PLAIN) == lit
    assert replace(day, tint=(90, 90, 140)).shade(PLAIN) != lit


def test_distance_fades_into_the_haze():
    fog = light(weather=("fog",))

    def away(distance):
        return sum(abs(a - b) for a, b in zip(fog.shade(PLAIN, distance), fog.grade(fog.haze), strict=True))

    assert fog.haze_at(0) == fog.haze_at(4) == 0
    assert away(5) > away(12) > away(40)
    assert fog.haze_at(12) > light().haze_at(12)


@pytest.mark.parametrize(
    ("hour", "weather", "lit"),
    [
        pytest.param("night", (), True, id="after dark"),
        pytest.param("midday", (), False, id="by day"),
        pytest.param("midday", ("storm",), True, id="under a dark sky"),
        pytest.param("midday", ("rain",), False, id="rain is not dark enough"),
    ],
)
def test_lamps_burn_where_it_is_dark(hour, weather, lit):
    assert light(hour, weather).lit is lit


def test_people_are_lit_where_the_night_is_dark_and_left_alone_by_day():
    dark, day = light("night"), light("midday")

    assert sum(dark.on_people().tint) > sum(dark.tint)
    assert sum(day.on_people().tint) - sum(day.tint) < sum(dark.on_people().tint) - sum(dark.tint)


@pytest.mark.parametrize("indoors", [False, True])
@pytest.mark.parametrize("weather", [(), ("rain",), ("storm",), ("fog",)])
@pytest.mark.parametrize(("hour", "least"), [("night", 1.3), ("dusk", 1.15), ("midday", 0.98)])
def test_nobody_drowns_in_a_dark_room(hour, weather, indoors, least):
    """People are lit more than the walls behind them, the more the darker it is."""
    around = light(hour, weather, indoors=indoors)

    assert sum(around.on_people().tint) >= least * sum(around.tint) - 1


def test_a_night_indoors_is_no_brown():
    """Lamps are warm; the room that they do not reach is not, or skin, wood and walls are all one brown."""
    red, _, blue = light("night", indoors=True).tint

    assert blue > red


def test_outlines_are_bold_near_and_fine_far():
    assert light().weight(1) > light().weight(6) > light().weight(14)


def test_a_foggy_night_is_darker_than_a_dusk():
    night, dusk = (make_light(hour, weather, "", indoors=False) for hour, weather in (("night", ["fog"]), ("dusk", [])))

    assert sum(night.sky[0]) < 180
    assert sum(night.sky[2]) < sum(dusk.sky[2])


def test_an_unknown_hour_and_weather_are_those_of_no_hour():
    assert light("teatime", ("hail",)) == light("unknown")
    assert light("unknown").hands == ()


def test_an_unknown_mood_is_neutral():
    effect = read_mood_effect("xyzzy")

    assert effect == read_mood_effect("")
    assert (effect.share, effect.tilt, effect.hatch) == (0, 0, False)


def test_indoors_shadows_are_short():
    assert 0 < abs(light("evening", indoors=True).shadow) < abs(light("evening").shadow)


def test_what_is_dark_already_stays_readable_in_a_storm():
    def left(hour):
        return sum(light(hour, ("storm",)).tint) / sum(light(hour).tint)

    assert left("midday") + 0.1 < left("night") < 1


HOURS = ("dawn", "morning", "midday", "afternoon", "evening", "dusk", "night", "unknown")
MOODS = ("fear", "angry", "sad", "happy", "tender", "shocked", "")
WEATHERS = ((), ("rain",), ("fog",), ("storm",), ("snow",), ("sun",))
NAMED = ("red", "orange", "yellow", "green", "blue", "purple")
TOLD = {name: hexcolour(read_table("colours")["cloth"][name]) for name in NAMED}
PLAINLY_OTHER = 52  # distance of two colours that nobody takes for the same


def hue_of(colour):
    return round(360 * colorsys.rgb_to_hsv(*(part / 255 for part in colour))[0])


def apart(one, other):
    """How different two colours look: red, green and blue weighed as the eye does (Riemersma)."""
    middle = (one[0] + other[0]) / 2
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return math.sqrt((2 + middle / 256) * red * red + 4 * green * green + (2 + (255 - middle) / 256) * blue * blue)


@pytest.mark.parametrize("indoors", [False, True])
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("hour", HOURS)
def test_told_colours_stay_what_they_are_called_in_every_light(hour, weather, indoors):
    for mood in MOODS:
        seen = {
            name: light(hour, weather, mood, indoors=indoors).on_people().shade(colour, 3.0)
            for name, colour in TOLD.items()
        }
        for (first, one), (second, other) in itertools.combinations(seen.items(), 2):
            assert apart(one, other) > PLAINLY_OTHER, (first, second, mood)
        for name, colour in TOLD.items():
            turned = abs((hue_of(seen[name]) - hue_of(colour) + 180) % 360 - 180)
            assert turned < 26, (name, mood, seen[name])
