import pytest

from english.tokens import parse_prose
from reading.realis import find_realis
from reading.weather import find_weather
from records import SceneReading


def weather_of(text, *, interior=False):
    prose = parse_prose(text)
    return find_weather(prose, find_realis(prose, ()), interior=interior)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell on the street.", ("rain",)),
        ("The snow lay deep.", ("snow",)),
        ("Fog filled the bay and a gust shook the tree.", ("fog", "wind")),
        ("The sun shone on the roofs.", ("sun",)),
        ("Heavy clouds hung in the sky.", ("cloud",)),
        ("The sun was full on the wall.", ("sun",)),
        ("The rain had stopped at noon. By three it was raining again.", ("rain",)),
        ("By then it had stopped snowing, and snow lay along the hedge.", ("snow",)),
        ("They fought hand to hand while the rain fell.", ("rain",)),
    ],
)
def test_tells_the_weather(text, expected):
    assert weather_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A storm of applause broke out.",
        "He was as quick as lightning.",
        "It had not rained for weeks.",
        "He had a sunny smile.",
        "The power over the winds was hers.",
        "If it snowed, they would stay.",
        "The cloud of dark hair fell down.",
        "A red mist swam before his eyes.",
        "The alley stank of rain.",
        "Blows rained on his back.",
        "The rain had passed over, and the roofs smoked.",
        "It stopped raining. The gutters ran on.",
        "The drizzle ceased at last.",
        "A breeze shook the leaves. The wind dropped.",
        "The wind howled for an hour. Then came a hush with no wind.",
        "The air was perfectly still, with dust at the windy corner.",
    ],
)
def test_leaves_out_what_is_not_in_the_air(text):
    assert weather_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Mist lay on the bay. Towards ten the sun came out.", ("sun",), id="the sun ends the mist"),
        pytest.param("The sun shone. Then rain fell.", ("rain", "sun"), id="no end is told"),
        pytest.param("Rain had kept them in. Now the sun was out.", ("sun",), id="the sun is out"),
    ],
)
def test_what_comes_later_ends_what_was_before(text, expected):
    assert weather_of(text) == expected


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Snow fell softly.", ["Snow fell"]),
        ("The snow lay deep.", ["snow"]),
        ("In falling snow he ran.", ["falling snow"]),
    ],
)
def test_the_words_tell_whether_snow_falls(text, spans):
    prose = parse_prose(text)
    _, signs = find_weather(prose, find_realis(prose, ()), interior=False)
    assert [prose.text[prose.tokens[sign.first].start : prose.tokens[sign.last - 1].end] for sign in signs] == spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rain ran down the window.", ("rain",), id="a window"),
        pytest.param("She pictured the rain of the north at the kitchen table.", (), id="a thought"),
        pytest.param("Mud of last night's storm lay on the rug.", (), id="last night's"),
        pytest.param("The store was in Hurricane Street.", (), id="a name"),
    ],
)
def test_indoors_weather_is_what_can_be_seen(text, expected):
    assert weather_of(text, interior=True) == expected


def test_a_weather_goes_on_where_the_next_scene_speaks_of_it():
    prose = parse_prose("The rain was heavier than ever.")
    before = SceneReading(weather=("rain", "fog"))
    assert find_weather(prose, find_realis(prose, ()), interior=False, before=before)[0] == ("rain",)


def test_a_sun_of_no_weight_is_no_evidence():
    prose = parse_prose('"The sun shone," she said. Snow fell.')
    assert [sign.value for sign in find_weather(prose, find_realis(prose, ()), interior=False)[1]] == ["snow"]


@pytest.mark.parametrize(
    ("text", "interior", "expected"),
    [
        pytest.param("The kitchen was full of sun.", True, ("sun",), id="a room full of sun"),
        pytest.param("A strip of thin sun lay across the plates.", True, ("sun",), id="a strip of sun"),
        pytest.param("The sun was on the gable.", False, ("sun",), id="sun on something"),
        pytest.param("The light came low and yellow through the birches.", False, ("sun",), id="golden light"),
        pytest.param("The lamp threw yellow light across the yard.", False, (), id="lamplight is no sun"),
        pytest.param("There wasn't a cloud over the square.", False, ("sun",), id="a clear sky"),
        pytest.param("The moon hung in a cloudless sky.", False, (), id="a clear night has no sun"),
        pytest.param("Rain fell all day, but at five the rain gave up.", False, (), id="rain that gave up"),
        pytest.param("He turned on the shower and felt for the soap.", False, (), id="a shower to wash in"),
        pytest.param("It wasn't raining.", False, (), id="denied"),
        pytest.param(
            "On the roofs the snow, which must have come unheard, lay whole.", True, ("snow",), id="snow lies"
        ),
    ],
)
def test_reads_weather_of_today(text, interior, expected):
    assert weather_of(text, interior=interior) == expected
