"""How people are in a scene, and who leads it."""

import pytest

from cast.members import Cast, Member
from reading.people import ScenePeople, ScenePerson
from reading.presence import settle_presences
from reading.presence_evidence import PresenceEvidence

CAST = Cast(
    (Member("Emma", gender="female", mentions=40), Member("Ruth", gender="female", mentions=4)), most_mentions=40
)
EMMA, RUTH = ScenePerson("Emma", "female", 0), ScenePerson("Ruth", "female", 1)
TELLER = ScenePerson("Ruth", "female", 1, is_narrator=True)
GUARD = ScenePerson("a guard", "male", head="guard")
GIRL = ScenePerson("the girl", "female", head="girl")


def settle(*shown, has_phone=False):
    """Presences by name for pairs of a person and what the scene shows of them."""
    people = ScenePeople(tuple(person for person, _ in shown))
    evidence = {
        who: PresenceEvidence(first=who, signs=[(who, "acts")], **values) for who, (_, values) in enumerate(shown)
    }
    found = settle_presences(evidence, people, CAST, has_phone=has_phone)
    return {people[who].name: presence for who, presence in found.items()}


THERE = {"weight": 3.0, "acts": 1.0}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param([(EMMA, THERE), (RUTH, THERE)], {"Emma": "lead", "Ruth": "present"}, id="the better known leads"),
        pytest.param(
            [(EMMA, THERE), (RUTH, {"weight": 3.0, "acts": 4.0})], {"Ruth": "lead", "Emma": "present"}, id="by acts"
        ),
        pytest.param([(EMMA, {"weight": 0.3})], {"Emma": "mentioned"}, id="only spoken of"),
        pytest.param([(GUARD, THERE)], {}, id="somebody unnamed who does hardly anything"),
        pytest.param(
            [(EMMA, THERE), (GUARD, {"weight": 4.0, "acts": 9.0})], {"Emma": "lead", "a guard": "present"}, id="named"
        ),
        pytest.param([(GUARD, {"weight": 4.0, "acts": 9.0})], {"a guard": "lead"}, id="nobody has a name"),
        pytest.param(
            [(EMMA, THERE), (GIRL, {"weight": 4.0, "acts": 9.0})], {"Emma": "lead"}, id="another word for her"
        ),
        pytest.param(
            [(RUTH, {"weight": 9.0, "acts": 9.0}), (TELLER, {"weight": 0.3})],
            {"Ruth": "mentioned"},
            id="the teller by what is told of I, not by the name",
        ),
    ],
)
def test_says_who_is_there(shown, expected):
    found = settle(*shown)
    assert found == expected
    assert list(found) == list(expected)


def test_a_voice_on_the_phone_is_not_there():
    shown = [(EMMA, THERE), (RUTH, {"weight": 3.0, "speaks": True})]
    assert settle(*shown, has_phone=True)["Ruth"] == "remote"
    assert settle(*shown)["Ruth"] == "present"
