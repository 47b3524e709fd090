"""Which verbs ask for an object, what counts as one, and where one is that does not follow."""

import pytest
from reading_steps import read_passage

from english.verbs import read_verb
from reading.action_phrases import Phrasing
from reading.clauses import Event
from reading.verb_objects import (
    Part,
    bare_particles,
    ends_mention,
    find_object_elsewhere,
    is_in_row,
    is_noun_phrase_at,
    is_object,
    is_verb_here,
    needs_object,
    object_before,
    object_shared,
    stands_for_object,
    subject_before,
)


def scene_of(text):
    passage = read_passage(text)
    return passage, Phrasing(passage.tokens, {mention.first: mention for mention in passage.mentions.found}, {})


def event_in(text, lemma):
    passage, scene = scene_of(text)
    return scene, next(event for event in passage.events if event.lemma == lemma)


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("put", True),
        ("hold", True),
        ("regard", True),
        ("stare", False),
        ("read", False),
        ("eat", False),
        ("hide", False),
    ],
)
def test_which_verbs_need_one(lemma, expected):
    assert needs_object(lemma) is expected


def test_with_a_particle_of_its_own_a_verb_needs_none():
    assert "off" in bare_particles("set")
    assert bare_particles("put") >= {"out"}
    assert bare_particles("sleep") == frozenset()


@pytest.mark.parametrize(
    ("lemma", "part", "expected"),
    [
        pytest.param("hold", Part((), ("the", "lamp")), True, id="right after it"),
        pytest.param("put", Part(("on",), ("her", "coat")), True, id="after a particle"),
        pytest.param("pull", Part(("at",), ("the", "rope")), True, id="aimed at"),
        pytest.param("hold", Part(("at",), ("the", "rope")), False, id="not aimed"),
        pytest.param("hold", Part(("in",), ("the", "hall")), False, id="a place"),
        pytest.param("set", Part(("off",)), True, id="set off"),
        pytest.param("hold", Part(("up",)), False, id="hold up what?"),
    ],
)
def test_what_stands_for_an_object(lemma, part, expected):
    assert stands_for_object(lemma, part) is expected


def test_a_part_has_three_lengths():
    part = Part(("at",), ("the", "old", "rope"), ("the", "rope"), ("rope",))
    assert part.lengths == (("at", "the", "old", "rope"), ("at", "the", "rope"), ("at", "rope"))
    assert is_object("hold", Part((), ("it",)))
    assert not is_object("hold", Part(()))


@pytest.mark.parametrize(
    ("text", "lemma", "words"),
    [
        pytest.param("Nora saw the basket that Paul carried.", "carry", "the basket", id="of which is told"),
        pytest.param("Nora saw a basket which Paul had carried.", "carry", "the basket", id="a basket: the basket"),
        pytest.param("Nora took and read the letter.", "take", "", id="reading may stand alone"),
        pytest.param("Nora lifted, turned and examined the cup.", "lift", "", id="turning may, too"),
        pytest.param("Nora lifted and examined the cup.", "lift", "the cup", id="of both"),
        pytest.param("Nora lifted. Paul carried.", "lift", "", id="none"),
    ],
)
def test_an_object_elsewhere(text, lemma, words):
    scene, event = event_in(text, lemma)
    assert " ".join(find_object_elsewhere(scene, event)) == words


def test_before_and_after():
    scene, event = event_in("Nora saw the basket that Paul carried.", "carry")
    assert object_before(scene, event).words == ("the", "basket")
    assert object_shared(scene, event) is None
    assert scene.tokens[subject_before(scene, event.token)].text == "Paul"
    assert ends_mention(scene, event.token)
    assert is_noun_phrase_at(scene.tokens, scene.tokens.index(next(t for t in scene.tokens if t.word == "the")))
    assert not is_noun_phrase_at(scene.tokens, len(scene.tokens))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Nora saw a dashing, smoking figure.", "smoking", True, id="before its noun"),
        pytest.param("Nora sat there smoking cigars.", "smoking", False, id="a deed"),
    ],
)
def test_participles_in_a_row(text, word, expected):
    tokens = read_passage(text).tokens
    assert is_in_row(tokens, next(number for number, token in enumerate(tokens) if token.word == word)) is expected


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        pytest.param("Nora saw leaves, stirred by the wind.", "stir", id="suffered"),
        pytest.param("Nora tucked it round Paul's living file.", "live", id="of what is owned"),
    ],
)
def test_an_adjective_is_no_deed(text, lemma):
    passage, scene = scene_of(text)
    at = next(number for number, token in enumerate(passage.tokens) if (read_verb(token.word) or ("",))[0] == lemma)
    form = "ing" if passage.tokens[at].word.endswith("ing") else "past"
    assert not is_verb_here(scene, Event(None, at, lemma, form, 1.0))


def test_a_noun_is_no_deed():
    scene, event = event_in("Nora shot the hare.", "shoot")
    assert is_verb_here(scene, event)
    scene, _ = event_in("Nora took a shot of the hills.", "take")
    at = next(number for number, token in enumerate(scene.tokens) if token.word == "shot")
    assert not is_verb_here(scene, event._replace(token=at))
