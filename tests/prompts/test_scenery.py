import re

import pytest

import config
from english.lexicon import lexicon
from prompt_generator import make_prompt
from records import Evidence, Person, SceneReading

STYLE = config.STYLES["graphic novel"]
EMMA = Person("Emma", "lead", look="woman with short red hair", outfit="green coat")
JONAS = Person("Jonas", "present", look="teenage boy with fair hair", outfit="long blue coat")


def prompt_of(**reading):
    return make_prompt(SceneReading(**reading), STYLE).prompt


def said(*texts):
    return {"weather": tuple(Evidence(1, 0, text) for text in texts)}


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        pytest.param({"place": "Hanger Wood"}, "forest", id="a wood's name"),
        pytest.param({"place": "Chapel Street"}, "street", id="a street's name"),
        pytest.param({"place": "spaceship bridge", "interior": True}, "a deserted spaceship bridge", id="no way"),
        pytest.param({"place": "bridge at Ludlow"}, "a deserted bridge", id="a town's name behind"),
        pytest.param({"characters": (EMMA,), "place": "sea", "interior": True}, "coat, ink", id="no sea indoors"),
        pytest.param(
            {"characters": (EMMA,), "place": "kitchen", "interior": False, "time_of_day": "night"},
            "kitchen, night, lamplight, dark corners",
            id="a kitchen is inside",
        ),
        pytest.param({"interior": True}, "wide shot of a deserted room", id="nobody inside"),
        pytest.param(
            {"characters": (EMMA,), "place": "dark room", "interior": True, "action": "riding a school bus"},
            "riding a school bus, school bus",
            id="the deed's own place wins",
        ),
        pytest.param(
            {"place": "lane", "interior": False, "weather": ("snow",), "evidence": said("snow", "snow")},
            "snow-covered ground",
            id="snow that lies",
        ),
        pytest.param(
            {"place": "lane", "interior": False, "weather": ("snow",), "evidence": said("snow", "snow fell")},
            "falling snow",
            id="snow that falls",
        ),
        pytest.param(
            {"place": "lane", "interior": False, "weather": ("snow", "sun"), "evidence": said("snow", "sun")},
            "sunny sky",
            id="sun on snow that lies",
        ),
        pytest.param(
            {"place": "car", "interior": True, "time_of_day": "night", "weather": ("rain",)},
            "car interior, night, dark glass, dim light, rain on the window",
            id="a car has no lamp",
        ),
        pytest.param(
            {"place": "kitchen", "interior": True, "time_of_day": "afternoon", "weather": ("rain",)},
            "warm afternoon light, rain on the window",
            id="one window",
        ),
        pytest.param(
            {"place": "carriage", "places": ("carriage", "train"), "interior": True},
            "train compartment",
            id="a train's",
        ),
        pytest.param({"place": "side ward", "interior": True}, "hospital ward", id="a ward"),
        pytest.param({"place": "upper glen"}, "deserted glen", id="an adjective of the story"),
        pytest.param({"place": "flat", "interior": True}, "apartment", id="flat"),
        pytest.param({"place": "snow", "interior": False}, "snowy field", id="snow is no place"),
        pytest.param({"characters": (EMMA,), "props": ("tea",)}, "cup of tea", id="tea stands in a cup"),
        pytest.param({"place": "village", "time_of_day": "night", "interior": False}, "one street lamp", id="street"),
        pytest.param(
            {"place": "forest", "time_of_day": "night", "interior": False},
            "night, dark sky, deep shadows",
            id="no lamp in a wood",
        ),
        pytest.param({"place": "forest", "weather": ("wind",)}, "windblown leaves", id="nobody's hair"),
        pytest.param(
            {"characters": (EMMA, JONAS, JONAS), "shot": "over-the-shoulder shot"}, "two people", id="two of many"
        ),
        pytest.param(
            {"characters": (EMMA,), "shot": "over-the-shoulder shot"}, "medium shot of a", id="whose shoulder?"
        ),
        pytest.param(
            {"characters": (EMMA,), "shot": "wide shot", "mood": "angry"}, "clenched fists", id="body when far"
        ),
        pytest.param({"characters": (EMMA,), "shot": "close-up", "mood": "angry"}, "clenched jaw", id="face when near"),
        pytest.param({"characters": (EMMA,), "people": ("several men",)}, "group of men in", id="uncounted"),
        pytest.param({"characters": (EMMA,), "people": ("people", "two nuns")}, "two nuns in", id="rather told apart"),
        pytest.param(
            {"characters": (EMMA, Person("Robin", "present", look="person"), JONAS)},
            "teenage boy with fair hair",
            id="who can be drawn",
        ),
        pytest.param(
            {"characters": (Person("the occupant", "lead", gender="male", named=False),)},
            "of a man, ",
            id="a man at least",
        ),
        pytest.param(
            {"characters": (Person("X", "lead", look="man", outfit="boots and scarf"),)},
            "in boots and a scarf",
            id="a scarf",
        ),
        pytest.param(
            {"interior": True, "weather": ("rain",)}, "rain on the window", id="weather indoors by the window"
        ),
        pytest.param({"interior": False, "weather": ("rain",)}, "rain, wet ground", id="weather outdoors"),
    ],
)
def test_scenes_show_what_an_illustrator_can_draw(reading, said):
    assert said in prompt_of(**reading)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        pytest.param({"place": "Hanger Wood"}, "hanger", id="a place's name"),
        pytest.param({"place": "Dumfries"}, "dumfries", id="a town that shows nothing"),
        pytest.param(
            {"characters": (EMMA,), "place": "dining room", "interior": True, "action": "riding along together"},
            "room",
            id="nobody rides in a room",
        ),
        pytest.param(
            {"characters": (EMMA,), "place": "kitchen", "interior": True, "action": "looking into the garden"},
            "garden, garden",
            id="what is looked at is another place",
        ),
        pytest.param({"place": "Dumfries"}, "shot of,|of ink", id="nothing to frame"),
        pytest.param({"place": "tent", "interior": True, "time_of_day": "night"}, "window", id="a tent's window"),
        pytest.param({"place": "tent", "interior": True, "weather": ("rain",)}, "window", id="rain on it"),
        pytest.param({"characters": (EMMA,), "place": "sea", "interior": True}, "sea", id="a sea under a roof"),
        pytest.param(
            {"characters": (EMMA,), "place": "kitchen", "interior": False, "weather": ("wind",)}, "wind in", id="in"
        ),
        pytest.param(
            {"characters": (EMMA,), "place": "dim room", "interior": True, "time_of_day": "night"},
            "room.*room",
            id="two rooms",
        ),
        pytest.param({"place": "sea", "interior": False, "time_of_day": "dusk"}, "window", id="lit windows at sea"),
        pytest.param({"interior": False, "time_of_day": "evening"}, "lamp", id="lamplight outdoors"),
        pytest.param({"interior": False, "weather": ("storm", "fog")}, "fog", id="fog in a storm"),
        pytest.param({"characters": (EMMA,), "weather": ("snow", "fog", "wind")}, "wind in", id="three weathers"),
        pytest.param({"place": "Brinkley Court"}, "court", id="a manor that is no court"),
        pytest.param({"place": "sea", "weather": ("wind",)}, "hair", id="hair where nobody is"),
        pytest.param(
            {"characters": (EMMA,), "interior": True, "time_of_day": "night", "props": ("lamp",)},
            "lamp, .*lamp",
            id="2",
        ),
        pytest.param(
            {"time_of_day": "morning", "interior": False, "weather": ("sun",)}, "sun,.*bright sun", id="two suns"
        ),
        pytest.param(
            {"characters": (EMMA,), "time_of_day": "midday", "interior": False, "mood": "ominous", "weather": ("sun",)},
            "short shadows|sharp shadows",
            id="one kind of shadows",
        ),
        pytest.param({"characters": (EMMA,), "action": "laughing", "mood": "angry"}, "clenched", id="two faces"),
        pytest.param(
            {"characters": (EMMA, JONAS, JONAS), "people": ("six men",)}, "six|people.*people", id="one group"
        ),
        pytest.param(
            {"characters": (EMMA,), "action": "eating", "mood": "violent"}, "teeth|fierce", id="a fierce meal"
        ),
        pytest.param(
            {"characters": (EMMA,), "action": "driving a sled", "mood": "tense", "shot": "wide shot"},
            "stance",
            id="no stance on a sled",
        ),
        pytest.param({"characters": (EMMA,), "props": ("chest",)}, "chest", id="a part of the body"),
        pytest.param(
            {"characters": (EMMA,), "props": ("needle",), "shot": "wide shot"}, "needle", id="too small to see"
        ),
        pytest.param(
            {"characters": (Person("X", "lead", look="man", outfit="orange jacket and red tie"),)},
            "red",
            id="two colors",
        ),
        pytest.param({"weather": ("sun",), "time_of_day": "night"}, "sun", id="sun at night"),
        pytest.param({"weather": ("sun", "storm")}, "sunny", id="sun in a storm"),
        pytest.param({"characters": (EMMA,), "place": "x", "people": ("a crowd",)}, "deserted", id="not deserted"),
    ],
)
def test_scenes_do_not_contradict_or_repeat(reading, words):
    assert not re.search(words, prompt_of(**reading))


def test_every_mood_has_a_face_and_a_body():
    words = lexicon().prompt_words

    assert set(words.moods) == set(words.moods_body)


def test_what_is_called_dropped_is_what_was_dropped():
    cap = Person("Ada", "present", look="woman in her forties", outfit="cap")
    reading = SceneReading((EMMA, cap), place="office", action="reading a letter", mood="sad", time_of_day="night")

    for limit in range(45, 78):
        prompt = make_prompt(reading, STYLE, limit=limit)
        assert ("woman in her forties" in prompt.prompt) is ("the second person" not in prompt.dropped)
        assert "the second person's hair" not in prompt.dropped  # none is told
