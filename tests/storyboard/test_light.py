"""Hour, weather and mood in, the colour of everything out."""

import pytest

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


def test_outlines_are_bold_near_and_fine_far():
    assert light().weight(1) > light().weight(6) > light().weight(14)


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
