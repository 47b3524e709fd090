import pytest
from reading_steps import token_at

from english.tokens import parse_prose
from reading.mentions import Mention
from reading.people import ScenePerson
from reading.salience import MOST_COUNTED, Salience

EMMA, RUTH = 0, 1
PEOPLE = [ScenePerson("Emma", "female"), ScenePerson("Ruth", "female")]
TEXT = "Emma saw Ruth by Emma's chair, and Emma's hand shook, for her hand was cold and her chair was wet."
TOKENS = parse_prose(TEXT).tokens


def mention(words, who, kind="name", *, subject=False, after=0):
    first = token_at(TOKENS, words, after)
    owns = words.endswith("'s") or words.startswith("her")
    return Mention(first, first + 1, who, kind, owns, subject)


def salience(*mentions, is_described=False):
    """How much Emma is in mind after these mentions, less where the first of them stands."""
    in_mind = Salience(TOKENS)
    for each in mentions:
        in_mind.bring(each.who, each, PEOPLE[each.who])
    return in_mind.of(EMMA, is_described=is_described) - mentions[0].first


AS_OBJECT = mention("emma", EMMA)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        pytest.param(mention("emma", EMMA, subject=True), AS_OBJECT, id="a subject before an object"),
        pytest.param(AS_OBJECT, mention("emma 's", EMMA, after=3), id="an object before an owner"),
        pytest.param(
            mention("emma 's hand", EMMA)._replace(owns=True), AS_OBJECT, id="whose body acts, like a subject"
        ),
        pytest.param(
            mention("her chair", EMMA, "pronoun"), mention("emma 's", EMMA, after=3), id="her, before an owner's name"
        ),
    ],
)
def test_weighs_how_somebody_is_brought_to_mind(more, less):
    assert salience(more) > salience(less)


def test_a_name_stays_in_mind_longer_than_a_description():
    assert salience(AS_OBJECT) > salience(AS_OBJECT, is_described=True)


def test_who_comes_later_and_more_often_is_more_in_mind():
    in_mind = Salience(TOKENS)
    in_mind.bring(EMMA, mention("emma", EMMA), PEOPLE[EMMA])
    in_mind.bring(RUTH, mention("ruth", RUTH), PEOPLE[RUTH])
    assert in_mind.of(RUTH, is_described=False) > in_mind.of(EMMA, is_described=False)
    for _ in range(3):
        in_mind.bring(EMMA, mention("emma", EMMA), PEOPLE[EMMA])
    assert in_mind.of(EMMA, is_described=False) > in_mind.of(RUTH, is_described=False)


def test_being_an_owner_puts_nobody_out_of_mind():
    subject = mention("emma", EMMA, subject=True)
    assert salience(subject, mention("emma 's", EMMA, after=3)) > salience(subject)


def test_after_many_mentions_one_more_adds_nothing():
    many = [AS_OBJECT] * MOST_COUNTED
    assert salience(*many) == salience(*many, AS_OBJECT) > salience(*many[1:])
