import pytest

from cast.members import find_cast
from cast.sheet import CastSheet
from english.tokens import parse_prose
from reading.clauses import REAL
from reading.coreference import find_mentions
from reading.events import find_events
from reading.people import GROUP


def events_of(text):
    """The real events of a passage as (who, verb)."""
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    mentions = find_mentions(prose, cast.names[0], cast)

    def name(who):
        if who in (None, GROUP):
            return "" if who is None else "they"
        return "I" if mentions.people[who].is_narrator else mentions.people[who].name

    return [(name(event.who), event.lemma) for event in find_events(prose, mentions.found) if event.real >= REAL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma ran and jumped.", [("Emma", "run"), ("Emma", "jump")], id="and"),
        pytest.param("Emma sat by the fire, reading.", [("Emma", "sit"), ("Emma", "read")], id="a participle"),
        pytest.param('"Go," said Emma.', [("Emma", "say")], id="inverted"),
        pytest.param("She was reading.", [("", "read")], id="progressive"),
        pytest.param("Emma was at the sink washing a cup.", [("Emma", "wash")], id="at a place, doing"),
        pytest.param("Emma ate standing up.", [("Emma", "eat"), ("Emma", "stand")], id="eating in a posture"),
        pytest.param("Emma had climbed the hill and went in.", [("Emma", "go")], id="a past form of its own"),
        pytest.param("I rowed, and we laughed.", [("I", "row"), ("they", "laugh")], id="first person"),
        pytest.param("Emma began to write.", [("Emma", "begin"), ("Emma", "write")], id="begun"),
        pytest.param("Emma bent to lift the lid.", [("Emma", "bend"), ("Emma", "lift")], id="bent to"),
        pytest.param("Emma had just bolted the door.", [("Emma", "bolt")], id="only just"),
        pytest.param("Then Emma had reached the door.", [("Emma", "reach")], id="then it was done"),
        pytest.param("In the hall Emma ate an apple.", [("Emma", "eat")], id="after where it is"),
        pytest.param("The old man coughed.", [("the old man", "cough")], id="described"),
        pytest.param("Emma walks in. She kneels.", [("Emma", "walk"), ("Emma", "kneel")], id="present tense"),
        pytest.param(
            "Emma saw Ruth. She waved.", [("Emma", "see"), ("Emma", "wave")], id="a pronoun means the subject"
        ),
    ],
)
def test_finds_who_does_what(text, expected):
    assert [event for event in events_of(text) if event[1] != "be"] == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        pytest.param("Emma did not run.", "run", id="denied"),
        pytest.param("Emma would run.", "run", id="planned"),
        pytest.param("Emma had run.", "run", id="before"),
        pytest.param("If Emma ran, he fell.", "run", id="imagined"),
        pytest.param("Emma had climbed the hill and waited.", "wait", id="what goes on from had"),
        pytest.param("Emma had thought, walking home, of Ruth.", "walk", id="a participle of before"),
        pytest.param("Emma had not touched the rope or pulled it.", "pull", id="or, after a denial"),
        pytest.param("The veins in her hand and tired brain throbbed.", "tire", id="an adjective after and"),
        pytest.param("Emma wanted to run.", "run", id="wished"),
        pytest.param("Emma slept in the afternoons.", "sleep", id="a habit"),
        pytest.param("Emma always ran.", "run", id="always"),
        pytest.param("Emma used to run.", "run", id="used to"),
        pytest.param("Emma had just left.", "leave", id="just gone"),
        pytest.param("Emma ought to be sitting.", "sit", id="due"),
        pytest.param("Emma took the deep, grassy lane bordered with roses.", "border", id="what a lane is like"),
        pytest.param("The painted door opened.", "paint", id="an adjective"),
        pytest.param('"I ran," said Emma.', "run", id="said"),
        pytest.param("Emma boarded a ship bound for home.", "bind", id="a second participle"),
    ],
)
def test_leaves_out_what_does_not_happen(text, verb):
    assert verb not in [lemma for _, lemma in events_of(text)]


def test_a_paragraph_told_with_had_is_a_memory():
    text = "Emma had gone to sea. She had sailed far. She saw whales.\nNow Emma sat down."
    assert events_of(text) == [("Emma", "sit")]
