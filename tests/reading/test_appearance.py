import pytest
from reading_steps import read_passage

from reading.appearance import find_facts


def facts_of(text):
    """The facts of a passage as (name, slot, text, removed)."""
    passage = read_passage(text)
    people = passage.mentions.people
    told = [(people.member_of(fact.who), fact) for fact in find_facts(passage.prose, passage.mentions)]
    members = passage.cast.members
    return {(members[member].name, fact.slot, fact.text, fact.removed) for member, fact in told if member is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma was in her tenth year, and was tall.", ("build", "tall"), id="the second verb"),
        pytest.param("Emma brushed her short red hair.", ("hair", "short red hair"), id="owned"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("hair", "grey hair"), id="apposition"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("build", "tall"), id="apposition's adjective"),
        pytest.param("Emma wore a green coat and a hat.", ("outer", "green coat"), id="worn"),
        pytest.param("Emma was thirty-three and tired.", ("years", "33"), id="years"),
        pytest.param("Old Emma Hale nodded.", ("age", "old"), id="before the name"),
        pytest.param("Emma, at twenty, was left alone.", ("years", "20"), id="at an age"),
        pytest.param("We heard that Emma was not more than fifty-two.", ("years", "52"), id="not more than"),
        pytest.param("Emma, thirty-three, put down her cup.", ("years", "33"), id="years between commas"),
        pytest.param("Nine-year-old Emma put down her cup.", ("years", "9"), id="years before the name"),
        pytest.param(
            "Emma held the end of her plait. It was a thick plait, dark red.",
            ("hair", "thick dark red plait"),
            id="said of it in the next sentence",
        ),
        pytest.param("Emma is by the stove. She's wearing a red coat.", ("outer", "red coat"), id="she's wearing"),
        pytest.param("Emma's got a green cap on.", ("head", "green cap"), id="has got on"),
        pytest.param("Emma was barefoot.", ("feet", "bare feet"), id="barefoot"),
        pytest.param("Emma, who was twenty-six, sat down.", ("years", "26"), id="who was"),
        pytest.param("Emma took off her spectacles.", ("mask", "spectacles"), id="spectacles"),
        pytest.param("Emma was in her shirt, red tie loose.", ("neck", "red tie"), id="in a list"),
        pytest.param("A calico dress hung from Emma's shoulders.", ("whole", "calico dress"), id="hung from"),
    ],
)
def test_finds_what_is_said(text, expected):
    assert (*expected, False) in {fact[1:] for fact in facts_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Emma took off her green coat.", id="took off hers"),
        pytest.param("She has taken off the green coat.", id="has taken off"),
    ],
)
def test_knows_what_is_not_worn_any_more(text):
    assert ("outer", "green coat", True) in {fact[1:] for fact in facts_of("Emma came in. " + text)}


def test_hands_a_garment_on():
    found = facts_of("Jonas took off his green coat. He put it on Emma.")
    assert {("Jonas", "outer", "green coat", True), ("Emma", "outer", "green coat", False)} <= found


def test_gives_the_garment_in_front_of_somebody_to_who_walks_there():
    found = facts_of("Emma slid along in front of him in pink waders. Jonas was slow.")
    assert {fact[0] for fact in found if fact[2] == "pink waders"} == {"Emma"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Emma was not tall.", "tall", id="denied"),
        pytest.param("Emma ran like a tall man.", "tall", id="compared"),
        pytest.param("A green coat hung behind Emma.", "coat", id="on a hook"),
        pytest.param("When Emma was nine, she sang.", "9", id="another time"),
        pytest.param("Emma was two miles away.", "2", id="no years"),
        pytest.param("Emma was one who sang.", "1", id="one is no age"),
        pytest.param("Emma was nine years in prison.", "9", id="years of something"),
        pytest.param("When Emma was a small girl, she sang.", "girl", id="a girl at another time"),
        pytest.param("The year Emma was nine the river froze.", "9", id="the year she was nine"),
        pytest.param(
            "Emma slept and it was summer again, as it was then.\n\nEmma is nine, and has a red coat.",
            "9",
            id="a dream in the present tense",
        ),
    ],
)
def test_leaves_out(text, word):
    assert not any(word in fact[2] for fact in facts_of(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"Here is old Emma," said Jonas.', id="in speech"),
        pytest.param("Poor old Emma nodded.", id="poor old"),
        pytest.param("It was the old Emma who nodded.", id="the old"),
    ],
)
def test_calls_nobody_old_out_of_fondness(text):
    assert not any(fact[1] == "age" for fact in facts_of("Emma nodded. " + text))
