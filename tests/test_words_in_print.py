"""What is printed with a picture of the sample novel is whole: action, alt text, caption, the panel's strip."""

import house
import pytest
from words_in_print import faults_of_caption, faults_of_phrase

from cast.sheet import CastSheet
from publish.captions import alt_text
from publish.quotations import quote_scene
from publish.typography import set_words
from records import Person, SceneReading
from scene_parser import read_novel
from scene_reader import read_scenes
from storyboard.lettering import fit, text_width
from storyboard.panel import caption_of


@pytest.fixture(scope="module")
def sample():
    novel = read_novel(house.ROOT / "chapters")
    return list(zip(novel.scenes, read_scenes(novel.scenes, CastSheet()), strict=True))


def test_every_action_of_the_sample_is_whole(sample):
    assert len(sample) == 33
    faults = {
        scene.key: (reading.action, found) for scene, reading in sample if (found := faults_of_phrase(reading.action))
    }
    assert not faults


def test_the_alt_text_says_the_action_word_for_word(sample):
    assert all(f": {reading.action}." in alt_text(reading) for _, reading in sample if reading.drawn and reading.action)


def test_every_caption_of_the_sample_is_a_sentence_of_its_moment(sample):
    captions = {scene.key: (set_words(quote_scene(scene, reading), "en"), scene, reading) for scene, reading in sample}
    faults = {key: (words, found) for key, (words, *_) in captions.items() if (found := faults_of_caption(words))}
    assert not faults
    assert sum(not words for words, *_ in captions.values()) <= 2
    for words, scene, reading in captions.values():
        told = [found.text.split()[0] for found in reading.evidence["action"]]
        assert not words or not told or any(verb in quote_scene(scene, reading) for verb in told)


@pytest.mark.parametrize("share", [1.0, 0.8, 0.6])
def test_a_panel_of_any_width_has_a_whole_phrase_on_its_strip(sample, share):
    for _, reading in sample:
        whole = caption_of({"place": reading.place, "time_of_day": reading.time_of_day, "action": reading.action})
        where, _, action = fit(whole, 0.3, text_width(whole, 0.3) * share).partition(": ")
        assert where or not whole
        assert not faults_of_phrase(action), (whole, action)


def test_what_the_author_wrote_is_printed_as_she_wrote_it():
    hers = "watching the come up the hill, and he asked the"
    assert hers in alt_text(SceneReading((Person("Emma", "lead"),), action=hers))
    assert caption_of({"action": hers}) == f"W{hers[1:]}"


@pytest.mark.parametrize(
    "phrase",
    [
        "watching the come up the hill",
        "holding the",
        "looking at his",
        "putting",
        "reading, standing, sitting",
        "studying the notes with new",
        "carrying had in the tower",
        "regarding in the hall",
    ],
)
def test_the_test_sees_what_is_wrong(phrase):
    assert faults_of_phrase(phrase)


@pytest.mark.parametrize(
    "caption",
    ["he asked.", "He asked.", "stay.”", "“Come in.", "Ann met Mr.", "Ann met " + "the man and " * 11 + "ran."],
)
def test_the_test_sees_what_is_no_caption(caption):
    assert faults_of_caption(caption)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        pytest.param(
            "Emma sat on the wall. She watched the others come up the hill.",
            "watching the others, sitting on the wall",
            id="whom she watches",
        ),
        pytest.param("Emma regarded them. It was noon.", "regarding them", id="whom she regards"),
        pytest.param("Emma sat on the bench. She stood at the gate.", "standing at the gate", id="one posture"),
        pytest.param("Emma stood at the window. She read the letter.", "reading the letter, standing", id="both fit"),
    ],
)
def test_an_action_is_whole_and_has_one_posture(text, action):
    from test_traps import make_scenes

    (reading,) = read_scenes(make_scenes(text), CastSheet())
    assert reading.action.startswith(action)
    assert not faults_of_phrase(reading.action)
