"""The noun phrases of garments and features."""

import pytest
from reading_steps import read_passage

from reading.look_phrases import find_phrases, may_stand_before
from reading.people_around import people_around


def phrases_in(text):
    passage = read_passage(text)
    people = people_around(passage.tokens, passage.mentions.found)
    return [(phrase.slot, phrase.text) for phrase in find_phrases(passage.prose, people.ends())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora wore a faded olive army jacket.", ("outer", "faded olive army jacket"), id="adjectives"),
        pytest.param("Nora wore a suit of deep blue.", ("whole", "deep blue suit"), id="of a shade"),
        pytest.param("Nora wore skirts of heavy wool.", ("bottom", "heavy wool skirts"), id="of a heavy stuff"),
        pytest.param("Nora rolled up her sleeves.", ("shirt", "rolled-up sleeves"), id="rolled up"),
        pytest.param("Nora held up her collar.", ("neck", "collar"), id="held up"),
        pytest.param("Nora wore a coat of deep pockets.", ("outer", "coat"), id="of no shade"),
        pytest.param("Nora wore a long, red and warm coat.", ("outer", "long red warm coat"), id="marks and and"),
        pytest.param("Nora wore a black top hat.", ("head", "black top hat"), id="two words"),
        pytest.param("Nora wore an old leather jacket.", ("outer", "old leather jacket"), id="of a stuff"),
        pytest.param("Nora wore a dress of brown silk.", ("whole", "brown silk dress"), id="its stuff"),
        pytest.param("Nora wore a jumper, bottle green, with holes.", ("over", "bottle-green jumper"), id="its colour"),
        pytest.param("Nora wore a robe, the quilted one.", ("whole", "quilted robe"), id="which one"),
        pytest.param("Nora lost a smoking-coat.", ("outer", "smoking-coat"), id="hyphened"),
        pytest.param("Nora put it into her coat pocket.", ("outer", "coat"), id="a part of a coat"),
        pytest.param("Nora pulled her coat tighter.", ("outer", "coat"), id="before a comparative"),
        pytest.param("Nora smoothed grey hair.", ("hair", "grey hair"), id="after a verb"),
        pytest.param("Her hair was short and very red.", ("hair", "short red hair"), id="said of it"),
        pytest.param("Nora's face clouded.", ("face", "clouded face"), id="what it becomes"),
        pytest.param("Nora's hands shook.", ("body", "shaking hands"), id="what it does"),
        pytest.param("Nora sat, her eyes searching, and sang.", ("eyes", "searching eyes"), id="said apart"),
        pytest.param("His mouth hard and thin, Paul rose.", ("face", "hard thin mouth"), id="without a verb"),
        pytest.param("Nora had a rueful smile.", ("smile", "rueful smile"), id="an expression"),
        pytest.param("Nora had her own ungainly figure.", ("body", "ungainly figure"), id="in -ly, and not own"),
    ],
)
def test_finds_a_phrase(text, expected):
    assert phrases_in(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nora bought a hat box.", id="a box"),
        pytest.param("Nora was the head waiter.", id="a waiter"),
        pytest.param("Nora hands him the cup.", id="a verb"),
        pytest.param("Her beam cut through the mist.", id="a verb after a noun"),
        pytest.param("It had gone limp.", id="an adjective"),
        pytest.param("Nora went to New Jersey.", id="a name"),
        pytest.param('"A red coat," said Nora.', id="in speech"),
        pytest.param("Nora found a road.", id="no garment"),
    ],
)
def test_finds_no_phrase(text):
    assert phrases_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Her hair was not red.", "hair", id="denied"),
        pytest.param("His hand touched the door.", "hand", id="it does something to another"),
        pytest.param("His face broke into a smile.", "face", id="broke into"),
        pytest.param("Her eyes were full of tears.", "eyes", id="full of"),
    ],
)
def test_says_no_more_than_is_told(text, expected):
    assert phrases_in(text)[0][1] == expected


@pytest.mark.parametrize("word", ["red", "tall", "fur-lined", "patched", "round"])
def test_words_that_may_stand_before_a_noun(word):
    assert may_stand_before(word)


@pytest.mark.parametrize("word", ["the", "man", "she", "went", "'s", "."])
def test_words_that_may_not(word):
    assert not may_stand_before(word)
