import pytest
from reading_steps import token_at

from english.tokens import parse_prose
from reading.telephone import is_from_afar, is_on_the_phone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ruth laughed over the phone.", True, id="over the phone"),
        pytest.param("Ruth's face smiled from the big screen.", True, id="from the screen"),
        pytest.param("In the hall the telephone was ringing.", True, id="it rings"),
        pytest.param("Ruth dialled and waited.", True, id="somebody dials"),
        pytest.param("The phone lay there. Ruth smiled.", False, id="it lies there"),
        pytest.param("Ruth walked down the line of poles.", False, id="a line of something"),
        pytest.param("Ruth stood behind the screen.", False, id="behind a screen"),
        pytest.param("The phone lay among old hats. Nobody rang.", False, id="rung too far off"),
        pytest.param('"He spoke over the phone," said Ruth.', False, id="said aloud"),
    ],
)
def test_tells_whether_somebody_speaks_from_afar(text, expected):
    assert is_on_the_phone(parse_prose(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He spoke into the black receiver.", True, id="within three words"),
        pytest.param("He spoke into the big old black receiver.", False, id="farther off"),
        pytest.param("He spoke into the wind.", False, id="no device"),
        pytest.param("He spoke beside the receiver.", False, id="beside it"),
        pytest.param("He spoke", False, id="the end of the text"),
    ],
)
def test_tells_what_comes_through_a_device(text, expected):
    tokens = parse_prose(text).tokens
    assert is_from_afar(tokens, token_at(tokens, "spoke") + 1) is expected
