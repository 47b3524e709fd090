"""The place of a drawing and its row in, its light and its backdrop out."""

from storyboard.artwork import read_table
from storyboard.deeds import poses
from storyboard.sets import is_mirrored, lights_of, place_colours

PLACES = read_table("places")["place"]
POSES = poses()


def test_a_place_keeps_its_side_and_its_walls():
    kitchen, phrases = PLACES["kitchen"], [f"{name}'s kitchen" for name in ("Ann", "Ben", "Cy", "Di", "Ed", "Flo")]

    assert is_mirrored({"place": "kitchen"}) == is_mirrored({"place": "kitchen", "mood": "furious"})
    assert len({is_mirrored({"place": phrase}) for phrase in phrases}) == 2
    assert place_colours(kitchen, "kitchen") == place_colours(kitchen, "kitchen")
    assert all(place_colours(kitchen, phrase)["wall"] in kitchen["walls"] for phrase in phrases)


def test_a_room_has_its_own_light_and_the_open_has_one():
    night = {"time_of_day": "midday", "weather": ["rain"]}
    inside, outside = lights_of(night, PLACES["kitchen"])
    open_light, open_outside = lights_of(night, PLACES["meadow"])

    assert inside != outside
    assert open_light is open_outside
    assert open_outside == outside


def test_a_cave_is_dark_and_its_lamps_burn():
    light, _ = lights_of({"time_of_day": "midday"}, PLACES["cave"])
    plain, _ = lights_of({"time_of_day": "midday"}, PLACES["meadow"])

    assert light.lit
    assert sum(light.tint) < sum(plain.tint)
