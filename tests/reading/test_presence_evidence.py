import pytest
from reading_steps import read_passage

from english.tokens import parse_prose
from reading.appearance import find_facts
from reading.presence_evidence import MOST_CALLS, MOST_MEANT, SIGNS, THERE, weigh_listed, weigh_people
from scene_reader import quoted_names


def evidence_of(text):
    """What a passage shows of each of its people, by name."""
    passage = read_passage(text)
    quoted = quoted_names(passage.cast.names[0], passage.mentions.people, passage.cast)
    facts = find_facts(passage.prose, passage.mentions)
    evidence = weigh_people(passage.prose, passage.mentions, passage.events, quoted, facts)
    return {passage.name(who): shown for who, shown in evidence.items()}


def signs_of(text, name="Emma"):
    """The signs that somebody is there, in the order of the text."""
    shown = evidence_of(text).get(name)
    return [sign for _, sign in sorted(shown.signs)] if shown else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma sat.", ["is meant", "acts"], id="acts"),
        pytest.param('"Go," said Emma.', ["speaks", "is meant"], id="speaks"),
        pytest.param("Emma spoke.", ["is meant", "speaks"], id="speaks without words"),
        pytest.param("Emma took it.", ["is meant", "moves"], id="moves"),
        pytest.param("Emma came in.", ["is meant", "acts"], id="comes in"),
        pytest.param("Emma went out.", ["is meant", "is"], id="goes out"),
        pytest.param("Emma thought so.", ["is meant", "is"], id="only thinks"),
        pytest.param("Emma's hand shook.", ["has a body"], id="has a body"),
        pytest.param("Emma's house burned.", [], id="has a house"),
        pytest.param("Ruth sat beside Emma.", ["is met"], id="is sat beside"),
        pytest.param("Ruth kissed Emma.", ["is met"], id="is kissed"),
        pytest.param("Ruth thought of Emma.", ["is meant"], id="is thought of"),
        pytest.param("Emma was in the doorway.", ["is meant", "is somewhere"], id="is in the doorway"),
        pytest.param("Emma was beyond the door.", ["is meant"], id="is beyond the door"),
        pytest.param("Emma was in no door.", ["is meant"], id="is in no door"),
        pytest.param("Emma slept in the doorway.", ["is meant", "acts"], id="sleeps in the doorway"),
        pytest.param("Emma was in a huff.", ["is meant"], id="is in a huff"),
        pytest.param("Emma was a tall girl.", ["is meant", "is described"], id="is described"),
        pytest.param("Emma was tall.", ["is meant"], id="is tall"),
        pytest.param('"You are a tall girl, Emma," said Ruth.', ["is addressed"], id="is described aloud"),
        pytest.param("Ruth sang when Emma was alive.", ["is dead", "is meant"], id="was alive then"),
        pytest.param("Emma was alive.", ["is meant"], id="is alive"),
        pytest.param("Emma was dead.", ["is dead", "is meant"], id="is dead"),
        pytest.param("Emma's grave was green.", ["is dead"], id="has a grave"),
        pytest.param('"Sit, Emma," said Ruth.', ["is addressed"], id="is called"),
        pytest.param('"I am Emma," she said.', ["speaks"], id="says who she is"),
        pytest.param('"Where is Emma now?" said Ruth.', [], id="is talked of"),
        pytest.param("Emma had gone.", ["is meant"], id="what she did before"),
        pytest.param("Emma laughed over the phone.", ["is meant"], id="heard from afar"),
    ],
)
def test_finds_what_speaks_for_somebody(text, expected):
    assert sorted(signs_of(text)) == sorted(expected)


def test_names_in_one_breath_do_what_one_of_them_does():
    found = evidence_of("Emma and Ruth ran to the gate of the old house by the river. Ruth wept.")
    assert [sign for _, sign in found["Emma"].signs] == ["is meant", "is coordinated", "acts"]
    assert (found["Emma"].moves, found["Ruth"].moves) == (1, 2)


def test_the_weight_is_that_of_the_signs():
    shown = evidence_of("Emma sat down. Her hand shook.")["Emma"]
    assert shown.weight == pytest.approx(SIGNS["is meant"] + SIGNS["acts"] + SIGNS["has a body"])
    assert shown.weight >= THERE
    assert evidence_of("Ruth thought of Emma.")["Emma"].weight < THERE


@pytest.mark.parametrize(
    ("text", "sign", "most"),
    [
        pytest.param("Ruth thought of Emma. " * 9, "is meant", MOST_MEANT, id="naming"),
        pytest.param('"Sit, Emma," said Ruth. ' * 9, "is addressed", MOST_CALLS, id="calling"),
        pytest.param("Emma was in the doorway. " * 9, "is somewhere", 1, id="placing"),
        pytest.param("Emma was a tall girl. " * 9, "is described", 1, id="describing"),
        pytest.param("Emma was dead. " * 9, "is dead", 1, id="the death"),
    ],
)
def test_saying_it_again_adds_nothing(text, sign, most):
    assert signs_of(text).count(sign) == most


def test_counts_how_somebody_is_shown():
    shown = evidence_of('Ruth slept. Emma sat down. Her hand shook, her voice shook. "Go," said Emma. She had gone.')[
        "Emma"
    ]
    assert (shown.narrated, shown.named, shown.first) == (5, 2, 3)
    assert (shown.seen, shown.moves, shown.speaks) == (1, 1, True)
    assert shown.acts == pytest.approx(1.6)


def test_a_group_is_nobody():
    assert set(evidence_of("They sat down. Emma sat down. Their hands shook.")) == {"Emma"}


def test_in_a_language_without_rules_who_is_named_is_there():
    prose = parse_prose("Anna Berg lachte. Dann kam Otto, und Anna Berg ging.")
    found = weigh_listed(prose, {0: ["Anna Berg"], 1: ["Otto"], 2: ["Anna Stern", ""]})
    assert {who: (shown.first, shown.named) for who, shown in found.items()} == {0: (0, 2), 1: (6, 1)}
    assert all(shown.weight == THERE for shown in found.values())
