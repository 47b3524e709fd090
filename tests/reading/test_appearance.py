import pytest
from reading_steps import read_passage

from reading.appearance import find_facts


def facts_of(text):
    """The facts of a passage as (name, slot, text, removed)."""
    passage = read_passage(text)
    people = passage.mentions.people
    told = [(people.member_of(fact.who), fact) for fact in find_facts(passage.prose, passage.mentions)]
    return {
        (passage.cast[member].name, fact.slot, fact.text, fact.removed) for member, fact in told if member is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma brushed her short red hair.", ("hair", "short red hair"), id="owned"),
        pytest.param("Emma rose. Her hair was short and red.", ("hair", "short red hair"), id="said of the feature"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("hair", "grey hair"), id="apposition"),
        pytest.param("Emma, a tall woman with grey hair, rose.", ("build", "tall"), id="apposition's adjective"),
        pytest.param("Emma wore a green coat and a hat.", ("outer", "green coat"), id="worn"),
        pytest.param("Emma was thirty-three and tired.", ("years", "33"), id="years"),
        pytest.param('"You are a tall girl, Emma," said Ruth.', ("noun", "tall girl"), id="to her face"),
        pytest.param("They thought of Emma as a lovely child.", ("noun", "lovely child"), id="regarded"),
        pytest.param("Old Emma Hale nodded.", ("age", "old"), id="before the name"),
        pytest.param("Emma, at twenty, was left alone.", ("years", "20"), id="at an age"),
        pytest.param("We heard that Emma was not more than fifty-two.", ("years", "52"), id="not more than"),
        pytest.param("Emma, thirty-three, put down her cup.", ("years", "33"), id="years between commas"),
        pytest.param("Nine-year-old Emma put down her cup.", ("years", "9"), id="years before the name"),
        pytest.param('"I\'m nine," said Emma.', ("years", "9"), id="years told by oneself"),
        pytest.param(
            "Emma held the end of her plait. It was a thick plait, dark red.",
            ("hair", "thick dark red plait"),
            id="said of it in the next sentence",
        ),
        pytest.param("Emma is by the stove. She's wearing a red coat.", ("outer", "red coat"), id="she's wearing"),
        pytest.param("Emma's got a green cap on.", ("head", "green cap"), id="has got on"),
        pytest.param(
            "The grey cloak dripped. Emma unpinned the cloak.", ("outer", "grey cloak"), id="worn until it was unpinned"
        ),
        pytest.param("Emma's shining green eyes were wide.", ("eyes", "green eyes"), id="no verb after her name"),
        pytest.param("Emma was barefoot.", ("feet", "bare feet"), id="barefoot"),
        pytest.param("Emma, who was twenty-six, sat down.", ("years", "26"), id="who was"),
        pytest.param("Emma lay there with her hair in two plaits.", ("hair", "two plaits"), id="hair in plaits"),
        pytest.param("Emma sat up, her hair in wet black spikes.", ("hair", "black spiky hair"), id="hair in spikes"),
        pytest.param("Emma, with grey in her braids, smiled.", ("hair", "grey-streaked braids"), id="grey in it"),
        pytest.param('"Mistress Emma Hale," he said.', ("called", "adult"), id="a title of the grown"),
        pytest.param("Emma had her hair cropped to the jaw.", ("hair", "cropped hair"), id="after the noun"),
        pytest.param("Emma shook her cloud of dark hair.", ("hair", "dark hair"), id="a cloud of"),
        pytest.param("Emma lifted her head, with its shock of light hair.", ("hair", "light hair"), id="its hair"),
        pytest.param("Emma took off her spectacles.", ("marks", "spectacles"), id="spectacles"),
        pytest.param("Emma was in her shirt, red tie loose.", ("extra", "red tie"), id="in a list"),
        pytest.param("A calico dress hung from Emma's shoulders.", ("whole", "calico dress"), id="hung from"),
        pytest.param("Emma looked up. Her jersey was purple.", ("top", "purple jersey"), id="said of a garment"),
        pytest.param("Emma had not taken off her grey coat.", ("outer", "grey coat"), id="not taken off"),
    ],
)
def test_finds_what_is_said(text, expected):
    assert (*expected, False) in {fact[1:] for fact in facts_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Emma took off her green coat.", id="took off hers"),
        pytest.param("Emma hung up her green coat.", id="hung up"),
        pytest.param("Emma sat with her green coat beside her.", id="lies beside"),
        pytest.param("Emma saw the door. Her green coat hung there.", id="hangs there"),
        pytest.param("Instead of her green coat she wore a shawl.", id="instead of"),
        pytest.param("She has taken off the green coat.", id="has taken off"),
        pytest.param("Her green coat was on the kitchen table.", id="is on the table"),
        pytest.param("Her green coat had been replaced by a shawl. Emma sat.", id="replaced"),
    ],
)
def test_knows_what_is_not_worn_any_more(text):
    assert ("outer", "green coat", True) in {fact[1:] for fact in facts_of("Emma came in. " + text)}


def test_hands_a_garment_on():
    found = facts_of("Jonas took off his green coat. He put it on Emma.")
    assert {("Jonas", "outer", "green coat", True), ("Emma", "outer", "green coat", False)} <= found


def test_takes_off_what_is_not_all_that_is_worn():
    found = facts_of("Emma sat there in her shorts and nothing else.")
    assert {("Emma", "bottom", "shorts", False), ("Emma", "top", "", True), ("Emma", "outer", "", True)} <= found


def test_gives_the_garment_in_front_of_somebody_to_who_walks_there():
    found = facts_of("Emma slid along in front of him in pink waders. Jonas was slow.")
    assert {fact[0] for fact in found if fact[2] == "pink waders"} == {"Emma"}


def test_leaves_the_coat_for_later_of_who_is_in_a_vest():
    found = facts_of("Jonas sat there in his vest.")
    assert ("Jonas", "occasion", "vest", False) in found
    assert not any(fact[1] == "outer" for fact in found)


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
        pytest.param("\"I'll wait till I'm twenty,\" said Emma.", "20", id="an age to come"),
        pytest.param('"Emma didn\'t take her coat," said Jonas.', "coat", id="clothes in speech"),
        pytest.param("Jonas took Emma by her collar and her coat.", "collar", id="seized by"),
        pytest.param("There was a chink in Emma's armour.", "armour", id="a figure of speech"),
        pytest.param("Emma was ironing her tunic.", "tunic", id="ironed, not worn"),
        pytest.param("Emma saw that her jumper would never dry.", "jumper", id="would never"),
        pytest.param("Emma looked up. Her eyes were red.", "red", id="eyes of the moment"),
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
