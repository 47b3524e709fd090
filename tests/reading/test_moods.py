import pytest

from english.tokens import parse_prose
from reading.moods import brightness, find_mood, hits_by_mood, mood_options, mood_words


def mood_of(text):
    return find_mood(parse_prose(text))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She wept and sobbed. Tears ran down. The funeral was over and she mourned.", "sad"),
        ("The corridor was cold. He drew his pistol, tense and wary. A spy, he thought; danger everywhere.", "tense"),
        ("He kissed her tenderly. She embraced him with love and affection. He stroked her cheek.", "tender"),
    ],
)
def test_names_the_mood(text, expected):
    assert mood_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He was not angry.", id="denied"),
        pytest.param("She put the plate on the shelf and took the other one.", id="no word of a mood"),
        pytest.param("Ida and Karl spread the cloth on the grass. Karl sliced the bread.", id="no tension"),
    ],
)
def test_says_nothing_without_evidence(text):
    assert mood_of(text) == ""


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        pytest.param("A basket struck him. They ate standing up. He read.", "violent", id="struck by a basket"),
        pytest.param("It was his heart, she said. Everybody knew of his heart.", "romantic", id="a doctor's talk"),
        pytest.param("She ran past it, and past the gate, and past the barn.", "melancholy", id="past is a direction"),
        pytest.param("He was killed long ago. She washed the plates. It rained.", "violent", id="one word"),
        pytest.param("Lit from below, Nora read.", "eerie", id="light"),
    ],
)
def test_one_word_is_no_strong_mood(text, mood):
    assert mood_of(text) != mood


def test_the_words_that_told_it_come_first():
    prose = parse_prose("She sighed. She wept at the funeral, sobbing and mourning.")
    mood, tokens = find_mood(prose)
    assert mood == "sad"
    assert prose.tokens[tokens[0]].word in ("wept", "sobbing", "mourning")


@pytest.mark.parametrize(("text", "sign"), [("A happy, wonderful day.", 1), ("A horrible death.", -1), ("A table.", 0)])
def test_brightness(text, sign):
    bright = brightness(parse_prose(text))
    assert (bright > 0) - (bright < 0) == sign


def test_silence_stands_among_the_moods():
    options = mood_options(prose := parse_prose("She laughed."), hits_by_mood(prose))
    assert options[0].answer == ""
    assert {option.answer for option in options[1:]} == set(mood_words().moods)


def test_every_mood_has_words_of_its_own():
    told = {mood for moods in mood_words().told.values() for mood, weight in moods if weight == 1}
    assert told == set(mood_words().moods)
