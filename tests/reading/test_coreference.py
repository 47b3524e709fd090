"""Whom names, pronouns and descriptions mean, alone and with what the scenes before told."""

import pytest

from cast.members import find_cast
from cast.sheet import CastSheet
from english.tokens import parse_prose
from reading.coreference import find_mentions
from reading.discourse import StorySoFar
from reading.people import GROUP


def read(text, story=None):
    """The words of a passage that mean somebody, each with whom."""
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    mentions = find_mentions(prose, cast.names[0], cast, story=story)
    return [
        (
            " ".join(token.text for token in prose.tokens[mention.first : mention.last]),
            "they" if mention.who is GROUP else mentions.people[mention.who].name,
        )
        for mention in mentions.found
    ]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("Thomas sat. The young man coughed.", "The young man", "Thomas", id="nobody else fits"),
        pytest.param("Thomas sat. Ann sat. The girl coughed.", "The girl", "Ann", id="by gender"),
        pytest.param("Thomas and James sat. The young man coughed.", "The young man", "the young man", id="two fit"),
        pytest.param("Thomas sat. The man at the door coughed.", "The man", "the man", id="another is pointed out"),
        pytest.param("Thomas sat. A man coughed. The man spat.", "The man", "a man", id="somebody brought in"),
        pytest.param("Professor Hesse sat. The professor rose.", "The professor", "Professor Hesse", id="by title"),
    ],
)
def test_tells_whom_words_mean(text, words, expected):
    assert dict(read(text))[words] == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param("Ann found a child's coat.", "a child", id="nobody's in particular"),
        pytest.param("It was a man's voice.", "a man", id="a kind of voice"),
    ],
)
def test_brings_in_nobody(text, phrase):
    assert phrase not in [who for _, who in read(text)]


def test_the_known_old_man_of_the_scene_before_is_the_old_man():
    prose = parse_prose("Thomas rowed. James steered. They lifted the old man down. Amos slept.")
    cast = find_cast([prose], CastSheet())
    amos = next(number for number, member in enumerate(cast.members) if member.name == "Amos")
    story = StorySoFar(present=frozenset({amos}), years={amos: 79})
    mentions = find_mentions(prose, cast.names[0], cast, story=story)
    described = [mention.who for mention in mentions.found if mention.kind == "described"]
    assert [mentions.people[who].member for who in described] == [amos]


def test_she_among_men_is_the_woman_of_the_scene_before():
    prose = parse_prose("Thomas sat. She laughed. Clara was not named again.")
    cast = find_cast([prose], CastSheet())
    clara = next(number for number, member in enumerate(cast.members) if member.name == "Clara")
    without_name = [run for run in cast.names[0] if run.words != ("Clara",)]
    mentions = find_mentions(prose, without_name, cast, story=StorySoFar(there={"female": clara}))
    assert clara in [mentions.people[mention.who].member for mention in mentions.found if mention.kind == "pronoun"]
