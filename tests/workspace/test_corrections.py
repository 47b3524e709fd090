"""The table [scene], read and checked."""

import tomllib
from pathlib import Path

import pytest

from workspace.correction_values import CorrectionError
from workspace.corrections import KEYS, read_corrections, say_correction, say_fault, say_value


def read(text):
    return read_corrections(tomllib.loads(text).get("scene", {}))


def test_a_whole_table():
    said = read(
        """
        [scene]
        nobody = false
        props = "lantern, map"
        shot = "wide"
        place = "a rusty van"
        interior = "yes"
        time = "noon"
        weather = "rain"
        mood = "tense"
        lead = "Emma"
        action = "reading"

        [[scene.people]]
        name = "Emma"
        outfit = "red coat"
        """
    )

    assert said == {
        "place": "a rusty van",
        "interior": True,
        "time": "midday",
        "weather": ["rain"],
        "mood": "tense",
        "shot": "wide shot",
        "lead": "Emma",
        "people": [{"name": "Emma", "outfit": "red coat"}],
        "action": "reading",
        "props": ["lantern", "map"],
    }
    assert list(said) == [key for key in KEYS if key in said], "in one order, however the author orders them"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('place = ""', {}),
        ('mood = " "', {}),
        ('people = ""', {}),
        ('weather = ""', {"weather": []}),
        ("weather = []", {"weather": []}),
        ('props = ""', {"props": []}),
        ("people = []", {"people": []}),
        ('mood = "none"', {"mood": ""}),
        ("nobody = true", {"nobody": True}),
    ],
)
def test_what_an_empty_value_says(line, said):
    assert read(f"[scene]\n{line}") == said


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ('prompt = "x"\n[scene]\npalce = "van"', 3, "there is no palce to correct: did you mean place?"),
        ('[scene]\n\nlocation = "van"', 3, "did you mean place?"),
        ('[scene]\nweahter = "rain"', 2, "did you mean weather?"),
        ('[scene]\nplace = "van"\ntime_of_day = "night"', 3, "did you mean time?"),
        ('[scene]\nstyle = "noir"', 2, "style is nothing that a scene shows: give --style with --scenes."),
        ("[scene]\nseed = 3", 2, "seed is nothing that a scene shows: change it at the top of the prompt file."),
        ("[scene]\nxyzzy = 1", 2, "there are place, interior, time"),
        ('[scene]\nplace = "van"\ntime = "nigt"', 3, 'time is "nigt": did you mean "night"?'),
        ("[scene]\nplace = 3", 2, "place is 3, not text"),
        ('[scene]\nweather = [\n  "rain",\n  "hial",\n]', 4, 'weather is "hial"'),
        ('[scene]\n[[scene.people]]\nname = "Emma"\noutift = "x"', 4, "has no key outift: did you mean outfit?"),
        ('[scene]\nlead = "nobody"', 2, 'lead is "nobody": where nobody is to be drawn, say nobody = true.'),
        ('[scene]\nshot = "none"', 2, 'shot is "none": take one of'),
        ('scene.palce = "van"', 1, "did you mean place?"),
        ('scene = "van"', 1, 'scene is "van", not a table'),
        ('[scene]\nnobody = true\nlead = "Emma"', 2, "nobody and lead exclude each other"),
    ],
)
def test_a_fault_is_told_with_file_line_and_the_nearest_right_word(text, line, sentence):
    with pytest.raises(CorrectionError) as raised:
        read(text)
    said = say_fault(Path("p.toml"), text, raised.value)

    assert said.startswith(f"p.toml, line {line}: ")
    assert sentence in said


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("place", "van", 'place = "van"'),
        ("interior", True, "interior = yes"),
        ("weather", [], 'weather = "none"'),
        ("props", ["rope", "map"], 'props = "rope, map"'),
        ("people", [{"who": "Emma"}, {"who": "two guards"}], 'people = "Emma; two guards"'),
    ],
)
def test_a_correction_is_said_as_it_may_be_typed(key, value, said):
    assert say_correction(key, value) == said


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("place", "a van", "a van"),
        ("interior", False, "no"),
        ("weather", ["rain", "wind"], "rain, wind"),
        ("weather", [], "none"),
        ("mood", "", "none"),
        ("people", [{"who": "Emma", "doing": "reading"}, {"who": "a cat"}], "Emma: reading; a cat"),
    ],
)
def test_a_value_is_said_as_the_command_takes_it(key, value, text):
    assert say_value(key, value) == text
    assert read_corrections({key: text}) == {key: value}
