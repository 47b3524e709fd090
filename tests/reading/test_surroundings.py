import pytest
from reading_steps import read_passage

from english.weights import fitted_weights
from reading.place_trail import Trail
from reading.places import SceneText
from reading.surroundings import find_surroundings
from records import Person, SceneReading

KITCHEN = SceneReading(characters=(Person("Emma", "lead"),), place="kitchen", interior=True, time_of_day="evening")


def surroundings(text, before=None):
    passage, trail = read_passage(text), Trail()
    trail.enter(1)
    if before:
        trail.add(before.place, interior=before.interior)
        trail.enter(1)
    scene = SceneText(passage.prose, passage.realis, passage.cast.names[0], passage.cast)
    return find_surroundings(scene, before, trail, fitted_weights())


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        pytest.param("Emma sat in the garden at noon.", KITCHEN, ("garden", False, "midday"), id="all told"),
        pytest.param("Emma laughed.", KITCHEN, ("kitchen", True, "unknown"), id="nothing told"),
        pytest.param("Emma laughed at dawn.", KITCHEN, ("kitchen", True, "dawn"), id="only the hour told"),
        pytest.param("Emma sat in the kitchen.", KITCHEN, ("kitchen", True, "unknown"), id="the same place again"),
        pytest.param("Emma sat in the garden.", KITCHEN, ("garden", False, "unknown"), id="elsewhere, at any hour"),
        pytest.param("Emma laughed.", None, ("", None, "unknown"), id="the first scene"),
    ],
)
def test_takes_over_what_is_not_told(text, before, expected):
    around = surroundings(text, before)
    assert (around.place, around.interior, around.time_of_day) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She sat by the fire in the parlour.", True),
        ("She sat in the meadow under the sky.", False),
        ("She laughed.", None),
    ],
)
def test_tells_indoors(text, expected):
    assert surroundings(text).interior is expected


def test_knows_the_words_and_paragraphs_that_tell():
    text = "Emma laughed.\nAt noon she sat in the garden.\nIn the garden she sang."
    passage, around = read_passage(text), surroundings(text)
    assert {passage.tokens[first].word for first, _ in around.place_spans} == {"garden"}
    assert [passage.tokens[first].word for first, _ in around.time_spans] == ["at"]
    assert around.paragraphs == {1, 2}


def test_a_place_that_is_kept_has_no_words_here():
    assert surroundings("Emma laughed.", KITCHEN).place_spans == ()


@pytest.mark.parametrize(
    ("text", "before", "held"),
    [
        ("Emma sat in the kitchen. She sang.", None, ["Emma sat in the kitchen. She sang."]),
        ("She sang. She went into the kitchen. She sat.", None, ["She went into the kitchen. She sat."]),
        ("She sat in the kitchen. She sang. She went into the garden.", KITCHEN, ["She sat in the kitchen. She sang."]),
        ("Emma laughed.", KITCHEN, ["Emma laughed."]),
        ("Emma laughed.", None, []),
    ],
)
def test_tells_which_stretch_passes_at_the_place(text, before, held):
    tokens = read_passage(text).tokens
    spans = [text[tokens[first].start : tokens[last - 1].end] for first, last in surroundings(text, before).held]
    assert spans == held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emma stood on the bridge. The crew of the starship saw the planet.", ("spaceship bridge", True)),
        ("Emma stood on the bridge. The river was wide.", ("bridge", False)),
    ],
)
def test_a_word_with_several_senses_says_which_place_and_whether_it_has_a_roof(text, expected):
    around = surroundings(text)
    assert (around.place, around.interior) == expected
    assert around.places[0] == around.place
