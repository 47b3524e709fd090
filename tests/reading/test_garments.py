"""What people wear, put on and take off."""

import pytest
from reading_steps import read_passage

from english.tokens import parse_prose
from reading.garments import (
    all_of_color,
    changed,
    facts_of_wearing,
    had,
    has,
    has_just,
    put_on,
    taken_off,
    worn_list,
)

WHO = 0


def tokens_of(text):
    return parse_prose(text).tokens


def told(facts):
    """What is worn; what is taken off in brackets."""
    return ", ".join(f"({fact.text})" if fact.removed else fact.text for fact in facts if fact.text)


def worn(text, words="nora"):
    """What is told of whom the words mean that stand there first."""
    passage = read_passage(text)
    mention = passage.mention(words)
    named = {other.first for other in passage.mentions.found if not other.is_pronoun}
    return told(facts_of_wearing(passage.tokens, mention, named))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora wore a green coat and a hat.", "green coat, hat", id="wore"),
        pytest.param("Nora sang there in a blue dress.", "blue dress", id="in a dress"),
        pytest.param("Nora pulls on a grey jersey.", "grey jersey", id="pulls on"),
        pytest.param("Nora had on a grey coat.", "grey coat", id="had on"),
        pytest.param("Nora had put on a white shirt.", "white shirt", id="had put on"),
        pytest.param("Nora had put a grey coat on over it.", "grey coat", id="put it on, parted"),
        pytest.param("Nora bundled herself into a fur coat.", "fur coat", id="bundled into"),
        pytest.param("Nora was buttoned into a blue uniform.", "blue uniform", id="buttoned into"),
        pytest.param("Nora borrowed a cap.", "cap", id="borrowed"),
        pytest.param("Nora leaned forward, to spare the black dress.", "black dress", id="handled"),
        pytest.param("Nora wore a shirt and, over it, a waistcoat.", "shirt, waistcoat", id="a layer over it"),
        pytest.param("Nora took off a coat and put on an apron.", "(coat), apron", id="off and on"),
        pytest.param("Nora pulled the coat off and buttoned herself into a tunic.", "(coat), tunic", id="parted, off"),
        pytest.param(
            "Nora had changed the blue jacket for a brown one.", "(blue jacket), brown jacket", id="changed for one"
        ),
        pytest.param("Nora was in red.", "red clothes", id="in a colour"),
        pytest.param("Nora, in black velvet, sang.", "black velvet clothes", id="in a colour and stuff"),
        pytest.param("They put Nora in a blue gown.", "blue gown", id="put in at once"),
        pytest.param("They put Nora to bed, in a blue gown.", "blue gown", id="put in"),
    ],
)
def test_reads_clothes_after_who_wears_them(text, expected):
    assert worn(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Nora did not wear a coat.", "nora", id="denied"),
        pytest.param("Nora sang. In a coat it was hot.", "nora", id="another sentence"),
        pytest.param("Nora sang; the man in a coat wept.", "nora", id="another clause"),
        pytest.param("Nora sang and she wore a coat.", "nora", id="read with the other mention"),
        pytest.param("Nora saw Paul in a coat.", "nora", id="another is named between"),
        pytest.param("Nora thought of Ann beside Paul in a coat.", "paul", id="whoever sat beside him"),
        pytest.param("Nora walked in front of Paul in a coat.", "paul", id="whoever walks in front"),
        pytest.param("Nora was in her coat.", "nora", id="read with its owner"),
        pytest.param("Nora resembled Paul in dress and manners.", "paul", id="how she dresses"),
        pytest.param('Nora said "I wore a coat" once.', "nora", id="what is said"),
        pytest.param("Nora spoke in black and white.", "nora", id="in black and white"),
        pytest.param("Once Nora had worn silk.", "nora", id="once"),
        pytest.param("Nora put down the coat.", "nora", id="put down"),
    ],
)
def test_reads_no_clothes_of_others_and_other_times(text, words):
    assert worn(text, words) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("she had a coat", True), ("she's got a coat", True), ("she's a coat", False), ("she wore a coat", False)],
)
def test_knows_having(text, expected):
    assert has(tokens_of(text), 1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("just put on a coat", True),
        ("taken off a coat", True),
        ("left the house", True),
        ("forgotten the house", True),
        ("worn a coat", False),
        ("cropped hair", False),
        ("red hair", False),
        ("a coat on", False),
    ],
)
def test_had_may_only_say_that_it_is_done(text, expected):
    assert has_just(tokens_of(text), 0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("on a coat.", "coat", id="had on"),
        pytest.param("a cap on and a red tie.", "cap, red tie", id="with a list"),
        pytest.param("the shawl round her.", "shawl", id="round her"),
        pytest.param("only a grey jersey under it.", "grey jersey", id="under it"),
        pytest.param("on what she had slept in, a vest and jeans.", "vest, jeans", id="named after a comma"),
        pytest.param("on what she had slept in.", "", id="never named"),
        pytest.param("a coat in the hall.", "", id="somewhere"),
        pytest.param("the shawl round the lamp.", "", id="round a thing"),
        pytest.param("red hair and a scar.", "red hair, scar", id="features"),
    ],
)
def test_reads_what_somebody_had(text, expected):
    assert told(had(tokens_of(text), WHO, 0)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("black.", "black clothes"),
        ("black and sang", "black clothes"),
        ("black velvet.", "black velvet clothes"),
        ("black with a hat", "black clothes"),
        ("black and white.", ""),
        ("a hurry.", ""),
        ("red hats.", ""),
    ],
)
def test_reads_colors_where_no_garment_is_named(text, expected):
    assert told(all_of_color(tokens_of(text), WHO, 0)) == expected


def test_who_is_in_a_shirt_has_no_coat_on():
    facts = list(worn_list(tokens_of("a white shirt."), WHO, 0))
    assert [(fact.slot, fact.text, fact.removed) for fact in facts] == [
        ("top", "white shirt", False),
        ("outer", "", True),
    ]


def test_with_clothes_of_the_night_everything_is_of_the_night():
    facts = worn_list(tokens_of("pyjama bottoms and a jersey."), WHO, 0)
    assert {(fact.slot, fact.text) for fact in facts} == {("occasion", "pyjama bottoms"), ("occasion", "jersey")}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("wore a coat", "a", id="wore"),
        pytest.param("dressed in a coat", "a", id="dressed in"),
        pytest.param("pulled on a coat", "a", id="pulled on"),
        pytest.param("put a coat on", "a", id="put it on"),
        pytest.param("zipped himself up in a coat", "a", id="zipped up in"),
        pytest.param("spare the coat", "the", id="spare"),
        pytest.param("put a coat down", "", id="put down"),
        pytest.param("pulled on a rope", "", id="no garment"),
        pytest.param("changed into a frog", "", id="no garment, into"),
        pytest.param("borrowed a boat", "", id="no garment, borrowed"),
        pytest.param("saw a coat", "", id="only seen"),
    ],
)
def test_finds_what_a_verb_puts_on(text, start):
    tokens = tokens_of(text)
    at = put_on(tokens, 0)
    assert (tokens[at].word if at else "") == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("removed a coat", "a"),
        ("took off a coat", "a"),
        ("pulled the coat off", "the"),
        ("hung up a coat", "a"),
        ("changed the coat", "the"),
        ("removed a lid", ""),
        ("took off the lid", ""),
        ("pulled the coat on", ""),
        ("took the coat", ""),
        ("saw a coat", ""),
    ],
)
def test_finds_what_a_verb_takes_off(text, start):
    tokens = tokens_of(text)
    at = taken_off(tokens, 0)
    assert (tokens[at].word if at else "") == start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the uniform jacket for a brown leather one.", "(jacket), brown leather jacket", id="one"),
        pytest.param("the jacket for a red shawl.", "(jacket), red shawl", id="another garment"),
        pytest.param("the jacket for hours.", "(jacket)", id="for nothing"),
    ],
)
def test_reads_a_change(text, expected):
    assert told(changed(tokens_of(text), WHO, 0)) == expected
