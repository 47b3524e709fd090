import pytest
from reading_steps import read_passage

from reading.place_words import find_mentions_of_places, wording


def found_in(text):
    passage = read_passage(text)
    return [wording(passage.tokens, mention) for mention in find_mentions_of_places(passage.prose)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Emma sat in the kitchen.", ["kitchen"], "after a preposition"),
        ("He entered the railway office.", ["railway office"], "a noun that joins"),
        ("They stood in the narrow dark street.", ["narrow dark street"], "what can be seen of it"),
        ("They stood in a big barn.", ["barn"], "mere size says nothing"),
        ("She sat in the sitting-room.", ["sitting room"], "hyphens are spaces"),
        ("She went to church.", ["church"], "bare places"),
        ("They passed the churches.", ["church"], "one wording for a plural"),
        ("Milford market was under canvas.", ["market"], "a name before it"),
        ("He sat in the student lounge.", ["student lounge"], "the longest place"),
    ],
)
def test_finds_places(text, expected, why):
    assert found_in(text) == expected, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("It was like a palace.", "a likeness"),
        ("They park it and cabin it.", "no noun"),
        ("A sea of faces looked up.", "a measure"),
        ("She chewed a twist of grass.", "a bit of it"),
        ("He walked down Mill Street.", "part of a name"),
    ],
)
def test_finds_none(text, why):
    assert found_in(text) == [], why
