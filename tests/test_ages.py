import pytest

from ages import decade_after, read_years, say_age, years_after
from prose import parse_prose


@pytest.mark.parametrize(
    ("word", "years"), [("thirty-three", 33), ("8", 8), ("seven-year-old", 7), ("many", None), ("900", None)]
)
def test_reads_years(word, years):
    assert read_years(word) == years


@pytest.mark.parametrize(
    ("text", "years"), [("thirty-three.", 33), ("about forty, and", 40), ("two miles off", None), ("", None)]
)
def test_counts_years_and_nothing_else(text, years):
    assert years_after(parse_prose(text).tokens, 0) == years


@pytest.mark.parametrize(("text", "years"), [("her early thirties", 35), ("his forties", 45), ("her garden", None)])
def test_reads_decades(text, years):
    assert decade_after(parse_prose(text).tokens, 0) == years


@pytest.mark.parametrize(
    ("years", "gender", "said"),
    [
        (9, "female", "child"),
        (15, "male", "teenage"),
        (33, "female", "in her thirties"),
        (52, "", "in their fifties"),
        (78, "male", "old"),
    ],
)
def test_says_an_age(years, gender, said):
    assert say_age(years, gender) == said
