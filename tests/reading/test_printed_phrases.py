"""A deed as it is printed: every article with its noun, every verb with its object, or nothing."""

import pytest
from reading_steps import read_passage

from reading.action_phrases import Phrasing
from reading.actions import names_used
from reading.printed_phrases import MOST, PartReader, belongs, fitted, is_time, seen_parts, word_deed
from reading.verb_objects import Part


def scene_of(passage):
    mention_at = {mention.first: mention for mention in passage.mentions.found}
    return Phrasing(passage.tokens, mention_at, names_used(passage.tokens, passage.mentions.found))


def event_of(passage, lemma):
    return next(event for event in reversed(passage.events) if event.lemma == lemma)


def printed(text, lemma):
    passage = read_passage(text)
    return " ".join(word_deed(scene_of(passage), event_of(passage, lemma)))


@pytest.mark.parametrize(
    ("text", "lemma", "phrase"),
    [
        pytest.param(
            "Nora studied the notes with new understanding, and left.",
            "study",
            "studying the notes with new understanding",
            id="a noun in -ing",
        ),
        pytest.param(
            "Nora pointed to a paper written in elegant script.", "point", "pointing to a paper", id="no participle"
        ),
        pytest.param("Nora watched the others come up the hill.", "watch", "watching the others", id="the others come"),
        pytest.param(
            "Nora threw out more crackling wood.", "throw", "throwing out crackling wood", id="after a particle"
        ),
        pytest.param(
            "Nora laid the half-stunned girl on the ground.",
            "lay",
            "laying the half-stunned girl on the ground",
            id="on",
        ),
        pytest.param("Nora tightly gripped the rifle tighter.", "grip", "gripping the rifle", id="no adverb after it"),
        pytest.param("Nora drank anyway.", "drink", "drinking", id="no adverb instead"),
        pytest.param("Nora stood round-eyed at the gate.", "stand", "standing at the gate", id="no adjective"),
        pytest.param("Nora threw the door open.", "throw", "throwing the door open", id="what becomes of it"),
        pytest.param("Nora held the lamp close to her face.", "hold", "holding the lamp close to her face", id="close"),
        pytest.param("Nora climbed down half an hour later.", "climb", "climbing down", id="not how long"),
        pytest.param("Nora laughed a little bit.", "laugh", "laughing", id="not how much"),
        pytest.param("Nora took the cup in both hands.", "take", "taking the cup in both hands", id="both hands"),
        pytest.param(
            "Nora gazed with a strange feeling in her throat at the page.", "gaze", "gazing at the page", id="feelings"
        ),
        pytest.param("Nora handed Paul a list of names.", "hand", "handing Paul a list of names", id="two objects"),
        pytest.param("Nora slept between the wall and the stove.", "sleep", "sleeping", id="between one and what?"),
        pytest.param("Nora held up today's paper.", "hold", "holding up today's paper", id="a day that owns"),
        pytest.param("Nora gazed at whatever struck her.", "gaze", "gazing", id="no clause for a noun"),
        pytest.param("Nora held up the cup, standing in.", "stand", "standing in", id="a direction"),
        pytest.param("Nora marched right to the gate.", "march", "marching to the gate", id="right to"),
        pytest.param("Nora raised her right hand.", "raise", "raising her right hand", id="her right"),
        pytest.param("Nora bled from head to toe.", "bleed", "bleeding from head to toe", id="from and to"),
        pytest.param("Nora hugged herself.", "hug", "hugging herself", id="herself"),
        pytest.param("Nora and Paul looked at each other.", "look", "looking at each other", id="each other"),
    ],
)
def test_what_follows_is_whole(text, lemma, phrase):
    assert printed(text, lemma) == phrase


@pytest.mark.parametrize(
    ("text", "lemma", "phrase"),
    [
        pytest.param("Nora took the basket that Paul carried.", "carry", "carrying the basket", id="that"),
        pytest.param("The dust Nora raised was white.", "raise", "raising the dust", id="without that"),
        pytest.param("Nora lifted and examined the cup.", "lift", "lifting the cup", id="shared"),
        pytest.param("It was cold. Nora held it out.", "hold", "holding it out", id="nothing explains it"),
        pytest.param("Nora took the cup. She held it out.", "hold", "holding the cup out", id="the cup explains it"),
        pytest.param("Nora pulled at the rope.", "pull", "pulling at the rope", id="aimed at"),
        pytest.param("Nora put on her coat.", "put", "putting on her coat", id="on, and its object"),
        pytest.param("Nora set off down the road.", "set", "setting off down the road", id="needs none with off"),
        pytest.param("Nora stared across the bay.", "stare", "staring across the bay", id="needs none at all"),
    ],
)
def test_a_verb_has_the_object_that_it_asks_for(text, lemma, phrase):
    assert printed(text, lemma) == phrase


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        pytest.param("Nora put down and sighed.", "put", id="put what?"),
        pytest.param("Nora arranged for an interview.", "arrange", id="arranged what?"),
        pytest.param("Nora wiped the one.", "wipe", id="which one?"),
        pytest.param("The leaves, stirred by the breeze, fell. Nora was carried by Paul.", "carry", id="suffered"),
    ],
)
def test_a_deed_that_cannot_be_whole_has_no_words(text, lemma):
    passage = read_passage(text)
    found = [event for event in passage.events if event.lemma == lemma]
    assert all(word_deed(scene_of(passage), event) == () for event in found)


@pytest.mark.parametrize(
    ("text", "lemma", "phrase"),
    [
        pytest.param("Nora told Paul.", "tell", "speaking to Paul", id="told whom"),
        pytest.param("“Coal,” Nora added.", "add", "speaking", id="added what?"),
        pytest.param("Nora told Paul a tale.", "tell", "speaking to Paul", id="a tale is not seen"),
    ],
)
def test_what_is_said_is_left_to_the_text(text, lemma, phrase):
    assert printed(text, lemma) == phrase


def test_what_others_do_to_the_lead_is_not_the_leads():
    passage = read_passage("Nora sat. Paul and Ann ran to Nora.")
    (event,) = [event for event in passage.events if event.lemma == "run"]
    nora = passage.mention("Nora").who
    assert word_deed(scene_of(passage), event) == ("running", "to", "Nora")
    assert word_deed(scene_of(passage), event, nora) == ()


def test_adjectives_go_first_then_whole_parts():
    long = Part((), ("the", "long", "red", "ladder"), ("the", "ladder"), ("the", "ladder"))
    place = Part(("over",), ("the", "wet", "green", "grass"), ("the", "grass"), ("the", "grass"))
    assert " ".join(fitted([long, place])) == "the ladder over the wet green grass"
    assert " ".join(fitted([long, place, place])) == "the ladder over the grass"
    assert list(fitted([Part((), ("the",) * (MOST + 1), (), ())])) == []


def test_an_object_belongs_though_it_is_not_seen():
    assert belongs("tell", Part((), ("the", "truth")))
    assert not belongs("look", Part(("in",), ("silence",)))
    kept = list(seen_parts("gaze", [Part(("with",), ("hope",)), Part(("in",), ("her", "throat")), Part(("up",))]))
    assert kept == [Part(("up",))]


def test_times_are_no_objects():
    assert [is_time(word) for word in ("moment", "hours", "lamp")] == [True, True, False]


def test_a_phrase_ends_with_its_sentence():
    passage = read_passage("Nora sat. The lamp burned.")
    assert PartReader(scene_of(passage), event_of(passage, "sit")).read() == []
