"""The words after --correct."""

import shlex

import pytest

from workspace.correction_arguments import read_correct
from workspace.correction_values import CorrectionError


@pytest.mark.parametrize(
    ("typed", "changes", "why"),
    [
        ("2:5 place=van time=night", {(2, 5): {"place": "van", "time": "night"}}, "two keys"),
        ("2:5 place=van 2:6 time=night", {(2, 5): {"place": "van"}, (2, 6): {"time": "night"}}, "two scenes"),
        ("2:5", {(2, 5): {}}, "all taken back"),
        ("2:5 2:6", {(2, 5): {}, (2, 6): {}}, "all of two taken back"),
        ("2:5 place=", {(2, 5): {"place": None}}, "one taken back"),
        ("2:5 place= time=night", {(2, 5): {"place": None, "time": "night"}}, "one taken back, one said"),
        ("2:5 place='old van'", {(2, 5): {"place": "old van"}}, "in quotes"),
        ("2:5 place=old van time=night", {(2, 5): {"place": "old van", "time": "night"}}, "quotes forgotten"),
        ("2:5 place = old van", {(2, 5): {"place": "old van"}}, "blanks around the sign"),
        ("2:5 PLACE=van", {(2, 5): {"place": "van"}}, "capitals"),
        ("2:5-7 time=night", {(2, number): {"time": "night"} for number in (5, 6, 7)}, "a range"),
        ("2:5 place=van 2:5 time=night", {(2, 5): {"place": "van", "time": "night"}}, "one scene in two places"),
        ("2:5 interior=no nobody=yes", {(2, 5): {"interior": False, "nobody": True}}, "yes and no"),
        ("2:5 nobody=no", {(2, 5): {"nobody": None}}, "not nobody: what the rules read"),
        ("2:5 action='a=b'", {(2, 5): {"action": "a=b"}}, "a sign within a value"),
        (
            "2:5 people='Emma; two guards: carrying a chest'",
            {(2, 5): {"people": [{"who": "Emma"}, {"who": "two guards", "doing": "carrying a chest"}]}},
            "people",
        ),
    ],
)
def test_what_is_typed_is_understood(typed, changes, why):
    assert read_correct(shlex.split(typed)) == changes, why


def test_single_quotes_that_cmd_exe_hands_on():
    typed = "2:5 people='Emma; two guards: carrying a chest' place='old van'"

    assert read_correct(typed.split()) == read_correct(shlex.split(typed)), "cmd.exe splits at every blank"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("place=van", "'place=van' names no scene: write --correct 2:5 place=van"),
        ("2.5 place=van", "'2.5' names no scene"),
        ("2:5 palce=van", "there is no palce to correct: did you mean place?"),
        ("2:5 outfit=coat", "did you mean people?"),
        ("2:5 place", "'place' says nothing of 2:5: write key=value, such as place=…"),
        ("2:5 nobody", "such as nobody=yes"),
        ("2:5 place=van nobody", "such as nobody=yes"),
        ("2:5 place=van place=car", "place is given twice for 2:5"),
        ("2:5 place=van 2:5 place=car", "place is given twice for 2:5"),
        ("2:5 2:6 place=van", "2:5 has no key=value: to take its corrections back, give it alone"),
        ("2:7-5 place=van", "runs backwards"),
        ("2:5 time=nigt", 'did you mean "night"?'),
        ("2:5 interior=maybe", "neither yes nor no"),
    ],
)
def test_what_cannot_be_meant_is_said(typed, sentence):
    with pytest.raises(CorrectionError) as raised:
        read_correct(shlex.split(typed))

    assert sentence in str(raised.value)
