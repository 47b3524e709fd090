import pytest
from reading_steps import read_passage, token_at

from english.tokens import parse_prose
from reading.presence_evidence import (
    PresenceEvidence,
    collect_evidence,
    find_listed,
    is_from_afar,
    quoted_names,
    shares_before,
    spoken_paragraphs,
)


def evidence_of(text):
    """What a passage shows of each of its people, by name."""
    passage = read_passage(text)
    quoted = quoted_names(passage.cast.names[0], passage.mentions.people, passage.cast)
    evidence = collect_evidence(passage.prose, passage.mentions, passage.events, quoted, passage.realis)
    return {passage.name(who): shown for who, shown in evidence.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma sat.", ["name", "name acts", "moves"], id="moves"),
        pytest.param("Emma took it.", ["name", "name acts", "moves"], id="takes"),
        pytest.param("Emma went out.", ["name", "name acts", "does"], id="goes out"),
        pytest.param("Emma thought so.", ["name", "name acts", "feels"], id="thinks"),
        pytest.param("Emma had a cold.", ["name", "name acts", "is"], id="has"),
        pytest.param("Emma was cold.", ["name", "name acts"], id="is"),
        pytest.param('"Go," said Emma.', ["name", "name acts", "speaks"], id="speaks"),
        pytest.param("Emma had gone.", ["name", "did before"], id="what she did before"),
        pytest.param("Emma's hand shook.", ["name", "has a body"], id="has a body"),
        pytest.param("Emma's house burned.", ["name"], id="has a house"),
        pytest.param("Ruth sat beside Emma.", ["name", "is near"], id="is sat beside"),
        pytest.param("Ruth kissed Emma.", ["name", "is near"], id="is kissed"),
        pytest.param("Ruth watched Emma sleep.", ["name", "is near", "moves"], id="is seen doing it"),
        pytest.param("Ruth spoke of Emma.", ["name", "is spoken of"], id="is spoken of"),
        pytest.param("Ruth remembered Emma.", ["name", "is thought of"], id="is thought of"),
        pytest.param("Emma was in the doorway.", ["name", "name acts", "is near"], id="is in the doorway"),
        pytest.param("Emma was in love.", ["name", "name acts"], id="is in love"),
        pytest.param("Ruth sang when Emma was alive.", ["name", "name acts", "is dead"], id="was alive then"),
        pytest.param("Emma was alive.", ["name", "name acts"], id="is alive"),
        pytest.param("Emma was dead.", ["name", "name acts", "is dead"], id="is dead"),
        pytest.param("Emma's grave was green.", ["name", "is dead"], id="has a grave"),
        pytest.param('"Sit, Emma," said Ruth.', ["said aloud", "is addressed"], id="is called"),
        pytest.param('The label read "Emma."', ["said aloud"], id="a label calls nobody"),
        pytest.param('"Where is Emma now?" said Ruth.', ["said aloud"], id="is talked of"),
        pytest.param(
            '"I am Emma," she said.', ["said aloud", "name acts", "speaks", "is addressed"], id="says who she is"
        ),
        pytest.param("Emma laughed over the phone.", ["name", "name acts", "is heard from afar"], id="heard from afar"),
        pytest.param(
            '"Yes," said Emma over the phone.', ["name", "name acts", "is heard from afar"], id="after her name"
        ),
    ],
)
def test_finds_what_speaks_for_somebody(text, expected):
    shown = evidence_of(text).get("Emma", PresenceEvidence())
    assert sorted(sign for _, sign in shown.signs) == sorted(expected)


def test_names_in_one_breath_do_what_one_of_them_does():
    found = evidence_of("Emma and Ruth ran to the gate of the old house by the river. Ruth wept.")
    assert (found["Emma"].times("moves"), found["Ruth"].times("moves")) == (1, 2)
    assert (found["Emma"].times("acts with others"), found["Ruth"].times("acts with others")) == (1, 1)


def test_counts_where_somebody_is_named():
    shown = evidence_of('Ruth slept.\nEmma sat down. "Go," said Emma.\nEmma wept.')["Emma"]
    assert (shown.first, shown.paragraphs, shown.times("name", "pronoun")) == (3, {1, 2}, 3)
    assert shown.times("away from speech") == 1
    assert shown.real > evidence_of("Emma had gone.")["Emma"].real


def test_counts_who_is_told_of_beside_a_telephone():
    found = evidence_of("Emma sat down. She called Jonas on the phone. Jonas laughed.")
    assert (found["Jonas"].by_device, found["Emma"].by_device) == (1, 1)


def test_a_group_is_nobody():
    assert set(evidence_of("They sat down. Emma sat down. Their hands shook.")) == {"Emma"}


def test_tells_the_paragraphs_of_what_had_happened_before():
    passage = read_passage("Emma sat down.\nShe had left the town. She had on a coat.\nShe slept.")
    assert shares_before(passage.prose, passage.events) == {1: pytest.approx(1 / 4)}


def test_finds_the_paragraphs_with_speech():
    assert spoken_paragraphs(parse_prose('Emma sat.\n"Go," said Ruth. "Go."\nEmma went.')) == {1}


def test_in_a_language_without_rules_who_is_named_is_found():
    prose = parse_prose("Anna Berg lachte. Dann kam Otto, und Anna Berg ging.")
    found = find_listed(prose, {0: ["Anna Berg"], 1: ["Otto"], 2: ["Anna Stern", ""]})
    assert {who: (shown.first, shown.times("name")) for who, shown in found.items()} == {0: (0, 2), 1: (6, 1)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He spoke into the black receiver.", True, id="within three words"),
        pytest.param("He spoke from the screen.", True, id="from the screen"),
        pytest.param("He spoke into the big old black receiver.", False, id="farther off"),
        pytest.param("He spoke down the line of poles.", False, id="a line of something"),
        pytest.param("He spoke into the wind.", False, id="no device"),
        pytest.param("He spoke beside the receiver.", False, id="beside it"),
        pytest.param("He spoke", False, id="the end of the text"),
    ],
)
def test_tells_what_comes_through_a_device(text, expected):
    tokens = parse_prose(text).tokens
    assert is_from_afar(tokens, token_at(tokens, "spoke") + 1) is expected
