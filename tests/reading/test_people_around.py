import pytest
from reading_steps import read_passage

from reading.people_around import is_denied, is_first, people_around


def around(text):
    passage = read_passage(text)
    return passage, people_around(passage.tokens, passage.mentions.found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora sang there, now.", "Nora", id="the subject"),
        pytest.param("Nora saw Paul, now.", "Nora", id="over an object"),
        pytest.param("Nora sang and it rained, now.", None, id="another subject"),
        pytest.param("Nora sang. It rained, now.", None, id="another sentence"),
        pytest.param("Nora sang; rain fell, now.", None, id="another clause"),
        pytest.param("Rain fell, now.", None, id="nobody"),
    ],
)
def test_finds_the_subject_that_leads_to_a_word(text, expected):
    passage, people = around(text)
    subject = people.subject_before(passage.at("now"))
    assert (None if subject is None else passage.name(subject.who)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Paul saw Nora now.", "Nora"), ("Paul saw Nora, now.", "Nora"), ("Nora sang now.", None)]
)
def test_finds_who_stands_right_before(text, expected):
    passage, people = around(text)
    mention = people.beside(passage.at("now"))
    assert (None if mention is None else passage.name(mention.who)) == expected


def test_finds_who_comes_after():
    passage, people = around("Wearing it now, Nora sang to Paul.")
    assert passage.name(people.first_after(passage.at("now")).who) == "Nora"
    assert people.first_after(passage.at("paul")) is None


def test_words_right_after_a_name_or_pronoun_may_be_its_verb():
    passage, people = around("Nora saw her hat. She sang.")
    assert {passage.tokens[number].word for number in people.ends()} == {"nora", "she"}


@pytest.mark.parametrize(("word", "expected"), [("now", False), ("nora", True), ("but", True), ("paul", True)])
def test_knows_what_opens_a_sentence(word, expected):
    passage, _ = around("Nora sang now. But Paul wept.")
    assert is_first(passage.tokens, passage.at(word)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nora was now tall.", False), ("Nora was not tall.", True), ("If Nora was tall.", True)],
)
def test_knows_what_is_denied_or_supposed(text, expected):
    passage, _ = around(text)
    start = passage.at("nora") + 1
    assert is_denied(passage.tokens, start, passage.at("tall")) == expected
