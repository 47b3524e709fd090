import pytest

from cast import find_cast
from cast_sheet import CastSheet
from descriptions import find_facts
from mentions import find_mentions
from prose import parse_prose


def facts_of(text):
    """The facts of a passage as (name, slot, text, removed)."""
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    mentions = find_mentions(prose, cast.names[0], cast)
    found = find_facts(prose, mentions, None)
    members = [member.name for member in cast.members]
    return {(members[fact.who], fact.slot, fact.text, fact.removed) for fact in found if 0 <= fact.who < len(members)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma brushed her short red hair.", ("hair", "short red hair"), id="owned"),
        pytest.param("Emma rose. Her hair was short and red.", ("hair", "short red hair"), id="said of the feature"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("hair", "grey hair"), id="apposition"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("build", "tall"), id="apposition's adjective"),
        pytest.param("Emma was a very clever young girl.", ("noun", "young girl"), id="over unseen adjectives"),
        pytest.param("Emma wore a green coat and a hat.", ("outer", "green coat"), id="worn"),
        pytest.param("Emma stood there in a blue dress.", ("whole", "blue dress"), id="in a dress"),
        pytest.param("Emma was thirty-three and tired.", ("years", "33"), id="years"),
        pytest.param("Emma was a woman of fifty.", ("years", "50"), id="a woman of fifty"),
        pytest.param('"You are a tall girl, Emma," said Ruth.', ("noun", "tall girl"), id="to her face"),
        pytest.param("They thought of Emma as a lovely child.", ("noun", "lovely child"), id="regarded"),
        pytest.param("Old Emma Hale nodded.", ("age", "old"), id="before the name"),
    ],
)
def test_finds_what_is_said(text, expected):
    assert (*expected, False) in {fact[1:] for fact in facts_of(text)}


def test_knows_what_is_taken_off():
    assert ("Emma", "outer", "green coat", True) in facts_of("Emma took off her green coat.")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Emma was not tall.", "tall", id="denied"),
        pytest.param("Emma ran like a tall man.", "tall", id="compared"),
        pytest.param("A green coat hung behind Emma.", "coat", id="on a hook"),
        pytest.param("When Emma was nine, she sang.", "9", id="another time"),
        pytest.param("Emma was two miles away.", "2", id="no years"),
    ],
)
def test_leaves_out(text, word):
    assert not any(word in fact[2] for fact in facts_of(text))
