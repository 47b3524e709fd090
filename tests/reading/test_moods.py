import pytest

from english.tokens import parse_prose
from reading.moods import find_mood, sentence_valences, valence_side


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She wept and sobbed. Tears ran down. The funeral was over and she mourned.", "sad"),
        ("The corridor was cold. He drew his pistol, tense and wary. A spy, he thought; danger everywhere.", "tense"),
        ("They danced, and the dancers cheered. The feast went on with music and song.", "festive"),
        ("He kissed her tenderly. She embraced him with love and affection.", "tender"),
    ],
)
def test_names_the_mood(text, expected):
    assert find_mood(parse_prose(text))[0] == expected


def test_a_denied_word_tells_nothing():
    assert find_mood(parse_prose("He was not angry."))[0] != "angry"


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        pytest.param("A basket struck him. They ate standing up. He read.", "violent", id="struck by a basket"),
        pytest.param("It was his heart, she said. Everybody knew of his heart.", "romantic", id="a doctor's talk"),
        pytest.param("She ran past it, and past the gate, and past the barn.", "melancholy", id="past is a direction"),
        pytest.param("He was killed long ago. She washed the plates. It rained.", "violent", id="one word"),
        pytest.param("She held the door with one hand. His hand was on the rail.", "tender", id="hands"),
    ],
)
def test_one_word_is_no_strong_mood(text, mood):
    assert find_mood(parse_prose(text))[0] != mood


def test_the_words_that_told_it_come_first():
    prose = parse_prose("She sighed. She wept at the funeral.")
    _, tokens = find_mood(prose)
    assert prose.tokens[tokens[0]].word in ("wept", "funeral")


def test_valence_turns_with_a_denial():
    good, bad = sentence_valences(parse_prose("It was good. It was a table. It was not good."))
    assert good > 0 > bad


@pytest.mark.parametrize(
    ("text", "side"), [("A happy, wonderful day.", "bright"), ("A horrible death.", "dark"), ("A table.", "dark")]
)
def test_sides(text, side):
    assert valence_side(parse_prose(text)) == side


def test_comparisons_and_names_tell_no_mood():
    assert find_mood(parse_prose("Lit from below like a ghost in a haunted house, Nora read."))[0] != "eerie"
    assert find_mood(parse_prose("The nurse was called Comfort, and Comfort took the blanket."))[0] != "cozy"


def test_a_deserted_scene_is_lonely_rather_than_tense():
    text = "The dead flies lay on the sill. The broken clock had stopped."
    assert find_mood(parse_prose(text))[0] == "tense"
    assert find_mood(parse_prose(text), deserted=True)[0] == "lonely"
