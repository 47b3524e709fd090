"""Whom words mean that name nobody."""

import pytest
from reading_steps import read_passage

from english.tokens import parse_prose
from reading.antecedents import (
    counterpart,
    is_of_age,
    is_pointed_at,
    is_said_of_another,
    may_be_one,
    pointed_out,
    resumes,
    tells_age,
)
from reading.mentions import Mention, Mentions
from reading.people import ScenePeople, ScenePerson


def name_of(passage, who):
    return None if who is None else passage.name(who)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Paul met Nora. He led his visitor in.", "Nora", id="his visitor"),
        pytest.param("Paul met Nora. She led her guest in.", "Paul", id="her guest"),
        pytest.param("Paul sang. He led his visitor in.", None, id="nobody else is named"),
        pytest.param("Paul met Nora. He led his horse in.", None, id="no counterpart"),
        pytest.param("Paul met Nora. He saw his", None, id="nothing follows"),
        pytest.param("Paul met Nora. He led his host Robert in.", None, id="the guest's name follows"),
    ],
)
def test_a_counterpart_is_whoever_was_named_besides(text, expected):
    passage = read_passage(text)
    at = next(number for number, token in enumerate(passage.tokens) if token.word in ("his", "her"))
    before = [
        mention for mention in passage.mentions.found if mention.first < at or mention.first == at == mention.last - 1
    ]
    assert name_of(passage, counterpart(passage.tokens, before, at)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he was a tall man", True),
        ("he sang like a child", True),
        ("Nora is a child", True),
        ("it was a tall man", False),
        ("there was a tall man", False),
        ("he saw a tall man", False),
        ("a tall man", False),
    ],
)
def test_a_man_may_be_what_another_is(text, expected):
    passage = read_passage(text)
    assert is_said_of_another(passage.tokens, passage.at("a")) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("the old man", True), ("the child", True), ("an old man", False), ("the tall man", False), ("the sailor", False)],
)
def test_the_old_man_is_somebody_who_is_there(words, expected):
    assert resumes(words.split()) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("the old man", True), ("the child", True), ("the little girl", True), ("the girl", False), ("the man", False)],
)
def test_some_words_tell_an_age(words, expected):
    assert tells_age(words.split()) == expected


@pytest.mark.parametrize(
    ("words", "youngest", "oldest"),
    [
        pytest.param("the child", 0, 17, id="no child is grown"),
        pytest.param("the little boy", 0, 17, id="nor is a little boy"),
        pytest.param("the girl", 0, 29, id="a girl may be grown"),
        pytest.param("the old man", 55, 99, id="old"),
        pytest.param("the young man", 0, 54, id="young"),
        pytest.param("the man", 0, 99, id="anybody"),
    ],
)
def test_people_are_called_by_their_age(words, youngest, oldest):
    fitting = [years for years in range(100) if is_of_age(words.split(), years)]
    assert fitting == list(range(youngest, oldest + 1))
    assert is_of_age(words.split(), None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("female", "female", True), ("female", "", True), ("", "male", True), ("female", "male", False)],
)
def test_two_may_be_one_by_their_gender(one, other, expected):
    assert may_be_one(ScenePerson("a", one), ScenePerson("b", other)) == expected


GIRL, KIT, MAX = range(3)
PEOPLE = ScenePeople(
    (ScenePerson("a girl", "female", head="girl"), ScenePerson("Kit", "female", 0), ScenePerson("Max", "male", 1))
)
MEANT = {"a girl": (GIRL, "described"), "she": (GIRL, "pronoun"), "kit": (KIT, "name"), "max": (MAX, "name")}


def apart(text):
    """The tokens of a passage and its mentions, "a girl" and "she" not yet known as Kit."""
    tokens = parse_prose(text).tokens
    found = []
    for number, token in enumerate(tokens):
        who, kind = MEANT.get(
            f"{tokens[number - 1].word} {token.word}" if token.word == "girl" else token.word, (None, "")
        )
        if who is not None:
            first = number - (kind == "described")
            subject = number + 1 < len(tokens) and tokens[number + 1].word in ("came", "sat", "sang")
            found.append(Mention(first, number + 1, who, kind, owns=False, subject=subject))
    return tokens, Mentions(tuple(found), PEOPLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('A girl came. "That would be Kit," he said.', {GIRL: KIT}, id="pointed out"),
        pytest.param('A girl came. "I like Kit," he said.', {}, id="only spoken of"),
        pytest.param("A girl came. That would be Kit.", {}, id="not said aloud"),
        pytest.param('A girl came. "Here\'s Max," he said.', {}, id="no girl"),
        pytest.param('"That is Kit," he said. A girl came.', {}, id="before she came"),
    ],
)
def test_somebody_names_a_girl(text, expected):
    assert pointed_out(*apart(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("that would be Kit", True), ("it's Kit", True), ("this is Kit", True), ("he is Kit", False), ("Kit", False)],
)
def test_points_at_somebody(text, expected):
    passage = parse_prose(text)
    assert is_pointed_at(passage.tokens, len(passage.tokens) - 1) == expected
