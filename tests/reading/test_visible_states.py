"""What is seen of somebody for the moment."""

import pytest
from reading_steps import read_passage, seen_of_nora

from reading.appearance import find_facts
from reading.visible_states import expression


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora smiled.", ["smiling"], id="smiled"),
        pytest.param("Nora was sobbing.", ["sobbing"], id="was sobbing"),
        pytest.param("Nora sat there, shaking.", ["shaking"], id="in a participle"),
        pytest.param("Frowning, Nora read the letter.", ["frowning"], id="before the subject"),
        pytest.param("Nora flushed.", ["flushed"], id="flushed"),
        pytest.param("Nora paled at the sight of him.", ["pale"], id="paled"),
        pytest.param("Nora coloured slightly.", ["flushed"], id="coloured"),
        pytest.param("Nora rose and wept.", ["weeping"], id="the second verb"),
        pytest.param('"Go," said Nora. She laughed.', ["laughing"], id="in a sentence without speech"),
    ],
)
def test_sees_how_somebody_is(text, expected):
    assert list(dict.fromkeys(seen_of_nora(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nora did not smile.", id="denied"),
        pytest.param('"Help!" cried Nora.', id="a way to speak"),
        pytest.param('"Go," Nora laughed.', id="a way to speak, after it"),
        pytest.param("Nora coloured pictures.", id="coloured a thing"),
        pytest.param("Nora flushed the quail.", id="flushed a bird"),
        pytest.param("Nora shook the bag.", id="done to a thing"),
        pytest.param("Nora's coat was wet.", id="said of a coat"),
        pytest.param("Nora stopped smiling.", id="over"),
        pytest.param('"She smiled," said Nora.', id="in speech"),
    ],
)
def test_sees_nothing(text):
    assert [what for what in seen_of_nora(text) if what != "wet coat"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora undressed and sang.", True),
        ("Nora went to bed.", True),
        ("Nora took a bath.", True),
        ("Nora changed into a gown.", True),
        ("Nora changed her mind.", False),
        ("Nora sat on the bed.", False),
        ("Nora stripped the bark.", False),
    ],
)
def test_knows_what_ends_an_outfit(text, expected):
    passage = read_passage(text)
    facts = find_facts(passage.prose, passage.mentions)
    assert any(fact.slot == "undressed" for fact in facts) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("smiled", "smiling"), ("wept", "weeping"), ("smile", ""), ("ran", ""), ("paled", "pale")]
)
def test_an_expression_goes_on(word, expected):
    assert expression(word) == expected
