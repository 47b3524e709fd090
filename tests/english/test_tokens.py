import pytest

from english.quotes import find_quotes
from english.tokens import parse_prose


def spoken(text, **how):
    return [text[a:b] for a, b in find_quotes(text, **how)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Go," said Emma. "Now."', ['"Go,"', '"Now."'], id="straight quotes"),
        pytest.param("“Go,” said Emma.", ["“Go,”"], id="curly quotes"),
        pytest.param("“Go,” said Emma. “And then", ["“Go,”", "“And then"], id="a quote left open runs to the end"),
        pytest.param("She lit the lamp.", [], id="no speech"),
        pytest.param('The "mad" doctor laughed.', [], id="a word in quotes is no speech"),
        pytest.param("— Go home, she thought.", ["— Go home, she thought."], id="a dash opens speech"),
        pytest.param("«Go,» said Emma.", ["«Go,»"], id="guillemets"),
    ],
)
def test_finds_direct_speech(text, expected):
    assert spoken(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "‘Go,’ said Emma. ‘It’s late.’", ["‘Go,’", "‘It’s late.’"], id="British quotes, apostrophe within"
        ),
        pytest.param("'Go,' said the boys' father.", ["'Go,'"], id="a plural owner closes nothing"),
    ],
)
def test_finds_speech_in_single_quotes(text, expected):
    assert spoken(text, single=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Mr. Hale sat. He rose.", ["Mr. Hale sat .", "He rose ."], id="a title's dot ends nothing"),
        pytest.param('"Go!" said Emma. She left.', ['" Go ! " said Emma .', "She left ."], id="speech goes on"),
        pytest.param("At 10.15 p.m. he slept.", ["At 10.15 p.m. he slept ."], id="clock times stay whole"),
        pytest.param("J. R. Hale waved.", ["J. R. Hale waved ."], id="initials"),
    ],
)
def test_splits_sentences(text, expected):
    prose = parse_prose(text)
    assert [" ".join(token.text for token in prose.tokens[a:b]) for a, b in prose.sentences] == expected


def test_parts_owners_and_contractions():
    assert [token.text for token in parse_prose("Emma’s coat; she’d go, don’t ask").tokens][:6] == [
        "Emma",
        "’s",
        "coat",
        ";",
        "she",
        "’d",
    ]


def test_tokens_stand_where_they_say():
    text = 'First line.\n"Second," said Emma.'
    for token in parse_prose(text).tokens:
        assert text[token.start : token.end] == token.text


def test_long_italics_count_as_speech_and_stressed_words_do_not():
    text = "He read it. I am leaving you for good. She was very tired."
    letter = (text.index("I am"), text.index(" She"))
    word = (text.index("very"), text.index(" tired"))
    quoted = [token.text for token in parse_prose(text, [letter, word]).tokens if token.quoted]
    assert quoted == ["I", "am", "leaving", "you", "for", "good", "."]


def test_an_empty_scene_has_no_tokens():
    assert parse_prose("").tokens == ()
