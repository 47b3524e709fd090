"""Which verbs tell of now and which of before."""

import pytest
from reading_steps import read_passage

from reading.clauses import BEFORE, NOW
from reading.events import find_events, hangs_on, mark_going_on, tells_in_present, with_memories


def told(text):
    """The verbs of a passage, those of before in brackets."""
    passage = read_passage(text)
    events = find_events(passage.prose, passage.mentions.found)
    return " ".join(event.lemma if event.real >= NOW else f"({event.lemma})" for event in events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora had lit the lamp and waited.", "(light) (wait)", id="goes on after and"),
        pytest.param("Nora had lit the lamp, swept, and waited.", "(light) (sweep) (wait)", id="a list"),
        pytest.param("Nora had thought, walking home, of Paul.", "(think) (walk)", id="a participle within it"),
        pytest.param("Nora had lit the lamp. She waited.", "(light) wait", id="a new sentence is now"),
        pytest.param("Nora had lit the lamp and she waited.", "(light) wait", id="a subject of its own"),
        pytest.param("Nora had lit the lamp and Paul waited.", "(light) wait", id="another's verb"),
        pytest.param("Nora had climbed the hill and went in.", "(climb) go", id="went is no participle"),
        pytest.param("Nora waited and had lit the lamp.", "wait (light)", id="what stands before is now"),
    ],
)
def test_what_hangs_on_had_is_of_before(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Nora had gone to sea. She had sailed far. She saw whales.\nNow Nora sat down.",
            "(go) (sail) (see) sit",
            id="a memory is a paragraph",
        ),
        pytest.param(
            "Nora sat down. She had gone to sea. She had sailed far. She had wept. She saw whales.",
            "sit (go) (sail) (weep) (see)",
            id="from the first had on",
        ),
        pytest.param("Nora had gone to sea. She saw whales.", "(go) see", id="one had is none"),
        pytest.param(
            "Nora had gone. She had sailed. She sat, ate, slept and sang.",
            "(go) (sail) sit eat sleep sing",
            id="mostly told without had",
        ),
    ],
)
def test_a_paragraph_told_with_had_is_a_memory(text, expected):
    assert told(text) == expected


def test_participles_make_no_memory_and_keep_none_from_being_one():
    text = "Nora had gone, running, laughing, panting. She had sailed. She sat down."
    assert told(text) == "(go) (run) (laugh) (pant) (sail) (sit)"


def test_memories_change_nothing_but_when_it_was():
    passage = read_passage("Nora had lit the lamp and waited. Paul slept.")
    events = [event._replace(real=NOW) if event.lemma == "wait" else event for event in passage.events]
    marked = with_memories(passage.prose, passage.mentions.found, events)
    assert [event._replace(real=0) for event in marked] == [event._replace(real=0) for event in events]
    assert list(mark_going_on(passage.tokens, passage.mentions.found, events)) == list(marked)
    assert [event.real for event in marked] == [BEFORE, BEFORE, NOW]


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        pytest.param("Nora lit the lamp and waited.", "wait", True, id="after and"),
        pytest.param("Nora lit the lamp, waited.", "wait", True, id="after a comma"),
        pytest.param("Nora sat waiting.", "wait", True, id="an -ing form"),
        pytest.param("Nora lit the lamp and went.", "go", False, id="no participle"),
        pytest.param("Nora lit the lamp and then waited.", "wait", False, id="not right after it"),
        pytest.param("Nora waits and hums.", "hum", False, id="a present form"),
    ],
)
def test_a_verb_may_hang_on_the_one_before(text, lemma, expected):
    passage = read_passage(text)
    event = next(event for event in passage.events if event.lemma == lemma)
    assert hangs_on(passage.tokens, event) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora runs. She is late.", True, id="the present"),
        pytest.param("Nora ran. She was late.", False, id="the past"),
        pytest.param("Nora runs. Paul ran. Ann ran.", False, id="mostly the past"),
        pytest.param('Nora ran. "I am late. She is late. He runs," she said.', False, id="what is said tells nothing"),
        pytest.param("Nora runs. Paul ran.", False, id="as much as the past"),
        pytest.param("Rain falls.", False, id="nobody does anything"),
    ],
)
def test_tells_the_tense_by_what_people_do(text, expected):
    passage = read_passage(text)
    assert tells_in_present(passage.tokens, passage.mentions.found) == expected
