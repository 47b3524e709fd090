import pytest
from reading_steps import read_passage

from english.lexicon import lexicon
from english.tables import read_columns
from reading.time_signs import find_signs
from reading.times import DATING, SAYING
from records import TIMES_OF_DAY


def senses(text):
    passage = read_passage(text)
    return [
        (
            passage.prose.text[passage.prose.tokens[sign.first].start : passage.prose.tokens[sign.last - 1].end],
            sign.sense,
        )
        for sign in find_signs(passage.prose, passage.realis)
    ]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("It was early morning.", "early morning", "now", id="now"),
        pytest.param("That morning Emma came.", "That morning", "now", id="of today"),
        pytest.param("The Friday-morning sun came in.", "Friday-morning sun", "now", id="with its day"),
        pytest.param("Emma took her morning walk.", "morning", "in passing", id="before a noun"),
        pytest.param("Emma came (it was evening) and sat.", "evening", "in passing", id="in brackets"),
        pytest.param('"A cold morning," said Emma.', "morning", "aloud", id="said aloud"),
        pytest.param('"A night like this!" said Emma.', "night", "aloud", id="said of now"),
        pytest.param('"It\'s noon," said Emma.', "noon", "aloud", id="what time it is"),
        pytest.param('"It\'s already after midnight," said Emma.', "midnight", "aloud", id="already after"),
        pytest.param('"Ten to one." Emma rose.', "Ten to one", "aloud", id="the hour by itself"),
        pytest.param("It was a morning in March.", "morning", "now", id="in a month"),
        pytest.param("By noon the rain had gone.", "noon", "now", id="reached"),
        pytest.param("He left before dawn.", "dawn", "in passing", id="before it"),
        pytest.param("They had three hours until dawn.", "dawn", "in passing", id="until"),
        pytest.param("Last night the dogs barked.", "night", "another day", id="last night"),
        pytest.param("He came every evening.", "evening", "another day", id="a habit's day"),
        pytest.param("She wore an evening coat.", "evening", "in passing", id="a coat"),
        pytest.param("It was an evening long ago.", "evening", "another day", id="ago"),
        pytest.param("Yesterday, at breakfast, it snowed.", "breakfast", "another day", id="yesterday"),
        pytest.param("He worked the rock day and night.", "night", "another day", id="day and night"),
        pytest.param("He worked the rock night and day.", "night", "another day", id="night and day"),
        pytest.param(
            "Everything lay where he had left it that morning.", "that morning", "another day", id="looked back on"
        ),
        pytest.param("She read the Morning Globe.", "Morning", "a name", id="a newspaper"),
    ],
)
def test_tells_of_what_a_sign_tells(text, words, expected):
    assert senses(text) == [(words, expected)]


@pytest.mark.parametrize(
    "text",
    [pytest.param("He took off his morning-coat.", id="part of a word"), pytest.param("A hour glass.", id="glass")],
)
def test_no_sign(text):
    assert senses(text) == []


def test_every_line_of_the_table_is_read():
    kinds = {kind for _, kind in read_columns("hours.txt").values()}
    assert {kind for kind in SAYING | DATING if "clock" not in kind} <= kinds
    for phrase, (hours, _) in read_columns("hours.txt").items():
        assert set(hours.split("/")) <= set(TIMES_OF_DAY), phrase
        assert phrase == phrase.lower().strip(), phrase
    assert set(lexicon().time.moved) == {"another day", "one day", "around"}
