import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import Person, Scene, SceneReading
from workspace.identity import SAME_SCENE, identify, likeness, make_file_name, match_scenes, slug

STORY = (
    "Emma set the kettle on the stove and waited for the harbour lights to go out one by one. "
    "Nobody had come down the stairs since the letter arrived, and the letter lay where the postman had dropped it, "
    "face down on the mat, with one corner already grey from the wet. She could hear her uncle turning in his bed. "
    "When the kettle sang she took it off with her sleeve and did not pour."
)
OTHER = (
    "The market had filled before seven and the fish were gone by eight. A boy ran between the barrows with a crate "
    "on his head, shouting the price of crabs. Under the clock the captain counted coins into three small heaps and "
    "looked up each time the door of the bank moved, though it was Sunday and the bank was shut."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("a b  c", "a b c", id="two spaces"),
        pytest.param("a b\nc", "a b c", id="a paragraph's end"),
        pytest.param("caf\u00e9 noir", "cafe\u0301 noir", id="composed and decomposed accents"),
    ],
)
def test_the_same_text_has_the_same_identity(one, other):
    assert identify(one) == identify(other)


def test_the_hash_is_of_the_collapsed_text():
    assert identify(" It rained. \n").sha256 == "8b38b558e4df5eb3a70f60edea988d448559dfdded9b7ca08d9ba7f6c5ac71a8"


@pytest.mark.parametrize(
    ("edited", "same"),
    [
        pytest.param(STORY.replace("kettle", "pot"), True, id="a word changed throughout"),
        pytest.param(STORY.replace('"', "\u201c").upper(), True, id="only typography"),
        pytest.param(STORY[: len(STORY) // 2], True, id="the first half after a split"),
        pytest.param(STORY + " " + OTHER, True, id="merged with the next scene"),
        pytest.param(OTHER, False, id="another scene"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_likeness_tells_an_edit_from_another_scene(edited, same):
    assert (likeness(identify(STORY).hashes, identify(edited).hashes) >= SAME_SCENE) is same


@given(st.text())
def test_any_text_has_an_identity_and_is_like_itself(text):
    identity = identify(text)

    assert likeness(identity.hashes, identity.hashes) == 1.0
    assert len(identity.hashes) <= 64


def test_a_picture_follows_its_text_to_another_number():
    pictures = {"one.png": identify(STORY), "two.png": identify(OTHER)}

    assert match_scenes({(1, 1): identify(OTHER), (1, 2): identify(STORY)}, pictures) == {
        (1, 1): "two.png",
        (1, 2): "one.png",
    }


def test_an_exact_text_wins_over_a_likeness():
    edited = identify(STORY.replace("kettle", "pot"))

    assert match_scenes({(1, 1): edited, (1, 2): identify(STORY)}, {"a": identify(STORY)}) == {(1, 2): "a"}


def test_the_likest_part_of_a_split_scene_keeps_its_picture():
    long, short = STORY[:260], STORY[260:]

    assert match_scenes({(1, 1): identify(short), (1, 2): identify(long)}, {"a": identify(STORY)}) == {(1, 2): "a"}


def test_what_is_like_no_scene_stays_unmatched():
    assert match_scenes({(1, 1): identify(STORY)}, {"a": identify(OTHER)}) == {}


def test_two_scenes_of_equal_text_keep_one_picture_each():
    same = identify(STORY)

    assert match_scenes({(1, 1): same, (1, 2): same}, {"a": same, "b": same}) == {(1, 1): "a", (1, 2): "b"}


# --- File names -----------------------------------------------------------------------------------------------------
EMMA = Person("Emma Hale", "lead")
SCENE = Scene(1, 2, "", "chapter_01.md", 2, (1, 3), "Text.")


@pytest.mark.parametrize(
    ("reading", "name"),
    [
        pytest.param(
            {"characters": (EMMA,), "place": "harbour office", "action": "reading a letter"},
            "chapter_01_scene_02_emma_office_reading.png",
            id="first name, head noun, verb",
        ),
        pytest.param(
            {"characters": (Person("Captain Thole", "lead"),), "place": "edge of the pier"},
            "chapter_01_scene_02_thole_edge.png",
            id="a title is no name",
        ),
        pytest.param(
            {"characters": (Person("the old man", "lead", named=False),), "action": "sleeping"},
            "chapter_01_scene_02_man_sleeping.png",
            id="an unnamed lead",
        ),
        pytest.param(
            {"characters": (Person("Zoë Šimáková", "lead"),), "place": "café"},
            "chapter_01_scene_02_zoe_cafe.png",
            id="accents",
        ),
        pytest.param(
            {"characters": (Person("Иван", "lead"),), "place": "../../etc"},
            "chapter_01_scene_02_etc.png",
            id="other scripts are left out, and no path escapes",
        ),
        pytest.param({}, "chapter_01_scene_02.png", id="nothing read"),
    ],
)
def test_file_names(reading, name):
    assert make_file_name(SCENE, SceneReading(**reading)) == name


def test_file_names_are_short_and_wide_numbers_sort():
    reading = SceneReading((Person("A" * 90, "lead"),), place="b" * 90, action="c" * 90)

    assert len(make_file_name(SCENE, reading)) <= 80
    assert make_file_name(SCENE, SceneReading(), (3, 2)) == "chapter_001_scene_02.png"


def test_slug_keeps_letters_and_digits():
    assert slug("O’Brien-3") == "obrien3"


@given(st.text(), st.text(), st.text())
def test_any_words_give_a_safe_file_name(name, place, action):
    made = make_file_name(SCENE, SceneReading((Person(name, "lead"),), place=place, action=action))

    assert re.fullmatch(r"chapter_01_scene_02(_[a-z0-9]+){0,3}\.png", made)


def test_a_text_is_held_once_however_many_name_it():
    one, other = identify("The rain came down on the yard."), identify("The rain  came down on the yard.")

    assert one.sketch is other.sketch
    assert one.sha256 is other.sha256
