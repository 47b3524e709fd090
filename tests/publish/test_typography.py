"""Straight quotes turn as a printer would turn them; what is typographic already, or no quote, stays."""

import pytest

from publish.typography import set_dashes, set_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Go," he said.', "“Go,” he said.", id="speech"),
        pytest.param("It's the boys' boat.", "It’s the boys’ boat.", id="apostrophes"),
        pytest.param("'Go,' he said.", "‘Go,’ he said.", id="single quotes"),
        pytest.param("\"'Go,' he said,\" she said.", "“‘Go,’ he said,” she said.", id="a quote in a quote"),
        pytest.param("'Tis cold.", "’Tis cold.", id="a word that lost its beginning"),
        pytest.param("The winter of '63, and the '90s.", "The winter of ’63, and the ’90s.", id="years"),
        pytest.param("Give it 'ere.", "Give it ’ere.", id="dialect"),
        pytest.param('("Yes")', "(“Yes”)", id="in brackets"),
        pytest.param('He said—"no."', "He said—“no.”", id="after a dash"),
        pytest.param('"I was--"', "“I was--”", id="speech that breaks off"),
        pytest.param("“Go,” he said. It’s late.", "“Go,” he said. It’s late.", id="typographic already"),
        pytest.param('"', "”", id="a lone quote"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_english_quotes(text, expected):
    assert set_quotes(text, "en-GB") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "„Ja“, sagte sie. Das war’s."),
        ("sv", "”Ja”, sagte sie. Das war’s."),
        ("ja", '"Ja", sagte sie. Das war\'s.'),
    ],
)
def test_other_languages(language, expected):
    assert set_quotes('"Ja", sagte sie. Das war\'s.', language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was -- as ever -- late.", "He was — as ever — late."),
        ("He was--as ever--late.", "He was—as ever—late."),
        ("Well... no", "Well… no"),
        ("A well-known man.", "A well-known man."),
        ("--- a rule", "--- a rule"),
    ],
)
def test_dashes_and_dots(text, expected):
    assert set_dashes(text) == expected


def test_quotes_keep_every_place():
    text = "\"It's 'so',\" she said."

    assert len(set_quotes(text, "en")) == len(text)
