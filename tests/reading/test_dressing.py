"""Looks and clothes that a sentence tells away from the words for the person."""

import pytest
from reading_steps import read_passage

from reading.dressing import (
    facts_of_sentences,
    features_told_by_it,
    first_after,
    garments_seen,
    handed_over,
    is_lone_number,
    lone_subject,
    worn_before_off,
)
from reading.looks import Fact
from reading.people import GROUP

NORA = 0


def told(passage, facts):
    """Who wears or has what; what is taken off in brackets."""
    return [(passage.name(fact.who), f"({fact.text})" if fact.removed else fact.text) for fact in facts]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        pytest.param("A calico dress hung from Nora's shoulders.", "Nora", "calico dress", id="hung from"),
        pytest.param("Nora came with the red scarf wound about her.", "Nora", "red scarf", id="wound about"),
        pytest.param("Nora had a red ribbon in her hair.", "Nora", "red ribbon", id="in the hair"),
        pytest.param("Nora sang there, with a long scar on one cheek.", "Nora", "long scar", id="at the end"),
        pytest.param("Nora sang there, in a green coat.", "Nora", "green coat", id="clothes at the end"),
        pytest.param("Nora is in the doorway, seventeen, yawning.", "Nora", "17", id="a number alone"),
        pytest.param("A girl, nine years old, met Nora.", "a girl", "9", id="years of who was described last"),
        pytest.param("Nora, I think, was lovely, with a dark plait.", "Nora", "dark plait", id="I think"),
        pytest.param("Without the green coat Nora seemed small.", "Nora", "(green coat)", id="without"),
    ],
)
def test_reads_what_a_sentence_tells_of_its_subject(text, who, what):
    passage = read_passage(text)
    assert told(passage, facts_of_sentences(passage.prose, passage.mentions.found)) == [(who, what)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A calico dress hung from the wall. Nora sang.", id="from a wall"),
        pytest.param("A calico dress hung from Nora's bed.", id="from no part of a body"),
        pytest.param("A red lantern hung from Nora's shoulders.", id="no garment"),
        pytest.param("A red scarf. It was wound about her. Nora sang.", id="in another sentence"),
        pytest.param("Nora met Paul, with a long scar.", id="somebody else is named after her"),
        pytest.param("Nora sang with a long scar.", id="not set apart"),
        pytest.param("Nora left; rain fell, with a long beard.", id="in another clause"),
        pytest.param("Nora lived at number four, seventeen, or nine.", id="one of several numbers"),
        pytest.param("Nora counted, two, slowly.", id="no age"),
        pytest.param("A girl, nine miles of road behind her, met Nora.", id="miles are no years"),
        pytest.param("A girl, many years old, met Nora.", id="nobody knows how many"),
        pytest.param("Without a word Nora left.", id="without no garment"),
        pytest.param('"A red scarf, with a long beard," Nora sang.', id="in speech"),
    ],
)
def test_reads_nothing_of_others(text):
    passage = read_passage(text)
    assert told(passage, facts_of_sentences(passage.prose, passage.mentions.found)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora sang, seventeen, there.", True),
        ("Nora sang, two, there.", False),
        ("Nora sang, 17, there.", False),
        ("Nora sang, seventeen songs.", False),
        ("Nora sang nine, seventeen, there.", False),
    ],
)
def test_a_number_alone_is_an_age(text, expected):
    assert is_lone_number(read_passage(text).tokens, 3 + text.startswith("Nora sang nine")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora sang there, now.", "Nora", id="the subject"),
        pytest.param("Nora saw Paul, now.", None, id="another after it"),
        pytest.param("Nora took Paul's hat, now.", "Nora", id="what is another's is nobody"),
        pytest.param("Nora sang. It rained, now.", None, id="in another sentence"),
        pytest.param("Rain fell, now.", None, id="nobody"),
    ],
)
def test_finds_the_subject_that_stands_alone(text, expected):
    passage = read_passage(text)
    who = lone_subject(passage.tokens, passage.mentions.found, passage.at("now"))
    assert (None if who is None else passage.name(who)) == expected


def test_without_leads_to_who_comes_next():
    passage = read_passage("Nora saw that without a coat Paul froze.")
    found = passage.mentions.found
    assert [passage.name(first_after(found, passage.at(word))) for word in ("nora", "without", "froze")] == [
        "Paul",
        "Paul",
        "Nora",
    ]
    assert first_after([], 0) is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("The yellow raincoat came nearer.", ["yellow raincoat"], id="in a colour"),
        pytest.param("The long raincoat came nearer.", [], id="not known by a colour"),
        pytest.param("A yellow raincoat came nearer.", [], id="any raincoat"),
        pytest.param("The yellow raincoat hung on a hook.", [], id="on a hook"),
        pytest.param('"The yellow raincoat came," said Nora.', [], id="in speech"),
        pytest.param("The yellow hair shone.", [], id="no garment"),
    ],
)
def test_a_garment_alone_is_seen(text, seen):
    facts = list(garments_seen(read_passage(text).prose))
    assert [(fact.who, fact.slot, fact.text) for fact in facts] == [(GROUP, "seen", text) for text in seen]


@pytest.mark.parametrize(
    ("rest", "off", "expected"),
    [
        pytest.param("Nora unpinned the cloak.", "cloak", [("Nora", "grey cloak")], id="worn until it was unpinned"),
        pytest.param("Nora unpinned the hat.", "hat", [], id="another garment"),
        pytest.param("Nora unpinned the old cloak.", "old cloak", [], id="an adjective may tell another one"),
        pytest.param("It rained. " * 5 + "Nora unpinned the cloak.", "cloak", [], id="too long before"),
    ],
)
def test_what_is_taken_off_was_worn(rest, off, expected):
    passage = read_passage(f"The grey cloak dripped. {rest}")
    at = passage.at("unpinned") + 2
    seen = list(garments_seen(passage.prose))
    facts = [Fact(NORA, "outer", off, at, removed=True), Fact(NORA, "outer", "cloak", at)]
    assert told(passage, worn_before_off(passage.tokens, seen, facts)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It was a thick plait, dark red.", [("Nora", "thick dark red plait")], id="it was"),
        pytest.param("It was a thick plait.", [("Nora", "thick plait")], id="without its colour"),
        pytest.param("It was a thick beard.", [], id="nothing that was spoken of"),
        pytest.param("It held a thick plait.", [], id="another verb"),
        pytest.param("Then it was a thick plait.", [], id="not at the beginning"),
        pytest.param('"It was a thick plait," he said.', [], id="in speech"),
        pytest.param("Rain fell. It was a thick plait.", [], id="not right after it"),
    ],
)
def test_reads_on_about_her_plait(text, expected):
    passage = read_passage(f"Nora held the end of her plait. {text}")
    assert told(passage, features_told_by_it(passage.prose, passage.mentions.found)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He put it on Nora.", [("Nora", "green coat")], id="another's"),
        pytest.param("Then he put it on, slowly.", [("Paul", "green coat")], id="his own again"),
        pytest.param("He put it on the table.", [], id="a thing's"),
        pytest.param("He put a hat on Nora.", [], id="another garment"),
        pytest.param("He saw it on Nora.", [], id="not given"),
        pytest.param("Rain fell. He put it on Nora.", [], id="too long after"),
        pytest.param('"He put it on Nora," said Ann.', [], id="in speech"),
    ],
)
def test_a_garment_is_handed_over(text, expected):
    passage = read_passage(f"Paul took off his green coat. {text}")
    paul = passage.mention("paul").who
    off = Fact(paul, "outer", "green coat", passage.at("coat"), removed=True)
    assert told(passage, handed_over(passage.prose, [off], passage.mentions.found)) == expected
