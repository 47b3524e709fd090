import pytest
from reading_steps import read_passage

from reading.time_signs import ASIDE, BEFORE_NOUN, EARLIER, GENERAL, OVER, POINTED_AT, QUOTED, TO_COME, now


def weigh(text, words):
    """How much a time word tells of the scene's own hour."""
    passage = read_passage(text)
    first = passage.at(words)
    return now(passage.realis, first, first + len(words.split()))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("Emma came in the morning.", "morning", 1.0, id="of today"),
        pytest.param("The owls cry at night.", "night", GENERAL, id="any day's"),
        pytest.param("Emma took her morning walk.", "morning", BEFORE_NOUN, id="before a noun"),
        pytest.param("Emma came (it was an evening in March) and sat.", "evening", ASIDE, id="in brackets"),
        pytest.param("Emma thought to call them in the morning.", "morning", TO_COME, id="a plan"),
        pytest.param("It was hard to call. In the morning it rained.", "morning", 1.0, id="no plan for then"),
        pytest.param("The rain had gone, that morning it was dry.", "morning", 0.42 * EARLIER, id="after a comma"),
        pytest.param('"A cold morning," said Emma.', "morning", QUOTED, id="said aloud"),
        pytest.param('"A night like this!" said Emma.', "night", POINTED_AT, id="said of now"),
        pytest.param('"This evening it rains," said Emma.', "evening", POINTED_AT, id="this, said aloud"),
        pytest.param('"It rang this morning," said Emma.', "morning", OVER, id="this morning is over"),
        pytest.param('"It\'s noon," said Emma.', "noon", POINTED_AT, id="what time it is"),
        pytest.param('"Ten to one." Emma rose.', "ten to one", POINTED_AT, id="the hour by itself"),
        pytest.param('"At noon?" said Emma.', "noon", POINTED_AT * GENERAL, id="asked"),
        pytest.param("By noon the rain had gone.", "noon", GENERAL, id="reached"),
        pytest.param("It was already after midnight.", "midnight", 1.0, id="it was after"),
        pytest.param("It rained shortly after midnight.", "midnight", 1.0, id="shortly after"),
        pytest.param("The mowing was not over till noon.", "noon", 1.0, id="not till then"),
        pytest.param("It was a morning in March.", "morning", 1.0, id="in a month"),
        pytest.param("There had been frost in the morning.", "morning", 0.42 * EARLIER, id="before"),
    ],
)
def test_weighs_a_time(text, words, expected):
    assert weigh(text, words) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Last night the dogs barked.", "night", id="last night"),
        pytest.param("He came every evening.", "evening", id="a habit's day"),
        pytest.param("She wore an evening dress.", "evening", id="a dress"),
        pytest.param("It was midnight in Tokyo.", "midnight", id="elsewhere"),
        pytest.param("They had three hours until dawn.", "dawn", id="until"),
        pytest.param("It was an evening long ago.", "evening", id="ago"),
        pytest.param("Yesterday, at breakfast, it snowed.", "breakfast", id="yesterday"),
        pytest.param("He worked the rock day and night.", "night", id="day and night"),
        pytest.param("He worked the rock night and day.", "night", id="night and day"),
        pytest.param("Everything lay where he had left it that morning.", "morning", id="looked back on"),
        pytest.param("It had snowed all night.", "night", id="all night is over"),
        pytest.param("A parcel that came at noon lay there.", "noon", id="a relative clause"),
        pytest.param('"We sail in the morning," said Ruth.', "morning", id="planned aloud"),
        pytest.param('"Be there at dawn," said Ruth.', "dawn", id="ordered aloud"),
    ],
)
def test_another_days_time_tells_nothing(text, words):
    assert weigh(text, words) == 0.0
