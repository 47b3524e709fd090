"""Whose a thing is that stands in a clause of its own."""

import pytest
from reading_steps import looks_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora ran down the road, coat swirling.", ("Nora", "swirling coat"), id="a coat"),
        pytest.param("Nora sat on the bench, eyes closed.", ("Nora", "closed eyes"), id="eyes"),
        pytest.param("Nora went on, green eyes watching the road.", ("Nora", "green eyes"), id="with an object"),
        pytest.param("Coat swirling, Nora came in.", ("Nora", "coat"), id="before its subject"),
        pytest.param("Paul sprang up, fangs bare and claws extended.", ("Paul", "extended claws"), id="in a list"),
        pytest.param("The haughty face that Nora turned to Paul shone.", ("Nora", "haughty face"), id="turned"),
        pytest.param("The pale face Nora lifted was wet.", ("Nora", "pale face"), id="without that"),
        pytest.param("Nora came. A smock covered her.", ("Nora", "smock"), id="covered by it"),
        pytest.param("Nora came. A black veil hid her face.", ("Nora", "black veil"), id="hidden by it"),
        pytest.param("Paul came. A grey beard covered his chin.", ("Paul", "grey beard"), id="a beard"),
        pytest.param("Nora spoke through set teeth.", ("Nora", "set teeth"), id="through her teeth"),
        pytest.param("Nora crossed the hall on unsteady legs.", ("Nora", "unsteady legs"), id="on her legs"),
        pytest.param("The pale face of Nora looked out.", ("Nora", "pale face"), id="of Nora"),
        pytest.param("Nora smiled. It was a stiff little smile.", ("Nora", "stiff little smile"), id="smiled before"),
    ],
)
def test_finds_whose_it_is(text, expected):
    assert expected in looks_in(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("Nora saw a soldier running, coat swirling.", "coat", id="another's coat"),
        pytest.param("Nora looked at Paul, red hair streaming.", "red hair", id="whose hair is not told"),
        pytest.param("Nora knew that it passed, long hair streaming.", "streaming hair", id="another clause"),
        pytest.param("Nora bought coats, hats and boots made in Paris.", "boots", id="bought"),
        pytest.param("Nora came. The pale face that she saw was wet.", "pale face", id="seen by her"),
        pytest.param("Nora came. A coat covered the chair.", "coat", id="on a chair"),
        pytest.param("Paul said that Nora sang. It was a broad smile.", "broad smile", id="nobody smiled"),
        pytest.param("Nora saw a soldier sing through set teeth.", "set teeth", id="whose teeth is not told"),
        pytest.param("Nora looked into blue eyes.", "blue eyes", id="looked into"),
        pytest.param("Nora saw the pale face of the clock.", "pale face", id="of a clock"),
        pytest.param("Nora knelt, blood pouring on the floor.", "blood", id="on the floor"),
        pytest.param("Nora came. The face that Paul knew was red.", "red face", id="known"),
    ],
)
def test_gives_it_to_nobody(text, what):
    assert what not in " ".join(found for _, found in looks_in(text))
