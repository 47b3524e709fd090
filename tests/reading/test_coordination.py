import pytest

from cast.members import find_cast
from cast.sheet import CastSheet
from english.tokens import parse_prose
from reading.coordination import coordinated_mentions, coordinations, joint_subjects
from reading.coreference import find_mentions
from reading.events import find_events


def read(text):
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    return prose, find_mentions(prose, cast.names[0], cast)


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
    prose, mentions = read(text)
    found = coordinations(prose.tokens, mentions.found)
    assert [[mentions.people[mention.who].name for mention in names] for names in found] == expected
    beside = [mentions.people[mention.who].name for mention in coordinated_mentions(prose.tokens, mentions.found)]
    assert beside == [name for names in expected for name in names]


def test_what_one_does_the_others_do_too():
    prose, mentions = read("Emma, Thomas and Ruth ran to the gate of the old house by the river. Ruth coughed.")
    ran, coughed = find_events(prose, mentions.found)
    found = coordinations(prose.tokens, mentions.found)
    doing = {mentions.people[who].name for who in (ran.who, *joint_subjects(ran, found))}
    assert doing == {"Emma", "Thomas", "Ruth"}
    assert list(joint_subjects(coughed, found)) == []
