import pytest

from english.tokens import parse_prose
from reading.place_words import common_places, heads_sentence, singular


def tokens_of(text):
    return parse_prose(text).tokens


@pytest.mark.parametrize(
    ("plural", "expected"),
    [("streets", "street"), ("galleries", "gallery"), ("churches", "church"), ("grass", "grass")],
)
def test_strips_plurals(plural, expected):
    assert singular(plural) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("She drank a pint at the bar.", ["bar"], id="a bar with a pint"),
        pytest.param("He leaned on the bar of the gate.", [], id="a bar without"),
        pytest.param("They pushed the boat down the slip.", ["slip"], id="a slip with a boat"),
        pytest.param("She gave him a slip of paper.", [], id="a slip without"),
        pytest.param("It was scrubbed to bare wood.", [], id="a material"),
        pytest.param("She walked in the wood.", ["wood"], id="a wood"),
    ],
)
def test_words_of_many_meanings_need_company(text, expected):
    tokens = tokens_of(text)
    found = [kind.place for _, _, kind in common_places(tokens)]
    assert [place for place in found if place not in ("boat", "gate")] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The back ward was noisy.", "ward", True),
        ("Nell saw it. A footbridge spanned the canal.", "footbridge", True),
        ("Nell crossed the footbridge.", "footbridge", False),
        ("At noon the market was full.", "market", True),
        ("Across the road the school was dark.", "school", False),
        ("In the ward it was dim.", "ward", False),
    ],
)
def test_tells_what_opens_a_sentence(text, word, expected):
    tokens = tokens_of(text)
    assert heads_sentence(tokens, [token.word for token in tokens].index(word)) is expected
