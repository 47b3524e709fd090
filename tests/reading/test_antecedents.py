"""Whom words mean that name nobody."""

import pytest
from reading_steps import read_passage

from english.tokens import parse_prose
from reading.antecedents import (
    begins_description,
    counterpart,
    is_acting,
    is_of_age,
    is_pointed_at,
    is_said_of_another,
    may_be_one,
    named_later,
    only_subject,
    pointed_out,
    resumes,
    tells_age,
)
from reading.mentions import Mention, Mentions
from reading.people import ScenePeople, ScenePerson


def name_of(passage, who):
    return None if who is None else passage.name(who)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("A man came. He was tall.", "he", True, id="he was"),
        pytest.param("A man came. His hair was red.", "his", True, id="his hair was"),
        pytest.param("A man came. His long red hair was wet.", "his", True, id="his long red hair was"),
        pytest.param("A man came. He sang.", "he", False, id="no look"),
        pytest.param("A man came. His hair shone.", "his", False, id="no verb of being"),
        pytest.param("A man came, and he was tall.", "he", False, id="in the same sentence"),
        pytest.param("He was tall.", "he", False, id="nothing stands before"),
        pytest.param("A man came. They were tall.", "they", False, id="several"),
    ],
)
def test_a_description_goes_on_about_the_sentence_before(text, word, expected):
    passage = read_passage(text)
    assert begins_description(passage.tokens, passage.at(word)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora sang. Now.", "Nora", id="the only one"),
        pytest.param("Nora sang and Ann wept. Now.", None, id="two of them"),
        pytest.param("Nora saw Ann. Now.", "Nora", id="no object"),
        pytest.param("Nora sang. Rain fell. Now.", None, id="only one sentence back"),
        pytest.param("Nora sang. I wept. Now.", None, id="not whoever tells it"),
        pytest.param("Nora knew that there was a girl. Now.", "a girl", id="brought in by there was"),
        pytest.param('"Nora sings!" Now.', None, id="not in speech"),
    ],
)
def test_the_only_subject_of_the_sentence_before(text, expected):
    passage = read_passage(text)
    found = only_subject(passage.tokens, passage.mentions.found, passage.at("now"), lambda _: True)
    assert name_of(passage, found) == expected


@pytest.mark.parametrize("text", ["Nora sang and Ann wept. Now.", "Ann saw that there was a girl. Now."])
def test_the_subject_must_fit(text):
    passage = read_passage(text)
    found = only_subject(
        passage.tokens, passage.mentions.found, passage.at("now"), lambda who: passage.name(who) == "Ann"
    )
    assert name_of(passage, found) == "Ann"


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
    ("text", "known", "expected"),
    [
        pytest.param("A girl came. She sat. Kit sang.", [], {GIRL: KIT}, id="named later"),
        pytest.param("A girl came. She sat. Max sang.", [], {}, id="no girl"),
        pytest.param("A girl came. She sat. We saw Kit. Kit sang.", [], {}, id="first named as no subject"),
        pytest.param("A girl came. She sat. Kit sang.", [0], {}, id="named in an earlier scene"),
        pytest.param("Kit sang. A girl came. She sat. Kit sang.", [], {}, id="named before"),
        pytest.param("A girl came. Kit sang.", [], {}, id="who does too little to be of the story"),
        pytest.param(f"A girl came. She sat. {'It rained. ' * 60} Kit sang.", [], {}, id="too late"),
        pytest.param(f"A girl came. {'It rained. ' * 160} She sat. Kit sang.", [], {}, id="a girl for too long"),
        pytest.param('A girl came. She sat. "Kit sang," said Max.', [], {}, id="only in speech"),
    ],
)
def test_the_story_names_a_girl_later(text, known, expected):
    assert named_later(*apart(text), known) == expected


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


def test_whoever_acts_twice_is_one_of_the_story():
    acts, rests = (
        Mention(0, 1, KIT, "name", owns=False, subject=True),
        Mention(4, 5, KIT, "name", owns=False, subject=False),
    )
    assert is_acting([acts, rests, acts])
    assert not is_acting([acts, rests, rests])
