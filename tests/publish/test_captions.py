import pytest

from publish.captions import alt_text
from records import Person, SceneReading

EMMA = Person("Emma", "lead", outfit="green coat")
JONAS = Person("Jonas", "present")


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        pytest.param(
            SceneReading((EMMA,), place="office", time_of_day="morning", mood="bleak", action="reading a letter"),
            "Emma in green coat: reading a letter. Office, morning, bleak mood.",
            id="lead, action, setting",
        ),
        pytest.param(SceneReading((EMMA, JONAS)), "Emma in green coat, with Jonas.", id="two, and nothing else told"),
        pytest.param(
            SceneReading((EMMA, JONAS, Person("Kit", "present"), Person("Ruth", "present")), people=("a crowd",)),
            "Emma in green coat, with Jonas, Kit, others and a crowd.",
            id="many are not all named",
        ),
        pytest.param(
            SceneReading((EMMA, Person("Ruth", "mentioned"), Person("Dan", "remote"))),
            "Emma in green coat.",
            id="absent",
        ),
        pytest.param(
            SceneReading(place="sea", time_of_day="night", weather=("fog", "wind"), action="sailing"),
            "Nobody. Sea, night, fog, wind.",
            id="nobody does nothing",
        ),
        pytest.param(SceneReading(people=("two guards",), place="gate"), "Two guards. Gate.", id="only a crowd"),
        pytest.param(SceneReading(), "Nobody.", id="nothing at all"),
    ],
)
def test_alt_text(reading, expected):
    assert alt_text(reading) == expected
