import pytest
from reading_steps import token_at

from english.tokens import parse_prose
from reading.subjects import is_after_where, is_subject_place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma ran.", True, id="opens the text"),
        pytest.param("It rained. Emma ran.", True, id="opens a sentence"),
        pytest.param("The long way home\nEmma ran.", True, id="after a line without a full stop"),
        pytest.param("It rained, Emma ran.", True, id="after a comma"),
        pytest.param("It rained when Emma ran.", True, id="after a conjunction"),
        pytest.param("Suddenly Emma ran.", True, id="after an adverb in -ly"),
        pytest.param("Then Emma ran.", True, id="after an adverb"),
        pytest.param('"Run," said Emma.', True, id="after a verb of speech"),
        pytest.param('"Run," says Emma.', True, id="after one in the present"),
        pytest.param("And poor little Emma ran.", True, id="over words before a name"),
        pytest.param("But the butler Emma ran.", True, id="over a noun for people"),
        pytest.param("Ruth met Emma.", False, id="after a verb"),
        pytest.param("Ruth met poor Emma.", False, id="over words before a name, after a verb"),
        pytest.param("Ruth sat with Emma.", False, id="after a preposition"),
        pytest.param("Ruth was taller than Emma.", False, id="than joins no clause"),
        pytest.param("Ruth's Emma ran.", False, id="after an owner"),
    ],
)
def test_knows_where_a_subject_stands(text, expected):
    tokens = parse_prose(text).tokens
    assert is_subject_place(tokens, token_at(tokens, "Emma"), {"butler"}) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("In the front pew Emma had slept.", True, id="where"),
        pytest.param("At noon Emma came.", True, id="when"),
        pytest.param("On the stairs Emma is waiting.", True, id="in the present"),
        pytest.param("When she hangs up Emma is there.", True, id="when, with a particle"),
        pytest.param("Emma came.", False, id="nothing before it"),
        pytest.param("Noon Emma came.", False, id="too little before it"),
        pytest.param("She was at noon Emma came.", False, id="opened by something else"),
        pytest.param("In the pew, by the door Emma came.", False, id="a comma between"),
        pytest.param("In the pew beside Emma sat a dog.", False, id="after a preposition"),
        pytest.param("In the pew he saw Emma came.", False, id="after a past verb"),
        pytest.param("In the pew Emma nowhere.", False, id="no verb after it"),
        pytest.param("In the pew Emma", False, id="nothing after it"),
    ],
)
def test_a_name_with_its_verb_follows_where_it_is(text, expected):
    tokens = parse_prose(text).tokens
    number = token_at(tokens, "Emma")
    assert is_after_where(tokens, number, number + 1) is expected
