"""How people are in a scene, and who leads it: by made-up weights for what counts."""

import pytest

from cast.members import Cast
from cast.sheet_people import Member
from english.weights import Weights
from reading.discourse import StorySoFar
from reading.people import ScenePeople, ScenePerson
from reading.presence import Circumstances, presence_option, settle_listed, settle_presences, unnamed_option
from reading.presence_evidence import PresenceEvidence

CAST = Cast(
    (
        Member("Emma", ("Em",), "female", mentions=40, called=10, acting=20),
        Member("Ruth", (), "", mentions=4),
        Member("Tom", (), "male", mentions=4),
    ),
    most_mentions=40,
)
EMMA, RUTH, TOM = (
    ScenePerson("Emma", "female", 0),
    ScenePerson("Ruth", "", 1),
    ScenePerson("Tom", "male", 2),
)
TELLER = ScenePerson("Ruth", "", 1, is_narrator=True)
SOMEBODY = ScenePerson("narrator", is_narrator=True)
GUARD = ScenePerson("a guard", "male", head="guard")
GIRL = ScenePerson("the girl", "female", head="girl")
WEIGHTS = Weights(
    {
        "presence": {
            "bias": -1.0,
            "named as subject": 1.0,
            "deeds a mention": 2.0,
            "nobody is surer": 0.1,
        },
        "unnamed": {"bias": -1.0, "share of deeds done now": 1.8, "may be one with a name": -5.0},
        "lead": {"most deeds": 1.0, "fame": 0.5, "unnamed": -2.0},
    }
)
THERE = ["name acts", "speaks"]


def shown(signs, first=0):
    """Evidence of these signs, one a token."""
    evidence = PresenceEvidence()
    for token, sign in enumerate(signs, first):
        evidence.add(token, sign)
    return evidence


def around(*people, **known):
    return Circumstances(ScenePeople(people), CAST, StorySoFar(), **known)


def settle(*pairs):
    """Presences by name for pairs of a person and the signs of them."""
    evidence = {who: shown(signs, who) for who, (_, signs) in enumerate(pairs)}
    scene = around(*(person for person, _ in pairs))
    found = settle_presences(evidence, scene, WEIGHTS)
    return {scene.people[who].name: presence for who, presence in found.items()}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param([(EMMA, THERE), (RUTH, THERE)], {"Emma": "lead", "Ruth": "present"}, id="the better known leads"),
        pytest.param([(EMMA, THERE), (RUTH, THERE * 2)], {"Ruth": "lead", "Emma": "present"}, id="by deeds"),
        pytest.param([(EMMA, ["name"])], {"Emma": "mentioned"}, id="only spoken of"),
        pytest.param([(GUARD, ["speaks"])], {}, id="somebody unnamed who does hardly anything"),
        pytest.param([(EMMA, THERE), (GUARD, ["moves"] * 3)], {"Emma": "lead", "a guard": "present"}, id="named"),
        pytest.param([(GUARD, ["moves"] * 3)], {"a guard": "lead"}, id="nobody has a name"),
        pytest.param([(EMMA, THERE), (GIRL, ["moves"] * 3)], {"Emma": "lead"}, id="another word for her"),
        pytest.param([(TOM, THERE), (GIRL, ["moves"] * 3)], {"Tom": "lead", "the girl": "present"}, id="not for him"),
        pytest.param(
            [(RUTH, THERE), (TELLER, ["first person"])],
            {"Ruth": "mentioned"},
            id="the teller by what is told of I, not by the name",
        ),
        pytest.param([(EMMA, [*THERE, "is heard from afar"])], {"Emma": "remote"}, id="a voice on the phone"),
        pytest.param(
            [(EMMA, [*THERE, "moves", "is heard from afar"])], {"Emma": "lead"}, id="who comes over after all"
        ),
        pytest.param([(EMMA, ["name acts", "moves", "is dead"])], {"Emma": "mentioned"}, id="who is dead"),
        pytest.param([(EMMA, [*THERE, "is dead"])], {"Emma": "lead"}, id="who speaks is not dead"),
    ],
)
def test_says_who_is_there(pairs, expected):
    found = settle(*pairs)
    assert found == expected
    assert list(found) == list(expected)


@pytest.mark.parametrize(
    ("person", "signs", "known", "feature", "value"),
    [
        pytest.param(EMMA, ["name"], {}, "share of mentions that act", 0.5, id="acts in the book"),
        pytest.param(EMMA, ["name"], {}, "share of mentions in address", 0.25, id="is addressed in the book"),
        pytest.param(EMMA, ["name"], {"named_next": [0]}, "named in the next scene", 1.0, id="goes on"),
        pytest.param(EMMA, ["said aloud", "is addressed"], {}, "talked of", None, id="called, not talked of"),
        pytest.param(EMMA, ["said aloud"], {}, "talked of", pytest.approx(0.69, abs=0.01), id="talked of"),
        pytest.param(EMMA, ["name", "away from speech"], {}, "away from speech", 1.0, id="where nobody talks"),
        pytest.param(EMMA, ["name", "name", "away from speech"], {}, "away from speech", None, id="and elsewhere"),
        pytest.param(TELLER, ["first person"], {}, "teller", 1.0, id="who says I"),
        pytest.param(SOMEBODY, ["first person"], {}, "unnamed teller", 1.0, id="who says I and has no name"),
        pytest.param(TELLER, ["first person"], {}, "unnamed teller", None, id="who says I and has a name"),
    ],
)
def test_sees_what_counts_for_somebody(person, signs, known, feature, value):
    option = presence_option(0, shown(signs), around(person, **known), 1)
    assert option.features.get(feature) == value


@pytest.mark.parametrize(
    ("name", "head", "feature", "value"),
    [
        pytest.param("a wife", "wife", "new", 1.0, id="brought in"),
        pytest.param("the man", "man", "no role beside the named", None, id="nobody has a name, so"),
        pytest.param("the man", "man", "nobody has a name", 1.0, id="nobody has a name"),
        pytest.param("the surgeon", "surgeon", "known", 1.0, id="known by what he is"),
        pytest.param("a wife", "wife", "described", pytest.approx(0.69, abs=0.01), id="told of once"),
        pytest.param("the surgeon", "surgeon", "new", None, id="known"),
    ],
)
def test_sees_what_counts_for_the_unnamed(name, head, feature, value):
    option = unnamed_option(0, shown(["described"]), around(ScenePerson(name, head=head)), [])
    assert option.answer == (name,)
    assert option.features.get(feature) == value


def test_gives_every_name_of_somebody():
    assert presence_option(0, shown(["name"]), around(EMMA), 1).answer == ("Emma", "Em")
    assert presence_option(0, shown(["name"]), around(SOMEBODY), 1).answer == ("narrator",)


def test_in_a_language_without_rules_whom_a_scene_names_most_leads():
    assert settle_listed({0: shown(["name"]), 1: shown(["name"] * 2, 5)}) == {1: "lead", 0: "present"}
    assert settle_listed({}) == {}
