import pytest

from english.cue_tables import parse_cues
from english.cues import find_cues
from english.tokens import parse_prose

LISTS = {"calm": "still quiet", "marks": ", ;"}


def table_of(*rows, cues=None):
    told = {"rows": [{"says": "-", **row} for row in rows], "cues": {"rain": "rain rained"} if cues is None else cues}
    return parse_cues({"told": told, "lists": LISTS}, "t.toml", "told")


def found(table, text):
    """What a table finds, every word half real: (value, weight, words)."""
    prose = parse_prose(text)
    signs = find_cues(table, prose, lambda _: 0.5)
    return [(*sign[:2], " ".join(token.word for token in prose.tokens[sign.first : sign.last])) for sign in signs]


@pytest.mark.parametrize(
    ("test", "fires", "fires_not"),
    [
        pytest.param("before no", "There was no rain.", "No day had rain.", id="right before"),
        pytest.param("after of", "A rain of blows.", "A rain full of blows.", id="right after"),
        pytest.param("near red", "Red rain.", "Red, red, the rain, red.", id="right beside"),
        pytest.param("before 3 no", "No drop of rain.", "No drop of real rain.", id="among three words before"),
        pytest.param("after 3 fell", "Rain in sheets fell.", "Rain in grey sheets fell.", id="among three after"),
        pytest.param("near 2 red", "Rain was red.", "Rain was a red one.", id="as many on either side"),
        pytest.param("near 1 3 red", "Rain was a red one.", "Red is the rain.", id="one before, three after"),
        pytest.param("after 9 sun", "Rain fell; then sun.", "Rain fell. Then sun.", id="in the sentence"),
        pytest.param("before 9 sun", "Sun, then rain.", "Sun! Then rain.", id="in the sentence, before"),
        pytest.param("after 9 clause sun", "Rain and sun came.", "Rain came, and sun.", id="in the clause"),
        pytest.param("before 9 clause sun", "Sun and rain came.", "Sun came, and rain.", id="in the clause, before"),
        pytest.param("after 9 text sun", "Rain fell. Then sun.", "Sun shone. Then rain.", id="across sentences"),
        pytest.param("no before no", "Some rain.", "There was no rain.", id="what must not stand there"),
        pytest.param("no after 9 sun", "Rain. The sun.", "Rain before sun.", id="not in this sentence"),
        pytest.param(
            "before left_off", "It left off, it left off rain.", "It left off the rain.", id="a phrase beside"
        ),
        pytest.param("after 3 let_up", "Rain soon let up.", "Rain very soon let up.", id="a phrase all within reach"),
        pytest.param("after 5 let_up", "Rain let, then let up.", "Rain let it up.", id="a phrase in one piece"),
        pytest.param("before 9 <calm>", "In quiet rain.", "In calm rain.", id="a list"),
        pytest.param("after 2 <marks>", "Rain came, too.", "Rain came too.", id="marks of a list"),
        pytest.param("before wild|<calm>", "Wild rain.", "Loud rain.", id="a list and words"),
        pytest.param("after text NOUN", "The rain attachment.", "The rain of it.", id="a noun"),
        pytest.param("before WORD", "The rain.", "“Rain.”", id="a word, no mark"),
        pytest.param("itself rained|rains", "It rained.", "The rain fell.", id="the cue itself"),
        pytest.param("no itself rained", "The rain fell.", "It rained.", id="the cue must not be"),
        pytest.param("spoken", "“Rain fell,” he said.", "Rain fell, he said.", id="spoken"),
        pytest.param("no spoken", "Rain fell, he said.", "“Rain fell,” he said.", id="told"),
        pytest.param("capital", "Mr Rain.", "The rain.", id="a capital"),
    ],
)
def test_a_test_holds_where_it_should(test, fires, fires_not):
    row = {"when": [test], "tells": "yes"}
    assert "yes" in {value for value, *_ in found(table_of(row), fires)}
    assert {value for value, *_ in found(table_of(row), fires_not)} == {"rain"}


def test_a_word_tells_its_values_where_no_row_holds():
    table = table_of(cues={"snow": "sleet snow", "rain": "sleet"})
    assert found(table, "Sleet fell.") == [("snow", 0.5, "sleet"), ("rain", 0.5, "sleet")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([{"times": 2}, {"times": 3}], [3.0], id="every row multiplies"),
        pytest.param([{"times": 0}, {"weighs": 9}], [0.0], id="nothing after a row that says it tells nothing"),
        pytest.param([{"least": 0.8}, {"times": 2}], [1.6], id="lifted, then multiplied"),
        pytest.param([{"least": 0.3}], [0.5], id="high enough"),
        pytest.param([{"weighs": 0.2, "times": 2}], [0.4], id="set, whatever it was"),
        pytest.param([{"times": 2, "when": ["before no"]}], [0.5], id="a row that does not hold"),
        pytest.param([{"times": 2, "when": ["before the", "after fell"]}], [1.0], id="both tests hold"),
        pytest.param([{"times": 2, "when": ["before the", "after lay"]}], [0.5], id="one test does not"),
        pytest.param([{"times": 2, "cue": "snow"}], [0.5], id="a row about another cue"),
    ],
)
def test_rows_change_the_weight(rows, expected):
    assert [weight for _, weight, _ in found(table_of(*rows), "The rain fell.")] == expected


def test_the_first_row_that_tells_a_value_decides():
    table = table_of({"cue": "sun", "tells": "sun", "when": ["after shone"]}, {"cue": "sun", "tells": "star"})
    assert [value for value, *_ in found(table, "The sun shone. A sun is far.")] == ["sun", "star"]


def test_a_cue_without_a_value_tells_nothing():
    assert found(table_of({"cue": "sun", "tells": "sun", "when": ["after shone"]}), "The sun is far.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("Rain softly fell.", "rain softly fell"), ("In falling rain.", "falling rain"), ("The rain.", "rain")],
)
def test_a_row_may_span_to_the_word_it_found(text, words):
    table = table_of({"when": ["near 3 fell|falling"], "spans": True})
    assert [told for *_, told in found(table, text)] == [words]


def test_a_sign_names_the_rows_that_held():
    table = table_of({"times": 2}, {"times": 3, "when": ["before no"]}, {"times": 0, "says": "the last"}, {"times": 5})
    (sign,) = find_cues(table, parse_prose("The rain."))
    assert [row.says for row in sign.rows] == [("-",), ("the last",)]


def test_how_real_a_word_is_is_asked_only_where_it_counts():
    asked = []
    table = table_of({"times": 0, "when": ["before no"]})
    list(find_cues(table, parse_prose("The rain and no rain."), lambda number: asked.append(number) or 1.0))
    assert asked == [1]
