import pytest
from reading_steps import read_passage

from reading.spoken_looks import facts_told_in_speech


def facts_of(text):
    passage = read_passage(text)
    found = facts_told_in_speech(passage.prose, passage.mentions.found)
    return {(passage.name(fact.who), fact.slot, fact.text) for fact in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Sit, miss," said Ruth. I sat.', ("narrator", "called", "woman"), id="to who tells the story"),
        pytest.param('"I\'m nine," said Emma.', ("Emma", "years", "9"), id="of oneself"),
        pytest.param('"I am nine," the boy answered.', ("the boy", "years", "9"), id="who is only described"),
    ],
)
def test_reads_what_people_tell_each_other(text, expected):
    assert expected in facts_of(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"Sit, miss," said Ruth. Emma sat.', id="said to another"),
        pytest.param('"I missed it, miss," I said. I sat.', id="said by who tells the story"),
        pytest.param("\"I'll wait till I'm twenty,\" said Emma.", id="an age to come"),
        pytest.param('"I\'m nine." Emma sat down.', id="no verb of speech"),
        pytest.param('"I\'m nine," they said. Emma sat down.', id="said by several"),
        pytest.param('"I\'m nine miles away," said Emma.', id="no age"),
    ],
)
def test_leaves_out(text):
    assert facts_of(text) == set()
