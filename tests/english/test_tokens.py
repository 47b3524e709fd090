"""Prose to tokens: sentences, clitics, places in the text, and the scenes of a book as often as they are asked for."""

import pytest

from english.tokens import parse_prose, parse_scene
from records import Mark, Scene


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


def test_what_markdown_sets_apart_is_speech():
    letter = "Come home at once, the boy is ill."
    text = f"{letter}\nShe folded the letter and put it into the drawer under the lamp."
    scene = Scene(1, 1, "", "chapter_01.md", 1, (1, 2), text, marks=(Mark("emphasis", 0, len(letter)),))
    assert [token.text for token in parse_scene(scene).tokens if token.quoted][-2:] == ["ill", "."]


def test_words_among_those_known_come_in_the_order_of_the_text():
    prose = parse_prose("A lamp, the sea, a lamp and a boat.")

    assert prose.words_among({"boat": 1, "lamp": 2, "gull": 3}) == ["lamp", "boat"]
