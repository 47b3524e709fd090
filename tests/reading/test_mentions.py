"""A mention: the words that mean somebody, and whom."""

import pytest
from reading_steps import read_passage

from reading.people import GROUP


@pytest.mark.parametrize(
    ("words", "kind", "is_pronoun"),
    [
        pytest.param("nora", "name", False, id="a name"),
        pytest.param("she", "pronoun", True, id="a pronoun"),
        pytest.param("my", "first person", True, id="whoever tells the story"),
        pytest.param("the old woman", "described", False, id="a description, though it names nobody"),
    ],
)
def test_only_words_that_neither_name_nor_describe_are_pronouns(words, kind, is_pronoun):
    mention = read_passage("Nora ran. She fell. An old woman helped. The old woman took my arm.").mention(words)
    assert (mention.kind, mention.is_pronoun) == (kind, is_pronoun)


def test_mentions_stand_in_reading_order_and_mean_people_of_the_scene():
    passage = read_passage("Nora met Paul. They sat. A boy brought her coat.")
    found = passage.mentions.found
    assert [mention.first for mention in found] == sorted(mention.first for mention in found)
    assert [passage.name(mention.who) for mention in found] == ["Nora", "Paul", "they", "a boy", "Nora"]
    assert [mention.who is GROUP for mention in found] == [False, False, True, False, False]


def test_an_owner_is_no_subject():
    passage = read_passage("Nora took Paul's hat. Paul's hand shook. He left.")
    told = [(mention.owns, mention.subject) for mention in passage.mentions.found]
    assert told == [(False, True), (True, False), (True, False), (False, True)]
