import pytest

from english.tokens import parse_prose
from reading.ages import decade_after, read_years, say_age, say_years, years_after, years_passed


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
    ("years", "said"), [(7, "seven-year-old"), (35, "thirty-five-year-old"), (104, "104-year-old")]
)
def test_says_exact_years(years, said):
    assert say_years(years) == said


@pytest.mark.parametrize(
    ("years", "gender", "said"),
    [
        (9, "female", "child"),
        (15, "male", "teenage"),
        (17, "female", "teenage"),
        (18, "female", "young"),
        (33, "female", "in her thirties"),
        (52, "", "in their fifties"),
        (78, "male", "old"),
    ],
)
def test_says_an_age(years, gender, said):
    assert say_age(years, gender) == said


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("not more than fifty-two.", 52),
        ("only twenty-eight, and", 28),
        ("five and twenty.", 25),
        ("four-and-twenty, then", 24),
        ("nine years old.", 9),
        ("nine years in prison", None),
        ("one who sang", None),
    ],
)
def test_reads_an_age_as_people_say_it(text, years):
    assert years_after(parse_prose(text).tokens, 0) == years


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("Sixteen winters later it began to snow.", 16),
        ("A few years later she came home.", 3),
        ("Ten years had passed. The house was shut.", 10),
        ("Two decades later nobody knew the place.", 20),
        ("Three weeks later she came home.", 0),
        ("The next morning she came home.", 0),
        ("Two days later she came home.", 0),
        ("In the morning she came home.", None),
        ("Two hours later she came home.", None),
        ("She had been there ten years. He nodded.", None),
        ("It was late. He nodded. He ate. Ten years later he told of it.", None),
    ],
)
def test_reads_how_many_years_have_gone_by(text, passed):
    found = years_passed(parse_prose(text))
    assert (found[1] if found else None) == passed
