import pytest

from reading.author_looks import is_human, shows_hair, with_hair, word_age, word_hair


@pytest.mark.parametrize(
    ("said", "gender", "worded"),
    [
        ("33", "female", "in her thirties"),
        ("33 years old", "male", "in his thirties"),
        ("about forty", "", "in their forties"),
        ("nine", "female", "child"),
        ("a nine-year-old", "female", "child"),
        ("17", "male", "teenage"),
        ("in her thirties", "female", "in her thirties"),
        ("early thirties", "female", "in her thirties"),
        ("mid-fifties", "male", "in his fifties"),
        ("40s", "male", "in his forties"),
        ("a child", "male", "child"),
        ("Teenager", "male", "teenage"),
        ("elderly", "male", "elderly"),
        ("aged", "male", "old"),
        ("middle-aged", "male", "middle-aged"),
        ("ageless", "", "ageless"),
    ],
)
def test_an_age_as_an_author_writes_it(said, gender, worded):
    assert word_age(said, gender) == worded


@pytest.mark.parametrize(
    ("said", "worded"), [("bald", "bald head"), ("a long braid", "long braid"), ("red hair", "red hair")]
)
def test_hair_as_an_author_writes_it(said, worded):
    assert word_hair(said) == worded


@pytest.mark.parametrize(
    ("look", "is_shown"),
    [
        ("woman with red hair", True),
        ("man with a bald head", True),
        ("fair-haired boy", True),
        ("woman with braids", True),
        ("old man with beard", False),
        ("woman in a chair", False),
        ("tall woman", False),
    ],
)
def test_whether_a_look_shows_hair(look, is_shown):
    assert shows_hair(look) == is_shown


@pytest.mark.parametrize(
    ("look", "hair", "whole"),
    [
        ("tall woman", "red hair", "tall woman with red hair"),
        ("woman with freckles", "red hair", "woman with freckles and red hair"),
        ("woman with black braids", "red hair", "woman with black braids"),
        ("tall woman", "", "tall woman"),
    ],
)
def test_hair_is_added_to_a_look_without_any(look, hair, whole):
    assert with_hair(look, hair) == whole


@pytest.mark.parametrize(
    ("look", "facts", "expected"),
    [
        ("woman", (), True),
        ("old man with beard", ("beard",), True),
        ("furry creature", (), False),
        ("man", ("wet paws",), False),
    ],
)
def test_who_is_no_beast(look, facts, expected):
    assert is_human(look, facts) == expected
