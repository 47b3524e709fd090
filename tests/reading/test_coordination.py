import pytest
from reading_steps import read_passage

from reading.coordination import coordinations, joint_subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma, Thomas and Ruth ran.", [["Emma", "Thomas", "Ruth"]], id="three"),
        pytest.param("Emma ran. Thomas and Ruth sat.", [["Thomas", "Ruth"]], id="in their own sentence"),
        pytest.param("Emma saw Thomas. Ruth sat.", [], id="a verb between them"),
        pytest.param('"Emma and Thomas!" said Ruth.', [], id="in speech"),
    ],
)
def test_finds_names_given_in_one_breath(text, expected):
    passage = read_passage(text)
    found = coordinations(passage.tokens, passage.mentions.found)
    assert [[passage.name(mention.who) for mention in names] for names in found] == expected


def test_what_one_does_the_others_do_too():
    passage = read_passage("Emma, Thomas and Ruth ran to the gate of the old house by the river. Ruth coughed.")
    ran, coughed = passage.events
    found = coordinations(passage.tokens, passage.mentions.found)
    doing = {passage.name(who) for who in (ran.who, *joint_subjects(ran, found))}
    assert doing == {"Emma", "Thomas", "Ruth"}
    assert list(joint_subjects(coughed, found)) == []
